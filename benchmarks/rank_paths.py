"""Agreement of path rankings with a reader, on the judged pairs of `judged_paths.yaml`.

    python benchmarks/rank_paths.py

Every path of a pair with up to two hops more than the shortest is ranked. Prints for each ranking: MRR (how early the first path
of the highest grade comes), NDCG@3 (how good the first three are), and the share of pairs whose first path has the highest grade.
For paths with equal rank, the mean over shuffles is taken.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from statistics import mean
from typing import NamedTuple

import yaml

from disgraph.api.graph_opening import open_graph
from disgraph.paths.best_paths import Limits, shortest_paths
from disgraph.paths.rank import BIT, SUMS, bits, path_price, score, support
from disgraph.rdf import RESOURCE
from disgraph.relationships.deadline import Deadline
from disgraph.relationships.edge import Edge
from disgraph.relationships.path_options import PathOptions
from disgraph.relationships.protocol import PlainNetwork, Relationships, Selection

JUDGED = Path(__file__).with_name("judged_paths.yaml")
SHUFFLES = 200
Nodes = tuple[str, ...]
Price = Callable[[Nodes], tuple[float, ...]]


class Pair(NamedTuple):
    """A judged pair: all its paths, and the grade of each that is not 0."""

    paths: tuple[Nodes, ...]
    grades: dict[Nodes, int]
    selection: Selection


def read_pairs(index: Relationships) -> list[Pair]:
    """Return the judged pairs with every path to rank. Judged paths that are weak connections now have no rank among direct ones."""
    pairs = (_pair(index, judged) for judged in yaml.safe_load(JUDGED.read_text(encoding="utf-8")))
    return [pair for pair in pairs if pair.grades]


def _pair(index: Relationships, judged: dict[str, object]) -> Pair:
    start, goal = f"{RESOURCE}{judged['from']}", f"{RESOURCE}{judged['to']}"
    options = PathOptions(through=frozenset({"events"}))  # the judge ranked paths through them, too
    selection = Selection(index, options, frozenset((start, goal)), Deadline())
    found = shortest_paths(PlainNetwork(selection), start, goal, Limits(1000, 6, 2), lambda path: (path,))
    by_slugs = {" ".join(node.rsplit("/", 1)[1] for node in path[1:-1]): path for path in found.paths}
    given = judged["paths"]
    assert isinstance(given, dict)
    return Pair(found.paths, {by_slugs[slugs]: grade for slugs, grade in given.items() if slugs in by_slugs}, selection)


def rankings(selection: Selection) -> dict[str, Price]:
    """Return the rankings by name: those of `disgraph path`, simpler ones, and parts of the measure."""
    said = selection.relationships.frequency

    def degrees(path: Nodes) -> float:
        return sum(math.log2(len(selection.steps(node))) for node in path[1:-1])

    def rarity(path: Nodes) -> float:
        return sum(min(bits(said(edge.kind)) for edge in selection.between(*pair)) for pair in pairwise(path))

    def exclusivity(path: Nodes) -> float:
        return sum(min(math.log2(_rivals(selection, edge)) for edge in selection.between(*pair)) for pair in pairwise(path))

    return {
        **{f"--rank {name}": partial(_by_sum, selection, order) for name, order in SUMS.items()},
        "--rank support": lambda path: (*(-number for number in support(selection, path)), len(path)),
        "plain length": lambda path: (len(path),),
        "product of degrees": lambda path: (degrees(path),),
        "length, then product of degrees": lambda path: (len(path), degrees(path)),
        "rarity of relations": lambda path: (rarity(path),),
        "exclusivity (Hulpus), 2 bits a hop": lambda path: (exclusivity(path) + 2 * len(path),),
        "the measure without weakness": lambda path: (path_price(selection, path) - score(selection, path, 0).weakness,),
        "the measure and 1 bit / documents": lambda path: (path_price(selection, path) + _unsupported(selection, path),),
    }


def _by_sum(selection: Selection, order: Callable[[int, int], Sequence[int]], path: Nodes) -> Sequence[int]:
    """Return the sort key of `disgraph path`."""
    return order(len(path), path_price(selection, path))


def _rivals(selection: Selection, edge: Edge) -> int:
    """Return how many edges of its kind leave an edge's source or enter its target."""
    leaving = sum(other.kind == edge.kind and other.source == edge.source for other in selection.relationships.around(edge.source))
    return (
        leaving + sum(other.kind == edge.kind and other.target == edge.target for other in selection.relationships.around(edge.target)) - 1
    )


def _unsupported(selection: Selection, path: Nodes) -> float:
    """Return for each step a bit shared by the documents of the relation that most of them state."""
    hops = [[selection.relationships.explain(edge) for edge in selection.between(*pair)] for pair in pairwise(path)]
    return sum(BIT / max(1, *(len(hop.documents()) for hop in step), 1) for step in hops)


def figures(pair: Pair, price: Price, shuffle: random.Random) -> tuple[float, float, float]:
    """Return reciprocal rank, NDCG@3 and whether the first is best, each as a mean over shuffles of what the ranking ties."""
    priced = [(tuple(round(part, 9) for part in price(path)), pair.grades.get(path, 0)) for path in pair.paths]
    runs = []
    for _ in range(SHUFFLES):
        shuffle.shuffle(priced)
        grades = [grade for _, grade in sorted(priced, key=lambda each: each[0])]
        best = max(grades)
        runs.append((1 / (1 + grades.index(best)), _gain(grades) / _gain(sorted(grades, reverse=True)), float(grades[0] == best)))
    rank, gain, first = zip(*runs, strict=True)
    return mean(rank), mean(gain), mean(first)


def _gain(grades: list[int]) -> float:
    return sum((2**grade - 1) / math.log2(2 + at) for at, grade in enumerate(grades[:3]))


def main() -> None:
    """Print the table."""
    pairs = read_pairs(open_graph(quiet=True).backend.relationships())
    number, judged = sum(len(pair.paths) for pair in pairs), sum(len(pair.grades) for pair in pairs)
    print(f"{len(pairs)} pairs with {number} paths, {judged} judged above 0\n")
    print(f"{'ranking':<42} {'MRR':>6} {'NDCG@3':>7} {'first is best':>14}")
    for name in rankings(pairs[0].selection):
        shuffle = random.Random(4)  # noqa: S311  (a seed, so that the figures are the same)
        scores = [figures(pair, rankings(pair.selection)[name], shuffle) for pair in pairs]
        rank, gain, first = (mean(column) for column in zip(*scores, strict=True))
        print(f"{name:<42} {rank:>6.3f} {gain:>7.3f} {first:>14.2f}")


if __name__ == "__main__":
    main()
