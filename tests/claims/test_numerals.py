"""Numbers in texts: every reading that a quote supports is found."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disgraph.claims.stated_numbers import numbers, stated


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("378", "The base employs 378 staff members"),
        ("1200", "1,200 people"),
        ("1200000", "1,200,000 yuan"),
        ("1650000", "1.65 million people"),
        ("1.65", "1.65 million people"),
        ("1.28", "CNY 1.28 billion"),
        ("3000000", "three to four million"),
        ("4000000", "three to four million"),
        ("300", "300 to 500 people"),
        ("27", "The 27-year-old"),
        ("20", "twenty"),
        ("25", "twenty-five looms"),
        ("3", "her third child"),
        ("2", "both of them"),
        ("12", "a dozen chairs"),
        ("0.5", "half of the staff"),
        ("50", "one half of the staff"),
        ("33.33", "one third of them"),
        ("33.3", "one third of them"),
        ("66.67", "two thirds of them"),
        ("300", "three hundred"),
        ("2000", "two thousand"),
        ("500000", "half million yuan"),
        ("1", "a shop"),
        ("10", "a decade"),
        ("0", "zero"),
        ("58.05", "58.05 percent"),
        ("0100", "100 people"),
        ("5.0", "five"),
    ],
)
def test_a_number_is_found_in_its_words(value: str, text: str) -> None:
    assert stated(value, text)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("379", "The base employs 378 staff members"),
        ("200", "1,200 people"),
        ("1", "1,200 people"),
        ("12", "1,200 people"),
        ("16500000", "1.65 million people"),
        ("5", ""),
        ("5", "several people"),
        ("20", "twentieth-century looms"),
        ("58", "58.05 percent"),
        ("7", "seventeen"),
    ],
)
def test_a_number_that_is_not_there_is_not_found(value: str, text: str) -> None:
    assert not stated(value, text)


def test_all_readings_of_a_range_are_returned() -> None:
    assert numbers("three to four million") == {Decimal(3), Decimal(4), Decimal(3_000_000), Decimal(4_000_000)}


@given(st.integers(0, 10**15))
def test_every_integer_written_with_commas_is_found(number: int) -> None:
    assert stated(str(number), f"about {number:,} people")
    assert stated(str(number), f"about {number} people")


@given(st.decimals(0, 10**9, places=2))
def test_every_decimal_with_commas_is_found(number: Decimal) -> None:
    assert stated(str(number), f"CNY {number:,}.")


@given(st.integers(1, 999), st.sampled_from([("hundred", 100), ("thousand", 1000), ("million", 10**6), ("billion", 10**9)]))
def test_every_scaled_number_is_found(number: int, scale: tuple[str, int]) -> None:
    word, factor = scale
    assert stated(str(number * factor), f"some {number} {word} people")


def test_a_row_of_digits_without_end_is_not_a_figure() -> None:
    assert numbers("9" * 5000) == set()


@given(st.text(max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    assert {number.is_finite() for number in numbers(text)} <= {True}
