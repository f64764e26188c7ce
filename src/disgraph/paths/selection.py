"""The edges that the options of a search select, around the entities that it comes to."""

from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from disgraph.paths.deadline import Deadline
from disgraph.paths.hops import Edge

if TYPE_CHECKING:
    from disgraph.paths.relationships import Network, Relationships

#: The groups of hubs that a path may be let through.
HUBS = ("places", "kinds", "populations")


class Options(NamedTuple):
    """How to search: see `disgraph path --help`. Kinds, entities and the day `as_of` are as `Edge` has them."""

    k: int = 3
    max_hops: int = 6
    only: frozenset[str] = frozenset()
    exclude: frozenset[str] = frozenset()
    avoid: frozenset[str] = frozenset()
    through: frozenset[str] = frozenset()
    via: frozenset[str] = frozenset()
    as_of: str = ""
    overlap: bool = False
    rank: str = "length"
    all_shortest: bool = False


class Selection:
    """The edges that count, each entity read once.

    Args:
        relationships: where the edges are.
        options: which of them count.
        ends: what only follows by reasoning begins or ends a path at one of these, but does not lead on: otherwise the
            hierarchy of federations would join everybody whom any of them helped.
        deadline: looked at whenever an entity is read.
    """

    def __init__(self, relationships: "Relationships", options: Options, ends: frozenset[str], deadline: Deadline) -> None:
        self.relationships, self.options, self.deadline = relationships, options, deadline
        self.ends = ends
        self._steps: dict[str, dict[str, list[Edge]]] = {}

    @cached_property
    def is_whole(self) -> bool:
        """Whether every edge counts."""
        return not (self.options.only or self.options.exclude or self.options.as_of)

    @cached_property
    def network(self) -> "Network[Any]":
        """The graph as a search sees it."""
        return self.relationships.network(self)

    def steps(self, node: str) -> dict[str, list[Edge]]:
        """Return the edges at a node by the entity at their other end, in a fixed order."""
        if node not in self._steps:
            self.deadline.check()
            steps: dict[str, list[Edge]] = {}
            for edge in self.relationships.around(node):
                if self.is_whole or self._wanted(edge):
                    steps.setdefault(edge.other(node), []).append(edge)
            self._steps[node] = steps
        return self._steps[node]

    def neighbours(self, node: str) -> list[str]:
        """Return where a path may go on from a node."""
        return [other for other, edges in self.steps(node).items() if any(map(self._goes_on, edges))]

    def between(self, first: str, second: str) -> list[Edge]:
        """Return the edges between two entities along which a path may go."""
        for node, other in ((first, second), (second, first)):
            if node in self._steps:
                return list(filter(self._goes_on, self._steps[node].get(other, ())))
        return list(filter(self.leads, self.relationships.between(first, second)))

    def leads(self, edge: Edge) -> bool:
        """Tell whether a path may go along an edge."""
        return self._goes_on(edge) and (self.is_whole or self._wanted(edge))

    def passable(self, node: str) -> bool:
        """Tell whether a path may go through a node: an end, or what is neither avoided nor a hub that is not let through."""
        hub = self.relationships.hub(node)
        allowed = not hub or hub in self.options.through or node in self.options.via
        return node in self.ends or (node not in self.options.avoid and allowed)

    def _goes_on(self, edge: Edge) -> bool:
        return not edge.inferred or edge.source in self.ends or edge.target in self.ends

    def _wanted(self, edge: Edge) -> bool:
        """Tell whether an edge counts: by its kind, and on the day asked for; an edge without a date counts on every day."""
        options = self.options
        if edge.kind in options.exclude or (options.only and edge.kind not in options.only):
            return False
        return not options.as_of or (edge.begin <= options.as_of and not (edge.until and edge.until < options.as_of))
