"""The place of a figure: only one that its own clause names, next to it, at the head of the clause, or as its subject.

A dateline, the sentence before, the first of several places and a place of origin license nothing.
"""

from __future__ import annotations

import re

from disgraph.extract.names.entities import Mention
from disgraph.extract.relations.assertion import begins_predicate
from disgraph.extract.relations.line import EncodedLine
from disgraph.extract.relations.mention_kinds import CODES

_PLACE = CODES["place"]
_IN = r"(?:in|across|throughout|within|around|at|near|outside)"
_CHAIN = rf"{_PLACE}(?:, ?{_PLACE})*"
#: More places follow, known as such or not: in Suva, Nadi and Labasa; in Suva and Nadi.
_LISTED = rf"(?:,? (?:and|or) (?:the )?(?:{_PLACE}|[A-Z])|, (?:{_PLACE}|[A-Z][\w'-]+(?: [A-Z][\w'-]+)?)(?:, [^,;.]{{2,30}})*,? (?:and|or) )"
#: What is counted, and then where: 120 people with disabilities in Kano; no verb, person or other figure in between.
_BEHIND = re.compile(
    rf"(?:(?: (?!(?:who|which|that|whom|whose|and|or|but|from|to|by|born|than|as|while|when|where|is|are|was|were|has|have|had)\b)"
    rf"[^\s,;:.()\d\ue000-\uf8ff]+){{0,8}})?[)]? (?:, )?{_IN} (?:the )?(?P<place>{_CHAIN})(?!'|{_LISTED}|, {_PLACE})"
)
#: In Kano, ...; In 2015 in Kano: a place at the head of the clause.
_HEAD = re.compile(
    rf"(?:^|[;:] |\b(?:and|but|while) )(?:[^,;:.\ue000-\ue00f]{{0,30}},? )?{_IN} (?:the )?"
    rf"(?P<place>{_CHAIN})(?!'| (?:and|or) {_PLACE}|, {_PLACE})",
    re.IGNORECASE,
)
_BEFORE = re.compile(rf"\b{_IN} (?:the )?(?P<place>{_CHAIN})(?!'| (?:and|or) {_PLACE})")
#: Scotland (44.1%); Scotland: 44.1%; Scotland 44.1%; a row of a table.
_LABEL = re.compile(rf"(?P<place>{_PLACE})(?: \(|: ?\(?| )$|^[\s*•-]*(?P<row>{_PLACE}) (?:\u2013|\||:) ")
_SUBJECT = re.compile(
    rf"(?:^|[;,] |\band |\bthat )(?:the )?(?P<place>{_PLACE}) (?:now |also |alone |still )?"
    r"(?:has|had|have|counts|counted|registered|recorded|reported|lost|gained)\b"
)
_THERE = re.compile(
    r"\b(?:there|which) (?:is|are|was|were) (?:now |also |still |only |about |some |nearly |over |more than )*$", re.IGNORECASE
)
_OF_OTHERS = re.compile(r"\b(?:born|raised|educated|headquartered|village|town|county|native|resident|villager)\s(?:\w+\s)?$")
_BREAK = re.compile(r"[;!?]|\b(?:but|while|whereas|who|which|whose|from|born)\b")
#: Where what opens a sentence no longer counts.
_TURN = re.compile(r";|\bbut\b|\bwhile\b")


def place_of(line: EncodedLine, start: int, end: int) -> Mention | None:
    """Return the mention of the place of a figure, if its clause states one.

    Args:
        line: the sentence.
        start: where the figure begins in the line.
        end: where the words for what it counts end.
    """
    text = line.text
    if found := _BEHIND.match(text, end):
        return line.mentions.get(found.start("place"))
    if label := _LABEL.search(text[:start]):
        return line.mentions.get(label.start(label.lastgroup or 0))
    near = _last(_BEFORE, text, start)
    if near and not (_BREAK.search(text, near.end(), start) or begins_predicate(text[near.end() : start])):
        return None if _is_other(text, near.start()) else line.mentions.get(near.start("place"))
    head, subject = _last(_HEAD, text, start), _last(_SUBJECT, text, start)
    if head and not _TURN.search(text, head.end(), start):
        return line.mentions.get(head.start("place"))
    return line.mentions.get(subject.start("place")) if subject and not _BREAK.search(text, subject.end(), start) else None


def is_of_place(line: EncodedLine, place: Mention, start: int) -> bool:
    """Return whether a figure counts all that a place has: the place is its label or its subject, or "there are" that many in it."""
    before = line.text[:start]
    label, subject = _LABEL.search(before), _last(_SUBJECT, line.text, start)
    owners = (found.start(found.lastgroup or 0) for found in (label, subject) if found)
    return _THERE.search(before) is not None or any(line.mentions.get(at) == place for at in owners)


def _last(pattern: re.Pattern[str], text: str, end: int) -> re.Match[str] | None:
    """Return the last match of a pattern before a place."""
    return max(pattern.finditer(text, 0, end), key=lambda found: found.start(), default=None)


def _is_other(text: str, at: int) -> bool:
    """Return whether a place is of another: born in, a village in, based in."""
    return _OF_OTHERS.search(text[:at]) is not None
