"""The entities that a document names, and the words that refer to them, as frozen values."""

from __future__ import annotations

from typing import NamedTuple


class Mention(NamedTuple):
    """Words that mean an entity: `how` is name, short (a surname, a short form), nominal (the base) or pronoun.

    `type` is a class of the ontology. `entity` is the id of a `FoundEntity` of the document, or empty where it was left open. `rule` names
    what recognised it.
    """

    start: int
    end: int
    type: str
    entity: str
    how: str
    rule: str
    confidence: float


class FoundEntity(NamedTuple):
    """An entity that a document speaks of, with the names as written, the fullest first."""

    id: str
    type: str
    name: str
    aliases: tuple[str, ...]
