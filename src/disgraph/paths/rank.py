"""What makes an explanation worth reading first: the price of a path in bits, the lower the better.

A path tells more the more particular it is. A relation of a kind that is said often is dear, and so is going through an entity
with many relations: how often a pattern is met, which REX (Fang, Das Sarma, Yu and Bohannon, VLDB 2011) and RECAP (Pirro, ISWC 2015)
weigh, and the exclusivity of Hulpus, Prangnawarat and Hayes (ISWC 2015), each as a logarithm, so that they add up. What the ontology
calls weak costs more, and so does what nobody states but follows by reasoning. Prices are whole numbers of millionths of a bit:
a sum is the same in whatever order it is made.
"""

import math
from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from disgraph.paths.hops import Edge

if TYPE_CHECKING:
    from disgraph.paths.relationships import Relationships
    from disgraph.paths.selection import Selection

#: What a bit is counted in.
BIT = 1_000_000

#: What an edge costs more that only follows by reasoning, in bits.
REASONED = 2


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


def bits(number: int) -> int:
    """Return log2(1 + number) in millionths of a bit."""
    return round(math.log2(1 + number) * BIT)


def price(frequency: int, weakness: int, inferred: bool) -> int:
    """Return the price of an edge.

    Args:
        frequency: how often its kind is said.
        weakness: of its kind, in bits.
        inferred: whether it only follows by reasoning.
    """
    return bits(frequency) + (weakness + REASONED * inferred) * BIT


def edge_price(relationships: "Relationships", edge: Edge) -> int:
    """Return the price of an edge."""
    return price(relationships.frequency(edge.kind), relationships.weakness(edge.kind), edge.inferred)


def node_price(relationships: "Relationships", node: str) -> int:
    """Return the price of going through an entity."""
    return bits(relationships.degree(node))


def path_price(selection: "Selection", nodes: tuple[str, ...]) -> int:
    """Return the price of a path: of the cheapest edge of each step, and of the entities between."""
    relationships = selection.relationships
    steps = sum(min(edge_price(relationships, edge) for edge in selection.between(*pair)) for pair in pairwise(nodes))
    return steps + sum(node_price(relationships, node) for node in nodes[1:-1])


def score(selection: "Selection", nodes: tuple[str, ...], documents: int) -> Score:
    """Return the price of a path with its parts.

    Args:
        selection: the edges that count.
        nodes: the entities on the path.
        documents: how many state its least stated step.
    """
    relationships = selection.relationships
    edges = [
        min(selection.between(*pair), key=lambda edge: (edge_price(relationships, edge), edge)) for pair in pairwise(nodes)
    ]  # fmt: skip
    return Score(
        total=path_price(selection, nodes),
        relations=sum(bits(relationships.frequency(edge.kind)) for edge in edges),
        weakness=sum(relationships.weakness(edge.kind) * BIT for edge in edges),
        reasoning=sum(REASONED * edge.inferred * BIT for edge in edges),
        hubs=sum(node_price(relationships, node) for node in nodes[1:-1]),
        documents=documents,
    )


def support(selection: "Selection", nodes: tuple[str, ...]) -> tuple[int, int]:
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
