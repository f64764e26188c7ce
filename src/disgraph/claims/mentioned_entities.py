"""Which entities a claim speaks of."""

from __future__ import annotations

from collections.abc import Iterator

from disgraph.claims.claim import Claim, Statement
from disgraph.ontology.vocabulary import Vocabulary


def mentioned(claim: Claim, vocabulary: Vocabulary) -> Iterator[str]:
    """Return the ids of the entities that a claim speaks of, its speaker too."""
    if claim.speaker:
        yield claim.speaker
    content = claim.content
    if isinstance(content, Statement):
        yield content.subject
        term = vocabulary.properties[content.property]
        if term.is_object and term.range not in vocabulary.concepts:
            yield content.object
        return
    for role, values in content.roles:
        term = vocabulary.properties[role]
        if term.is_object and role not in vocabulary.links and term.range not in vocabulary.concepts:
            yield from values
