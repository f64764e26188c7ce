"""Sheets as a workbook of Excel: texts stay texts, nothing runs, and the same sheets are the same bytes."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from disgraph.errors import InputError, LimitExceeded
from disgraph.export.characters import held
from disgraph.export.sheets import Cell, Sheet
from disgraph.export.xmltext import IMPOSSIBLE

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

#: What a cell, a sheet and the name of a sheet hold (https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3).
MOST_CHARACTERS, MOST_ROWS, MOST_IN_NAME = 32_767, 1_048_576, 31

#: What the name of a sheet may not have.
_NOT_IN_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")

#: A workbook says when it was made; so that the same graph gives the same bytes it says this.
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001  (workbooks have no time zone)
_NARROW, _WIDE, _SAMPLE = 10, 60, 50


def xlsx(sheets: Sequence[Sheet]) -> bytes:
    """Return a workbook that begins with a table of contents.

    Args:
        sheets: in order; their titles may be any texts.

    Raises:
        InputError: a text has a character that XML cannot hold, or is longer than a cell; the message names whose it is.
        LimitExceeded: a sheet has more rows than Excel opens.
    """
    import xlsxwriter

    names = sheet_names(["Contents", *(sheet.title for sheet in sheets)])
    linked = tuple((name, sheet.about, len(sheet.rows)) for name, sheet in zip(names[1:], sheets, strict=True))
    contents = Sheet("Contents", "", ("sheet", "holds", "rows"), linked)
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        book.set_properties({"title": "disgraph", "created": _MADE})
        for name, sheet in zip(names, (contents, *sheets), strict=True):
            _write(book, book.add_worksheet(name), name, sheet)
    return file.getvalue()


def sheet_names(titles: Iterable[str]) -> list[str]:
    """Return names of sheets that Excel takes: short, without its seven signs, and different without regard to case.

    >>> sheet_names(["and/or", "And or", "History", "x" * 40])
    ['and or', 'And or 2', 'History 2', 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']
    """
    taken = {"history"}  # Excel keeps it for itself
    names = []
    for title in titles:
        plain = " ".join(_NOT_IN_NAME.sub(" ", title).split()).strip("'") or "Sheet"
        name, count = plain[:MOST_IN_NAME].strip(), 1
        while name.lower() in taken:
            count += 1
            name = f"{plain[: MOST_IN_NAME - len(str(count)) - 1].strip()} {count}"
        taken.add(name.lower())
        names.append(name)
    return names


def _write(book: Workbook, page: Worksheet, name: str, sheet: Sheet) -> None:
    if len(sheet.rows) >= MOST_ROWS:
        raise LimitExceeded(f"{name}: {len(sheet.rows):,} rows, and a sheet holds {MOST_ROWS:,}.", "Export a part of it, or as csv.")
    head = book.add_format({"bold": True, "bottom": 1})
    body = book.add_format({"text_wrap": True, "valign": "top"})
    for column, title in enumerate(sheet.columns):
        longest = max((len(str(row[column] or "")) for row in sheet.rows[:_SAMPLE]), default=0)
        page.set_column(column, column, min(max(len(title), longest, _NARROW), _WIDE))
        page.write_string(0, column, title, head)
    for number, row in enumerate(sheet.rows, 1):
        owner = f"{name}, {row[0]}"
        for column, value in enumerate(row):
            _cell(page, (number, column), value, body, owner)
    page.freeze_panes(1, min(2, len(sheet.columns)))
    page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)


def _cell(page: Worksheet, place: tuple[int, int], value: Cell, look: Any, owner: str) -> None:
    """Write a text as a text, whatever it begins with, and a number as a number."""
    if isinstance(value, str):
        held(value, owner, IMPOSSIBLE, "XML", "csv, json, ttl or jsonld")
        if len(value.encode("utf-16-le")) // 2 > MOST_CHARACTERS:
            raise InputError(
                f"{owner}: {value[:60]!r} is longer than a cell of Excel, which holds {MOST_CHARACTERS:,} characters.",
                "Shorten it in the source, or export as csv, json, ttl or jsonld.",
            )
        if value:
            page.write_string(*place, value, look)
    elif value is not None:
        page.write_number(*place, value, look)
