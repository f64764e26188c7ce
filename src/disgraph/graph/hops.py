"""A path with its explanation: each hop a plain sentence with its time, its quotes and its sources."""

from __future__ import annotations

from disgraph.graph import passages
from disgraph.graph.graph import Graph
from disgraph.ontology.vocabulary import EdgeTerm
from disgraph.rdf import DG, Literal, NamedNode, local_name
from disgraph.relationships.edge import Edge, Hop
from disgraph.wording.sentences import edge_sentence, fill


def explain(graph: Graph, edge: Edge) -> Hop:
    """Return an edge as a hop."""
    source, target = NamedNode(edge.source), NamedNode(edge.target)
    if edge.record:
        record = NamedNode(edge.record)
        sentence, stated = record_sentence(graph, edge), passages.of_record(graph, record)
    else:
        template = graph.relations.properties[edge.kind].sentence
        sentence = fill(template, {"subject": graph.label(source), "object": graph.label(target)})
        stated = passages.of_statement(graph, source, DG[edge.kind], target)
    return Hop(edge.source, edge.target, edge.kind, sentence, edge.record, edge.inferred, tuple(stated))


def record_sentence(graph: Graph, edge: Edge) -> str:
    """Return the sentence of an edge that a record gives."""
    slots: dict[str, list[str]] = {}
    for quad in graph.about(NamedNode(edge.record)):
        if isinstance(quad.object, NamedNode | Literal):
            slots.setdefault(local_name(quad.predicate), []).append(graph.label(quad.object))
    ordered = {role: sorted(values) for role, values in slots.items()}
    return edge_sentence(_term(graph, edge.kind), ordered, graph.label(NamedNode(edge.source)), graph.label(NamedNode(edge.target)))


def edge_label(graph: Graph, kind: str) -> str:
    """Return the short label of an edge's kind."""
    if kind in graph.relations.properties:
        return graph.relations.properties[kind].label
    return _term(graph, kind).label


def _term(graph: Graph, kind: str) -> EdgeTerm:
    return next(edge for edges in graph.relations.records.values() for edge in edges if edge.name == kind)
