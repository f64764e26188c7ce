"""`disgraph evidence X`."""

from __future__ import annotations

import click

from disgraph.cli.completion import complete_entity
from disgraph.cli.options import endpoint_options, output_options
from disgraph.cli.session import current_graph, write


@click.command(epilog='Example: disgraph evidence "Xiang Ao Juan"')
@click.argument("name", shell_complete=complete_entity)
@endpoint_options
@output_options(("text", "md", "json", "csv", "tsv", "jsonl"))
@click.pass_context
def evidence(ctx: click.Context, name: str, endpoint: str | None, timeout: float | None, form: str, output: str, quiet: bool) -> None:
    """Show the quotes that state something: about an entity by name, or of a claim or record by its IRI.

    The exit code is 1 if no document states anything about it.
    """
    found = current_graph(quiet, endpoint, timeout).evidence(name)
    write(found.render(form), output)
    ctx.exit(0 if found else 1)
