"""How a fact is known reaches every format: read by independent readers, and compared with the graph itself."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

import networkx as nx
import ocg
import openpyxl
import pydot
import pytest
from lxml import etree
from lxml import html as lxml_html

from disgraph.export.mermaid import mermaid
from disgraph.export.relationship import RelationshipNetwork, edge_id
from disgraph.export.writers import WRITERS, ExportRequest, as_bytes
from disgraph.graph.graph import Graph
from disgraph.graph.quad_relationships import QuadRelationships
from disgraph.passage import Passage
from disgraph.rdf import DG, RDF, NamedNode

GEXF = "{http://gexf.net/1.3}"


class Marks(NamedTuple):
    """The ids of the edges with a speaker, with a doubt, that are derived, and that quote premises."""

    speaker: frozenset[str]
    doubt: frozenset[str]
    derived: frozenset[str]
    premises: frozenset[str]


Values = Mapping[str, Any]


def marks(edges: Iterator[tuple[str, Values]]) -> Marks:
    known = dict(edges)
    tests: tuple[Callable[[Values], Any], ...] = (
        lambda values: values.get("speaker"),
        lambda values: values.get("doubt"),
        lambda values: values.get("known") in ("derived", "background"),
        lambda values: values.get("premise_quotes"),
    )
    return Marks(*(frozenset(name for name, values in known.items() if test(values)) for test in tests))


def _gexf(data: bytes) -> Iterator[tuple[str, Values]]:
    for edge in etree.fromstring(data).iter(f"{GEXF}edge"):
        yield edge.get("id"), {value.get("for"): value.get("value") for value in edge.iter(f"{GEXF}attvalue")}


def _graphml(data: bytes) -> Iterator[tuple[str, Values]]:
    read = nx.read_graphml(io.BytesIO(data), force_multigraph=True)
    return ((key, values) for _, _, key, values in read.edges(keys=True, data=True))


def _csv(data: bytes) -> Iterator[tuple[str, Values]]:
    return ((row["Id"], row) for row in csv.DictReader(io.StringIO(data.decode(), newline="")))


def _json(data: bytes) -> Iterator[tuple[str, Values]]:
    return ((edge["key"], edge) for edge in json.loads(data)["edges"])


def _cyjs(data: bytes) -> Iterator[tuple[str, Values]]:
    return ((edge["data"]["id"], edge["data"]) for edge in json.loads(data)["elements"]["edges"])


def _cypher(data: bytes) -> Iterator[tuple[str, Values]]:
    engine = ocg.Graph()
    for statement in data.decode().splitlines(keepends=True):
        engine.execute(statement)
    columns = ("id", "known", "speaker", "doubt", "premise_quotes")
    rows = engine.execute(f"MATCH ()-[r]->() RETURN {', '.join(f'r.{name} AS {name}' for name in columns)}")
    return ((row["id"], row) for row in rows)


def _phrase(text: str) -> Values:
    """Return what a drawing shows in brackets: `[reported by X; doubt: ...]`."""
    speaker = re.search(r"(?:reported by|from the words of) ([^;\])]+)", text)
    return {
        "speaker": speaker and speaker[1],
        "doubt": "doubt: " in text,
        "known": "derived" if re.search("derived by a rule|background, not", text) else "",
        "premise_quotes": "from:" in text,
    }


def _dot(data: bytes) -> Iterator[tuple[str, Values]]:
    read = pydot.graph_from_dot_data(data.decode())
    assert read is not None
    for edge in read[0].get_edges():
        end = edge.get("tooltip").rpartition("\\n[")[2]
        yield edge.get("id")[1:-1], _phrase(f"[{end}")


def _html(data: bytes) -> Iterator[tuple[str, Values]]:
    for row in lxml_html.document_fromstring(data.decode()).xpath("//tr[@data-known]"):
        premises = row[3].xpath(".//li")
        yield row.get("id"), {**_phrase(row[4].text_content()), "premise_quotes": premises}


def _xlsx(data: bytes) -> Iterator[tuple[str, Values]]:
    head, *rows = openpyxl.load_workbook(io.BytesIO(data))["Relations"].iter_rows(values_only=True)
    names = [str(name).replace(" ", "_") for name in head]
    return ((str(row[-1]), dict(zip(names, row, strict=True))) for row in rows)


READERS = {
    "gexf": _gexf, "graphml": _graphml, "csv": _csv, "json": _json, "cyjs": _cyjs, "cypher": _cypher, "dot": _dot, "html": _html,
    "xlsx": _xlsx,
}  # fmt: skip


@pytest.fixture(scope="module")
def expected(shipped: Graph) -> Marks:
    """What the graph itself holds, read from its claims and not through the export: of each edge all passages."""
    relationships = QuadRelationships(shipped)
    entities = {quad.subject.value for quad in shipped.to(DG["Entity"], RDF["type"]) if isinstance(quad.subject, NamedNode)}
    edges = {edge for iri in entities for edge in relationships.around(iri) if {edge.source, edge.target} <= entities}
    found: dict[str, list[Passage]] = defaultdict(list)
    for edge in edges:
        found[edge_id(edge.source, edge.kind, edge.target)] += relationships.explain(edge).passages
    stated = {name for name, passages in found.items() if any(each.modality == "stated" for each in passages)}
    reported = {name for name, passages in found.items() if any(each.modality == "reported" for each in passages)} - stated
    inferred = {name for name, passages in found.items() if passages and name not in stated | reported}
    return Marks(
        frozenset(reported | {name for name in inferred if any(each.speaker for each in found[name])}),
        frozenset(name for name, passages in found.items() if any(each.doubt for each in passages)),
        frozenset(name for name, passages in found.items() if not passages),
        frozenset(),
    )


@pytest.fixture(scope="module")
def third(network: RelationshipNetwork) -> RelationshipNetwork:
    """Every third edge, which is enough of each kind for a reader."""
    edges = tuple(network.edges)[::3]
    ends = {end for edge in edges for end in (edge.source, edge.target)}
    return RelationshipNetwork(tuple(node for node in network.nodes if node.iri in ends), edges)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # pydot calls pyparsing by its old names
@pytest.mark.parametrize(
    "form", [pytest.param(form, marks=() if form in ("csv", "gexf", "json") else pytest.mark.slow) for form in sorted(READERS)]
)
def test_the_edges_with_a_speaker_or_a_doubt_are_those_of_the_graph(
    form: str, third: RelationshipNetwork, shipped: Graph, expected: Marks
) -> None:
    """interface-X1, interface-X2, interface-X3."""
    table = "edges" if form == "csv" else ""
    files = WRITERS[form].files(ExportRequest(shipped, lambda: third, "x", table, "none"))
    found = marks(READERS[form](as_bytes(files["x"])))
    ids = {edge.id for edge in third.edges}
    wanted = Marks(*(names & ids for names in expected))
    assert len(wanted.speaker) > 10
    assert len(wanted.doubt) > 10
    assert found._replace(premises=frozenset(), doubt=found.doubt - wanted.derived) == wanted
    assert found.doubt & wanted.derived  # inherited from their premises (data-D12)
    premises = {edge.id for edge in third.edges if edge.premises}
    assert found.premises == premises
    assert 80 < len(premises) < len(wanted.derived)


@pytest.mark.slow
def test_a_flowchart_shows_how_each_edge_is_known(
    network: RelationshipNetwork, shipped: Graph, read_by_npm: Callable[[str, str], Any]
) -> None:
    weak = [edge for edge in network.edges if edge.known.is_weak or edge.known.doubt][:40]
    edges = (*weak, *[edge for edge in network.edges if edge.premises][:5], *[edge for edge in network.edges if edge.quote][:5])
    ends = {end for edge in edges for end in (edge.source, edge.target)}
    part = RelationshipNetwork(tuple(node for node in network.nodes if node.iri in ends), edges)
    found = read_by_npm("mermaid", mermaid(part, shipped.relations.looks))["edges"]
    for edge, drawn in zip(edges, found, strict=True):
        assert (drawn["stroke"] == "dotted") == edge.inferred
        assert all(" ".join(text.split()) in drawn["text"] for text in (edge.known.speaker, edge.known.doubt, *edge.premises))


def test_premises_of_a_derived_edge_are_quotes_of_their_documents(network: RelationshipNetwork) -> None:
    """interface-X4."""
    quotes = {edge.quote for edge in network.edges if edge.quote}
    premises = [premise for edge in network.edges for premise in edge.premises]
    assert all(re.search(r" \(document \d{3}\)$", premise) for premise in premises)
    assert sum(any(quote in premise for quote in quotes) for premise in premises) > len(premises) / 2
    assert all(edge.known.basis for edge in network.edges if edge.inferred)
    assert not [edge.id for edge in network.edges if edge.premises and not edge.inferred]
