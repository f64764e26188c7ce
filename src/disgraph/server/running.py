"""Running the server until it is interrupted."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import uvicorn

from disgraph.api.exporting import refuse_without_sources
from disgraph.api.graph_opening import current_folder, open_graph
from disgraph.api.knowledge_graph import KnowledgeGraph
from disgraph.errors import InputError, MisuseError
from disgraph.privacy.private_copy import private_copy
from disgraph.server.application import application
from disgraph.server.review_desk import ReviewDesk
from disgraph.server.settings import LOOPBACK

if TYPE_CHECKING:
    from starlette.applications import Starlette

    from disgraph.server.settings import ServerSettings

#: Largest header of a request, in bytes.
_HEADERS = 64 << 10


def serve_graph(settings: ServerSettings, endpoint: str | None, privacy: str | None, review: bool, announce: Callable[[str], None]) -> None:
    """Serve a graph until the process is interrupted.

    Args:
        settings: of the server.
        endpoint: that is served instead of the graph on disk.
        privacy: `pseudonym` or `public-figures-only`, to serve a private copy; None for the graph itself.
        review: whether proposals of the user's own project can be decided.
        announce: called with the address, once requests are answered, and with what a private copy withholds.

    Raises:
        MisuseError: an address that other machines reach is not confirmed.
        InputError: the address cannot be bound.
        NeedsSources: a private copy of an endpoint is asked for.
    """
    if settings.host not in LOOPBACK and not settings.public:
        raise MisuseError(
            f"{settings.host} can be reached by other machines.",
            "Add --public: names, quotes and facts become visible to everybody there; whole texts only where their rights allow it.",
        )
    graph = open_graph(endpoint=endpoint)
    desk = _desk(graph, settings, endpoint, privacy) if review else None
    if desk:
        announce(f"Review: open {settings.prefix}/review?key={desk.key}")
    if privacy is None:
        _run(application(graph, settings, *_reloading(endpoint), desk), settings, announce)
        return
    refuse_without_sources(on_disk=False, privacy=privacy if endpoint else None)
    with TemporaryDirectory(prefix="disgraph-", ignore_cleanup_errors=True) as folder:
        copied = private_copy(graph.graph, graph.project, privacy, Path(folder))
        announce(copied.withheld)
        project = graph.project
        _run(application(KnowledgeGraph(copied.graph.backend, lambda: project, has_sources=False), settings), settings, announce)


def _desk(graph: KnowledgeGraph, settings: ServerSettings, endpoint: str | None, privacy: str | None) -> ReviewDesk:
    """Return the review of the project.

    Raises:
        MisuseError: other machines could decide, or there is nothing of the user's own to review.
    """
    if settings.host not in LOOPBACK or settings.public:
        raise MisuseError("A review answers this machine alone.", "Leave --host and --public out.")
    if endpoint or privacy or graph.project.is_shipped:
        raise MisuseError("Only proposals of your own project can be reviewed.", "Start it in the directory of the project.")
    return ReviewDesk(graph.project)


def _run(app: Starlette, settings: ServerSettings, announce: Callable[[str], None]) -> None:
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        log_level="critical",
        access_log=False,
        server_header=False,
        http="h11",  # httptools, if it is installed, has no limit of headers and accepts two hosts
        ws="none",
        h11_max_incomplete_event_size=_HEADERS,
        timeout_graceful_shutdown=3,
    )
    server = _AnnouncingServer(config, settings.prefix, announce)
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

    def __init__(self, config: uvicorn.Config, prefix: str, announce: Callable[[str], None]) -> None:
        super().__init__(config)
        self._prefix, self._announce = prefix, announce

    async def startup(self, sockets: list[object] | None = None) -> None:  # type: ignore[override]
        """Start, and announce the address."""
        await super().startup(sockets)  # type: ignore[arg-type]
        if self.started:
            bound = self.servers[0].sockets[0].getsockname()
            host = f"[{bound[0]}]" if ":" in bound[0] else bound[0]
            self._announce(f"http://{host}:{bound[1]}{self._prefix}/  (Ctrl-C ends the server)")
