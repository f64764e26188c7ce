"""Quotations with their speakers, and sentences that are attributed to a speaker without quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from disgraph.corpus.folding import Span
from disgraph.extract.names.entities import Mention
from disgraph.extract.relations.line import EncodedLine
from disgraph.extract.relations.mention_kinds import CODES, listed_classes
from disgraph.extract.text import phrases
from disgraph.extract.text.text_model import SILENT, TextModel

#: Characters between a quotation and its speaker, at most.
_REACH = 120
#: Before the name of a speaker: said her successor, Ada Obi.
_POSSESSIVE = re.compile(r"(?:his|her|their|its|our|my)|.*'s?", re.IGNORECASE)
_LONGEST_QUOTATION = 3_000
_SPEAKERS = f"[{CODES['person']}{CODES['group']}{CODES['organisation']}{CODES['school']}]"


class Quotation(NamedTuple):
    """Words in quotation marks, `start` to `end`, with the mention of their speaker, if known; `whole` includes speaker and verb."""

    start: int
    end: int
    speaker: Mention | None
    whole: Span


def _say() -> str:
    return "|".join(sorted(phrases.words()["say"], key=len, reverse=True))


class _SpeakerFinder:
    """Finds the speakers of one text."""

    def __init__(self, model: TextModel, mentions: Sequence[Mention]) -> None:
        self.view = model.view
        usable = [mention for mention in mentions if mention.entity]
        self.at_start = {mention.start: mention for mention in usable}
        self.at_end = {mention.end: mention for mention in usable}
        say = _say()
        self.after = re.compile(rf"[\s,.]{{0,2}}(?:{say})\b\s", re.IGNORECASE)
        self.verb_behind = re.compile(rf"(?:,[^,\"]{{1,80}},)?\s(?:\w+ly\s|also\s|then\s)?(?:{say})\b", re.IGNORECASE)
        self.before = re.compile(rf"\s(?:\w+ly\s|also\s|then\s)?(?:{say}|said that)(?:\s\w+){{0,4}}[,:]?\s?$", re.IGNORECASE)

    def speaker(self, start: int, end: int) -> tuple[Mention, Span] | None:
        """Return the mention of the speaker of a quotation, and the stretch of both."""
        return self._behind(start, end) or self._in_front(start, end)

    def _behind(self, start: int, end: int) -> tuple[Mention, Span] | None:
        at = end
        while at < end + 2 and at < len(self.view) and self.view[at] in " ,":
            at += 1
        if (mention := self.at_start.get(at)) and (verb := self.verb_behind.match(self.view, mention.end)):
            return mention, Span(start, verb.end())
        match = self.after.match(self.view, end)
        if not match:
            return None
        for word in re.finditer(r"(?<!\S)\S", self.view[match.end() : match.end() + _REACH]):
            position = match.end() + word.start()
            if (mention := self.at_start.get(position)) and not _POSSESSIVE.fullmatch(self.view, mention.start, mention.end):
                return (mention, Span(start, mention.end)) if mention.type in listed_classes("speakers") else None
            if self.view[position - 2] in ".;!?":
                return None
        return None

    def _in_front(self, start: int, end: int) -> tuple[Mention, Span] | None:
        lead = self.view[max(0, start - _REACH) : start]
        match = self.before.search(lead)
        if match and (mention := self.at_end.get(start - len(lead) + match.start())):
            return mention, Span(mention.start, end)
        return None


def find_quotations(model: TextModel, mentions: Sequence[Mention]) -> tuple[Quotation, ...]:
    """Return the quotations of a text that are longer than a phrase, in order.

    A later quotation of a paragraph without a speaker has the speaker of the one before.
    """
    reader = _SpeakerFinder(model, mentions)
    found: list[Quotation] = []
    for block in model.blocks:
        if block.kind in SILENT:
            continue
        marks = [match.start() for match in re.compile('"').finditer(model.view, block.start, block.end)]
        last: Mention | None = None
        for opens, closes in zip(marks[::2], [*marks[1::2], block.end], strict=False):
            end = min(closes + 1, block.end)
            if end - opens > _LONGEST_QUOTATION or model.view.count(" ", opens, end) < 3:  # noqa: PLR2004
                continue
            named = reader.speaker(opens, end)
            speaker = named[0] if named else last
            last = speaker
            found.append(Quotation(opens, end, speaker, named[1] if named else Span(opens, end)))
    return tuple(found)


class Quotations:
    """The quotations of a text, by place."""

    def __init__(self, speeches: Sequence[Quotation]) -> None:
        self.speeches = tuple(speeches)
        self._starts = [speech.start for speech in speeches]

    def at(self, position: int) -> Quotation | None:
        """Return the quotation that contains a place of the text, or None."""
        number = bisect_right(self._starts, position) - 1
        return self.speeches[number] if number >= 0 and position < self.speeches[number].end else None


_ACCORDING = re.compile(
    rf"according to (?:the )?(?P<who>{_SPEAKERS})(?!')|, (?:said|says|recalled|noted|added|explained) (?:the )?(?P<who2>{_SPEAKERS})(?!')",
    re.IGNORECASE,
)


def attributed(line: EncodedLine, at: int) -> Mention | None:
    """Return the speaker of a place of a line: "according to Wen", "..., said Wen", "Wen said that ..."."""
    if found := _ACCORDING.search(line.text):
        return line.mentions.get(found.start(found.lastgroup or 0))
    for match in _said().finditer(line.text):
        if match.start("who") < at:
            return line.mentions.get(match.start("who")) if match.end() <= at else None
    return None


_SAID: list[re.Pattern[str]] = []


def _said() -> re.Pattern[str]:
    if not _SAID:
        _SAID.append(re.compile(rf"(?P<who>{_SPEAKERS})(?:,[^,]{{1,90}},)?\s(?:also\s)?(?:{_say()})\b(?!\sas\b|\sto\b)", re.IGNORECASE))
    return _SAID[0]
