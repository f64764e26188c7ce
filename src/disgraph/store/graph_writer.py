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
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

from disgraph.errors import InputError, NotBuilt
from disgraph.rdf import Quad, Store, open_store, write_nquads
from disgraph.store.current import ASSERTED, CURRENT, DATASET, STORE, SUMMARY

#: Writes a file next to the store. It is called when dataset and stores are in the folder.
FileWriter = Callable[[Path], None]

#: Seconds after which the folder of an unfinished build is taken for that of a killed build.
_ABANDONED = 3600


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
    try:
        build.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=".new-", dir=build))
    except OSError as error:
        remedy = "Choose another folder with DISGRAPH_CACHE, or `build` in disgraph.toml."
        raise InputError(f"{build}: cannot be written ({error.strerror}).", remedy) from error
    try:
        write_nquads(chain(asserted, inferred), work / DATASET)
        _fill_store(work / STORE, chain(asserted, inferred))
        _fill_store(work / ASSERTED, asserted)
        for name, write in files.items():
            write(work / name)
        digest = _digest(work / name for name in (DATASET, *files))
        text = json.dumps({**summary, "digest": digest}, ensure_ascii=False, indent=1, sort_keys=True)
        (work / SUMMARY).write_text(text + "\n", encoding="utf-8")
        return _install(build, work, f"graph-{digest[:16]}")
    except OSError as error:
        raise InputError(f"{build}: cannot be written ({error.strerror or error}).", "Check the free space of the disk.") from error
    finally:
        shutil.rmtree(work, ignore_errors=True)


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
    final = build / name
    if not _is_complete(final, work):
        replaced = work.with_name(f"{work.name}-replaced")
        if final.exists():
            final.rename(replaced)
        _rename(work, final)
        shutil.rmtree(replaced, ignore_errors=True)
    former = (build / CURRENT).read_text(encoding="utf-8", errors="replace").strip() if (build / CURRENT).exists() else ""
    pointer = build / f".{CURRENT}-{os.getpid()}"
    pointer.write_text(name + "\n", encoding="utf-8")
    pointer.replace(build / CURRENT)
    for old in build.glob("graph-*"):
        if old.name not in (name, former):  # a reader may be about to open the former one
            shutil.rmtree(old, ignore_errors=True)
    for unfinished in build.glob(".new-*"):
        if time.time() - unfinished.stat().st_mtime > _ABANDONED:
            shutil.rmtree(unfinished, ignore_errors=True)
    return final
