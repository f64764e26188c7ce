"""`disgraph search TEXT`."""

from __future__ import annotations

from typing import Any

import click

from disgraph.cli.completion import complete_entity
from disgraph.cli.error_output import write_proposals
from disgraph.cli.options import WholeNumber, endpoint_options, output_options
from disgraph.cli.session import current_graph, write


@click.command(epilog='Example: disgraph search "customer service" --type employment')
@click.argument("text", shell_complete=complete_entity)
@click.option("--limit", type=WholeNumber(1, 1000), default=10, show_default=True, help="Maximum number of results.")
@click.option("--kind", "kinds", multiple=True, metavar="KIND", help="Results of this kind only: entity, fact or passage.")
@click.option("--type", "types", multiple=True, metavar="CLASS", help="Entities or facts of this class only, such as company or training.")
@click.option("--document", "documents", multiple=True, metavar="ID", help="Results from this document only.")
@endpoint_options
@output_options()
@click.pass_context
def search(
    ctx: click.Context, /, text: str, endpoint: str | None, timeout: float | None, form: str, output: str, quiet: bool, **options: Any
) -> None:
    """Find entities, facts and passages by name and words, best first.

    Misspelt words and names are found too. Each fact has its quotes and how it is known. The exit code is 1 if nothing is found.
    """
    found = current_graph(quiet, endpoint, timeout).search(text, **options)
    write(found.render(form), output)
    if not (found.entities or endpoint or quiet):
        write_proposals(text)
    ctx.exit(0 if found else 1)
