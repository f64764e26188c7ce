"""Find the graph of a build folder that is in use. This module imports only light modules, since every verb imports it.

build/current                       the name of the graph in use
build/graph-<digest>/dataset.nq     the whole dataset, sorted: the same sources give the same bytes
build/graph-<digest>/store/         the dataset as an embedded store
build/graph-<digest>/asserted/      the same without inferred triples
build/graph-<digest>/names.tsv          the names of its entities
build/graph-<digest>/names.grams        only of many names: an index for misspelt names
build/graph-<digest>/relationships.bin   the relationship graph in one flat file
build/graph-<digest>/texts.bin           an index of the words of names, facts and quotes
build/graph-<digest>/numbers.json        what `stats` shows
build/graph-<digest>/rules.json         the rules that inferred triples
build/graph-<digest>/graph.json         counts, and the part of the ontology that `path` needs
"""

from __future__ import annotations

import os
from typing import Any

from disgraph.errors import NotBuilt

CURRENT = "current"
#: The version of the files of a graph. A graph of another version is not read; see `checked_summary`.
GRAPH_VERSION = 1
DATASET, STORE, ASSERTED, SUMMARY = "dataset.nq", "store", "asserted", "graph.json"


def current_graph(build: str) -> str:
    """Return the directory of the graph in use.

    Raises:
        NotBuilt: the folder has no graph, or a broken one.
    """
    try:
        with open(os.path.join(build, CURRENT), encoding="utf-8") as pointer:
            folder = os.path.join(build, pointer.read().strip())
    except OSError as error:
        raise NotBuilt(f"{build}: no graph has been built yet.", "Run `disgraph build`.") from error
    except UnicodeDecodeError as error:
        raise broken_graph(build) from error
    read_summary(folder)
    return folder


def read_summary(folder: str) -> dict[str, Any]:
    """Return what a build recorded about a graph, after a check that the graph is complete and of this version.

    Raises:
        NotBuilt: a file is missing or has another size, or another version of disgraph wrote the graph.
    """
    import json

    path = os.path.join(folder, SUMMARY)
    try:
        with open(path, encoding="utf-8") as file:
            summary = json.load(file)
        version = summary.get("graph_version")
        sizes: dict[str, int] = {name: int(size) for name, size in summary["sizes"].items()} if version == GRAPH_VERSION else {}
    except (OSError, ValueError, AttributeError, KeyError, TypeError, RecursionError) as error:
        raise broken_graph(path) from error
    if version != GRAPH_VERSION:
        wrote = f"in version {version:,} of its files" if isinstance(version, int) else "without a version"
        problem = f"{folder}: another version of disgraph wrote the graph, {wrote}; this one reads version {GRAPH_VERSION}."
        raise NotBuilt(problem, "Run `disgraph build`.")
    if not all(isinstance(summary.get(key, {}), dict) for key in ("relations", "kinds")):
        raise broken_graph(path)
    for name, size in sizes.items():
        _check_size(os.path.join(folder, name), size)
    for name in (STORE, ASSERTED):
        if not os.path.isdir(os.path.join(folder, name)):
            raise broken_graph(os.path.join(folder, name))
    return summary if isinstance(summary, dict) else {}


def _check_size(path: str, size: int) -> None:
    try:
        found = os.stat(path).st_size
    except OSError as error:
        raise broken_graph(path) from error
    if found != size:
        raise broken_graph(path)


def broken_graph(path: str) -> NotBuilt:
    """Return the error for an incomplete graph on disk."""
    return NotBuilt(f"{path}: the graph is missing or broken.", "Run `disgraph build` to write it again.")
