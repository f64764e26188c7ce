"""Downloads: the answer of a query in each format, and the network for Gephi."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from disgraph.errors import MisuseError
from disgraph.export.export_options import ExportOptions
from disgraph.export.operation import export_graph
from disgraph.server.sparql_protocol import reply_response
from disgraph.sparql.query_worker import QueryRequest

if TYPE_CHECKING:
    from disgraph.server.site import Site

_MEDIA = {
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
}
_GEXF = "application/gexf+xml"


def download_routes(site: Site) -> list[Route]:
    """Return the routes of downloads."""

    async def download(request: Request) -> Response:
        form, text = request.query_params.get("format", "csv"), request.query_params.get("query", "")
        if form not in _MEDIA:
            raise MisuseError(f"{form[:40]!r} is not a format.", f"Choose from {', '.join(_MEDIA)}.")
        reply = await site.answers.ask(QueryRequest(text, results=_MEDIA[form]))
        name = f"answer.{form if reply.media == _MEDIA[form] else 'ttl'}"
        return reply_response(reply, _attached(name))

    async def network(request: Request) -> Response:
        options = ExportOptions(format="gexf", around=request.query_params.get("around", ""))
        content = await run_in_threadpool(_gexf, site, options)
        return Response(content, media_type=_GEXF, headers=_attached("network.gexf"))

    return [Route("/download", download), Route("/network.gexf", network)]


def _gexf(site: Site, options: ExportOptions) -> bytes:
    """Return the network as GEXF.

    Raises:
        MisuseError: it is empty.
    """
    found = export_graph(site.graph.graph, "network.gexf", options)
    if not found.files:
        raise MisuseError(found.summary, "Choose another part.")
    pieces = (piece for content in found.files.values() for piece in ((content,) if isinstance(content, str | bytes) else content))
    return b"".join(piece.encode() if isinstance(piece, str) else piece for piece in pieces)


def _attached(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}
