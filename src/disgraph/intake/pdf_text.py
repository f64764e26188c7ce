"""PDF to text, by PDFium. Pages are separated by blank lines; a scanned page without text is left out."""

from __future__ import annotations

from disgraph.errors import InputError
from disgraph.intake.derived_text import DerivedText

#: Limits of a document: pages, and characters. No document of people is longer.
_MAX_PAGES, _MAX_CHARACTERS = 5_000, 20_000_000
#: PDFium writes this for a hyphen at the end of a line that breaks a word.
_BROKEN_WORD = "\ufffe"


def read_pdf(data: bytes) -> DerivedText:
    """Return the text of a PDF file.

    Raises:
        InputError: the file is unreadable, protected, too large, or without text.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "assword" in str(error)
        remedy = "Save it without a password." if locked else "Check that the PDF file is complete, print it to a new one, or add its text."
        raise InputError(f"the PDF cannot be read ({error}).", remedy) from error
    if len(document) > _MAX_PAGES:
        raise InputError(f"the PDF has {len(document):,} pages; the limit is {_MAX_PAGES:,}.", "Split it.")
    parts: list[str] = []
    at = 0
    for number in range(len(document)):
        raw = document[number].get_textpage().get_text_range().replace("\r\n", "\n")
        text = _plain(raw)
        if text:
            parts.append(text + "\n\n")
            at += len(text) + 2
        if at > _MAX_CHARACTERS:
            raise InputError(f"the PDF has more than {_MAX_CHARACTERS:,} characters.", "Split it.")
    if not parts:
        raise InputError("the PDF has no text: it may be a scan.", "Run text recognition (OCR) on it first.")
    metadata = document.get_metadata_dict()
    return DerivedText("".join(parts).rstrip() + "\n", "application/pdf", "", metadata.get("Title", "").strip(), "", "", "")


def _plain(text: str) -> str:
    """Join words that are broken at the end of a line, and remove control characters."""
    whole = text.replace(f"{_BROKEN_WORD}\n", "").replace(_BROKEN_WORD, "-")
    kept = "".join(character for character in whole if character == "\n" or character.isprintable() or character.isspace())
    return "\n".join(line.rstrip() for line in kept.split("\n")).strip("\n")
