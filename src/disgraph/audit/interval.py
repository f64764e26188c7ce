"""How far a stated figure reaches: rounding and comparators, in exact fractions.

A figure stated with d decimals represents every number that rounds to it: half a unit of the last decimal to either side, ends
included (JCGM 100:2008, 4.3.7 and H.6: a digitised indication lies within half its resolution). A comparator widens: see `reach`.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

#: How far a vague comparator reaches, as a part of the figure: "over 100" is not said of 130, "about 100" not of 111.
VAGUE = Fraction(1, 5)
AROUND = Fraction(1, 10)

#: A figure that ends in at least this number of zeros may be a rounded one ("4 million").
ROUND_ZEROS = 3


class Interval(NamedTuple):
    """All numbers from `low` to `high`; an end that is `None` is open."""

    low: Fraction | None
    high: Fraction | None

    def holds(self, number: Fraction) -> bool:
        """Return whether a number lies in the interval."""
        return (self.low is None or self.low <= number) and (self.high is None or number <= self.high)

    def meets(self, other: Interval) -> bool:
        """Return whether two intervals have a number in common."""
        below = self.high is not None and other.low is not None and self.high < other.low
        above = self.low is not None and other.high is not None and other.high < self.low
        return not below and not above


def decimals(stated: str) -> int:
    """Return how many digits a stated number has after its decimal point."""
    return max(0, -int(Decimal(stated).as_tuple().exponent))


def rounding(stated: str) -> Fraction:
    """Return half a unit of the last decimal that is stated: `6.76` gives 0.005."""
    return Fraction(1, 2 * 10 ** decimals(stated))


def zeros(stated: str) -> int:
    """Return how many zeros a whole number ends in; a number with decimals ends in none."""
    text = stated.partition(".")[0] if Decimal(stated) == int(Decimal(stated)) else ""
    return len(text) - len(text.rstrip("0")) if text.strip("0-") else 0


def coarse_rounding(stated: str) -> Fraction:
    """Return half a unit of the last digit that is not zero, for figures that look rounded; else that of the last decimal."""
    ending = zeros(stated)
    return Fraction(10**ending, 2) if ending >= ROUND_ZEROS else Fraction(0)


def reach(value: Fraction, comparator: str, slack: Fraction = Fraction(0)) -> Interval:
    """Return the numbers that a value with a comparator may represent.

    Args:
        value: as stated.
        comparator: `over`, `at-least`, `nearly`, `about`, `at-most`, `up-to`, `under`, or an empty text.
        slack: what rounding adds to either side.
    """
    ends: dict[str, tuple[Fraction | None, Fraction | None]] = {
        "": (value, value),
        "over": (value, value + abs(value) * VAGUE),
        "at-least": (value, None),
        "nearly": (value - abs(value) * VAGUE, value),
        "about": (value - abs(value) * AROUND, value + abs(value) * AROUND),
        "at-most": (None, value),
        "up-to": (None, value),
        "under": (None, value),
    }
    low, high = ends.get(comparator, (value, value))
    return Interval(None if low is None else low - slack, None if high is None else high + slack)


def loosely(value: Fraction, comparator: str, slack: Fraction = Fraction(0)) -> Interval:
    """Return the numbers of which the words are true, however odd the choice of words: "over 100" is true of a million."""
    if comparator == "over":
        return Interval(value - slack, None)
    if comparator in ("nearly", "under"):
        return Interval(None, value + slack)
    return reach(value, comparator, slack)


def quotient(part: Interval, whole: Interval) -> Interval:
    """Return the shares in percent that a part and a whole of the intervals may give; both are positive."""
    low = None if part.low is None or whole.high is None or whole.high <= 0 else 100 * part.low / whole.high
    high = None if part.high is None or whole.low is None or whole.low <= 0 else 100 * part.high / whole.low
    return Interval(low, high)


def root(base: Fraction, years: int) -> Fraction:
    """Return the positive root of a number to 30 digits, as compound rates need it."""
    number = Decimal(base.numerator) / Decimal(base.denominator)
    return Fraction(number ** (Decimal(1) / Decimal(years)))


def spell_fraction(number: Fraction, places: int = 2) -> str:
    """Return a number for people: with commas, at most `places` decimals, and no trailing zeros."""
    text = f"{round(Decimal(number.numerator) / Decimal(number.denominator), places):,.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
