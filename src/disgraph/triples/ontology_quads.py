"""The triples of the ontology that a graph contains."""

from __future__ import annotations

from collections.abc import Iterator

from disgraph.ontology.vocabulary import Vocabulary
from disgraph.rdf import SKOS, BlankNode, NamedNode, Quad
from disgraph.triples import shortcuts


def ontology_quads(vocabulary: Vocabulary) -> Iterator[Quad]:
    """Return the ontology's triples without a blank node (terms, labels, hierarchy, concepts), and the top concepts of the schemes."""
    for quad in vocabulary.quads:
        if not isinstance(quad.subject, BlankNode) and not isinstance(quad.object, BlankNode):
            yield from shortcuts.plain_label(quad)
    narrower = {quad.subject for quad in vocabulary.quads if quad.predicate == SKOS["broader"]}
    for quad in vocabulary.quads:
        if quad.predicate == SKOS["inScheme"] and quad.subject not in narrower and isinstance(quad.object, NamedNode):
            yield Quad(quad.object, SKOS["hasTopConcept"], quad.subject)
