"""Writing a graph to disk so that nobody ever sees half of it.

A build folder holds one directory for each graph, named by the digest of its content, and a file `current` that names the one in
use. A new graph is written under another name, renamed when it is whole, and only then named in `current`: a build that fails or
is killed leaves the former graph as it was.
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

#: What writes a file beside the store; by then dataset and stores lie in the same folder.
Writer = Callable[[Path], None]

#: Seconds after which a folder of an unfinished build is one that was killed.
_ABANDONED = 3600


def write_graph(build: Path, said: Iterable[Quad], added: Iterable[Quad], files: Mapping[str, Writer], summary: Mapping[str, Any]) -> Path:
    """Write a graph and make it the current one of a build folder.

    Args:
        build: the folder; made where there is none.
        said: what claims and ontology say; gone through three times.
        added: what reasoning added: in the default graph and listed in its own; gone through twice.
        files: what writes each of the other files beside the store.
        summary: what `graph.json` tells besides the digest.

    Returns:
        The directory of the graph.

    Raises:
        InputError: the folder cannot be written; the former graph is as it was.
    """
    try:
        build.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=".new-", dir=build))
    except OSError as error:
        remedy = "Choose another folder with DISGRAPH_CACHE, or `build` in disgraph.toml."
        raise InputError(f"{build}: cannot be written ({error.strerror}).", remedy) from error
    try:
        write_nquads(chain(said, added), work / DATASET)
        _fill(work / STORE, chain(said, added))
        _fill(work / ASSERTED, said)
        for name, write in files.items():
            write(work / name)
        digest = _digest(work / name for name in (DATASET, *files))
        text = json.dumps({**summary, "digest": digest}, ensure_ascii=False, indent=1, sort_keys=True)
        (work / SUMMARY).write_text(text + "\n", encoding="utf-8")
        return _swap(build, work, f"graph-{digest[:16]}")
    except OSError as error:
        raise InputError(f"{build}: cannot be written ({error.strerror or error}).", "Is the disk full?") from error
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _digest(paths: Iterable[Path]) -> str:
    """Return one digest for the content of files."""
    digest = hashlib.sha256()
    for path in paths:
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()


def _fill(folder: Path, quads: Iterable[Quad]) -> None:
    store = Store(os.fspath(folder))
    store.bulk_extend(quads)
    store.flush()
    del store


def _rename(work: Path, final: Path) -> None:
    """Give a new graph its name; where another build was faster with the same graph, that one stays."""
    try:
        work.rename(final)
    except OSError:
        if not (final / SUMMARY).exists():
            raise


def _same(final: Path, work: Path) -> bool:
    """Tell whether a graph is there already and whole: every file is as in the new one, and both stores can be read to the end."""
    try:
        beside = [path.name for path in work.iterdir() if path.is_file()]
        stores = all(_count(final / name) == _count(work / name) for name in (STORE, ASSERTED))
        return stores and all(filecmp.cmp(final / name, work / name, shallow=False) for name in beside)
    except (OSError, RuntimeError, NotBuilt):
        return False


def _count(folder: Path) -> int:
    return sum(1 for _ in open_store(os.fspath(folder)))


def _swap(build: Path, work: Path, name: str) -> Path:
    final = build / name
    if not _same(final, work):
        aside = work.with_name(f"{work.name}-aside")
        if final.exists():
            final.rename(aside)
        _rename(work, final)
        shutil.rmtree(aside, ignore_errors=True)
    former = (build / CURRENT).read_text(encoding="utf-8", errors="replace").strip() if (build / CURRENT).exists() else ""
    pointer = build / f".{CURRENT}-{os.getpid()}"
    pointer.write_text(name + "\n", encoding="utf-8")
    pointer.replace(build / CURRENT)
    for old in build.glob("graph-*"):
        if old.name not in (name, former):  # a reader may be about to open the former one
            shutil.rmtree(old, ignore_errors=True)
    for left in build.glob(".new-*"):
        if time.time() - left.stat().st_mtime > _ABANDONED:
            shutil.rmtree(left, ignore_errors=True)
    return final
