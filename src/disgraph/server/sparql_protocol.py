"""The SPARQL 1.1 Protocol: queries by GET, by a form and as a body; with a description of the service."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import NamedTuple
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from disgraph.errors import DisgraphError, MisuseError
from disgraph.rdf import RDF, RESOURCE, NamedNode, Namespace, Triple, serialize
from disgraph.server.http_errors import plain, problem
from disgraph.server.negotiation import preferred
from disgraph.server.query_pool import QueryReply
from disgraph.server.sparql_answers import QueryAnswers
from disgraph.sparql.query_worker import GRAPH_FORMATS, RESULT_FORMATS, QueryRequest

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
_FORMATS = Namespace("http://www.w3.org/ns/formats/")
_NAMES = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "RDF_XML",
    "JSON-LD",
)


class ProtocolQuery(NamedTuple):
    """What a client asks: the fields of the request, by name, in order."""

    fields: tuple[tuple[str, str], ...]

    def all(self, name: str) -> tuple[str, ...]:
        """Return the values of a field."""
        return tuple(value for key, value in self.fields if key == name)

    def query(self) -> str:
        """Return the one query.

        Raises:
            MisuseError: there is none, or several; or an update.
        """
        if self.all("update"):
            raise MisuseError("The graph is read-only.", "Send a query.")
        texts = self.all("query")
        if len(texts) != 1:
            raise MisuseError(f"{len(texts)} queries in one request.", "Send exactly one `query`.")
        return texts[0]


async def read_request(request: Request) -> ProtocolQuery:
    """Return what a client asks (SPARQL 1.1 Protocol, section 2.1).

    Raises:
        MisuseError: the body is no UTF-8.
        UnsupportedBody: its media type is none of the protocol's.
    """
    given = list(request.query_params.multi_items())
    if request.method != "POST":
        return ProtocolQuery(tuple(given))
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    body = _text(await request.body())
    if media == FORM:
        return ProtocolQuery(tuple(parse_qsl(body, keep_blank_values=True)))
    if media == QUERY:
        return ProtocolQuery((*given, ("query", body)))
    raise UnsupportedBody(media)


class UnsupportedBody(Exception):
    """A body of a media type that the protocol does not have."""

    def __init__(self, media: str) -> None:
        super().__init__(media)
        self.media = media

    def response(self) -> Response:
        """Return the answer."""
        if self.media == UPDATE:
            return plain(403, "The graph is read-only.")
        return plain(415, f"Send a query as {QUERY}, or as {FORM}.")


def _text(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise MisuseError("The request is not in UTF-8.", "Send UTF-8.") from error


async def protocol_answer(request: Request, answers: QueryAnswers) -> Response:
    """Answer a request of the protocol; without a query, with the description of the service.

    Args:
        request: by GET or POST.
        answers: of SPARQL.
    """
    try:
        asked = await read_request(request)
        if not asked.fields and request.method != "POST":
            return service_description(request)
        return await _answer(request, asked, answers)
    except UnsupportedBody as error:
        return error.response()
    except DisgraphError as error:
        return problem(error)


async def _answer(request: Request, asked: ProtocolQuery, answers: QueryAnswers) -> Response:
    accept = request.headers.get("accept", "")
    reply = await answers.ask(
        QueryRequest(
            text=asked.query(),
            results=preferred(accept, tuple(RESULT_FORMATS)),
            triples=preferred(accept, tuple(GRAPH_FORMATS)),
            default_graphs=asked.all("default-graph-uri"),
            named_graphs=asked.all("named-graph-uri"),
            base=str(request.url.replace(query="", fragment="")),
        )
    )
    return reply_response(reply, {"Vary": "Accept"})


def reply_response(reply: QueryReply, headers: Mapping[str, str]) -> Response:
    """Return the answer of a query as a response: a small one whole, a large one as a stream."""
    if reply.rest is None:
        return Response(reply.first, media_type=reply.media, headers=dict(headers))
    return StreamingResponse(_pieces(reply.first, reply.rest), media_type=reply.media, headers=dict(headers))


async def _pieces(first: bytes, rest: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    yield first
    async for piece in rest:
        yield piece


def service_description(request: Request) -> Response:
    """Return the description of the service (SPARQL 1.1 Service Description)."""
    media = preferred(request.headers.get("accept", ""), tuple(GRAPH_FORMATS))
    if not media:
        return plain(406, f"The description exists as {', '.join(GRAPH_FORMATS)}.")
    try:
        service = NamedNode(str(request.url.replace(query="", fragment="")))
    except ValueError:
        return plain(400, "The host of the request is not a name.")
    dataset, graph, inferred = (NamedNode(f"{service.value}#{name}") for name in ("dataset", "default-graph", "inferred-graph"))
    triples = [
        Triple(service, RDF["type"], SD["Service"]),
        Triple(service, SD["endpoint"], service),
        Triple(service, SD["supportedLanguage"], SD["SPARQL11Query"]),
        Triple(service, SD["feature"], SD["EmptyGraphs"]),
        *(Triple(service, SD["resultFormat"], _FORMATS[name]) for name in _NAMES),
        Triple(service, SD["defaultDataset"], dataset),
        Triple(dataset, RDF["type"], SD["Dataset"]),
        Triple(dataset, SD["defaultGraph"], graph),
        Triple(graph, RDF["type"], SD["Graph"]),
        Triple(dataset, SD["namedGraph"], inferred),
        Triple(inferred, RDF["type"], SD["NamedGraph"]),
        Triple(inferred, SD["name"], RESOURCE["graph/inferred"]),
    ]
    text = serialize(triples, format=GRAPH_FORMATS[media], prefixes={"sd": str(SD)})
    return Response(text, media_type=media, headers={"Vary": "Accept"})
