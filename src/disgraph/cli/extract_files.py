"""`disgraph extract -f json FILE...`: the proposals for files as JSON; no project is needed and no file changes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from disgraph.claims.claim import Record, Statement
from disgraph.cli.session import current_project
from disgraph.corpus.documents import CatalogueEntry, Document
from disgraph.files import SCHEMA_VERSION
from disgraph.intake.shelf import derived_from
from disgraph.ontology.vocabulary import Vocabulary
from disgraph.ontology.vocabulary_reader import read_vocabulary
from disgraph.proposals.proposal import Proposal, propose
from disgraph.triples.claim_phrases import claim_sentence
from disgraph.triples.iris import slug

if TYPE_CHECKING:
    from disgraph.claims.claim import Claim, Entity, Quote
    from disgraph.extract.draft import Extract
    from disgraph.extract.many import Extractor


def proposals(files: tuple[str, ...], extractor: Extractor) -> dict[str, object]:
    """Return the proposals for files, ready for JSON; docs/formats.md has the schema.

    Args:
        files: text, Markdown, HTML, PDF or DOCX.
        extractor: what reads their texts.

    Raises:
        InputError: a file cannot be read, or is not a text.
        LimitExceeded: reading one took too long.
    """
    vocabulary = read_vocabulary(current_project().ontology)
    return {"schema_version": SCHEMA_VERSION, "documents": [_of_file(file, extractor, vocabulary) for file in files]}


def has_lost_parts(printed: dict[str, object]) -> bool:
    """Return whether a language model left a part of a document without a usable answer."""
    documents = printed["documents"]
    return isinstance(documents, list) and any(document.get("lost") for document in documents)


def _of_file(file: str, extractor: Extractor, vocabulary: Vocabulary) -> dict[str, object]:
    derived = derived_from(Path(file))
    name = slug(Path(file).stem) or "document"
    fields = {**dict.fromkeys(CatalogueEntry._fields, ""), "id": name, "title": derived.title}
    document = Document(CatalogueEntry(**fields), derived.text)
    extract = extractor(document.text)
    proposal = propose(extract, document, (), (), vocabulary)
    return {
        "file": file,
        "title": derived.title,
        "characters": len(document.text),
        "entities": list(_entities(proposal, extract, document)),
        "claims": [_claim(claim, proposal, document, vocabulary) for claim in proposal.claims],
        "refused": len(proposal.refused) + len(extract.refused),
        **(_of_model(extract) if extract.answers else {}),
    }


def _of_model(extract: Extract) -> dict[str, object]:
    """Return what a language model answered, what of it was refused, and the number of parts that were lost."""
    refusals = [{"claim": one.content, "quotes": list(one.quotes), "reasons": list(one.reasons)} for one in extract.refused]
    return {"lost": extract.lost, "refusals": refusals, "answers": list(extract.answers)}


def _entities(proposal: Proposal, extract: Extract, document: Document) -> Iterator[dict[str, object]]:
    for entity, found in zip(proposal.entities, extract.entities, strict=True):
        mentions = (mention for mention in extract.mentions if mention.entity == found.id)
        yield {
            "id": entity.id,
            "type": entity.type,
            "name": entity.name,
            "aliases": list(entity.aliases),
            "mentions": [
                {"start": one.start, "end": one.end, "text": document.text[one.start : one.end], "how": one.how} for one in mentions
            ],
        }


def _claim(claim: Claim, proposal: Proposal, document: Document, vocabulary: Vocabulary) -> dict[str, object]:
    entities: dict[str, Entity] = {entity.id: entity for entity in proposal.entities}
    content = claim.content
    stated: dict[str, object] = (
        {"statement": list(content)} if isinstance(content, Statement) else {"type": content.type, "roles": _roles(content, vocabulary)}
    )
    return {
        "id": claim.id,
        "sentence": claim_sentence(claim, entities, vocabulary),
        **stated,
        "modality": claim.modality,
        "speaker": claim.speaker or None,
        "negated": claim.negated,
        "quotes": [_quote(quote, document) for quote in claim.quotes],
        "rule": claim.rule,
        "confidence": claim.confidence,
        "doubt": claim.doubt or None,
    }


def _roles(record: Record, vocabulary: Vocabulary) -> dict[str, list[str]]:
    """Return the roles of a record; until 0.3 those that were part of another role in 0.1 are also under its name."""
    former = {term.else_role: name for name, term in vocabulary.properties.items() if term.else_role}
    before = {former[role]: list(values) for role, values in record.roles if role in former}
    return {**before, **{role: list(values) for role, values in record.roles}}


def _quote(quote: Quote, document: Document) -> dict[str, object]:
    span = document.folded.find_all(quote.text)[(quote.nth or 1) - 1]
    return {"start": span.start, "end": span.end, "text": quote.text}
