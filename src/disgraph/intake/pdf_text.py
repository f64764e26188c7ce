"""PDF to text, by PDFium. Pages are separated by blank lines; a scanned page without text is left out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from disgraph.errors import InputError
from disgraph.intake.derived_text import DerivedText, IntakeNote
from disgraph.intake.pdf_columns import PageBox, read_columns
from disgraph.intake.pdf_layout import first_heading, joined_words, stated_title, without_furniture

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage

#: Limits of a document: pages, and characters. No document of people is longer.
_MAX_PAGES, _MAX_CHARACTERS = 5_000, 20_000_000
#: PDFium writes this for a hyphen at the end of a line that breaks a word.
_BROKEN_WORD = "\ufffe"
#: Maximum number of lines of a page whose places are compared.
_MAX_BOXES = 2_000
#: Maximum number of pages that a note lists.
_LISTED = 10


class _Pages(NamedTuple):
    """The texts of the pages, the first heading, and the numbers of pages that are unclear or unreadable."""

    texts: list[str]
    heading: str
    unclear: list[int]
    unreadable: list[int]


def read_pdf(data: bytes) -> DerivedText:
    """Return the text of a PDF file.

    Raises:
        InputError: the file is unreadable, protected, too large, or without text.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        locked = "assword" in str(error)
        reason = "it is protected by a password" if locked else "it is damaged or not complete"
        remedy = "Save it without a password." if locked else "Check that the PDF file is complete, print it to a new one, or add its text."
        raise InputError(f"the PDF cannot be read ({reason}).", remedy) from error
    if count > _MAX_PAGES:
        raise InputError(f"the PDF has {count:,} pages; the limit is {_MAX_PAGES:,}.", "Split it.")
    pages = _read_pages(document, count)
    parts = [_plain(page) for page in without_furniture(pages.texts)]
    if not any(parts):
        if pages.unreadable:
            raise InputError(f"the PDF cannot be read ({_listed(pages.unreadable)} damaged).", "Print it to a new file, or add its text.")
        raise InputError("the PDF has no text: it may be a scan.", "Run text recognition (OCR) on it first.")
    text = "\n\n".join(filter(None, parts)).rstrip() + "\n"
    title = stated_title(_metadata_title(document)) or _plain(pages.heading)
    return DerivedText(joined_words(text, _BROKEN_WORD), "application/pdf", "", title, "", "", "", notes=tuple(_notes(pages)))


def _read_pages(document: PdfDocument, count: int) -> _Pages:
    """Read page by page; a page that the library cannot read is left out and noted."""
    import pypdfium2

    pages, size = _Pages([], "", [], []), 0
    for number in range(count):
        try:
            page = document[number].get_textpage()
            boxes, inside = _boxes(page), partial(_inside, page)
            found = read_columns(page.get_text_range().replace("\r\n", "\n"), boxes, inside)
            if not pages.heading and not any(pages.texts):
                pages = pages._replace(heading=first_heading(boxes, inside))
        except (pypdfium2.PdfiumError, ValueError, IndexError, OverflowError):
            pages.unreadable.append(number + 1)
            continue
        pages.texts.append(found.text)
        size += len(found.text)
        if found.is_unclear:
            pages.unclear.append(number + 1)
        if size > _MAX_CHARACTERS:
            raise InputError(f"the PDF has more than {_MAX_CHARACTERS:,} characters.", "Split it.")
    return pages


def _boxes(page: PdfTextPage) -> list[PageBox]:
    count = page.count_rects()
    return [PageBox(*page.get_rect(number)) for number in range(count)] if count <= _MAX_BOXES else []


def _inside(page: PdfTextPage, box: PageBox) -> str:
    return str(page.get_text_bounded(*box)).replace("\r\n", "\n")


def _metadata_title(document: PdfDocument) -> str:
    """Return the title in the information of a file; a broken one is left empty."""
    import pypdfium2

    try:
        return str(document.get_metadata_dict().get("Title", ""))
    except (pypdfium2.PdfiumError, ValueError):
        return ""


def _notes(pages: _Pages) -> list[IntakeNote]:
    notes = []
    if pages.unreadable:
        notes.append(IntakeNote("", f"{_listed(pages.unreadable)} damaged and left out"))
    if pages.unclear:
        notes.append(IntakeNote("", f"{_listed(pages.unclear)} read across columns that may be a table; compare its text with the file"))
    return notes


def _listed(numbers: Sequence[int]) -> str:
    """Return page numbers as the subject of a sentence."""
    shown = ", ".join(map(str, numbers[:_LISTED])) + (" ..." if len(numbers) > _LISTED else "")
    return f"page {shown} is" if len(numbers) == 1 else f"pages {shown} are"


def _plain(text: str) -> str:
    """Remove control characters, and white space at the ends of lines."""
    kept = "".join(sign for sign in text if sign in ("\n", _BROKEN_WORD) or sign.isprintable() or sign.isspace())
    return "\n".join(line.rstrip() for line in kept.split("\n")).strip("\n")
