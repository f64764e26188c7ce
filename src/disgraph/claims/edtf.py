"""Dates and intervals in the Extended Date/Time Format, level 1, and the days that they allow.

Source: https://www.loc.gov/standards/datetime/. A date is a year, month, day or season; unspecified digits (`201X`, `19XX`, `2004-XX`,
`1985-04-XX`, `1985-XX-XX`); one qualifier at its end: uncertain `?`, approximate `~`, or both `%`. An interval is `date/date`, with an
open end `..` or an unknown end (empty). Times of day and years outside 1 to 9999, which calendars of programs lack, are refused.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import NamedTuple

_DATE = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX)(?:-(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|XX))?)?(?P<qualifier>[?~%])?",
    re.ASCII,
)

#: EDTF numbers the seasons of the northern hemisphere 21 to 24; winter runs into the next year.
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}

_MONTHS = 12
_UNKNOWN = "XX"


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
    match = _DATE.fullmatch(text)
    if not match:
        qualified = text[:1] in ("?", "~", "%") and _DATE.fullmatch(text[1:])
        hint = f"; a qualifier follows its date: {text[1:]}{text[0]}" if qualified and not qualified["qualifier"] else ""
        raise ValueError(f"{text}: not a date such as 2017, 2017-07, 2017-07-03, 2015-22 (summer), 2015~ or 2016/2019{hint}")
    year, month, day = match["year"], match["month"], match["day"]
    if "X" in year:
        return _unspecified_year(text, year, month)
    if year == "0000":
        raise ValueError(f"{text}: there is no year 0")
    if month in (None, _UNKNOWN):
        if day not in (None, _UNKNOWN):
            raise ValueError(f"{text}: a day needs its month")
        return Days(_first(int(year), 1), _last(int(year), _MONTHS))
    return _days_of_month(text, int(year), int(month), day)


def _unspecified_year(text: str, year: str, month: str | None) -> Days:
    """Return the days of a decade or a century."""
    if month:
        raise ValueError(f"{text}: {year} has no month")
    return Days(_first(int(year.replace("X", "0")) or 1, 1), _last(int(year.replace("X", "9")), _MONTHS))


def _days_of_month(text: str, year: int, month: int, day: str | None) -> Days:
    if month in _SEASONS and not day:
        if text[-1:] in "?~%":
            raise ValueError(f"{text}: a season takes no qualifier")
        first, last = _SEASONS[month]
        return Days(_first(year, first), _last(year, last))
    if month not in range(1, _MONTHS + 1):
        raise ValueError(f"{text}: {month:02} is not a month")
    if day in (None, _UNKNOWN):
        return Days(_first(year, month), _last(year, month))
    final: dt.date = _last(year, month)
    if not 1 <= int(day or 0) <= final.day:
        raise ValueError(f"{text}: the month has no day {day}; its last day is {final.isoformat()}")
    exact = final.replace(day=int(day or 0))
    return Days(exact, exact)


def _first(year: int, month: int) -> dt.date:
    return dt.date(year + (month - 1) // _MONTHS, (month - 1) % _MONTHS + 1, 1)


def _last(year: int, month: int) -> dt.date:
    first = _first(year, month)
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])
