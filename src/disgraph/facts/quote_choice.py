"""Which of several quotes supports a sentence best. Nothing heavy is imported here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from disgraph.passage import Passage

_WORD = re.compile(r"[^\W_]+")

#: Words of fewer letters are content words only with a capital or a digit.
_SHORTEST = 4

#: Longer words without content, in the sentences of the graph.
_FUNCTION_WORDS = frozenset(
    ["been", "from", "have", "into", "than", "that", "their", "them", "then", "they", "this", "were", "when", "which", "with"]
)

#: Words are the same if they begin with the same letters: "visited" and "visits".
_STEM = 5


def content_words(text: str) -> frozenset[str]:
    """Return the stems of the words that carry content: names, numbers and longer words.

    >>> sorted(content_words("Liu has visited them at home in 2017"))
    ['2017', 'home', 'liu', 'visit']
    """
    return frozenset(word.lower()[:_STEM] for word in _WORD.findall(text) if _has_content(word))


def _has_content(word: str) -> bool:
    is_name = word[0].isupper() and len(word) > 1
    is_long = len(word) >= _SHORTEST and word.lower() not in _FUNCTION_WORDS
    return is_name or is_long or word[0].isdigit()


def choose_quote(candidates: Iterable[tuple[str, Sequence[Passage]]]) -> tuple[int, Passage] | None:
    """Return the quote that supports its sentence best, with the number of its candidate from 0; None without passages.

    That is the quote with most content words of the sentence, which include the names of both ends. Among equals a statement of the
    document comes before an inference of the annotator, then the first place counts.

    Args:
        candidates: sentences, each with its passages.
    """
    ordered = [
        (_order(content_words(sentence), passage), number, passage)
        for number, (sentence, passages) in enumerate(candidates)
        for passage in passages
    ]
    return min(ordered)[1:] if ordered else None


def best_passage(sentence: str, passages: Sequence[Passage]) -> Passage | None:
    """Return the passage that supports a sentence best; None without passages.

    >>> from disgraph.passage import Source
    >>> quotes = ("Tang joined the base", "Tang handles recruitment and interviews")
    >>> found = [Passage(quote, Source("", "000", "", "", ""), 0, 9, "c", "stated", "", "", "") for quote in quotes]
    >>> best_passage("Tang works at the centre, in recruitment", found).quote
    'Tang handles recruitment and interviews'
    """
    if len(passages) <= 1:
        return passages[0] if passages else None
    chosen = choose_quote([(sentence, passages)])
    return chosen[1] if chosen else None


def _order(wanted: frozenset[str], passage: Passage) -> tuple[object, ...]:
    matched = len(wanted & content_words(passage.quote))
    return (-matched, passage.modality == "inferred", passage.document.id, passage.start, passage.end, passage.claim)
