"""Rows as text for people, Markdown, CSV, TSV or JSON."""

from __future__ import annotations

from collections.abc import Sequence

from disgraph.render.json_output import to_json, versioned
from disgraph.render.markdown_text import escape_cell
from disgraph.render.terminal import READABLE, UNLIMITED, one_line, width, wrapped

Rows = Sequence[Sequence[str]]

#: A column that is narrower than this cuts words; rows are then written as records.
_NARROWEST = 12

#: A cell of TSV holds neither tabs nor line breaks.
_TSV_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})

#: Blanks between columns.
_GAP = 2


def render_table(columns: Sequence[str], rows: Rows, form: str) -> str:
    """Return a table in one of the forms of `--format`.

    Args:
        columns: their names.
        rows: a text for each column.
        form: text, md, csv, tsv, json or jsonl.
    """
    if form == "json":
        return versioned({"columns": list(columns), "rows": _objects(columns, rows)})
    if form == "jsonl":
        return "".join(to_json(row, indent=None) for row in _objects(columns, rows))
    if form == "csv":
        return _comma_separated(columns, rows)
    if form == "tsv":
        return "".join("\t".join(cell.translate(_TSV_ESCAPES) for cell in row) + "\n" for row in (columns, *rows))
    return markdown_table(columns, rows) if form == "md" else text_table(columns, rows)


def markdown_table(columns: Sequence[str], rows: Rows) -> str:
    """Return a table in Markdown."""

    def line(cells: Sequence[str]) -> str:
        return "| " + " | ".join(map(escape_cell, cells)) + " |\n"

    return line(columns) + line(["---"] * len(columns)) + "".join(line(row) for row in rows)


def text_table(columns: Sequence[str], rows: Rows) -> str:
    """Return aligned columns if they fit the terminal without cutting words, else one record a row, a line for each filled cell."""
    if not columns:
        return "".join("(no columns)\n" for _ in rows)
    table = [list(map(one_line, row)) for row in (columns, *rows)]
    filled = [at for at in range(len(columns)) if any(row[at] for row in table[1:])] or list(range(len(columns)))
    shown = [[row[at] for at in filled] for row in table]
    widths = _widths(shown, width())
    return _records(shown) if widths is None else _aligned(shown, widths)


def _aligned(table: list[list[str]], widths: list[int]) -> str:
    import textwrap

    lines = []
    for number, row in enumerate(table):
        cells = [textwrap.wrap(cell, size) or [""] for cell, size in zip(row, widths, strict=True)]
        for level in range(max(map(len, cells))):
            parts = [(cell[level] if level < len(cell) else "").ljust(size) for cell, size in zip(cells, widths, strict=True)]
            lines.append((" " * _GAP).join(parts).rstrip() + "\n")
        if number == 0:
            lines.append((" " * _GAP).join("-" * size for size in widths) + "\n")
    return "".join(lines)


def _records(table: list[list[str]]) -> str:
    """Return each row as lines `name: value`, with a blank line between rows."""
    columns, *rows = table
    records = ("\n".join(line for name, cell in zip(columns, row, strict=True) if cell for line in _field(name, cell)) for row in rows)
    return "\n\n".join(records) + "\n"


def _field(name: str, cell: str) -> list[str]:
    return wrapped(cell, f"{name}: ", "  ")


def _widths(table: list[list[str]], limit: int) -> list[int] | None:
    """Return column widths that fit the limit, or None if a column would be too narrow for its words.

    Output that is not a terminal has no limit; there a table that is too wide to be read is written as records, too.
    """
    count = len(table[0])
    wanted = [max(1, *(len(row[at]) for row in table)) for at in range(count)]
    room = limit - _GAP * (count - 1)
    if sum(wanted) <= room:
        return wanted if limit < UNLIMITED or sum(wanted) <= READABLE else None
    words = [max((len(word) for row in table for word in row[at].split()), default=1) for at in range(count)]
    least = [min(size, max(word, _NARROWEST)) for size, word in zip(wanted, words, strict=True)]
    return _shared(wanted, least, room) if sum(least) <= room else None


def _shared(wanted: list[int], least: list[int], room: int) -> list[int]:
    """Return widths of at least `least` and at most `wanted`: what is left goes to the columns one by one, in equal steps."""
    widths, left = list(least), room - sum(least)
    while left > 0 and widths != wanted:
        open_columns = [at for at in range(len(widths)) if widths[at] < wanted[at]]
        step = max(1, left // len(open_columns))
        for at in open_columns:
            added = min(step, wanted[at] - widths[at], left)
            widths[at] += added
            left -= added
    return widths


def _objects(columns: Sequence[str], rows: Rows) -> list[dict[str, str]]:
    return [dict(zip(columns, row, strict=True)) for row in rows]


def _comma_separated(columns: Sequence[str], rows: Rows) -> str:
    import csv
    import io

    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()
