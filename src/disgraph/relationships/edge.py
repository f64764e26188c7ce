"""Edges and hops as values: the parts of a path. Nothing heavy is imported here."""

from typing import NamedTuple

from disgraph.passage import Passage, Premise


class Edge(NamedTuple):
    """A relation from one entity to another.

    Attributes:
        source: IRI of one entity.
        target: IRI of the other.
        kind: local name of the property, or of the edge of a record.
        record: IRI of the record that gives it; empty for a statement.
        inferred: whether reasoning added it.
        begin: first day that its time allows, as an ISO date; empty if unknown.
        until: last day that its time allows, if the record states its end.
        latest: last day that its time allows.
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
        """Return the other end."""
        return self.target if node == self.source else self.source

    def overlaps(self, other: "Edge") -> bool:
        """Return whether both may have held on one day; an edge without a date may always."""
        begun = max(self.begin, other.begin)
        return all(not until or begun <= until for until in (self.until, other.until))


class NodeSummary(NamedTuple):
    """A node in brief: its label, its most specific type, and the ids of the documents that mention it."""

    label: str
    type: str
    documents: tuple[str, ...]


class NumberedEdge(NamedTuple):
    """An edge with the numbers of its ends in the order of the nodes, and its own number in the order of the edges."""

    first: int
    second: int
    at: int
    edge: Edge


class EdgeOutline(NamedTuple):
    """An edge in brief: the numbers of its ends, its kind, whether it is derived, and its first and last year (0 if unknown)."""

    first: int
    second: int
    kind: str
    inferred: bool
    begin: int
    latest: int


class Hop(NamedTuple):
    """An edge with its sentence, in the direction of the document, and its evidence.

    `because` holds the premises of a derived hop, if `disgraph.paths.premises` was called.
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
        """Return the ids of the documents that state it."""
        return tuple(sorted({passage.document.id for passage in self.passages}))
