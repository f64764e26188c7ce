"""What every verb has: the backend, the graph on top of it, and the project."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Self

from disgraph.graph.backend import Backend
from disgraph.store.current import STORE

if TYPE_CHECKING:
    from disgraph.graph.graph import Graph
    from disgraph.project import Project
    from disgraph.search.text_index import TextIndex


class OpenedGraph:
    """A graph opened for reading, without its verbs.

    Args:
        backend: where the graph is stored.
        project: gives its sources, named queries and ontology; called when a verb needs them.
        has_sources: whether the graph was built from the sources of the project.
        remembers: whether the values of a node are read once; for a graph that does not change.
    """

    def __init__(self, backend: Backend, project: Callable[[], Project], has_sources: bool = True, remembers: bool = False) -> None:
        self.backend = backend
        self._project = project
        self.has_sources = has_sources
        self._remembers = remembers

    def remembering(self) -> Self:
        """Return the graph for many questions: one on disk, which never changes, reads the labels, types and passages of a node once."""
        if self.backend.file(STORE) is None:
            return self
        return type(self)(self.backend, self._project, self.has_sources, remembers=True)

    @cached_property
    def graph(self) -> Graph:
        """The graph with the triples that reasoning added, for reading triple by triple."""
        from disgraph.graph.graph import Graph
        from disgraph.graph.remembered import RememberedGraph

        return (RememberedGraph if self._remembers else Graph)(self.backend.whole())

    @property
    def dataset_iri(self) -> str:
        """The IRI of the dataset that every graph of this package is."""
        from disgraph.rdf import RESOURCE

        return RESOURCE["dataset/disgraph"].value

    @cached_property
    def text_index(self) -> TextIndex:
        """The index of the texts of the graph."""
        from disgraph.search.index_opening import open_text_index

        return open_text_index(self.graph)

    @cached_property
    def project(self) -> Project:
        """The project of the graph."""
        return self._project()

    def _view(self, include_inferred: bool) -> Backend:
        return self.backend.whole() if include_inferred else self.backend.asserted()

    def _graph(self, include_inferred: bool) -> Graph:
        return self.graph if include_inferred else self.graph.asserted()
