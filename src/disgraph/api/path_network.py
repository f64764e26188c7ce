"""The relations of paths as one small network, in the formats of an export; with their story, as a page and in a notebook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from disgraph.export.network_source import EdgeFilter, network_from
from disgraph.export.relationship import RelationshipNetwork
from disgraph.export.writers import WRITERS, ExportRequest, Files
from disgraph.graph.graph import Graph
from disgraph.graph.store_edges import StoreEdges
from disgraph.paths.lookup import Path
from disgraph.render.answer_blocks import Block
from disgraph.render.path_page import notebook_html, path_story


def path_files(paths: Sequence[Path], graph: Graph, form: str, name: str, story: Iterable[Block]) -> Files:
    """Return the relations of all paths as the files of a network.

    Args:
        paths: at least one.
        graph: the opened graph.
        form: of `disgraph.export.writers.WRITERS`.
        name: of the file.
        story: the paths as blocks; a page begins with it.
    """
    network = path_network(paths, graph)
    opening = (path_story(story), "\n") if form == "html" else ()
    return WRITERS[form].files(ExportRequest(graph, lambda: network, name, title=path_title(paths), opening=opening))


def path_notebook(paths: Sequence[Path], graph: Graph, story: Iterable[Block]) -> str:
    """Return story, picture and relations of paths for the cell of a notebook; arguments as for `path_files`."""
    return notebook_html(story, path_network(paths, graph), graph.relations.looks, path_title(paths))


def path_network(paths: Sequence[Path], graph: Graph) -> RelationshipNetwork:
    """Return the relations of all paths as a network."""
    hops = [hop for path in paths for step in path.steps for hop in step.hops]
    edges = {(hop.source, hop.target, hop.kind, hop.record, hop.inferred) for hop in hops}
    source = StoreEdges(graph, (node for path in paths for node in path.nodes))
    return network_from(graph, source, EdgeFilter(lambda edge: edge[:5] in edges), lambda _iri: True)


def path_title(paths: Sequence[Path]) -> str:
    """Return the title of a page on paths."""
    return f"How {paths[0].labels[0]} and {paths[0].labels[-1]} are connected"
