"""Dates and intervals in the Extended Date/Time Format, and the days that they allow.

The forms are those of EDTF level 1 that claims need (https://www.loc.gov/standards/datetime/): year, month, day, season,
approximate `~`, uncertain `?`, decade `201X`, intervals, and open or unknown ends `..`.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import NamedTuple

_DATE = re.compile(r"(?P<year>\d{4}|\d{3}X)(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?", re.ASCII)

#: EDTF numbers the seasons of the northern hemisphere 21 to 24; winter runs into the next year.
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}


class Days(NamedTuple):
    """The first and the last day that a date allows; `None` where it is open."""

    earliest: dt.date | None
    latest: dt.date | None


def days(text: str) -> Days:
    """Return the days that an EDTF date or interval allows.

    Raises:
        ValueError: the text is not such a date; the message gives the reason.
    """
    if "/" not in text:
        return _days_of_date(text)
    first, _, last = text.partition("/")
    earliest, latest = _end(first).earliest, _end(last).latest
    if earliest and latest and earliest > latest:
        raise ValueError(f"{text}: ends before it begins")
    if earliest is None and latest is None:
        raise ValueError(f"{text}: open at both ends")
    return Days(earliest, latest)


def _end(text: str) -> Days:
    return Days(None, None) if text in ("", "..") else _days_of_date(text)


def _days_of_date(text: str) -> Days:
    match = _DATE.fullmatch(text.strip("~?%"))
    if not match:
        raise ValueError(f"{text}: not a date such as 2017, 2017-07, 2017-07-03, 2015-22 (summer) or 2016/2019")
    year, month, day = match["year"], match["month"], match["day"]
    if year.endswith("X"):
        if month:
            raise ValueError(f"{text}: a decade has no month")
        return Days(dt.date(int(year[:3]) * 10, 1, 1), dt.date(int(year[:3]) * 10 + 9, 12, 31))
    if not month:
        return Days(dt.date(int(year), 1, 1), dt.date(int(year), 12, 31))
    if int(month) in _SEASONS and not day:
        first, last = _SEASONS[int(month)]
        return Days(_first(int(year), first), _last(int(year), last))
    if int(month) not in range(1, 13):
        raise ValueError(f"{text}: {month} is not a month")
    if not day:
        return Days(_first(int(year), int(month)), _last(int(year), int(month)))
    try:
        exact = dt.date(int(year), int(month), int(day))
    except ValueError as error:
        raise ValueError(f"{text}: {error}") from error
    return Days(exact, exact)


def _first(year: int, month: int) -> dt.date:
    return dt.date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def _last(year: int, month: int) -> dt.date:
    first = _first(year, month)
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])
