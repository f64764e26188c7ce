"""Finding a quote in a text although white space and quotation marks differ.

Folding replaces every run of white space by one blank and curly quotation marks by straight ones, drops invisible
marks, and remembers for every folded character where it came from, so that a match is answered in offsets of the unchanged text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

#: Quotation marks that differ between keyboards and typesetters, each with its straight form.
QUOTATION_MARKS = {
    "\u2018": "'",
    "\u2019": "'",
    "\u201a": "'",
    "\u201b": "'",
    "\u2032": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u201e": '"',
    "\u201f": '"',
    "\u2033": '"',
}
_ALIKE = str.maketrans(QUOTATION_MARKS)

_WORD = re.compile(r"\S+")


class Span(NamedTuple):
    """A stretch of a document in Unicode code points: `text[start:end]`."""

    start: int
    end: int


class FoldedText:
    """A text together with its folded form and the way back."""

    def __init__(self, text: str) -> None:
        """Fold a text.

        Args:
            text: the document, decoded and otherwise unchanged.
        """
        self.text = text
        words: list[str] = []
        origins: list[int] = []
        end = 0
        for found in _WORD.finditer(text):
            places = _seen(text, found.start(), found.end())
            if places and origins:
                origins.append(end)
            if places:
                words.append("".join(map(text.__getitem__, places)) if len(places) < len(found[0]) else found[0])
                origins.extend(places)
                end = found.end()
        if words and end < len(text):
            words.append("")
            origins.append(end)
        self.folded = " ".join(words).translate(_ALIKE)
        self._origins = origins

    def find_all(self, quote: str) -> list[Span]:
        """Return every occurrence of the quote, in order, including overlapping ones.

        The spans begin and end at characters of the quote, never at white space around it.
        """
        needle = fold(quote)
        if not needle:
            return []
        spans = []
        at = self.folded.find(needle)
        while at >= 0:
            spans.append(Span(self._origins[at], self._origins[at + len(needle) - 1] + 1))
            at = self.folded.find(needle, at + 1)
        return spans


def fold(text: str) -> str:
    """Return a text with white space runs as one blank, none at its ends, and straight quotation marks."""
    if not text.isprintable():
        text = "".join(map(text.__getitem__, _seen(text, 0, len(text))))
    return " ".join(text.split()).translate(_ALIKE)


def _seen(text: str, start: int, end: int) -> Sequence[int]:
    """Return the places of a stretch but those of soft hyphens and zero-width marks: they are invisible and get lost in copies."""
    if text[start:end].isprintable():
        return range(start, end)
    return [at for at in range(start, end) if unicodedata.category(text[at]) != "Cf"]
