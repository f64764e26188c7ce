"""Figures of one thing whose numbers exclude each other, found by their sorted ends rather than pair by pair."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile

from disgraph.audit.audited_graph import Figure


def conflicting(figures: Sequence[Figure], are_compared: Callable[[Figure, Figure], bool]) -> list[Figure]:
    """Return the figures that exclude another one, in their order.

    Each figure is compared with the one that ends lowest below it and the one that begins highest above it, and with the next ones only
    while `are_compared` excludes a pair. So the work is that of sorting, if it excludes few.

    Args:
        figures: of one thing.
        are_compared: whether a pair counts; symmetric.
    """
    spans = [figure.loose() for figure in figures]
    ending = sorted((span.high, at) for at, span in enumerate(spans) if span.high is not None)
    beginning = sorted(((span.low, at) for at, span in enumerate(spans) if span.low is not None), reverse=True)

    def others(at: int) -> Iterator[int]:
        low, high = spans[at]
        if low is not None:
            yield from (other for _, other in takewhile(lambda end: end[0] < low, ending))
        if high is not None:
            yield from (other for _, other in takewhile(lambda begin: begin[0] > high, beginning))

    return [figure for at, figure in enumerate(figures) if any(are_compared(figure, figures[other]) for other in others(at))]
