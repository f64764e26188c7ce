"""The words of a query as terms of an index: known words, their other spellings, and the nearest known words of misspelt ones."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from disgraph.search.text_index import TextIndex
from disgraph.search.word_forms import STOP_WORDS, words

#: A misspelt word has at least this many letters, this likeness (0 to 100) to a known one, and its first letter. It has one slip, or two
#: if it is long: chairs is not hair, and singer is not single.
_SHORTEST, _LIKENESS, _LONG = 5, 80, 8

#: The weight of a term that replaces a misspelt word, and of one that joins or splits words.
_CORRECTED, _REJOINED = 0.7, 0.9


class QueryWords(NamedTuple):
    """What a query asks for.

    Attributes:
        weights: the weight of each term, by its number in the index.
        unknown: words that the index has in no form.
        corrected: the known word that replaces a misspelt one.
        number: number of words that count.
    """

    weights: dict[int, float]
    unknown: tuple[str, ...]
    corrected: dict[str, str]
    number: int

    @property
    def known_share(self) -> float:
        """The share of the words that the index knows as they are spelt."""
        return 1 - (len(self.unknown) + len(self.corrected)) / self.number if self.number else 0.0


def read_words(index: TextIndex, text: str, ignored: frozenset[str] = STOP_WORDS, spelt: Container[str] = frozenset()) -> QueryWords:
    """Return the words of a query as terms of an index.

    Args:
        index: of the texts of a graph.
        text: the query.
        ignored: folded words that do not count.
        spelt: unknown words that are not misspelt.
    """
    asked = [word for word in words(text) if word not in ignored]
    weights: dict[int, float] = {}
    missing: list[str] = []
    for word in dict.fromkeys(asked):
        found = _known(index, word)
        for term, weight in found:
            weights[term] = max(weight, weights.get(term, 0))
        if not found:
            missing.append(word)
    for term in _joined(index, asked):
        weights.setdefault(term, _REJOINED)
    corrected = _corrections(index, [word for word in missing if word not in spelt])
    for near in filter(None, map(index.term_of, corrected.values())):
        weights.setdefault(near, _CORRECTED)
    unknown = tuple(word for word in missing if word not in corrected)
    return QueryWords(weights, unknown, corrected, len(dict.fromkeys(asked)))


def _known(index: TextIndex, word: str) -> list[tuple[int, float]]:
    """Return the term of a word, else those of its two parts: livestream, live and stream."""
    term = index.term_of(word)
    if term is not None:
        return [(term, 1.0)]
    for at in range(3, len(word) - 2):
        parts = index.known_term(word[:at]), index.known_term(word[at:])
        if None not in parts:
            return [(part, _REJOINED) for part in parts if part is not None]
    return []


def _joined(index: TextIndex, asked: Sequence[str]) -> Iterator[int]:
    """Yield the terms of two adjacent words that the index knows as one: live stream, livestream."""
    for first, second in pairwise(asked):
        if first.isalpha() and second.isalpha():
            term = index.known_term(first + second)
            if term is not None:
                yield term


def _corrections(index: TextIndex, missing: Sequence[str]) -> dict[str, str]:
    """Return the nearest known word of each unknown one, if it is near."""
    typed = [word for word in missing if len(word) >= _SHORTEST and word.isascii() and word.isalpha()]
    if not typed:
        return {}
    from disgraph.similarity import closest_word, slips

    known = [word for word in index.words() if len(word) >= _SHORTEST - 1 and word.isascii()]
    found = {word: closest_word(word, [each for each in known if each[0] == word[0]], _LIKENESS) for word in typed}
    return {word: near for word, near in found.items() if near and slips(word, near) <= (2 if len(word) >= _LONG else 1)}
