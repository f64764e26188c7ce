"""The relationship graph for network analysis: the one room of networkx, imported when it is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from disgraph.paths.edges import Relationships

if TYPE_CHECKING:
    from typing import TypeAlias

    import networkx as nx

    Network: TypeAlias = nx.MultiDiGraph[Any]


def to_networkx(relationships: Relationships, nodes: Iterable[str]) -> Network:
    """Return the relationship graph of some entities as a networkx graph.

    Args:
        relationships: where the edges are.
        nodes: IRIs of the entities; edges between two of them are taken.

    Returns:
        A graph whose nodes are IRIs with `label` and `hub`, and whose edges have `kind`, `record`, `inferred`, `begin` and `until`.
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
