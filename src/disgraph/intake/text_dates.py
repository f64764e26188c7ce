"""The date that a text gives itself in words: "Last revised 4 May 2021", "Published: 2023-08-11"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disgraph.corpus.citation_fields import is_date

#: Characters at the head and at the foot of a text in which its date is searched.
_SEARCHED = 3_000
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in _MONTHS)
_DATE = re.compile(
    rf"(?P<iso>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})|(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)? (?P<month>{_MONTH})\.?,? (?P<year>[0-9]{{4}})"
    rf"|(?P<month2>{_MONTH})\.? (?P<day2>[0-9]{{1,2}})(?:st|nd|rd|th)?,? (?P<year2>[0-9]{{4}})",
    re.IGNORECASE,
)
#: What gives a text its own date: at the beginning of a line or of a sentence, and directly before the date.
_OF_TEXT = re.compile(
    r"(?:^|[.|\u00b7] )[ \t*_#>-]{0,6}(?P<words>(?:first |last |date )?(?P<kind>published|issued|released|posted|updated|revised|modified)"
    r"(?: on)?[*_]{0,2}:?[*_]{0,2} )(?=(?P<date>[0-9A-Za-z][^\n]{7,24}))",
    re.IGNORECASE | re.MULTILINE,
)
_LATER = ("updated", "revised", "modified")


def text_date(text: str) -> tuple[str, str]:
    """Return the ISO date that a text gives itself and the words that give it, or two empty texts.

    A date of publication goes before one of a revision. Dates in digits are read only in ISO form: 4/5/2021 may be in April or in May.
    """
    parts = (text,) if len(text) <= 2 * _SEARCHED else (text[:_SEARCHED], text[-_SEARCHED:])
    found = [one for part in parts for one in _dates(part)]
    return min(found, key=lambda one: one[0] in _LATER)[1:] if found else ("", "")


def _dates(text: str) -> Iterator[tuple[str, str, str]]:
    for mark in _OF_TEXT.finditer(text):
        date = _DATE.match(mark["date"])
        if date and is_date(found := _iso(date)):
            yield mark["kind"].lower(), found, " ".join(f"{mark['words']}{date[0]}".split())


def _iso(date: re.Match[str]) -> str:
    if date["iso"]:
        return date["iso"]
    month = (date["month"] or date["month2"]).lower()[:3]
    number = next(at for at, name in enumerate(_MONTHS, 1) if name.startswith(month))
    return f"{date['year'] or date['year2']}-{number:02}-{int(date['day'] or date['day2']):02}"
