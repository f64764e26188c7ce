"""Checks of the catalogue fields that a citation needs: dates, languages and web addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from urllib.parse import urlsplit

#: Fields that are dates; `accessed` is the day on which a web page was read, `annotated` that of the last reading of its claims.
_DATES = ("date", "accessed", "annotated")
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
#: A language tag of BCP 47, as the shape of documents has it.
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
#: Longest web address, in characters; servers refuse longer ones.
_MAX_URL = 2_000


def is_date(text: str) -> bool:
    """Return whether a text is a day, month or year of the calendar: 2024-05-17, 2024-05 or 2024."""
    found = _DATE.fullmatch(text)
    if not found:
        return False
    try:
        date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return False
    return True


def is_url(text: str) -> bool:
    """Return whether a text is an absolute web address."""
    if len(text) > _MAX_URL or not text.isprintable() or any(map(str.isspace, text)):
        return False
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        return False


def malformed_fields(fields: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield the fields with a wrong value, each with its name, the error and a remedy; empty fields are unknown."""
    for name in _DATES:
        value = fields.get(name, "")
        if value and not is_date(value):
            yield name, f"{value!r} is not a date", "Write 2024-05-17, 2024-05 or 2024."
    language = fields.get("language", "")
    if language and not _LANGUAGE.fullmatch(language):
        yield "language", f"{language!r} is not a language tag", "Write a tag such as en or zh-Hans."
    url = fields.get("url", "")
    if url and not is_url(url):
        yield "url", f"{url!r} is not a web address", "Write an address that begins with http:// or https://."
