"""The arithmetic of tolerance: what is true and rounded always holds; what is off by more than the rounding never does."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from disgraph.audit.interval import Interval, coarse_rounding, decimals, loosely, quotient, reach, root, rounding, spell_fraction

COUNTS = st.integers(1, 10**9)
PLACES = st.integers(0, 4)


def rounded(number: Fraction, places: int, mode: str) -> str:
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    return str(exact.quantize(Decimal(1).scaleb(-places), mode))


@given(COUNTS, COUNTS, PLACES, st.sampled_from([ROUND_HALF_UP, ROUND_HALF_EVEN]))
def test_every_true_share_holds_at_the_decimals_it_is_rounded_to(part: int, whole: int, places: int, mode: str) -> None:
    assume(part <= whole)
    stated = rounded(Fraction(100 * part, whole), places, mode)
    assert loosely(Fraction(stated), "", rounding(stated)).holds(Fraction(100 * part, whole))


@given(COUNTS, COUNTS, PLACES, st.integers(1, 50))
def test_a_share_that_is_off_by_a_unit_of_the_last_decimal_never_holds(part: int, whole: int, places: int, off: int) -> None:
    share = Fraction(100 * part, whole)
    stated = str(Decimal(rounded(share, places, ROUND_HALF_UP)) + off * Decimal(1).scaleb(-places) + Decimal(1).scaleb(-places))
    assert not loosely(Fraction(stated), "", rounding(stated)).holds(share)


@given(COUNTS, COUNTS, PLACES)
def test_a_share_that_is_cut_off_is_less_than_a_unit_away(part: int, whole: int, places: int) -> None:
    share = Fraction(100 * part, whole)
    stated = rounded(share, places, ROUND_DOWN)
    assert 0 <= share - Fraction(stated) < 2 * rounding(stated)


@given(
    st.fractions(min_value=0, max_value=10**6), st.sampled_from(["", "over", "at-least", "nearly", "about", "at-most", "up-to", "under"])
)
def test_a_comparator_only_widens(value: Fraction, comparator: str) -> None:
    assert reach(value, comparator).holds(value)
    assert loosely(value, comparator).holds(value)
    assert reach(value, comparator).meets(loosely(value, comparator))


@given(COUNTS, COUNTS, COUNTS, COUNTS)
def test_a_quotient_holds_the_share_of_all_that_it_is_made_of(part: int, more: int, whole: int, wider: int) -> None:
    shares = quotient(Interval(Fraction(part), Fraction(part + more)), Interval(Fraction(whole), Fraction(whole + wider)))
    for one in (part, part + more):
        for other in (whole, whole + wider):
            assert shares.holds(Fraction(100 * one, other))


@given(st.fractions(min_value=Fraction(1, 1000), max_value=1000), st.integers(1, 60))
def test_a_root_raised_is_the_number(base: Fraction, years: int) -> None:
    assert abs(root(base, years) ** years / base - 1) < Fraction(1, 10**20)


@pytest.mark.parametrize(("stated", "places"), [("6.76", 2), ("91", 0), ("45.0", 1), ("0.5", 1), ("4000000", 0)])
def test_stated_decimals(stated: str, places: int) -> None:
    assert decimals(stated) == places


@pytest.mark.parametrize(
    ("stated", "slack"), [("4000000", 500_000), ("273000", 500), ("1200", 0), ("5535", 0), ("2.5", 0), ("0", 0), ("7290000", 5000)]
)
def test_round_figures_may_be_rounded(stated: str, slack: int) -> None:
    assert coarse_rounding(stated) == slack


@pytest.mark.parametrize(
    ("number", "text"), [(Fraction(4762, 5535) * 100, "86.03"), (Fraction(1000), "1,000"), (Fraction(5, 2), "2.5"), (Fraction(0), "0")]
)
def test_numbers_for_people(number: Fraction, text: str) -> None:
    assert spell_fraction(number) == text
