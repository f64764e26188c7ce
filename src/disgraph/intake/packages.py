"""Files that are zip archives: Word documents are read, others are refused by their kind."""

from __future__ import annotations

import io
import zipfile

from disgraph.errors import InputError
from disgraph.intake.derived_text import DerivedText
from disgraph.intake.docx_text import read_docx

#: The first bytes of a zip archive.
ZIP = b"PK\x03\x04"
#: A file in the archive, its kind, and what to do with it. OpenDocument and EPUB state their kind in a file `mimetype`.
_BY_FILE = (
    ("xl/workbook.xml", "a spreadsheet", "Save the sheet as CSV or PDF, or copy its sentences into a text file."),
    ("ppt/presentation.xml", "a presentation", "Save it as PDF."),
    ("Index/Document.iwa", "a Pages document", "Export it as DOCX or PDF."),
)
_BY_TYPE = (
    ("application/epub+zip", "an EPUB book", "Convert it to HTML or DOCX (`pandoc book.epub -o book.docx`)."),
    ("application/vnd.oasis.opendocument.text", "an OpenDocument text", "Save it as DOCX or PDF."),
    (
        "application/vnd.oasis.opendocument.spreadsheet",
        "a spreadsheet",
        "Save the sheet as CSV or PDF, or copy its sentences into a text file.",
    ),
    ("application/vnd.oasis.opendocument.presentation", "a presentation", "Save it as PDF."),
)


def read_package(data: bytes) -> DerivedText:
    """Return the text of a Word document.

    Args:
        data: the bytes of a zip archive.

    Raises:
        InputError: the archive is damaged or of another kind; the remedy names a form that can be read.
    """
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        names = set(package.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise InputError(f"the file is a damaged archive ({error}).", "Save or download it again.") from error
    if "word/document.xml" in names or any(name.startswith("word/") for name in names):
        return read_docx(package)
    media_type = data[:200].decode("ascii", "replace") if "mimetype" in names else ""
    for mark, kind, remedy in (*_BY_FILE, *_BY_TYPE):
        if mark in names or mark in media_type:
            raise InputError(f"the file is {kind}.", remedy)
    raise InputError("the file is an archive.", "Unpack it, then add its files.")
