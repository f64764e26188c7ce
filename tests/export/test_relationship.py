"""The relationship graph as values."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.opened import store_of

from disgraph.corpus.documents import read_catalogue
from disgraph.export.network_source import EdgeFilter, network_from, read_network
from disgraph.export.relationship import RelationshipKind, RelationshipNetwork, TimeSpan, merge, network_shape, readable_label, spells
from disgraph.graph.graph import Graph
from disgraph.graph.quad_relationships import QuadRelationships
from disgraph.graph.store_edges import StoreEdges, entity_iris
from disgraph.passage import Passage, Source
from disgraph.project import shipped_project
from disgraph.rdf import DG, RDF, NamedNode, Quad
from disgraph.relationships.edge import Edge, Hop


def test_nodes_are_all_entities_and_nothing_else(network: RelationshipNetwork, shipped: Graph) -> None:
    others = ("Record", "Claim", "Evidence", "Document", "DisabilityKind")
    assert [node.iri for node in network.nodes] == entity_iris(shipped)
    assert not [node for node in network.nodes for kind in others if Quad(NamedNode(node.iri), RDF["type"], DG[kind]) in store_of(shipped)]


def test_edges_are_those_that_paths_walk_merged_by_source_target_and_kind(network: RelationshipNetwork, shipped: Graph) -> None:
    edges = QuadRelationships(shipped)
    entities = set(entity_iris(shipped))
    around = (edge for iri in sorted(entities) for edge in edges.around(iri) if {edge.source, edge.target} <= entities)
    walked = {(edge.source, edge.target, DG[edge.kind].value) for edge in around}
    assert [(edge.source, edge.target, edge.kind) for edge in network.edges] == sorted(walked, key=lambda key: (key[0], key[1], key[2]))


def test_every_edge_has_a_quote_from_its_document_unless_it_follows_by_reasoning(network: RelationshipNetwork) -> None:
    project = shipped_project()
    texts = {document.id: document.text for document in read_catalogue(project.catalogue, project.documents).values()}
    said = [edge for edge in network.edges if not edge.inferred]
    assert said
    assert [edge.id for edge in said if not edge.quote or edge.quote not in texts[edge.document]] == []
    assert {edge.quote for edge in network.edges if edge.inferred} == {""}


def test_weight_is_the_number_of_documents_that_say_so(network: RelationshipNetwork) -> None:
    assert {edge.weight for edge in network.edges if edge.inferred} == {1}
    assert all(edge.weight == len(set(edge.documents)) > 0 for edge in network.edges if not edge.inferred)


def test_records_of_one_kind_between_two_become_one_edge(network: RelationshipNetwork) -> None:
    first, second = (node.iri for node in list(network.nodes)[:2])
    stated = [passage("he helped Liu again", "r:1"), passage("Tang helped Liu", "r:2")._replace(document=DOCUMENT._replace(id="d2"))]
    result = [
        (
            Edge(first, second, "assistanceEdge", said.claim, inferred=False, begin=f"{year}-01-01", latest=f"{year}-12-31"),
            Hop(first, second, "assistanceEdge", f"Tang helped Liu {said.claim}", said.claim, False, (said,)),
        )
        for said, year in zip(stated, (2016, 2019), strict=True)
    ]
    merged = merge(result, RelationshipKind("dg:assistanceEdge", "helped"))
    assert merged.spells == (TimeSpan("2016-01-01", "2016-12-31"), TimeSpan("2019-01-01", "2019-12-31"))
    assert (merged.start, merged.end, merged.earliest, merged.latest) == ("2016-01-01", "2019-12-31", 2016, 2019)
    assert (merged.weight, merged.documents, merged.records) == (2, ("d1", "d2"), ("r:1", "r:2"))
    assert (merged.sentence, merged.quote, merged.document) == ("Tang helped Liu r:2", "Tang helped Liu", "d2")


def test_ids_are_unique_and_labels_never_empty(network: RelationshipNetwork) -> None:
    assert len({edge.id for edge in network.edges}) == len(network.edges)
    assert all(node.label.strip() for node in network.nodes)
    assert all(edge.label.strip() and edge.sentence for edge in network.edges)


def test_degree_counts_the_edges_of_a_node(network: RelationshipNetwork) -> None:
    ends = Counter(end for edge in network.edges for end in (edge.source, edge.target))
    assert {node.iri: node.degree for node in network.nodes} == {node.iri: ends[node.iri] for node in network.nodes}


def test_days_and_years_agree(network: RelationshipNetwork) -> None:
    dated = [edge for edge in network.edges if edge.start]
    assert dated
    assert all(edge.earliest is not None and edge.start.startswith(f"{edge.earliest:04}") for edge in dated)
    assert all(edge.start <= edge.end for edge in dated if edge.end)


def test_without_inferences_the_entities_stay_and_only_asserted_edges_join_them(
    network: RelationshipNetwork, shipped_as_said: Graph
) -> None:
    said = read_network(shipped_as_said)
    assert [node.iri for node in said.nodes] == [node.iri for node in network.nodes]
    assert {edge.id for edge in said.edges} >= {edge.id for edge in network.edges if not edge.inferred}
    assert not any(edge.inferred for edge in said.edges)
    assert all(node.type for node in said.nodes)


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Tang  Xiaopeng\n", "Tang Xiaopeng"),
        ("唐小鹏", "唐小鹏"),
        ("", "tang-xiaopeng"),
        ("唐小鹏 (Tang)", "唐小鹏 (Tang)"),
        ("4711", "4711"),
        ("\u201cOpen\u201d (Lisbon)", "\u201cOpen\u201d (Lisbon)"),
    ],
)
def test_label_is_one_line_in_any_script(label: str, expected: str) -> None:
    """documents-IN46, IN47."""
    assert readable_label(label, "https://example.org/person/tang-xiaopeng") == expected


DOCUMENT = Source("https://example.org/d1", "d1", "A report", "", "")


def passage(quote: str, claim: str, modality: str = "stated", start: int = 0) -> Passage:
    return Passage(quote, DOCUMENT, start, start + len(quote), claim, modality, "", "", "")


@pytest.mark.slow
def test_the_index_gives_the_network_that_the_store_gives(network: RelationshipNetwork, shipped: Graph, shipped_as_said: Graph) -> None:
    fetched = network_from(shipped, StoreEdges(shipped), EdgeFilter())
    assert tuple(fetched.nodes) == tuple(network.nodes)
    assert tuple(fetched.edges) == tuple(network.edges)
    assert fetched.shape == network.shape == network_shape(RelationshipNetwork(tuple(network.nodes), tuple(network.edges)))
    said, said_fetched = read_network(shipped_as_said), network_from(shipped_as_said, StoreEdges(shipped_as_said), EdgeFilter())
    assert (tuple(said.nodes), tuple(said.edges)) == (tuple(said_fetched.nodes), tuple(said_fetched.edges))
    assert len(said.edges) < len(network.edges)


DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2000, 3, 1)).map(dt.date.isoformat)
SPANS = st.lists(st.tuples(DAYS, DAYS).map(lambda days: TimeSpan(min(days), max(days))), max_size=6)


@given(spans=SPANS)
def test_spells_hold_the_same_days_and_lie_apart(spans: list[TimeSpan]) -> None:
    found = spells(spans) or tuple(set(spans))
    days = {(dt.date(2000, 1, 1) + dt.timedelta(days=number)).isoformat() for number in range(62)}
    held = {day for day in days for span in spans if span.first <= day <= span.last}
    assert {day for day in days for span in found if span.first <= day <= span.last} >= held
    if spells(spans):
        assert {day for day in days for span in found if span.first <= day <= span.last} == held
        assert all(before.last < after.first for before, after in pairwise(found))


def test_a_record_without_a_time_leaves_no_spells() -> None:
    dated, open_end = TimeSpan("2016-01-01", "2016-02-01"), TimeSpan("2018-01-01", "")
    assert spells([dated, TimeSpan("", "")]) == ()
    assert spells([open_end, dated, TimeSpan("2019-01-01", "2019-02-01")]) == (dated, open_end)
