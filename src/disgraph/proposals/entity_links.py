"""Links between entities of different documents that may be the same: proposed with a score and reasons; only a reviewer merges them.

Two entities are compared if their types fit and they share a name, its words in another order, or nearly its spelling. The same people,
places and organisations around them raise the score, different ages lower it. A pair that was judged before is not proposed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, islice, takewhile
from typing import NamedTuple

from disgraph.claims.claim import Claim, Entity, Record, Statement
from disgraph.claims.judgements import Judgement
from disgraph.ontology.vocabulary import Vocabulary
from disgraph.similarity import likeness
from disgraph.store.name_file import fold_name
from disgraph.yamlfile import append_yaml

#: The score of a pair by what their names have in common; names alone never prove identity.
_SAME_NAME, _OTHER_ORDER, _NEARLY = 0.8, 0.6, 0.5
#: What a person's single word of a name (a surname, a nickname) is worth, of these.
_ONE_WORD = 0.5
#: How alike two names are, of 100, that are compared further.
_ALIKE = 90.0
_SHARED, _MOST_SHARED, _CONTRADICTED = 0.07, 0.14, 0.3
#: How much of a word of a name must be spelt alike, and how many links an entity has at most.
_PREFIX, _MOST = 3, 3


class EntityLink(NamedTuple):
    """A proposed entity and another one that it may be: `score` is from 0 to 1, `reasons` are in plain words."""

    entity: str
    other: str
    score: float
    reasons: tuple[str, ...]


def find_links(
    entities: Mapping[str, Entity],
    judgements: Iterable[Judgement],
    claims_about: Callable[[Entity], Iterable[Claim]],
    vocabulary: Vocabulary,
) -> list[EntityLink]:
    """Return what may be one, best first.

    Args:
        entities: all of a project.
        judgements: all of it, whatever their status.
        claims_about: gives claims among which are all that speak of an entity.
        vocabulary: the ontology.
    """
    judged = {frozenset((one.entity, one.other)) for one in judgements if one.other}
    judged |= {frozenset((entity.id, other)) for entity in entities.values() for other, _reason in entity.different_from}
    around = _EntityContext(entities, claims_about, vocabulary)
    links = []
    for first, second, score, reason in _alike(entities, vocabulary):
        if frozenset((first.id, second.id)) not in judged:
            kept, other = sorted((first, second), key=lambda one: (one.status != "accepted", one.file, one.line))
            links.append(around.weighed(EntityLink(kept.id, other.id, score, (reason,))))
    return sorted(links, key=lambda link: (-link.score, link.entity, link.other))


def judgements_text(links: Iterable[EntityLink], before: str) -> str:
    """Return the text of the judgements file with links behind, as judgements that are proposed."""
    values = [
        {
            "verdict": "same",
            "status": "proposed",
            "confidence": round(link.score, 3),
            "entity": link.entity,
            "other": link.other,
            "reason": "; ".join(link.reasons),
        }
        for link in links
    ]
    return append_yaml(before, values)


def _alike(entities: Mapping[str, Entity], vocabulary: Vocabulary) -> Iterator[tuple[Entity, Entity, float, str]]:
    """Return each proposed entity with the few of other files whose names say most that they may be it.

    Looked at are accepted entities first, then those that were declared before; so a name that a thousand documents have gives a
    thousand pairs, not a million.
    """
    compared = [one for one in entities.values() if _is_individual(one, vocabulary)]
    blocks: dict[str, list[Entity]] = defaultdict(list)
    for one in sorted(compared, key=lambda one: one.status != "accepted"):
        for key in _keys(one):
            blocks[key].append(one)
    for first in compared:
        if first.status == "proposed":
            near: dict[str, tuple[Entity, Entity, float, str]] = {}
            for second in chain.from_iterable(_before(first, blocks[key], vocabulary) for key in sorted(_keys(first))):
                found = _names_agree(first, second)
                if found:
                    near[second.id] = (first, second, *found)
            yield from sorted(near.values(), key=lambda pair: (-pair[2], pair[1].id))[:_MOST]


def _is_individual(entity: Entity, vocabulary: Vocabulary) -> bool:
    """Return whether names may identify an entity; measures and groups of people have similar names by their nature."""
    is_several = vocabulary.is_a(entity.type, "People") and not vocabulary.is_a(entity.type, "Person")
    return not vocabulary.is_a(entity.type, "Measure") and not is_several


def _before(entity: Entity, block: Iterable[Entity], vocabulary: Vocabulary) -> Iterator[Entity]:
    """Return the first few of a block that precede an entity and may be it."""
    earlier = takewhile(lambda other: other is not entity, block)
    return islice((other for other in earlier if other.file != entity.file and _fits(entity, other, vocabulary)), _MOST)


def _fits(first: Entity, second: Entity, vocabulary: Vocabulary) -> bool:
    return vocabulary.is_a(first.type, second.type) or vocabulary.is_a(second.type, first.type)


def _keys(entity: Entity) -> set[str]:
    """Return by what an entity is looked up: its names, and the beginnings of the words of each, in any order."""
    names = {fold_name(name) for name in (entity.name, *entity.aliases)}
    return names | {" ".join(sorted(word[:_PREFIX] for word in name.split())) + "*" for name in names}


def _names_agree(first: Entity, second: Entity) -> tuple[float, str] | None:
    """Return the score and the reason of the names that agree best."""
    ours, theirs = ({fold_name(name) for name in (one.name, *one.aliases)} for one in (first, second))
    shared = max(ours & theirs, key=lambda name: (len(name.split()), name), default="")
    if shared:
        one_word = first.type == "Person" and len(shared.split()) == 1
        return _SAME_NAME * (_ONE_WORD if one_word else 1), f"both are called {_as_written(first, shared)}"
    name, other = fold_name(first.name), fold_name(second.name)
    if sorted(name.split()) == sorted(other.split()):
        return _OTHER_ORDER, f"{first.name} and {second.name} have the same words"
    alike = likeness(name, other)
    if alike >= _ALIKE and len(name.split()) > 1:
        return _NEARLY, f"{first.name} and {second.name} are spelt nearly alike"
    return None


def _as_written(entity: Entity, folded: str) -> str:
    return next(name for name in (entity.name, *entity.aliases) if fold_name(name) == folded)


class _EntityContext:
    """The context of an entity: the entities in claims with it, and its age."""

    def __init__(self, entities: Mapping[str, Entity], claims_about: Callable[[Entity], Iterable[Claim]], vocabulary: Vocabulary) -> None:
        self.entities, self.claims_about, self.vocabulary = entities, claims_about, vocabulary
        self.known: dict[str, tuple[dict[str, str], set[str]]] = {}

    def weighed(self, link: EntityLink) -> EntityLink:
        """Return a link with the contexts of both in its score and reasons."""
        (ours, age), (theirs, other_age) = self._context(link.entity), self._context(link.other)
        shared = sorted(ours.keys() & theirs.keys())
        score, reasons = link.score, list(link.reasons)
        if shared:
            score += min(_MOST_SHARED, _SHARED * len(shared))
            reasons.append(f"both occur with {' and '.join(ours[name] for name in shared[:2])}")
        if age and other_age and not age & other_age:
            score -= _CONTRADICTED
            reasons.append(f"but aged {', '.join(sorted(age))} here and {', '.join(sorted(other_age))} there")
        return link._replace(score=round(max(0.0, score), 3), reasons=tuple(reasons))

    def _context(self, entity: str) -> tuple[dict[str, str], set[str]]:
        if entity not in self.known:
            names: dict[str, str] = {}
            ages: set[str] = set()
            for claim in self.claims_about(self.entities[entity]):
                ids = set(spoken_of(claim, self.vocabulary))
                if entity in ids and claim.status != "rejected":
                    others = (self.entities[one] for one in ids - {entity} if one in self.entities)
                    names |= {fold_name(other.name): other.name for other in others if other.type != "Measure"}
                    if isinstance(claim.content, Statement) and claim.content.property == "age":
                        ages.add(claim.content.object)
            self.known[entity] = (names, ages)
        return self.known[entity]


def spoken_of(claim: Claim, vocabulary: Vocabulary) -> Iterator[str]:
    """Return what a claim's content names in the places of entities."""
    content = claim.content
    if isinstance(content, Statement):
        yield from (content.subject, content.object)
    elif isinstance(content, Record):
        for role, values in content.roles:
            term = vocabulary.properties.get(role)
            if term is not None and term.is_object:
                yield from values
