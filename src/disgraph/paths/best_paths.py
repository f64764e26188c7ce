"""The shortest simple paths between two entities, fetched as they are needed.

A ball grows around each end, the cheaper one first, until the two meet. Every walk of a length goes through the
nodes where balls of that length together overlap: from there the walks are followed back to both ends over steps that were
fetched already, so an entity with a hundred thousand neighbors on the rim of a ball is never expanded.

Where paths are ordered by a sum over their steps and nodes (`Weights`), only the `k` best ways to each node are kept. That is exact for the
shortest length and the next: a walk with a node twice would have a cycle of two steps or more, and so be longer by two or more.
"""

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import Generic, NamedTuple

from disgraph.errors import LimitExceeded
from disgraph.relationships.path_options import MAX_K
from disgraph.relationships.protocol import Node, View

#: Maximum number of paths if all shortest paths are wanted.
MAX_SHORTEST = 1_000

#: Maximum number of paths that one search compares; beyond it, it raises `LimitExceeded`.
MAX_CANDIDATES = 20_000


class Weights(NamedTuple, Generic[Node]):
    """The cost of a path as a sum of integers: one for each step, and one for each inner node."""

    step: Callable[[Node, Node], int]
    node: Callable[[Node], int]

    def total(self, path: tuple[Node, ...]) -> int:
        """Return the cost of a path."""
        return sum(self.step(one, other) for one, other in pairwise(path)) + sum(map(self.node, path[1:-1]))


class Found(NamedTuple, Generic[Node]):
    """The paths that were found, the best first, each as its nodes; and the number of nodes that were expanded."""

    paths: tuple[tuple[Node, ...], ...]
    visited: int


class Limits(NamedTuple):
    """The limits of a search.

    Attributes:
        k: maximum number of paths; None for all of the shortest length.
        max_hops: maximum length of a path.
        slack: paths that exceed the shortest by at most this number of hops are ordered by cost alone; None to order by length first.
    """

    k: int | None
    max_hops: int
    slack: int | None = None


def shortest_paths(
    view: View[Node],
    start: Node,
    goal: Node,
    limits: Limits,
    cost: Callable[[tuple[Node, ...]], tuple[object, ...]],
    accept: Callable[[tuple[Node, ...]], bool] | None = None,
    weights: Weights[Node] | None = None,
) -> Found[Node]:
    """Return the best simple paths: the shortest first and those of one length by cost, or with slack by cost alone.

    Args:
        view: the graph.
        start: one end.
        goal: the other; not the same.
        limits: number and length of the paths.
        cost: orders paths; must not tie for different paths.
        accept: whether a complete path counts; None if all do.
        weights: a sum that orders paths of one length like `cost` (with equal sums, by their nodes); None if there is no such sum.
            With `accept` as well, the search ends at the first length of which one of the lightest paths is accepted.

    Raises:
        LimitExceeded: more than `MAX_CANDIDATES` paths to compare, or more than `MAX_SHORTEST` shortest paths.
    """
    walk = _Walk(view, start, goal)
    length = shortest = walk.distance(limits.max_hops)
    if length is None or shortest is None:
        return Found((), walk.visited())
    longest = limits.max_hops if limits.slack is None else min(limits.max_hops, shortest + limits.slack)
    paths: list[tuple[Node, ...]] = []
    while length <= longest and (limits.slack is not None or len(paths) < (limits.k or 1)):
        if weights and limits.k and (accept or length <= shortest + 1):
            found = walk.best_of(length, limits.k, weights)
        else:
            found = list(walk.all_of(length, MAX_CANDIDATES - len(paths)))
        paths += sorted((path for path in found if not accept or accept(path)), key=cost)
        if weights and accept and paths:
            break
        length += 1
    if limits.slack is not None:
        paths.sort(key=cost)
    if limits.k is None and len(paths) > MAX_SHORTEST:
        raise LimitExceeded(f"There are {len(paths):,} shortest paths.", f"Restrict with --only or --avoid, or use -k up to {MAX_K}.")
    return Found(tuple(paths[: limits.k]), walk.visited())


class _Ball(Generic[Node]):
    """The nodes around an end by their distance."""

    def __init__(self, end: Node, effort: int) -> None:
        self.end = end
        self.reached = {end}
        self.levels = [{end}]
        self.effort = effort

    @property
    def rim(self) -> set[Node]:
        return self.levels[-1]

    @property
    def radius(self) -> int:
        return len(self.levels) - 1

    def grow(self, rim: set[Node], effort: int) -> None:
        self.reached |= rim
        self.levels.append(rim)
        self.effort = effort

    def within(self, radius: int) -> Iterator[Node]:
        return (node for level in self.levels[: radius + 1] for node in level)


#: Partial paths from one end, by their last node: their cost, and their nodes in the direction of the path.
_Ways = dict[Node, list[tuple[int, tuple[Node, ...]]]]


