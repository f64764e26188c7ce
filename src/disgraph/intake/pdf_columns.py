"""The columns of a PDF page: prose in columns is read one column after the other, a table row by row.

PDF has no reading order but that of drawing. A page is read in another order only if its lines are drawn across columns of prose, or if
they are the cells of a table.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby, pairwise
from statistics import median
from typing import NamedTuple

#: A gutter between columns has at least this width in points, and lies in this part of the width of the text.
_GUTTER, _MIDDLE = 8.0, (0.2, 0.8)
#: Least number of rows with lines in both columns, and of jumps between the columns, of a page that is read across.
_ROWS = 3
#: A line of prose fills most of its column; a cell of a table does not.
_FILLED = 0.6
#: Maximum number of columns of prose.
_COLUMNS = 5
#: What separates the cells of a row; as in the rows of tables of pages and Word documents.
_CELL = " | "


class PageBox(NamedTuple):
    """The place of a line or a part of one, in points from the lower left corner of the page."""

    left: float
    bottom: float
    right: float
    top: float


class PageText(NamedTuple):
    """The text of a page; `is_unclear` is true if its lines jump between columns that may be those of a table."""

    text: str
    is_unclear: bool = False


#: Returns the text inside a box.
ReadBox = Callable[[PageBox], str]


def read_columns(text: str, boxes: Sequence[PageBox], read: ReadBox) -> PageText:
    """Return the text of a page: columns of prose one after the other, tables row by row, and all else as drawn.

    Args:
        text: of the page, as drawn.
        boxes: the places of its lines, as drawn.
        read: returns the text inside a box.
    """
    gutters = _gutters(boxes)
    columns = _columns(boxes, gutters)
    if not gutters or not all(map(_is_prose, columns)):
        return _read_tables(text, boxes, read)
    if sum(_jumps(boxes, gutter) for gutter in gutters) < _ROWS:
        return PageText(text)
    return PageText("\n".join(filter(None, (read(box).strip() for box in _bands(boxes, gutters)))))


def _gutters(boxes: Sequence[PageBox]) -> list[float]:
    """Return the middles of the gaps between columns, from left to right."""
    gutter = _gutter(boxes)
    if gutter is None:
        return []
    left, right = ([box for box in boxes if box.right <= gutter], [box for box in boxes if box.left >= gutter])
    return [*_gutters(left), gutter, *_gutters(right)][:_COLUMNS]


def _gutter(boxes: Sequence[PageBox]) -> float | None:
    """Return the middle of a gap that few lines cross and that has lines on both sides in several rows."""
    if not boxes:
        return None
    left, right = min(box.left for box in boxes), max(box.right for box in boxes)
    first, last = (left + share * (right - left) for share in _MIDDLE)
    starts = sorted({box.left for box in boxes if first <= box.left <= last})
    found = [(_rows(boxes, at), at) for at in starts]
    rows, at = max(found, default=(0, 0.0))
    before = max((box.right for box in boxes if box.right <= at), default=left)
    return (at + before) / 2 if rows >= _ROWS and at - before >= _GUTTER else None


def _rows(boxes: Sequence[PageBox], at: float) -> int:
    """Return how many lines begin at a place and have a line in their row that ends before it; 0 if more lines cross the place."""
    crossing = sum(1 for box in boxes if box.left < at - _GUTTER and box.right > at)
    beside = (box for box in boxes if abs(box.left - at) < _GUTTER)
    found = sum(1 for box in beside if any(other.right <= at and _same_row(box, other) for other in boxes))
    return found if found >= crossing else 0


def _same_row(one: PageBox, other: PageBox) -> bool:
    return min(one.top, other.top) - max(one.bottom, other.bottom) > 0.5 * min(one.top - one.bottom, other.top - other.bottom)


def _jumps(boxes: Sequence[PageBox], gutter: float) -> int:
    """Return how often the drawing goes from the left of a gutter to its right in the same row."""
    return sum(1 for one, other in pairwise(boxes) if one.right <= gutter <= other.left and _same_row(one, other))


def _columns(boxes: Sequence[PageBox], gutters: Sequence[float]) -> list[list[PageBox]]:
    """Return the lines of each column, without those that cross a gutter."""
    edges = (float("-inf"), *gutters, float("inf"))
    return [[box for box in boxes if left <= box.left and box.right <= right] for left, right in pairwise(edges)]


def _is_prose(column: Sequence[PageBox]) -> bool:
    """Return whether most lines of a column fill it."""
    if len(column) < _ROWS:
        return False
    width = max(box.right for box in column) - min(box.left for box in column)
    return median(box.right - box.left for box in column) >= _FILLED * width and width > 10 * _GUTTER


def _bands(boxes: Sequence[PageBox], gutters: Sequence[float]) -> list[PageBox]:
    """Return the boxes to read in order: lines over a gutter as they are, and between them one column after the other."""
    edges = (0.0, *gutters, max(box.right for box in boxes) + 1)
    found, sides = list[PageBox](), list[PageBox]()

    def flush() -> None:
        if sides:
            top, bottom = max(box.top for box in sides) + 1, min(box.bottom for box in sides) - 1
            found.extend(PageBox(left, bottom, right, top) for left, right in pairwise(edges))
            sides.clear()

    for box in sorted(boxes, key=lambda box: -box.top):
        if any(box.left < gutter < box.right for gutter in gutters):
            flush()
            found.append(_around([box]))
        else:
            sides.append(box)
    flush()
    return found


def _read_tables(text: str, boxes: Sequence[PageBox], read: ReadBox) -> PageText:
    """Return a page whose tables are read row by row; a page that has rows of cells which do not align is unclear."""
    rows = _lines(boxes)
    runs = [list(run) for is_row, run in groupby(rows, key=lambda row: len(row) > 1) if is_row]
    tables = [run for run in runs if len(run) >= _ROWS]
    if not tables:
        return PageText(text)
    if not all(map(_is_aligned, tables)):
        return PageText(text, is_unclear=True)
    lines = (_CELL.join(" ".join(read(_around([cell])).split()) for cell in row) for row in rows)
    return PageText("\n".join(filter(None, lines)))


def _lines(boxes: Sequence[PageBox]) -> list[list[PageBox]]:
    """Return the lines of a page from top to bottom, each as cells from left to right; parts with a narrow gap are one cell."""
    rows: list[list[PageBox]] = []
    for box in sorted(boxes, key=lambda box: -(box.top + box.bottom)):
        if rows and _same_row(rows[-1][0], box):
            rows[-1].append(box)
        else:
            rows.append([box])
    return [_cells(row) for row in rows]


def _cells(row: Sequence[PageBox]) -> list[PageBox]:
    cells: list[PageBox] = []
    for box in sorted(row):
        if cells and box.left - cells[-1].right < _GUTTER:
            cells[-1] = _union(cells[-1], box)
        else:
            cells.append(box)
    return cells


def _is_aligned(rows: Sequence[Sequence[PageBox]]) -> bool:
    """Return whether the cells of rows are in columns: no cell reaches into two cells of another row."""
    widest = max(rows, key=len)
    return all(sum(cell.left < other.right and other.left < cell.right for other in widest) <= 1 for row in rows for cell in row)


def _union(one: PageBox, other: PageBox) -> PageBox:
    return PageBox(min(one.left, other.left), min(one.bottom, other.bottom), max(one.right, other.right), max(one.top, other.top))


def _around(boxes: Sequence[PageBox]) -> PageBox:
    """Return a box with a margin around others."""
    return PageBox(
        min(box.left for box in boxes) - 1,
        min(box.bottom for box in boxes) - 1,
        max(box.right for box in boxes) + 1,
        max(box.top for box in boxes) + 1,
    )
