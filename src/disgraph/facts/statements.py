"""A triple as a sentence, by the template of its property where it has one."""

from __future__ import annotations

from disgraph.graph.graph import Graph
from disgraph.graph.node_phrases import property_sentence
from disgraph.rdf import DG, RDF, Literal, NamedNode, Term, local_name
from disgraph.wording.noun_phrases import with_article
from disgraph.wording.times import spell_time

_PARTS = ("subject", "predicate", "object")


def sentence_of(graph: Graph, subject: NamedNode, predicate: NamedNode, target: Term) -> str:
    """Return a triple in words.

    A property that is an edge has a sentence; for another property its label joins the two. A record is given by its own sentence, in
    quotation marks.
    """
    if predicate == RDF["type"]:
        return f"{_words(graph, subject)} is {with_article(graph.label(target))}"
    edge = graph.relations.properties.get(local_name(predicate)) if predicate.value.startswith(DG) else None
    if edge:
        return property_sentence(graph, subject, edge.name, target)
    return f"{_words(graph, subject)}: {graph.label(predicate)}: {_words(graph, target)}"


def fact_of_claim(graph: Graph, claim: Term) -> str:
    """Return what a claim states: the sentence of its record or statement; the label of a claim that is denied or proposed."""
    for quad in graph.about(claim, DG["asserts"]):
        return graph.label(quad.object)
    subject, predicate, target = (next((quad.object for quad in graph.about(claim, RDF[name])), None) for name in _PARTS)
    if isinstance(subject, NamedNode) and isinstance(predicate, NamedNode) and target is not None:
        return sentence_of(graph, subject, predicate, target)
    return graph.label(claim)


def _words(graph: Graph, node: Term) -> str:
    if isinstance(node, Literal):
        return spell_time(node.value) if node.datatype.value.endswith("EDTF") else node.value
    return f"\u201c{graph.label(node)}\u201d" if is_record(graph, node) else graph.label(node)


def is_record(graph: Graph, node: Term) -> bool:
    """Return whether a claim asserts a node as its record."""
    return any(graph.to(node, DG["asserts"]))
