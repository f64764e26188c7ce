"""The sources of a project without an entity: YAML files pruned and blacked out, documents blacked out, ids without its name."""

from __future__ import annotations

import contextlib
import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

from disgraph.claims.claim import Claim, Record
from disgraph.claims.form import Problems, yaml_files
from disgraph.corpus.documents import Document
from disgraph.corpus.folding import FoldedText, Span
from disgraph.files import read_text
from disgraph.intake.name_spellings import plain_word
from disgraph.intake.withheld_words import BLACK, BlackPen, black_out
from disgraph.project import SETTINGS, Project
from disgraph.yamlfile import Fields, Items, Node, read_yaml, write_yaml

#: Keys whose values are words of a document or a person, never ids.
_WORDS = frozenset(
    [
        "name",
        "aliases",
        "description",
        "quote",
        "text",
        "title",
        "reason",
        "note",
        "basis",
        "doubt",
        "publisher",
        "author",
        "short",
        "sentence",
    ]
)
_INSTEAD = "withheld"
#: Bytes of a part of a package that is looked into, at most.
_MOST_OF_A_PART = 50_000_000


class BlackedDocument(NamedTuple):
    """A document, its text with names blacked out, and where they were."""

    document: Document
    text: str
    spans: tuple[Span, ...]

    @property
    def places(self) -> int:
        """The number of blacked places."""
        return len(self.spans)

    def nth(self, quote: str, nth: int | None, new: str) -> int | None:
        """Return which occurrence of its blacked form a quote is now; None if there is one only."""
        before = self.document.folded.find_all(quote)
        if not self.spans or len(before) < (nth or 1):
            return nth
        start = before[(nth or 1) - 1].start
        moved = start + sum(len(BLACK) - (span.end - span.start) for span in self.spans if span.end <= start)
        starts = [span.start for span in FoldedText(self.text).find_all(new)]
        return starts.index(moved) + 1 if len(starts) > 1 and moved in starts else (nth if len(starts) > 1 else None)


def blacked_document(document: Document, pen: BlackPen) -> BlackedDocument:
    """Return a document with its names blacked out."""
    spans = pen.spans(document.text)
    return BlackedDocument(document, black_out(document.text, spans), tuple(spans))


