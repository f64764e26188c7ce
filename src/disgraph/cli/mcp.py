"""`disgraph mcp`."""

from __future__ import annotations

import click

from disgraph.cli.options import endpoint_options
from disgraph.cli.session import current_graph


@click.command(epilog="Example: disgraph mcp")
@endpoint_options
def mcp(endpoint: str | None, timeout: float | None) -> None:
    """Serve the graph to language models over standard input and output (Model Context Protocol).

    Start it from the configuration of a client; docs/ask.md has an example. All tools are read-only.
    """
    from disgraph.mcp.model_server import serve_stdio

    serve_stdio(current_graph(quiet=True, endpoint=endpoint, timeout=timeout))