class _Walk(Generic[Node]):
    def __init__(self, view: View[Node], start: Node, goal: Node) -> None:
        self._view = view
        self._ends = (start, goal)
        self._first, self._last = (_Ball(end, view.effort({end})) for end in (start, goal))
        self._steps: dict[Node, set[Node]] = {}

    def visited(self) -> int:
        return len(self._steps)

    def distance(self, max_hops: int) -> int | None:
        """Return the length of the shortest path; None if there is none within `max_hops`."""
        while self._first.rim and self._last.rim and self._radius() < max_hops:
            grown, other = self._grow()
            if not grown.rim.isdisjoint(other.reached):
                return self._radius()
        return None

    def _radius(self) -> int:
        return self._first.radius + self._last.radius

    def _grow(self) -> tuple[_Ball[Node], _Ball[Node]]:
        """Grow the ball whose rim is cheaper to expand by one step; return it and the other."""
        grown, other = sorted((self._first, self._last), key=lambda ball: ball.effort)
        rim = grown.rim - {other.end}
        self._view.expect(rim - self._steps.keys())
        found: set[Node] = set()
        for node in rim:
            if node not in self._steps:
                self._steps[node] = self._view.neighbors(node)
            found |= self._steps[node]
        found -= grown.reached
        grown.grow(found, self._view.effort(found))
        return grown, other

    def _middle(self, length: int) -> set[Node]:
        """Return the nodes at which paths of a length can be after as many steps as the radius of the first ball."""
        while self._radius() < length:
            self._grow()
        both = self._first.reached & self._last.reached
        for ball in (self._first, self._last):
            if not ball.radius:
                return both & {ball.end}
        return both.difference(self._ends)

    def best_of(self, length: int, k: int, weights: Weights[Node]) -> list[tuple[Node, ...]]:
        """Return the `k` lightest walks of a length; with equal weights, by their nodes."""
        middle = self._middle(length)
        ways = self._ways(self._first, middle, k, weights), self._ways(self._last, middle, k, weights)
        joined = (
            (before + after, (*way, *rest[1:]))
            for node in ways[0].keys() & ways[1].keys()
            for rank, (before, way) in enumerate(ways[0][node], 1)
            for after, rest in ways[1][node][: k // rank]  # each of the others has k that are no worse before it
        )
        return [path for _, path in sorted(joined)[:k]]

    def all_of(self, length: int, room: int) -> Iterator[tuple[Node, ...]]:
        """Return every simple path of a length.

        Raises:
            LimitExceeded: there are more than `room` paths.
        """
        middle = self._middle(length)
        ways = self._ways(self._first, middle), self._ways(self._last, middle)
        number = 0
        for node in ways[0].keys() & ways[1].keys():
            for _, way in ways[0][node]:
                for _, rest in ways[1][node]:
                    if set(way).isdisjoint(rest[1:]):
                        number += 1
                        _limit(number, room)
                        yield (*way, *rest[1:])

    def _ways(self, ball: _Ball[Node], middle: set[Node], keep: int = 0, weights: Weights[Node] | None = None) -> _Ways[Node]:
        """Return the partial paths from the end of a ball to nodes in it, in as many steps as its radius.

        Args:
            ball: around the end.
            middle: the nodes.
            keep: number of the lightest partial paths to each node; without weights all are kept.
            weights: of steps and nodes.
        """
        ways: _Ways[Node] = {ball.end: [(0, (ball.end,))]}
        for links in reversed(self._links(ball, middle)):
            onward: _Ways[Node] = {}
            for node, others in links.items():
                for weight, way in ways.get(node, ()):
                    for other in others.difference(way):
                        forward = (*way, other) if ball is self._first else (other, *way)
                        added = self._weight(weights, node, other, ball) if weights else 0
                        onward.setdefault(other, []).append((weight + added, forward))
            ways = {node: sorted(found)[:keep] for node, found in onward.items()} if weights else onward
            _limit(sum(map(len, ways.values())) if not weights else 0, MAX_CANDIDATES)
        return ways

    def _weight(self, weights: Weights[Node], node: Node, other: Node, ball: _Ball[Node]) -> int:
        """Return the weight of a step away from an end; the middle node of a path counts in the half from its start."""
        entered = other if ball is self._first else node
        return weights.step(node, other) + (0 if entered in self._ends else weights.node(entered))

    def _links(self, ball: _Ball[Node], middle: set[Node]) -> list[dict[Node, set[Node]]]:
        """Return, from the rim inwards, the steps of each node of a ball that lead to the middle."""
        links: list[dict[Node, set[Node]]] = []
        onward: AbstractSet[Node] = middle
        for radius in reversed(range(ball.radius)):
            nodes = ball.within(radius) if radius else (ball.end,)
            inner = (node for node in nodes if not radius or node not in self._ends)
            links.append({node: found for node in inner if (found := self._steps[node] & onward)})
            onward = links[-1].keys()
        return links


def _limit(number: int, room: int) -> None:
    if number > room:
        raise LimitExceeded(f"More than {MAX_CANDIDATES:,} paths to compare.", "Lower --max-hops, or restrict with --only.")
