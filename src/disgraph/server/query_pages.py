"""Pages on queries: SPARQL with its answer, and the named queries with forms for their parameters."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from disgraph.errors import DisgraphError
from disgraph.queries.catalogue import read_named, read_queries
from disgraph.queries.empty_results import explain_empty
from disgraph.rdf import NamedNode
from disgraph.render.markup import Markup
from disgraph.render.query_answer import query_source
from disgraph.server.bar_chart import bar_charts
from disgraph.server.http_errors import status_of
from disgraph.server.json_api import fields_of
from disgraph.server.linked_data import HTML
from disgraph.server.negotiation import preferred
from disgraph.server.sparql_protocol import protocol_answer
from disgraph.sparql.bindings import with_values
from disgraph.sparql.evaluation import Table
from disgraph.sparql.query_worker import GRAPH_FORMATS, RESULT_FORMATS, QueryRequest

if TYPE_CHECKING:
    from disgraph.server.site import Site

#: Rows that a page shows; downloads have all.
SHOWN = 200
_EXAMPLE = (
    "SELECT ?person ?facility WHERE {\n  ?person a dg:Person .\n  ?employment dg:employee ?person ; dg:employer ?facility .\n}\nLIMIT 20\n"
)


class Cell(NamedTuple):
    """A value of a table: its words, and the IRI of what it names."""

    words: str
    iri: str


class ShownAnswer(NamedTuple):
    """An answer on a page: the columns and the first rows, the number of all, or words; and notes on an empty one."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: int
    words: str
    notes: tuple[str, ...]

    @property
    def empty(self) -> tuple[str, ...]:
        """The columns that no shown row has a value for."""
        return tuple(name for at, name in enumerate(self.columns) if self.rows and not any(row[at].words for row in self.rows))

    @property
    def filled(self) -> ShownAnswer:
        """The answer without its empty columns."""
        kept = [at for at, name in enumerate(self.columns) if name not in self.empty]
        rows = tuple(tuple(row[at] for at in kept) for row in self.rows)
        return self._replace(columns=tuple(self.columns[at] for at in kept), rows=rows)

    @property
    def charts(self) -> Markup:
        """The numbers of the answer as charts; an empty text if there is nothing to compare, or not every row is shown."""
        whole = len(self.rows) == self.total
        return bar_charts(self.columns, [[cell.words for cell in row] for row in self.rows]) if whole else Markup()


def query_routes(site: Site) -> list[Route]:
    """Return the routes of SPARQL and of the named queries."""

    async def sparql(request: Request) -> Response:
        wants_page = (
            request.method in ("GET", "HEAD")
            and preferred(request.headers.get("accept", ""), (*RESULT_FORMATS, *GRAPH_FORMATS, HTML)) == HTML
        )
        if wants_page:
            return await _sparql_page(site, request)
        return await protocol_answer(request, site.answers)

    def query_list(_request: Request) -> Response:
        return site.render("queries", title="Named queries", queries=list(read_queries(site.graph.project.queries).values()))

    def named_query(request: Request) -> Response:
        return _named_page(site, request)

    return [
        Route("/sparql", sparql, methods=["GET", "POST"]),
        Route("/queries", query_list),
        Route("/queries/{name}", named_query),
    ]


async def _sparql_page(site: Site, request: Request) -> Response:
    text = request.query_params.get("query", "")
    values: dict[str, Any] = {"title": "SPARQL", "text": text or _EXAMPLE, "answer": None, "error": None}
    if not text.strip():
        return site.render("sparql", **values)
    try:
        return site.render("sparql", **values | {"answer": await _answered(site, text)})
    except DisgraphError as error:
        return site.render("sparql", status_of(error), **values | {"error": error})


async def _answered(site: Site, text: str) -> ShownAnswer:
    """Return the answer of a query, computed by a process that can be ended."""
    reply = await site.answers.ask(QueryRequest(text, triples="text/turtle"))
    content = (await reply.content()).decode()
    if reply.media not in RESULT_FORMATS:
        return ShownAnswer((), (), 0, content, ())
    return await run_in_threadpool(_shown, site, text, json.loads(content))


def _shown(site: Site, text: str, content: dict[str, Any]) -> ShownAnswer:
    graph = site.graph.graph
    if "boolean" in content:
        notes = explain_empty(graph, text, bool(content["boolean"]))
        return ShownAnswer((), (), 0, "Yes." if content["boolean"] else "No.", tuple(note.message for note in notes))
    columns, rows = tuple(content["head"]["vars"]), content["results"]["bindings"]
    notes = () if rows else explain_empty(graph, text, Table(columns, ()))
    shown = tuple(tuple(_cell(site, row.get(name)) for name in columns) for row in rows[:SHOWN])
    return ShownAnswer(columns, shown, len(rows), "", tuple(note.message for note in notes))


def _cell(site: Site, value: dict[str, str] | None) -> Cell:
    if value is None:
        return Cell("", "")
    if value["type"] == "uri":
        return Cell(site.graph.graph.label(NamedNode(value["value"])), value["value"])
    return Cell(value["value"], "")


def _named_page(site: Site, request: Request) -> Response:
    query = read_named(site.graph.project.queries, request.path_params["name"])
    if query is None:
        raise HTTPException(404)
    given = {name: texts[0] for name, texts in fields_of(request).items() if texts[0]}
    values: dict[str, Any] = {"title": query.question, "query": query, "given": given, "answer": None, "source": query.text}
    if not given and any(not each.is_optional for each in query.parameters):
        return site.render("named_query", **values)
    found = site.graph.answer(query, given)
    source = with_values(query_source(query.text, {}), found.bindings)
    return site.render("named_query", **values | {"answer": _rows(found.values()), "source": source})


def _rows(found: Any) -> ShownAnswer:
    if isinstance(found, bool):
        return ShownAnswer((), (), 0, "Yes." if found else "No.", ())
    rows = tuple(tuple(Cell("" if value is None else str(value), getattr(value, "iri", "")) for value in row) for row in found.rows[:SHOWN])
    return ShownAnswer(found.names, rows, len(found.rows), "", tuple(note.message for note in found.notes))
