"""What the checks read in words: figures told in plain words, content words, and where a number stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from disgraph.audit.interval import tell
from disgraph.audit.told import Figure, Span

_WORD = re.compile(r"[a-z][a-z'-]*[a-z]|[a-z]")
_NUMBER = re.compile(r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_SCALE = re.compile(r"\s+(thousand|million|billion)", re.IGNORECASE)
_SCALES = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_STEM = 6

#: Words that tell nothing of who is counted.
_EMPTY_WORDS = """
a all already also an and are as at average been being by can did do for from had has have he her him his how in into is it its
member members of on or out over own people person persons than that the their them there these they this those to total up was
were what when where which who whom whose with
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())

#: Units as they are said beside a figure; the others are said by their name with an s.
_SAID = {
    "CNY": "yuan", "USD": "US dollars", "percent": "percent", "times": "times", "person": "persons", "family": "families",
    "company": "companies", "mu": "mu", "square-metre": "square metres", "person-time": "person-times", "million-people": "million people",
}  # fmt: skip
_COMPARATORS = {"over": "over ", "at-least": "at least ", "nearly": "nearly ", "about": "about ", "at-most": "no more than ",
                "up-to": "up to ", "under": "under "}  # fmt: skip


def unit_words(unit: str, *, one: bool = False) -> str:
    """Return a unit as it is said beside a figure."""
    if one and unit not in ("CNY", "percent", "times", "mu", "million-people"):
        return "US dollar" if unit == "USD" else unit.replace("-", " ")
    return _SAID.get(unit, f"{unit.replace('-', ' ')}s" if unit else "")


def amount(figure: Figure) -> str:
    """Return a figure with comparator and unit: `over 1,200 persons`."""
    number = tell(figure.value, 4) if figure.stated else f"{tell(Fraction(figure.low), 4)} to {tell(Fraction(figure.high), 4)}"
    per = "".join(f" per {each.replace('-', ' ')}" for each in sorted(figure.per))
    unit = unit_words(figure.unit, one=number == "1")
    return f"{_COMPARATORS.get(figure.comparator, '')}{number} {unit}{per}".strip()


def named(figure: Figure) -> str:
    """Return a figure with what it counts: `152 persons (staff members with disabilities)`."""
    what = figure.population or figure.measure_label
    return f"{amount(figure)} ({what})" if what else amount(figure)


def stems(text: str, without: Iterable[str] = ()) -> frozenset[str]:
    """Return the content words of a text, cut to six letters so that word forms fall together."""
    left_out = frozenset(word[:_STEM] for other in without for word in _WORD.findall(other.lower()))
    words = (word.strip("'-").removesuffix("'s") for word in _WORD.findall(text.lower().replace("\u2019", "'")))
    return frozenset(word[:_STEM] for word in words if word not in _EMPTY) - left_out


def number_at(span: Span, value: Fraction) -> int | None:
    """Return where in its document a number stands in digits, the last time in the span, or nothing if it does not."""
    found = None
    for match in _NUMBER.finditer(span.quote):
        number = Fraction(Decimal(match[0].replace(",", "")))
        scale = _SCALE.match(span.quote, match.end())
        if value in (number, number * _SCALES[scale[1].lower()] if scale else number):
            found = span.start + match.start()
    return found


def position(figure: Figure, document: str) -> int | None:
    """Return where a figure's number stands in a document: the first place of its spans that has it in digits."""
    places = (number_at(span, figure.value) for span in figure.spans if span.document == document)
    return min((place for place in places if place is not None), default=None)


def listed(items: Iterable[str]) -> str:
    """Return items as `a, b and c`."""
    given = list(items)
    return given[0] if len(given) == 1 else f"{', '.join(given[:-1])} and {given[-1]}"
