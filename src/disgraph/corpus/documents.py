"""The catalogue of documents: which files there are, what they are, and their unchanged text."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from disgraph.corpus.citation_fields import malformed_fields
from disgraph.corpus.folding import FoldedText
from disgraph.corpus.text_sections import DocumentSection, find_sections, headings_of, written_headings
from disgraph.errors import Problem, Refused
from disgraph.files import read_regular
from disgraph.yamlfile import Fields, Items, Text, read_yaml

_FIELDS = (
    "id",
    "file",
    "sha256",
    "title",
    "kind",
    "publisher",
    "date",
    "language",
    "rights",
    "note",
    "original",
    "original_sha256",
    "media_type",
    "encoding",
    "url",
    "author",
    "accessed",
    "annotated",
)
_REQUIRED = ("id", "file", "sha256", "title", "kind")


class CatalogueEntry(NamedTuple):
    """The catalogue entry of a document; an empty field is unknown.

    Where the text was derived from another file (a web page, a PDF, another encoding), `original` is that file, with its digest,
    kind and encoding. `url` is the address of a web page, `accessed` the day on which it was read; `author` names several authors
    with semicolons. `annotated` is the day on which the claims of the document were last read against it.
    `sections` are its headings, one a line.
    """

    id: str
    file: str
    sha256: str
    title: str
    kind: str
    publisher: str
    date: str
    language: str
    rights: str
    note: str
    original: str
    original_sha256: str
    media_type: str
    encoding: str
    url: str = ""
    author: str = ""
    accessed: str = ""
    annotated: str = ""
    sections: str = ""


class Document:
    """A document: its catalogue entry and its text, decoded as UTF-8 and otherwise unchanged."""

    def __init__(self, entry: CatalogueEntry, text: str) -> None:
        self.entry = entry
        self.text = text

    @property
    def id(self) -> str:
        """The short name by which claims speak of the document."""
        return self.entry.id

    @cached_property
    def folded(self) -> FoldedText:
        """The text, folded for matching quotes."""
        return FoldedText(self.text)

    @cached_property
    def sections(self) -> tuple[DocumentSection, ...]:
        """Its sections in order.

        Raises:
            Refused: a heading of the catalogue entry does not occur.
        """
        return find_sections(self.entry.title, headings_of(self.entry.sections), self.folded)


def read_catalogue(path: Path, folder: Path) -> dict[str, Document]:
    """Read the catalogue and every document in it.

    Args:
        path: `documents.yaml`, a list of entries.
        folder: of their files.

    Returns:
        The documents by id, in the order of the catalogue.

    Raises:
        Refused: broken catalogue, a file missing, changed since it was catalogued, or not UTF-8.
    """
    entries, problems = _entries(path)
    documents: dict[str, Document] = {}
    for entry, line in entries:
        try:
            documents[entry.id] = read_document(entry, path, folder, line)
        except Refused as refused:
            problems.extend(refused.problems)
    if problems:
        raise Refused(tuple(sorted(problems, key=lambda problem: problem.line)))
    return documents


def read_entries(path: Path) -> dict[str, CatalogueEntry]:
    """Read the catalogue alone.

    Returns:
        The entries by id, in the order of the catalogue.

    Raises:
        Refused: an entry is malformed, or occurs twice.
    """
    entries, problems = _entries(path)
    if problems:
        raise Refused(tuple(problems))
    return {entry.id: entry for entry, _line in entries}


def _entries(path: Path) -> tuple[list[tuple[CatalogueEntry, int]], list[Problem]]:
    """Return the entries that have the form, each with its line, and what is wrong with the others."""
    problems: list[Problem] = []
    entries: dict[str, tuple[CatalogueEntry, int]] = {}
    root = read_yaml(path)
    for node in root if isinstance(root, Items) else [root]:
        try:
            entry = _entry(path, node)
        except Refused as refused:
            problems.extend(refused.problems)
            continue
        if entry.id in entries:
            problems.append(Problem("duplicate-id", str(path), node.line, "", f"document {entry.id!r} occurs twice.", ""))
        entries[entry.id] = (entry, node.line)
    return list(entries.values()), problems


def read_document(entry: CatalogueEntry, catalogue: Path, folder: Path, line: int = 0) -> Document:
    """Read one document.

    Args:
        entry: its catalogue entry.
        catalogue: the file of the catalogue.
        folder: of its file.
        line: where its entry begins.

    Raises:
        Refused: a file is missing, changed since it was catalogued, or not UTF-8.
    """

    def refused(rule: str, message: str, remedy: str) -> Refused:
        return Refused((Problem(rule, str(catalogue), line, "", message, remedy),))

    data = _kept(folder, entry.file, entry.sha256, refused)
    if entry.original:
        _kept(folder, entry.original, entry.original_sha256, refused)
    try:
        return Document(entry, data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise refused("changed-document", f"{folder / entry.file}: not UTF-8 ({error}).", "Convert it to UTF-8 first.") from error


def is_id(text: str) -> bool:
    """Return whether a text can be part of an IRI as the id of a document, entity or claim."""
    return re.fullmatch(r"\w+(?:[.-]\w+)*", text) is not None


def _entry(path: Path, node: Fields | Items | Text) -> CatalogueEntry:
    def refused(rule: str, message: str, remedy: str) -> Refused:
        return Refused((Problem(rule, str(path), node.line, "", message, remedy),))

    if not isinstance(node, Fields) or not all(isinstance(value, Text) for key, value in node.items() if key != "sections"):
        raise refused("broken-yaml", "an entry is not a mapping of plain values.", f"Give {', '.join(_REQUIRED)}.")
    sections = written_headings(str(path), node["sections"]) if "sections" in node else ""
    unknown = [key for key in node if key not in (*_FIELDS, "sections")]
    missing = [key for key in _REQUIRED if not node.get(key)]
    if unknown or missing:
        words = [f"unknown field {key!r}" for key in unknown] + [f"no {key!r}" for key in missing]
        raise refused("unknown-field", f"{', '.join(words)}.", f"The fields are {', '.join((*_FIELDS, 'sections'))}.")
    entry = CatalogueEntry(**{key: str(node.get(key, "")) for key in _FIELDS}, sections=sections)
    if not is_id(entry.id):
        raise refused("bad-id", f"id is {entry.id!r}.", "Write words of letters and digits joined by hyphens: it becomes part of an IRI.")
    for name, problem, remedy in malformed_fields(entry._asdict()):
        rule = {"url": "bad-url", "language": "bad-language"}.get(name, "bad-time")
        raise refused(rule, f"{name} {problem}.", remedy)
    return entry


def _kept(folder: Path, name: str, sha256: str, refused: Callable[[str, str, str], Refused]) -> bytes:
    """Return the bytes of a file that was catalogued, or refuse one that is gone or changed."""
    file = folder / name
    remedy = "Put the file back, or take its entry and its claims out."
    try:
        if not file.resolve().is_relative_to(folder.resolve()):
            raise refused("missing-document", f"{name}: lies outside {folder}.", "Put it into the folder.")
        data = read_regular(file)
    except (OSError, RuntimeError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise refused("missing-document", f"{name!r}: cannot be read ({reason}).", remedy) from error
    digest = hashlib.sha256(data).hexdigest()
    if digest != sha256:
        remedy = f"Put the original back, or, if the change is meant, set its digest to {digest} and check its claims."
        raise refused("changed-document", f"{file}: is not the file that was catalogued.", remedy)
    return data
