"""What of a PDF page is not its text: running heads and page numbers; broken words, and the title."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise, takewhile
from statistics import median

from disgraph.intake.pdf_columns import PageBox

#: Lines at the top and the bottom of a page that may be a running head, and the least number of pages that repeat it.
_EDGE, _PAGES = 2, 3
#: A running head is on at least this share of the pages, or of those of one side.
_SHARE = 0.4
#: How many times as high as other lines the title is at least; maximum number of its characters.
_HIGHER, _LONGEST = 1.25, 200
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[\W_]*(?:page|p\.|seite|pagina|\u7b2c)?\s*(\d{1,4}|[ivxlc]{1,9})\s*(?:\u9875)?(?:\s*(?:of|/|von|de)\s*\d{1,4})?[\W_]*",
    re.IGNORECASE,
)
#: Roman numerals up to 399, which number the pages before the first chapter.
_ROMAN = re.compile(r"(c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})", re.IGNORECASE)
_ROMAN_VALUES = {"c": 100, "xc": 90, "xl": 40, "l": 50, "x": 10, "ix": 9, "iv": 4, "v": 5, "i": 1}
#: Titles that a program wrote: names of files and of programs.
_NO_TITLE = re.compile(
    r"\(?[^\s].*\.(?:indd|docx?|odt|rtf|pdf|qxd|qxp|pages|tex|dvi|pptx?|xlsx?|txt|html?|pub|ai|eps|ps|fm|p65|cdr)\)?"
    r"|(?:microsoft (?:word|powerpoint|excel)|powerpoint presentation|untitled|document\d*|slide \d+|presentation\d*).*"
    r"|(?:layout \d+|print|scan)"
    r"|.*[\\/].*\.\w{2,4}"
    r"|[\W\d_]*",
    re.IGNORECASE,
)


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
    """Return the pages whose line is a page number, if the numbers go up with the pages; Roman numerals count by themselves."""
    found = {number: hit[1] for number, line in enumerate(lines) if (hit := _PAGE_NUMBER.fullmatch(line))}
    arabic = {number: int(text) for number, text in found.items() if text.isdecimal()}
    roman = {number: value for number, text in found.items() if (value := _roman(text))}
    return _rising(arabic) | _rising(roman)


def _rising(numbers: Mapping[int, int]) -> set[int]:
    offsets = Counter(value - number for number, value in numbers.items())
    offset, count = max(offsets.items(), key=lambda item: item[1], default=(0, 0))
    return {number for number, value in numbers.items() if value - number == offset} if count >= _EDGE else set()


def _roman(text: str) -> int:
    """Return the value of a Roman numeral; 0 if it is not one."""
    found = _ROMAN.fullmatch(text)
    parts = [part for group in found.groups() for part in re.findall("xc|xl|ix|iv|[clxvi]", group.lower())] if found else []
    return sum(_ROMAN_VALUES[part] for part in parts)


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
