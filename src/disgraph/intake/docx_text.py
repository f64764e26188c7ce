"""DOCX to text, by mammoth: paragraphs, lists, tables and notes, without deleted and hidden text.

The package is copied without its media before it is read, so mammoth sees only bounded XML without entity declarations.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from itertools import zip_longest
from xml.etree import ElementTree as ET  # the parts have no DOCTYPE, so no entities
from xml.parsers.expat import ExpatError

from disgraph.errors import InputError
from disgraph.intake.derived_text import DerivedText

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#: Limits of the unpacked XML: bytes and number of files. A book of a million words has about 50 MB.
_MAX_BYTES, _MAX_FILES = 200_000_000, 5_000
#: Titles that word processors make of file names and templates.
_NO_TITLE = re.compile(
    r".*\.(?:docx?|dotx?|indd|pdf|rtf|odt|qxd|tex)|microsoft word\b.*|untitled.*|word document|document ?\d*", re.IGNORECASE
)
#: Content that is refused: entities, which could expand, and UTF-16. Word writes neither.
_FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY", b"\0")
#: What reading a damaged, encrypted or truncated member of a zip file raises; they have no common class.
_ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError, struct.error)
_CORE = "docProps/core.xml"
_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
#: WordprocessingML, transitional and strict.
_WORD = ("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}", "{http://purl.oclc.org/ooxml/wordprocessingml/main}")
#: Links of notes to their marks.
_WAYS_BACK = ("#footnote-ref-", "#endnote-ref-")
#: Columns of a table in Word.
_MAX_COLUMNS = 63
_BLOCKS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "div", "blockquote"}
#: Digits of notes, powers and indices stay apart from the number before them.
_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_LOWERED = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")


def read_docx(package: zipfile.ZipFile) -> DerivedText:
    """Return the text of a Word document.

    Args:
        package: the opened file.

    Returns:
        Blocks separated by blank lines; the rows of a table are lines, whose cells repeat the heads of a marked head row; notes are at
        the end, with the numbers of their marks.

    Raises:
        InputError: the file is damaged, protected, too large, or without text.
    """
    parts = _read_parts(package)
    body = ET.fromstring(f"<body>{_to_html(parts)}</body>")  # noqa: S314  (made by mammoth: no entities)
    writer = _BlockWriter()
    writer.visit(body)
    writer.end_block()
    if not writer.blocks:
        raise InputError("the document has no text.", "Check that it is the right file, or run text recognition (OCR) on its pictures.")
    core = _core_fields(parts)
    heading = next((" ".join("".join(found.itertext()).split()) for found in body.iter("h1")), "")
    title = real_title(core.get("title", "")) or heading
    text = "\n\n".join(writer.blocks) + "\n"
    return DerivedText(text, MEDIA_TYPE, "", title, core.get("publisher", ""), "", core.get("language", ""))


def real_title(title: str) -> str:
    """Return a title from the properties of a file, or an empty text where it is the name of a file or program."""
    return "" if _NO_TITLE.fullmatch(title.strip()) else title.strip()


def _read_parts(package: zipfile.ZipFile) -> dict[str, bytes]:
    """Return the XML parts of a package, without hidden text."""
    inside = [info for info in package.infolist() if info.filename.endswith((".xml", ".rels"))]
    size = sum(info.file_size for info in inside)
    if size > _MAX_BYTES or len(inside) > _MAX_FILES:
        raise InputError(f"the document unpacks to {size:,} bytes; the limit is {_MAX_BYTES:,}.", "Split it.")
    try:
        parts = {info.filename: package.read(info) for info in inside}
    except (*_ZIP_ERRORS, KeyError) as error:
        raise _damaged(error) from error
    if any(mark in part for part in parts.values() for mark in _FORBIDDEN):
        raise InputError("the document has XML entities or parts in UTF-16.", "Save it again in a word processor.")
    return {name: _without_hidden(part) if name.startswith("word/") and name.endswith(".xml") else part for name, part in parts.items()}


def _damaged(error: Exception) -> InputError:
    return InputError(f"the document cannot be read ({error}).", "Open it in a word processor and save it again without a password.")


def _without_hidden(part: bytes) -> bytes:
    """Return a part without the runs that Word hides (`w:vanish`)."""
    if b"vanish" not in part:
        return part
    try:
        root = ET.fromstring(part)  # noqa: S314  (checked: no DOCTYPE)
    except ET.ParseError as error:
        raise _damaged(error) from error
    for parent in root.iter():
        for run in [child for child in parent if _is_hidden(child)]:
            parent.remove(run)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _is_hidden(run: ET.Element) -> bool:
    word = next((namespace for namespace in _WORD if run.tag == f"{namespace}r"), "")
    mark = run.find(f"{word}rPr/{word}vanish") if word else None
    return mark is not None and mark.get(f"{word}val", "true") not in ("0", "false", "off")


def _to_html(parts: dict[str, bytes]) -> str:
    """Return the HTML that mammoth makes of the parts; it is well-formed XML."""
    import mammoth

    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    try:
        # Neither files outside the document, nor a style map inside it, which could drop paragraphs.
        made = mammoth.convert_to_html(copy, external_file_access=False, include_embedded_style_map=False, convert_image=lambda _image: [])
    except RecursionError as error:
        raise InputError("the document is nested too deeply.", "Save it as plain text.") from error
    except (*_ZIP_ERRORS, ExpatError, LookupError, AttributeError, TypeError) as error:  # mammoth's own are among them
        raise _damaged(error) from error
    return str(made.value)


def _core_fields(parts: dict[str, bytes]) -> dict[str, str]:
    """Return the properties of a document in Dublin Core: title, creator, publisher, language."""
    try:
        root = ET.fromstring(parts.get(_CORE, b"<none/>"))  # noqa: S314  (checked: no DOCTYPE)
    except ET.ParseError:
        return {}
    return {field.tag.removeprefix(_DUBLIN_CORE): (field.text or "").strip() for field in root if field.tag.startswith(_DUBLIN_CORE)}


class _BlockWriter:
    """Writes the elements of a page as blocks of text."""

    def __init__(self) -> None:
        self.blocks: list[str] = []
        self._parts: list[str] = []

    def end_block(self) -> None:
        """End the current block; an empty one is dropped."""
        lines = (" ".join(line.split()) for line in "".join(self._parts).split("\n"))
        block = "\n".join(line for line in lines if line)
        self.blocks += [block] if block else []
        self._parts = []

    def visit(self, element: ET.Element) -> None:
        """Write an element and its children, without the text after it."""
        if element.tag == "table":
            self._add_table(element)
        elif element.tag == "br":
            self._parts.append("\n")
        elif element.tag in ("sup", "sub"):
            self._add_shifted(element)
        elif element.tag == "ol" and any("note-" in item.get("id", "") for item in element):
            self._add_notes(element)
        elif not element.get("href", "").startswith(_WAYS_BACK):
            self._add_children(element, element.tag in _BLOCKS)

    def _add_children(self, element: ET.Element, is_block: bool) -> None:
        if is_block:
            self.end_block()
        self._parts.append(element.text or "")
        for child in element:
            self.visit(child)
            self._parts.append(child.tail or "")
        if is_block:
            self.end_block()

    def _add_shifted(self, element: ET.Element) -> None:
        """Write raised or lowered text; the mark of a note is in brackets already."""
        digits = _RAISED if element.tag == "sup" else _LOWERED
        text = "".join(element.itertext())
        self._parts.append(text if element.find("a") is not None else text.translate(digits))

    def _add_notes(self, notes: ET.Element) -> None:
        for number, note in enumerate(notes, 1):
            self.end_block()
            self._parts.append(f"[{number}] ")
            self._parts.append(_plain(note))
        self.end_block()

    def _add_table(self, table: ET.Element) -> None:
        """Write a row as a line: its cells, each after the head of its column where a head row is marked."""
        self.end_block()
        heads: list[str] = []
        for row in table.iter("tr"):
            cells = [_plain(cell) for cell in row for _ in range(_span(cell))]
            if row.find("th") is not None:
                heads = [f"{upper} {lower}".strip() for upper, lower in zip_longest(heads, cells, fillvalue="")]
            pairs = zip_longest(heads if row.find("th") is None else (), cells, fillvalue="")
            self._parts.append(" | ".join(f"{head}: {cell}" if head else cell for head, cell in pairs if cell) + "\n")
        self.end_block()


def _plain(element: ET.Element) -> str:
    """Return the text of a cell or a note in one line."""
    writer = _BlockWriter()
    for child in element:
        writer.visit(child)
    writer.end_block()
    return " ".join(" ".join(writer.blocks).split())


def _span(cell: ET.Element) -> int:
    """Return the number of columns of a cell."""
    return min(int(cell.get("colspan", "1")), _MAX_COLUMNS)
