"""Questions that join two facts: "the company founded by Ann" is looked up first, and its name takes the place of the words.

A description is a noun with a relation to a name: the sister of Ann, Ann's company, the company founded by Ann, the school where Ann was
trained. What the relation is, is read as in any other question: by words, and by the names of classes and properties.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from disgraph.ask.named_entities import NamedEntity
from disgraph.ask.predicate_words import is_topical

#: A letter of a name, in a question whose names are masked so that places stay.
_MASK = "\u25a1"

_NOUN = r"(?P<noun>[a-z-]+(?: [a-z-]+){0,2} (?:of|by|in|from|for|with))"
_PLACED = rf"(?: (?:of|in|by|at)(?: the)?(?: \d{{4}})? {_MASK}+)*(?: (?:of|in) \d{{4}}\b)?"
_OF = re.compile(rf"\b[Tt]he {_NOUN}(?: the)? (?P<name>{_MASK}+{_PLACED})")
_OWNED = re.compile(rf"(?P<name>{_MASK}+) (?P<noun>[a-z-]+)")
_CLAUSE = re.compile(
    r"\b[Tt]he (?P<noun>[a-z-]+) (?P<link>who|whom|which|that|where|by whom|in which|at which) (?P<clause>[^?]+?)(?P<verb> [a-z]+)?\??$"
)
_POSSESSIVE = re.compile(r"['\u2019]s?$")
_INVERTED = re.compile(r"\b(do|does|did)\b")


class Description(NamedTuple):
    """A description in a question.

    Attributes:
        question: asks for what is described.
        start: of the description in the question, in characters.
        end: after it.
    """

    question: str
    start: int
    end: int


def descriptions(text: str, mentions: Sequence[NamedEntity]) -> Iterator[Description]:
    """Yield the descriptions of an English question, the likeliest first.

    Args:
        text: the question.
        mentions: what it names.
    """
    proper = [each for each in mentions if each.is_proper]
    masked = text
    for each in proper:
        masked = f"{masked[: each.start]}{_MASK * (each.end - each.start)}{masked[each.end :]}"
    if any(link in masked for link in (" who ", " whom ", " which ", " that ", " where ")):
        yield from _by_clause(text, masked)
    for found in _OF.finditer(masked):
        if any(map(is_topical, found["noun"].split())):
            yield Description(f"Which {found['noun']} {text[found.start('name') : found.end('name')]}?", found.start(), found.end())
    for found in _OWNED.finditer(masked):
        name = text[found.start("name") : found.end("name")]
        owner = _POSSESSIVE.sub("", name)
        if owner != name and is_topical(found["noun"]):
            yield Description(f"Which {found['noun']} of {owner}?", found.start(), found.end())


def _by_clause(text: str, masked: str) -> Iterator[Description]:
    """Yield a description with a relative clause, up to the verb of the question if that comes last."""
    found = _CLAUSE.search(masked)
    if not found or _MASK not in found["clause"]:
        return
    is_inverted = bool(_INVERTED.search(masked[: found.start()])) and bool(found["verb"])
    end = found.end("clause") if is_inverted else max(found.end("clause"), found.end("verb"))
    link = "" if found["link"] in ("who", "which", "that") else f" was it {found['link']}" if found["link"] == "where" else ""
    yield Description(f"Which {found['noun']}{link} {text[found.start('clause') : end]}?", found.start(), end)


def joined(text: str, description: Description, name: str) -> str:
    """Return a question with a name in the place of a description."""
    return f"{text[: description.start]}{name}{text[description.end :]}"
