"""Numbers have separators, and nouns agree with them."""

from __future__ import annotations

import pytest

from disgraph.wording.noun_counts import count_noun


@pytest.mark.parametrize(
    ("number", "nouns", "text"),
    [
        (0, ("warning",), "0 warnings"),
        (1, ("warning",), "1 warning"),
        (1946, ("claim",), "1,946 claims"),
        (1, ("entity", "entities"), "1 entity"),
        (640, ("entity", "entities"), "640 entities"),
    ],
)
def test_a_noun_agrees_with_its_number(number: int, nouns: tuple[str, ...], text: str) -> None:
    assert count_noun(number, *nouns) == text
