"""From extraction to proposed entities and claims: only claims that a build would accept are proposed.

The guard is `disgraph.claims.check`, the same for every extractor and for people: the quote occurs in the document, names and figures
occur in the quote or a declared antecedent, domain and range fit. A claim that fails is refused with its reason.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from disgraph.claims.check import check_each
from disgraph.claims.claim import Antecedent, Claim, Entity, Quote, Record, Statement
from disgraph.claims.claim_files import settled_roles
from disgraph.claims.proposal_files import CONCEPTS, SUFFIX
from disgraph.corpus.documents import Document
from disgraph.corpus.folding import Span, fold
from disgraph.errors import Problem
from disgraph.extract.draft import Draft, Extract
from disgraph.extract.names.entities import FoundEntity
from disgraph.ontology.vocabulary import Vocabulary, key_of
from disgraph.triples.iris import slug
from disgraph.yamlfile import Row, append_yaml, write_yaml

_CLAIMS_HEAD = "# Proposed by `disgraph extract`. Accept, edit or reject here, by the status of each, or with `disgraph review`.\n"
_ENTITIES_HEAD = "# Proposed by `disgraph extract`. An entity is in the graph once an accepted claim speaks of it.\n"


class Proposal(NamedTuple):
    """The additions to a document's files; `refused` are the claims that the guard refused, `known` the number proposed before."""

    entities: tuple[Entity, ...]
    claims: tuple[Claim, ...]
    refused: tuple[tuple[Claim, tuple[Problem, ...]], ...]
    known: int


def propose(
    extract: Extract,
    document: Document,
    entities: Sequence[Entity],
    claims: Sequence[Claim],
    vocabulary: Vocabulary,
    declared: Mapping[str, Entity] = MappingProxyType({}),
) -> Proposal:
    """Make entities and claims of what was found in a document.

    Args:
        extract: what was found.
        document: where.
        entities: those that were proposed of it before.
        claims: every claim of it; what a claim of any status states is not proposed again.
        vocabulary: the ontology.
        declared: every entity of the project by id. What a person made of a proposed entity, such as another type, stays.
    """
    before = {(entity.type, fold(entity.name)): entity for entity in entities}
    fresh_entities = {one.id: before.get((one.type, fold(one.name))) or _entity(one, document, vocabulary) for one in extract.entities}
    named = {found: declared.get(entity.id, entity) for found, entity in fresh_entities.items()}
    ids = {found: entity.id for found, entity in named.items()}
    known = {identity_of(claim) for claim in claims}
    fresh = [_claim(draft, document, ids, vocabulary)._replace(id=str(number)) for number, draft in enumerate(extract.drafts)]
    new = [claim for claim in fresh if identity_of(claim) not in known]
    around = {entity.id: entity for entity in (*entities, *named.values())}
    checked = list(check_each(new, around, {document.id: document}, vocabulary))
    once: dict[tuple[object, ...], Claim] = {}
    for located, wrong in checked:
        if not wrong:
            once.setdefault(identity_of(located.claim), located.claim)
    return Proposal(
        entities=tuple(entity for entity in named.values() if entity not in entities and entity.id not in declared),
        claims=tuple(with_ids(once.values(), (claim.id for claim in claims))),
        refused=tuple((located.claim, tuple(wrong)) for located, wrong in checked if wrong),
        known=len(fresh) - len(new),
    )


def claims_of(extract: Extract, document: Document, vocabulary: Vocabulary) -> tuple[Claim, ...]:
    """Return a claim for each draft of a document, in their order, before the guard and without ids."""
    ids = {one.id: _entity(one, document, vocabulary).id for one in extract.entities}
    return tuple(_claim(draft, document, ids, vocabulary) for draft in extract.drafts)


def with_ids(claims: Iterable[Claim], before: Iterable[str]) -> Iterator[Claim]:
    """Yield claims with ids of their own, made of what they state.

    Args:
        claims: new ones of a document.
        before: the ids of its other claims.
    """
    taken = set(before)
    for claim in claims:
        free = _free(_claim_id(claim), taken)
        taken.add(free)
        yield claim._replace(id=free)


def _entity(found: FoundEntity, document: Document, vocabulary: Vocabulary) -> Entity:
    """Return a found entity as one of its document alone: that it is one of another document is a judgement, not a matter of its id.

    Concepts, such as measures and illnesses, are those of all documents, so that figures can be compared.
    """
    is_shared = vocabulary.is_a(found.type, "Concept")
    name, file = (found.id, CONCEPTS) if is_shared else (f"{found.id}-{document.id}", f"{document.id}{SUFFIX}")
    return Entity(name, found.type, found.name, found.aliases, "", (), "", "proposed", file, 0)


