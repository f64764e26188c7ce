"""The shortest simple paths between two entities, fetched as they are needed.

First the distance, by breadth-first search from both ends, always at the smaller frontier; then, length by length, every
simple path, left as soon as the other end can no longer be reached in the steps that are left, or the path has become dearer than
the best that are known.
"""

from __future__ import annotations

import math
from bisect import insort
from collections.abc import Callable, Iterator
from typing import NamedTuple, Protocol

from disgraph.errors import LimitExceeded

#: Paths that are compared before the best are taken; beyond it the search says that it stopped.
MAX_CANDIDATES = 20_000

#: The most paths that are given where all the shortest are asked for.
MAX_SHORTEST = 1_000

#: Sums of prices are taken in different orders; what differs by less is the same.
_ROUNDING = 1e-6


class Neighbours(Protocol):
    """Where a path may go on from a node."""

    def __call__(self, node: str, /) -> list[str]:
        """Return the neighbours of a node in a fixed order."""
        ...


class Found(NamedTuple):
    """The paths that were found, best first, each as its nodes; and how many entities were looked at."""

    paths: tuple[tuple[str, ...], ...]
    visited: int


class Limits(NamedTuple):
    """How much a search gives: `k` paths of at most `max_hops` hops, or with no `k` all the shortest.

    With `slack`, paths of up to so many hops more than the shortest are compared by cost; without, a shorter path always comes first.
    """

    k: int | None
    max_hops: int
    slack: int | None = None


class Guide(NamedTuple):
    """What a search asks of paths: `cost` orders them and must not tie for different ones; `accept` tells whether a whole one counts.

    `toll` is the least that a step costs: the first part of a path's cost is not below the sum over its steps, so that a path is
    left as soon as it cannot be among the best. Without it every path is tried. `check` is called as the search goes on, to stop it.
    """

    cost: Callable[[tuple[str, ...]], tuple[object, ...]]
    accept: Callable[[tuple[str, ...]], bool] = lambda _path: True
    toll: Callable[[str, str], float] | None = None
    check: Callable[[], None] = lambda: None


def shortest_paths(
    start: str, goal: str, neighbours: Neighbours, passable: Callable[[str], bool], limits: Limits, guide: Guide
) -> Found:
    """Return the best simple paths: the shortest first and those of one length by cost, or with slack by cost alone.

    Args:
        start: one end.
        goal: the other; not the same.
        neighbours: the graph.
        passable: whether a path may go through a node; its ends always may be ends.
        limits: how many paths, of how many hops.
        guide: which paths count, and what orders them.

    Raises:
        LimitExceeded: there are more than `MAX_CANDIDATES` paths to compare, or more than `MAX_SHORTEST` to give.
    """
    walk = _Walk(neighbours, passable, start, goal, guide)
    length = walk.distance(limits.max_hops)
    longest = limits.max_hops if length is None or limits.slack is None else min(limits.max_hops, length + limits.slack)
    wanted = limits.k or MAX_SHORTEST + 1
    given: list[tuple[str, ...]] = []
    best = _Best(wanted, guide)
    while length is not None and length <= longest and len(given) < wanted and not (given and limits.k is None):
        for path in walk.paths_of(length, best.worst):
            best.offer(path)
        length += 1
        if limits.slack is None:
            given += best.paths()
            best = _Best(wanted - len(given), guide, best.offered)
    if limits.k is None and len(given) > MAX_SHORTEST:
        raise LimitExceeded(f"More than {MAX_SHORTEST:,} shortest paths.", "Narrow with --only, --exclude or --avoid, or ask for -k.")
    return Found(tuple(given or best.paths()), walk.visited())


class _Best:
    """The best paths of those that were offered, in order."""

    def __init__(self, room: int, guide: Guide, offered: int = 0) -> None:
        self.offered = offered
        self._room, self._guide = room, guide
        self._kept: list[tuple[tuple[object, ...], tuple[str, ...]]] = []

    def offer(self, path: tuple[str, ...]) -> None:
        self.offered += 1
        if self.offered > MAX_CANDIDATES:
            raise LimitExceeded(f"More than {MAX_CANDIDATES:,} paths to compare.", "Ask for fewer --max-hops, or narrow with --only.")
        if self._guide.accept(path):
            insort(self._kept, (self._guide.cost(path), path))
            del self._kept[self._room :]

    def worst(self) -> float:
        """Return the price from which on a path is not among the best; without tolls nobody knows."""
        if self._guide.toll is None or len(self._kept) < self._room:
            return math.inf
        price = self._kept[-1][0][0]
        assert isinstance(price, float)
        return price + _ROUNDING

    def paths(self) -> list[tuple[str, ...]]:
        return [path for _, path in self._kept]


class _Walk:
    def __init__(self, neighbours: Neighbours, passable: Callable[[str], bool], start: str, goal: str, guide: Guide) -> None:
        self.start, self.goal = start, goal
        self._toll, self._check = guide.toll, guide.check
        self._neighbours, self._passable = neighbours, passable
        self._steps: dict[str, list[str]] = {}
        self._to_goal: dict[str, int] = {goal: 0}
        self._goal_frontier = [goal]
        self._goal_radius = 0

    def visited(self) -> int:
        return len(self._steps)

    def _next(self, node: str) -> list[str]:
        """Return where a path may go on from a node: to passable nodes and to either end."""
        if node not in self._steps:
            ends = (self.start, self.goal)
            self._steps[node] = [other for other in self._neighbours(node) if other in ends or self._passable(other)]
        return self._steps[node]

    def distance(self, max_hops: int) -> int | None:
        """Return the length of the shortest path, none if there is none within `max_hops`."""
        from_start: dict[str, int] = {self.start: 0}
        frontier, radius = [self.start], 0
        while frontier and self._goal_frontier and radius + self._goal_radius < max_hops:
            if len(frontier) <= len(self._goal_frontier):
                frontier = self._expand(frontier, from_start, radius)
                radius += 1
                met = [radius + self._to_goal[node] for node in frontier if node in self._to_goal]
            else:
                self._expand_goal()
                met = [self._goal_radius + from_start[node] for node in self._goal_frontier if node in from_start]
            if met:
                return min(met)
        return None

    def _expand(self, frontier: list[str], seen: dict[str, int], radius: int) -> list[str]:
        reached = []
        for node in frontier:
            self._check()
            for other in self._next(node):
                if other not in seen:
                    seen[other] = radius + 1
                    reached.append(other)
        return reached

    def _expand_goal(self) -> None:
        self._goal_frontier = self._expand(self._goal_frontier, self._to_goal, self._goal_radius)
        self._goal_radius += 1

    def paths_of(self, length: int, worst: Callable[[], float]) -> Iterator[tuple[str, ...]]:
        """Return every simple path of a length that is not dearer than the worst that is kept."""
        while self._goal_frontier and self._goal_radius < length // 2:
            self._expand_goal()
        yield from self._extend([self.start], length, 0.0, worst)

    def _extend(self, path: list[str], left: int, paid: float, worst: Callable[[], float]) -> Iterator[tuple[str, ...]]:
        if path[-1] == self.goal:
            if left == 0:
                yield tuple(path)
            return
        self._check()
        for other in self._next(path[-1]):
            known = self._to_goal.get(other)
            needed = known if known is not None else self._goal_radius + 1 if self._goal_frontier else left + 1
            if needed > left - 1 or other in path:
                continue
            price = paid + self._toll(path[-1], other) if self._toll else 0.0
            if price <= worst():
                path.append(other)
                yield from self._extend(path, left - 1, price, worst)
                path.pop()
