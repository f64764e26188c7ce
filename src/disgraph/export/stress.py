"""Positions of nodes for a readable first view: distances follow the graph, nodes do not overlap, components are close.

Each component is drawn by stochastic gradient descent on stress (Zheng, Pawar and Goodman, doi:10.1109/TVCG.2018.2859997): over all
pairs of nodes, or in a large component over neighbors and the distances to a few pivots (after Ortmann, Klimenta and Brandes,
doi:10.7155/jgaa.00440). Then overlaps are removed, and the components packed in rows. Only arithmetic that IEEE 754 fixes is used (no
exp, log or sin), so that the positions are the same on every machine.
"""

from __future__ import annotations

import heapq
import math
import random
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

#: The distance of two nodes joined by an edge of length 1, and the blank around each node.
UNIT, BLANK = 60.0, 8.0

#: Each node keeps its distance to near nodes and to some pivots, in a small component to all: approximate number of pairs, and minimum
#: number of pivots.
_PAIRS, _FEWEST = 100_000, 12

#: In a large component the neighbors of a node keep their distance to each other, so that they surround it, up to this number.
_SURROUNDED = 40

#: How often each pair is moved: minimum and maximum; in between, until this number of moves. The step shrinks to this share by the end.
_FEW_ROUNDS, _ROUNDS, _MOVES, _COLD = 8, 24, 1_000_000, 0.0002

#: Passes of overlap removal: minimum and maximum; in between, until this number of nodes was visited.
_FEW_LOOKS, _LOOKS, _LOOKED_AT = 5, 60, 40_000

#: Share of a drawing that its nodes may take, as squares, before overlaps are removed. A uniform rectangle of standard deviations a and b
#: has the area 12 * a * b.
_FILLED = 0.35

#: How much wider than high the whole is.
_ASPECT = 1.5

Lengths = Mapping[str, Mapping[str, float]]


class Point(NamedTuple):
    """A position."""

    x: float
    y: float


class _Pair(NamedTuple):
    first: int
    second: int
    distance: float
    weight: float


def place(sizes: Mapping[str, float], edges: Sequence[tuple[str, str]]) -> dict[str, Point]:
    """Return a position for each node, the middle of all at the origin.

    Args:
        sizes: the diameter of each node.
        edges: pairs of nodes; directions and repetitions do not matter.
    """
    lengths = _lengths(sizes, edges)
    components = _components(lengths)
    alone = [component[0] for component in components if len(component) == 1]
    drawn = [_apart(_drawn(component, lengths), sizes) for component in components if len(component) > 1]
    placed = _packed([*drawn, _squared(alone)] if alone else drawn, sizes)
    return {node: Point(round(point.x, 1), round(point.y, 1)) for node, point in sorted(placed.items())}


def _lengths(sizes: Mapping[str, float], edges: Sequence[tuple[str, str]]) -> dict[str, dict[str, float]]:
    """Return the wanted length of each edge: long between two hubs, so that each has room for its own."""
    near: dict[str, set[str]] = {node: set() for node in sorted(sizes)}
    for source, target in edges:
        if source != target:
            near[source].add(target)
            near[target].add(source)

    def length(node: str, other: str) -> float:
        return 1 + 0.4 * math.sqrt(min(len(near[node]), len(near[other])) - 1)

    return {node: {other: length(node, other) for other in sorted(others)} for node, others in near.items()}


def _components(lengths: Lengths) -> list[list[str]]:
    """Return the nodes of each component, the largest component first."""
    seen: set[str] = set()
    found = []
    for node in lengths:
        if node not in seen:
            component = sorted(_distances(node, lengths))
            seen.update(component)
            found.append(component)
    return sorted(found, key=lambda component: (-len(component), component))


def _distances(start: str, lengths: Lengths) -> dict[str, float]:
    """Return the distance of every node that can be reached (Dijkstra)."""
    found: dict[str, float] = {}
    waiting = [(0.0, start)]
    while waiting:
        distance, node = heapq.heappop(waiting)
        if node not in found:
            found[node] = distance
            for other, length in lengths[node].items():
                if other not in found:
                    heapq.heappush(waiting, (distance + length, other))
    return found


def _drawn(component: list[str], lengths: Lengths) -> dict[str, Point]:
    random_numbers = random.Random(len(component))  # noqa: S311 - the seed makes it the same each time; no secret is made of it
    side = math.sqrt(len(component))
    x, y = ([side * (random_numbers.random() - 0.5) for _ in component] for _ in "xy")
    pairs = list(_pairs(component, lengths))
    if pairs:
        _descend(x, y, pairs, random_numbers)
    return _levelled({node: Point(UNIT * x[index], UNIT * y[index]) for index, node in enumerate(component)})


