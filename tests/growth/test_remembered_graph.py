"""A graph with memory gives the same answers as one without, and asks its store for the values of a node once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from tests.opened import backend_of, folder_of, store_of

from disgraph.api.knowledge_graph import KnowledgeGraph
from disgraph.graph.disk import DiskBackend
from disgraph.graph.graph import Graph
from disgraph.graph.remembered import RememberedGraph
from disgraph.project import shipped_project
from disgraph.rdf import DG, RDF, RDFS, DefaultGraph, NamedNode, Quad, Quads
from disgraph.server.served_graph import ServedGraph


class CountedQuads:
    """Quads that count how often each pattern is asked for."""

    def __init__(self, quads: Quads) -> None:
        self.found, self.asked = quads, Counter[Any]()

    def quads_for_pattern(self, *pattern: Any) -> Iterator[Quad]:
        """Return the quads of a pattern."""
        self.asked[pattern] += 1
        return self.found.quads_for_pattern(*pattern)

    def __contains__(self, quad: Quad, /) -> bool:
        return quad in self.found


class CountedBackend(DiskBackend):
    """A graph on disk whose reads are counted."""

    @cached_property
    def quads(self) -> Quads:
        """The quads of the store."""
        return CountedQuads(self.store)


def test_the_same_answers_and_each_read_once(tiny: Graph) -> None:
    backend = CountedBackend(folder_of(tiny))
    remembered = RememberedGraph(backend)
    quads = store_of(tiny).quads_for_pattern(None, None, None, DefaultGraph())
    subjects = sorted({quad.subject for quad in quads if isinstance(quad.subject, NamedNode)}, key=str)
    assert len(subjects) > 10
    for _ in range(2):
        for subject in subjects:
            for predicate in (None, RDF["type"]):
                assert list(remembered.about(subject, predicate)) == list(tiny.about(subject, predicate))
            assert remembered.label(subject) == tiny.label(subject)
            assert remembered.type(subject) == tiny.type(subject)
            for predicate in (RDFS["label"], DG["isPlural"]):
                assert remembered.value(subject, predicate) == tiny.value(subject, predicate)
    assert isinstance(backend.quads, CountedQuads)
    assert set(backend.quads.asked.values()) == {1}
    assert backend_of(remembered) is backend


def test_a_second_look_at_a_page_reads_no_value_again(tiny: Graph) -> None:
    backend = CountedBackend(folder_of(tiny))
    graph = ServedGraph(KnowledgeGraph(backend, shipped_project)).graph
    names = [quad.subject.value for quad in tiny.to(DG["Person"], RDF["type"]) if isinstance(quad.subject, NamedNode)]
    assert isinstance(backend.quads, CountedQuads)
    first = [str(graph.show(name)) for name in names]
    asked = {pattern: times for pattern, times in backend.quads.asked.items() if pattern[0] is not None}
    assert [str(graph.show(name)) for name in names] == first
    assert asked
    assert {pattern: backend.quads.asked[pattern] for pattern in asked} == asked
