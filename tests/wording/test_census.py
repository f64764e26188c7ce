"""A census of every sentence that is made of the shipped documents: records, profiles, statements and edges."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.wording.census import Census, noun_twice

from disgraph.audit.read import findings
from disgraph.facts import story
from disgraph.graph.graph import Graph
from disgraph.graph.hops import record_sentence
from disgraph.graph.node_phrases import property_sentence
from disgraph.rdf import DG, RDF, RDFS, SKOS, Literal, NamedNode
from disgraph.relationships.edge import Edge

#: Sentences with a fault that stays, each with its reason; at most ten.
EXCUSED: dict[str, str] = {}


@pytest.fixture(scope="module")
def census(shipped_as_said: Graph) -> Census:
    graph = shipped_as_said
    nodes = {NamedNode(entry.iri) for entry in graph.names.every() if entry.type != "Measure"}
    return Census({(graph.label(node), graph.value(node, DG["isPlural"]) == "true") for node in nodes})


def records(graph: Graph) -> list[NamedNode]:
    asserted = {quad.object for quad in graph.quads.quads_for_pattern(None, DG["asserts"], None, None)}
    return sorted((node for node in asserted if isinstance(node, NamedNode)), key=str)


def statements(graph: Graph) -> Iterator[str]:
    for name in graph.relations.properties:
        for quad in graph.quads.quads_for_pattern(None, DG[name], None, None):
            if isinstance(quad.object, NamedNode):
                yield property_sentence(graph, quad.subject, name, quad.object)


def edges(graph: Graph) -> Iterator[str]:
    for kind, terms in graph.relations.records.items():
        for record in [quad.subject for quad in graph.to(DG[kind], RDF["type"]) if isinstance(quad.subject, NamedNode)]:
            for term in terms:
                for source in graph.about(record, DG[term.source]):
                    for target in graph.about(record, DG[term.target]):
                        one, other = source.object, target.object
                        if isinstance(one, NamedNode) and isinstance(other, NamedNode) and one != other:
                            yield record_sentence(graph, Edge(one.value, other.value, term.name, record.value, inferred=False))


def faults(census: Census, sentences: set[str]) -> list[tuple[str, str]]:
    return [(fault, sentence) for sentence in sorted(sentences - EXCUSED.keys()) for fault in census.faults(sentence)]


def test_at_most_ten_sentences_are_excused() -> None:
    assert len(EXCUSED) <= 10
    assert all(EXCUSED.values())


def test_labels_of_records(census: Census, shipped_as_said: Graph) -> None:
    sentences = {shipped_as_said.label(record) for record in records(shipped_as_said)}
    assert len(sentences) > 1_100
    assert faults(census, sentences) == []


def test_sentences_of_profiles(census: Census, shipped_as_said: Graph) -> None:
    assert faults(census, {story.record_fact(shipped_as_said, record).sentence for record in records(shipped_as_said)}) == []


def test_sentences_of_statements(census: Census, shipped_as_said: Graph) -> None:
    sentences = set(statements(shipped_as_said))
    assert len(sentences) > 250
    assert faults(census, sentences) == []


def test_sentences_of_edges(census: Census, shipped_as_said: Graph) -> None:
    sentences = set(edges(shipped_as_said))
    assert len(sentences) > 500
    assert faults(census, sentences) == []


def test_sentences_of_findings(census: Census, shipped_as_said: Graph) -> None:
    sentences = [finding.sentence for finding in findings(shipped_as_said)]
    assert [(fault, sentence) for sentence in sentences for fault in census.faults(sentence, compares=True)] == []


def test_no_figure_names_its_noun_twice(shipped_as_said: Graph) -> None:
    graph = shipped_as_said
    twice = []
    for record in [quad.subject for quad in graph.to(DG["Observation"], RDF["type"])]:
        units = [quad.object for quad in graph.about(record, DG["unit"])]
        nouns = [
            quad.object.value
            for unit in units
            for predicate in (RDFS["label"], DG["plural"], SKOS["altLabel"])
            for quad in graph.about(unit, predicate)
            if isinstance(quad.object, Literal)
        ]
        if noun_twice(graph.label(record), nouns):
            twice.append(graph.label(record))
    assert twice == []


@pytest.mark.parametrize(
    ("sentence", "fault"),
    [
        ("Peng Yu and Liang Xingjun is a couple", "plural subject with a singular verb: Liang Xingjun"),
        ("customer service representatives of the Zhangye Jishan Leye center has work", "plural subject"),
        ("Peng Yu works or worked at the base", "double verb"),
        ("Peng Yu; visited Peng Yu", "named twice: Peng Yu"),
        ("she sold fresh fruit and fresh sold fresh fruit and", "repeated: sold fresh fruit"),
        ("Peng Yu (2019) ;", "punctuation"),
        ("Peng Yu works at the base as a part-time", "role that is not a noun"),
        ("Peng Yu said: \u201cI came", "unclosed quotation mark"),
        ("Peng Yu: Was brought to the center", "capital after a colon: Was"),
        ("Peng Yu: was brought to the center", "colon before a verb: was"),
    ],
)
def test_the_census_finds_a_fault(census: Census, sentence: str, fault: str) -> None:
    """interface-L13, and the other rules of sentences."""
    assert any(found.startswith(fault) for found in census.faults(sentence))


def test_the_census_finds_a_noun_that_is_named_twice() -> None:
    assert noun_twice("A: 12 people (people with disabilities)", ["person", "people"])
    assert noun_twice("A: people employed 12 people", ["person", "people"])
    assert not noun_twice("A employs 12 people", ["person", "people"])
