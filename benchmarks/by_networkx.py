"""The cost of a path with networkx: build the graph, then search it. The referee of `benchmarks/run.py`.

    python benchmarks/by_networkx.py reader FOLDER A B    with this project's quickest reader of the store
    python benchmarks/by_networkx.py rdflib FOLDER A B    with rdflib, as is usual

Prints the length of the shortest path between the entities of two IRIs that goes through no hub.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import networkx as nx

from disgraph.graph.graph import Graph
from disgraph.graph.index_writer import all_edges
from disgraph.graph.opening import open_folder
from disgraph.rdf import DG, RDF
from disgraph.store.current import DATASET


def of_reader(graph: Graph) -> Iterator[tuple[str, str]]:
    """Return the ends of every edge, read from the store in one pass."""
    return ((edge.source, edge.target) for edge in all_edges(graph))


def of_rdflib(graph: Graph, folder: str) -> Iterator[tuple[str, str]]:
    """Return the ends of every edge, from the dataset as rdflib parses it."""
    import rdflib

    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(Path(folder) / DATASET, format="nquads")
    for name in graph.relations.properties:
        for source, _, target, _ in dataset.quads((None, rdflib.URIRef(f"{DG}{name}"), None, None)):
            yield str(source), str(target)
    for kind, terms in graph.relations.records.items():
        for record in dataset.subjects(rdflib.URIRef(RDF["type"].value), rdflib.URIRef(f"{DG}{kind}")):
            for term in terms:
                for source in dataset.objects(record, rdflib.URIRef(f"{DG}{term.source}")):
                    for target in dataset.objects(record, rdflib.URIRef(f"{DG}{term.target}")):
                        yield str(source), str(target)


def distance(graph: Graph, ends: Iterator[tuple[str, str]], start: str, goal: str) -> int:
    """Return the length of the shortest path without hubs."""
    network = nx.Graph()
    network.add_edges_from(ends)
    hubs = {DG[kind] for kind in graph.relations.hubs}
    at_hubs = {quad.subject.value for kind in hubs for quad in graph.to(kind, RDF["type"]) if hasattr(quad.subject, "value")}
    network.remove_nodes_from(at_hubs - {start, goal})
    return int(nx.shortest_path_length(network, start, goal))


if __name__ == "__main__":
    way, folder, first, second = sys.argv[1:]
    opened = open_folder(folder)
    print(distance(opened, of_rdflib(opened, folder) if way == "rdflib" else of_reader(opened), first, second))
