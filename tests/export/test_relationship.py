"""The relationship graph as values."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from disgraph.corpus.catalogue import read_catalogue
from disgraph.export.quotes import best_passage
from disgraph.export.relationship import Network, entity_iris, merge, read_network, readable_label
from disgraph.facts.graph import Graph
from disgraph.facts.values import Passage, Source
from disgraph.paths.edges import Edges
from disgraph.paths.hops import Hop
from disgraph.project import shipped_project
from disgraph.rdf import DG, RDF, NamedNode, Quad


def test_nodes_are_all_entities_and_nothing_else(network: Network, shipped: Graph) -> None:
    others = ("Record", "Claim", "Evidence", "Document", "DisabilityKind")
    assert [node.iri for node in network.nodes] == entity_iris(shipped)
    assert not [node for node in network.nodes for kind in others if Quad(NamedNode(node.iri), RDF["type"], DG[kind]) in shipped.store]


def test_edges_are_those_that_paths_walk_merged_by_source_target_and_kind(network: Network, shipped: Graph) -> None:
    edges = Edges(shipped)
    entities = set(entity_iris(shipped))
    around = (edge for iri in sorted(entities) for edge in edges.around(iri) if {edge.source, edge.target} <= entities)
    walked = {(edge.source, edge.target, DG[edge.kind].value) for edge in around}
    assert [(edge.source, edge.target, edge.kind) for edge in network.edges] == sorted(walked, key=lambda key: (key[0], key[1], key[2]))


def test_every_edge_has_a_quote_that_stands_in_its_document_unless_it_follows_by_reasoning(network: Network) -> None:
    project = shipped_project()
    texts = {document.id: document.text for document in read_catalogue(project.catalogue, project.documents).values()}
    said = [edge for edge in network.edges if not edge.inferred]
    assert said
    assert [edge.id for edge in said if not edge.quote or edge.quote not in texts[edge.document]] == []
    assert {edge.quote for edge in network.edges if edge.inferred} == {""}


def test_weight_is_the_number_of_documents_that_say_so(network: Network) -> None:
    assert {edge.weight for edge in network.edges if edge.inferred} == {1}
    assert all(edge.weight == len(set(edge.documents)) > 0 for edge in network.edges if not edge.inferred)


def test_records_of_one_kind_between_two_become_one_edge(shipped: Graph, network: Network) -> None:
    first, second = network.nodes[0].iri, network.nodes[1].iri
    stated = [passage("Tang helped Liu again", "r:1"), passage("Tang helped Liu", "r:2")._replace(document=DOCUMENT._replace(id="d2"))]
    hops = [Hop(first, second, "assistanceEdge", f"sentence {said.claim}", said.claim, False, (said,)) for said in stated]
    merged = merge(shipped, (first, second, "assistanceEdge"), hops, (frozenset({"Tang"}), frozenset({"Liu"})))
    assert (merged.weight, merged.documents, merged.records) == (2, ("d1", "d2"), ("r:1", "r:2"))
    assert (merged.sentence, merged.quote, merged.document) == ("sentence r:2", "Tang helped Liu", "d2")


def test_ids_are_unique_and_labels_never_empty(network: Network) -> None:
    assert len({edge.id for edge in network.edges}) == len(network.edges)
    assert all(node.label.strip() for node in network.nodes)
    assert all(edge.label.strip() and edge.sentence for edge in network.edges)


def test_degree_counts_the_edges_of_a_node(network: Network) -> None:
    ends = Counter(end for edge in network.edges for end in (edge.source, edge.target))
    assert {node.iri: node.degree for node in network.nodes} == {node.iri: ends[node.iri] for node in network.nodes}


def test_days_and_years_agree(network: Network) -> None:
    dated = [edge for edge in network.edges if edge.start]
    assert dated
    assert all(edge.earliest is not None and edge.start.startswith(f"{edge.earliest:04}") for edge in dated)
    assert all(edge.start <= edge.end for edge in dated if edge.end)


def test_without_inferences_the_entities_stay_and_only_what_is_said_joins_them(network: Network, shipped_as_said: Graph) -> None:
    said = read_network(shipped_as_said)
    assert [node.iri for node in said.nodes] == [node.iri for node in network.nodes]
    assert {edge.id for edge in said.edges} >= {edge.id for edge in network.edges if not edge.inferred}
    assert not any(edge.inferred for edge in said.edges)
    assert all(node.type for node in said.nodes)


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Tang  Xiaopeng\n", "Tang Xiaopeng"),
        ("唐小鹏", "tang-xiaopeng"),
        ("", "tang-xiaopeng"),
        ("唐小鹏 (Tang)", "唐小鹏 (Tang)"),
        ("123", "tang-xiaopeng"),
    ],
)
def test_label_is_one_line_with_a_latin_letter(label: str, expected: str) -> None:
    assert readable_label(label, "https://example.org/person/tang-xiaopeng") == expected


DOCUMENT = Source("https://example.org/d1", "d1", "A report", "", "")


def passage(quote: str, claim: str, modality: str = "stated", start: int = 0) -> Passage:
    return Passage(quote, DOCUMENT, start, start + len(quote), claim, modality, "", "", "")


def test_best_quote_is_the_shortest_that_names_both_ends() -> None:
    ends = (frozenset({"Tang"}), frozenset({"Liu"}))
    long, short = passage("In 2017 Tang helped Liu again", "c1"), passage("Tang helped Liu", "c2")
    assert best_passage([passage("He helped her", "c3"), long, short], ends) == short


def test_best_quote_is_not_half_of_a_claim() -> None:
    ends = (frozenset({"Tang"}), frozenset({"Liu"}))
    half, whole = passage("Tang and Liu", "c1"), passage("Tang helped Liu last year", "c2")
    assert best_passage([half, passage("helped her", "c1"), whole], ends) == whole


def test_of_the_parts_of_a_claim_the_longest_is_given() -> None:
    ends = (frozenset({"Tang"}), frozenset({"Liu"}))
    short, long = passage("Tang", "c1"), passage("helped Liu last year", "c1", start=20)
    assert best_passage([short, long], ends) == long


def test_best_quote_is_stated_rather_than_inferred() -> None:
    ends = (frozenset({"Tang"}), frozenset({"Liu"}))
    stated = passage("Tang helped Liu last year", "c2")
    assert best_passage([passage("Tang, Liu", "c1", "inferred"), stated], ends) == stated


def test_best_quote_does_not_depend_on_the_order() -> None:
    ends: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
    same = [passage("Tang helped", f"c{number}", start=number) for number in range(9)]
    mixed = random.Random(1).sample(same, 9)
    assert best_passage(mixed, ends) == same[0]
    assert best_passage([], ends) is None
