"""Which date of a clause belongs to a relation, and which roles of its record hold it."""

from __future__ import annotations

import re

from disgraph.extract.relations.line import EncodedLine
from disgraph.extract.relations.mention_kinds import CODES, listed_classes
from disgraph.extract.relations.relation_rules import RelationRule
from disgraph.extract.text.dates import TextDate

_OPENS = re.compile(
    r"(?:^|[,;\"]\s|\b(?:and|then|but)\s)(?:in|on|by|since|during|from|as of|at the (?:beginning|end|start) of)\s"
    r"(?:(?:early|late|mid|the|end|of|autumn|summer|spring|winter)\s)*$",
    re.IGNORECASE,
)
#: What may occur between a date that opens a clause and what it dates.
_ONWARDS = re.compile(r"(?![^.;:!?\"]*\b(?:later|following|next|since|before|where|who|which|whose)\b)[^.;:!?\"]{0,80}")
#: A place may occur between a relation and its date: "founded Light School in Kano, Nigeria, in 2015".
_IN_PLACE = rf"(?:\s?(?:in|at|near)\s{CODES['place']}(?:\s?,\s{CODES['place']})*(?=\s?,?\s(?:in|on|since|from|until|during)\s))?"
_BEHIND = re.compile(
    rf"{_IN_PLACE}\s?(?:,\s)?(?:in|on|since|from|until|during|between|by|for [\w\s]{{1,16}} (?:in|from))?\s?(?:the\s)?"
    r"(?:(?:early|late|end of|beginning of)\s)?"
)

#: What follows a date that ends a clause: "married in 2016 and teaches at Westmere College" and "founded in 2004, trained 90".
_ENDS = re.compile(r"\s?(?:,\s)?(?:and|but|then|while|before|after)\s|\s?,\s[a-z]+ed\s")


def date_of(line: EncodedLine, start: int, end: int) -> int | None:
    """Return the place of the date of some words: among them, close after them, or at the beginning of their clause."""
    places = [at for at, date in line.dates.items() if date.edtf]
    within = [at for at in places if start <= at < end and not _ENDS.match(line.text, at + 1)]
    if within:
        return within[-1]
    behind = next((at for at in places if at >= end), None)
    if behind is not None and _BEHIND.fullmatch(line.text, end, behind):
        return behind
    before = [at for at in places if at < start]
    if before and _OPENS.search(line.text[: before[-1]]) and _ONWARDS.fullmatch(line.text, before[-1] + 1, start):
        return before[-1]
    return None


def times_of(rule: RelationRule, record: str, moment: TextDate | None) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the time of a record: start and end of what lasts, else one date or period."""
    if moment is None:
        return ()
    first, slash, last = moment.edtf.partition("/")
    if record not in listed_classes("lasting"):
        return (("time", (moment.edtf,)),)
    if not slash:
        return (("start" if rule.time == "start" else "time", (first,)),)
    ends = (("start", first), ("end", last))
    return tuple((role, (value,)) for role, value in ends if value != "..")