class SourceRedaction:
    """The files of a project without some entities and their names.

    Args:
        project: the project.
        doomed: the ids of the entities.
        pen: their names.
        documents: every document with its names blacked out.
        ids: every id that stays.
    """

    def __init__(
        self, project: Project, doomed: Collection[str], pen: BlackPen, documents: Mapping[str, BlackedDocument], ids: Iterable[str]
    ) -> None:
        self.project, self.doomed, self.pen, self.documents = project, doomed, pen, documents
        self.ids = dict(_replaced(ids, pen))

    def doomed_claims(self, claims: Iterable[tuple[Claim, frozenset[str]]]) -> set[tuple[str, str]]:
        """Return the claims that mention a doomed entity, or that are about such a claim.

        Args:
            claims: each with the entities that it mentions.
        """
        given = list(claims)
        found = {
            (claim.document, claim.id) for claim, named in given if (named | {each.entity for each in claim.antecedents}) & set(self.doomed)
        }
        while more := {(claim.document, claim.id) for claim, _named in given if _is_about(claim, found)} - found:
            found |= more
        return found

    def changed(self, gone: Collection[tuple[str, str]]) -> Iterator[tuple[Path, bytes]]:
        """Yield every file that stays, with its content.

        Args:
            gone: the claims that are removed, by document and id.
        """
        for path in self._files(self.project.entities):
            yield self._moved(path), self._written(path, [self._entity(node) for node in _items(read_yaml(path))])
        for path in self._files(self.project.claims):
            yield self._moved(path), self._written(path, self._claim_file(read_yaml(path), gone))
        for path in (self.project.judgements, self.project.public_figures, self.project.unlinked_names):
            if path.exists():
                yield path, self._written(path, [self._plain(node) for node in _items(read_yaml(path)) if not self._names_doomed(node)])
        yield (
            self.project.catalogue,
            self._written(self.project.catalogue, [self._entry(node) for node in _items(read_yaml(self.project.catalogue))]),
        )
        settings = self.project.catalogue.parent.parent / SETTINGS
        if settings.exists():
            yield settings, self.pen.blacked(read_text(settings)).encode()
        for name, blacked in self.documents.items():
            yield self.project.documents / self._file_name(name), blacked.text.encode()

    def removed(self) -> Iterator[Path]:
        """Yield the files that go: originals that hold a name, and files that get another name."""
        for name, blacked in self.documents.items():
            entry = blacked.document.entry
            held = any(self.pen.spans(unquote(value)) for value in entry)
            if entry.original and (held or blacked.places or name in self.ids or self._holds_name(self.project.documents / entry.original)):
                yield self.project.documents / entry.original
            if self._file_name(name) != entry.file:
                yield self.project.documents / entry.file
        for folder in (self.project.entities, self.project.claims):
            yield from (path for path in self._files(folder) if self._moved(path) != path)

    def _holds_name(self, path: Path) -> bool:
        return any(self.pen.spans(text) for text in _readings(path.read_bytes()))

    def _files(self, folder: Path) -> list[Path]:
        return yaml_files(folder, Problems())

    def _moved(self, path: Path) -> Path:
        """Return a file of proposals or claims under the new id of its document."""
        for old, new in self.ids.items():
            if path.stem in (old, f"{old}-proposed"):
                return path.with_name(path.name.replace(old, new, 1))
        return path

    def _file_name(self, document: str) -> str:
        entry = self.documents[document].document.entry
        if document not in self.ids:
            return entry.file if not self.pen.spans(entry.file) else f"{document}{Path(entry.file).suffix}"
        return f"{self.ids[document]}{Path(entry.file).suffix}"

    def _written(self, path: Path, values: object) -> bytes:
        """Return the content of a YAML file; as it was, if nothing changes."""
        if values == _as_is(read_yaml(path)) and not self.pen.spans(read_text(path)):
            return path.read_bytes()
        return (write_yaml([value for value in values if value is not None]) if isinstance(values, list) else write_yaml(values)).encode()

    def _entity(self, node: Node) -> object:
        if isinstance(node, Fields) and node.get("id") in self.doomed:
            return None
        return self._plain(node)

    def _names_doomed(self, node: Node) -> bool:
        return isinstance(node, Fields) and bool({str(node.get(key)) for key in ("entity", "other", "person", "at")} & set(self.doomed))

    def _claim_file(self, root: Node, gone: Collection[tuple[str, str]]) -> object:
        if not isinstance(root, Fields):
            return _as_is(root)
        document = str(root.get("document", ""))
        passages = [self._passage(node, document, gone) for node in _items(root.get("passages", Items()))]
        head = {key: node for key, node in root.items() if key != "passages"}
        written = self._mapping(head)
        return {**written, "passages": [passage for passage in passages if passage is not None]}

    def _passage(self, node: Node, document: str, gone: Collection[tuple[str, str]]) -> dict[str, object] | None:
        if not isinstance(node, Fields):
            return None
        claims = [claim for claim in _items(node.get("claims", Items())) if isinstance(claim, Fields)]
        kept = [self._claim(claim, document) for claim in claims if (document, str(claim.get("id"))) not in gone]
        if claims and not kept:
            return None
        return {**self._mapping({key: value for key, value in node.items() if key != "claims"}), "claims": kept}

    def _claim(self, node: Fields, document: str) -> dict[str, object]:
        quotes = [self._quote(quote, document) for quote in _items(node.get("quote", Items()))]
        found = self._mapping(node)
        return {key: ((quotes[0] if len(quotes) == 1 else quotes) if key == "quote" else value) for key, value in found.items()}

    def _quote(self, node: Node, document: str) -> object:
        text = str(node.get("text", "")) if isinstance(node, Fields) else str(node)
        nth = int(str(node["nth"])) if isinstance(node, Fields) and "nth" in node else None
        new = self.pen.blacked(text)
        now = self.documents[document].nth(text, nth, new) if document in self.documents else nth
        return {"text": new, "nth": str(now)} if now else new

    def _entry(self, node: Node) -> object:
        if not isinstance(node, Fields):
            return _as_is(node)
        blacked = self.documents[str(node["id"])]
        found = {str(key): self._scalar(str(key), str(value)) for key, value in node.items()}
        if "url" in found and self.pen.spans(unquote(str(node["url"]))):
            found.pop("url")
        found["file"] = self._file_name(str(node["id"]))
        gone = set(self.removed())
        original = str(node.get("original", ""))
        if blacked.places:
            found["sha256"] = hashlib.sha256(blacked.text.encode()).hexdigest()
            found["original_sha256"] = str(node.get("original_sha256") or node["sha256"])
            note = f"names withheld in {blacked.places} places"
            found["note"] = f"{found['note']}; {note}" if found.get("note") else note
        if original and self.project.documents / original in gone:
            found.pop("original", None)
        if BLACK in found.get("url", ""):
            found.pop("url", None)
        return found

    def _plain(self, node: Node, key: str = "") -> Any:
        if isinstance(node, Fields):
            return self._mapping(node)
        if isinstance(node, Items):
            return [self._plain(each, key) for each in node if str(each) not in self.doomed or key in _WORDS]
        return self._scalar(key, str(node))

    def _mapping(self, node: Mapping[str, Node]) -> dict[str, Any]:
        """Return a mapping without pairs of a doomed entity, and without mappings that lose all their pairs."""
        found = {}
        for key, value in node.items():
            if str(key) in self.doomed or (str(value) in self.doomed and key not in _WORDS):
                continue
            plain = self._plain(value, str(key))
            if plain or not isinstance(value, Fields | Items) or not value:
                found[self._scalar("", str(key))] = plain
        return found

    def _scalar(self, key: str, text: str) -> str:
        return self.ids[text] if text in self.ids and key not in _WORDS else self.pen.blacked(text)


