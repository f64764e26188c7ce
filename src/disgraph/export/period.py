"""A period of time as users write it: two days, months or years."""

from __future__ import annotations

import re
from datetime import date

from disgraph.errors import MisuseError

#: Completes a month or a year to its first and to its last day. Days are compared as text and not shown, so 31 fits every month.
_FIRST, _LAST = "-01-01", "-12-31"
_FORM = re.compile(r"\d{4}(-\d\d){0,2}", re.ASCII)


def read_period(first: str, last: str) -> tuple[str, str]:
    """Return the first and the last day of a period.

    Args:
        first: a day, month or year, such as 2017-07-31, 2017-07 or 2017.
        last: the same; of a month or year the last day is used.

    Raises:
        MisuseError: one is not a date, or the period ends before it begins.

    >>> read_period("2016", "2017-06")
    ('2016-01-01', '2017-06-31')
    """
    for text in (first, last):
        if not _is_date(text):
            raise MisuseError(f"{text!r} is not a day, month or year.", "Write it as 2017-07-31, 2017-07 or 2017.")
    begin, end = _completed(first, _FIRST), _completed(last, _LAST)
    if begin > end:
        raise MisuseError(f"{first} is after {last}.", "Give the earlier date first.")
    return begin, end


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(_completed(text, _FIRST))
    except ValueError:
        return False
    return _FORM.fullmatch(text) is not None


def _completed(text: str, rest: str) -> str:
    return text + rest[len(text) - 4 :]
