"""Blocks as text, Markdown and HTML: the same nesting and the same words in each, whatever the documents contain."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from tests.tries import tries

from disgraph.render.answer_blocks import Block, CitedQuote, Grid, Heading, ListItem, Paragraph, Reference
from disgraph.render.html_writer import to_html
from disgraph.render.markdown_writer import to_markdown
from disgraph.render.text_writer import to_text

HOSTILE = (
    "*",
    "**a**",
    "_",
    "<b>",
    "&amp;",
    "&",
    "$",
    "|",
    "`",
    "#",
    "- a",
    "1. a",
    "> a",
    "+",
    "\\",
    "[a](b)",
    "![a](b)",
    "~~",
    "=",
    "---",
)
INVISIBLE = ("\n", "\r\n", "\t", "\x00", "\x1b[31m", "\u202e", "\u2066", "\u200f", "\u2028", "\x85", "\ufeff", "\u00a0")
WORDS = ("Tang", "helped", "12", "x", "http://a.b/c_d_e", "a@b.c", "!", ":", "(", ")", "“quote”", "\U0001f600")

#: Texts as documents may have them.
TEXTS = st.lists(st.sampled_from((*HOSTILE, *INVISIBLE, *WORDS, " ")), max_size=8).map(" ".join) | st.text(max_size=20)
LINES = TEXTS.filter(lambda text: bool(plain(text)))


def plain(text: str) -> str:
    """Return the words of a text as a reader sees them: control characters are replaced, and blanks are one."""
    kept = "".join(
        "\ufffd" if (ord(char) < 32 and char not in "\t\n\r") or 127 <= ord(char) < 160 or _invalid(char) else char for char in text
    )
    return " ".join(kept.split())


def _invalid(char: str) -> bool:
    return "\ud800" <= char <= "\udfff" or char in "\ufffe\uffff" or "\u202a" <= char <= "\u202e" or "\u2066" <= char <= "\u2069"


@st.composite
def answers(draw: st.DrawFn) -> list[Block]:
    """Draw blocks as answers have them: each item and quote is at most one level deeper than the item before it."""
    found: list[Block] = [Heading(draw(LINES), 1)]
    for _ in range(draw(st.integers(0, 4))):
        found.append(draw(st.one_of(st.builds(Heading, LINES, st.just(2)), st.builds(Paragraph, LINES))))
        found += draw(lists_of_items())
    return found


@st.composite
def lists_of_items(draw: st.DrawFn) -> list[Block]:
    found: list[Block] = []
    deepest, numbered = 0, draw(st.booleans())
    for number in range(1, draw(st.integers(0, 5)) + 1):
        depth = draw(st.integers(0, deepest)) if found else 0
        found.append(ListItem(draw(LINES), depth, number if numbered and not depth else 0))
        found += [CitedQuote(draw(LINES), "[000:1]", depth + 1) for _ in range(draw(st.integers(0, 2)))]
        deepest = depth + 1
    return found


Event = tuple[str, str]


class HtmlEvents(HTMLParser):
    """Reads HTML as events: lists, items and quotes that open and close, and texts."""

    SHOWN = ("ol", "ul", "li", "blockquote", "h1", "h2")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.events: list[Event] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.SHOWN:
            self.events.append(("open", tag))

    def handle_endtag(self, tag: str) -> None:
        if tag in self.SHOWN:
            self.events.append(("close", tag))
        elif tag == "p":
            self.events.append(("end", ""))

    def handle_data(self, data: str) -> None:
        if self.events and self.events[-1][0] == "text":
            data = self.events.pop()[1] + data
        self.events.append(("text", data))


def read(html: str) -> list[Event]:
    """Return the events of HTML with the words of each text; empty texts are left out."""
    found = [(kind, plain(text) if kind == "text" else text) for kind, text in HtmlEvents(html).events]
    return [event for event in found if event[1]]


def commonmark(text: str) -> str:
    """Return Markdown as a CommonMark reader shows it."""
    rendered: str = MarkdownIt("commonmark").enable("table").render(text)
    return rendered


@given(answers())
@settings(max_examples=tries(150))
def test_markdown_is_read_as_the_html_of_the_same_blocks(blocks: list[Block]) -> None:
    assert read(commonmark(to_markdown(blocks))) == read(to_html(blocks, top_level=1))


@given(answers())
@settings(max_examples=tries(100))
def test_markdown_has_no_markup_of_the_documents(blocks: list[Block]) -> None:
    tags = {token.tag for token in _tokens(MarkdownIt("commonmark").parse(to_markdown(blocks)))} - {""}
    assert tags <= {"h1", "h2", "p", "ol", "ul", "li", "blockquote"}


def _tokens(tokens: Any) -> Iterator[Any]:
    for token in tokens:
        yield token
        yield from _tokens(token.children or ())


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=3))
@settings(max_examples=tries(100))
def test_cells_of_a_markdown_table_stay_cells(rows: list[tuple[str, str]]) -> None:
    html = commonmark(to_markdown([Grid(("a", "b"), tuple(rows))]))
    cells: list[str] = []

    class Cells(HTMLParser):
        def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
            assert tag in ("table", "thead", "tbody", "tr", "th", "td")
            cells.extend([""] if tag == "td" else [])

        def handle_data(self, data: str) -> None:
            if cells:
                cells[-1] += data

    Cells(convert_charrefs=True).feed(html)
    assert [plain(cell) for cell in cells] == [plain(cell) for row in rows for cell in row]


@given(answers())
@settings(max_examples=tries(100))
def test_a_notebook_finds_no_mathematics(blocks: list[Block]) -> None:
    """interface-N4."""
    assert "$" not in to_html(blocks)
    assert "$" not in to_markdown(blocks).replace("\\$", "")


@given(answers())
@settings(max_examples=tries(100))
def test_text_has_every_word_in_order(blocks: list[Block]) -> None:
    shown = "".join(to_text(blocks).split())
    at = 0
    for block in blocks:
        assert isinstance(block, Heading | Paragraph | ListItem | CitedQuote)
        words = "".join(plain(block.text).split())
        assert words in shown[at:]
        at = shown.index(words, at) + len(words)


STORY: list[Block] = [
    Heading("A and B are connected by 2 hops.", 1),
    ListItem("A \u2013 C \u2013 B", 0, 1),
    ListItem("A helped C.", 1),
    CitedQuote("“A helped C”", "[000:12]", 2),
    ListItem("C taught B. [derived]", 1),
    ListItem("because C is a teacher.", 2),
    CitedQuote("“the teacher C”", "[000:40]", 3),
    ListItem("A \u2013 B", 0, 2),
    Heading("Sources"),
    Reference("000", "A report (no publisher, no date)"),
]


def test_markdown_nests_quotes_in_their_items() -> None:
    """interface-M1, interface-M2."""
    assert to_markdown(STORY) == (
        "# A and B are connected by 2 hops.\n\n"
        "1. A \u2013 C \u2013 B\n"
        "   - A helped C.\n"
        "     > “A helped C” [000:12]\n"
        "   - C taught B. [derived]\n"
        "     - because C is a teacher.\n"
        "       > “the teacher C” [000:40]\n"
        "2. A \u2013 B\n\n"
        "## Sources\n\n"
        "- 000: A report (no publisher, no date)\n"
    )


def test_html_nests_quotes_in_their_items() -> None:
    assert to_html(STORY[:4]) == (
        "<section><h2>A and B are connected by 2 hops.</h2><ol><li>A \u2013 C \u2013 B<ul><li>A helped C."
        '<blockquote dir="auto">“A helped C” <cite>[000:12]</cite></blockquote></li></ul></li></ol></section>'
    )


def test_markdown_has_no_hard_width(monkeypatch: pytest.MonkeyPatch) -> None:
    """interface-M1."""
    monkeypatch.setenv("COLUMNS", "40")
    assert f"- {'word ' * 50}".strip() in to_markdown([ListItem(("word " * 50).strip())])
