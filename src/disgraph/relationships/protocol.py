"""The relationship graph as a search reads it, independent of where it is stored. Nothing heavy is imported here."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import Any, Protocol, TypeVar

from disgraph.relationships.deadline import Deadline
from disgraph.relationships.edge import Edge, EdgeOutline, Hop, NodeSummary, NumberedEdge
from disgraph.relationships.grade import DIRECT, WEAK, WEAK_RELATION, Sharing, derived_grade, stated_grade
from disgraph.relationships.path_options import PathOptions
from disgraph.relationships.price import price

#: A node: its IRI, or its number in the index. Both have the same order.
Node = TypeVar("Node")


class View(Protocol[Node]):
    """The relationship graph as one search sees it, with its options applied."""

    def neighbors(self, node: Node, /) -> set[Node]:
        """Return the nodes to which a path may continue from a node: those that it may pass through, and the ends."""
        ...

    def effort(self, nodes: AbstractSet[Node], /) -> int:
        """Return roughly the number of edges to read for the neighbors of nodes; the number of nodes if that is not known."""
        ...

    def expect(self, nodes: AbstractSet[Node], /) -> None:
        """Hint that these nodes are expanded next."""
        ...


class Network(View[Node], Protocol[Node]):
    """A relationship graph as one search sees it; the network chooses how it represents a node."""

    def node(self, iri: str, /) -> Node | None:
        """Return the node of an entity; None if it has no edges."""
        ...

    def iri(self, node: Node, /) -> str:
        """Return the IRI of a node."""
        ...

    def degree(self, node: Node, /) -> int:
        """Return the number of edges of a node, whether or not the search may use them."""
        ...

    def price(self, first: Node, second: Node, /) -> int:
        """Return the price of the cheapest edge between two neighbors that the search may use."""
        ...


class Relationships(Protocol):
    """A relationship graph: in the store, in the index next to it, or behind an endpoint.

    Implementations inherit the methods below that have a body, and may replace them by faster ones.
    """

    def around(self, node: str) -> tuple[Edge, ...]:
        """Return the edges of a node, in a fixed order."""
        ...

    def hub(self, node: str) -> str:
        """Return the group of hubs that a node belongs to (places, kinds ...), or an empty text."""
        ...

    def label(self, node: str) -> str:
        """Return the label of a node."""
        ...

    def explain(self, edge: Edge) -> Hop:
        """Return an edge with its sentence and its evidence."""
        ...

    def frequency(self, kind: str) -> int:
        """Return the number of asserted edges of a kind."""
        ...

    def weakness(self, kind: str) -> int:
        """Return the weakness of a kind of edge in bits, as the ontology declares it: weak kinds alone hardly connect two entities."""
        ...

    def sharing(self, node: str) -> Sharing:
        """Return what it means for two entities to share a node."""
        return Sharing(is_hub=bool(self.hub(node)))

    def is_tie(self, kind: str) -> bool:
        """Return whether a kind of edge leaves open whether two entities are one."""
        del kind  # without judgements of identity, no edge does
        return False

    def grade(self, edge: Edge) -> int:
        """Return how strongly an edge connects; see `disgraph.relationships.grade`."""
        if self.is_tie(edge.kind):
            return WEAK
        weakness = 0 if edge.inferred else self.weakness(edge.kind)
        if not edge.inferred and weakness < WEAK_RELATION:  # the most frequent case needs no class
            return DIRECT
        sides = self.sharing(edge.source), self.sharing(edge.target)
        return derived_grade(sides) if edge.inferred else stated_grade(sides, weakness)

    def price(self, edge: Edge) -> int:
        """Return the price of an edge; see `disgraph.relationships.price`."""
        return price(self.frequency(edge.kind), self.weakness(edge.kind), edge.inferred)

    def expect(self, nodes: AbstractSet[str]) -> None:
        """Hint that the edges of these nodes are read next, so that slow backends can prefetch them."""
        del nodes  # without prefetching, the hint has no effect

    def between(self, first: str, second: str) -> tuple[Edge, ...]:
        """Return the edges between two nodes, in a fixed order."""
        return tuple(edge for edge in self.around(first) if edge.other(first) == second)

    def degree(self, node: str) -> int:
        """Return the number of edges of a node."""
        return len(self.around(node))

    def network(self, selection: "Selection") -> Network[Any]:
        """Return the graph as a search sees it."""
        return PlainNetwork(selection)


class PlainNetwork:
    """The network of any relationships: a node is its IRI.

    Args:
        selection: the edges that count.
    """

    def __init__(self, selection: "Selection") -> None:
        self._selection = selection

    def node(self, iri: str, /) -> str:
        """Return the IRI itself."""
        return iri

    def iri(self, node: str, /) -> str:
        """Return the node itself."""
        return node

    def neighbors(self, node: str, /) -> set[str]:
        """Return the nodes to which a path may continue from a node."""
        return set(filter(self._selection.is_passable, self._selection.neighbors(node)))

    def effort(self, nodes: AbstractSet[str], /) -> int:
        """Return the number of nodes: their edges are not known before they are fetched."""
        return len(nodes)

    def expect(self, nodes: AbstractSet[str], /) -> None:
        """Pass the hint to the relationships."""
        self._selection.relationships.expect(nodes)

    def degree(self, node: str, /) -> int:
        """Return the number of edges of a node."""
        return self._selection.relationships.degree(node)

    def price(self, first: str, second: str, /) -> int:
        """Return the price of the cheapest edge between two neighbors."""
        return min(self._selection.relationships.price(edge) for edge in self._selection.between(first, second))


class EdgeSource(Protocol):
    """All edges between some nodes, in order."""

    def nodes(self) -> Iterator[str]:
        """Return the IRIs of the nodes, sorted."""
        ...

    def ties(self) -> Iterator[NumberedEdge]:
        """Return the edges by source, target and kind, each with the numbers of its ends among the nodes."""
        ...

    def outlines(self) -> Iterator[EdgeOutline]:
        """Return each edge in brief, in the same order."""
        ...

    def hop(self, tie: NumberedEdge) -> Hop:
        """Return an edge with its sentence and its evidence."""
        ...

    def summary(self, at: int) -> NodeSummary:
        """Return what is known of a node, by its number."""
        ...


class Selection:
    """The edges that count, each entity read once.

    Args:
        relationships: where the edges are stored.
        options: which of them count.
        ends: the only nodes at which a derived edge may begin or end: otherwise the hierarchy of federations would connect all people
            that any of them helped.
        deadline: checked whenever an entity is read.
        grade: the weakest edges and hubs that count: `DIRECT`, `WEAK`, or `SHARED` for all hubs.
    """

    def __init__(
        self, relationships: "Relationships", options: PathOptions, ends: frozenset[str], deadline: Deadline, grade: int = DIRECT
    ) -> None:
        self.relationships, self.options, self.deadline = relationships, options, deadline
        self.ends, self.grade = ends, grade
        self._steps: dict[str, dict[str, list[Edge]]] = {}

    @cached_property
    def is_whole(self) -> bool:
        """Whether every edge counts."""
        return not (self.options.only or self.options.exclude or self.options.as_of)

    @cached_property
    def network(self) -> "Network[Any]":
        """The graph as a search sees it."""
        return self.relationships.network(self)

    def steps(self, node: str) -> dict[str, list[Edge]]:
        """Return the edges of a node by the entity at their other end, in a fixed order."""
        if node not in self._steps:
            self.deadline.check()
            steps: dict[str, list[Edge]] = {}
            for edge in self.relationships.around(node):
                if self.is_whole or self._is_wanted(edge):
                    steps.setdefault(edge.other(node), []).append(edge)
            self._steps[node] = steps
        return self._steps[node]

    def neighbors(self, node: str) -> list[str]:
        """Return the nodes to which a path may continue from a node."""
        return [other for other, edges in self.steps(node).items() if any(map(self._leads_on, edges))]

    def between(self, first: str, second: str) -> list[Edge]:
        """Return the edges between two entities that a path may follow."""
        for node, other in ((first, second), (second, first)):
            if node in self._steps:
                return list(filter(self._leads_on, self._steps[node].get(other, ())))
        return list(filter(self.can_follow, self.relationships.between(first, second)))

    def can_follow(self, edge: Edge) -> bool:
        """Return whether a path may follow an edge."""
        return self._leads_on(edge) and (self.is_whole or self._is_wanted(edge))

    def is_passable(self, node: str) -> bool:
        """Return whether a path may pass through a node: an end, or a node that is neither avoided nor an excluded hub."""
        return node in self.ends or (node not in self.options.avoid and self._is_open(node))

    def _is_open(self, node: str) -> bool:
        hub = self.relationships.hub(node)
        if not hub or hub in self.options.through or node in self.options.via:
            return True
        return self.grade > WEAK or (self.grade == WEAK and self.relationships.sharing(node).is_weak_hub)

    def _leads_on(self, edge: Edge) -> bool:
        at_ends = (end for end in (edge.source, edge.target) if end in self.ends)
        return self.relationships.grade(edge) <= self.grade or any(self._counts_at(end, edge) for end in at_ends)

    def _counts_at(self, end: str, edge: Edge) -> bool:
        """Return whether an edge counts because a path begins or ends with it: a derived one, or a weak relation to a facility."""
        return edge.inferred or (bool(self.relationships.sharing(end).weak_relations) and not self.relationships.is_tie(edge.kind))

    def _is_wanted(self, edge: Edge) -> bool:
        """Return whether an edge counts: by its kind, and on the wanted day; an edge without a date counts on every day."""
        options = self.options
        if edge.kind in options.exclude or (options.only and edge.kind not in options.only):
            return False
        return not options.as_of or (edge.begin <= options.as_of and not (edge.until and edge.until < options.as_of))
