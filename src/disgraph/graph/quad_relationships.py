"""The relationship graph in the store, read node by node."""

from __future__ import annotations

from collections.abc import Iterator

from disgraph.graph.graph import Graph
from disgraph.ontology.relations import Relations
from disgraph.rdf import DG, RDF, NamedNode, local_name
from disgraph.relationships.edge import Edge, Hop, NodeSummary
from disgraph.relationships.grade import Sharing
from disgraph.relationships.protocol import Relationships


class QuadRelationships(Relationships):
    """The relationship graph in the store: the edges of an entity are read once, when they are first needed.

    Args:
        graph: the opened graph.
    """

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self._around: dict[str, tuple[Edge, ...]] = {}
        self._records: dict[NamedNode, tuple[Edge, ...]] = {}
        self._sharing: dict[str, Sharing] = {}
        self._weakness: dict[str, int] = {}
        self._properties = {DG[name] for name in graph.relations.properties}
        roles = {role for edges in graph.relations.records.values() for edge in edges for role in (edge.source, edge.target)}
        self._roles = {DG[role] for role in roles}

    def around(self, node: str) -> tuple[Edge, ...]:
        """Return the edges of a node, in a fixed order."""
        if node not in self._around:
            found = {edge for edge in self._fetch(NamedNode(node)) if edge.source != edge.target and not self._is_mirrored(edge)}
            self._around[node] = tuple(sorted(_without_redundant(found)))
        return self._around[node]

    def hub(self, node: str) -> str:
        """Return the group of hubs that a node belongs to, or an empty text."""
        return self.graph.relations.hubs.get(self.graph.type(NamedNode(node)), "")

    def sharing(self, node: str) -> Sharing:
        """Return what it means for two entities to share a node."""
        if node not in self._sharing:
            self._sharing[node] = sharing_of(self.graph.relations, self.graph.type(NamedNode(node)))
        return self._sharing[node]

    def is_tie(self, kind: str) -> bool:
        """Return whether a kind of edge leaves open whether two entities are one."""
        edge = self.graph.relations.properties.get(kind)
        return edge is not None and edge.is_weak_tie

    def label(self, node: str) -> str:
        """Return the label of a node."""
        return self.graph.label(NamedNode(node))

    def summary(self, node: str) -> NodeSummary:
        """Return a node in brief."""
        term = NamedNode(node)
        return NodeSummary(self.graph.label(term), self.graph.type(term), self.graph.mentioned_in(term))

    def explain(self, edge: Edge) -> Hop:
        """Return an edge with its sentence and its evidence."""
        from disgraph.graph.hops import explain

        return explain(self.graph, edge)

    def frequency(self, kind: str) -> int:
        """Return the number of asserted edges of a kind."""
        return self.graph.frequency(kind)

    def weakness(self, kind: str) -> int:
        """Return the weakness of a kind of edge, in bits."""
        if kind not in self._weakness:
            self._weakness[kind] = self.graph.relations.weakness(kind)
        return self._weakness[kind]

    def _fetch(self, node: NamedNode) -> Iterator[Edge]:
        for quad in self.graph.about(node):
            if quad.predicate in self._properties and isinstance(quad.object, NamedNode):
                yield self._statement(node, quad.predicate, quad.object)
        for quad in self.graph.to(node):
            if not isinstance(quad.subject, NamedNode):
                continue
            if quad.predicate in self._properties:
                yield self._statement(quad.subject, quad.predicate, node)
            elif quad.predicate in self._roles:
                yield from (edge for edge in self._of_record(quad.subject) if node.value in (edge.source, edge.target))

    def _is_mirrored(self, edge: Edge) -> bool:
        """Return whether an edge repeats another in the other direction: judgements of identity are asserted in both."""
        return self.is_tie(edge.kind) and edge.source > edge.target

    def _statement(self, subject: NamedNode, predicate: NamedNode, target: NamedNode) -> Edge:
        inferred = self.graph.is_inferred(subject, predicate, target)
        return Edge(subject.value, target.value, local_name(predicate), "", inferred)

    def _of_record(self, record: NamedNode) -> tuple[Edge, ...]:
        if record not in self._records:
            self._records[record] = tuple(self._make_edges(record))
        return self._records[record]

    def _make_edges(self, record: NamedNode) -> Iterator[Edge]:
        roles: dict[str, list[str]] = {}
        types: list[str] = []
        days = self._days(record)
        for quad in self.graph.about(record):
            if quad.predicate == RDF["type"] and isinstance(quad.object, NamedNode):
                types += self._classes(quad.object)
            elif isinstance(quad.object, NamedNode):
                roles.setdefault(local_name(quad.predicate), []).append(quad.object.value)
        for kind in dict.fromkeys(types):
            for edge in self.graph.relations.records.get(kind, ()):
                for source in roles.get(edge.source, ()):
                    for target in roles.get(edge.target, ()):
                        if edge.source != edge.target or source < target:
                            yield Edge(source, target, edge.name, record.value, False, *days)

    def _classes(self, kind: NamedNode) -> list[str]:
        """Return a class of the ontology and those above it: an edge of a class is one of its subclasses, reasoned or not."""
        name = local_name(kind)
        return [name, *self.graph.relations.above.get(name, ())] if kind.value.startswith(DG) else []

    def _days(self, record: NamedNode) -> tuple[str, str, str]:
        """Return the first day that the time of a record allows, the last if it states its end, and the last."""
        latest = self.graph.value(record, DG["latest"])
        return self.graph.value(record, DG["earliest"]), latest if self.graph.value(record, DG["end"]) else "", latest


def sharing_of(relations: Relations, kind: str) -> Sharing:
    """Return what it means for two entities to share an individual of a class."""
    is_hub, weak = kind in relations.hubs, relations.weak_relations.get(kind, "")
    return Sharing(relations.labels[kind], is_hub, kind in relations.weak_hubs, weak) if is_hub or weak else Sharing()


def _without_redundant(edges: set[Edge]) -> Iterator[Edge]:
    """Yield edges without derived ones between two nodes that an asserted statement already joins."""
    asserted = {frozenset((edge.source, edge.target)) for edge in edges if not edge.inferred and not edge.record}
    for edge in edges:
        if not edge.inferred or frozenset((edge.source, edge.target)) not in asserted:
            yield edge
