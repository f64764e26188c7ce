"""What the claims of documents give to the graph: claims, evidence, statements and records as triples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from disgraph.claims.claim import Claim, Entity, LocatedClaim, Record, Statement
from disgraph.claims.mentioned_entities import mentioned
from disgraph.corpus.documents import Document
from disgraph.corpus.folding import Span
from disgraph.ontology.vocabulary import PropertyTerm, Vocabulary
from disgraph.rdf import DCTERMS, DG, EDTF, OA, OWL, PROV, RDF, RDFS, SCHEMA, Literal, NamedNode, Quad
from disgraph.triples import iris, shortcuts
from disgraph.triples.claim_phrases import Phrasing, roles_of
from disgraph.triples.computed_values import days_allowed, expressed_in, integer_literal, number_literal, stated_limits, usual_statistic

#: Number of characters of the document before and after a quote in its selector.
CONTEXT = 32


class ClaimEmitter:
    """Makes the triples of claims.

    Args:
        documents: those of the claims, by id.
        entities: by id; only those that a claim needs are looked up.
        vocabulary: the ontology.
        claims: accepted claims, with all that those of one document link to.
    """

    def __init__(
        self, documents: Mapping[str, Document], entities: Mapping[str, Entity], vocabulary: Vocabulary, claims: Iterable[LocatedClaim] = ()
    ) -> None:
        self.documents, self.entities, self.vocabulary = documents, entities, vocabulary
        self.phrasing = Phrasing(entities, vocabulary)
        self._by_id = {(located.claim.document, located.claim.id): located.claim for located in claims}

    def iri(self, entity: str) -> NamedNode:
        """Return the IRI of an entity."""
        return iris.entity_iri(self.entities[entity], self.vocabulary)

    def claim(self, located: LocatedClaim) -> Iterator[Quad]:
        """Yield a claim with its evidence and what it states, without what a record has of all its claims."""
        claim, node = located.claim, iris.claim_iri(located.claim)
        document = iris.document_iri(claim.document)
        yield Quad(node, RDF["type"], DG["Claim"])
        yield Quad(node, RDFS["label"], Literal(f"document {claim.document}: {claim.id.replace('-', ' ')}"))
        yield Quad(node, DCTERMS["source"], document)
        yield Quad(node, DG["modality"], DG[claim.modality])
        yield Quad(node, PROV["wasGeneratedBy"], iris.annotation_iri(claim.document))
        yield Quad(node, PROV["hadPrimarySource"], document)
        if claim.speaker:
            yield Quad(node, DG["attributedTo"], self.iri(claim.speaker))
        for name, text in (("basis", claim.basis), ("doubt", claim.doubt), ("note", claim.note)):
            if text:
                yield Quad(node, DG[name], Literal(text))
        for predicate, spans in ((DG["hasEvidence"], located.evidence), (DG["hasAntecedent"], located.antecedents)):
            for span in spans:
                yield Quad(node, predicate, iris.evidence_iri(claim.document, span))
                yield Quad(node, DG["inSection"], shortcuts.section_of(self.documents[claim.document], span))
                yield from self.evidence(claim.document, span)
        if isinstance(claim.content, Statement):
            yield from self._statement(node, claim, claim.content)
        else:
            yield from self._record(node, claim, claim.content)
        entities = [self.iri(entity) for entity in mentioned(claim, self.vocabulary)]
        for entity in entities:
            yield Quad(document, SCHEMA["mentions"], entity)
        yield from shortcuts.claim_quads(node, claim, self.phrasing.sentence(claim), entities)

    def evidence(self, document: str, span: Span) -> Iterator[Quad]:
        """Yield a passage with its selectors."""
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
        subject, term = self.iri(statement.subject), self.vocabulary.properties[statement.property]
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
        other = self._by_id.get((claim.document, name))
        if other is None or not isinstance(other.content, Record):
            return None
        return self._record_iri(other, other.content)

    def _value(self, term: PropertyTerm, value: str) -> NamedNode | Literal:
        if term.is_object:
            return iris.concept_iri(term.range, value, self.vocabulary) or self.iri(value)
        kind = term.range
        if kind.endswith("EDTF"):
            return Literal(value, datatype=EDTF["EDTF"])
        if term.number:
            return number_literal(value, kind)
        return Literal(value)

    def described(self, node: NamedNode, located: Sequence[LocatedClaim]) -> Iterator[Quad]:
        """Yield what all claims on a record together give it: a sentence as its label, and the days that its time allows."""
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

    def _quotes(self, located: Iterable[LocatedClaim]) -> Iterator[str]:
        for each in located:
            text = self.documents[each.claim.document].text
            yield from (text[span.start : span.end] for span in each.evidence)
