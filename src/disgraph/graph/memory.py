"""A graph in memory, such as one that is being checked before it is stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from functools import cached_property
from typing import Any

from disgraph.errors import MisuseError
from disgraph.graph.graph import Graph
from disgraph.graph.quad_relationships import QuadRelationships
from disgraph.graph.resolver import Names, NamesList
from disgraph.graph.store_edges import StoreEdges
from disgraph.ontology.relations import Relations, read_relations
from disgraph.rdf import INFERRED, Quad, Quads, Store
from disgraph.reasoning.rules import Rule
from disgraph.relationships.deadline import FREE_SECONDS
from disgraph.relationships.protocol import EdgeSource, Relationships
from disgraph.sparql.evaluation import Answer, Bindings, answer
from disgraph.store.name_file import Name


class MemoryBackend:
    """A graph in memory; see `disgraph.graph.backend.Backend`.

    Args:
        asserted: the quads of claims and ontology.
        inferred: the quads that reasoning added.
        summary: counts, and `relations` as the ontology declares them.
        names: of the entities.
        rules: by which reasoning added quads.
        with_inferred: whether these quads are visible.
    """

    def __init__(
        self,
        asserted: Iterable[Quad],
        inferred: Iterable[Quad],
        summary: Mapping[str, Any],
        names: Iterable[Name] = (),
        rules: Iterable[Rule] = (),
        with_inferred: bool = True,
    ) -> None:
        self._asserted, self._inferred = frozenset(asserted), frozenset(inferred)
        self.summary = summary
        self.names: Names = NamesList(names)
        self.rules = list(rules)
        self.with_inferred = with_inferred

    @cached_property
    def store(self) -> Store:
        """An embedded store without files."""
        store = Store()
        store.bulk_extend(self._asserted)
        if self.with_inferred:
            store.bulk_extend(self._inferred)
            store.bulk_extend(Quad(quad.subject, quad.predicate, quad.object, INFERRED) for quad in self._inferred)
        return store

    @property
    def quads(self) -> Quads:
        """The quads."""
        return self.store

    @cached_property
    def relations(self) -> Relations:
        """The edges of the relationship graph, as the ontology declares them."""
        return read_relations(self.summary["relations"])

    def frequency(self, kind: str) -> int:
        """Return the number of asserted edges of a kind."""
        return int(self.summary["kinds"].get(kind, 0))

    def file(self, name: str) -> None:
        """Return None: the graph has no files."""

    def whole(self) -> MemoryBackend:
        """Return the same graph with the quads that reasoning added."""
        return self if self.with_inferred else self._with(with_inferred=True)

    def asserted(self) -> MemoryBackend:
        """Return the same graph without the quads that reasoning added."""
        return self._with(with_inferred=False) if self.with_inferred else self

    def _with(self, with_inferred: bool) -> MemoryBackend:
        return MemoryBackend(self._asserted, self._inferred, self.summary, self.names.every(), self.rules, with_inferred)

    def relationships(self) -> Relationships:
        """Return the relationship graph, read from the quads."""
        return QuadRelationships(Graph(self))

    def edge_source(self) -> EdgeSource:
        """Return all edges in order, read node by node."""
        return StoreEdges(Graph(self))

    def limited(self, seconds: float) -> AbstractContextManager[None]:
        """Return a block without a limit, since no request is sent."""
        del seconds
        return nullcontext()

    def answer(self, text: str, bindings: Bindings | None = None, timeout: float | None = None, memory: int = 0) -> Answer:
        """Answer a query; the default time limit and a limit of memory have no effect.

        Raises:
            MisuseError: another time limit, which needs a graph that another process can open.
        """
        del memory
        if timeout not in (None, FREE_SECONDS):
            raise MisuseError("A query in memory cannot be ended by a time limit.", "Build the graph, then query it on disk.")
        return answer(self.store, text, bindings)