def _items(node: Node) -> list[Node]:
    return list(node) if isinstance(node, Items) else [node]


def _as_is(node: Node) -> Any:
    if isinstance(node, Fields):
        return {str(key): _as_is(value) for key, value in node.items()}
    return [_as_is(each) for each in node] if isinstance(node, Items) else str(node)


def _is_about(claim: Claim, gone: Collection[tuple[str, str]]) -> bool:
    """Return whether a role of a claim names a removed claim of its document."""
    content = claim.content
    return isinstance(content, Record) and any((claim.document, value) in gone for _role, values in content.roles for value in values)


def _replaced(ids: Iterable[str], pen: BlackPen) -> Iterator[tuple[str, str]]:
    """Yield the ids that hold a name, each with a new one."""
    taken = set(ids)
    for one in sorted(taken):
        wanted = pen.renamed(plain_word(one), _INSTEAD)
        if wanted != plain_word(one):
            names = (wanted, *(f"{wanted}-{number}" for number in range(2, len(taken) + 3)))
            new = next(name for name in names if name not in taken)
            taken.add(new)
            yield one, new


def _readings(data: bytes) -> Iterator[str]:
    """Yield what a file may say: as text in several encodings, with the character references of a page, and the parts of a package."""
    for encoding in ("utf-8", "utf-16", "gb18030"):
        text = data.decode(encoding, "replace")
        yield text
        yield unescape(text)
    if zipfile.is_zipfile(io.BytesIO(data)):
        with contextlib.suppress(zipfile.BadZipFile, OSError, RuntimeError, zlib.error), zipfile.ZipFile(io.BytesIO(data)) as package:
            for part in package.infolist():
                if part.file_size <= _MOST_OF_A_PART:
                    yield re.sub("<[^>]*>", "", package.read(part).decode("utf-8", "replace"))