def _free(wanted: str, taken: Collection[str]) -> str:
    """Return an id, numbered if it is taken."""
    names = (wanted, *(f"{wanted}-{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)


def _claim_id(claim: Claim) -> str:
    content = claim.content
    if isinstance(content, Statement):
        return slug(f"{content.subject} {content.property}") or "statement"
    first = next((value for _role, values in content.roles for value in values), "")
    return slug(f"{first} {key_of(content.type)}") or "record"


def _claim(draft: Draft, document: Document, ids: Mapping[str, str], vocabulary: Vocabulary) -> Claim:
    return Claim(
        id="",
        document=document.id,
        content=_content(draft.content, ids, vocabulary),
        quotes=tuple(_quote(document, span) for span in draft.quotes),
        refers=tuple((word, ids.get(entity, entity)) for word, entity in draft.refers),
        antecedents=tuple(
            Antecedent(ids.get(entity, entity), Quote(document.text[span.start : span.end], None, 0)) for entity, span in draft.antecedents
        ),
        modality=draft.modality,
        speaker=ids.get(draft.speaker, draft.speaker),
        negated=draft.negated,
        status="proposed",
        basis="",
        doubt=draft.doubt,
        note=draft.note,
        record="",
        rule=draft.rule,
        confidence=draft.confidence,
        file=f"{document.id}{SUFFIX}",
        line=0,
    )


def _content(content: Statement | Record, ids: Mapping[str, str], vocabulary: Vocabulary) -> Statement | Record:
    def own(name: str, value: str) -> str:
        term = vocabulary.properties.get(name)
        return ids.get(value, value) if term is not None and term.is_object else value

    if isinstance(content, Statement):
        return Statement(ids.get(content.subject, content.subject), content.property, own(content.property, content.object))
    roles = {role: tuple(own(role, value) for value in values) for role, values in content.roles}
    return Record(content.type, tuple(settled_roles(roles, vocabulary).items()))


def _quote(document: Document, span: Span) -> Quote:
    text = document.text[span.start : span.end]
    places = document.folded.find_all(text)
    if len(places) <= 1:
        return Quote(text, None, 0)
    return Quote(text, 1 + sum(place.start < span.start for place in places), 0)


def identity_of(claim: Claim) -> tuple[object, ...]:
    """Return content and quotes of a claim: equal ones are the same proposal."""
    content = claim.content
    if isinstance(content, Record):
        content = Record(content.type, tuple(sorted(content.roles)))
    quotes = frozenset((fold(quote.text), quote.nth or 1) for quote in claim.quotes)
    return content, claim.negated, claim.modality, claim.speaker, quotes


# --- as text ---


def claims_text(claims: Sequence[Claim], before: str = "") -> str:
    """Return the file of a document's proposed claims: its former text, then the new claims.

    Args:
        claims: one or more of one document.
        before: the file as it was, if there was one; its list of passages ends it.
    """
    head = before or f"{_CLAIMS_HEAD}{write_yaml({'document': claims[0].document})}passages:\n"
    passage = write_yaml([{"title": "Proposed", "claims": [_as_values(claim) for claim in claims]}])
    return f"{head.rstrip(chr(10))}\n{passage}"


def entities_text(entities: Sequence[Entity], before: str = "") -> str:
    """Return the file of a document's proposed entities: its former text, then the new entities."""
    values = [
        {"id": entity.id, "type": entity.type, "name": entity.name}
        | ({"aliases": Row(entity.aliases)} if entity.aliases else {})
        | {"status": entity.status}
        for entity in entities
    ]
    return append_yaml(before or _ENTITIES_HEAD, values)


def _as_values(claim: Claim) -> dict[str, object]:
    """Return a claim as its file has it: only what is not the default."""
    quotes = [{"text": quote.text, "nth": quote.nth} if quote.nth else quote.text for quote in claim.quotes]
    details = {
        "refers": dict(claim.refers),
        "antecedent": {named.entity: named.quote.text for named in claim.antecedents},
        "modality": claim.modality if claim.modality != "stated" else "",
        "speaker": claim.speaker,
        "polarity": "negated" if claim.negated else "",
        "doubt": claim.doubt,
        "note": claim.note,
        "status": claim.status,
        "rule": claim.rule,
        "confidence": "" if claim.confidence is None else round(claim.confidence, 3),
    }
    content = claim.content
    stated = (
        {"statement": Row(content)}
        if isinstance(content, Statement)
        else {key_of(content.type): {role: values[0] if len(values) == 1 else Row(values) for role, values in content.roles}}
    )
    quoted = {"quote": quotes[0] if len(quotes) == 1 else quotes}
    return {"id": claim.id, **stated, **quoted, **{key: value for key, value in details.items() if value not in ("", {})}}
