"""Names of entities inside texts of claims, without a link from the claim to the entity.

A text such as `description` says what no query can address: an entity that it names is found only if a role leads to it. A record is
linked to the entities of its claims and of the records to which it leads. A statement in words is linked by any claim that speaks of its
subject and of the entity.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from disgraph.claims.claim import Claim, Entity, Record, Statement
from disgraph.claims.form import as_fields, read_entries, text_of
from disgraph.ontology.vocabulary import Vocabulary
from disgraph.yamlfile import Node

_WORD = re.compile(r"\w+(?:['\u2019]\w+)*")


class UnlinkedName(NamedTuple):
    """A text of a claim that names an entity: `name` as the text has it; `entities` are those that bear the name."""

    claim: Claim
    name: str
    entities: tuple[str, ...]


class Excuse(NamedTuple):
    """Why a name in a text has no link: `claim` as `document/id`, and the entity that bears the name."""

    claim: str
    entity: str
    reason: str


def read_excuses(path: Path) -> tuple[Excuse, ...]:
    """Read the file of names that need no link, in its order; empty if the file does not exist.

    Raises:
        Refused: broken YAML, or an entry without claim, entity or reason.
    """
    return tuple(read_entries(path, _excuse))


def _excuse(node: Node) -> Excuse:
    fields = as_fields(node, Excuse._fields)
    return Excuse(*(text_of(fields, name) for name in Excuse._fields))


class _NameIndex:
    """Finds names in texts, the longest first, by their first word."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._bearers: dict[str, set[str]] = defaultdict(set)
        for entity in entities:
            for name in (entity.name, *entity.aliases):
                self._bearers[name].add(entity.id)
        by_word: dict[str, list[str]] = defaultdict(list)
        for name in self._bearers:
            first = _WORD.search(name)
            if first is not None and first.start() == 0:
                by_word[first.group()].append(name)
        self._by_word = {word: sorted(names, key=len, reverse=True) for word, names in by_word.items()}

    def names(self, text: str) -> Iterator[tuple[str, frozenset[str]]]:
        """Yield each name in a text with the entities that bear it; a name inside a longer one is not a name of its own."""
        end = 0
        for word in _WORD.finditer(text):
            start = word.start()
            if start < end:
                continue
            found = next((name for name in self._by_word.get(word.group(), ()) if _is_at(text, start, name)), "")
            if found:
                end = start + len(found)
                yield found, frozenset(self._bearers[found])


def _is_at(text: str, start: int, name: str) -> bool:
    end = start + len(name)
    return text.startswith(name, start) and not re.match(r"\w", text[end : end + 1])


def unlinked_names(
    claims: Sequence[Claim], entities: Mapping[str, Entity], vocabulary: Vocabulary, excuses: Iterable[Excuse] = ()
) -> Iterator[UnlinkedName]:
    """Yield the names in texts of accepted claims to which nothing leads from the claim.

    Populations, measures and health conditions are not looked for: their names are common words, and figures have criteria for them.

    Args:
        claims: of all documents.
        entities: by id.
        vocabulary: the ontology.
        excuses: names that need no link.
    """
    excused = {(excuse.claim, excuse.entity) for excuse in excuses}
    accepted = [claim for claim in claims if claim.status == "accepted"]
    index = _NameIndex(entity for entity in entities.values() if _has_name(entity, vocabulary))
    links = _Links(accepted, entities, vocabulary)
    for claim in accepted:
        for text in _texts(claim, vocabulary):
            for name, bearers in index.names(text):
                reached = {bearer for bearer in bearers if (f"{claim.document}/{claim.id}", bearer) in excused}
                if not reached and not bearers & links.of(claim):
                    yield UnlinkedName(claim, name, tuple(sorted(bearers)))


def _has_name(entity: Entity, vocabulary: Vocabulary) -> bool:
    return vocabulary.is_a(entity.type, "Entity") and not vocabulary.is_a(entity.type, "Population")


class _Links:
    """The entities to which claims lead."""

    def __init__(self, claims: Sequence[Claim], entities: Mapping[str, Entity], vocabulary: Vocabulary) -> None:
        self._entities, self._links = entities, vocabulary.links
        self._records: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._neighbors: dict[str, set[str]] = defaultdict(set)
        self._record_of = {(claim.document, claim.id): (claim.document, claim.record or claim.id) for claim in claims}
        for claim in claims:
            spoken_of = self._entities_of(claim)
            for entity in spoken_of:
                self._neighbors[entity] |= spoken_of
            self._records[self._record_of[claim.document, claim.id]] |= spoken_of

    def of(self, claim: Claim) -> set[str]:
        """Return the entities that are linked to what a claim is about."""
        content = claim.content
        if isinstance(content, Statement):
            return self._neighbors[content.subject]
        linked = [value for role, values in content.roles if role in self._links for value in values]
        records = {self._record_of.get((claim.document, name), ("", "")) for name in (claim.id, *linked)}
        return {entity for record in records for entity in self._records.get(record, ())}

    def _entities_of(self, claim: Claim) -> set[str]:
        content = claim.content
        if isinstance(content, Record):
            given = [value for _, values in content.roles for value in values]
        else:
            given = [content.subject, content.object]
        return {value for value in (*given, claim.speaker) if value in self._entities}


def _texts(claim: Claim, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield the texts of the annotator in a claim."""
    content = claim.content
    given = content.roles if isinstance(content, Record) else ((content.property, (content.object,)),)
    for name, values in given:
        term = vocabulary.properties[name]
        if not term.is_object and not term.number and not term.range.endswith("EDTF"):
            yield from values
