"""Running the server until it is interrupted."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

import uvicorn

from disgraph.api.graph_opening import current_folder, open_graph
from disgraph.errors import InputError, MisuseError
from disgraph.server.application import application
from disgraph.server.settings import LOOPBACK

if TYPE_CHECKING:
    from disgraph.api.knowledge_graph import KnowledgeGraph
    from disgraph.server.settings import ServerSettings

#: Largest header of a request, in bytes.
_HEADERS = 64 << 10


def serve_graph(settings: ServerSettings, endpoint: str | None, announce: Callable[[str], None]) -> None:
    """Serve a graph until the process is interrupted.

    Args:
        settings: of the server.
        endpoint: that is served instead of the graph on disk.
        announce: called with the address, once requests are answered.

    Raises:
        MisuseError: an address that other machines reach is not confirmed.
        InputError: the address cannot be bound.
    """
    if settings.host not in LOOPBACK and not settings.public:
        raise MisuseError(
            f"{settings.host} can be reached by other machines.",
            "Add --public: names, quotes and facts become visible to everybody there; whole texts only where their rights allow it.",
        )
    app = application(open_graph(endpoint=endpoint), settings, *_reloading(endpoint))
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        log_level="critical",
        access_log=False,
        server_header=False,
        h11_max_incomplete_event_size=_HEADERS,
        timeout_graceful_shutdown=3,
    )
    server = _AnnouncingServer(config, announce)
    try:
        server.run()
    except SystemExit as error:
        raise InputError(f"{settings.host}:{settings.port} cannot be bound.", "Choose another --port.") from error


def _reloading(endpoint: str | None) -> tuple[Callable[[], str] | None, Callable[[], KnowledgeGraph] | None]:
    """Return how a new graph is noticed and opened; nothing for an endpoint."""
    if endpoint is not None:
        return None, None
    return (lambda: current_folder(os.getcwd(), lambda _step: None)), (lambda: open_graph(quiet=True))


class _AnnouncingServer(uvicorn.Server):
    """A server that says its address when it answers."""

    def __init__(self, config: uvicorn.Config, announce: Callable[[str], None]) -> None:
        super().__init__(config)
        self._announce = announce

    async def startup(self, sockets: list[object] | None = None) -> None:  # type: ignore[override]
        """Start, and announce the address."""
        await super().startup(sockets)  # type: ignore[arg-type]
        if self.started:
            bound = self.servers[0].sockets[0].getsockname()
            host = f"[{bound[0]}]" if ":" in bound[0] else bound[0]
            self._announce(f"http://{host}:{bound[1]}")
