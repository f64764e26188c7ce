"""Counting triples: from sorted lines in one pass, without holding them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from disgraph.rdf import RDF

_TYPE = str(RDF["type"])


class TripleCounts(NamedTuple):
    """Counts of distinct triples; keys are terms as N-Triples writes them.

    Attributes:
        triples: of each property.
        subjects: distinct subjects of each property.
        members: of each class.
        linked: triples of each property whose object is a node.
        nodes: number of distinct subjects.
    """

    triples: Counter[str]
    subjects: Counter[str]
    members: Counter[str]
    linked: Counter[str]
    nodes: int

    @property
    def total(self) -> int:
        """The number of triples."""
        return self.triples.total()


def count_triples(lines: Iterable[str]) -> TripleCounts:
    """Count the triples of sorted N-Triples lines, in which a line may occur twice in a row."""
    triples, subjects, members, linked = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    nodes, last, former = 0, "", ("", "")
    for line in lines:
        if line == last:
            continue
        last = line
        subject, predicate, target = line.split(" ", 2)
        triples[predicate] += 1
        if target.startswith("<"):
            linked[predicate] += 1
            if predicate == _TYPE:
                members[target.removesuffix(" .\n")] += 1
        if former != (subject, predicate):
            subjects[predicate] += 1
            nodes += former[0] != subject
            former = (subject, predicate)
    return TripleCounts(triples, subjects, members, linked, nodes)
