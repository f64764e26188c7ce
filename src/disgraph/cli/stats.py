"""`disgraph stats`."""

from __future__ import annotations

import click

from disgraph.cli.options import endpoint_options, output_options
from disgraph.cli.session import current_graph, write


@click.command(epilog="Example: disgraph stats")
@endpoint_options
@output_options()
def stats(endpoint: str | None, timeout: float | None, form: str, output: str, quiet: bool) -> None:
    """Count documents, entities, records, modalities and triples, and measure how the graph is connected."""
    write(current_graph(quiet, endpoint, timeout).stats().render(form), output)
