"""HTML to text: the readable text of a page, block by block, and what the page says about itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from selectolax.lexbor import LexborHTMLParser, LexborNode

from disgraph.intake.citation_metadata import AUTHORS, page_authors, page_url, stated_date
from disgraph.intake.derived_text import WHOLE_PAGE, DerivedText, IntakeNote
from disgraph.intake.html_blocks import read_blocks
from disgraph.intake.html_tree import clean_tree, parse_page
from disgraph.intake.languages import stated_language
from disgraph.intake.main_content import main_content

_META = {
    "title": ("og:title", "dc.title", "dcterms.title", "citation_title"),
    "publisher": ("og:site_name", "dc.publisher", "dcterms.publisher", "citation_publisher"),
    "date": ("article:published_time", "dc.date", "dcterms.date", "date", "pubdate", "publishdate", "citation_publication_date"),
}
_LANGUAGE_META = ("dc.language", "dcterms.language", "content-language", "og:locale")
#: A larger share of left-out text is reported.
_REPORTED = 0.4


def read_html(page: str, whole: bool = False) -> DerivedText:
    """Return the text of a page.

    Args:
        page: its decoded source.
        whole: whether everything is kept that a reader of the page sees, instead of its article.

    Returns:
        Blocks separated by blank lines. Deleted and hidden text is left out; raised digits are never joined to numbers; rows of tables
        repeat the heads of their columns.
    """
    tree = parse_page(page)
    metadata = _metadata(tree)
    authors = [content for name, content in _metas(tree) if name in AUTHORS]
    title = _title(tree, metadata)
    url = page_url(page, (*_canonical(tree), metadata.get("og:url", "")))
    language = _language(tree, metadata)
    text, notes = _text(clean_tree(tree), whole)
    day, date_notes = stated_date(_first(metadata, "date"))
    return DerivedText(
        text, "text/html", "", title, _first(metadata, "publisher"), day, language, page_authors(authors), url, (*date_notes, *notes)
    )


def _text(tree: LexborHTMLParser, whole: bool) -> tuple[str, tuple[IntakeNote, ...]]:
    """Return the text of a cleaned page, and a note if much of it was left out."""
    blocks = read_blocks(tree.body) if tree.body is not None else []
    choice = main_content(blocks, tree.html or "") if not whole else None
    shown = "\n\n".join(block.text for block in (choice.blocks if choice else blocks))
    notes: tuple[IntakeNote, ...] = ()
    if choice and choice.left_out > _REPORTED:
        notes = (IntakeNote(WHOLE_PAGE, f"{choice.left_out:.0%} of the words of the page are taken for its surroundings and left out"),)
    return f"{shown}\n" if shown else "", notes


def _metas(tree: LexborHTMLParser) -> Iterable[tuple[str, str]]:
    """Yield name and content of each piece of metadata."""
    for node in tree.css("meta"):
        given = node.attributes
        name = given.get("property") or given.get("name") or given.get("http-equiv") or ""
        yield name.strip().lower(), (given.get("content") or "").strip()


def _metadata(tree: LexborHTMLParser) -> dict[str, str]:
    """Return the first value of each piece of metadata."""
    found: dict[str, str] = {}
    for name, content in _metas(tree):
        if content:
            found.setdefault(name, content)
    return found


def _first(metadata: Mapping[str, str], field: str) -> str:
    return next((metadata[name] for name in _META[field] if name in metadata), "")


def _title(tree: LexborHTMLParser, metadata: Mapping[str, str]) -> str:
    """Return the title: as the metadata have it, else the one of the head, else the first heading."""
    nodes = (tree.css_first("head > title"), tree.css_first("h1"))
    return next(filter(None, (" ".join(words.split()) for words in (_first(metadata, "title"), *map(_words, nodes)))), "")


def _words(node: LexborNode | None) -> str:
    return (node.text() or "") if node is not None else ""


def _canonical(tree: LexborHTMLParser) -> Iterable[str]:
    for node in tree.css("link"):
        if "canonical" in (node.attributes.get("rel") or "").lower().split():
            yield (node.attributes.get("href") or "").strip()


def _language(tree: LexborHTMLParser, metadata: Mapping[str, str]) -> str:
    """Return the language that the page states: of its root, else of its metadata."""
    root = tree.css_first("html")
    given = root.attributes if root is not None else {}
    stated = (given.get("lang"), given.get("xml:lang"), *(metadata.get(name) for name in _LANGUAGE_META))
    return next(filter(None, (stated_language(value or "") for value in stated)), "")
