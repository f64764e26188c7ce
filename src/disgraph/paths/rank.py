"""The order of paths: by length, by price (see `disgraph.relationships.price`) or by the number of documents."""

from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from disgraph.relationships.price import BIT, REASONED, bits
from disgraph.relationships.protocol import Selection


class Score(NamedTuple):
    """The price of a path and its parts, in millionths of a bit.

    Attributes:
        total: the sum of the parts.
        relations: for frequent kinds of relations.
        weakness: for kinds that carry little information alone.
        reasoning: for derived relations.
        hubs: for inner entities with many relations.
        documents: number of documents that state the step with the fewest; it does not count in the sum.
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
        documents: number of documents that state the step with the fewest.
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
    """Return the number of documents, and of passages, that state the step with the fewest of them."""
    steps = []
    for first, second in pairwise(nodes):
        hops = [selection.relationships.explain(edge) for edge in selection.between(first, second)]
        documents = {document for hop in hops for document in hop.documents()}
        steps.append((len(documents), sum(len(hop.passages) for hop in hops)))
    return min(steps)


#: The orders that follow from the number of nodes and the price, by the name of `--rank`; the order `support` needs documents.
SUMS: dict[str, Callable[[int, int], tuple[int, int]]] = {
    "length": lambda number, total: (number, total),
    "informative": lambda number, total: (total, number),
}
