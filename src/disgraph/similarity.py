"""Similar names and passages. Only this module uses rapidfuzz."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process, utils
from rapidfuzz.distance import OSA


def nearest(name: str, names: Iterable[str], limit: int = 3, cutoff: float = 0) -> list[str]:
    """Return the names most similar to a name, best first.

    Args:
        name: the given name.
        names: the known names.
        limit: maximum number of results.
        cutoff: minimum similarity, from 0 to 100.
    """
    ranked = process.extract(
        name, sorted(set(names)), scorer=fuzz.WRatio, processor=utils.default_process, limit=limit, score_cutoff=cutoff
    )
    return [match for match, _score, _index in ranked]


def nearest_passage(quote: str, text: str, cutoff: float = 60) -> str:
    """Return the passage of a text that is most similar to a quote, or an empty text.

    Args:
        quote: folded words.
        text: the folded document.
        cutoff: minimum similarity, from 0 to 100.
    """
    found = fuzz.partial_ratio_alignment(quote, text, score_cutoff=cutoff)
    if found is None:
        return ""
    start, end = found.dest_start, found.dest_end
    start = text.rfind(" ", 0, start + 1) + 1
    end = text.find(" ", end - 1) if " " in text[end - 1 :] else len(text)
    return text[start:end]


def likeness(first: str, second: str) -> float:
    """Return the similarity of two names, from 0 to 100; small differences in spelling count little."""
    return float(fuzz.ratio(first, second))


def slips(first: str, second: str) -> int:
    """Return the number of letters that are added, left out, replaced or exchanged (optimal string alignment).

    >>> slips("pionered", "pioneered"), slips("singer", "single")
    (1, 2)
    """
    return int(OSA.distance(first, second))


def closest_word(word: str, known: Iterable[str], cutoff: float) -> str:
    """Return the known word with the most similar spelling, or an empty text; of equals the first.

    Args:
        word: the given word.
        known: the known words.
        cutoff: minimum similarity, from 0 to 100.
    """
    found = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=cutoff)
    return found[0] if found else ""
