"""From bytes to text: the kind of a file and its encoding, by charset-normalizer."""

from __future__ import annotations

import codecs
import re

from disgraph.errors import InputError
from disgraph.intake.citation_metadata import page_authors, page_url, stated_date
from disgraph.intake.derived_text import DerivedText
from disgraph.intake.html_text import read_html
from disgraph.intake.packages import ZIP, read_package
from disgraph.intake.pdf_text import read_pdf

_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF32_LE: "utf-32", codecs.BOM_UTF32_BE: "utf-32", codecs.BOM_UTF16_LE: "utf-16",
          codecs.BOM_UTF16_BE: "utf-16"}  # fmt: skip
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
_ASCII = 0x80
#: The number of non-ASCII bytes that statistics of an encoding need.
_ENOUGH = 30


def needs_process(data: bytes, name: str) -> bool:
    """Return whether reading a file may cost more than its size, so that it is read in a separate process."""
    return b"%PDF-" in data[:1024] or data.startswith(ZIP) or _is_page(data, name)


def derive(data: bytes, name: str) -> DerivedText:
    """Return the text of a file.

    Args:
        data: its bytes.
        name: of the file; its suffix decides where the content is ambiguous.

    Raises:
        InputError: the file is empty, not text, or unreadable; the message does not name the file.
    """
    if not data.strip():
        raise InputError("the file is empty.", "Check that it is the right file.")
    if b"%PDF-" in data[:1024]:
        return read_pdf(data)
    if data.startswith(ZIP):
        return read_package(data)
    for start, kind in _OTHERS.items():
        if data.startswith(start):
            raise InputError(f"the file is {kind}.", "Save it as DOCX, plain text, HTML or PDF.")
    is_page = _is_page(data, name)
    encoding = _encoding(data, is_page)
    text = data.decode(encoding)
    if len(_CONTROLS.findall(text[:1_000_000])) > _BINARY * min(len(text), 1_000_000):
        raise InputError("the file is not text.", "Save it as plain text, HTML or PDF.")
    if is_page:
        page = read_html(text)
        if not page.text:
            raise InputError("the page has no text.", "Save it from the browser after its scripts ran, or copy its text.")
        return page._replace(encoding=encoding)
    kind = "text/markdown" if name.lower().endswith((".md", ".markdown")) else "text/plain"
    fields, rest = _front_matter(text) if kind == "text/markdown" else ({}, text)
    day, notes = stated_date(fields.get("date", ""))
    author, url = page_authors([fields.get("author", "")]), page_url("", [fields.get("canonical_url", ""), fields.get("url", "")])
    title, publisher = fields.get("title", "") or _title(rest), fields.get("publisher", "")
    return DerivedText(text, kind, encoding, title, publisher, day, fields.get("lang", ""), (), author, url, notes)


def _is_page(data: bytes, name: str) -> bool:
    head = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith((b"<!doctype html", b"<html")) or name.lower().endswith((".html", ".htm", ".xhtml"))


def _encoding(data: bytes, is_page: bool) -> str:
    """Return the encoding of a text: by its byte order mark, its declaration, UTF-8 if it decodes, else by statistics."""
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return _readable(data, encoding) or _unreadable()
    declared = re.search(rb"<meta[^>]{0,200}charset=[\"']?([\w-]{2,40})", data[:4096], re.IGNORECASE) if is_page else None
    for encoding in ((declared[1].decode("ascii", "ignore") if declared else ""), "utf-8"):
        if encoding and _readable(data, encoding):
            return encoding.lower()
    strange = sum(byte >= _ASCII for byte in data[:100_000])
    if strange < _ENOUGH and b"\0" not in data and _readable(data, "cp1252"):
        return "cp1252"  # too few bytes for statistics: the most frequent western encoding
    from charset_normalizer import from_bytes

    best = from_bytes(data[:2_000_000]).best()
    return (_readable(data, best.encoding) if best else "") or _unreadable()


def _readable(data: bytes, encoding: str) -> str:
    try:
        data.decode(encoding)
    except (UnicodeError, LookupError, ValueError):
        return ""
    return encoding


def _unreadable() -> str:
    raise InputError("the encoding of the file is unknown.", "Save it as UTF-8.")


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """Return the fields between two lines of hyphens at the beginning of a Markdown text, and the rest."""
    found = re.match(r"\ufeff?---[ \t]*\r?\n(.{0,10000}?\n)---[ \t]*(?:\r?\n|$)", text, re.DOTALL)
    if not found:
        return {}, text
    fields = re.findall(r"^(\w+):[ \t]*(.*?)[ \t]*\r?$", found[1], re.MULTILINE)
    return {key.lower(): value.strip("\"'") for key, value in fields}, text[found.end() :]


def _title(text: str) -> str:
    """Return the first line with a letter, at most 200 characters."""
    lines = (line.strip(" \t#*=-\ufeff\u00a0") for line in text[:10_000].splitlines())
    return next((line[:200].strip() for line in lines if any(map(str.isalpha, line))), "")
