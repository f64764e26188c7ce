"""`disgraph search TEXT`."""

from __future__ import annotations

import click

from disgraph.cli.completion import complete_entity
from disgraph.cli.options import endpoint_options, output_options
from disgraph.cli.session import current_graph, write


@click.command(epilog='Example: disgraph search "Tang Xiaopin"')
@click.argument("text", shell_complete=complete_entity)
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True, help="Maximum number of entities, and of passages.")
@endpoint_options
@output_options()
@click.pass_context
def search(
    ctx: click.Context, text: str, limit: int, endpoint: str | None, timeout: float | None, form: str, output: str, quiet: bool
) -> None:
    """Find entities with a similar name, and passages that contain every word. The exit code is 1 if nothing is found."""
    found = current_graph(quiet, endpoint, timeout).search(text, limit=limit)
    write(found.render(form), output)
    ctx.exit(0 if found else 1)
