"""The triples of each document, kept between builds: a shard holds sorted lines of N-Quads under a digest of what they depend on.

A document is emitted again if its shard is missing or was made from something else: its text, its entry, its claims, an entity that they
need, the ontology or the code. Which entities these are is observed while the document is emitted, and listed in the shard.

Shards are computed in processes, if several are wanted. Each is written as soon as it is computed, so a build that was killed continues
with those that are finished.
"""

from __future__ import annotations

import functools
import gzip
import hashlib
import json
import os
import zlib
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

from disgraph.child_process import end_with_parent
from disgraph.claims.claim import Entity
from disgraph.files import part_name
from disgraph.ontology.vocabulary import Vocabulary
from disgraph.project import Project, code_fingerprint
from disgraph.rdf import nquad_line
from disgraph.triples.emit import DocumentPart, SourceParts, Sources, emit_document, emit_quads, emit_shared, split

#: The folder of the shards in a build folder.
SHARDS = "shards"
#: Level of compression: IRIs repeat, so the least gives a tenth of the size at the speed of a disk.
_LEVEL = 1
#: Number of documents that a process computes between two reports.
_AT_ONCE = 8


class ShardCache(NamedTuple):
    """Where shards are kept, the digest of what every document depends on (ontology and code), and the number of processes."""

    folder: Path
    key: str
    jobs: int = 1


def shard_cache(project: Project, jobs: int = 1) -> ShardCache:
    """Return the cache of the shards of a project; the project is to be locked."""
    ontology = [hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(project.ontology.rglob("*")) if path.is_file()]
    return ShardCache(project.build / SHARDS, repr((code_fingerprint(), ontology)), jobs)


class Context(NamedTuple):
    """What all shards of a build share.

    Attributes:
        folder: of the shards.
        key: the digest of ontology and code.
        entities: by id.
        vocabulary: the ontology.
    """

    folder: Path
    key: str
    entities: Mapping[str, Entity]
    vocabulary: Vocabulary


class ObservedEntities(Mapping[str, Entity]):
    """Entities that remember which of them were looked up, also in vain."""

    def __init__(self, entities: Mapping[str, Entity]) -> None:
        self._entities = entities
        self.seen: set[str] = set()

    def __getitem__(self, name: str) -> Entity:
        self.seen.add(name)
        return self._entities[name]

    def __iter__(self) -> Iterator[str]:
        self.seen.update(self._entities)
        return iter(self._entities)

    def __len__(self) -> int:
        return len(self._entities)


def asserted_lines(sources: Sources, cache: ShardCache | None) -> Iterator[str]:
    """Yield the asserted graph as lines of N-Quads, in any order, some more than once; see `disgraph.triples.emit.emit_quads`.

    Args:
        sources: the checked sources.
        cache: of the shards; those of documents that are gone are removed. Without one, every document is emitted.
    """
    if cache is None:
        yield from map(nquad_line, emit_quads(sources))
        return
    cache.folder.mkdir(parents=True, exist_ok=True)
    parts, context = split(sources), Context(cache.folder, cache.key, sources.entities, sources.vocabulary)
    _compute(list(_due(parts, context)), context, cache.jobs)
    yield from map(nquad_line, emit_shared(sources, parts))
    for part in parts.documents:
        yield from _lines(part, context)


def _due(parts: SourceParts, context: Context) -> Iterator[DocumentPart]:
    """Yield the documents that have to be emitted, and remove the shards of documents that are gone."""
    paths = {_path(context.folder, part): part for part in parts.documents}
    for found in context.folder.iterdir():
        if found not in paths:
            found.unlink()
    digest = functools.cache(lambda name: entity_digest(context.entities.get(name)))
    for path, part in paths.items():
        head = _head(path)
        needs = {name: digest(name) for name in head["entities"]} if head else {}
        if not head or head != {"key": _key(part, context.key), "entities": needs}:
            yield part


def _lines(part: DocumentPart, context: Context) -> list[str]:
    """Return the lines of a shard, which is written again if it is damaged."""
    path = _path(context.folder, part)
    try:
        text = gzip.decompress(path.read_bytes())
    except (OSError, EOFError, zlib.error):
        _write(part, context)
        text = gzip.decompress(path.read_bytes())
    return text.decode().splitlines(keepends=True)[1:]


def _path(folder: Path, part: DocumentPart) -> Path:
    """Return the file of a shard; ids may differ in their case alone."""
    return folder / f"{hashlib.sha256(part.document.id.encode()).hexdigest()[:32]}.nq.gz"


def _key(part: DocumentPart, key: str) -> str:
    """Return the digest of what a document depends on besides entities; its entry holds the digest of its text."""
    claims = [located._replace(claim=located.claim._replace(file="", line=0)) for located in part.claims]
    content = (key, part.document.entry, claims, sorted(node.value for node in part.records))
    return hashlib.sha256(repr(content).encode()).hexdigest()


def entity_digest(entity: Entity | None) -> str:
    """Return the digest of an entity, whatever its place in a file."""
    known = None if entity is None else entity._replace(file="", line=0)
    return hashlib.sha256(repr(known).encode()).hexdigest()[:16]


def _head(path: Path) -> dict[str, Any] | None:
    """Return what a shard was made from, or None if it cannot be read."""
    try:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            return dict(json.loads(file.readline()))
    except (OSError, EOFError, ValueError, zlib.error):
        return None


def _compute(due: list[DocumentPart], context: Context, jobs: int) -> None:
    """Write the shards of documents, in this process or in several."""
    if jobs <= 1 or len(due) <= _AT_ONCE:
        for part in due:
            _write(part, context)
        return
    groups = [due[at : at + _AT_ONCE] for at in range(0, len(due), _AT_ONCE)]
    with ProcessPoolExecutor(jobs, get_context("spawn"), _begin, (context,)) as pool:
        for _ in pool.map(_write_group, groups):
            pass


_shared: list[Context] = []


def _begin(context: Context) -> None:
    """Keep in a process what its shards share."""
    end_with_parent()
    _shared[:] = [context]


def _write_group(parts: Iterable[DocumentPart]) -> None:
    for part in parts:
        _write(part, _shared[0])


def _write(part: DocumentPart, context: Context) -> None:
    entities = ObservedEntities(context.entities)
    lines = sorted(set(map(nquad_line, emit_document(part, entities, context.vocabulary))))
    needs = {name: entity_digest(context.entities.get(name)) for name in sorted(entities.seen)}
    head = json.dumps({"key": _key(part, context.key), "entities": needs})
    data = gzip.compress(f"{head}\n{''.join(lines)}".encode(), _LEVEL, mtime=0)
    path = os.fspath(_path(context.folder, part))
    Path(part_name(path)).write_bytes(data)  # what a killed process leaves of it, the next build removes
    os.replace(part_name(path), path)
