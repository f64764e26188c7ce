"""The relationship graph, fetched from the store node by node: no part of it is loaded that a search does not touch."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from disgraph.facts.graph import Graph
from disgraph.rdf import DG, RDF, NamedNode, local_name


class Edge(NamedTuple):
    """A relation from one entity to another; `record` is the record that gives it, if it is no plain statement."""

    source: str
    target: str
    kind: str
    record: str
    inferred: bool

    def other(self, node: str) -> str:
        """Return the end that a node is not."""
        return self.target if node == self.source else self.source


class Edges:
    """The edges around the entities of a graph, each fetched once.

    Args:
        graph: the opened graph.
        only: the kinds to keep, if any are named (edge or property names).
        exclude: the kinds to leave out.
    """

    def __init__(self, graph: Graph, only: frozenset[str] = frozenset(), exclude: frozenset[str] = frozenset()) -> None:
        self.graph = graph
        self.only, self.exclude = only, exclude
        self._around: dict[str, tuple[Edge, ...]] = {}
        self._records: dict[NamedNode, tuple[Edge, ...]] = {}
        self._properties = {DG[name] for name in graph.relations.properties}
        roles = {role for edges in graph.relations.records.values() for edge in edges for role in (edge.source, edge.target)}
        self._roles = {DG[role] for role in roles}

    def around(self, node: str) -> tuple[Edge, ...]:
        """Return the edges at a node, in a fixed order."""
        if node not in self._around:
            wanted = {edge for edge in self._fetch(NamedNode(node)) if self._is_wanted(edge)}
            self._around[node] = tuple(sorted(_without_redundant(wanted)))
        return self._around[node]

    def between(self, first: str, second: str) -> tuple[Edge, ...]:
        """Return the edges that join two nodes, in a fixed order."""
        return tuple(edge for edge in self.around(first) if edge.other(first) == second)

    def hub(self, node: str) -> str:
        """Return the group of hubs that a node belongs to (places, kinds ...), or an empty text."""
        return self.graph.relations.hubs.get(self.graph.type(NamedNode(node)), "")

    def _is_wanted(self, edge: Edge) -> bool:
        if edge.source == edge.target or edge.kind in self.exclude:
            return False
        return not self.only or edge.kind in self.only

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
        for quad in self.graph.about(record):
            if quad.predicate == RDF["type"] and isinstance(quad.object, NamedNode):
                types.append(local_name(quad.object))
            elif isinstance(quad.object, NamedNode):
                roles.setdefault(local_name(quad.predicate), []).append(quad.object.value)
        for kind in types:
            for edge in self.graph.relations.records.get(kind, ()):
                for source in roles.get(edge.source, ()):
                    for target in roles.get(edge.target, ()):
                        if edge.source != edge.target or source < target:
                            yield Edge(source, target, edge.name, record.value, False)


def _without_redundant(edges: set[Edge]) -> Iterator[Edge]:
    """Leave out what follows where the same two are joined by something that is said."""
    said = {frozenset((edge.source, edge.target)) for edge in edges if not edge.inferred and not edge.record}
    for edge in edges:
        if not edge.inferred or frozenset((edge.source, edge.target)) not in said:
            yield edge
