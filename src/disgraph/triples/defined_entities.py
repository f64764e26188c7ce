"""What the definition of an entity gives it: its place in a scheme, its broader concept, its criteria."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from disgraph.claims.claim import BROADER, Entity
from disgraph.ontology.vocabulary import Vocabulary
from disgraph.rdf import DG, RDF, RESOURCE, SKOS, Literal, NamedNode, Quad
from disgraph.triples import iris


def defined_quads(node: NamedNode, entity: Entity, vocabulary: Vocabulary, iri: Callable[[str], NamedNode]) -> Iterator[Quad]:
    """Yield what the definition of an entity states; a concept also gets its scheme, its preferred label and its definition."""
    if vocabulary.is_a(entity.type, "Concept"):
        yield from _concept(node, entity, vocabulary)
    for name, values in entity.defines:
        predicate = SKOS["broader"] if name == BROADER else DG[name]
        kind = vocabulary.properties[name].range if name != BROADER else entity.type
        for value in values:
            yield Quad(node, predicate, iris.concept_iri(kind, value, vocabulary) or iri(value))


def _concept(node: NamedNode, entity: Entity, vocabulary: Vocabulary) -> Iterator[Quad]:
    scheme = RESOURCE[f"scheme/{vocabulary.classes[entity.type].segment}s"]
    yield Quad(node, RDF["type"], SKOS["Concept"])
    yield Quad(node, SKOS["prefLabel"], Literal(entity.name, language="en"))
    yield Quad(node, SKOS["inScheme"], scheme)
    if not entity.defined(BROADER):
        yield Quad(scheme, SKOS["hasTopConcept"], node)
    if entity.description:
        yield Quad(node, SKOS["definition"], Literal(entity.description, language="en"))
