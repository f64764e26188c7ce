"""The relations of paths as one small network, by the same writers as an export; and the page that tells a path in order."""

from __future__ import annotations

from collections.abc import Sequence

from disgraph.export.network_source import EdgeFilter, network_from
from disgraph.export.writers import WRITERS, ExportRequest, Files
from disgraph.graph.graph import Graph
from disgraph.graph.store_edges import StoreEdges
from disgraph.paths.lookup import Path


def path_files(paths: Sequence[Path], graph: Graph, form: str, name: str) -> Files:
    """Return the relations of all paths as the files of a network.

    Args:
        paths: at least one.
        graph: the opened graph.
        form: of `disgraph.export.writers.WRITERS`.
        name: of the file.
    """
    hops = [hop for path in paths for step in path.steps for hop in step.hops]
    edges = {(hop.source, hop.target, hop.kind, hop.record, hop.inferred) for hop in hops}
    source = StoreEdges(graph, (node for path in paths for node in path.nodes))
    network = network_from(graph, source, EdgeFilter(lambda edge: edge[:5] in edges), lambda _iri: True)
    title = f"How {paths[0].labels[0]} and {paths[0].labels[-1]} are connected"
    return WRITERS[form].files(ExportRequest(graph, lambda: network, name, title=title))
