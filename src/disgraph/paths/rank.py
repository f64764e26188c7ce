"""What makes an explanation worth reading first: the price of a path in bits, the lower the better.

A step is worth more the more particular it is. After the exclusivity of Hulpus, Prangnawarat and Hayes (ISWC 2015), a relation is
exclusive where few of its kind leave its one end and enter the other; so a hub, and a relation that somebody has with many, is dear.
Every hop costs, which is their decay with length; so does what the ontology calls weak, and what few documents state, as the
measures of REX (Fang, Das Sarma, Yu and Bohannon, VLDB 2011) and RECAP (Pirro, ISWC 2015) weigh how often a pattern is met.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from disgraph.paths.hops import Edge
from disgraph.paths.view import View

#: What each hop costs by itself: a path with one hop more must be four times as exclusive.
HOP = 2.0

#: What a step costs that no document states in so many words: it follows by reasoning, or the reader inferred it.
UNSTATED = 2.0


class Score(NamedTuple):
    """The price of a step or a path in bits, and the parts of which it is the sum."""

    total: float
    hops: float
    exclusivity: float
    weakness: float
    support: float


class Ranking(NamedTuple):
    """An order of paths: the price of one, of which the first part is at least the sum of the tolls of its steps; or no tolls."""

    price: Callable[[tuple[str, ...]], tuple[float, ...]]
    toll: Callable[[str, str], float] | None


class Scorer:
    """The prices of steps and paths, each computed once.

    Args:
        view: the edges that count.
    """

    def __init__(self, view: View) -> None:
        self._view = view
        self._tolls: dict[tuple[str, str], float] = {}
        self._steps: dict[tuple[str, str], Score] = {}
        self._bare: dict[Edge, Score] = {}

    def step(self, first: str, second: str) -> Score:
        """Return the price of the best way from one entity to the next."""
        if (first, second) not in self._steps:
            self._steps[first, second] = min(map(self._edge, self._view.between(first, second)))
        return self._steps[first, second]

    def path(self, nodes: tuple[str, ...]) -> Score:
        """Return the price of a path: the sums over its steps."""
        return Score(*(round(sum(part), 9) for part in zip(*(self.step(*pair) for pair in pairwise(nodes)), strict=True)))

    def toll(self, first: str, second: str) -> float:
        """Return what a step costs at least, known without its evidence."""
        if (first, second) not in self._tolls:
            self._tolls[first, second] = min(self._unsupported(edge).total for edge in self._view.between(first, second))
        return self._tolls[first, second]

    def _unsupported(self, edge: Edge) -> Score:
        if edge not in self._bare:
            exclusivity, weakness = math.log2(self._view.rivals(edge)), float(self._view.relationships.weakness(edge.kind))
            self._bare[edge] = Score(HOP + exclusivity + weakness, HOP, exclusivity, weakness, 0.0)
        return self._bare[edge]

    def _edge(self, edge: Edge) -> Score:
        bare = self._unsupported(edge)
        hop = self._view.relationships.explain(edge)
        stated = {passage.document.id for passage in hop.passages if passage.modality != "inferred"}
        support = 1 / len(stated) if stated else UNSTATED
        return bare._replace(total=bare.total + support, support=support)

    def supported(self, nodes: tuple[str, ...]) -> tuple[float, ...]:
        """Return the weakest step's documents and passages, most first, then the length of a path."""
        steps = []
        for first, second in pairwise(nodes):
            hops = [self._view.relationships.explain(edge) for edge in self._view.between(first, second)]
            documents = {document for hop in hops for document in hop.documents()}
            steps.append((len(documents), sum(len(hop.passages) for hop in hops)))
        documents_least, passages_least = min(steps)
        return (-documents_least, -passages_least, len(nodes))


#: The orders of paths by the name of `--rank`.
RANKS = ("length", "informative", "support")


def ranking(name: str, scorer: Scorer) -> Ranking:
    """Return an order of paths by the name of `--rank`; that of `length` orders paths of one length.

    Args:
        name: one of `RANKS`.
        scorer: knows the prices.
    """
    if name == "support":
        return Ranking(scorer.supported, None)
    return Ranking(lambda nodes: (scorer.path(nodes).total, len(nodes)), scorer.toll)
