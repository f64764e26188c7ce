"""Paths as a picture, by the same writers as `disgraph export`."""

from __future__ import annotations

from disgraph.cli.session import write
from disgraph.errors import Candidate
from disgraph.export.network_source import EdgeFilter, network_from
from disgraph.export.writers import WRITERS, ExportRequest
from disgraph.graph.graph import Graph
from disgraph.graph.store_edges import StoreEdges
from disgraph.paths.lookup import Answer


def draw(start: Candidate, goal: Candidate, answer: Answer, form: str, output: str, graph: Graph) -> None:
    """Write the relations of all paths as one small network.

    Args:
        start: the one entity.
        goal: the other.
        answer: with a path.
        form: of `disgraph.export.writers.WRITERS`.
        output: a file, or `-`.
        graph: the opened graph.
    """
    hops = [hop for path in answer.paths for step in path.steps for hop in step.hops]
    edges = {(hop.source, hop.target, hop.kind, hop.record, hop.inferred) for hop in hops}
    fetched = StoreEdges(graph, (node for path in answer.paths for node in path.nodes))
    network = network_from(graph, fetched, EdgeFilter(lambda edge: edge[:5] in edges), lambda _iri: True)
    title = f"How {start.label} and {goal.label} are connected"
    for name, content in WRITERS[form].files(ExportRequest(graph, lambda: network, output, title=title)).items():
        write(content, name)
