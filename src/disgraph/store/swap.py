"""Writing a graph to disk so that nobody ever sees half of it.

A build folder holds one directory for each graph, named by the digest of its content, and a file `current` that names the one in
use. A new graph is written under another name, renamed when it is whole, and only then named in `current`: a build that fails or
is killed leaves the former graph as it was.

    build/current            the name of the graph in use
    build/<digest>/dataset.nq        the whole dataset, sorted: the same sources give the same bytes
    build/<digest>/store/            the dataset as an embedded store
    build/<digest>/asserted/         the same without what reasoning added
    build/<digest>/names.tsv         the names of its entities
    build/<digest>/graph.json        counts, and what a path needs of the ontology
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from disgraph.errors import InputError, NotBuilt
from disgraph.rdf import Quad, Store, write_nquads
from disgraph.store.names import Name, write_names

CURRENT = "current"
DATASET, STORE, ASSERTED, SUMMARY = "dataset.nq", "store", "asserted", "graph.json"


def write_graph(build: Path, asserted: Iterable[Quad], inferred: Iterable[Quad], names: Iterable[Name], summary: Mapping[str, Any]) -> Path:
    """Write a graph and make it the current one of a build folder.

    Args:
        build: the folder; made where there is none.
        asserted: what claims and ontology say.
        inferred: what reasoning added: in the default graph and listed in its own.
        names: by which its entities are found.
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
        raise InputError(
            f"{build}: cannot be written ({error.strerror}).", "Choose another folder with DISGRAPH_CACHE or `build`."
        ) from error
    try:
        said = list(asserted)
        write_nquads((*said, *inferred), work / DATASET)
        digest = hashlib.sha256((work / DATASET).read_bytes()).hexdigest()
        _fill(work / STORE, (*said, *inferred))
        _fill(work / ASSERTED, said)
        write_names(names, work)
        text = json.dumps({**summary, "digest": digest}, ensure_ascii=False, indent=1, sort_keys=True)
        (work / SUMMARY).write_text(text + "\n", encoding="utf-8")
        return _swap(build, work, f"graph-{digest[:16]}")
    except OSError as error:
        raise InputError(f"{build}: cannot be written ({error.strerror or error}).", "Is the disk full?") from error
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _fill(folder: Path, quads: Iterable[Quad]) -> None:
    store = Store(os.fspath(folder))
    store.bulk_extend(quads)
    store.flush()
    del store


def _swap(build: Path, work: Path, name: str) -> Path:
    final = build / name
    if not (final / SUMMARY).exists():
        shutil.rmtree(final, ignore_errors=True)
    if not final.exists():
        work.rename(final)
    pointer = build / f".{CURRENT}-{os.getpid()}"
    pointer.write_text(name + "\n", encoding="utf-8")
    pointer.replace(build / CURRENT)
    for old in build.glob("graph-*"):
        if old.name != name:
            shutil.rmtree(old, ignore_errors=True)
    return final


def current_graph(build: str) -> str:
    """Return the directory of the graph in use, as paths in text: this runs on every command's way.

    Raises:
        NotBuilt: there is none.
    """
    try:
        with open(os.path.join(build, CURRENT), encoding="utf-8") as pointer:
            folder = os.path.join(build, pointer.read().strip())
    except OSError as error:
        raise NotBuilt(f"{build}: no graph has been built yet.", "Run `disgraph build`.") from error
    if not os.path.exists(os.path.join(folder, SUMMARY)):
        raise NotBuilt(f"{folder}: the graph is gone or broken.", "Run `disgraph build`.")
    return folder
