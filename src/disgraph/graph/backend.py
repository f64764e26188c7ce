"""The protocol of a stored graph, for every place of storage. Nothing heavy is imported here."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from disgraph.graph.resolver import Names
    from disgraph.ontology.relations import Relations
    from disgraph.rdf import Quads
    from disgraph.reasoning.rules import Rule
    from disgraph.relationships.protocol import EdgeSource, Relationships
    from disgraph.sparql.evaluation import Answer, Bindings


class Backend(Protocol):
    """Where a graph is stored: on disk, in memory or behind a SPARQL endpoint. Each part is opened when it is first used."""

    @property
    def with_inferred(self) -> bool:
        """Whether triples that reasoning added are visible."""
        ...

    @property
    def names(self) -> Names:
        """The names of the entities."""
        ...

    @property
    def quads(self) -> Quads:
        """The quads."""
        ...

    @property
    def summary(self) -> Mapping[str, Any]:
        """What the build recorded about the graph: counts, and for a graph on disk its digest."""
        ...

    @property
    def relations(self) -> Relations:
        """The edges of the relationship graph, as the ontology declares them."""
        ...

    @property
    def rules(self) -> list[Rule]:
        """The rules by which reasoning added triples."""
        ...

    def file(self, name: str) -> str | None:
        """Return the path of what a build wrote next to the graph under a name; None where the graph has no files."""
        ...

    def frequency(self, kind: str) -> int:
        """Return the number of asserted edges of a kind."""
        ...

    def whole(self) -> Backend:
        """Return the same graph with the triples that reasoning added."""
        ...

    def asserted(self) -> Backend:
        """Return the same graph without the triples that reasoning added."""
        ...

    def relationships(self) -> Relationships:
        """Return the relationship graph."""
        ...

    def edge_source(self) -> EdgeSource:
        """Return all edges in order, for an export."""
        ...

    def limited(self, seconds: float) -> AbstractContextManager[None]:
        """Limit the time of the requests inside a `with` block; a graph on this machine sends none."""
        ...

    def answer(self, text: str, bindings: Bindings | None = None, timeout: float | None = None, memory: int = 0) -> Answer:
        """Answer a query.

        Args:
            text: SPARQL 1.1; the prefixes of this project need no declaration.
            bindings: values of variables of the query.
            timeout: seconds after which the query is ended; None for no limit.
            memory: bytes that a query with a time limit may use; 0 for no limit.

        Raises:
            MisuseError: an update, or a query that reaches out.
            InputError: a syntax error; the message names the place.
            LimitExceeded: the query is too long or took too long.
        """
        ...
