"""Conditions of questions for yes or no: more than 2,000, before 1990; whether a figure or a time fulfils them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from disgraph.ask.fact_views import FactView
from disgraph.claims.stated_numbers import NUMBER_WORDS, SCALES
from disgraph.rdf import DG, Literal, NamedNode, local_name

#: A number in digits or words with the words that multiply it: 1.5 million, a hundred, ten.
_SCALED = ("hundred", "thousand", "million", "billion")
_SPELT = rf"(?:{'|'.join(NUMBER_WORDS)})\b|a(?= (?:{'|'.join(_SCALED)})\b)"
_NUMBER = rf"(?P<number>\d[\d,]*(?:\.\d+)?|{_SPELT})(?: (?P<times>{'|'.join(_SCALED)}))?"
_MORE = r"(?:more|greater|higher|larger|longer|older|taller) than|over|above|exceed(?:s|ing)?"
_LESS = r"(?:less|fewer|lower|smaller|shorter|younger) than|under|below"
_CONDITION = re.compile(rf"\b(?:(?P<more>{_MORE})|(?P<least>at least)|(?P<less>{_LESS})|(?P<most>at most)) {_NUMBER}", re.IGNORECASE)
_TIME = re.compile(r"\b(?P<order>before|after) (?P<year>(?:1[89]|20)\d\d)\b", re.IGNORECASE)

#: What the comparators of figures leave open: the true figure may be larger, or smaller.
_LARGER, _SMALLER = frozenset(("over", "at-least")), frozenset(("nearly", "at-most", "up-to", "under"))
_INFINITY = float("inf")


class Condition(NamedTuple):
    """A condition.

    Attributes:
        start: of its words in the question, in characters.
        end: after them.
        low: the least value that fulfils it.
        high: the largest.
        is_strict: whether the limits themselves do not fulfil it.
        is_time: whether it compares years.
    """

    start: int
    end: int
    low: float
    high: float
    is_strict: bool
    is_time: bool


def read_condition(text: str) -> Condition | None:
    """Return the condition of a question; None if it has none.

    >>> read_condition("Did more than 2,000 people come?")[2:]
    (2000.0, inf, True, False)
    """
    found = _TIME.search(text)
    if found:
        year, is_before = float(found["year"]), found["order"].casefold() == "before"
        low, high = (-_INFINITY, year) if is_before else (year, _INFINITY)
        return Condition(found.start(), found.end(), low, high, is_strict=True, is_time=True)
    found = _CONDITION.search(text)
    if not found:
        return None
    number = _value(found["number"].casefold()) * SCALES.get((found["times"] or "").casefold(), 1)
    low, high = (number, _INFINITY) if found["more"] or found["least"] else (-_INFINITY, number)
    return Condition(found.start(), found.end(), low, high, bool(found["more"] or found["less"]), is_time=False)


def _value(number: str) -> float:
    """Return a number in digits or in a word."""
    return 1 if number == "a" else float(NUMBER_WORDS.get(number, number.replace(",", "")))


def fulfils(condition: Condition, fact: FactView) -> bool | None:
    """Return whether a fact fulfils a condition; None if it has no such value, or its limits leave that open."""
    spans = list(_years(fact) if condition.is_time else _numbers(fact))
    if not spans:
        return None
    low, high, excludes_low = spans[0]
    if _is_inside(condition, low, high, excludes_low=excludes_low):
        return True
    outside = high < condition.low or low > condition.high or (condition.is_strict and (high == condition.low or low == condition.high))
    return False if outside else None


def _is_inside(condition: Condition, low: float, high: float, *, excludes_low: bool) -> bool:
    if condition.is_strict:
        is_above = low > condition.low or condition.low == -_INFINITY or (low == condition.low and excludes_low)
        return is_above and (high < condition.high or condition.high == _INFINITY)
    return low >= condition.low and high <= condition.high


def _years(fact: FactView) -> Iterator[tuple[float, float, bool]]:
    for filler in fact.fillers:
        if isinstance(filler.term, Literal) and filler.term.datatype.value.endswith("EDTF"):
            found = re.match(r"\d{4}", filler.term.value)
            if found:
                yield float(found.group()), float(found.group()), False


def _numbers(fact: FactView) -> Iterator[tuple[float, float, bool]]:
    """Yield the limits of a figure, and whether the true figure is larger than the lower one."""
    values = {each.role: each.term.value for each in fact.fillers if isinstance(each.term, Literal)}
    low, high = values.get(local_name(DG["low"])), values.get(local_name(DG["high"]))
    if low is None or high is None:
        return
    comparators = {each.term.value.rpartition("/")[2] for each in fact.fillers if isinstance(each.term, NamedNode)}
    is_open = comparators & _LARGER
    yield (
        -_INFINITY if comparators & _SMALLER else float(low),
        _INFINITY if is_open else float(high),
        "over" in comparators,
    )
