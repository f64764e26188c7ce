"""The documents of a project, and adding files to them.

documents/<id>.txt                the text that claims quote: the added file if it is plain text in UTF-8, else the text derived from it
documents/originals/<id>.<suffix> the added file, where the text is derived from it
"""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple, Self

from disgraph.corpus.citation_fields import malformed_fields
from disgraph.corpus.documents import CatalogueEntry, read_entries
from disgraph.errors import InputError, MisuseError
from disgraph.files import read_text
from disgraph.intake.decode import derive, needs_process
from disgraph.intake.derived_text import WHOLE_PAGE, DerivedText, IntakeNote
from disgraph.intake.encodings import check_encoding
from disgraph.intake.languages import found_language
from disgraph.intake.reading_process import derive_in_process
from disgraph.intake.text_dates import text_date
from disgraph.intake.withheld_words import BlackPen, WithheldName, find_remembered, own_words, read_withheld
from disgraph.project import Project, project_lock
from disgraph.similarity import nearest
from disgraph.transaction import StagedChange
from disgraph.triples.iris import slug
from disgraph.yamlfile import Items, append_yaml, read_yaml

#: Maximum size of a file, in bytes.
MAX_BYTES = 50_000_000
#: The catalogue is written after this number of new documents.
_AT_ONCE = 200
#: The folder of files from which a text is derived.
ORIGINALS = "originals"
_PLAIN = ("text/plain", "text/markdown")
#: Maximum length of a suffix that is kept.
_SUFFIX = 10


class AddResult(NamedTuple):
    """The entry of a file; it is new, or another document has the same bytes or the same text. `notes` say what was not understood."""

    entry: CatalogueEntry
    is_new: bool
    notes: tuple[str, ...] = ()


