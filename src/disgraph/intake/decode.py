"""From bytes to text: the kind of a file, and its metadata."""

from __future__ import annotations

import re

from disgraph.errors import InputError
from disgraph.intake.citation_metadata import page_authors, page_url, stated_date
from disgraph.intake.derived_text import DerivedText, IntakeNote
from disgraph.intake.encodings import find_encoding
from disgraph.intake.front_matter import FrontMatter, read_front_matter
from disgraph.intake.html_text import read_html
from disgraph.intake.markdown_title import markdown_title
from disgraph.intake.packages import ZIP, read_package
from disgraph.intake.pdf_text import read_pdf
from disgraph.intake.plain_title import plain_title

#: The first bytes of files of other kinds, with the kind of file.
_OTHERS = {
    b"\xd0\xcf\x11\xe0": "an old Word document",
    b"{\\rtf": "a Rich Text document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a compressed file",
}
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
#: A file with a larger share of control characters is not text.
_BINARY = 0.001


def needs_process(data: bytes, name: str) -> bool:
    """Return whether reading a file may cost more than its size, so that it is read in a separate process."""
    return _is_pdf(data) or data.startswith(ZIP) or _is_page(data, name)


def derive(data: bytes, name: str, encoding: str = "", whole_page: bool = False) -> DerivedText:
    """Return the text of a file.

    Args:
        data: its bytes.
        name: of the file; its suffix decides where the content is ambiguous.
        encoding: that of a text or a page, if the user states it.
        whole_page: whether everything is kept that a reader of a web page sees, instead of its article.

    Raises:
        MisuseError: the stated encoding is unknown.
        InputError: the file is empty, not text, or unreadable; the message does not name the file.
    """
    if not data.strip():
        raise InputError("the file is empty.", "Check that it is the right file.")
    if _is_pdf(data):
        return read_pdf(data)
    if data.startswith(ZIP):
        return read_package(data)
    for start, kind in _OTHERS.items():
        if data.startswith(start):
            raise InputError(f"the file is {kind}.", "Save it as DOCX, plain text, HTML or PDF.")
    is_page = _is_page(data, name)
    found = find_encoding(data, is_page, encoding)
    text = data.decode(found.name)
    guessed = (IntakeNote("encoding", f"read as {found.name}, which is a guess"),) if found.is_guess else ()
    if len(_CONTROLS.findall(text[:1_000_000])) > _BINARY * min(len(text), 1_000_000):
        raise InputError("the file is not text.", "Save it as plain text, HTML or PDF.")
    if is_page:
        page = read_html(text, whole_page)
        if not page.text:
            raise InputError("the page has no text.", "Save it from the browser after its scripts ran, or copy its text.")
        return page._replace(encoding=found.name, notes=(*guessed, *page.notes))
    kind = "text/markdown" if name.lower().endswith((".md", ".markdown")) else "text/plain"
    front = read_front_matter(text) if kind == "text/markdown" else FrontMatter({}, text, ())
    day, notes = stated_date(front.fields.get("date", ""))
    title, publisher = front.fields.get("title", "") or _title(front.rest, kind), front.fields.get("publisher", "")
    author, url = page_authors(front.fields.get("author", "").split("; ")), page_url("", [front.fields.get("url", "")])
    language, notes = front.fields.get("language", ""), (*guessed, *front.notes, *notes)
    return DerivedText(text, kind, found.name, title, publisher, day, language, author, url, notes)


def _is_pdf(data: bytes) -> bool:
    """Return whether bytes are a PDF file, with a damaged head or other bytes before it."""
    return data.startswith(b"%PDF") or b"%PDF-" in data[:1024]


def _is_page(data: bytes, name: str) -> bool:
    head = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith((b"<!doctype html", b"<html")) or name.lower().endswith((".html", ".htm", ".xhtml"))


def _title(text: str, kind: str) -> str:
    """Return the first heading of Markdown, or the first line of a plain text if it looks like a title."""
    return markdown_title(text) if kind == "text/markdown" else plain_title(text)
