"""Rows as text for people, Markdown, CSV, TSV or JSON."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

Rows = Sequence[Sequence[str]]

#: How JSON and JSON lines output is versioned; documented in docs/formats.md.
SCHEMA_VERSION = 1


def render(columns: Sequence[str], rows: Rows, form: str) -> str:
    """Return a table in one of the forms of `--format`.

    Args:
        columns: their names.
        rows: a text for each column.
        form: text, md, csv, tsv, json or jsonl.
    """
    if form == "json":
        return to_json({"schema_version": SCHEMA_VERSION, "columns": list(columns), "rows": _objects(columns, rows)})
    if form == "jsonl":
        return "".join(to_json(row, indent=None) for row in _objects(columns, rows))
    if form in ("csv", "tsv"):
        return _separated(columns, rows, "," if form == "csv" else "\t")
    if form == "md":
        return _markdown(columns, rows)
    return _text(columns, rows, width())


def to_json(value: object, indent: int | None = 2) -> str:
    """Return a value as JSON with a final new line."""
    import json

    return json.dumps(value, ensure_ascii=False, indent=indent) + "\n"


def width() -> int:
    """Return how many columns the terminal has, or `COLUMNS` says; other output is not cut."""
    if not sys.stdout.isatty() and "COLUMNS" not in os.environ:
        return 10_000
    import shutil

    return shutil.get_terminal_size((100, 24)).columns


def _objects(columns: Sequence[str], rows: Rows) -> list[dict[str, str]]:
    return [dict(zip(columns, row, strict=True)) for row in rows]


def _separated(columns: Sequence[str], rows: Rows, separator: str) -> str:
    import csv
    import io

    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()


def _markdown(columns: Sequence[str], rows: Rows) -> str:
    def line(cells: Sequence[str]) -> str:
        return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |\n"

    return line(columns) + line(["---"] * len(columns)) + "".join(line(row) for row in rows)


def _text(columns: Sequence[str], rows: Rows, limit: int) -> str:
    """Return aligned columns; where they are wider than the terminal, cells wrap at blanks."""
    import textwrap

    if not columns:
        return "".join("(no columns)\n" for _ in rows)
    table = [[" ".join(cell.split()) for cell in row] for row in (columns, *rows)]
    widths = _fit([max(len(row[index]) for row in table) for index in range(len(columns))], limit - 2 * (len(columns) - 1))
    lines = []
    for number, row in enumerate(table):
        cells = [textwrap.wrap(cell, size) or [""] for cell, size in zip(row, widths, strict=True)]
        for level in range(max(map(len, cells))):
            parts = [(cell[level] if level < len(cell) else "").ljust(size) for cell, size in zip(cells, widths, strict=True)]
            lines.append("  ".join(parts).rstrip() + "\n")
        if number == 0:
            lines.append("  ".join("-" * size for size in widths) + "\n")
    return "".join(lines)


def _fit(wanted: list[int], limit: int) -> list[int]:
    """Return column widths that fit: narrow columns keep theirs, the wide ones share what is left."""
    widths = [max(1, size) for size in wanted]
    if sum(widths) <= limit:
        return widths
    fair, open_columns, left = 0, set(range(len(widths))), max(limit, 8 * len(widths))
    while open_columns:
        fair = left // len(open_columns)
        small = {index for index in open_columns if widths[index] <= fair}
        if not small:
            break
        left -= sum(widths[index] for index in small)
        open_columns -= small
    return [min(size, fair) if index in open_columns else size for index, size in enumerate(widths)]
