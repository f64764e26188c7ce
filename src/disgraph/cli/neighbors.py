"""`disgraph neighbors X`."""

from __future__ import annotations

from typing import Any

import click

from disgraph.cli.completion import complete_entity
from disgraph.cli.options import WholeNumber, output_options, relation_options
from disgraph.cli.session import current_graph, write


@click.command(epilog='Example: disgraph neighbors "Peng Yu" --exclude Remark')
@click.argument("name", shell_complete=complete_entity)
@click.option("-k", "--limit", type=WholeNumber(1, 100_000), default=10, show_default=True, help="Maximum number of each kind.")
@relation_options
@output_options(("text", "json", "md"))
@click.pass_context
def neighbors(ctx: click.Context, /, name: str, endpoint: str | None, form: str, output: str, quiet: bool, **options: Any) -> None:
    """List the relations of an entity by kind, each with its quote.

    The exit code is 1 if it has none.
    """
    found = current_graph(quiet, endpoint, options["timeout"]).neighbors(name, **options)
    write(found.render(form), output)
    ctx.exit(0 if found else 1)
