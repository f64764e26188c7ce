"""disgraph: a knowledge graph of disability, work and support in which every fact leads to the quote that states it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import os

    from disgraph.api.knowledge_graph import KnowledgeGraph

__version__ = "0.2.0"
__all__ = ["__version__", "open_graph"]


def open_graph(
    folder: str | os.PathLike[str] | None = None, *, endpoint: str | None = None, timeout: float | None = None, quiet: bool = False
) -> KnowledgeGraph:
    """Open a graph for reading; see docs/library.md.

    Args:
        folder: a directory with `disgraph.toml` or inside one, or the directory of a built graph; None for what the command line would
            open: the project of the working directory, else the graph of the five seed documents, which is built on first use.
        endpoint: the URL of a SPARQL 1.1 endpoint that holds the dataset, instead of a folder.
        timeout: seconds for all requests to that endpoint; None for no limit.
        quiet: whether the progress of a build is silent.

    Raises:
        InputError: the directory is neither a project nor a graph.
        NotBuilt: the project has no graph yet.
        EndpointError: the endpoint does not answer as one.
    """
    from disgraph.api.graph_opening import open_graph

    return open_graph(folder, endpoint=endpoint, timeout=timeout, quiet=quiet)
