"""What becomes which triple: what documents share, and what each of them gives by itself.

The triples of a document depend on its text, its claims and the entities that they name, so that each document can be emitted alone.
A record that several documents describe has one sentence of all their claims: it is among what they share.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from disgraph.claims.claim import Entity, LocatedClaim, Record
from disgraph.claims.gazetteer import GazetteerEntry
from disgraph.claims.judgements import LocatedJudgement, declared_different, locate
from disgraph.claims.places import Place
from disgraph.claims.unlinked_names import Excuse
from disgraph.corpus.documents import Document
from disgraph.ontology.vocabulary import Vocabulary
from disgraph.rdf import DCTERMS, DG, FOAF, OWL, PROV, RDF, RDFS, SCHEMA, SKOS, XSD, Literal, NamedNode, Quad
from disgraph.triples import iris
from disgraph.triples.claim_quads import ClaimEmitter
from disgraph.triples.defined_entities import defined_quads
from disgraph.triples.document_quads import document_quads
from disgraph.triples.ontology_quads import ontology_quads
from disgraph.triples.place_links import place_links

#: The property that a verdict on two entities adds between them, in both directions.
_BETWEEN = {"different": OWL["differentFrom"], "unsure": DG["possiblySameAs"]}


class Sources(NamedTuple):
    """Everything that a graph is made of."""

    documents: Mapping[str, Document]
    entities: Mapping[str, Entity]
    claims: tuple[LocatedClaim, ...]
    vocabulary: Vocabulary
    judgements: tuple[LocatedJudgement, ...] = ()
    places: Mapping[str, Place] = MappingProxyType({})
    gazetteer: Mapping[str, GazetteerEntry] = MappingProxyType({})
    excuses: tuple[Excuse, ...] = ()


class DocumentPart(NamedTuple):
    """A document with its accepted claims, and the records that no other document describes, each with its claims."""

    document: Document
    claims: list[LocatedClaim]
    records: dict[NamedNode, list[LocatedClaim]]


class SourceParts(NamedTuple):
    """The documents of a graph, and the records that several of them describe."""

    documents: list[DocumentPart]
    shared: dict[NamedNode, list[LocatedClaim]]


def emit(sources: Sources) -> set[Quad]:
    """Return the asserted graph of the sources in memory; see `emit_quads`."""
    return set(emit_quads(sources))


def emit_quads(sources: Sources) -> Iterator[Quad]:
    """Yield the asserted graph of the sources: every quad in the default graph, no blank node; some more than once.

    Claims that are proposed or rejected stay in their files.
    """
    parts = split(sources)
    yield from emit_shared(sources, parts)
    for part in parts.documents:
        yield from emit_document(part, sources.entities, sources.vocabulary)


def split(sources: Sources) -> SourceParts:
    """Return what each document gives by itself."""
    parts = {document.id: DocumentPart(document, [], {}) for document in sources.documents.values()}
    records: dict[NamedNode, list[LocatedClaim]] = defaultdict(list)
    for located in sources.claims:
        claim, content = located.claim, located.claim.content
        if claim.status == "accepted":
            parts[claim.document].claims.append(located)
            if isinstance(content, Record):
                records[iris.record_iri(claim, content, sources.vocabulary)].append(located)
    shared: dict[NamedNode, list[LocatedClaim]] = {}
    for node, described in records.items():
        document = described[0].claim.document
        is_own = all(each.claim.document == document for each in described)
        (parts[document].records if is_own else shared)[node] = described
    return SourceParts(list(parts.values()), shared)


def emit_document(part: DocumentPart, entities: Mapping[str, Entity], vocabulary: Vocabulary) -> Iterator[Quad]:
    """Yield what a document gives by itself: only the entities that its claims need are looked up."""
    document = part.document
    emitter = ClaimEmitter({document.id: document}, entities, vocabulary, part.claims)
    yield from document_quads(document)
    for located in part.claims:
        yield from emitter.claim(located)
    for node, claims in part.records.items():
        yield from emitter.described(node, claims)


def emit_shared(sources: Sources, parts: SourceParts) -> Iterator[Quad]:
    """Yield what no document gives by itself: ontology, entities, places, judgements, and the records of several documents."""
    return _SharedEmitter(sources, parts.shared).quads()


class _SharedEmitter:
    def __init__(self, sources: Sources, records: Mapping[NamedNode, list[LocatedClaim]]) -> None:
        self.documents, self.entities, _, self.vocabulary, self.judgements, self.places, self.gazetteer, _ = sources
        self._records = records
        self._claims = ClaimEmitter(self.documents, self.entities, self.vocabulary)

    def quads(self) -> Iterator[Quad]:
        yield from ontology_quads(self.vocabulary)
        for entity in self.entities.values():
            yield from self._entity(entity)
        yield from self._official()
        for judged in (*self.judgements, *locate(declared_different(self.entities.values()), self.documents)):
            yield from self._judgement(judged)
        for node, claims in self._records.items():
            yield from self._claims.described(node, claims)

    def _entity(self, entity: Entity) -> Iterator[Quad]:
        node = self._claims.iri(entity.id)
        yield Quad(node, RDF["type"], DG[entity.type])
        for name in (RDFS["label"], FOAF["name"], SCHEMA["name"]):
            yield Quad(node, name, Literal(entity.name))
        for alias in entity.aliases:
            yield Quad(node, SKOS["altLabel"], Literal(alias))
            yield Quad(node, SCHEMA["alternateName"], Literal(alias))
        if entity.description:
            yield Quad(node, DCTERMS["description"], Literal(entity.description))
            yield Quad(node, SCHEMA["description"], Literal(entity.description))
        yield from self._grammar(node, entity)
        yield from defined_quads(node, entity, self.vocabulary, self._claims.iri)

    def _grammar(self, node: NamedNode, entity: Entity) -> Iterator[Quad]:
        """Yield what sentences need to know of an entity's name, so that readers of the graph can form them."""
        if self._claims.phrasing.is_plural(entity):
            yield Quad(node, DG["isPlural"], Literal("true", datatype=XSD["boolean"]))
        grammar = entity.grammar
        texts = {
            "shortName": grammar.short,
            "calledAfter": self._claims.phrasing.owner(entity),
            "article": grammar.article,
            "sentence": grammar.sentence,
        }
        for name, text in texts.items():
            if text:
                yield Quad(node, DG[name], Literal(text))

    def _official(self) -> Iterator[Quad]:
        """Say what the table of places says of the places with a code: background knowledge, marked by properties of its own."""
        coded = {entity.code: self._claims.iri(entity.id) for entity in self.entities.values() if entity.code}
        for code, node in coded.items():
            place = self.places[code]
            table = iris.table_iri(place.source)
            yield from place_links(node, code, self.gazetteer.get(code))
            yield Quad(node, DG["administrativeCode"], Literal(code))
            yield Quad(node, SKOS["altLabel"], Literal(place.name))
            yield Quad(node, DCTERMS["source"], table)
            yield Quad(table, RDF["type"], PROV["Entity"])
            yield Quad(table, RDFS["label"], Literal(place.source))
            if place.parent:
                yield Quad(node, DG["officialParent"], coded[place.parent])

    def _judgement(self, located: LocatedJudgement) -> Iterator[Quad]:
        judgement, node = located.judgement, iris.judgement_iri(located.judgement)
        entity = self.entities[judgement.entity]
        judged = [entity]
        if judgement.name:
            label = f"same: \u201c{judgement.name}\u201d means {entity.name}"
            yield Quad(node, DG["judgedName"], Literal(judgement.name))
        else:
            judged.append(self.entities[judgement.other])
            label = f"{judgement.verdict}: {entity.name} and {judged[1].name}"
        yield Quad(node, RDF["type"], DG["IdentityJudgement"])
        yield Quad(node, RDFS["label"], Literal(label))
        yield Quad(node, DG["verdict"], Literal(judgement.verdict))
        yield Quad(node, DG["reason"], Literal(judgement.reason))
        for one in judged:
            yield Quad(node, DG["judges"], self._claims.iri(one.id))
        for document, span in located.evidence:
            yield Quad(node, DG["supportedBy"], iris.evidence_iri(document, span))
            yield from self._claims.evidence(document, span)
        between = _BETWEEN.get(judgement.verdict) if judgement.other else None
        if between:
            first, second = (self._claims.iri(one.id) for one in judged)
            yield Quad(first, between, second)
            yield Quad(second, between, first)
