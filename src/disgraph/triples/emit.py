"""What becomes which triple: each kind of value has its function here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from disgraph.claims.claim import Claim, Entity, LocatedClaim, Record, Statement
from disgraph.claims.gazetteer import GazetteerEntry
from disgraph.claims.judgements import LocatedJudgement, declared_different, locate
from disgraph.claims.mentioned_entities import mentioned
from disgraph.claims.places import Place
from disgraph.claims.unlinked_names import Excuse
from disgraph.corpus.documents import Document
from disgraph.corpus.folding import Span
from disgraph.ontology.vocabulary import PropertyTerm, Vocabulary
from disgraph.rdf import (
    DC,
    DCTERMS,
    DG,
    EDTF,
    FOAF,
    OA,
    OWL,
    PAV,
    PROV,
    RDF,
    RDFS,
    SCHEMA,
    SKOS,
    XSD,
    Literal,
    NamedNode,
    Quad,
)  # fmt: skip
from disgraph.triples import iris, shortcuts
from disgraph.triples.annotation import annotation_quads
from disgraph.triples.claim_phrases import Phrasing, roles_of
from disgraph.triples.computed_values import days_allowed, expressed_in, integer_literal, number_literal, stated_limits, usual_statistic
from disgraph.triples.defined_entities import defined_quads
from disgraph.triples.ontology_quads import ontology_quads
from disgraph.triples.place_links import place_links

#: Number of characters of the document before and after a quote in its selector.
CONTEXT = 32


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


def emit(sources: Sources) -> set[Quad]:
    """Return the asserted graph of the sources in memory; see `emit_quads`."""
    return set(emit_quads(sources))


def emit_quads(sources: Sources) -> Iterator[Quad]:
    """Yield the asserted graph of the sources: every quad in the default graph, no blank node; some more than once.

    Claims that are proposed or rejected stay in their files.
    """
    return _Emitter(sources).quads()


class _Emitter:
    def __init__(self, sources: Sources) -> None:
        self.documents, self.entities, claims, self.vocabulary, self.judgements, self.places, self.gazetteer, _ = sources
        self.accepted = [located for located in claims if located.claim.status == "accepted"]
        self.by_id = {(located.claim.document, located.claim.id): located.claim for located in self.accepted}
        self.iris = {entity.id: iris.entity_iri(entity, self.vocabulary) for entity in self.entities.values()}
        self.phrasing = Phrasing(self.entities, self.vocabulary)

    def quads(self) -> Iterator[Quad]:
        yield from ontology_quads(self.vocabulary)
        for document in self.documents.values():
            yield from self._document(document)
        for entity in self.entities.values():
            yield from self._entity(entity)
        yield from self._official()
        for judged in (*self.judgements, *locate(declared_different(self.entities.values()), self.documents)):
            yield from self._judgement(judged)
        for located in self.accepted:
            yield from self._claim(located)
        yield from self._described_records()

    # --- documents and entities ---

    def _document(self, document: Document) -> Iterator[Quad]:
        node, entry = iris.document_iri(document.id), document.entry
        yield Quad(node, RDF["type"], DG["Document"])
        known = {
            DCTERMS["identifier"]: entry.id,
            RDFS["label"]: entry.title,
            DCTERMS["title"]: entry.title,
            DCTERMS["type"]: entry.kind,
            DCTERMS["publisher"]: entry.publisher,
            DCTERMS["date"]: entry.date,
            DC["language"]: entry.language,
            DC["rights"]: entry.rights,
            SKOS["note"]: entry.note,
            SCHEMA["sha256"]: entry.sha256,
            DC["source"]: entry.file,
            DCTERMS["format"]: entry.media_type,
            SCHEMA["url"]: entry.url,
            SCHEMA["author"]: entry.author,
            SCHEMA["name"]: entry.title,
            PAV["retrievedOn"]: entry.accessed,
        }
        for predicate, value in known.items():
            if value:
                yield Quad(node, predicate, Literal(value))
        if entry.language:
            yield Quad(node, DCTERMS["language"], iris.language_iri(entry.language))
        yield from annotation_quads(document.entry)
        yield from shortcuts.section_quads(document)

    def _entity(self, entity: Entity) -> Iterator[Quad]:
        node = self.iris[entity.id]
        yield Quad(node, RDF["type"], DG[entity.type])
        for name in (RDFS["label"], FOAF["name"], SCHEMA["name"]):
            yield Quad(node, name, Literal(entity.name))
        for alias in entity.aliases:
            yield Quad(node, SKOS["altLabel"], Literal(alias))
        if entity.description:
            yield Quad(node, DCTERMS["description"], Literal(entity.description))
        yield from self._grammar(node, entity)
        yield from defined_quads(node, entity, self.vocabulary, self.iris)

    def _grammar(self, node: NamedNode, entity: Entity) -> Iterator[Quad]:
        """Yield what sentences need to know of an entity's name, so that readers of the graph can form them."""
        if self.phrasing.is_plural(entity):
            yield Quad(node, DG["isPlural"], Literal("true", datatype=XSD["boolean"]))
        grammar = entity.grammar
        texts = {
            "shortName": grammar.short,
            "calledAfter": self.phrasing.owner(entity),
            "article": grammar.article,
            "sentence": grammar.sentence,
        }
        for name, text in texts.items():
            if text:
                yield Quad(node, DG[name], Literal(text))

    def _official(self) -> Iterator[Quad]:
        """Say what the table of places says of the places with a code: background knowledge, marked by properties of its own."""
        coded = {entity.code: self.iris[entity.id] for entity in self.entities.values() if entity.code}
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
            yield Quad(node, DG["judges"], self.iris[one.id])
        for document, span in located.evidence:
            yield Quad(node, DG["supportedBy"], iris.evidence_iri(document, span))
            yield from self._evidence(document, span)
        between = _BETWEEN.get(judgement.verdict) if judgement.other else None
        if between:
            first, second = (self.iris[one.id] for one in judged)
            yield Quad(first, between, second)
            yield Quad(second, between, first)

    # --- claims and evidence ---

    def _claim(self, located: LocatedClaim) -> Iterator[Quad]:
        claim, node = located.claim, iris.claim_iri(located.claim)
        document = iris.document_iri(claim.document)
        yield Quad(node, RDF["type"], DG["Claim"])
        yield Quad(node, RDFS["label"], Literal(f"document {claim.document}: {claim.id.replace('-', ' ')}"))
        yield Quad(node, DCTERMS["source"], document)
        yield Quad(node, DG["modality"], DG[claim.modality])
        yield Quad(node, PROV["wasGeneratedBy"], iris.annotation_iri(claim.document))
        yield Quad(node, PROV["hadPrimarySource"], document)
        if claim.speaker:
            yield Quad(node, DG["attributedTo"], self.iris[claim.speaker])
        for name, text in (("basis", claim.basis), ("doubt", claim.doubt), ("note", claim.note)):
            if text:
                yield Quad(node, DG[name], Literal(text))
        for predicate, spans in ((DG["hasEvidence"], located.evidence), (DG["hasAntecedent"], located.antecedents)):
            for span in spans:
                yield Quad(node, predicate, iris.evidence_iri(claim.document, span))
                yield Quad(node, DG["inSection"], shortcuts.section_of(self.documents[claim.document], span))
                yield from self._evidence(claim.document, span)
        if isinstance(claim.content, Statement):
            yield from self._statement(node, claim, claim.content)
        else:
            yield from self._record(node, claim, claim.content)
        entities = [self.iris[entity] for entity in mentioned(claim, self.vocabulary)]
        for entity in entities:
            yield Quad(document, SCHEMA["mentions"], entity)
        yield from shortcuts.claim_quads(node, claim, self.phrasing.sentence(claim), entities)

    def _evidence(self, document: str, span: Span) -> Iterator[Quad]:
        text, node = self.documents[document].text, iris.evidence_iri(document, span)
        quote, position = iris.selector_iris(node)
        exact = text[span.start : span.end]
        yield Quad(node, RDF["type"], DG["Evidence"])
        yield Quad(node, RDF["type"], OA["SpecificResource"])
        yield Quad(node, OA["hasSource"], iris.document_iri(document))
        yield Quad(node, RDFS["label"], Literal(f"document {document}, {span.start} to {span.end}"))
        yield Quad(node, DG["inSection"], shortcuts.section_of(self.documents[document], span))
        yield Quad(node, DG["quote"], Literal(exact))
        yield Quad(node, OA["hasSelector"], quote)
        yield Quad(node, OA["hasSelector"], position)
        yield Quad(quote, RDF["type"], OA["TextQuoteSelector"])
        yield Quad(quote, OA["exact"], Literal(exact))
        yield Quad(quote, OA["prefix"], Literal(text[max(0, span.start - CONTEXT) : span.start]))
        yield Quad(quote, OA["suffix"], Literal(text[span.end : span.end + CONTEXT]))
        yield Quad(position, RDF["type"], OA["TextPositionSelector"])
        yield Quad(position, OA["start"], integer_literal(span.start))
        yield Quad(position, OA["end"], integer_literal(span.end))

    # --- statements and records ---

    def _statement(self, node: NamedNode, claim: Claim, statement: Statement) -> Iterator[Quad]:
        subject, term = self.iris[statement.subject], self.vocabulary.properties[statement.property]
        target = self._value(term, statement.object)
        if claim.negated:
            denied = NamedNode(f"{node.value}/denied")
            yield Quad(node, DG["asserts"], denied)
            yield Quad(denied, RDF["type"], OWL["NegativePropertyAssertion"])
            yield Quad(denied, RDFS["label"], Literal(self.phrasing.sentence(claim)))
            yield Quad(denied, OWL["sourceIndividual"], subject)
            yield Quad(denied, OWL["assertionProperty"], DG[term.name])
            yield Quad(denied, OWL["targetIndividual" if term.is_object else "targetValue"], target)
            return
        yield Quad(node, RDF["type"], RDF["Statement"])
        yield Quad(node, RDF["subject"], subject)
        yield Quad(node, RDF["predicate"], DG[term.name])
        yield Quad(node, RDF["object"], target)
        yield Quad(node, OA["bodyValue"], Literal(self.phrasing.sentence(claim)))
        yield Quad(subject, DG[term.name], target)

    def _record(self, node: NamedNode, claim: Claim, record: Record) -> Iterator[Quad]:
        subject = self._record_iri(claim, record)
        yield Quad(node, DG["asserts"], subject)
        yield Quad(subject, RDF["type"], DG[record.type])
        for role, values in record.roles:
            term = self.vocabulary.properties[role]
            for value in values:
                target = self._linked(claim, value) if role in self.vocabulary.links else self._value(term, value)
                if target is not None:
                    yield Quad(subject, DG[role], target)

    def _record_iri(self, claim: Claim, record: Record) -> NamedNode:
        return iris.record_iri(claim, record, self.vocabulary)

    def _linked(self, claim: Claim, name: str) -> NamedNode | None:
        """Return the record of another claim of the document; None if that claim is not accepted."""
        other = self.by_id.get((claim.document, name))
        if other is None or not isinstance(other.content, Record):
            return None
        return self._record_iri(other, other.content)

    def _value(self, term: PropertyTerm, value: str) -> NamedNode | Literal:
        if term.is_object:
            return iris.concept_iri(term.range, value, self.vocabulary) or self.iris[value]
        kind = term.range
        if kind.endswith("EDTF"):
            return Literal(value, datatype=EDTF["EDTF"])
        if term.number:
            return number_literal(value, kind)
        return Literal(value)

    def _described_records(self) -> Iterator[Quad]:
        """Yield for each record what all its claims together give: a sentence as its label, and the days that its time allows."""
        by_record: dict[NamedNode, list[LocatedClaim]] = defaultdict(list)
        for located in self.accepted:
            content = located.claim.content
            if isinstance(content, Record):
                by_record[self._record_iri(located.claim, content)].append(located)
        for node, located_claims in by_record.items():
            yield from self._described(node, located_claims)

    def _described(self, node: NamedNode, located: list[LocatedClaim]) -> Iterator[Quad]:
        claims = [each.claim for each in located]
        records = [claim.content for claim in claims if isinstance(claim.content, Record)]
        roles, kind = roles_of(records), records[0].type
        dates = [self.documents[claim.document].entry.date or "" for claim in claims]
        yield Quad(node, RDFS["label"], Literal(self.phrasing.record(kind, roles, max(dates) if all(dates) else "")))
        yield from days_allowed(node, roles)
        yield from stated_limits(node, roles)
        yield from expressed_in(node, roles, self.vocabulary)
        yield from usual_statistic(node, roles, self.entities, self.vocabulary)
        yield from shortcuts.record_quads(node, claims)
        if self.vocabulary.is_a(kind, self.vocabulary.properties["words"].domain):
            yield from shortcuts.words_quads(node, self._quotes(located))

    def _quotes(self, located: list[LocatedClaim]) -> Iterator[str]:
        for each in located:
            text = self.documents[each.claim.document].text
            yield from (text[span.start : span.end] for span in each.evidence)
