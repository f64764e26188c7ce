"""HTML to text: the readable text of a page, block by block, with the position of each span in the source.

The parser of the standard library builds no tree, so the depth of nesting is unlimited, and it gives the position of every token.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from html.parser import HTMLParser
from itertools import accumulate
from typing import NamedTuple

from disgraph.intake.citation_metadata import AUTHORS, page_authors, page_url, stated_date
from disgraph.intake.derived_text import DerivedText, SourcePiece

#: Elements around the text of a page, or without text.
_SKIPPED = {
    "aside", "button", "canvas", "dialog", "footer", "form", "iframe", "math", "menu", "nav", "noscript", "object", "script", "select",
    "style", "svg", "template", "textarea",
}  # fmt: skip
#: Elements that begin a block.
_BLOCKS = {
    "address", "article", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption", "figure",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "ol", "p", "pre", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_CONTENT = ("article", "main")
#: Words in the class or id of a box that is not part of the text ...
_ASIDE = {
    "ad", "ads", "advert", "advertisement", "breadcrumb", "breadcrumbs", "comments", "consent", "cookie", "cookies", "gdpr", "newsletter",
    "promo", "recommended", "related", "sidebar", "sponsored", "subscribe",
}  # fmt: skip
#: ... if it is one of these elements, whose end tag is mandatory ...
_BOXES = {"div", "ol", "section", "table", "ul"}
#: ... and does not contain these, which belong to the text.
_NEVER_ASIDE = {"h1", "main"}
#: An article with at least this share of the text of a page is used as the whole text.
_SHARE = 0.4
_META = {
    "title": ("og:title", "dc.title", "dcterms.title", "citation_title"),
    "publisher": ("og:site_name", "dc.publisher", "dcterms.publisher", "citation_publisher"),
    "date": ("article:published_time", "dc.date", "dcterms.date", "date", "pubdate", "publishdate", "citation_publication_date"),
}


class _HtmlSpan(NamedTuple):
    """Text of the page and its position in the source; an empty text is the end of a block."""

    text: str
    start: int
    end: int
    in_content: bool


def read_html(page: str) -> DerivedText:
    """Return the text of a page.

    Args:
        page: its decoded source.

    Returns:
        Blocks separated by blank lines, each in one line; only those of the article, where the page marks one with much of its text.
    """
    reader = _PageParser(page)
    reader.feed(page)
    reader.close()
    spans = reader.spans
    inside = [one for one in spans if one.in_content]
    if sum(len(one.text) for one in inside) >= _SHARE * sum(len(one.text) for one in spans) > 0:
        spans = inside
    text, pieces = _laid_out(spans)
    known = {field: next((reader.meta[name] for name in names if name in reader.meta), "") for field, names in _META.items()}
    title = " ".join((known["title"] or reader.title).split())
    day, notes = stated_date(known["date"])
    author = page_authors(reader.authors)
    url = page_url(page, (*reader.canonical, reader.meta.get("og:url", "")))
    return DerivedText(text, "text/html", "", title, known["publisher"], day, reader.language, pieces, author, url, notes)


class _PageParser(HTMLParser):
    """Collects spans of text with their positions."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=False)
        self.spans: list[_HtmlSpan] = []
        self.meta: dict[str, str] = {}
        self.authors: list[str] = []
        self.canonical: list[str] = []
        self.title = self.language = ""
        self._page = page
        self._lines = [0, *accumulate(len(line) + 1 for line in page.split("\n"))]
        self._skipped: list[str] = []
        self._content: list[str] = []
        self._aside: list[str] = []
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language = given.get("lang", "").strip()
        elif tag == "meta":
            name = (given.get("property") or given.get("name") or "").lower()
            self.meta.setdefault(name, given.get("content", "").strip())
            self.authors += [given.get("content", "")] if name in AUTHORS else []
        elif tag == "link" and "canonical" in given.get("rel", "").lower().split():
            self.canonical.append(given.get("href", "").strip())
        self._in_title = tag == "title" and not self.title
        if tag in _SKIPPED:
            self._skipped.append(tag)
        if tag in _NEVER_ASIDE:
            self._aside.clear()
        elif tag in _BOXES and (tag in self._aside or _is_aside(given)):
            self._aside.append(tag)
        if tag in _CONTENT:
            self._content.append(tag)
        if tag in _BLOCKS:
            self._end_block()
        elif tag == "br":
            self._add("\n", self._at(), self._at())

    def handle_endtag(self, tag: str) -> None:
        self._in_title = False
        if tag in _BLOCKS:
            self._end_block()
        for opened in (self._skipped, self._content, self._aside):
            if tag in opened:
                del opened[len(opened) - 1 - opened[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data
        at = self._at()
        self._add(data, at, at + len(data))

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name};")

    def _reference(self, reference: str) -> None:
        if self._in_title:
            self.title += html.unescape(reference)
        at = self._at()
        length = len(reference) if self._page.startswith(reference, at) else len(reference) - 1
        self._add(html.unescape(reference), at, at + length)

    def _at(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def _end_block(self) -> None:
        self._add("", self._at(), self._at())

    def _add(self, text: str, start: int, end: int) -> None:
        if not self._skipped and not self._aside and not self._in_title:
            self.spans.append(_HtmlSpan(text, start, end, bool(self._content)))


def _is_aside(given: dict[str, str]) -> bool:
    """Return whether a box is hidden, or its class or id says that it is not part of the text."""
    names = f"{given.get('class', '')} {given.get('id', '')}".lower()
    return "hidden" in given or not _ASIDE.isdisjoint(re.findall(r"[a-z]+", names))


def _laid_out(spans: list[_HtmlSpan]) -> tuple[str, tuple[SourcePiece, ...]]:
    """Return the text with single spaces and a blank line between blocks, and its pieces that occur in the source."""
    parts: list[str] = []
    pieces: list[SourcePiece] = []
    at, gap = 0, ""
    for span in spans:
        if not span.text:
            gap = "\n\n" if parts else ""
            continue
        exact = span.end - span.start == len(span.text)
        for word in re.finditer(r"\S+|\s+", span.text):
            if word[0].isspace():
                gap = gap or ("\n" if span.text == "\n" and parts else " " if parts else "")
                continue
            start = span.start + word.start() if exact else span.start
            end = span.start + word.end() if exact else span.end
            parts += [gap, word[0]]
            at += len(gap)
            pieces.append(SourcePiece(at, at + len(word[0]), 0, start, end))
            at += len(word[0])
            gap = ""
    return "".join(parts) + ("\n" if parts else ""), tuple(_joined(pieces))


def _joined(pieces: list[SourcePiece]) -> list[SourcePiece]:
    """Join pieces whose distance is the same in the text and in the source."""
    joined: list[SourcePiece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if last and last.page == piece.page and piece.start - last.end == piece.source_start - last.source_end and _even(last, piece):
            joined[-1] = last._replace(end=piece.end, source_end=piece.source_end)
        else:
            joined.append(piece)
    return joined


def _even(*pieces: SourcePiece) -> bool:
    return all(piece.end - piece.start == piece.source_end - piece.source_start for piece in pieces)


def source_of(pieces: tuple[SourcePiece, ...], start: int, end: int) -> tuple[int, int, int]:
    """Return the position of a span of a derived text in its source.

    Returns:
        The page (0 for HTML), and the first and last code point in the source of the pieces that the span touches; exact to the
        character within a piece of equal length.
    """
    starts = [piece.start for piece in pieces]
    first = pieces[max(0, bisect_right(starts, start) - 1)]
    last = pieces[max(0, bisect_right(starts, max(start, end - 1)) - 1)]
    begin = first.source_start + min(start - first.start, first.source_end - first.source_start) if _even(first) else first.source_start
    finish = last.source_start + min(end - last.start, last.source_end - last.source_start) if _even(last) else last.source_end
    return first.page, begin, finish
