"""Which graph of a build folder is in use. Nothing heavy is imported here: it runs on the way of every verb.

build/current                       the name of the graph in use
build/graph-<digest>/dataset.nq     the whole dataset, sorted: the same sources give the same bytes
build/graph-<digest>/store/         the dataset as an embedded store
build/graph-<digest>/asserted/      the same without what reasoning added
build/graph-<digest>/names.tsv      the names of its entities
build/graph-<digest>/names.grams            only of many names: which may be meant by one that is misspelt
build/graph-<digest>/relationships.bin   the relationship graph in one flat file
build/graph-<digest>/rules.json    the rules by which reasoning added what follows
build/graph-<digest>/graph.json     counts, and what a path needs of the ontology
"""

from __future__ import annotations

import os

from disgraph.errors import NotBuilt

CURRENT = "current"
DATASET, STORE, ASSERTED, SUMMARY = "dataset.nq", "store", "asserted", "graph.json"


def current_graph(build: str) -> str:
    """Return the directory of the graph in use.

    Raises:
        NotBuilt: there is none.
    """
    try:
        with open(os.path.join(build, CURRENT), encoding="utf-8") as pointer:
            folder = os.path.join(build, pointer.read().strip())
    except OSError as error:
        raise NotBuilt(f"{build}: no graph has been built yet.", "Run `disgraph build`.") from error
    except UnicodeDecodeError as error:
        raise broken(build) from error
    if not os.path.exists(os.path.join(folder, SUMMARY)):
        raise broken(folder)
    return folder


def broken(path: str) -> NotBuilt:
    """Return the error that says that a graph on disk is not whole."""
    return NotBuilt(f"{path}: the graph is gone or broken.", "Run `disgraph build`, which writes it anew.")
