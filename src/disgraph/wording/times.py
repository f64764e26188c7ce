"""Times in words, and the tense that a time asks for."""

from __future__ import annotations

import re

from disgraph.wording.noun_phrases import Slots, phrases

#: Tenses of a sentence.
PRESENT, PERFECT, PAST = "present", "perfect", "past"

_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_OPEN = ("", "..")
_DAY = re.compile(r"\d{1,2} [A-Z]")


def tense(slots: Slots) -> str:
    """Return the tense of a record.

    A start without an end: perfect. Any other time: past. Without a time: the tense of the source, where the claim says that it is
    the past (`tense: past`), else present.
    """
    time, start, end = (_first(slots, role) for role in ("time", "start", "end"))
    if time or end:
        return PERFECT if not end and _is_open(time) else PAST
    if start:
        return PERFECT
    return PAST if _first(slots, "tense") == PAST else PRESENT


def _is_open(time: str) -> bool:
    return "/" in time and time.partition("/")[2] in _OPEN


def _first(slots: Slots, role: str) -> str:
    return next((phrase.text for phrase in slots.get(role, ())), "")


def when(slots: Slots) -> str:
    """Return a record's time in words, from its time, start and end (EDTF): `July 2017`, `since 2017`, `2016 to 2019`."""
    time, start, end = (_first(slots, role) for role in ("time", "start", "end"))
    parts = [spell_time(time)] if time else []
    if start and end:
        parts.append(f"{spell_time(start)} to {spell_time(end)}")
    else:
        parts += [f"since {spell_time(start)}"] if start else []
        parts += [f"until {spell_time(end)}"] if end else []
    return ", ".join(parts)


def date(slots: Slots) -> str:
    """Return a record's time as it follows a verb: `in July 2017`, `since 2017`, `from 2016 to 2019`.

    Without a time, a record in the present tense is as of the date of its document, if that is known.
    """
    time, start, end, stated = (_first(slots, role) for role in ("time", "start", "end", "asOf"))
    if time or start or end:
        span = spell_span(start, end)
        return ", ".join(filter(None, [spell_date(time) if time else "", span]))
    return f"as of {spell_time(stated)}" if stated and tense(slots) == PRESENT else ""


def duration(slots: Slots) -> str:
    """Return the time of a record of what lasts, as it follows a verb: as `date`, but `until 2012` for a period without a known start."""
    time = _first(slots, "time")
    first, slash, last = time.partition("/")
    return date({**slots, "time": [], "end": phrases([last])}) if slash and first in _OPEN and not _first(slots, "end") else date(slots)


def spell_span(start: str, end: str) -> str:
    """Return a start and an end as they follow a verb; either may be empty."""
    if start and end:
        return f"from {spell_time(start)} to {spell_time(end)}"
    return f"since {spell_time(start)}" if start else f"until {spell_time(end)}" if end else ""


def spell_date(text: str) -> str:
    """Return an EDTF date or interval as it follows a verb.

    >>> spell_date("2017-07"), spell_date("2020-05-17"), spell_date("2016/2019"), spell_date("2022/..")
    ('in July 2017', 'on 17 May 2020', 'from 2016 to 2019', 'since 2022')
    """
    words = spell_time(text)
    if "/" in text:
        first, _, last = text.partition("/")
        if first in _OPEN:
            return f"by {spell_time(last)}"
        return words if last in _OPEN else f"from {words}"
    return f"on {words}" if _DAY.match(words) else f"in {words}"


def spell_time(text: str) -> str:
    """Return an EDTF date or interval in words.

    >>> spell_time("2017-07"), spell_time("2016/2019"), spell_time("../2020-06"), spell_time("2015-22")
    ('July 2017', '2016 to 2019', 'up to June 2020', 'summer 2015')
    >>> spell_time("2016%"), spell_time("/2016"), spell_time("1985-04-XX")
    ('about 2016 (uncertain)', 'up to 2016 (start unknown)', 'April 1985 (day unknown)')
    """
    if "/" not in text:
        return _spell_single(text)
    first, _, last = text.partition("/")
    if first in _OPEN:
        return f"up to {_spell_single(last)}{'' if first else ' (start unknown)'}"
    if last in _OPEN:
        return f"since {_spell_single(first)}{'' if last else ' (end unknown)'}"
    return f"{_spell_single(first)} to {_spell_single(last)}"


def _spell_single(text: str) -> str:
    about = "about " if text.endswith(("~", "%")) else ""
    date = text.rstrip("~?%")
    notes = ["uncertain"] if text.endswith(("?", "%")) else []
    if date.endswith("-XX"):
        notes.insert(0, "month unknown" if date.count("-") == 1 else "day unknown")
    words = _spell_known(date.replace("-XX", ""))
    remark = f" ({', '.join(notes)})" if notes else ""
    return f"{about}{words}{remark}"


def _spell_known(date: str) -> str:
    """Return a date without qualifier and without unknown month or day."""
    year, *rest = date.split("-")
    if year.endswith("X"):
        return f"{year.replace('X', '0')}s"
    if not rest:
        return year
    month = _SEASONS.get(rest[0]) or _MONTHS[int(rest[0]) - 1]
    return f"{int(rest[1])} {month} {year}" if len(rest) > 1 else f"{month} {year}"
