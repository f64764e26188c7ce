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

from disgraph.errors import NotBuilt

CURRENT = "current"
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
    if not os.path.exists(os.path.join(folder, SUMMARY)):
        raise broken_graph(folder)
    return folder


def broken_graph(path: str) -> NotBuilt:
    """Return the error for an incomplete graph on disk."""
    return NotBuilt(f"{path}: the graph is missing or broken.", "Run `disgraph build` to write it again.")
