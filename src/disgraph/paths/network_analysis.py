"""The relationship graph for network analysis: the only module that imports networkx, when it is called."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from disgraph.relationships.protocol import Relationships

if TYPE_CHECKING:
    from typing import TypeAlias

    import networkx as nx

    Network: TypeAlias = nx.MultiDiGraph[Any]

#: Betweenness is exact up to this number of nodes; in larger graphs it is estimated from a sample of nodes, drawn with a seed.
_EXACT, _SAMPLE = 1_000, 200

#: PageRank: damping factor, maximum number of iterations, and the change at which it has converged.
_DAMPING, _ITERATIONS, _CONVERGED = 0.85, 200, 1e-9

#: Digits after the point: sums differ in the last ones.
_DIGITS = 6


class Measures(NamedTuple):
    """Measures of a node: its component, its community, and two centralities from 0 to 1."""

    component: str
    community: str
    betweenness: float
    pagerank: float


def measure(count: int, edges: Iterable[tuple[int, int]]) -> list[Measures]:
    """Return the measures of each node of a network, whose edges count in both directions.

    Components and communities (Louvain, with a seed) are numbered by size; a node without edges is `alone`.

    Args:
        count: number of nodes; they are the numbers below it.
        edges: pairs of nodes; several edges between two nodes add weight.
    """
    import networkx as nx

    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(count))
    for source, target in sorted(edges):
        tie = graph.get_edge_data(source, target, {"weight": 0})
        graph.add_edge(source, target, weight=tie["weight"] + 1)
    components = _named("component", nx.connected_components(graph), count)
    communities = _named("community", nx.community.louvain_communities(graph, seed=1), count)
    betweenness = nx.betweenness_centrality(graph, k=None if count <= _EXACT else _SAMPLE, seed=1)
    ranks = _page_ranks([list(graph[node]) for node in range(count)])
    return [
        Measures(components[node], communities[node], round(betweenness[node], _DIGITS), round(ranks[node], _DIGITS))
        for node in range(count)
    ]


def _named(word: str, groups: Iterable[Collection[int]], count: int) -> list[str]:
    """Return the name of each node's group; the largest is number 1."""
    names = ["alone"] * count
    for number, group in enumerate(sorted(groups, key=lambda group: (-len(group), min(group))), 1):
        if len(group) > 1:
            for node in group:
                names[node] = f"{word} {number}"
    return names


def _page_ranks(near: Sequence[Sequence[int]]) -> list[float]:
    """Return the PageRank of each node (the implementation of networkx needs scipy)."""
    count = len(near)
    ranks = [1 / count] * count
    for _ in range(_ITERATIONS):
        lost = sum(rank for rank, around in zip(ranks, near, strict=True) if not around)
        begun = (1 - _DAMPING + _DAMPING * lost) / count
        shares = [rank / len(around) if around else 0.0 for rank, around in zip(ranks, near, strict=True)]
        former, ranks = ranks, [begun + _DAMPING * sum(shares[other] for other in around) for around in near]
        if sum(abs(now - then) for now, then in zip(ranks, former, strict=True)) < _CONVERGED:
            break
    return ranks


def to_networkx(relationships: Relationships, nodes: Iterable[str]) -> Network:
    """Return the relationship graph of some entities as a networkx graph.

    Args:
        relationships: where the edges are stored.
        nodes: IRIs of the entities; edges between two of them are included.

    Returns:
        A graph whose nodes are IRIs with `label` and `hub`, and whose edges have all other fields of `Edge`.
    """
    import networkx as nx

    graph: Network = nx.MultiDiGraph()
    wanted = sorted(set(nodes))
    for node in wanted:
        graph.add_node(node, label=relationships.label(node), hub=relationships.hub(node))
    for edge in sorted({edge for node in wanted for edge in relationships.around(node)}):
        if edge.source in graph and edge.target in graph:
            values = edge._asdict()
            graph.add_edge(values.pop("source"), values.pop("target"), **values)
    return graph
