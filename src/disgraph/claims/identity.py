"""Merge entities that are judged the same, before triples are made: the names of the other are names of the first.

A judgement `same` of two entities keeps the first of them (`entity`); the claims that speak of the `other` then speak of it. The
files stay as they are, so a judgement that is taken back parts the two again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from disgraph.claims.claim import Claim, Entity, Record, Statement
from disgraph.claims.judgements import Judgement
from disgraph.errors import Problem, Refused
from disgraph.ontology.vocabulary import Vocabulary


class Identified(NamedTuple):
    """Entities, claims and judgements in which what was judged the same is one."""

    entities: dict[str, Entity]
    claims: list[Claim]
    judgements: list[Judgement]


def identify(
    entities: Mapping[str, Entity], claims: Sequence[Claim], judgements: Iterable[Judgement], vocabulary: Vocabulary
) -> Identified:
    """Merge the entities that accepted judgements call the same.

    Args:
        entities: as declared, by id.
        claims: as written.
        judgements: as written; those that are proposed or rejected have no effect and are left out of what is returned.
        vocabulary: the ontology; it decides which values are entities and which types are compatible.

    Raises:
        Refused: two of types that nothing can have both of, or a circle of judgements.
    """
    accepted = [judgement for judgement in judgements if judgement.status == "accepted"]
    pairs = [judgement for judgement in accepted if judgement.verdict == "same" and judgement.other]
    known = [judgement for judgement in pairs if {judgement.entity, judgement.other} <= entities.keys()]
    if not known:
        return Identified(dict(entities), list(claims), accepted)
    problems = list(_problems(known, entities, vocabulary))
    if problems:
        raise Refused(tuple(problems))
    kept = {judgement.other: judgement.entity for judgement in known}
    final = {other: _end(kept, other) for other in kept}
    return Identified(
        _joined(entities, final),
        [_about(claim, final, vocabulary) for claim in claims],
        [_of_name(judgement, final, entities) if judgement in known else judgement for judgement in accepted],
    )


def _problems(judgements: Sequence[Judgement], entities: Mapping[str, Entity], vocabulary: Vocabulary) -> Iterator[Problem]:
    kept: dict[str, str] = {}
    for judgement in judgements:
        first, second = entities[judgement.entity], entities[judgement.other]
        if not (vocabulary.is_a(first.type, second.type) or vocabulary.is_a(second.type, first.type)):
            message = f"{first.id} ({first.type}) and {second.id} ({second.type}) are judged the same, but nothing is both."
            yield _problem(judgement, message, "Judge them different, or correct the type of one.")
        if judgement.other in kept:
            message = f"{second.id} is judged the same as {kept[second.id]} and as {first.id}."
            yield _problem(judgement, message, f"Judge {kept[second.id]} and {first.id} instead.")
        kept[judgement.other] = judgement.entity
        if _end(kept, judgement.entity, judgement.other) == judgement.other:
            yield _problem(judgement, f"{first.id} and {second.id} are judged the same in a circle.", "Take one of the judgements out.")
            del kept[judgement.other]


def _problem(judgement: Judgement, message: str, remedy: str) -> Problem:
    return Problem("same-entities", judgement.file, judgement.line, "", message, remedy)


def _end(kept: Mapping[str, str], entity: str, until: str = "") -> str:
    """Return the entity that one becomes at last; the walk stops at `until`."""
    while entity in kept and entity != until:
        entity = kept[entity]
    return entity


def _joined(entities: Mapping[str, Entity], final: Mapping[str, str]) -> dict[str, Entity]:
    names = {entity.id: [entity.name, *entity.aliases] for entity in entities.values()}
    for other, entity in final.items():
        names[entity] += [name for name in names[other] if name not in names[entity]]
    accepted = {final[other] for other in final if entities[other].status == "accepted"}
    return {
        entity.id: entity._replace(
            aliases=tuple(names[entity.id][1:]),
            status="accepted" if entity.id in accepted else entity.status,
            different_from=tuple((final.get(other, other), reason) for other, reason in entity.different_from),
        )
        for entity in entities.values()
        if entity.id not in final
    }


def _about(claim: Claim, final: Mapping[str, str], vocabulary: Vocabulary) -> Claim:
    content = claim.content
    if isinstance(content, Statement):
        term = vocabulary.properties.get(content.property)
        target = final.get(content.object, content.object) if term is not None and term.is_object else content.object
        moved: Statement | Record = Statement(final.get(content.subject, content.subject), content.property, target)
    else:
        moved = Record(content.type, tuple(_role(role, values, final, vocabulary) for role, values in content.roles))
    return claim._replace(
        content=moved,
        speaker=final.get(claim.speaker, claim.speaker),
        refers=tuple((word, final.get(entity, entity)) for word, entity in claim.refers),
        antecedents=tuple(named._replace(entity=final.get(named.entity, named.entity)) for named in claim.antecedents),
    )


def _role(role: str, values: tuple[str, ...], final: Mapping[str, str], vocabulary: Vocabulary) -> tuple[str, tuple[str, ...]]:
    term = vocabulary.properties.get(role)
    if term is None or not term.is_object or role in vocabulary.links:
        return role, values
    return role, tuple(final.get(value, value) for value in values)


def without_look_alikes(entity: Entity, kept: Collection[str]) -> Entity:
    """Return an entity without the look-alikes that are not kept."""
    return entity._replace(different_from=tuple(pair for pair in entity.different_from if pair[0] in kept))


def _of_name(judgement: Judgement, final: Mapping[str, str], entities: Mapping[str, Entity]) -> Judgement:
    """Return a judgement of two as one of a name, now that there is one."""
    return judgement._replace(entity=final[judgement.other], name=entities[judgement.other].name, other="")
