"""What each claim states, as triples: the one thing that annotations and nanopublications are made of."""

from __future__ import annotations

from collections.abc import Iterator

from disgraph.graph.graph import Graph
from disgraph.rdf import DG, RDF, BlankNode, NamedNode, Triple


def claims(graph: Graph) -> list[NamedNode]:
    """Return the claims of a graph, sorted."""
    return sorted((quad.subject for quad in graph.to(DG["Claim"], RDF["type"]) if isinstance(quad.subject, NamedNode)), key=str)


def stated(graph: Graph, claim: NamedNode) -> list[Triple]:
    """Return the triples that a claim states: its statement, or all triples of the record that it asserts, sorted."""
    return sorted(_stated(graph, claim), key=str)


def _stated(graph: Graph, claim: NamedNode) -> Iterator[Triple]:
    subject, predicate, target = (
        next((quad.object for quad in graph.about(claim, RDF[name])), None) for name in ("subject", "predicate", "object")
    )
    if isinstance(subject, NamedNode | BlankNode) and isinstance(predicate, NamedNode) and target is not None:
        yield Triple(subject, predicate, target)
    for record in graph.about(claim, DG["asserts"]):
        assert isinstance(record.object, NamedNode)
        for quad in graph.about(record.object):
            if not graph.is_inferred(record.object, quad.predicate, quad.object):
                yield quad.triple
