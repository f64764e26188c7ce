"""The server of the Model Context Protocol. Only this room uses the library `mcp` (extra `mcp`)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from disgraph.errors import DisgraphError, MisuseError
from disgraph.mcp.model_tools import INSTRUCTIONS, ModelTools, error_text

if TYPE_CHECKING:
    from disgraph.api.knowledge_graph import KnowledgeGraph


def model_server(graph: KnowledgeGraph) -> Any:
    """Return the server of a graph, with its tools and resources.

    Raises:
        MisuseError: the extra `mcp` is not installed.
    """
    try:
        from mcp.server import MCPServer
        from mcp.types import ToolAnnotations
    except ImportError as error:
        raise MisuseError("The library mcp is not installed.", 'Install it: pip install "disgraph[mcp]".') from error
    from disgraph import __version__

    tools = ModelTools(graph)
    server = MCPServer("disgraph", instructions=INSTRUCTIONS, version=__version__, log_level="ERROR")
    for tool in tools.all():
        server.add_tool(_reporting(tool), annotations=ToolAnnotations(read_only_hint=True), structured_output=False)
    for uri, read in (("schema", tools.schema), ("prefixes", tools.prefixes), ("queries", tools.queries)):
        server.resource(f"disgraph://{uri}", name=uri, description=read.__doc__, mime_type="text/plain")(_without_arguments(read))
    return server


def serve_stdio(graph: KnowledgeGraph) -> None:
    """Serve a graph on standard input and output until the client closes them."""
    model_server(graph).run("stdio")


def _reporting(tool: Callable[..., str]) -> Callable[..., str]:
    """Return a tool whose errors reach the model with their remedies; another error would not."""
    from mcp.server.mcpserver.exceptions import ToolError

    @wraps(tool)
    def call(*args: Any, **kwargs: Any) -> str:
        try:
            return tool(*args, **kwargs)
        except DisgraphError as error:
            raise ToolError(error_text(error)) from error

    return call


def _without_arguments(read: Callable[[], str]) -> Callable[[], str]:
    def call() -> str:
        return read()

    return call
