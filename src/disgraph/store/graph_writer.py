"""Write a graph to disk so that no reader sees half of it.

A build folder has one directory for each graph, named by the digest of its content, and a file `current` with the name of the
graph in use. A new graph is written under a temporary name, renamed when it is complete, and only then named in `current`. So a
build that fails or is killed leaves the former graph as it was.
"""

from __future__ import annotations

import filecmp
import hashlib
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

from disgraph.errors import InputError, NotBuilt
from disgraph.files import read_regular, replacement, work_folder
from disgraph.rdf import Quad, Store, open_store, write_nquads
from disgraph.store.current import ASSERTED, CURRENT, DATASET, GRAPH_VERSION, STORE, SUMMARY

#: Writes a file next to the store. It is called when dataset and stores are in the folder.
FileWriter = Callable[[Path], None]

#: The names of graph folders; together with the digest in the summary, the mark by which a folder is known as our own.
_GRAPH = re.compile(r"graph-([0-9a-f]{16})")


@contextmanager
def new_graph(build: Path) -> Iterator[Path]:
    """Make a folder for a graph in a build folder, which is created if it does not exist. It is removed unless `install` moves it.

    Raises:
        InputError: the folder cannot be written.
    """
    try:
        build.mkdir(parents=True, exist_ok=True)
        with work_folder(build) as work:
            (work / "graph").mkdir()
            yield work / "graph"
    except (OSError, RuntimeError) as error:  # the store reports a full disk as a RuntimeError
        reason = (isinstance(error, OSError) and error.strerror) or error
        remedy = "Check the free space of the disk, or choose another folder with DISGRAPH_CACHE or `build` in disgraph.toml."
        raise InputError(f"{build}: cannot be written ({reason}).", remedy) from error


def write_graph(
    build: Path, asserted: Iterable[Quad], inferred: Iterable[Quad], files: Mapping[str, FileWriter], summary: Mapping[str, Any]
) -> Path:
    """Write a graph and make it the current one of a build folder.

    Args:
        build: the build folder; it is created if it does not exist.
        asserted: quads of claims and ontology; iterated three times.
        inferred: quads added by rules, in the default graph and in their own graph; iterated twice.
        files: the writers of the other files, by file name.
        summary: content of `graph.json`, without the digest.

    Returns:
        The directory of the graph.

    Raises:
        InputError: the folder cannot be written. The former graph stays.
    """
    with new_graph(build) as folder:
        write_nquads(chain(asserted, inferred), folder / DATASET)
        _fill_store(folder / STORE, chain(asserted, inferred))
        _fill_store(folder / ASSERTED, asserted)
        return install(build, folder, files, summary)


def install(build: Path, folder: Path, files: Mapping[str, FileWriter], summary: Mapping[str, Any]) -> Path:
    """Complete a graph and make it the current one of a build folder.

    Args:
        build: the build folder.
        folder: with dataset and stores, from `new_graph`.
        files: the writers of the other files, by file name.
        summary: content of `graph.json`, without digest, version and sizes.

    Returns:
        The directory of the graph.
    """
    for name, write in files.items():
        write(folder / name)
    digest = _digest(folder / name for name in (DATASET, *files))
    sizes = {name: (folder / name).stat().st_size for name in sorted(files)}
    content = {**summary, "graph_version": GRAPH_VERSION, "digest": digest, "sizes": sizes}
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / SUMMARY).write_text(text + "\n", encoding="utf-8")
    return _install(build, folder.parent, f"graph-{digest[:16]}")


def _digest(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()


def _fill_store(folder: Path, quads: Iterable[Quad]) -> None:
    store = Store(os.fspath(folder))
    store.bulk_extend(quads)
    store.flush()
    del store


def _rename(work: Path, final: Path) -> None:
    """Give a new graph its name. If another build finished first with the same graph, keep that one."""
    try:
        work.rename(final)
    except OSError:
        if not (final / SUMMARY).exists():
            raise


def _is_complete(final: Path, work: Path) -> bool:
    """Compare an existing graph with the new one: every file is the same, and both stores can be read to the end."""
    try:
        others = [path.name for path in work.iterdir() if path.is_file()]
        stores = all(_count(final / name) == _count(work / name) for name in (STORE, ASSERTED))
        return stores and all(filecmp.cmp(final / name, work / name, shallow=False) for name in others)
    except (OSError, RuntimeError, NotBuilt):
        return False


def _count(folder: Path) -> int:
    return sum(1 for _ in open_store(os.fspath(folder)))


def _install(build: Path, work: Path, name: str) -> Path:
    """Move a new graph to its place, name it in `current`, and remove the graphs before the former one."""
    final, written = build / name, work / "graph"
    if not _is_complete(final, written):
        if final.exists():
            final.rename(work / "replaced")
        _rename(written, final)
    former = (build / CURRENT).read_text(encoding="utf-8", errors="replace").strip() if (build / CURRENT).exists() else ""
    with replacement(os.fspath(build / CURRENT)) as pointer:
        Path(pointer).write_text(name + "\n", encoding="utf-8")
    for old in build.glob("graph-*"):
        if old.name not in (name, former) and is_graph(old):  # a reader may be about to open the former one
            old.rename(work / old.name)  # so that the next command removes it if this one is killed
    return final


def is_graph(folder: Path) -> bool:
    """Return whether a folder is a graph that a build wrote: its summary holds the digest of its name."""
    named = _GRAPH.fullmatch(folder.name)
    try:
        summary = json.loads(read_regular(folder / SUMMARY)) if named and not folder.is_symlink() else {}
    except (OSError, ValueError):
        return False
    return named is not None and isinstance(summary, dict) and str(summary.get("digest", "")).startswith(named[1])