def _levelled(points: dict[str, Point]) -> dict[str, Point]:
    """Turn a drawing so that its longest direction is level: along the first axis of its covariance."""
    count = len(points)
    middle = Point(sum(point.x for point in points.values()) / count, sum(point.y for point in points.values()) / count)
    moved = {node: Point(point.x - middle.x, point.y - middle.y) for node, point in points.items()}
    wide, high = sum(point.x * point.x for point in moved.values()), sum(point.y * point.y for point in moved.values())
    both = sum(point.x * point.y for point in moved.values())
    across, up = (wide - high) / 2 + math.sqrt((wide - high) * (wide - high) / 4 + both * both), both
    length = math.sqrt(across * across + up * up)
    if length == 0:
        across, length = 1.0, 1.0
    cosine, sine = across / length, up / length
    return {node: Point(point.x * cosine + point.y * sine, point.y * cosine - point.x * sine) for node, point in moved.items()}


def _pairs(component: list[str], lengths: Lengths) -> Iterator[_Pair]:
    """Return the pairs that keep a distance; a pivot counts for all nodes that it represents."""
    index = {node: number for number, node in enumerate(component)}
    pivots = _pivots(component, lengths)
    share = max(1.0, len(component) / len(pivots) / 2)
    wanted = {(min(pivot, node), max(pivot, node)): (there, share) for pivot, far in pivots.items() for node, there in far.items()}
    if len(pivots) < len(component):
        wanted |= {pair: (distance, 1.0) for pair, distance in _near(component, lengths).items()}
    for (first, second), (distance, times) in sorted(wanted.items()):
        if first != second:
            yield _Pair(index[first], index[second], distance, times / distance**2)


def _near(component: list[str], lengths: Lengths) -> dict[tuple[str, str], float]:
    """Return the distances of the ends of each edge, and of the neighbors of each node to each other."""
    direct = {(node, other): length for node in component for other, length in lengths[node].items() if node < other}
    around: dict[tuple[str, str], float] = {}
    for node in component:
        if len(lengths[node]) <= _SURROUNDED:
            for (first, one), (second, two) in combinations(lengths[node].items(), 2):
                around[first, second] = min(one + two, around.get((first, second), one + two))
    return around | direct


