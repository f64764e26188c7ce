"""Remembered quads give the same answers as the quads themselves, and ask for the values of a node once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from tests.opened import store_of

from disgraph.graph.graph import Graph
from disgraph.graph.remembered import RememberedQuads
from disgraph.rdf import RDF, DefaultGraph, NamedNode, Quad


class CountedQuads:
    """Quads that count how often each pattern is asked for."""

    def __init__(self, graph: Graph) -> None:
        self.store, self.asked = store_of(graph), Counter[Any]()

    def quads_for_pattern(self, *pattern: Any) -> Iterator[Quad]:
        """Return the quads of a pattern."""
        self.asked[pattern] += 1
        return self.store.quads_for_pattern(*pattern)

    def __contains__(self, quad: Quad, /) -> bool:
        return quad in self.store


def test_the_same_answers_and_each_read_once(tiny: Graph) -> None:
    counted = CountedQuads(tiny)
    remembered = RememberedQuads(counted)
    quads = list(counted.store.quads_for_pattern(None, None, None, DefaultGraph()))
    subjects = sorted({quad.subject for quad in quads if isinstance(quad.subject, NamedNode)}, key=str)
    assert len(subjects) > 10
    for _ in range(2):
        for subject in subjects:
            for predicate in (None, RDF["type"]):
                expected = list(counted.store.quads_for_pattern(subject, predicate, None, DefaultGraph()))
                assert list(remembered.quads_for_pattern(subject, predicate, None, DefaultGraph())) == expected
    assert set(counted.asked.values()) == {1}
    kind = next(quad.object for quad in quads if quad.predicate == RDF["type"])
    for _ in range(2):
        found = set(remembered.quads_for_pattern(None, RDF["type"], kind, DefaultGraph()))
        assert found == {quad for quad in quads if quad.predicate == RDF["type"] and quad.object == kind}
    assert counted.asked[None, RDF["type"], kind, DefaultGraph()] == 2
    assert quads[0] in remembered
