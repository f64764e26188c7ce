"""The IRIs of resources: readable, stable, and from content alone."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping

from disgraph.claims.claim import Claim, Entity, Record
from disgraph.claims.judgements import Judgement
from disgraph.corpus.folding import Span
from disgraph.ontology.vocabulary import Vocabulary
from disgraph.rdf import RESOURCE, NamedNode

_SLUG_LENGTH = 60


def slug(text: str) -> str:
    """Return a text as lower-case words joined by hyphens, at most 60 characters, cut at a word."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(words) <= _SLUG_LENGTH:
        return words
    return words[: _SLUG_LENGTH + 1].rpartition("-")[0] or words[:_SLUG_LENGTH]


def entity_iri(entity: Entity, vocabulary: Vocabulary) -> NamedNode:
    """Return `resource/<segment of its class>/<its id>`."""
    return RESOURCE[f"{vocabulary.classes[entity.type].segment}/{entity.id}"]


def document_iri(document: str) -> NamedNode:
    """Return `resource/document/<id>`."""
    return RESOURCE[f"document/{document}"]


def annotation_iri(document: str) -> NamedNode:
    """Return `resource/annotation/<document>`: the work of writing the document's claims."""
    return RESOURCE[f"annotation/{document}"]


def claim_iri(claim: Claim) -> NamedNode:
    """Return `resource/claim/<document>/<id>`."""
    return RESOURCE[f"claim/{claim.document}/{claim.id}"]


def judgement_iri(judgement: Judgement) -> NamedNode:
    """Return `resource/judgement/<entity>--<other entity, or slug of the name>`; two entities come in the order of their ids."""
    pair = sorted((judgement.entity, judgement.other)) if judgement.other else [judgement.entity, slug(judgement.name)]
    return RESOURCE[f"judgement/{'--'.join(pair)}"]


def table_iri(source: str) -> NamedNode:
    """Return `resource/dataset/<slug of the name>`: the data set that a table was made of."""
    return RESOURCE[f"dataset/{slug(source)}"]


def language_iri(tag: str) -> NamedNode:
    """Return the IRI of the language of a tag (BCP 47) at the Library of Congress: of ISO 639-1, or of ISO 639-2 for three letters."""
    code = tag.partition("-")[0].lower()
    part = {2: 1, 3: 2}.get(len(code), 1)
    return NamedNode(f"http://id.loc.gov/vocabulary/iso639-{part}/{code}")


def section_iri(document: str, number: int) -> NamedNode:
    """Return `resource/section/<document>/<number>`."""
    return RESOURCE[f"section/{document}/{number}"]


def evidence_iri(document: str, span: Span) -> NamedNode:
    """Return `resource/evidence/<document>/<start>-<end>`: the same words are the same evidence."""
    return RESOURCE[f"evidence/{document}/{span.start}-{span.end}"]


def record_iri(claim: Claim, record: Record, vocabulary: Vocabulary) -> NamedNode:
    """Return `resource/<class>/<a few words>-<digest of the content>`.

    Claims with equal content describe one record; so do claims of one document that give it the same name (`record: NAME`).
    A role that was renamed counts by its first name, so that the IRI stays.

    Args:
        claim: the claim that describes the record.
        record: its content.
        vocabulary: gives the class segment, the roles whose values make the words, and the roles that name other
            claims, which are not content.
    """
    term = vocabulary.classes[record.type]
    if claim.record:
        return RESOURCE[f"{term.segment}/{claim.document}-{slug(claim.record)}"]
    first = {new: old for old, new in vocabulary.renamed.items()}
    skipped = {*vocabulary.links, *(name for name, property_ in vocabulary.properties.items() if property_.is_wording)}
    stated = sorted((first.get(role, role), values) for role, values in record.roles if role not in skipped)
    content = "\n".join(f"{role}={value}" for role, values in stated for value in sorted(values))
    digest = hashlib.sha256(f"{record.type}\n{content}".encode()).hexdigest()[:10]
    naming = [*sorted(term.required, key=lambda role: first.get(role, role)), *term.named_by]
    words = slug(" ".join(record.value(role) for role in naming))
    return RESOURCE[f"{term.segment}/{words}-{digest}"]


def selector_iris(evidence: NamedNode) -> tuple[NamedNode, NamedNode]:
    """Return the IRIs of the two selectors of a piece of evidence: its quote and its position."""
    return NamedNode(f"{evidence.value}/quote"), NamedNode(f"{evidence.value}/position")


def concept_iri(term_range: str, value: str, vocabulary: Vocabulary) -> NamedNode | None:
    """Return the ontology's concept for a value of a property with that range, if it takes them from a scheme."""
    found: Mapping[str, NamedNode] = vocabulary.concepts.get(term_range, {})
    return found.get(value)
