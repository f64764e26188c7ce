"""Which of several quotes supports a sentence best. Nothing heavy is imported here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from disgraph.passage import Passage

_WORD = re.compile(r"[^\W_]+")

#: Words of fewer letters are content words only with a capital or a digit.
_SHORTEST = 4

#: Longer words without content, in the sentences of the graph.
_FUNCTION_WORDS = frozenset(
    ["about", "been", "from", "have", "into", "than", "that", "their", "them", "then", "they", "this", "were", "when", "which", "with"]
)

#: Words are the same if they begin with the same letters: "visited" and "visits".
_STEM = 5


#: Weight of a word that is not a name: quotes on the same entities all have their names.
_WORD_WEIGHT = 2


def content_words(text: str) -> dict[str, int]:
    """Return the stems of the words that carry content, with their weights: names and numbers 1, other words 2.

    >>> content_words("Liu has visited them at home in 2017")
    {'liu': 1, 'visit': 2, 'home': 2, '2017': 1}
    """
    return {word.lower()[:_STEM]: weight for word in _WORD.findall(text) if (weight := _weight(word))}


def _weight(word: str) -> int:
    if word[0].isdigit() or (word[0].isupper() and len(word) > 1):
        return 1
    return _WORD_WEIGHT if len(word) >= _SHORTEST and word.lower() not in _FUNCTION_WORDS else 0


def choose_quote(candidates: Iterable[tuple[str, Sequence[Passage]]]) -> tuple[int, Passage] | None:
    """Return the quote that supports its sentence best, with the number of its candidate from 0; None without passages.

    That is the quote with most content words of the sentence, which include the names of both ends. Among equals, a statement of the
    document comes before an inference of the annotator; then the first place counts.

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


def ranked_passages(sentence: str, passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """Return passages with those that support a sentence best first."""
    wanted = content_words(sentence)
    return tuple(sorted(passages, key=lambda passage: _order(wanted, passage)))


def _order(wanted: Mapping[str, int], passage: Passage) -> tuple[object, ...]:
    support = sum(wanted[word] for word in content_words(passage.quote) if word in wanted)
    return (-support, passage.modality == "inferred", passage.document.id, passage.start, passage.end, passage.claim)
