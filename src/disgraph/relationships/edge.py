"""Edges and hops as values: all that a path is made of. Nothing heavy is imported here."""

from typing import NamedTuple

from disgraph.passage import Passage, Premise


class Edge(NamedTuple):
    """A relation from one entity to another; `record` is the record that gives it, if it is no plain statement.

    `begin` is the first day that its time allows and `latest` the last; `until` is the last if the record says when it ended. All are
    ISO dates, or empty.
    """

    source: str
    target: str
    kind: str
    record: str
    inferred: bool
    begin: str = ""
    until: str = ""
    latest: str = ""

    def other(self, node: str) -> str:
        """Return the end that a node is not."""
        return self.target if node == self.source else self.source

    def overlaps(self, other: "Edge") -> bool:
        """Tell whether both may have held on one day; what has no date may always."""
        begun = max(self.begin, other.begin)
        return all(not until or begun <= until for until in (self.until, other.until))


class NodeSummary(NamedTuple):
    """What is known of a node: its label, its most special type, and the ids of the documents that mention it."""

    label: str
    type: str
    documents: tuple[str, ...]


class NumberedEdge(NamedTuple):
    """An edge among all: the numbers of its ends in the order of the nodes, and its own in the order of the edges."""

    first: int
    second: int
    at: int
    edge: Edge


class EdgeOutline(NamedTuple):
    """An edge in brief: the numbers of its ends, its kind, whether it follows, and the years in which it begins and ends; 0 is none."""

    first: int
    second: int
    kind: str
    inferred: bool
    begin: int
    latest: int


class Hop(NamedTuple):
    """One step of a path, told: the sentence is in the direction in which the document says it.

    `because` is what an inferred hop follows from, where `paths.because` was asked.
    """

    source: str
    target: str
    kind: str
    sentence: str
    record: str
    inferred: bool
    passages: tuple[Passage, ...]
    because: tuple[Premise, ...] = ()

    def documents(self) -> tuple[str, ...]:
        """Return the ids of the documents that say so."""
        return tuple(sorted({passage.document.id for passage in self.passages}))
