"""Edges as hops: a sentence with its time, and the passages that state it."""

from __future__ import annotations

from collections.abc import Iterable

from disgraph.graph import passages
from disgraph.graph.graph import Graph
from disgraph.graph.node_phrases import phrase_of, property_sentence, record_slots
from disgraph.ontology.vocabulary import EdgeTerm
from disgraph.rdf import DG, NamedNode
from disgraph.relationships.edge import Edge, Hop
from disgraph.wording.sentences import edge_sentence


def explain(graph: Graph, edge: Edge) -> Hop:
    """Return an edge as a hop."""
    source, target = NamedNode(edge.source), NamedNode(edge.target)
    if edge.record:
        stated = passages.of_record(graph, NamedNode(edge.record), (source, target))
        sentence = record_sentence(graph, edge, [passage.document.date for passage in stated])
    else:
        is_tie = graph.relations.properties[edge.kind].is_weak_tie
        sentence = property_sentence(graph, source, edge.kind, target)
        stated = passages.of_unsure(graph, source, target) if is_tie else passages.of_statement(graph, source, DG[edge.kind], target)
    return Hop(edge.source, edge.target, edge.kind, sentence, edge.record, edge.inferred, tuple(stated))


def record_sentence(graph: Graph, edge: Edge, dates: Iterable[str] = ()) -> str:
    """Return the sentence of an edge that a record gives.

    Args:
        graph: the opened graph.
        edge: the edge.
        dates: of the documents that state the record.
    """
    slots = record_slots(graph, NamedNode(edge.record), dates)
    source, target = (phrase_of(graph, NamedNode(node)) for node in (edge.source, edge.target))
    return edge_sentence(_term(graph, edge.kind), slots, source, target)


def edge_label(graph: Graph, kind: str) -> str:
    """Return the short label of an edge's kind."""
    if kind in graph.relations.properties:
        return graph.relations.properties[kind].label
    return _term(graph, kind).label


def _term(graph: Graph, kind: str) -> EdgeTerm:
    return next(edge for edges in graph.relations.records.values() for edge in edges if edge.name == kind)
