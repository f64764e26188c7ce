"""What a search asks of a relationship graph, wherever it lies. Nothing heavy is imported here."""

from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Any, Protocol

from disgraph.paths.hops import Edge, Hop
from disgraph.paths.rank import edge_price
from disgraph.paths.search import Node, View

if TYPE_CHECKING:
    from disgraph.paths.selection import Selection


class Network(View[Node], Protocol[Node]):
    """A relationship graph as one search sees it; what stands for a node is the network's own affair."""

    def node(self, iri: str, /) -> Node | None:
        """Return what stands for an entity; none if there are no edges at it."""
        ...

    def iri(self, node: Node, /) -> str:
        """Return the entity that a node stands for."""
        ...

    def degree(self, node: Node, /) -> int:
        """Return how many edges there are at a node, whether the search may use them or not."""
        ...

    def price(self, first: Node, second: Node, /) -> int:
        """Return the price of the cheapest edge between two neighbours, of those that the search may use."""
        ...


class Relationships(Protocol):
    """A relationship graph: in the store, in the index beside it, or behind an endpoint.

    An implementation that names this class as its base has the methods that are written here; it may do better.
    """

    def around(self, node: str) -> tuple[Edge, ...]:
        """Return the edges at a node, in a fixed order."""
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
        """Return how often a kind of edge is said."""
        ...

    def weakness(self, kind: str) -> int:
        """Return how little a kind of edge by itself tells of how two are connected, in bits, as the ontology declares it."""
        ...

    def expect(self, nodes: AbstractSet[str]) -> None:
        """Take notice that the edges of these nodes will be asked for next; what is slow may fetch them together."""
        del nodes  # whoever fetches node by node needs no notice

    def between(self, first: str, second: str) -> tuple[Edge, ...]:
        """Return the edges between two nodes, in a fixed order."""
        return tuple(edge for edge in self.around(first) if edge.other(first) == second)

    def degree(self, node: str) -> int:
        """Return how many edges there are at a node."""
        return len(self.around(node))

    def network(self, selection: "Selection") -> Network[Any]:
        """Return the graph as a search sees it."""
        return PlainNetwork(selection)


class PlainNetwork:
    """The network of any relationships: what stands for a node is its IRI.

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

    def neighbours(self, node: str, /) -> set[str]:
        """Return where a path may go on from a node."""
        return set(filter(self._selection.passable, self._selection.neighbours(node)))

    def effort(self, nodes: AbstractSet[str], /) -> int:
        """Return how many nodes there are: their edges are not known before they are fetched."""
        return len(nodes)

    def expect(self, nodes: AbstractSet[str], /) -> None:
        """Pass the notice on."""
        self._selection.relationships.expect(nodes)

    def degree(self, node: str, /) -> int:
        """Return how many edges there are at a node."""
        return self._selection.relationships.degree(node)

    def price(self, first: str, second: str, /) -> int:
        """Return the price of the cheapest edge between two neighbours."""
        return min(edge_price(self._selection.relationships, edge) for edge in self._selection.between(first, second))
