"""Answers to SPARQL as a stream of bytes: from a pool of processes on a store, or from the endpoint that is served."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from starlette.concurrency import run_in_threadpool

from disgraph.render.query_answer import query_text
from disgraph.server.query_pool import QueryReply
from disgraph.sparql.query_worker import GRAPH_FORMATS, RESULT_FORMATS, NotAcceptable, QueryRequest

if TYPE_CHECKING:
    from disgraph.graph.graph import Graph

_FORMS = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "application/xml": "xml",
    "text/xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
_TRIPLE_FORMS = {"text/turtle": "ttl", "application/n-triples": "nt", "application/ld+json": "jsonld", "application/rdf+xml": "rdf"}


class QueryAnswers(Protocol):
    """What answers SPARQL."""

    async def ask(self, request: QueryRequest) -> QueryReply:
        """Answer a query."""
        ...


class BackendAnswers:
    """Answers of the graph's own backend, such as another endpoint.

    Args:
        graph: the opened graph.
        seconds: that a query may take.
    """

    def __init__(self, graph: Graph, seconds: float) -> None:
        self._graph, self._seconds = graph, seconds

    async def ask(self, request: QueryRequest) -> QueryReply:
        """Answer a query; a dataset of the request is left to the backend's own.

        Raises:
            NotAcceptable: no accepted media type fits the answer.
        """
        answer = await run_in_threadpool(self._graph.backend.answer, request.text, dict(request.bindings), self._seconds)
        is_graph = isinstance(answer, tuple) and not hasattr(answer, "variables")
        media = request.triples if is_graph else request.results
        form = (_TRIPLE_FORMS if is_graph else _FORMS).get(media)
        if form is None:
            known = GRAPH_FORMATS if is_graph else RESULT_FORMATS
            raise NotAcceptable("The answer has none of the accepted media types.", f"Accept one of {', '.join(known)}.")
        text = await run_in_threadpool(query_text, self._graph, answer, form, False, None)
        return QueryReply(media, text if isinstance(text, bytes) else text.encode())
