"""Bar charts of the numbers in a table: pictures in the page, always followed by the table itself."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from disgraph.render.markup import Markup, element

#: Rows that a chart shows at most, and the fewest worth one.
MOST_BARS, FEWEST_BARS = 40, 2
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?")
#: Columns whose values must agree in all rows of a chart: numbers of different measures and units are not compared by length.
_ALIKE = ("measure", "statistic", "unit", "per")
#: Pixels: of a row, of the room for names, of the longest bar, and of the room for numbers.
_ROW, _NAMES, _LONGEST, _NUMBERS = 26, 250, 300, 190
#: Characters of a name that fit.
_LONGEST_NAME = 34


class Bar(NamedTuple):
    """A row of a chart: its name, its number, and the number in words with how it is known."""

    name: str
    number: float
    written: str


def bar_charts(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Markup:
    """Return charts of a table: one for all rows of the same measure and unit.

    A chart shows the first column of numbers, named by the first column with another text in each row.

    Args:
        columns: names of the columns.
        rows: texts of the cells.

    Returns:
        Figures with SVG pictures; an empty text if no rows can be compared, or if there are too many.
    """
    if len(rows) > MOST_BARS:
        return Markup()
    alike = [at for at, name in enumerate(columns) if name in _ALIKE]
    groups: dict[tuple[str, ...], list[Sequence[str]]] = defaultdict(list)
    for row in rows:
        groups[tuple(row[at] for at in alike)].append(row)
    return Markup("".join(_chart(columns, group, ", ".join(filter(None, key))) for key, group in groups.items()))


def _chart(columns: Sequence[str], rows: Sequence[Sequence[str]], topic: str) -> Markup:
    """Return the chart of rows that can be compared; an empty text if there are few rows, or no numbers or names."""
    texts = list(zip(*rows, strict=True))
    numbers = next((at for at, column in enumerate(texts) if _is_numeric(columns[at], column)), None)
    names = next((at for at, column in enumerate(texts) if at != numbers and _names_rows(column)), None)
    if len(rows) < FEWEST_BARS or numbers is None or names is None:
        return Markup()
    bars = [Bar(row[names], float(row[numbers]), _grouped(row[numbers]) + _mark(dict(zip(columns, row, strict=True)))) for row in rows]
    return _figure(bars, f"{topic or columns[numbers]} by {columns[names]}")


def _is_numeric(name: str, column: Sequence[str]) -> bool:
    return name != "year" and all(_NUMBER.fullmatch(text) and 0 <= float(text) < float("inf") for text in column)


def _names_rows(column: Sequence[str]) -> bool:
    return all(column) and len(set(column)) == len(column)


def _mark(row: Mapping[str, str]) -> str:
    """Return how a number is known if it is not simply stated, and whether it is doubted."""
    ways = (*(way for way in (row.get("known", ""),) if way not in ("", "stated")), *(["doubt"] if row.get("doubt") else []))
    return f" [{', '.join(ways)}]" if ways else ""


def _grouped(number: str) -> str:
    """Return a whole number with its thousands apart, and any other as it is."""
    return f"{int(number):,}" if number.isdigit() else number


def _figure(bars: Sequence[Bar], title: str) -> Markup:
    drawing = _drawn(bars, f"Bar chart: {title}. The table below says the same.")
    return element(
        "figure", element("figcaption", title), drawing, class_="picture", tabindex="0", role="region", aria_label="Chart, scrollable"
    )


def _drawn(bars: Sequence[Bar], title: str) -> Markup:
    largest = max(bar.number for bar in bars) or 1.0
    drawn = (_row(at, bar, round(bar.number / largest * _LONGEST, 1)) for at, bar in enumerate(bars))
    size = (_NAMES + _LONGEST + _NUMBERS, _ROW * len(bars) + 4)
    attributes = {"viewBox": f"0 0 {size[0]} {size[1]}", "width": str(size[0]), "height": str(size[1]), "role": "img", "aria_label": title}
    return element("svg", *drawn, class_="chart", **attributes)


def _row(at: int, bar: Bar, length: float) -> Markup:
    name = bar.name if len(bar.name) <= _LONGEST_NAME else f"{bar.name[: _LONGEST_NAME - 1]}…"
    middle, top = str(at * _ROW + 18), str(at * _ROW + 4)
    return element(
        "g",
        element("title", f"{bar.name}: {bar.written}"),
        element("text", name, x=str(_NAMES - 8), y=middle, font_size="13", class_="name"),
        element("rect", x=str(_NAMES), y=top, width=str(max(length, 1)), height=str(_ROW - 7)),
        element("text", bar.written, x=str(_NAMES + length + 8), y=middle, font_size="13"),
    )
