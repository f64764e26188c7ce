"""Communities and centrality as columns of the nodes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from disgraph.export.relationship import NetworkNode, RelationshipNetwork, network_shape
from disgraph.paths.network_analysis import Measures, measure

#: Without being asked for, nodes are measured: a second or two.
SMALL = 2_000


def add_measures(network: RelationshipNetwork) -> RelationshipNetwork:
    """Return a network whose nodes have their measures."""
    shape = network_shape(network)
    measures = measure(len(network.nodes), zip(shape.sources, shape.targets, strict=True))
    return network._replace(nodes=_Measured(network.nodes, measures), measured=True)


class _Measured(Collection[NetworkNode]):
    """Nodes with their measures, in the same order."""

    def __init__(self, nodes: Collection[NetworkNode], measures: Sequence[Measures]) -> None:
        self._nodes, self._measures = nodes, measures

    def __len__(self) -> int:
        return len(self._nodes)

    def __contains__(self, node: object) -> bool:
        return any(node == known for known in self)

    def __iter__(self) -> Iterator[NetworkNode]:
        return (node._replace(measures=known) for node, known in zip(self._nodes, self._measures, strict=True))
