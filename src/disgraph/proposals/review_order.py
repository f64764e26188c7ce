"""The orders in which proposals are reviewed, in the terminal and in the browser alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from disgraph.proposals.waiting import ReviewItem

#: Orders by name, with what a reviewer sees; the first is the default.
ORDERS = {
    "document": "as in the documents",
    "useful": "the most useful first",
    "surest": "the surest first",
    "uncertain": "the least sure first",
}


def in_review_order(items: Iterable[ReviewItem], order: str) -> list[ReviewItem]:
    """Return proposals in an order; those marked unsure are at the end.

    Args:
        items: in the order of the documents, which decides where an order has none.
        order: one of `ORDERS`; another counts as the first.
    """
    rank = _RANKS.get(order, _as_they_are)
    return sorted(items, key=lambda item: (item.unsure, rank(item)))


def _as_they_are(item: ReviewItem) -> float:
    del item
    return 0.0


def _confidence(item: ReviewItem) -> float:
    return item.confidence if item.confidence is not None else 1.0


def _usefulness(item: ReviewItem) -> float:
    """Return what a proposal adds to the graph if it is accepted, times its confidence: an edge joins two entities, a figure has one."""
    return _confidence(item) * min(2, len(item.entities))


_RANKS: dict[str, Callable[[ReviewItem], float]] = {
    "useful": lambda item: -_usefulness(item),
    "surest": lambda item: -_confidence(item),
    "uncertain": _confidence,
}
