"""A graph for a pass over all of it or for a server, which ask for the values of the same nodes again and again: they are remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from disgraph.graph.graph import Graph

if TYPE_CHECKING:
    from disgraph.graph.backend import Backend
    from disgraph.rdf import NamedNode, Quad, Term

#: Number of answers of a kind that are remembered; most have one quad.
_REMEMBERED = 20_000


class RememberedGraph(Graph):
    """A graph that does not change while it is open.

    Args:
        backend: where the graph is stored.
    """

    def __init__(self, backend: Backend) -> None:
        super().__init__(backend)
        self._about = lru_cache(_REMEMBERED)(self._read)
        self._value: Callable[[Term, NamedNode], str] = lru_cache(_REMEMBERED)(partial(Graph.value, self))
        self._label: Callable[[Term], str] = lru_cache(_REMEMBERED)(partial(Graph.label, self))

    def _read(self, node: Term, predicate: NamedNode | None) -> tuple[Quad, ...]:
        return tuple(super().about(node, predicate))

    def about(self, node: Term, predicate: NamedNode | None = None) -> Iterator[Quad]:
        """Return the triples whose subject is a node."""
        return iter(self._about(node, predicate))

    def value(self, node: Term, predicate: NamedNode) -> str:
        """Return one value of a property as text, or an empty text; of several the first by code point."""
        return self._value(node, predicate)

    def label(self, term: Term) -> str:
        """Return the English or plain label of a node, the last part of its IRI if it has no label, or the text of a literal."""
        return self._label(term)
