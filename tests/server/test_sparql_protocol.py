"""The query part of the W3C tests of the SPARQL 1.1 Protocol, and what the protocol leaves open."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from rdflib import Graph, Namespace
from rdflib.collection import Collection
from rdflib.term import Node
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient

from disgraph.rdf import NamedNode, Quad, RdfFormat, Store, parse_file
from disgraph.server.query_pool import QueryPool
from disgraph.server.sparql_protocol import protocol_answer

FOLDER = Path(__file__).parent / "sparql-protocol"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
DATA = "http://kasei.us/2009/09/sparql/data/data{}.rdf"
#: What the manifest calls formats.
TABLES = ("application/sparql-results+xml", "application/sparql-results+json", "text/tab-separated-values", "text/csv")
RDF_FORMATS = ("application/rdf+xml", "application/n-triples", "text/turtle", "application/ld+json")


class Case(NamedTuple):
    """A request of the manifest, and what it expects."""

    name: str
    method: str
    target: str
    headers: dict[str, str]
    body: bytes
    statuses: tuple[str, ...]
    form: str
    truth: str


def cases() -> Iterator[Case]:
    """Return the requests that query."""
    manifest = Graph().parse(FOLDER / "manifest.ttl", format="turtle")
    for test in manifest.subjects(MF.name):
        name = str(test).rpartition("#")[2]
        if name.startswith(("query_", "bad_query_", "bad_multiple_queries")):
            connection = manifest.value(test, MF.action)
            for request in items(manifest, manifest.value(connection, HT.requests)):
                yield case(manifest, name, request)


def items(manifest: Graph, node: Node | None) -> list[Node]:
    """Return the items of a list; none if there is no list."""
    return list(Collection(manifest, node)) if node is not None else []


def case(manifest: Graph, name: str, request: Node) -> Case:
    """Return one request."""
    answer, body, fields = (manifest.value(request, predicate) for predicate in (HT.resp, HT.body, HT.headers))
    headers = {str(manifest.value(each, HT.fieldName)): str(manifest.value(each, HT.fieldValue)) for each in items(manifest, fields)}
    encoding = str(manifest.value(body, CNT.characterEncoding) or "utf-8")
    chars = manifest.value(body, CNT.chars) or manifest.value(body, CNT.rest)
    return Case(
        name,
        str(manifest.value(request, HT.methodName)),
        str(manifest.value(request, HT.absolutePath)),
        headers,
        (str(chars) if chars else "").encode(encoding),
        tuple(str(status).rpartition("StatusCode")[2] for status in manifest.objects(answer, MF.expectedStatus)),
        str(manifest.value(answer, MF.expectedFormat) or ""),
        str(manifest.value(answer, MF.expectedBoolean) or ""),
    )


CASES = sorted(cases())


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A server on the graphs of the manifest."""
    folder = tmp_path_factory.mktemp("protocol")
    store = Store(str(folder))
    for number in (1, 2, 3):
        graph = NamedNode(DATA.format(number))
        found = parse_file(FOLDER / f"data{number}.nt", RdfFormat.N_TRIPLES)
        store.extend(Quad(each.subject, each.predicate, each.object, graph) for each in found)
    store.flush()
    del store
    pool = QueryPool(str(folder), workers=1, seconds=5, memory=0)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        await pool.open()
        yield
        await pool.close()

    async def answer(request: Request) -> Response:
        return await protocol_answer(request, pool)

    with TestClient(Starlette(routes=[Route("/sparql", answer, methods=["GET", "POST"])], lifespan=lifespan)) as client:
        yield client


@pytest.mark.parametrize("asked", CASES, ids=lambda asked: asked.name)
def test_the_protocol(endpoint: TestClient, asked: Case) -> None:
    answer = endpoint.request(asked.method, asked.target.replace("/sparql/", "/sparql"), headers=asked.headers, content=asked.body)
    assert any(str(answer.status_code).startswith(status.rstrip("x")) for status in asked.statuses)
    media = answer.headers["content-type"].partition(";")[0]
    if asked.form:
        assert media in {"boolean": TABLES[:2], "tabular": TABLES, "RDF": RDF_FORMATS}[asked.form]
    if asked.truth:
        assert str(answer.json()["boolean"]).lower() == asked.truth


def test_the_manifest_has_twenty_queries() -> None:
    assert len({asked.name for asked in CASES}) == 20
