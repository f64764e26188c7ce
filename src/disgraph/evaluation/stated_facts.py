"""The distinct names and facts that claims state of a document, for comparison."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from decimal import Decimal, InvalidOperation
from itertools import product
from typing import NamedTuple

from disgraph.claims.check import check_each
from disgraph.claims.claim import Claim, Entity, LocatedClaim, Record
from disgraph.corpus.documents import Document
from disgraph.corpus.folding import Span, fold
from disgraph.ontology.vocabulary import Vocabulary
from disgraph.proposals.entity_links import spoken_of

#: The parts of an evaluation, in their order.
ENTITIES, RELATIONS, WORDS, NUMBERS = "entities", "relations", "words", "numbers"
PARTS = (ENTITIES, RELATIONS, WORDS, NUMBERS)


class StatedFact(NamedTuple):
    """One thing that a document says, with two ends: entities by id, or words, a number or a date.

    `kind` is a property or the class of a record; `edge` are the two roles of a record. `way` distinguishes hopes and negations.
    `spans` are the quotes, `rule` and `confidence` those of the proposal, if it is one.
    """

    part: str
    kind: str
    edge: tuple[str, str]
    source: str
    target: str
    unit: str
    way: str
    spans: tuple[Span, ...]
    rule: str
    confidence: float | None

    def key(self) -> tuple[object, ...]:
        """Return the identity of the fact: equal keys are one fact, stated again; the words of a quote are identified by their place."""
        if self.part == NUMBERS:
            return NUMBERS, self.source, self.target, self.unit, self.way
        return self[:7] if self.target else self[:8]


class DocumentFacts(NamedTuple):
    """The facts that claims state of a document, the entities in them, and those of the entities that it names."""

    entities: tuple[Entity, ...]
    named: tuple[Entity, ...]
    facts: tuple[StatedFact, ...]


def document_facts(
    document: Document, claims: Iterable[Claim], entities: Mapping[str, Entity], vocabulary: Vocabulary, others: Iterable[Entity] = ()
) -> DocumentFacts:
    """Return the facts that claims state of a document.

    Args:
        document: the document.
        claims: its claims, with quotes that occur in it.
        entities: every entity that a claim may speak of.
        vocabulary: the ontology.
        others: entities that count although no claim speaks of them.
    """
    located = [one for one, _wrong in check_each(claims, entities, {document.id: document}, vocabulary)]
    names = (name for one in located for name in (*spoken_of(one.claim, vocabulary), one.claim.speaker))
    spoken = {name: entities[name] for name in names if name in entities} | {entity.id: entity for entity in others}
    distinct: dict[tuple[object, ...], StatedFact] = {}
    for fact in (fact for one in located for fact in facts_of(one, vocabulary)):
        known = distinct.setdefault(fact.key(), fact)
        if known is not fact:
            distinct[fact.key()] = known._replace(spans=tuple(sorted({*known.spans, *fact.spans})))
    return DocumentFacts(
        entities=tuple(spoken.values()),
        named=tuple(entity for entity in spoken.values() if is_named(entity, document, vocabulary)),
        facts=tuple(distinct.values()),
    )


def is_named(entity: Entity, document: Document, vocabulary: Vocabulary) -> bool:
    """Return whether a document names an entity: one of its names occurs in it, and is capitalised as names are."""
    is_several = vocabulary.is_a(entity.type, "People") and not vocabulary.is_a(entity.type, "Person")
    if is_several or vocabulary.is_a(entity.type, "Concept"):
        return False
    names = (fold(name) for name in (entity.name, *entity.aliases) if name != name.lower() or not name.isascii())
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", document.folded.folded) for name in names)


def facts_of(located: LocatedClaim, vocabulary: Vocabulary) -> Iterator[StatedFact]:
    """Return the facts of a claim: a statement is one, a record one for each edge that the ontology gives it between two values."""
    claim = located.claim
    content = claim.content
    way = " ".join(filter(None, ["negated" if claim.negated else "", "intended" if claim.modality == "intended" else ""]))

    def fact(part: str, edge: tuple[str, str], source: str, target: str, unit: str = "") -> StatedFact:
        kind = content.type if isinstance(content, Record) else content.property
        return StatedFact(part, kind, edge, source, target, unit, way, located.evidence, claim.rule, claim.confidence)

    if not isinstance(content, Record):
        term = vocabulary.properties[content.property]
        yield fact(_part(term.is_object, term.range), ("", ""), content.subject, content.object)
    elif _is_age(content):
        yield StatedFact(
            RELATIONS, "age", ("", ""), content.value("about"), figure(content), "", way, located.evidence, claim.rule, claim.confidence
        )
    elif content.type == "Observation":
        yield fact(NUMBERS, ("about", "value"), content.value("about"), figure(content), content.value("counts") or content.value("unit"))
    else:
        for part, edge, source, target in _record(content, vocabulary):
            yield fact(part, edge, source, target)


def _is_age(record: Record) -> bool:
    """Return whether an observation is the age of a person at the time of the text, which extraction proposes as a statement."""
    return record.type == "Observation" and record.value("measure") == "age" and not record.values("population")


def _record(record: Record, vocabulary: Vocabulary) -> list[tuple[str, tuple[str, str], str, str]]:
    """Return the two-ended facts of a record: its edges and posts; of one without an edge, its main role with its words."""
    edges = [(edge.source, edge.target) for edge in vocabulary.edges if edge.record == record.type]
    roles = vocabulary.roles(record.type)
    term = vocabulary.classes[record.type]
    main = next((role for role in (*term.required, *term.named_by, *(edge[0] for edge in edges)) if roles[role].is_object), "")
    post = [(WORDS, (main, "role"), source, role) for source in record.values(main) for role in record.values("role")]
    found = [
        (RELATIONS, edge, source, target)
        for edge in edges
        for source, target in product(record.values(edge[0]), record.values(edge[1]))
        if source < target or edge[0] != edge[1]
    ]
    if post or (found and not _is_words_alone(record.type)):
        return found + post
    words = [(role, value) for role, values in record.roles if role != main and _is_words(roles[role].range) for value in values]
    return [(WORDS, (main, role), source, value) for source in record.values(main) for role, value in words[:1] or [("", "")]]


def _is_words_alone(record: str) -> bool:
    """Return whether the content of records of a class is their words."""
    return record == "Activity" or record == "Remark"  # noqa: PLR1714 - each class for itself


def figure(record: Record) -> str:
    """Return the value of an observation, or its range, as the same text for the same number."""
    ends = [_plain(record.value(role)) for role in ("value", "minValue", "maxValue")]
    return ends[0] or "-".join(ends[1:])


def _plain(number: str) -> str:
    with suppress(InvalidOperation):
        return format(Decimal(number).normalize(), "f") if number else ""
    return number


def _part(is_object: bool, kind: str) -> str:
    return WORDS if not is_object and _is_words(kind) else RELATIONS


def _is_words(kind: str) -> bool:
    return kind.endswith("#string")
