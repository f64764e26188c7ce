"""A quote as HTML."""

from __future__ import annotations

from disgraph.cli.path_text import source_line
from disgraph.library.html import Html, element
from disgraph.passage import Passage


def quotation(passage: Passage) -> Html:
    """Return the words of a passage and where they stand."""
    words = " ".join(passage.quote.split())
    return element("blockquote", f"\u201c{words}\u201d", Html("<br>"), element("cite", source_line(passage).removeprefix("- ")))
