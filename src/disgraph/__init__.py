"""disgraph: what documents say of disability, work and support, as a graph in which every fact leads to its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import os

    from disgraph.library.opened import KnowledgeGraph

#: The only place of the version; pyproject.toml reads it, and a test compares CHANGELOG.md and CITATION.cff.
__version__ = "0.2.0"
__all__ = ["__version__", "open_graph"]


def open_graph(folder: str | os.PathLike[str] | None = None, *, quiet: bool = False) -> KnowledgeGraph:
    """Open a graph for reading; see docs/library.md.

    Args:
        folder: a directory with `disgraph.toml` or inside one, or the directory of a built graph; none for what the command line would
            take: the project of the working directory, else the graph of the five seed documents, which is built on first use.
        quiet: whether the progress of that build is silent.

    Raises:
        InputError: the directory is neither.
        NotBuilt: the project has no graph yet.
    """
    from disgraph.library.opened import open_graph

    return open_graph(folder, quiet=quiet)
