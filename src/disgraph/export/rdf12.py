"""RDF 1.2: the claims annotate the triples that they state, where RDF 1.1 describes each statement in further triples."""

from __future__ import annotations

from collections.abc import Iterator

from disgraph.export.claim_triples import claims, stated
from disgraph.export.dataset import serialize_quads
from disgraph.graph.graph import Graph
from disgraph.rdf import RDF, DefaultGraph, Quad

#: The formats of RDF 1.2 by the format of RDF 1.1 that each extends.
EXTENDED = {"ttl12": "ttl", "nt12": "nt"}

#: How RDF 1.1 describes a statement.
_DESCRIBED = {RDF["subject"], RDF["predicate"], RDF["object"]}


def rdf12(graph: Graph, form: str) -> bytes:
    """Return the default graph with a triple term for each triple that a claim states.

    Args:
        graph: with or without what reasoning added.
        form: one of `EXTENDED`.
    """
    return serialize_quads(_quads(graph), EXTENDED[form])


def _quads(graph: Graph) -> Iterator[Quad]:
    for quad in graph.quads.quads_for_pattern(None, None, None, DefaultGraph()):
        if quad.predicate not in _DESCRIBED and (quad.predicate, quad.object) != (RDF["type"], RDF["Statement"]):
            yield quad
    for claim in claims(graph):
        yield from (Quad(claim, RDF["reifies"], triple) for triple in stated(graph, claim))
