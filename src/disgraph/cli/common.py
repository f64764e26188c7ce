"""`disgraph common A B`."""

from __future__ import annotations

from typing import Any

import click

from disgraph.cli.completion import complete_entity
from disgraph.cli.options import WholeNumber, all_ways_option, output_options, relation_options, strict_option, through_option
from disgraph.cli.session import current_graph, write
from disgraph.render.answer_blocks import Layout


@click.command(epilog='Example: disgraph common "Lan Shiyong" "Wu Weiyue"')
@click.argument("a", shell_complete=complete_entity)
@click.argument("b", shell_complete=complete_entity)
@click.option("-k", "--limit", type=WholeNumber(1, 100_000), default=10, show_default=True, help="Maximum number of entities.")
@through_option
@strict_option
@all_ways_option
@relation_options
@output_options(("text", "json", "md"))
@click.pass_context
def common(
    ctx: click.Context, /, a: str, b: str, all_ways: bool, endpoint: str | None, form: str, output: str, quiet: bool, **options: Any
) -> None:
    """List the entities related to both A and B, the most specific first.

    Entities that connect weakly, such as a county or an event, come last; provinces, countries, kinds of disability and whole populations
    are excluded, unless --through includes them. The exit code is 1 if there is none.
    """
    found = current_graph(quiet, endpoint, options["timeout"]).common(a, b, **options)
    write(found.render(form, Layout(all_ways=all_ways)), output)
    ctx.exit(0 if found else 1)
