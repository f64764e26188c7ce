"""The premises of derived edges: from which facts, and so from which quotes, a rule derives them."""

from __future__ import annotations

from disgraph.facts.reasons import Reasons
from disgraph.graph.graph import Graph
from disgraph.passage import Premise
from disgraph.paths.premises import find_premises
from disgraph.relationships.edge import Hop

#: Derivations share steps, so they are kept for this number of edges; then memory is released. About 1.5 ms per edge on the shipped graph.
_TOGETHER = 2_000

#: The number of edges whose premises are kept, for formats that iterate the edges several times.
_KEPT = 20_000


class PremiseFinder:
    """Finds the premises of derived edges; time grows with the number of edges, memory does not.

    Args:
        graph: the opened graph.
    """

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._reasons: Reasons | None = None
        self._derived = 0
        self._found: dict[Hop, tuple[Premise, ...]] = {}

    def add_premises(self, hop: Hop) -> Hop:
        """Return a derived hop with its premises, and any other hop unchanged."""
        if not hop.inferred or ":" in hop.kind:  # a relation that only a query made has an IRI or words for a kind
            return hop
        if hop not in self._found:
            premises = self._find(hop)
            if len(self._found) >= _KEPT:
                return hop._replace(because=premises)
            self._found[hop] = premises
        return hop._replace(because=self._found[hop])

    def _find(self, hop: Hop) -> tuple[Premise, ...]:
        if self._reasons is None or self._derived >= _TOGETHER:
            self._reasons, self._derived = Reasons(self._graph), 0
        self._derived += 1
        return find_premises(self._graph, self._reasons, hop)
