"""The layout of a PDF page: columns that were drawn row by row, running heads, page numbers, and the title.

PDF has no reading order but that of drawing. Only pages whose lines jump between two columns of prose are put in another order.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise, takewhile
from statistics import median
from typing import NamedTuple

#: A gutter between columns has at least this width in points, and lies in this part of the width of the text.
_GUTTER, _MIDDLE = 8.0, (0.25, 0.75)
#: Least number of rows with lines in both columns, and of jumps between the columns, of a page that is read across.
_ROWS = 3
#: A line of prose fills most of its column; a cell of a table does not.
_FILLED = 0.6
#: Lines at the top and the bottom of a page that may be a running head, and the least number of pages that repeat it.
_EDGE, _PAGES = 2, 3
#: A running head is on at least this share of the pages, or of those of one side.
_SHARE = 0.4
#: The title is at least so much higher than other lines; it has at most so many characters.
_HIGHER, _LONGEST = 1.25, 200
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[\W_]*(?:page|p\.|seite|pagina|\u7b2c)?\s*(\d{1,4})\s*(?:\u9875)?(?:\s*(?:of|/|von|de)\s*\d{1,4})?[\W_]*", re.IGNORECASE
)
#: Titles that a program wrote: names of files and of programs.
_NO_TITLE = re.compile(
    r"\(?[^\s].*\.(?:indd|docx?|odt|rtf|pdf|qxd|qxp|pages|tex|dvi|pptx?|xlsx?|txt|html?|pub|ai|eps|ps|fm|p65|cdr)\)?"
    r"|(?:microsoft (?:word|powerpoint|excel)|powerpoint presentation|untitled|document\d*|slide \d+|presentation\d*).*"
    r"|(?:layout \d+|print|scan)"
    r"|.*[\\/].*\.\w{2,4}"
    r"|[\W\d_]*",
    re.IGNORECASE,
)


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


def read_columns(text: str, boxes: Sequence[PageBox], read: Callable[[PageBox], str]) -> PageText:
    """Return the text of a page, column by column if it is drawn across two columns of prose.

    Args:
        text: of the page, as drawn.
        boxes: the places of its lines, as drawn.
        read: returns the text inside a box.
    """
    gutter = _gutter(boxes)
    if gutter is None or _jumps(boxes, gutter) < _ROWS:
        return PageText(text)
    sides = [[box for box in boxes if box.right <= gutter], [box for box in boxes if box.left >= gutter]]
    if not all(map(_is_prose, sides)):
        return PageText(text, is_unclear=True)
    return PageText("\n".join(filter(None, (read(box).strip() for box in _bands(boxes, gutter)))))


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
    """Return how often the drawing goes from the left column to the right one in the same row."""
    return sum(1 for one, other in pairwise(boxes) if one.right <= gutter <= other.left and _same_row(one, other))


def _is_prose(column: Sequence[PageBox]) -> bool:
    """Return whether most lines of a column fill it."""
    width = max(box.right for box in column) - min(box.left for box in column)
    return len(column) >= _ROWS and median(box.right - box.left for box in column) >= _FILLED * width and width > 10 * _GUTTER


def _bands(boxes: Sequence[PageBox], gutter: float) -> list[PageBox]:
    """Return the boxes to read in order: lines over both columns as they are, and between them the left column, then the right one."""
    right, found, sides = max(box.right for box in boxes) + 1, list[PageBox](), list[PageBox]()

    def flush() -> None:
        if sides:
            top, bottom = max(box.top for box in sides) + 1, min(box.bottom for box in sides) - 1
            found.extend((PageBox(0, bottom, gutter, top), PageBox(gutter, bottom, right, top)))
            sides.clear()

    for box in sorted(boxes, key=lambda box: -box.top):
        if box.left < gutter < box.right:
            flush()
            found.append(PageBox(box.left - 1, box.bottom - 1, box.right + 1, box.top + 1))
        else:
            sides.append(box)
    flush()
    return found


def without_furniture(pages: Sequence[str]) -> list[str]:
    """Return pages without running heads and page numbers: lines at the edges that recur, or that count the pages."""
    split = [page.split("\n") for page in pages]
    for place in (*range(_EDGE), *range(-_EDGE, 0)):
        lines = [_line_at(page, place) for page in split]
        gone = _repeated(lines) | _counting(lines)
        for number in gone:
            at = _index_at(split[number], place)
            if at is not None:
                split[number][at] = "\0"
    return ["\n".join(line for line in page if line != "\0").strip("\n") for page in split]


def _index_at(page: list[str], place: int) -> int | None:
    """Return the index of the first, second, last, ... line with text; removed lines count."""
    filled = [at for at, line in enumerate(page) if line.strip()]
    return filled[place] if -len(filled) <= place < len(filled) else None


def _line_at(page: list[str], place: int) -> str:
    at = _index_at(page, place)
    return " ".join(page[at].split()) if at is not None and page[at] != "\0" else ""


def _repeated(lines: Sequence[str]) -> set[int]:
    """Return the pages whose line recurs on many pages, numbers aside."""
    alike = [_NUMBER.sub("#", line).casefold() for line in lines]
    counts = Counter(line for line in alike if any(map(str.isalpha, line)))
    wanted = {line for line, count in counts.items() if count >= max(_PAGES, _SHARE * len(lines))}
    return {number for number, line in enumerate(alike) if line in wanted}


def _counting(lines: Sequence[str]) -> set[int]:
    """Return the pages whose line is a page number, if the numbers go up with the pages."""
    numbers = {number: int(found[1]) for number, line in enumerate(lines) if (found := _PAGE_NUMBER.fullmatch(line))}
    offsets = Counter(value - number for number, value in numbers.items())
    offset, count = max(offsets.items(), key=lambda item: item[1], default=(0, 0))
    return {number for number, value in numbers.items() if value - number == offset} if count >= _EDGE else set()


def joined_words(text: str, mark: str) -> str:
    """Return a text whose broken words are joined, where the text itself has the joined form; other hyphens stay.

    Args:
        text: of the whole document.
        mark: what stands for a hyphen at the end of a line that breaks a word.
    """
    words = {word.casefold() for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text)}

    def join(found: re.Match[str]) -> str:
        first, hyphen, second = found[1], found[2], found[3]
        if f"{first}-{second}".casefold() in words:
            return f"{first}-{second}"
        is_known = f"{first}{second}".casefold() in words
        return f"{first}{second}" if hyphen.startswith(mark) or is_known else found[0]

    return re.sub(rf"([^\W\d_]+)({re.escape(mark)}\n?|-\n)([^\W\d_]+)", join, text).replace(f"{mark}\n", "").replace(mark, "-")


def stated_title(title: str) -> str:
    """Return the title in the information of a PDF file, or an empty text if it is the name of a file or a program."""
    plain = " ".join(title.split())
    return "" if _NO_TITLE.fullmatch(plain) or not plain.isprintable() else plain


def first_heading(boxes: Sequence[PageBox], read: Callable[[PageBox], str]) -> str:
    """Return the line of a page that is clearly higher than the others, with the lines of that height below it; empty if there is none."""
    heights = [box.top - box.bottom for box in boxes]
    if len(boxes) < _PAGES or max(heights) < _HIGHER * median(heights):
        return ""
    high, start = max(heights), heights.index(max(heights))
    below = takewhile(lambda pair: _continues(*pair, high), pairwise(boxes[start:]))
    words = " ".join(" ".join(read(box) for box in (boxes[start], *(box for _one, box in below))).split())
    return words if any(map(str.isalpha, words)) and len(words) <= _LONGEST else ""


def _continues(one: PageBox, other: PageBox, height: float) -> bool:
    """Return whether a line is as high as the heading and directly below it, or beside."""
    return other.top - other.bottom > height / 1.1 and abs(one.bottom - other.bottom) < 2 * height
