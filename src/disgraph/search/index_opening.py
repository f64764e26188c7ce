"""Opening the index of the texts of a graph: the file next to a store, or an index made for a graph that has none."""

from __future__ import annotations

import os

from disgraph.graph.graph import Graph
from disgraph.search.text_index import TEXT_INDEX, TextIndex


def open_text_index(graph: Graph) -> TextIndex:
    """Open the index of a graph; for a graph in memory or behind an endpoint it is made from all names and quotes.

    Raises:
        NotBuilt: the file is missing or incomplete.
    """
    file = graph.backend.file(TEXT_INDEX)
    if file is not None:
        return TextIndex(file)
    import tempfile
    from pathlib import Path

    from disgraph.search.text_index_writer import write_text_index

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / TEXT_INDEX
        write_text_index(path, graph)
        return TextIndex(os.fspath(path))  # mapped into memory: it outlives its name
