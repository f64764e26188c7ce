"""The application: routes, limits and errors put together."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from disgraph.errors import DisgraphError, UnresolvedName
from disgraph.export.webpage_assets import picture_style
from disgraph.server.document_pages import document_routes
from disgraph.server.downloads import download_routes
from disgraph.server.entity_pages import entity_routes
from disgraph.server.general_pages import general_routes
from disgraph.server.http_errors import problem, status_of
from disgraph.server.json_api import api_routes
from disgraph.server.linked_data import HTML, well_known_route
from disgraph.server.metrics import Counting, Metrics, metrics_route
from disgraph.server.negotiation import preferred
from disgraph.server.ontology_pages import ontology_routes
from disgraph.server.query_pages import query_routes
from disgraph.server.query_pool import QueryPool
from disgraph.server.reconciliation import reconciliation_routes
from disgraph.server.relationship_pages import relationship_routes
from disgraph.server.review_pages import review_routes
from disgraph.server.safety import Safety
from disgraph.server.served_graph import ServedGraph
from disgraph.server.site import FOLDER, Site
from disgraph.server.sparql_answers import BackendAnswers, QueryAnswers
from disgraph.store.current import STORE

if TYPE_CHECKING:
    from disgraph.api.knowledge_graph import KnowledgeGraph
    from disgraph.server.review_desk import ReviewDesk
    from disgraph.server.settings import ServerSettings

#: Addresses that answer programs: their errors are JSON.
_FOR_PROGRAMS = ("/api", "/reconcile")


def application(
    graph: KnowledgeGraph,
    settings: ServerSettings,
    current_folder: Callable[[], str] | None = None,
    reopen: Callable[[], KnowledgeGraph] | None = None,
    desk: ReviewDesk | None = None,
) -> Starlette:
    """Return the application that serves a graph.

    Args:
        graph: the opened graph.
        settings: of the server.
        current_folder: returns the directory of the graph in use, if a new one may be built while the server runs.
        reopen: opens that graph.
        desk: the review of the project, if proposals may be decided.
    """
    pool = _pool(graph, settings)
    answers: QueryAnswers = pool or BackendAnswers(graph.graph, settings.seconds)
    served = ServedGraph(graph, current_folder, reopen, lambda folder: pool.move(os.path.join(folder, STORE)) if pool else None)
    site = Site(served, settings, answers)

    @contextlib.asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        if pool:
            await pool.open()
        yield
        if pool:
            await pool.close()

    metrics = Metrics()
    routes = [*_routes(site, served), metrics_route(metrics, pool.numbers if pool else dict), *(review_routes(site, desk) if desk else [])]
    well_known = well_known_route(site.addresses)
    mounted: Sequence[BaseRoute] = [*([Mount(settings.prefix, routes=[well_known, *routes])] if settings.prefix else routes), well_known]
    app = Starlette(routes=mounted, middleware=_middleware(settings, metrics), exception_handlers=_handlers(site), lifespan=lifespan)
    app.state.site = site
    return app


def _pool(graph: KnowledgeGraph, settings: ServerSettings) -> QueryPool | None:
    store = graph.backend.file(STORE)
    if store is None:
        return None
    return QueryPool(store, settings.workers, settings.seconds, settings.memory)


def _routes(site: Site, served: ServedGraph) -> list[BaseRoute]:
    async def health(_request: Request) -> Response:
        return PlainTextResponse("ok\n")

    async def picture_css(_request: Request) -> Response:
        return Response(picture_style("picture"), media_type="text/css", headers={"Cache-Control": "max-age=3600"})

    return [
        *general_routes(site),
        *entity_routes(site),
        *document_routes(site),
        *relationship_routes(site),
        *query_routes(site),
        *download_routes(site),
        *ontology_routes(site),
        *api_routes(served, site.settings.seconds),
        *reconciliation_routes(site),
        Route("/health", health),
        Route("/static/picture.css", picture_css),
        Mount("/static", StaticFiles(directory=FOLDER / "static")),
    ]


def _middleware(settings: ServerSettings, metrics: Metrics) -> list[Middleware]:
    found = [
        Middleware(Counting, metrics=metrics),
        Middleware(Safety, body=settings.body),
        Middleware(TrustedHostMiddleware, allowed_hosts=list(settings.allowed_hosts)),
    ]
    if settings.origins:
        found.append(Middleware(CORSMiddleware, allow_origins=list(settings.origins), allow_methods=["GET", "POST"]))
    return found


def _handlers(site: Site) -> dict[type[Exception] | int, Callable[[Request, Exception], Response]]:
    """Return how errors are answered: as a page for a browser, otherwise as JSON."""

    def known(request: Request, error: Exception) -> Response:
        assert isinstance(error, DisgraphError)
        if not _wants_page(site, request):
            return problem(error)
        candidates = error.candidates if isinstance(error, UnresolvedName) else ()
        asked = error.asked if isinstance(error, UnresolvedName) else ""
        links = [(each, _instead(request, asked, each.iri)) for each in candidates]
        return site.render("error", status_of(error), title="That did not work", error=error, candidates=links)

    def missing(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        if not _wants_page(site, request):
            return PlainTextResponse(f"{error.detail}\n", error.status_code)
        return site.render("missing", error.status_code, title=error.detail)

    def unexpected(request: Request, error: Exception) -> Response:
        sys.stderr.write(f"{request.method} {request.url.path}: {type(error).__name__} [internal]\n")
        return PlainTextResponse("The server failed; the error is logged. Please report it.\n", 500)

    def unfinished(_request: Request, _error: Exception) -> Response:
        return PlainTextResponse("The body of the request is incomplete.\n", 400)

    return {DisgraphError: known, HTTPException: missing, ClientDisconnect: unfinished, Exception: unexpected}


def _wants_page(site: Site, request: Request) -> bool:
    path = request.url.path.removeprefix(site.settings.prefix)
    offered = ("application/json", HTML)
    return not path.startswith(_FOR_PROGRAMS) and preferred(request.headers.get("accept", ""), offered) == HTML


def _instead(request: Request, asked: str, iri: str) -> str:
    """Return the address of a request with another name in the place of the one that was not found."""
    pairs = [(name, iri if value == asked else value) for name, value in request.query_params.multi_items()]
    return f"{request.url.path}?{urlencode(pairs)}"
