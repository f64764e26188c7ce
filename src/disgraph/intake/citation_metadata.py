"""Who wrote a page, where it is and when it was published, from the metadata that the page states."""

from __future__ import annotations

import re
from collections.abc import Iterable

from disgraph.corpus.citation_fields import is_date, is_url
from disgraph.intake.derived_text import IntakeNote

#: Names of metadata that name an author. `article:author` is often the address of a profile, which is left out.
AUTHORS = ("author", "dc.creator", "dcterms.creator", "citation_author", "article:author", "parsely-author", "sailthru.author")
#: Longest list of authors, in characters.
_MAX_AUTHORS = 500
#: The comment that browsers write into a page that they save.
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S{1,2000})\s*-->", re.IGNORECASE)


def page_authors(stated: Iterable[str]) -> str:
    """Return the authors of a page, joined by semicolons.

    Args:
        stated: the values of all metadata in `AUTHORS`, in their order in the page.
    """
    names: dict[str, str] = {}
    for value in stated:
        name = " ".join(value.split()).removeprefix("By ").removeprefix("by ")
        if name and not is_url(name) and not name.startswith(("@", "/")):
            names.setdefault(name.casefold(), name)
    joined = "; ".join(names.values())
    return joined if len(joined) <= _MAX_AUTHORS else ""


def page_url(page: str, stated: Iterable[str]) -> str:
    """Return the address of a page: the first absolute one that it states, else the one that a browser wrote when saving it."""
    saved = _SAVED_FROM.search(page[:4_000])
    return next(filter(is_url, (*stated, *([saved[1]] if saved else ()))), "")


def stated_date(value: str) -> tuple[str, tuple[IntakeNote, ...]]:
    """Return the date that metadata states, and a note if it is not understood.

    Args:
        value: an ISO date, perhaps with a time; the time is left out.
    """
    value = " ".join(value.split())
    found = re.match(r"[0-9]{4}(?:-[0-9]{2}){0,2}(?![0-9-])", value)
    if found and is_date(found[0]):
        return found[0], ()
    note = IntakeNote("date", f"the date {value[:60]!r} is not understood and left out")
    return "", (note,) if value else ()
