"""`disgraph compare A B`."""

from __future__ import annotations

import click

from disgraph.cli.completion import complete_entity
from disgraph.cli.options import endpoint_option, inferred_option, output_options, timeout_option
from disgraph.cli.session import current_graph, write
from disgraph.render.answer_blocks import Layout


@click.command(epilog='Example: disgraph compare "Yang Shuting" "Liao Zhusheng" --quotes')
@click.argument("a", shell_complete=complete_entity)
@click.argument("b", shell_complete=complete_entity)
@click.option("--quotes", is_flag=True, help="Quotes under each sentence.")
@inferred_option
@endpoint_option
@timeout_option
@output_options(("text", "json", "md"))
def compare(
    a: str,
    b: str,
    quotes: bool,
    include_inferred: bool,
    endpoint: str | None,
    timeout: float | None,
    form: str,
    output: str,
    quiet: bool,
) -> None:
    """Compare A and B: what they share, and what holds of one only.

    A relation is shared if its kind, direction and other entity are the same; a property if its sentence is.
    """
    found = current_graph(quiet, endpoint, timeout).compare(a, b, include_inferred=include_inferred, timeout=timeout)
    write(found.render(form, Layout(quotes=quotes)), output)
