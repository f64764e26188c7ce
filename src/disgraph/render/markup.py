"""HTML as values: every text is escaped where it is put in, and nothing is fetched from anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

#: Characters that neither HTML nor XML can hold, and those that would show text in another order than it has.
_INVALID = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]|[\\x7f-\\x9f\\u202a-\\u202e\\u2066-\\u2069]")


class Markup(str):
    """A text that is HTML already."""

    __slots__ = ()

    def __html__(self) -> str:
        """Return the text itself: templates do not escape it again."""
        return self


def escaped(text: str) -> Markup:
    """Return a text as HTML.

    A dollar sign becomes a character reference, since Markdown around the HTML may read it as the start of mathematics. A character that
    HTML cannot hold is replaced.
    """
    return Markup(escape(_INVALID.sub("\ufffd", text)).replace("$", "&#36;"))


def element(tag: str, *content: str, **attributes: str) -> Markup:
    """Return an element; an underscore in the name of an attribute becomes a hyphen, and every text is escaped.

    >>> element("p", "a < b", element("em", "c"), lang="en")
    '<p lang="en">a &lt; b<em>c</em></p>'
    """
    given = "".join(f' {name.rstrip("_").replace("_", "-")}="{escape(value)}"' for name, value in attributes.items())
    inside = "".join(part if isinstance(part, Markup) else escaped(part) for part in content)
    return Markup(f"<{tag}{given}>{inside}</{tag}>")


def notebook_cell(html: str) -> Markup:
    """Return HTML for the cell of a notebook, where MathJax leaves dollar signs of names, quotes and pictures as they are.

    MathJax reads the text of the parsed page, so a character reference does not hide a dollar sign from it; its classes do.
    """
    return element("div", Markup(html), class_="tex2jax_ignore mathjax_ignore")


def html_table(caption: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Markup:
    """Return a table with a caption and column headers, which a screen reader announces."""
    head = element("tr", *(element("th", column, scope="col") for column in columns))
    body = (element("tr", *(element("td", cell) for cell in row)) for row in rows)
    return element("table", element("caption", caption), element("thead", head), element("tbody", *body))
