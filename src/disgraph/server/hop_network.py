"""A few hops as a network for a picture: nothing is read but the hops themselves and the summaries of their ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from disgraph.export.network_source import EdgeFilter, network_from
from disgraph.export.relationship import RelationshipNetwork
from disgraph.graph.quad_relationships import QuadRelationships
from disgraph.graph.store_edges import outline_of
from disgraph.relationships.edge import Edge, EdgeOutline, Hop, NodeSummary, NumberedEdge

if TYPE_CHECKING:
    from disgraph.graph.graph import Graph


class HopEdges:
    """The edges of hops, as a source of edges.

    Args:
        graph: gives the summaries of nodes.
        hops: in any order; one that occurs twice counts once.
    """

    def __init__(self, graph: Graph, hops: Sequence[Hop]) -> None:
        self._summaries = QuadRelationships(graph)
        self._nodes = sorted({end for hop in hops for end in (hop.source, hop.target)})
        number = {iri: at for at, iri in enumerate(self._nodes)}
        found = {Edge(hop.source, hop.target, hop.kind, hop.record, hop.inferred): hop for hop in hops}
        self._hops = [(NumberedEdge(number[edge.source], number[edge.target], 0, edge), found[edge]) for edge in sorted(found)]

    def nodes(self) -> Iterator[str]:
        """Return the IRIs of the ends, sorted."""
        return iter(self._nodes)

    def ties(self) -> Iterator[NumberedEdge]:
        """Return the edges in order."""
        return (tie for tie, _ in self._hops)

    def outlines(self) -> Iterator[EdgeOutline]:
        """Return each edge in brief."""
        return map(outline_of, self.ties())

    def hop(self, tie: NumberedEdge) -> Hop:
        """Return the hop of an edge."""
        return next(hop for known, hop in self._hops if known == tie)

    def summary(self, at: int) -> NodeSummary:
        """Return a node in brief."""
        return self._summaries.summary(self._nodes[at])


def hop_network(graph: Graph, hops: Sequence[Hop]) -> RelationshipNetwork:
    """Return hops as a network, read once."""
    network = network_from(graph, HopEdges(graph, hops), EdgeFilter(), lambda _iri: True)
    return RelationshipNetwork(tuple(network.nodes), tuple(network.edges))
