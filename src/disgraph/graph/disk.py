"""A graph on disk: the store, and the files next to it. Only what is used is opened."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from functools import cached_property
from typing import TYPE_CHECKING, Any

from disgraph.graph.resolver import Names, NamesFile
from disgraph.relationships.flat_index import FlatIndex
from disgraph.relationships.protocol import EdgeSource, Relationships
from disgraph.store.current import ASSERTED, STORE, SUMMARY, broken_graph, read_summary

if TYPE_CHECKING:
    from disgraph.ontology.relations import Relations
    from disgraph.rdf import Quads, Store
    from disgraph.reasoning.rules import Rule
    from disgraph.sparql.evaluation import Answer, Bindings
    from disgraph.sparql.limited_queries import LimitedQueries


class DiskBackend:
    """A graph on disk; see `disgraph.graph.backend.Backend`.

    Args:
        folder: the directory of the graph.
        with_inferred: whether triples that reasoning added are visible.
        summary: instead of the summary in the directory, while the graph is being written.
    """

    def __init__(self, folder: str, with_inferred: bool = True, summary: Mapping[str, Any] | None = None) -> None:
        self.folder = folder
        self.with_inferred = with_inferred
        self._summary = summary
        self._limited: dict[int, LimitedQueries] = {}

    def file(self, name: str) -> str | None:
        """Return the path of what a build wrote next to the graph under a name."""
        return os.path.join(self.folder, name)

    @property
    def store_folder(self) -> str:
        """The directory of the store."""
        return os.path.join(self.folder, STORE if self.with_inferred else ASSERTED)

    @cached_property
    def store(self) -> Store:
        """The embedded store."""
        from disgraph.rdf import open_store

        return open_store(self.store_folder)

    @property
    def quads(self) -> Quads:
        """The quads of the store."""
        return self.store

    @property
    def names(self) -> Names:
        """The names of the entities."""
        return NamesFile(self.folder)

    @cached_property
    def summary(self) -> Mapping[str, Any]:
        """What the build recorded about the graph.

        Raises:
            NotBuilt: the file is missing or damaged.
        """
        return read_summary(self.folder) if self._summary is None else self._summary

    @cached_property
    def relations(self) -> Relations:
        """The edges of the relationship graph, as the ontology declares them."""
        from disgraph.ontology.relations import read_relations

        try:
            return read_relations(self.summary["relations"])
        except KeyError as error:
            raise broken_graph(os.path.join(self.folder, SUMMARY)) from error

    @cached_property
    def rules(self) -> list[Rule]:
        """The rules by which reasoning added triples."""
        from disgraph.reasoning.rule_file import read_rules

        return read_rules(self.folder)

    def frequency(self, kind: str) -> int:
        """Return the number of asserted edges of a kind."""
        return int(self.summary["kinds"].get(kind, 0))

    def whole(self) -> DiskBackend:
        """Return the same graph with the triples that reasoning added."""
        return self if self.with_inferred else DiskBackend(self.folder, summary=self._summary)

    def asserted(self) -> DiskBackend:
        """Return the same graph without the triples that reasoning added."""
        return DiskBackend(self.folder, with_inferred=False, summary=self._summary) if self.with_inferred else self

    def relationships(self) -> Relationships:
        """Return the relationship graph, from the flat file next to the store."""
        return self._flat_index()

    def edge_source(self) -> EdgeSource:
        """Return all edges in order, from the flat file next to the store."""
        return self._flat_index()

    def _flat_index(self) -> FlatIndex:
        return FlatIndex(self.folder, self.with_inferred, self._stored_relationships)

    def _stored_relationships(self) -> Relationships:
        from disgraph.graph.graph import Graph
        from disgraph.graph.quad_relationships import QuadRelationships

        return QuadRelationships(Graph(self))

    def limited(self, seconds: float) -> AbstractContextManager[None]:
        """Return a block without a limit, since no request is sent."""
        del seconds
        return nullcontext()

    def answer(self, text: str, bindings: Bindings | None = None, timeout: float | None = None, memory: int = 0) -> Answer:
        """Answer a query; with a time limit, in a process that is killed at its end."""
        from disgraph.sparql.evaluation import answer_aside

        store = self.store  # opened here first, so that a broken graph is reported as one
        if timeout is None:
            return answer_aside(store, text, bindings)
        if memory not in self._limited:
            from disgraph.sparql.limited_queries import LimitedQueries

            self._limited[memory] = LimitedQueries(self.store_folder, memory)
        return self._limited[memory].answer(text, bindings or {}, timeout)