class Shelf:
    """The documents of a project, as a context in which files are added; other processes wait until it ends.

    Files and their entries take their places together, at the end and after every few hundred documents; what a killed process did not
    finish is removed by the next one.

    Args:
        project: not the shipped one.

    Raises:
        Refused: the catalogue is invalid (when the context is entered).
    """

    def __init__(self, project: Project) -> None:
        self.project = project
        self.ids: set[str] = set()
        self.by_digest: dict[str, CatalogueEntry] = {}
        self._fresh: list[CatalogueEntry] = []
        self._withheld: tuple[WithheldName, ...] = ()
        self._hold = ExitStack()
        self._staged = StagedChange(project.build)

    def add(self, path: Path, known: dict[str, str] | None = None, encoding: str = "", whole_page: bool = False) -> AddResult:
        """Add a file: store it, derive its text, and add its entry to the catalogue.

        Args:
            path: the file.
            known: fields of the entry that override those in the file (title, kind, publisher, date, language, rights, note, url,
                author, accessed).
            encoding: that of a text or a page, instead of a guess.
            whole_page: whether everything is kept that a reader of a web page sees, instead of its article.

        Raises:
            MisuseError: a known date or web address is malformed, or the encoding is unknown.
            InputError: the file is unreadable, without text, or too large; nothing was changed.
            LimitExceeded: reading takes too long.
        """
        _check_known(known or {})
        encoding = check_encoding(encoding) if encoding else ""
        data = _bytes(path)
        before = self.by_digest.get(hashlib.sha256(data).hexdigest())
        if before:
            return AddResult(before, is_new=False)
        derived, black = _without_withheld(_derived(data, path, encoding, whole_page), path.stem, self._withheld)
        is_plain = derived.media_type in _PLAIN and derived.encoding == "utf-8" and not black
        text = data if is_plain else derived.text.encode()
        before = self.by_digest.get(hashlib.sha256(text).hexdigest())
        if before:
            return AddResult(before, is_new=False)
        entry = self._entry(path, data, text, derived, known or {})
        if black:
            entry = entry._replace(original="", note=black)
        self._keep(entry, data, text)
        self._fresh.append(entry)
        if len(self._fresh) >= _AT_ONCE:
            self.write_catalogue()
        self.ids.add(entry.id)
        self.by_digest |= {digest: entry for digest in (entry.sha256, entry.original_sha256) if digest}
        found = (*derived.notes, *_title_notes(derived), *_date_notes(derived), *_language_notes(derived))
        notes = tuple(_remark(note) for note in found if not (known or {}).get(note.option))
        return AddResult(entry, is_new=True, notes=notes)

    def _entry(self, path: Path, data: bytes, text: bytes, derived: DerivedText, known: dict[str, str]) -> CatalogueEntry:
        name = slug("" if find_remembered(path.stem, self._withheld) else path.stem) or "document"
        numbered = (name, *(f"{name}-{number}" for number in range(2, len(self.ids) + 3)))
        own = next(one for one in numbered if one not in self.ids)
        is_derived = text is not data
        kept = path.suffix.lower()
        kept = kept if kept[1:].isalnum() and len(kept) <= _SUFFIX else ""
        suffix = ".md" if derived.media_type == "text/markdown" else ".txt"
        fields = {
            "id": own,
            "file": f"{own}{suffix}",
            "sha256": hashlib.sha256(text).hexdigest(),
            "title": _plain_line(derived.title) or ("" if name == "document" else _plain_line(path.stem)) or own,
            "kind": "document",
            "publisher": _plain_line(derived.publisher),
            "date": derived.date or text_date(derived.text)[0],
            "language": derived.language or found_language(derived.text),
            "original": f"{ORIGINALS}/{own}{kept}" if is_derived else "",
            "original_sha256": hashlib.sha256(data).hexdigest() if is_derived else "",
            "media_type": derived.media_type,
            "encoding": derived.encoding if derived.encoding != "utf-8" else "",
            "url": derived.url,
            "author": _plain_line(derived.author),
        }
        return CatalogueEntry(**dict.fromkeys(CatalogueEntry._fields, "") | fields | {key: value for key, value in known.items() if value})

    def _keep(self, entry: CatalogueEntry, data: bytes, text: bytes) -> None:
        folder = self.project.documents
        files = {folder / entry.file: text}
        if entry.original:
            files[folder / entry.original] = data
        for path, content in files.items():
            self._staged.stage(path, content)

    def write_catalogue(self) -> None:
        """Put added documents in their places, with their entries in the catalogue."""
        if self._fresh:
            before = read_text(self.project.catalogue)
            values = [{key: value for key, value in entry._asdict().items() if value} for entry in self._fresh]
            self._staged.stage(self.project.catalogue, append_yaml(before, values).encode())
            self._staged.apply()
            self._fresh = []

    def __enter__(self) -> Self:
        with ExitStack() as hold:
            hold.enter_context(project_lock(self.project))
            entries = list(read_entries(self.project.catalogue).values())
            self._withheld = read_withheld(self.project.catalogue)
            self.ids = {entry.id for entry in entries}
            self.by_digest = {digest: entry for entry in entries for digest in (entry.sha256, entry.original_sha256) if digest}
            self._hold = hold.pop_all()
        return self

    def __exit__(self, *_error: object) -> None:
        with self._hold:
            try:
                self.write_catalogue()
            finally:
                self._staged.discard()


def _without_withheld(derived: DerivedText, stem: str, withheld: tuple[WithheldName, ...]) -> tuple[DerivedText, str]:
    """Return a text with the names of withheld people blacked out, and the note for the catalogue; it is empty if there are none."""
    fields = ("text", "title", "author", "publisher", "url")
    named = {getattr(derived, name)[span.start : span.end] for name in fields for span in find_remembered(getattr(derived, name), withheld)}
    if not named:
        return derived, "names withheld" if find_remembered(stem, withheld) else ""
    pen = BlackPen([*named, *own_words(named, ())])
    black = {name: pen.blacked(getattr(derived, name)) for name in fields}
    url = derived.url if black["url"] == derived.url else ""
    blacked = derived._replace(text=black["text"], title=black["title"], author=black["author"], publisher=black["publisher"], url=url)
    return blacked, f"names withheld in {len(pen.spans(derived.text))} places"


def _remark(note: IntakeNote) -> str:
    return f"{note.text}; --{note.option} {'keeps them' if note.option == WHOLE_PAGE else 'sets it'}" if note.option else note.text


def _title_notes(derived: DerivedText) -> tuple[IntakeNote, ...]:
    """Return a note on a title that the file does not state."""
    return () if derived.title else (IntakeNote("title", "no line looks like a title, so the name of the file is the title"),)


