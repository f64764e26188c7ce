"""The shortest simple paths between two entities, fetched as they are needed.

First the distance, by breadth-first search from both ends, always at the smaller frontier; then, length by length, every
simple path, cut as soon as the other end can no longer be reached in the steps that are left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple, Protocol

from disgraph.errors import LimitExceeded

#: The most paths that are given where all the shortest are asked for.
MAX_SHORTEST = 1_000

#: The most paths that are given otherwise.
MAX_K = 100

#: Paths of one length that are compared before the best are taken; beyond it the search says that it stopped.
MAX_CANDIDATES = 20_000


class Neighbours(Protocol):
    """Where a path may go on from a node."""

    def __call__(self, node: str, /) -> list[str]:
        """Return the neighbours of a node in a fixed order."""
        ...


class Found(NamedTuple):
    """The paths that were found, shortest first, each as its nodes; and how many entities were looked at."""

    paths: tuple[tuple[str, ...], ...]
    visited: int


class Limits(NamedTuple):
    """How much a search gives: `k` paths of at most `max_hops` hops, or without `k` all of the shortest length.

    With `slack`, paths of up to so many hops more than the shortest are compared by cost; without, a shorter path always comes first.
    """

    k: int | None
    max_hops: int
    slack: int | None = None


def _accept_all(_path: tuple[str, ...]) -> bool:
    return True


def shortest_paths(
    start: str,
    goal: str,
    neighbours: Neighbours,
    passable: Callable[[str], bool],
    limits: Limits,
    cost: Callable[[tuple[str, ...]], tuple[object, ...]],
    accept: Callable[[tuple[str, ...]], bool] = _accept_all,
) -> Found:
    """Return the best simple paths: the shortest first and those of one length by cost, or with slack by cost alone.

    Args:
        start: one end.
        goal: the other; not the same.
        neighbours: the graph.
        passable: whether a path may go through a node; its ends always may be ends.
        limits: how many paths, of how many hops.
        cost: orders paths; must not tie for different paths.
        accept: whether a whole path counts.

    Raises:
        LimitExceeded: there are more than `MAX_CANDIDATES` paths to compare, or more than `MAX_SHORTEST` to give.
    """
    walk = _Walk(neighbours, passable, start, goal)
    length = walk.distance(limits.max_hops)
    longest = limits.max_hops if length is None or limits.slack is None else min(limits.max_hops, length + limits.slack)
    paths: list[tuple[str, ...]] = []
    while length is not None and length <= longest and (limits.slack is not None or len(paths) < (limits.k or 1)):
        found = _bounded(walk.paths_of(length), accept, MAX_CANDIDATES - len(paths))
        paths += sorted(found, key=cost)
        length += 1
    if limits.slack is not None:
        paths.sort(key=cost)
    if limits.k is None and len(paths) > MAX_SHORTEST:
        raise LimitExceeded(f"There are {len(paths):,} shortest paths.", f"Narrow with --only or --avoid, or ask for -k up to {MAX_K}.")
    return Found(tuple(paths[: limits.k]), walk.visited())


def _bounded(paths: Iterator[tuple[str, ...]], accept: Callable[[tuple[str, ...]], bool], room: int) -> list[tuple[str, ...]]:
    found = []
    for number, path in enumerate(paths):
        if number >= room:
            raise LimitExceeded(f"More than {MAX_CANDIDATES:,} paths to compare.", "Ask for fewer --max-hops, or narrow with --only.")
        if accept(path):
            found.append(path)
    return found


class _Walk:
    def __init__(self, neighbours: Neighbours, passable: Callable[[str], bool], start: str, goal: str) -> None:
        self.start, self.goal = start, goal
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
            for other in self._next(node):
                if other not in seen:
                    seen[other] = radius + 1
                    reached.append(other)
        return reached

    def _expand_goal(self) -> None:
        self._goal_frontier = self._expand(self._goal_frontier, self._to_goal, self._goal_radius)
        self._goal_radius += 1

    def paths_of(self, length: int) -> Iterator[tuple[str, ...]]:
        """Return every simple path of a length."""
        while self._goal_frontier and self._goal_radius < length // 2:
            self._expand_goal()
        yield from self._extend([self.start], length)

    def _extend(self, path: list[str], left: int) -> Iterator[tuple[str, ...]]:
        if path[-1] == self.goal:
            if left == 0:
                yield tuple(path)
            return
        for other in self._next(path[-1]):
            known = self._to_goal.get(other)
            needed = known if known is not None else self._goal_radius + 1 if self._goal_frontier else left + 1
            if needed <= left - 1 and other not in path:
                path.append(other)
                yield from self._extend(path, left - 1)
                path.pop()
