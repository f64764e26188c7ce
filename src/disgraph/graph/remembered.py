"""A graph on disk for a pass over all of it, which asks for the values of the same nodes again and again: they are remembered."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from disgraph.graph.disk import DiskBackend

if TYPE_CHECKING:
    from disgraph.rdf import BlankNode, DefaultGraph, NamedNode, Quad, Quads, Term, Triple

#: Number of answers that are remembered; most have one quad.
_REMEMBERED = 50_000


class RememberedQuads:
    """Quads that do not change, with memory for the values of nodes.

    Args:
        quads: where they are.
    """

    def __init__(self, quads: Quads) -> None:
        self._quads = quads
        self._values = lru_cache(_REMEMBERED)(lambda *pattern: tuple(quads.quads_for_pattern(*pattern)))

    def quads_for_pattern(
        self,
        subject: NamedNode | BlankNode | Triple | None,
        predicate: NamedNode | None,
        object: Term | None,
        graph_name: NamedNode | BlankNode | DefaultGraph | None = None,
        /,
    ) -> Iterator[Quad]:
        """Return the quads with the given terms; None matches any term."""
        ask = self._quads.quads_for_pattern if subject is None else self._values
        return iter(ask(subject, predicate, object, graph_name))

    def __contains__(self, quad: Quad, /) -> bool:
        return quad in self._quads


class RememberedBackend(DiskBackend):
    """A graph on disk that does not change, read with memory."""

    @cached_property
    def quads(self) -> Quads:
        """The quads of the store."""
        return RememberedQuads(self.store)
