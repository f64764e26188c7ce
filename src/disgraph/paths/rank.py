"""The order of paths: by length, by price (see `disgraph.relationships.price`) or by the number of documents."""

from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from disgraph.relationships.price import BIT, REASONED, bits
from disgraph.relationships.protocol import Selection


class Score(NamedTuple):
    """The price of a path and its parts, in millionths of a bit; and how many documents state its least stated step.

    `relations` is for kinds that are said often, `weakness` for what tells little by itself, `reasoning` for what nobody
    states, and `hubs` for the entities between the ends that have many relations. `documents` is no part of the sum.
    """

    total: int
    relations: int
    weakness: int
    reasoning: int
    hubs: int
    documents: int


def path_price(selection: Selection, nodes: tuple[str, ...]) -> int:
    """Return the price of a path: of the cheapest edge of each step, and of the entities between."""
    relationships = selection.relationships
    steps = sum(min(relationships.price(edge) for edge in selection.between(*pair)) for pair in pairwise(nodes))
    return steps + sum(bits(relationships.degree(node)) for node in nodes[1:-1])


def score(selection: Selection, nodes: tuple[str, ...], documents: int) -> Score:
    """Return the price of a path with its parts.

    Args:
        selection: the edges that count.
        nodes: the entities on the path.
        documents: how many state its least stated step.
    """
    relationships = selection.relationships
    edges = [
        min(selection.between(*pair), key=lambda edge: (relationships.price(edge), edge)) for pair in pairwise(nodes)
    ]  # fmt: skip
    return Score(
        total=path_price(selection, nodes),
        relations=sum(bits(relationships.frequency(edge.kind)) for edge in edges),
        weakness=sum(relationships.weakness(edge.kind) * BIT for edge in edges),
        reasoning=sum(REASONED * edge.inferred * BIT for edge in edges),
        hubs=sum(bits(relationships.degree(node)) for node in nodes[1:-1]),
        documents=documents,
    )


def support(selection: Selection, nodes: tuple[str, ...]) -> tuple[int, int]:
    """Return how many documents, and how many passages, state the least stated step of a path."""
    steps = []
    for first, second in pairwise(nodes):
        hops = [selection.relationships.explain(edge) for edge in selection.between(first, second)]
        documents = {document for hop in hops for document in hop.documents()}
        steps.append((len(documents), sum(len(hop.passages) for hop in hops)))
    return min(steps)


#: The orders of paths that their number of nodes and their price give, by the name of `--rank`.
SUMS: dict[str, Callable[[int, int], tuple[int, int]]] = {
    "length": lambda number, total: (number, total),
    "informative": lambda number, total: (total, number),
}

#: All orders of paths; what many documents say comes first by `support`, of these the shortest.
RANKS = (*SUMS, "support")
