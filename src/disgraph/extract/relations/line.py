"""A sentence as one line of text in which every mention, date and open pronoun is a single character.

Patterns over such a line are short and fast, and what they find leads back to offsets of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from disgraph.corpus.folding import Span
from disgraph.extract.names.entities import Mention
from disgraph.extract.relations.mention_kinds import CODES, DATE, OPEN, kind_of
from disgraph.extract.text.dates import TextDate
from disgraph.extract.text.text_model import LONGEST, SILENT, Sentence, TextModel

_MOST_MENTIONS = 60
_PRONOUN = re.compile(
    r"\b(?:he|she|they|it|him|them|we|us|i|you|me|this|these|those|his|her|its|their|my|our|your|hers|theirs)\b", re.IGNORECASE
)
_TITLE = re.compile(
    r"(?<![\w'])(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Fr|Sr|Br|Rev|Father|Sister|Engr|Hon|Shri|Smt|Alhaji|Hajia"
    r"|Malam|Mallam|Pastor|Bishop|Sir|Dame)\.? )+$"
)
_LONGEST_TITLE = 30
_OWNING = frozenset({"his", "its", "their", "my", "our", "your"})
_NOT_OWNED = re.compile(
    r"\s(?:Rs|Sh|KSh|Ksh|N|R|US)?[.$]?\s?\d|\s(?:the|a|an|to|in|at|on|for|and|or|with|by|from|as|that|how|when|of|into|about|out|off|up|back|so)\b|\s?[^\sA-Za-z]|$"
)


class EncodedLine(NamedTuple):
    """A sentence encoded: `origins[i]` is where the character `text[i]` begins in the document, `ends[i]` where it ends.

    `mentions` and `dates` are by their place in the line; `number` is that of the sentence.
    """

    text: str
    origins: list[int]
    mentions: dict[int, Mention]
    dates: dict[int, TextDate]
    number: int

    def span(self, start: int, end: int) -> Span:
        """Return the place of a stretch of the line in the document, without blanks at its ends."""
        while start < end - 1 and self.text[end - 1] == " ":
            end -= 1
        while start < end - 1 and self.text[start] == " ":
            start += 1
        last = end - 1
        item = self.mentions.get(last) or self.dates.get(last)
        return Span(self.origins[start], item.end if item else self.origins[last] + 1)


def lines(model: TextModel, mentions: Sequence[Mention], dates: Sequence[TextDate]) -> Iterator[EncodedLine]:
    """Yield the sentences of a text that name something as lines.

    Args:
        model: the text, cut up.
        mentions: its mentions, in order.
        dates: its dates, in order.
    """
    items = _without_overlap(sorted([*mentions, *dates], key=lambda item: (item.start, -item.end)))
    starts = [item.start for item in items]
    for number, sentence in enumerate(model.sentences):
        length = sum(span.end - span.start for span in sentence.spans)
        if model.blocks[sentence.block].kind not in SILENT and length <= LONGEST:
            inside = [item for span in sentence.spans for item in items[bisect_left(starts, span.start) : bisect_left(starts, span.end)]]
            if inside and len(inside) <= _MOST_MENTIONS and any(isinstance(item, Mention) for item in inside):
                yield _line(model.view, sentence, number, inside)


def encoded_line(model: TextModel, number: int, mentions: Sequence[Mention], dates: Sequence[TextDate]) -> EncodedLine:
    """Return one sentence of a text as a line, whatever it names."""
    sentence = model.sentences[number]
    items = _without_overlap(sorted([*mentions, *dates], key=lambda item: (item.start, -item.end)))
    inside = [item for item in items if any(span.start <= item.start and item.end <= span.end for span in sentence.spans)]
    return _line(model.view, sentence, number, inside)


def _without_overlap(items: list[Mention | TextDate]) -> list[Mention | TextDate]:
    kept: list[Mention | TextDate] = []
    for item in items:
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return kept


def _line(view: str, sentence: Sentence, number: int, items: Sequence[Mention | TextDate]) -> EncodedLine:
    writer = _LineWriter(view)
    for span in sentence.spans:
        writer.add(span, [item for item in items if span.start <= item.start < span.end])
    return EncodedLine("".join(writer.parts), writer.origins, writer.mentions, writer.dates, number)


class _LineWriter:
    def __init__(self, view: str) -> None:
        self.view = view
        self.parts: list[str] = []
        self.origins: list[int] = []
        self.mentions: dict[int, Mention] = {}
        self.dates: dict[int, TextDate] = {}

    def add(self, span: Span, items: Sequence[Mention | TextDate]) -> None:
        if self.parts:
            self._put(" ", span.start)
        at = span.start
        for item in items:
            self._words(at, self._without_title(at, item))
            self._item(item)
            at = max(at, item.end)
        self._words(at, span.end)

    def _without_title(self, at: int, item: Mention | TextDate) -> int:
        """Return where the words before a mention end, without the title of a person, which is not a clue: Dr, Sister."""
        if isinstance(item, TextDate) or kind_of(item.type) != "person":
            return item.start
        title = _TITLE.search(self.view, max(at, item.start - _LONGEST_TITLE), item.start)
        return title.start() if title else item.start

    def _item(self, item: Mention | TextDate) -> None:
        if isinstance(item, TextDate):
            self.dates[len(self.origins)] = item
            self._put(DATE, item.start)
            return
        self.mentions[len(self.origins)] = item
        self._put(CODES[kind_of(item.type)], item.start)
        if item.how == "pronoun":
            self._owning(self.view[item.start : item.end].lower(), item.end)

    def _words(self, start: int, end: int) -> None:
        """Put words, with the pronouns that no mention covers as open ones."""
        at = start
        for pronoun in _PRONOUN.finditer(self.view, start, end):
            self._put(self.view[at : pronoun.start()], at)
            self._put(OPEN, pronoun.start())
            self._owning(pronoun[0].lower(), pronoun.end())
            at = pronoun.end()
        self._put(self.view[at:end], at)

    def _owning(self, pronoun: str, end: int) -> None:
        if pronoun in _OWNING or (pronoun == "her" and not _NOT_OWNED.match(self.view, end)):
            self.parts.append("'s")
            self.origins += [end - 1, end - 1]

    def _put(self, words: str, at: int) -> None:
        self.parts.append(words)
        self.origins.extend(range(at, at + len(words)))
