"""`disgraph show X`."""

from __future__ import annotations

import click

from disgraph.cli.completion import complete_entity
from disgraph.cli.options import endpoint_options, inferred_option, output_options
from disgraph.cli.session import current_graph, write
from disgraph.render.answer_blocks import Layout


@click.command(epilog='Example: disgraph show "Wang Xiuzhi" --quotes')
@click.argument("name", shell_complete=complete_entity)
@click.option("--quotes", is_flag=True, help="Quotes under each fact.")
@click.option("--all", "derived", is_flag=True, help="Also derived statements.")
@click.option("--closure", is_flag=True, help="Also derived inverses and generalisations of other statements.")
@inferred_option
@endpoint_options
@output_options()
def show(
    name: str,
    quotes: bool,
    derived: bool,
    closure: bool,
    include_inferred: bool,
    endpoint: str | None,
    timeout: float | None,
    form: str,
    output: str,
    quiet: bool,
) -> None:
    """Show everything about one entity: who, where, condition, life, work, help, awards, figures.

    Hopes and plans are listed apart from facts. How a fact is known, and doubts about it, follow in brackets.
    """
    found = current_graph(quiet, endpoint, timeout).show(
        name, derived=derived or closure, closure=closure, include_inferred=include_inferred
    )
    write(found.render(form, Layout(quotes=quotes)), output)
