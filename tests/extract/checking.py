"""Proposed claims as claims of a document, to be checked by the rules of a build."""

from __future__ import annotations

from collections.abc import Iterator

from disgraph.claims.check import check_claims
from disgraph.claims.claim import Antecedent, Claim, Entity, Quote, Record
from disgraph.claims.claim_files import settled_roles
from disgraph.corpus.documents import CatalogueEntry, Document
from disgraph.corpus.folding import Span
from disgraph.errors import Problem, Refused
from disgraph.extract.draft import Draft, Extract
from disgraph.ontology.vocabulary import Vocabulary


def problems_of(text: str, extract: Extract, vocabulary: Vocabulary) -> tuple[Problem, ...]:
    """Return what a build would refuse of what is proposed."""
    document = Document(CatalogueEntry("x", "x.txt", "", "x", "news", "", "", "en", "", "", "", "", "", ""), text)
    entities = {
        found.id: Entity(found.id, found.type, found.name, found.aliases, "", (), "", "proposed", "x.yaml", 1) for found in extract.entities
    }
    claims = [_settled(claim, vocabulary) for claim in _claims(document, extract.drafts)]
    try:
        check_claims(claims, entities, {"x": document}, vocabulary)
    except Refused as refused:
        return refused.problems
    return ()


def _settled(claim: Claim, vocabulary: Vocabulary) -> Claim:
    """Return a claim with each value in the role that it fits, as it is filed."""
    content = claim.content
    if isinstance(content, Record):
        content = Record(content.type, tuple(settled_roles(dict(content.roles), vocabulary).items()))
    return claim._replace(content=content)


def _claims(document: Document, drafts: tuple[Draft, ...]) -> Iterator[Claim]:
    for number, draft in enumerate(drafts):
        quotes = tuple(_quote(document, span) for span in draft.quotes)
        antecedents = tuple(Antecedent(entity, _quote(document, span)) for entity, span in draft.antecedents)
        yield Claim(
            f"c{number}", "x", draft.content, quotes, draft.refers, antecedents, draft.modality, draft.speaker, draft.negated, "proposed",
            "", draft.doubt, "", "", draft.rule, draft.confidence, "x.yaml", number + 1,
        )  # fmt: skip


def _quote(document: Document, span: Span) -> Quote:
    """Return the words of a span, distinguished from the same words elsewhere."""
    words = document.text[span.start : span.end]
    return Quote(words, document.folded.find_all(words).index(span) + 1, 1)
