"""Finding a quote in a text although white space and quotation marks differ.

Folding composes characters (NFC), replaces every run of white space by one blank and curly quotation marks by straight ones, drops
invisible marks, and remembers for every folded character where it came from, so that a match is answered in offsets of the unchanged text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
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
#: Soft hyphens and zero-width marks: the common characters of category Cf. `_signs` looks at the category.
_INVISIBLE = re.compile(
    "[\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001-\U000e007f]"
)


class Span(NamedTuple):
    """A stretch of a document in Unicode code points: `text[start:end]`."""

    start: int
    end: int


class NormalText:
    """A text without invisible marks and in the canonical composed form (NFC), together with the way back.

    Args:
        text: the document, decoded and otherwise unchanged.
    """

    def __init__(self, text: str) -> None:
        places: list[tuple[int, int]] = []
        signs: list[str] = []
        for sign, start, end in _signs(text, 0, len(text)):
            signs.append(sign)
            places += [(start, end)] * len(sign)
        self.text = "".join(signs)
        self._places = places

    def origin(self, start: int, end: int) -> Span:
        """Return the span of the unchanged text from which a stretch of the normal text comes."""
        if start < end:
            return Span(self._places[start][0], self._places[end - 1][1])
        at = self._places[start][0] if start < len(self._places) else (self._places[-1][1] if self._places else 0)
        return Span(at, at)


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
        self._ends: dict[int, int] = {}
        end = 0
        for found in _WORD.finditer(text):
            word, places = self._word(found)
            if word and origins:
                origins.append(end)
            if word:
                words.append(word)
                origins.extend(places)
                end = found.end()
        if words and end < len(text):
            words.append("")
            origins.append(end)
        self.folded = " ".join(words).translate(_ALIKE)
        self._origins = origins

    def _word(self, found: re.Match[str]) -> tuple[str, Sequence[int]]:
        """Return the folded form of a word and the place of each of its characters; remember characters of several code points."""
        if is_normal(found[0]):
            return found[0], range(found.start(), found.end())
        word, places = "", []
        for sign, start, end in _signs(self.text, found.start(), found.end()):
            word += sign
            places += [start] * len(sign)
            if end - start > 1:
                self._ends[start] = end
        return word, places

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
            spans.append(self.origin(at, at + len(needle)))
            at = self.folded.find(needle, at + 1)
        return spans

    def origin(self, start: int, end: int) -> Span:
        """Return the span of the unchanged text from which a stretch of the folded text comes."""
        last = self._origins[end - 1]
        return Span(self._origins[start], self._ends.get(last, last + 1))


def fold(text: str) -> str:
    """Return a text in its composed form with white space runs as one blank, none at its ends, and straight quotation marks."""
    if not is_normal(text):
        text = "".join(sign for sign, _start, _end in _signs(text, 0, len(text)))
    return " ".join(text.split()).translate(_ALIKE)


def is_normal(text: str) -> bool:
    """Return whether a text has neither invisible marks nor characters in a decomposed form."""
    return text.isascii() or (unicodedata.is_normalized("NFC", text) and not _INVISIBLE.search(text))


def _signs(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Yield what a reader sees of a stretch: each character in its composed form, with its start and end in the text.

    Soft hyphens and zero-width marks are left out: they are invisible and get lost in copies.
    """
    at = start
    while at < end:
        begin, base = at, text[at]
        at += 1
        if _is_invisible(base):
            continue
        while at < end and (_joins(text[at]) or (_is_invisible(text[at]) and at + 1 < end and _joins(text[at + 1]))):
            base += "" if _is_invisible(text[at]) else text[at]
            at += 1
        yield unicodedata.normalize("NFC", base), begin, at


def _is_invisible(sign: str) -> bool:
    return not sign.isascii() and unicodedata.category(sign) == "Cf"


def _joins(sign: str) -> bool:
    """Return whether a character may compose with the one before it: a combining mark, or a vowel or final letter of Hangul."""
    return not sign.isascii() and (unicodedata.combining(sign) != 0 or "\u1160" <= sign <= "\u11ff")
