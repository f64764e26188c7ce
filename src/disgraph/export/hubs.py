"""A layout for large networks, in time and memory proportional to its size: each node is placed around the hub nearest to it.

The nodes with most edges are hubs. Every node belongs to the hub that it reaches in fewest steps, and is placed in the disc of that hub:
the hub in the middle, then nodes one step away, then two, in the spiral of a sunflower. The discs are placed by the distances between
hubs, without overlaps. Nodes that reach no hub fill a last disc, component by component.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from disgraph.export.appearance import size_of
from disgraph.export.relationship import NetworkShape
from disgraph.export.stress import BLANK, UNIT, Point, place

#: Maximum number of hubs, and approximate number of nodes of each.
_HUBS, _EACH = 150, 60

#: Edges between discs that count: for each disc, those to this number of others, the strongest.
_TIES = 4

#: Cosine and sine of the golden angle, 2.39996... radians: spelt out, for libraries differ in the last digit.
_COSINE, _SINE = -0.7373688780783197, 0.6754902942615238

#: How much more area a disc has than its nodes with the blank around them.
_LOOSE = 1.4


class _Near(NamedTuple):
    """The neighbors of each node: those of node `n` are `nodes[ends[n]:ends[n + 1]]`."""

    ends: array[int]
    nodes: array[int]

    def of(self, node: int) -> array[int]:
        return self.nodes[self.ends[node] : self.ends[node + 1]]


class _Disc(NamedTuple):
    """The nodes of a disc from the middle outwards, and its radius."""

    nodes: array[int]
    radius: float


def place_around_hubs(shape: NetworkShape) -> Iterator[Point]:
    """Return the position of each node, in their order."""
    near = _near(shape)
    groups, owner = _grown(_hubs(shape.degrees), near)
    discs = [_Disc(nodes, math.sqrt(sum(_area(shape.degrees[node]) for node in nodes) / math.pi)) for nodes in groups]
    middles = _middles(discs, _between(shape, owner, len(discs)))
    x, y = (array("d", bytes(8 * len(shape.degrees))) for _ in "xy")
    for disc, middle in zip(discs, middles, strict=True):
        for node, point in zip(disc.nodes, _sunflower([shape.degrees[node] for node in disc.nodes]), strict=True):
            x[node], y[node] = middle.x + point.x, middle.y + point.y
    return (Point(round(across, 1), round(up, 1)) for across, up in zip(x, y, strict=True))


def _near(shape: NetworkShape) -> _Near:
    count = len(shape.degrees)
    ends = array("I", bytes(4 * (count + 1)))
    for at, degree in enumerate(shape.degrees):
        ends[at + 1] = ends[at] + degree
    filled, nodes = ends[:-1], array("I", bytes(4 * ends[-1]))
    for source, target in zip(shape.sources, shape.targets, strict=True):
        nodes[filled[source]], nodes[filled[target]] = target, source
        filled[source] += 1
        filled[target] += 1
    return _Near(ends, nodes)


def _hubs(degrees: Sequence[int]) -> list[int]:
    """Return the nodes with most edges, the greatest first."""
    count = min(_HUBS, 1 + len(degrees) // _EACH)
    return sorted((node for node, degree in enumerate(degrees) if degree), key=lambda node: (-degrees[node], node))[:count]


def _grown(hubs: Sequence[int], near: _Near) -> tuple[list[array[int]], array[int]]:
    """Return the nodes of each hub by their distance to it, last those that reach none, and to which of these each node belongs."""
    count = len(near.ends) - 1
    rest = len(hubs)
    owner = array("I", [rest]) * count
    for number, hub in enumerate(hubs):
        owner[hub] = number
    order = _spread(array("I", hubs), near, owner, rest)
    seen = bytearray(count)
    for node in order:
        seen[node] = 1
    for start in range(count):
        if not seen[start]:
            seen[start] = 1
            order.extend(_component(start, near, seen))
    groups = [array("I") for _ in range(rest + 1)]
    for node in order:
        groups[owner[node]].append(node)
    return [group for group in groups if group], owner


def _spread(order: array[int], near: _Near, owner: array[int], free: int) -> array[int]:
    """Give the neighbors of each node to its owner, all hubs in turn; return the nodes in the order in which they were reached."""
    for node in order:  # grows meanwhile
        for other in near.of(node):
            if owner[other] == free:
                owner[other] = owner[node]
                order.append(other)
    return order


def _component(start: int, near: _Near, seen: bytearray) -> array[int]:
    found = array("I", [start])
    for node in found:  # grows meanwhile
        for other in near.of(node):
            if not seen[other]:
                seen[other] = 1
                found.append(other)
    return found


def _between(shape: NetworkShape, owner: array[int], discs: int) -> list[tuple[int, int]]:
    """Return which discs are joined: each with the few to which it has most edges."""
    joined = Counter(
        (min(owner[source], owner[target]), max(owner[source], owner[target]))
        for source, target in zip(shape.sources, shape.targets, strict=True)
        if owner[source] != owner[target]
    )
    ties: Counter[int] = Counter()
    chosen = []
    for (first, second), _ in sorted(joined.items(), key=lambda item: (-item[1], item[0])):
        if min(ties[first], ties[second]) < _TIES and second < discs:
            ties[first] += 1
            ties[second] += 1
            chosen.append((first, second))
    return chosen


def _middles(discs: Sequence[_Disc], joined: Sequence[tuple[int, int]]) -> list[Point]:
    """Return the middle of each disc: by their distances, and then all so far from each other that none overlap."""
    if not discs:
        return []
    scale = 0.7 * UNIT / (sum(disc.radius for disc in discs) / len(discs))
    sizes = {f"{number:09}": 2 * scale * disc.radius for number, disc in enumerate(discs)}
    points = list(place(sizes, [(f"{first:09}", f"{second:09}") for first, second in joined]).values())
    wider = max(
        (
            (discs[first].radius + discs[second].radius + UNIT) / math.dist(points[first], points[second])
            for second in range(len(discs))
            for first in range(second)
        ),
        default=1.0,
    )
    return [Point(wider * point.x, wider * point.y) for point in points]


def _area(degree: int) -> float:
    """Return the area that a node takes in its disc."""
    side = size_of(degree) + BLANK
    return _LOOSE * side * side


def _sunflower(degrees: Sequence[int]) -> Iterator[Point]:
    """Return places around the origin, each a golden angle on, and so far out that what is inside has its area."""
    across, up, inside = 1.0, 0.0, 0.0
    for at, degree in enumerate(degrees):
        area = _area(degree)
        radius = math.sqrt((inside + area / 2) / math.pi) if at else 0.0
        yield Point(radius * across, radius * up)
        inside += area
        across, up = across * _COSINE - up * _SINE, across * _SINE + up * _COSINE
