"""Opening the graph of a directory."""

from __future__ import annotations

from disgraph.graph.disk import DiskBackend
from disgraph.graph.graph import Graph


def open_folder(folder: str, with_inferred: bool = True) -> Graph:
    """Open the graph of a directory.

    Args:
        folder: the directory of the graph.
        with_inferred: whether triples that reasoning added are visible.
    """
    return Graph(DiskBackend(folder, with_inferred))
