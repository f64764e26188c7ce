"""How Sphinx builds the site: `make site`. The pages are the Markdown files of this folder; nothing is executed."""

from __future__ import annotations

import posixpath
import re

from pygments.lexers.special import TextLexer
from sphinx.application import Sphinx

#: Where a link goes that leaves the folder of the pages.
REPOSITORY = "https://github.com/disgraph/disgraph/blob/main/"
OUTSIDE = re.compile(r"\]\((?P<path>(?:\.\./)+[^)]*|[\w-]+\.ipynb)\)")

#: The order of the pages on the site: by task, as docs/index.md has them.
CONTENTS = {
    "Ask": ("ask", "relationships", "sparql", "questions", "audit", "server", "library", "endpoints"),
    "Pass on": ("exports", "formats"),
    "Own documents": ("own-documents", "claims", "extraction"),
    "Look up": ("commands", "ontology", "data-model", "data-statement", "performance"),
    "Work on disgraph": ("decisions/index",),
}

project = "disgraph"
extensions = ["myst_parser"]
exclude_patterns = ["tour.ipynb"]
html_theme = "furo"
html_title = "disgraph"
html_copy_source = False
myst_heading_anchors = 4
# The SPARQL lexer knows no property paths; it then colours less of the query.
suppress_warnings = ["misc.highlighting_failure"]
nitpicky = True


def link_outside(_app: Sphinx, page: str, source: list[str]) -> None:
    """Replace links to files outside of the pages by links to the repository."""

    def absolute(match: re.Match[str]) -> str:
        path = posixpath.normpath(posixpath.join("docs", posixpath.dirname(page), match["path"]))
        return f"]({REPOSITORY}{path})"

    source[0] = OUTSIDE.sub(absolute, source[0])


def add_contents(_app: Sphinx, page: str, source: list[str]) -> None:
    """Add the order of the pages to the first one, and that of the decisions to their index: the Markdown files have tables instead."""
    if page == "index":
        trees = (_tree(title, pages) for title, pages in CONTENTS.items())
        source[0] += "\n".join(trees)
    elif page == "decisions/index":
        source[0] += "\n```{toctree}\n:hidden:\n:glob:\n\n0*\n```\n"


def _tree(title: str, pages: tuple[str, ...]) -> str:
    return "\n".join(["\n```{toctree}", ":hidden:", f":caption: {title}", "", *pages, "```", ""])


def setup(app: Sphinx) -> None:
    """Show diagrams of Mermaid as their source."""
    app.add_lexer("mermaid", TextLexer)
    app.connect("source-read", link_outside)
    app.connect("source-read", add_contents)
