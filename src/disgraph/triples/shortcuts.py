"""Triples that make the graph easy to ask: how a fact is known one step from it, the sections of documents, and plain labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from disgraph.claims.claim import Claim
from disgraph.corpus.documents import Document
from disgraph.corpus.folding import Span
from disgraph.corpus.text_sections import section_at
from disgraph.rdf import DCTERMS, DG, RDF, RDFS, SKOS, Literal, NamedNode, Quad
from disgraph.triples import iris
from disgraph.triples.computed_values import integer_literal
from disgraph.wording.quoted_speech import spoken

#: The ways in which a claim can be known, the strongest first.
_WAYS = ("stated", "reported", "inferred")


def known(claim: Claim) -> str:
    """Return how a claim is known: inferred by the annotator, reported by a speaker, or stated by the document."""
    if claim.modality == "inferred":
        return "inferred"
    return "reported" if claim.speaker else "stated"


def claim_quads(node: NamedNode, claim: Claim, sentence: str, entities: Iterable[NamedNode]) -> Iterator[Quad]:
    """Yield how a claim is known, its sentence, and the entities that it speaks of."""
    yield Quad(node, DG["known"], Literal(known(claim)))
    yield Quad(node, DG["inWords"], Literal(sentence))
    for entity in entities:
        yield Quad(node, DG["mentions"], entity)


def record_quads(node: NamedNode, claims: Sequence[Claim]) -> Iterator[Quad]:
    """Yield how a record is known, by the strongest of its claims, and every doubt about it."""
    yield Quad(node, DG["known"], Literal(min(map(known, claims), key=_WAYS.index)))
    for claim in claims:
        if claim.doubt:
            yield Quad(node, DG["hasDoubt"], Literal(claim.doubt))


def words_quads(node: NamedNode, passages: Iterable[str]) -> Iterator[Quad]:
    """Yield the words in quotation marks of passages, as the words of the one whom a record lets speak."""
    for passage in passages:
        for words in spoken(passage):
            yield Quad(node, DG["words"], Literal(words))


def section_quads(document: Document) -> Iterator[Quad]:
    """Yield the sections of a document: label, position, and the document that they are part of."""
    for section in document.sections:
        node = iris.section_iri(document.id, section.number)
        yield Quad(node, RDF["type"], DG["Section"])
        yield Quad(node, RDFS["label"], Literal(section.heading))
        yield Quad(node, DG["sectionNumber"], integer_literal(section.number))
        yield Quad(node, DCTERMS["isPartOf"], iris.document_iri(document.id))


def section_of(document: Document, span: Span) -> NamedNode:
    """Return the section in which a passage begins."""
    return iris.section_iri(document.id, section_at(document.sections, span.start).number)


def plain_label(quad: Quad) -> Iterator[Quad]:
    """Yield a label of the ontology as the graph has it: plain in English, and in each language as `skos:prefLabel`."""
    label = quad.object
    if quad.predicate != RDFS["label"] or not isinstance(label, Literal) or not label.language:
        yield quad
        return
    yield Quad(quad.subject, SKOS["prefLabel"], label)
    if label.language == "en":
        yield Quad(quad.subject, RDFS["label"], Literal(label.value))
