"""The orders of a review: one implementation for terminal and browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disgraph.cli.review import review
from disgraph.proposals.review_order import ORDERS, in_review_order
from disgraph.proposals.waiting import ReviewItem


def item(name: str, confidence: float | None, entities: int, *, unsure: bool = False) -> ReviewItem:
    spoken = tuple((f"e{number}", f"E{number}") for number in range(entities))
    return ReviewItem("claim", name, "d", "D", "A sentence.", (), "rule", confidence, "", (), unsure, Path("d.yaml"), 1, spoken)


ITEMS = [item("figure", 0.9, 1), item("edge", 0.8, 2), item("doubtful", 0.3, 2), item("unsure", 0.99, 2, unsure=True), item("many", 0.5, 5)]


@pytest.mark.parametrize(
    ("order", "names"),
    [
        ("document", ["figure", "edge", "doubtful", "many", "unsure"]),
        ("useful", ["edge", "many", "figure", "doubtful", "unsure"]),
        ("surest", ["figure", "edge", "many", "doubtful", "unsure"]),
        ("uncertain", ["doubtful", "many", "edge", "figure", "unsure"]),
        ("unknown", ["figure", "edge", "doubtful", "many", "unsure"]),
    ],
)
def test_each_order_is_what_it_says(order: str, names: list[str]) -> None:
    """Case extraction-E56."""
    assert [one.id for one in in_review_order(ITEMS, order)] == names


@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 3), st.booleans())), st.sampled_from(sorted(ORDERS)))
def test_an_order_loses_and_repeats_nothing_and_keeps_ties(values: list[tuple[float, int, bool]], order: str) -> None:
    items = [item(str(number), share, size, unsure=unsure) for number, (share, size, unsure) in enumerate(values)]
    found = in_review_order(items, order)
    assert sorted(one.id for one in found) == sorted(one.id for one in items)
    assert in_review_order(found, order) == found


def test_the_command_line_offers_the_orders_of_the_browser() -> None:
    (option,) = (each for each in review.params if each.name == "order")
    assert list(option.type.choices) == list(ORDERS)  # type: ignore[attr-defined]
