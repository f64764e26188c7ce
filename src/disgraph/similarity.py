"""Names that are nearly the same: the one room of rapidfuzz."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process, utils


def nearest(name: str, names: Iterable[str], limit: int = 3, cutoff: float = 0) -> list[str]:
    """Return the names that are most like a name, best first.

    Args:
        name: what was written.
        names: what there is.
        limit: how many at most.
        cutoff: likeness from 0 to 100 that a name must have.
    """
    ranked = process.extract(
        name, sorted(set(names)), scorer=fuzz.WRatio, processor=utils.default_process, limit=limit, score_cutoff=cutoff
    )
    return [match for match, _score, _index in ranked]


def nearest_passage(quote: str, text: str, cutoff: float = 60) -> str:
    """Return the stretch of a text that is most like a quote, or an empty text if none is.

    Args:
        quote: folded words.
        text: the folded document.
        cutoff: likeness from 0 to 100.
    """
    found = fuzz.partial_ratio_alignment(quote, text, score_cutoff=cutoff)
    if found is None:
        return ""
    start, end = found.dest_start, found.dest_end
    start = text.rfind(" ", 0, start + 1) + 1
    end = text.find(" ", end - 1) if " " in text[end - 1 :] else len(text)
    return text[start:end]


def likeness(first: str, second: str) -> float:
    """Return how much two names are alike, from 0 to 100, small differences in spelling weighing little."""
    return float(fuzz.ratio(first, second))
