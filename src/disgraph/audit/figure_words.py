"""Figures in words, content words, and the positions of numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from disgraph.audit.audited_graph import Figure, QuotedSpan
from disgraph.audit.interval import spell_fraction
from disgraph.wording.amounts import counts_directly, spell_amount

_WORD = re.compile(r"[a-z][a-z'-]*[a-z]|[a-z]")
_NUMBER = re.compile(r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_SCALE = re.compile(r"\s+(thousand|million|billion)", re.IGNORECASE)
_SCALES = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_STEM = 6

#: Words that do not say who is counted.
_EMPTY_WORDS = """
a all already also an and are as at average been being by can did do for from had has have he her him his how in into is it its
member members of on or out over own people person persons than that the their them there these they this those to total up was
were what when where which who whom whose with
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())


def amount(figure: Figure) -> str:
    """Return a figure with comparator and unit: `over 1,200 people`."""
    number = _number(figure)
    return spell_amount(number, figure.noun(number), figure.comparator_label, figure.per_nouns)


def named(figure: Figure) -> str:
    """Return a figure with what it counts: `152 staff members with disabilities`, `45.3 percent (share of people helped)`."""
    what = figure.population or figure.measure_label
    number = _number(figure)
    if figure.population and counts_directly(figure.population, figure.nouns, figure.is_general) and number != "1":
        return spell_amount(number, figure.population, figure.comparator_label, figure.per_nouns)
    return f"{amount(figure)} ({what})" if what else amount(figure)


def beginning(text: str) -> str:
    """Return a text as the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def _number(figure: Figure) -> str:
    if figure.stated:
        return spell_fraction(figure.value, 4)
    return f"{spell_fraction(Fraction(figure.low), 4)} to {spell_fraction(Fraction(figure.high), 4)}"


def stems(text: str, without: Iterable[str] = ()) -> frozenset[str]:
    """Return the content words of a text, cut to six letters so that word forms fall together."""
    left_out = frozenset(word[:_STEM] for other in without for word in _WORD.findall(other.lower()))
    words = (word.strip("'-").removesuffix("'s") for word in _WORD.findall(text.lower().replace("\u2019", "'")))
    return frozenset(word[:_STEM] for word in words if word not in _EMPTY) - left_out


def number_at(span: QuotedSpan, value: Fraction) -> int | None:
    """Return the position of a number in digits in its document, the last one of the span, or None."""
    found = None
    for match in _NUMBER.finditer(span.quote):
        number = Fraction(Decimal(match[0].replace(",", "")))
        scale = _SCALE.match(span.quote, match.end())
        if value in (number, number * _SCALES[scale[1].lower()] if scale else number):
            found = span.start + match.start()
    return found


def position(figure: Figure, document: str) -> int | None:
    """Return the first position of a figure's number in digits in a document, or None."""
    places = (number_at(span, figure.value) for span in figure.spans if span.document == document)
    return min((place for place in places if place is not None), default=None)
