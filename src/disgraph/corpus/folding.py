"""Finding a quote in a text although white space and quotation marks differ.

Folding replaces every run of white space by one blank and curly quotation marks by straight ones, drops invisible
marks, and remembers for every folded character where it came from, so that a match is answered in offsets of the unchanged text.
"""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

#: Marks that look alike in print and differ between keyboards and typesetters.
_ALIKE = str.maketrans(
    {
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
)


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
        folded: list[str] = []
        origins: list[int] = []
        blank = True
        for origin, character in enumerate(text):
            if unicodedata.category(character) == "Cf":
                continue  # a soft hyphen or zero-width mark: nobody sees it, nobody copies it
            if character.isspace():
                if not blank:
                    folded.append(" ")
                    origins.append(origin)
                blank = True
            else:
                folded.append(character)
                origins.append(origin)
                blank = False
        self.folded = "".join(folded).translate(_ALIKE)
        self._origins = origins

    def find_all(self, quote: str) -> list[Span]:
        """Return every place where the quote stands, in order, overlapping ones too.

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
    return FoldedText(text).folded.rstrip(" ")
