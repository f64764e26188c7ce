"""The edges among some entities, read node by node, for graphs without a flat file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from disgraph.graph.graph import Graph
from disgraph.graph.hops import explain
from disgraph.graph.quad_relationships import QuadRelationships
from disgraph.rdf import DG, RDF, NamedNode
from disgraph.relationships.edge import EdgeOutline, Hop, NodeSummary, NumberedEdge


class StoreEdges:
    """The edges among some entities, read from the store node by node.

    Args:
        graph: the opened graph.
        entities: IRIs; None for all entities.
    """

    def __init__(self, graph: Graph, entities: Iterable[str] | None = None) -> None:
        self._graph = graph
        self._edges = QuadRelationships(graph)
        self._nodes = sorted(set(entity_iris(graph) if entities is None else entities))

    def nodes(self) -> Iterator[str]:
        """Return the IRIs of the entities, sorted."""
        return iter(self._nodes)

    def ties(self) -> Iterator[NumberedEdge]:
        """Return the edges between the entities."""
        number = {iri: at for at, iri in enumerate(self._nodes)}
        for iri in self._nodes:
            for edge in sorted(edge for edge in self._edges.around(iri) if edge.source == iri and edge.target in number):
                yield NumberedEdge(number[edge.source], number[edge.target], 0, edge)

    def outlines(self) -> Iterator[EdgeOutline]:
        """Return each edge in brief."""
        return map(outline_of, self.ties())

    def hop(self, tie: NumberedEdge) -> Hop:
        """Return an edge with its sentence and its evidence."""
        return explain(self._graph, tie.edge)

    def summary(self, at: int) -> NodeSummary:
        """Return a node in brief."""
        return self._edges.summary(self._nodes[at])


def entity_iris(graph: Graph) -> list[str]:
    """Return the IRIs of all entities, sorted; the class of entities is derived, so derived types always count."""
    found = graph.whole().to(DG["Entity"], RDF["type"])
    return sorted(quad.subject.value for quad in found if isinstance(quad.subject, NamedNode))


def outline_of(tie: NumberedEdge) -> EdgeOutline:
    """Return an edge in brief."""
    edge = tie.edge
    begin, latest = (int(day[:4]) if day else 0 for day in (edge.begin, edge.latest))
    return EdgeOutline(tie.first, tie.second, edge.kind, edge.inferred, begin, latest)
