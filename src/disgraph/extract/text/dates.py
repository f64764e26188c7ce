"""The dates that a text names, in the Extended Date/Time Format (docs/claims.md, Time)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for number, name in enumerate(_NAMES, 1)}
_SEASONS = {"spring": "21", "summer": "22", "autumn": "23", "fall": "23", "winter": "24"}
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_YEAR = r"(?:1[6-9]\d\d|20\d\d)(?![\d%]|[,.:]\d)"
_DAY = r"[0-3]?\d(?:st|nd|rd|th)?\b"
#: One date; the parts that matter are read from its words, so that one pattern serves every order of them.
_ONE = (
    rf"(?:{_DAY}\s(?:of\s)?{_MONTH}(?:,?\s{_YEAR})?|{_MONTH}\s{_DAY}(?:,?\s{_YEAR})?|{_MONTH},?\s(?:of\s)?{_YEAR}"
    rf"|(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)\s(?:of\s)?{_YEAR}"
    rf"|\d{{4}}-[01]\d-[0-3]\d\b|(?:1[6-9]|20)\d0s\b|{_YEAR})"
)
_DATE = re.compile(
    rf"(?<![\w$£€¥₹₦.,/#-])(?:(?P<month>{_MONTH}|{_MONTH}\s{_DAY})(?=(?:\s?[-\u2013/]\s?|\s(?:to|until|till|and|through)\s)(?P<later>{_MONTH}(?:\s{_DAY})?,?\s{_YEAR}))"
    rf"(?:\s?[-\u2013/]\s?|\s(?:to|until|till|and|through)\s)(?P=later)|(?P<first>{_ONE})"
    rf"(?:(?P<join>\s?[-\u2013/]\s?|\s(?:to|until|till|and|through)\s)(?P<last>{_ONE}|(?<=[-\u2013/])\d\d(?!\d)))?)"
)
_PREFIX = re.compile(
    r"(?P<open>since(?:\sthe)?|ever since|from)\s(?:early\s|late\s|mid-|the\s(?:end|beginning|start)\sof\s|the\s)*$"
    r"|(?P<until>until|till|by|up to|before)\s(?:early\s|late\s|mid-|the\s(?:end|beginning|start|first half|middle)\sof\s|the\s)*$"
    r"|(?P<between>between)\s$|(?P<about>around|about|circa)\s$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z]+|\d+")
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d\s?(?:[ap]\.?m\b\.?)?|\b\d{1,2}\s?[ap]\.?m\b\.?", re.IGNORECASE)
#: Words before a bare number of four digits that make it a year.
_YEARLY = re.compile(
    r"(?:\b(?:in|since|by|of|from|until|till|during|before|after|to|and|through|around|early|late|between|the|for|year|than|as|at)\s|[(,]\s?)$",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\s[a-z]{3,}(?:s|en|le|ff)\b")
#: Characters before a date in which the words that qualify it are sought.
_REACH = 32
_TWO_DIGITS = 2


class TextDate(NamedTuple):
    """A date in a text; `edtf` is empty without a year ("on May 3", "8:30")."""

    start: int
    end: int
    edtf: str


def find_dates(view: str) -> tuple[TextDate, ...]:
    """Return the dates and times of day of a text, in order.

    Args:
        view: the text with blanks and marks made alike, one for one.
    """
    return tuple(sorted((*_dates(view), *(TextDate(*clock.span(), "") for clock in _CLOCK.finditer(view) if _is_clock(clock[0])))))


def _is_clock(text: str) -> bool:
    return ":" in text or text.rstrip(".").lower().endswith("m")


def _dates(view: str) -> Iterator[TextDate]:
    for match in _DATE.finditer(view):
        before = view[max(0, match.start() - _REACH) : match.start()]
        if match["month"]:
            last = _one(match["later"])
            yield TextDate(match.start(), match.end(), f"{_one(match['month'] + ' ' + last[:4])}/{last}")
            continue
        if match["first"].isdigit() and not match["join"] and _is_count(view, match.end(), before):
            continue
        if (match["join"] or "").strip() == "and" and not _is_between(before) and len(match["last"]) > _TWO_DIGITS:
            yield TextDate(*match.span("first"), _prefixed(_one(match["first"]), before))
            yield TextDate(*match.span("last"), _one(match["last"]))
        else:
            yield TextDate(match.start(), match.end(), _edtf(match, before))


def _is_count(view: str, end: int, before: str) -> bool:
    """Return whether four digits count something ("2000 people") rather than name a year."""
    return not _YEARLY.search(before) and _COUNTED.match(view, end) is not None


def _edtf(match: re.Match[str], before: str) -> str:
    first = _one(match["first"])
    if first and match["join"] and match["last"]:
        last = _one(match["last"] if len(match["last"]) > _TWO_DIGITS else first[:2] + match["last"])
        return f"{first}/{last}" if first < last else first
    return _prefixed(first, before)


def _is_between(before: str) -> bool:
    prefix = _PREFIX.search(before)
    return bool(prefix and prefix["between"])


def _prefixed(first: str, before: str) -> str:
    """Return a date as the words before it have it: since, until, about."""
    prefix = _PREFIX.search(before)
    if not first or not prefix:
        return first
    if prefix["open"] and not prefix["open"].lower().startswith("from"):
        return f"{first}/.."
    if prefix["until"]:
        return f"../{first}"
    return f"{first}~" if prefix["about"] else first


def _one(text: str) -> str:
    """Return one date in EDTF, or an empty text without a year."""
    words = _WORD.findall(text)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return text
    if text.endswith("0s"):
        return f"{text[:3]}X"
    year = next((word for word in words if word.isdigit() and len(word) > _TWO_DIGITS), "")
    month = next((_MONTHS[word[:3].lower()] for word in words if word[:3].lower() in _MONTHS), None)
    season = next((_SEASONS[word.lower()] for word in words if word.lower() in _SEASONS), "")
    day = next((int(word) for word in words if word.isdigit() and len(word) <= _TWO_DIGITS), None)
    if not year or season:
        return f"{year}-{season}" if year else ""
    if month is None:
        return year
    return f"{year}-{month:02}-{day:02}" if day and day < 32 else f"{year}-{month:02}"  # noqa: PLR2004
