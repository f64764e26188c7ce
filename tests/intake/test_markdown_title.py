"""The title of a Markdown text is its first heading as a reader sees it (documents-IN37 to IN41)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from disgraph.intake.decode import derive
from disgraph.intake.markdown_title import markdown_title, plain_inline

TITLES = {
    "# Rift *hands*": "Rift hands",
    "# **Rift** hands": "Rift hands",
    "# Rift `hands` & co": "Rift hands & co",
    "* * *\n\n# Rift hands &amp; co {#top}": "Rift hands & co",
    "[//]: # (a note)\n\n# Rift hands": "Rift hands",
    "<!-- # a note -->\n\nRift hands\n===": "Rift hands",
    "Rift\nhands\n---\n\n# More": "Rift hands",
    "# Rift [hands](http://x) ![and](p.png) <b>co</b> #": "Rift hands and co",
    "```\n# code\n```\n\n~~~\n# code\n~~~\n## Rift hands": "Rift hands",
    "    # code\n\n# Rift hands": "Rift hands",
    "# \\*Rift\\* hands_and_co": "*Rift* hands_and_co",
    "#\n\n# ***Rift*** __hands__": "Rift hands",
    "#hashtag\n\n# Rift hands": "Rift hands",
    "Amina Barasa founded it.\n\nMore.": "Amina Barasa founded it.",
    "- a list\n\n> a quotation\n\nRift hands": "Rift hands",
    "# \u963f\u7c73\u5a1c**\u521b\u529e**\u5408\u4f5c\u793e": "\u963f\u7c73\u5a1c\u521b\u529e\u5408\u4f5c\u793e",
    "# 2 * 3 * 4 = 24": "2 * 3 * 4 = 24",
    "***\n---\n": "",
}


@pytest.mark.parametrize(("text", "title"), TITLES.items())
def test_a_title_is_what_a_reader_sees(text: str, title: str) -> None:
    assert markdown_title(text) == title
    if title:
        assert derive(f"{text}\n\nWords.\n".encode(), "a.md").title == title


def seen(text: str) -> str:
    """Return the first heading as a CommonMark reader shows it."""
    tokens = MarkdownIt("commonmark").parse(text)
    inline = next((tokens[at + 1] for at, token in enumerate(tokens) if token.type == "heading_open"), None)
    words = (
        "".join(
            child.content if child.type in ("text", "code_inline") else " " if child.type == "softbreak" else ""
            for child in inline.children or []
        )
        if inline
        else ""
    )
    return " ".join(words.split())


@pytest.mark.parametrize("text", [text for text in TITLES if "{#" not in text and "![" not in text])
def test_headings_are_those_of_commonmark(text: str) -> None:
    if seen(text):
        assert markdown_title(text) == seen(text)


@given(st.text("ab *_`[]()<>&;\\#!\0{}", max_size=40))
def test_no_text_breaks_the_reader(text: str) -> None:
    assert "\0" not in plain_inline(text)
    markdown_title(f"# {text}\n\n{text}")
