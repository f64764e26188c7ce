"""Figures that a language model proposes: which roles they need, and whether the text has their values."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal, InvalidOperation

from disgraph.corpus.folding import Span
from disgraph.extract.relations.observations import measure_of
from disgraph.extract.text.counts import CountedNumber, find_numbers
from disgraph.extract.text.dates import find_dates
from disgraph.extract.text.text_model import TextModel

#: The roles that hold a number of the text.
VALUE_ROLES = ("value", "minValue", "maxValue")


def figure_roles(roles: Mapping[str, tuple[str, ...]]) -> bool:
    """Return whether a figure has a value or both limits, a unit, and, if it is a percentage, whom it is a share of."""
    has_value = "value" in roles or ("minValue" in roles and "maxValue" in roles)
    is_share = roles.get("unit") == ("percent",)
    return has_value and "unit" in roles and (not is_share or "population" in roles)


class FigureReader:
    """The figures and dates of a document, to compare with those of a model."""

    def __init__(self, model: TextModel) -> None:
        self.view = model.view
        self.numbers = find_numbers(model)
        self.dates = find_dates(model.view)

    def is_other_value(self, value: str, quote: Span) -> bool:
        """Return whether the digits of a value are in a quote only as a part of another figure or of a date: 1.2 of 1.2 million."""
        plain = value.replace(",", "").strip()
        inside = list(self._inside(quote))
        if not re.fullmatch(r"\d+(?:\.\d+)?", plain) or any(_is_value(plain, one) for one in inside):
            return False
        taken = [*((one.start, one.end) for one in inside), *((one.start, one.end) for one in self.dates)]
        written = re.finditer(rf"(?<![\d.,]){re.escape(plain)}(?!\d|[.,]\d)", self.view[quote.start : quote.end])
        places = [quote.start + place.start() for place in written]
        return bool(places) and all(any(start <= at < end for start, end in taken) for at in places)

    def usual_measure(self, quote: Span, values: Collection[str]) -> str:
        """Return what the figure of a quote with one of some values measures by the noun that it counts, or an empty text."""
        fitting = [one for one in self._inside(quote) if any(_is_value(value.replace(",", ""), one) for value in values)]
        return measure_of(fitting[0].unit, fitting[0].noun, "") if len(fitting) == 1 else ""

    def _inside(self, quote: Span) -> Iterator[CountedNumber]:
        yield from (one for one in self.numbers if quote.start <= one.start and one.end <= quote.end)


def _is_value(plain: str, number: CountedNumber) -> bool:
    try:
        return any(Decimal(own) == Decimal(plain) for own in (number.value, number.low, number.high) if own)
    except InvalidOperation:
        return False
