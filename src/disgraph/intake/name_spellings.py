"""The spellings of a name: case, accents, order of its words, hyphens, blanks and points between and inside them, invisible marks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import permutations

from disgraph.corpus.folding import FoldedText, Span, fold

#: Characters of scripts without spaces between words; each counts as a word.
UNSPACED = r"\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\u3040-\u30ff\U00020000-\U0003ffff"
_WORD = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+")
_IS_UNSPACED = re.compile(f"[{UNSPACED}]")
#: A blank in a web address, whose digits do not belong to the word after it.
_ENCODED_BLANK = "%20"
_WORD_OF_TEXT = re.compile(f"{_ENCODED_BLANK}|{_WORD.pattern}")
#: What may be between two words of a name: "Silva, Ana", "Ana-Silva", "ana_silva", "Ana%20Silva", "\u827e\u7c73\u00b7\u963f".
_BETWEEN = r"(?:%20|[\s\-\u2010\u2011_.,'/+\u00b7\u30fb])"
#: What may be inside a word: a hyphen at the end of a line, "Wei-ping"; in long names also a blank, "Wei Ping".
_BROKEN, _OPEN = r"(?:[-\u2010\u2011]\s?)?", r"[-\u2010\u2011\s]{0,2}"
#: What is between the words of a name that has no other spelling.
_GAP = r"[\W_]{1,3}"
#: Number of letters from which a name may be written without blanks between its words: "liuweiping", but not "lina" for Li Na.
LONG = 8
#: Number of letters up to which a name has other spellings: no name of people is longer, and patterns of long texts are slow.
_LONGEST = 100
#: Maximum number of words of which every order is looked for; of longer names, the rotations.
_EVERY_ORDER = 3


def name_words(text: str) -> list[str]:
    """Return the words of a text, without accents and case."""
    return [plain_word(word) for word in _WORD.findall(fold(text))]


def letters_of(words: Sequence[str]) -> str:
    """Return the letters of a name, the same for each order and division of its words; characters of words without blanks keep theirs."""
    letters = "".join(words)
    return letters if _IS_UNSPACED.match(letters) else "".join(sorted(letters))


def plain_word(word: str) -> str:
    """Return a word without accents and case."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", word).casefold() if not unicodedata.combining(sign))


def orders(words: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the orders in which the words of a name may be written, the given one first."""
    if len(words) <= _EVERY_ORDER:
        return list(dict.fromkeys(permutations(words)))
    return list(dict.fromkeys((*words[at:], *words[:at]) for at in range(len(words))))


def spelling_pattern(words: Sequence[str]) -> str:
    """Return a pattern of the spellings of a name in a plain text, which begins and ends between words."""
    if sum(map(len, words)) > _LONGEST:
        return rf"(?<![^\W_]){_GAP.join(map(re.escape, words))}(?![^\W_])"
    return "|".join(_pattern(order) for order in orders(words))


def _pattern(words: Sequence[str]) -> str:
    letters = sum(map(len, words))
    is_unspaced = all(_IS_UNSPACED.match(word) for word in words)
    is_long = len(words) > 1 and letters >= LONG
    inside = _OPEN if is_long and not is_unspaced else _BROKEN
    between = rf"{_BETWEEN}{{{0 if is_long or is_unspaced else 1},3}}"
    body = between.join(inside.join(map(re.escape, word)) for word in words)
    before = "" if _IS_UNSPACED.match(words[0]) else r"(?<![^\W_])"
    after = "" if _IS_UNSPACED.match(words[-1]) else r"(?![^\W_])"
    return f"{before}{body}{after}"


class PlainText:
    """A text without accents, case and invisible marks, with the way back.

    Args:
        text: the unchanged text.
    """

    def __init__(self, text: str) -> None:
        self._folded = FoldedText(text)
        folded = self._folded.folded
        self._places: Sequence[int] = range(len(folded))
        self.plain = folded.lower()
        if not folded.isascii():
            signs = [(sign, place) for place, letter in enumerate(folded) for sign in plain_word(letter)]
            self.plain, self._places = "".join(sign for sign, _place in signs), [place for _sign, place in signs]

    def hits(self, pattern: re.Pattern[str]) -> Iterator[tuple[Span, str]]:
        """Yield where a pattern occurs: the span of the unchanged text, and the words as written."""
        for hit in pattern.finditer(self.plain):
            start, end = self._places[hit.start()], self._places[hit.end() - 1] + 1
            yield self._folded.origin(start, end), self._folded.folded[start:end]

    def words(self) -> list[tuple[str, Span]]:
        """Return the words of the text with their spans."""
        return [(plain_word(word), span) for span, word in self.hits(_WORD_OF_TEXT) if word != _ENCODED_BLANK]
