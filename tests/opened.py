"""What only tests need of a graph on disk: its store and its directory."""

from __future__ import annotations

from disgraph.graph.disk import DiskBackend
from disgraph.graph.graph import Graph
from disgraph.rdf import Store


def backend_of(graph: Graph) -> DiskBackend:
    """Return the backend of a graph on disk."""
    assert isinstance(graph.backend, DiskBackend)
    return graph.backend


def store_of(graph: Graph) -> Store:
    """Return the embedded store of a graph on disk."""
    return backend_of(graph).store


def folder_of(graph: Graph) -> str:
    """Return the directory of a graph on disk."""
    return backend_of(graph).folder
