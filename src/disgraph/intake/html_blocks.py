"""The blocks of a page: paragraphs, headings, items and rows of tables, each in one line, with where it is in the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from disgraph.intake.html_marks import raised_text
from disgraph.intake.html_tables import is_data_table, table_lines
from disgraph.intake.html_tree import walk

#: Elements that begin a block.
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "legend", "li", "main", "menu", "nav",
    "ol", "p", "pre", "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
#: Elements around the text of a page ...
_AROUND = frozenset({"nav", "footer", "aside", "menu"})
#: ... and words of the class or id of a box around it.
_AROUND_WORDS = frozenset({
    "ad", "ads", "advert", "advertisement", "breadcrumb", "breadcrumbs", "comments", "consent", "cookie", "cookies", "footer", "gdpr",
    "menu", "nav", "navbar", "navigation", "newsletter", "pagination", "promo", "recommended", "related", "share", "sharing", "sidebar",
    "social", "sponsored", "subscribe",
})  # fmt: skip
#: Elements that change how words look. Digits on both sides of the border of another element, such as a link, are two numbers.
_LOOKS = frozenset({"b", "big", "em", "font", "i", "ins", "mark", "small", "strong", "tt", "u", "wbr"})
_BOXES = frozenset({"div", "ol", "section", "table", "ul", "form", "dl"})
#: Invisible characters that would split words and numbers: soft hyphen, joiners, zero-width spaces.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")


class PageBlock(NamedTuple):
    """A block of a page.

    Attributes:
        text: its words, in one line, or in several where the page breaks lines.
        is_heading: whether it is a heading.
        around: whether it is in an element, or in a box by its name, that usually is around the text of a page.
        linked: the number of its characters that are links.
    """

    text: str
    is_heading: bool
    around: bool
    linked: int


def read_blocks(body: LexborNode) -> list[PageBlock]:
    """Return the blocks of a page with words, in order.

    Args:
        body: of a cleaned tree.
    """
    return list(_BlockReader(body).blocks())


class _BlockReader:
    """Walks through a page once, and collects the words of the block that is open."""

    def __init__(self, body: LexborNode) -> None:
        self._body = body
        self._parts: list[str] = []
        self._linked = self._links = self._around = self._headings = 0
        self._is_border = False

    def blocks(self) -> Iterator[PageBlock]:
        """Yield the blocks."""
        skipped = 0
        for node, is_entry in walk(self._body):
            if skipped:
                skipped = 0 if not is_entry and node.mem_id == skipped else skipped
                continue
            if is_entry and node.tag == "table" and is_data_table(node):
                yield from self._ended()
                yield from (PageBlock(line, False, bool(self._around), 0) for line in table_lines(node))
                skipped = node.mem_id
            elif is_entry and node.tag in ("sup", "sub"):
                self._parts.append(raised_text("".join(self._parts), node))
                skipped = node.mem_id
            elif node.is_text_node:
                self._add(node.text_content or "", is_entry)
            else:
                yield from self._step(node, is_entry)
        yield from self._ended()

    def _step(self, node: LexborNode, is_entry: bool) -> Iterator[PageBlock]:
        """Enter or leave an element."""
        tag = node.tag or ""
        if tag in _BLOCKS:
            yield from self._ended()
        if tag == "br" and is_entry:
            self._parts.append("\n")
        self._is_border |= tag not in _LOOKS
        change = 1 if is_entry else -1
        self._links += change * (tag == "a")
        self._headings += change * (tag in _HEADINGS)
        self._around += change * _is_around(node)

    def _add(self, words: str, is_entry: bool) -> None:
        if is_entry:
            words = _INVISIBLE.sub("", words)
            if self._is_border and words[:1].isdigit() and "".join(self._parts[-1:])[-1:].isdigit():
                self._parts.append(" ")
            self._is_border = self._is_border and not words
            self._parts.append(re.sub(r"\s+", " ", words))
            self._linked += len(words.strip()) if self._links else 0

    def _ended(self) -> Iterator[PageBlock]:
        """Yield the block that is open, if it has words, and begin another."""
        lines = (" ".join(line.split()) for line in "".join(self._parts).split("\n"))
        text = "\n".join(filter(None, lines))
        if text:
            yield PageBlock(text, bool(self._headings), bool(self._around), self._linked)
        self._parts.clear()
        self._linked = 0


def _is_around(node: LexborNode) -> bool:
    """Return whether an element usually is around the text of a page."""
    if node.tag in _AROUND:
        return True
    if node.tag not in _BOXES:
        return False
    names = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}".lower()
    return not _AROUND_WORDS.isdisjoint(name for each in names.split() for name in _words(each))


def _words(name: str) -> list[str]:
    """Return a name, or its last word: `related-articles` is about articles that are related, `has-sidebar` has one.

    >>> _words("sidebar"), _words("has-sidebar"), _words("related-articles"), _words("cookie-banner")
    (['sidebar'], [], ['related'], ['cookie'])
    """
    parts = [part for part in re.split(r"[-_]+", name) if part]
    return parts[:1] if len(parts) == 1 or (len(parts) > 1 and parts[-1] in _KINDS) else []


#: Words after which the first word of a name says what a box is.
_KINDS = frozenset({
    "area", "articles", "banner", "bar", "block", "box", "container", "content", "form", "inner", "links", "list", "menu", "modal",
    "notice", "panel", "popup", "posts", "section", "widget", "wrap", "wrapper",
})  # fmt: skip