def _pivots(component: list[str], lengths: Lengths) -> dict[str, dict[str, float]]:
    """Return nodes with their distances: all, or well spread ones, each the farthest from those before it after the greatest hub."""
    count = max(_FEWEST, _PAIRS // len(component))
    if len(component) <= count:
        return {node: _distances(node, lengths) for node in component}
    pivot = max(component, key=lambda node: (len(lengths[node]), node))
    chosen: dict[str, dict[str, float]] = {}
    nearest: dict[str, float] = {}
    while len(chosen) < count:
        chosen[pivot] = _distances(pivot, lengths)
        nearest = {node: min(distance, nearest.get(node, distance)) for node, distance in chosen[pivot].items()}
        pivot = max(nearest, key=lambda node: (nearest[node], node))
    return chosen


def _descend(x: list[float], y: list[float], pairs: list[_Pair], random_numbers: random.Random) -> None:
    """Move the two nodes of each pair towards their distance, in ever smaller steps."""
    keys = [random_numbers.random() for _ in pairs]
    mixed = [pairs[number] for number in sorted(range(len(pairs)), key=keys.__getitem__)]
    step = 1 / min(pair.weight for pair in pairs)
    rounds = max(_FEW_ROUNDS, min(_ROUNDS, _MOVES // len(pairs)))
    cooling = _root(_COLD, rounds)
    for _ in range(rounds):
        for first, second, distance, weight in mixed:
            across, up = x[first] - x[second], y[first] - y[second]
            length = math.sqrt(across * across + up * up) or 1e-9
            move = min(1.0, step * weight) * (length - distance) / (2 * length)
            x[first] -= move * across
            y[first] -= move * up
            x[second] += move * across
            y[second] += move * up
        step *= cooling


def _root(value: float, degree: int) -> float:
    """Return a root of a number between 0 and 1 by bisection, with multiplications alone: the same on every machine."""
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if math.prod([middle] * degree) < value else (low, middle)
    return low


def _apart(points: dict[str, Point], sizes: Mapping[str, float]) -> dict[str, Point]:
    """Push nodes that overlap away from each other, in a drawing that has room for all of them."""
    scale = _scale(points, sizes)
    x, y = {node: scale * point.x for node, point in points.items()}, {node: scale * point.y for node, point in points.items()}
    cell = sorted(sizes[node] for node in points)[len(points) // 2] + BLANK
    for _ in range(max(_FEW_LOOKS, min(_LOOKS, _LOOKED_AT // len(points)))):
        moved = False
        for node, other in _neighbors(x, y, sizes, cell):
            wanted = (sizes[node] + sizes[other]) / 2 + BLANK
            across, up = x[other] - x[node], y[other] - y[node]
            length = math.sqrt(across * across + up * up)
            if length < wanted:
                moved = True
                if length == 0:
                    across, up, length = 1.0, 0.0, 1.0
                push = (wanted - length) / length / 2 + 1e-6
                x[node], y[node] = x[node] - push * across, y[node] - push * up
                x[other], y[other] = x[other] + push * across, y[other] + push * up
        if not moved:
            break
    return {node: Point(x[node], y[node]) for node in points}


def _scale(points: dict[str, Point], sizes: Mapping[str, float]) -> float:
    """Return by how much a drawing has to grow so that its nodes take at most a share of it; 1 if they do.

    Without room, each pass of the overlap removal compares almost every node with every other one. The origin is the middle.
    """
    wide, high = (math.sqrt(sum(value * value for value in values) / len(points)) for values in zip(*points.values(), strict=True))
    needed = sum((sizes[node] + BLANK) ** 2 for node in points)
    return max(1.0, math.sqrt(needed / max(_FILLED * 12 * wide * high, 1e-9))) if min(wide, high) > 1 else 1.0


def _neighbors(x: Mapping[str, float], y: Mapping[str, float], sizes: Mapping[str, float], cell: float) -> list[tuple[str, str]]:
    """Return each node with the smaller nodes that may overlap it, by a grid.

    Args:
        x: positions of the nodes.
        y: the same.
        sizes: their diameters.
        cell: side of a cell of the grid.
    """
    cells: dict[tuple[int, int], list[str]] = {}
    for node in x:
        cells.setdefault((math.floor(x[node] / cell), math.floor(y[node] / cell)), []).append(node)
    found: list[tuple[str, str]] = []
    for (column, row), nodes in cells.items():
        for node in nodes:
            size, reach = sizes[node], math.ceil((sizes[node] + BLANK) / cell)
            for across in range(column - reach, column + reach + 1):
                for up in range(row - reach, row + reach + 1):
                    found += [(node, other) for other in cells.get((across, up), ()) if (sizes[other], other) < (size, node)]
    return found


def _squared(nodes: list[str]) -> dict[str, Point]:
    """Put the nodes without relations together, in rows and columns."""
    columns = math.isqrt(max(0, len(nodes) - 1)) + 1
    return {node: Point(UNIT / 2 * (number % columns), UNIT / 2 * (number // columns)) for number, node in enumerate(nodes)}


class _Box(NamedTuple):
    """A component with its corner at the origin."""

    width: float
    height: float
    points: dict[str, Point]


def _packed(components: list[dict[str, Point]], sizes: Mapping[str, float]) -> dict[str, Point]:
    """Put the components in rows, the tallest first, and all of it around the origin."""
    boxes = sorted((_boxed(points, sizes) for points in components), key=lambda box: -box.height)
    area = sum(box.width * box.height for box in boxes)
    limit = max([math.sqrt(area * _ASPECT), *(box.width for box in boxes)])
    placed: dict[str, Point] = {}
    left = top = row = 0.0
    for box in boxes:
        if left and left + box.width > limit:
            left, top, row = 0.0, top + row, 0.0
        placed |= {node: Point(left + point.x, -(top + point.y)) for node, point in box.points.items()}
        left, row = left + box.width, max(row, box.height)
    return {node: Point(point.x - limit / 2, point.y + (top + row) / 2) for node, point in placed.items()}


def _boxed(points: dict[str, Point], sizes: Mapping[str, float]) -> _Box:
    """Move a component's corner to the origin, with a blank around it."""
    margins = {node: sizes[node] / 2 + 3 * BLANK for node in points}
    left = min(point.x - margins[node] for node, point in points.items())
    top = min(point.y - margins[node] for node, point in points.items())
    width = max(point.x + margins[node] for node, point in points.items()) - left
    height = max(point.y + margins[node] for node, point in points.items()) - top
    return _Box(width, height, {node: Point(point.x - left, point.y - top) for node, point in points.items()})