def _date_notes(derived: DerivedText) -> tuple[IntakeNote, ...]:
    """Return a note on a date that only the words of the text give."""
    date, words = ("", "") if derived.date else text_date(derived.text)
    return (IntakeNote("date", f"the date is {date}, from the words {words!r}"),) if date else ()


def _language_notes(derived: DerivedText) -> tuple[IntakeNote, ...]:
    """Return a note on a language that the file does not state."""
    if derived.language:
        return ()
    found = found_language(derived.text)
    return (IntakeNote("language", f"the language seems to be {found}" if found else "the language is unknown and left out"),)


def _check_known(known: dict[str, str]) -> None:
    for name, problem, remedy in malformed_fields(known):
        raise MisuseError(f"--{name}: {problem}.", remedy)


def _plain_line(words: str) -> str:
    """Return a text in one line, without control characters and surrogates."""
    shown = "".join(" " if sign.isspace() else sign for sign in words if sign.isspace() or unicodedata.category(sign) not in ("Cc", "Cs"))
    return " ".join(shown.split())


def local_path(name: str) -> Path:
    """Return the path of a file.

    Raises:
        InputError: the name is a web address.
    """
    if re.match(r"[a-z][a-z0-9+.-]*://", name, re.IGNORECASE):
        raise InputError(f"{name}: is a web address.", "Save the page first, then add the file.")
    return Path(name)


def derived_from(path: Path) -> DerivedText:
    """Return the text of a file that is not added.

    Raises:
        InputError: the file is unreadable, without text, or too large.
        LimitExceeded: reading takes too long.
    """
    return _derived(_bytes(path), path)


def _derived(data: bytes, path: Path, encoding: str = "", whole_page: bool = False) -> DerivedText:
    if needs_process(data, path.name):
        return derive_in_process(os.fspath(path), encoding=encoding, whole_page=whole_page)
    try:
        return derive(data, path.name, encoding)
    except InputError as error:
        raise InputError(f"{path}: {error.message}", error.remedy) from error


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise InputError(f"{path}: is a folder.", f"Add its files, such as {path}/*.")
        if not path.is_file() and path.exists():
            raise InputError(f"{path}: is not a regular file.", "Save it as a file first.")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise InputError(f"{path}: has {size:,} bytes; the limit is {MAX_BYTES:,}.", "Split it.")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise InputError(f"{path}: cannot be read ({reason}).", "Check that the file exists and is readable.") from error


def _map_file(folder: Path, document: str) -> Path:
    """Return the file in which versions before 0.2 kept the positions of a text in its original."""
    return folder / ORIGINALS / f"{document}.map.json"


def cut_entries(path: Path, doomed: Iterable[int]) -> str:
    """Return the text of a YAML list without some of its entries.

    Args:
        path: of a file that is a YAML list.
        doomed: the lines (from 1) at which the removed entries begin; text up to the next entry is removed too.
    """
    lines = read_text(path).splitlines(keepends=True)
    root = read_yaml(path)
    assert isinstance(root, Items)
    starts = [node.line for node in root]
    gone = set(doomed)
    cut = {
        number for start, end in zip(starts, [*starts[1:], len(lines) + 1], strict=True) if start in gone for number in range(start, end)
    }
    kept = "".join(line for number, line in enumerate(lines, 1) if number not in cut)
    return kept if len(gone) < len(starts) else f"{kept}[]\n"


def find_entry(project: Project, document: str) -> CatalogueEntry:
    """Return the catalogue's entry of a document.

    Raises:
        MisuseError: the document is unknown.
    """
    entries = read_entries(project.catalogue)
    if document not in entries:
        raise MisuseError(
            f"{document!r} is not a document.", f"Nearest: {', '.join(nearest(document, entries)) or 'none, the catalogue is empty'}."
        )
    return entries[document]


def files_of(project: Project, entry: CatalogueEntry) -> Iterator[Path]:
    """Return the stored files of a document."""
    names = [entry.file, entry.original]
    found = [project.documents / name for name in names if name]
    yield from (path for path in (*found, _map_file(project.documents, entry.id)) if path.exists())
