"""Tables of data as lines: each row with its own head and the heads of its columns, so that each figure keeps its meaning."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from disgraph.intake.html_marks import raised_text
from disgraph.intake.html_tree import walk

#: A span of more rows or columns is read as this many.
_MOST = 200


class TableCell(NamedTuple):
    """A cell: its words, and whether it is a head."""

    words: str
    is_head: bool


def is_data_table(table: LexborNode) -> bool:
    """Return whether a table holds data and not the layout of a page: it has heads, and no table inside."""
    return table.css_first("table table") is None and table.css_first("th") is not None and len(table.css("tr")) > 1


def table_lines(table: LexborNode) -> Iterator[str]:
    """Return the lines of a table of data.

    A row with heads of columns above it becomes `head of the row: head: words; head: words`. A row without becomes its words with bars
    between them.
    """
    caption = table.css_first("caption")
    if caption is not None and _words(caption):
        yield _words(caption)
    heads: list[str] = []
    for row in _grid(table):
        if row and all(cell.is_head for cell in row if cell.words):
            heads = _joined_heads(heads, row)
        else:
            line = _line(row, heads)
            if line:
                yield line


def _joined_heads(heads: list[str], row: list[TableCell]) -> list[str]:
    """Return the heads of columns, with those of a further row of heads."""
    width = max(len(heads), len(row))
    above = [*heads, *[""] * (width - len(heads))]
    below = [*(cell.words for cell in row), *[""] * (width - len(row))]
    return [" ".join(dict.fromkeys(filter(None, pair))) for pair in zip(above, below, strict=True)]


def _line(row: list[TableCell], heads: list[str]) -> str:
    if not any(heads):
        return " | ".join(cell.words for cell in row if cell.words)
    first, *rest = row
    has_head = first.is_head or not heads[0] or not _is_figure(first.words)
    named = zip(heads[1:] if has_head else heads, rest if has_head else row, strict=False)
    parts = "; ".join(f"{head}: {cell.words}" if head else cell.words for head, cell in named if cell.words)
    if not has_head:
        return parts
    own = f"{heads[0]}: {first.words}" if heads[0] and not first.is_head else first.words
    return "; ".join(filter(None, (own, parts))) if heads[0] and not first.is_head else " \u2013 ".join(filter(None, (own, parts)))


def _is_figure(words: str) -> bool:
    return any(sign.isdigit() for sign in words) and not any(sign.isalpha() for sign in words)


def _grid(table: LexborNode) -> Iterator[list[TableCell]]:
    """Yield the rows; a cell that spans rows or columns is in each of them."""
    waiting: dict[int, tuple[TableCell, int]] = {}
    for row in table.css("tr"):
        cells: list[TableCell] = []
        for node in (each for each in _children(row) if each.tag in ("td", "th")):
            _fill(cells, waiting)
            cell = TableCell(_words(node), node.tag == "th")
            rows = _span(node, "rowspan")
            for _ in range(_span(node, "colspan")):
                if rows > 1:
                    waiting[len(cells)] = (cell, rows - 1)
                cells.append(cell)
        _fill(cells, waiting)
        yield cells


def _fill(cells: list[TableCell], waiting: dict[int, tuple[TableCell, int]]) -> None:
    """Add the cells of rows above that go on at this place."""
    while len(cells) in waiting:
        cell, rows = waiting.pop(len(cells))
        if rows > 1:
            waiting[len(cells)] = (cell, rows - 1)
        cells.append(cell)


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.first_child
    while child is not None:
        yield child
        child = child.next


def _span(node: LexborNode, name: str) -> int:
    value = (node.attributes.get(name) or "1").strip()
    return min(int(value), _MOST) if value.isascii() and value.isdigit() and int(value) > 0 else 1


def _words(node: LexborNode) -> str:
    """Return the words of a cell in one line, raised characters as in running text."""
    parts: list[str] = []
    skipped = 0
    for inner, is_entry in walk(node):
        if skipped:
            skipped = 0 if not is_entry and inner.mem_id == skipped else skipped
        elif is_entry and inner.tag in ("sup", "sub"):
            parts.append(raised_text("".join(parts), inner))
            skipped = inner.mem_id
        elif is_entry:
            parts.append(inner.text_content or "" if inner.is_text_node else " " if inner.tag in ("br", "p", "div", "li") else "")
    return " ".join("".join(parts).split())
