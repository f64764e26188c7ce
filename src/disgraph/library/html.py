"""HTML for notebooks: every text is escaped, and nothing is fetched from anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape


class Html(str):
    """A text that is HTML already; any other text is escaped where it is put in."""

    __slots__ = ()


def element(tag: str, *content: str, **attributes: str) -> Html:
    """Return an element.

    >>> element("p", "a < b", element("em", "c"), lang="en")
    '<p lang="en">a &lt; b<em>c</em></p>'
    """
    given = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    inside = "".join(part if isinstance(part, Html) else escape(part) for part in content)
    return Html(f"<{tag}{given}>{inside}</{tag}>")


def table(caption: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Html:
    """Return a table that a screen reader can walk: with a caption, and headers that say what they head."""
    head = element("tr", *(element("th", column, scope="col") for column in columns))
    body = (element("tr", *(element("td", cell) for cell in row)) for row in rows)
    return element("table", element("caption", caption), element("thead", head), element("tbody", *body))


def items(content: Iterable[Html], tag: str = "ul") -> Html:
    """Return a list."""
    return element(tag, *(element("li", each) for each in content))
