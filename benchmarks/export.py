"""Cost of exporting a generated relationship graph as GEXF, compared with the writer of networkx.

    python benchmarks/export.py [NODES EDGES]    default: each of SIZES

The graph of networkx is already in memory, with the same columns.
"""

from __future__ import annotations

import io
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from disgraph.graph.index_writer import write_edges
from disgraph.graph.opening import open_folder
from disgraph.ontology.relations import describe
from disgraph.ontology.vocabulary_reader import read_vocabulary
from disgraph.passage import Passage, Source
from disgraph.project import shipped_project
from disgraph.rdf import DCTERMS, DG, RDF, RDFS, RESOURCE, SCHEMA, Literal, NamedNode, Quad
from disgraph.relationships.edge import Edge, Hop
from disgraph.relationships.flat_index import INDEX
from disgraph.store.graph_writer import write_graph
from disgraph.store.name_file import NAMES, write_names
from disgraph.wording.sentences import fill

NODES, EDGES = 50_000, 200_000
#: Nodes and edges: two small graphs, one just below the size at which the layout changes, and one far above it.
SIZES = ((500, 2_000), (2_000, 7_000), (2_400, 7_500), (NODES, EDGES))
_DOCUMENTS = 500
_PLACES_OF_A_GROUP = 40


class Cost(NamedTuple):
    """Seconds and peak memory in megabytes of one export, and the bytes that it wrote."""

    seconds: float
    megabytes: float
    size: int


def measured(folder: str, output: Path, layout: str = "auto") -> Cost:
    """Return the cost of a GEXF export of a graph on disk, in a separate process."""
    program = (
        "import sys, time; start = time.perf_counter()\n"
        "from disgraph.render.output import write_output as write\n"
        "from disgraph.export.gexf import gexf\n"
        "from disgraph.export.network_source import read_network\n"
        "from disgraph.graph.opening import open_folder\n"
        "graph = open_folder(sys.argv[1])\n"
        "write(gexf(read_network(graph), graph.relations.looks, sys.argv[3]), sys.argv[2])\n"
        "peak = next(line for line in open('/proc/self/status') if line.startswith('VmHWM'))\n"
        "print(time.perf_counter() - start, int(peak.split()[1]) / 1024)"
    )
    done = subprocess.run([sys.executable, "-c", program, folder, str(output), layout], check=True, capture_output=True, text=True)
    seconds, megabytes = map(float, done.stdout.split())
    return Cost(seconds, megabytes, output.stat().st_size)


def networkx_seconds(folder: str) -> float:
    """Return the seconds of the writer of networkx for the same nodes, edges and columns in memory."""
    import networkx as nx

    from disgraph.export.columns import EDGE_COLUMNS, NODE_COLUMNS
    from disgraph.export.layout import positions
    from disgraph.export.network_source import read_network

    network = read_network(open_folder(folder))
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node, point in zip(network.nodes, positions(network), strict=True):
        values = {column.name: column.value(node) for column in NODE_COLUMNS}
        drawn = {"position": {"x": point.x, "y": point.y, "z": 0.0}, "size": 8.0, "color": {"r": 1, "g": 2, "b": 3}} if point else {}
        graph.add_node(node.iri, label=node.label, viz=drawn, **_known(values))
    grey = {"color": {"r": 154, "g": 154, "b": 154}}
    for edge in network.edges:
        values = {column.name: column.value(edge) for column in EDGE_COLUMNS}
        graph.add_edge(
            edge.source, edge.target, id=edge.id, label=edge.label, weight=edge.weight, kind=edge.kind, viz=grey, **_known(values)
        )
    start = time.perf_counter()
    nx.write_gexf(graph, io.BytesIO())
    return time.perf_counter() - start


def _known(values: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in values.items() if value not in (None, "")}


def make_graph(build: Path, nodes: int, edges: int, seed: int = 1) -> str:
    """Write a graph with that many entities and relations, each with a quote; return its directory."""
    vocabulary = read_vocabulary(shipped_project().ontology)
    kinds = [term for term in vocabulary.properties.values() if term.sentence][:12]
    # The sequence must be reproducible, not secret.
    chance = random.Random(seed)  # noqa: S311
    iris = sorted(RESOURCE[f"person/person-{number}"].value for number in range(nodes))
    quads = list(_entities(iris))
    explained: dict[Edge, Hop] = {}
    while len(explained) < edges:
        first = chance.randrange(nodes)
        group = first - first % _PLACES_OF_A_GROUP
        second = min(group + min(int(chance.paretovariate(0.6)), _PLACES_OF_A_GROUP) - 1, nodes - 1)
        if chance.random() < 0.1:
            second = chance.randrange(nodes)
        if first == second:
            continue
        term = chance.choice(kinds)
        record = RESOURCE[f"record/{len(explained)}"].value if len(explained) % 2 else ""
        days = _days(chance) if record else ("", "", "")
        edge = Edge(iris[first], iris[second], term.name, record, False, *days)
        explained[edge] = _hop(edge, fill(term.sentence, {"subject": f"Person {first}", "object": f"Person {second}"}), len(explained))
    summary = {"asserted": len(quads), "inferred": 0, "relations": describe(vocabulary), "kinds": {}}

    def index(path: Path) -> None:
        graph = open_folder(os.fspath(path.parent))
        graph.summary = summary
        write_edges(path, graph, iris, sorted(explained), explained.__getitem__)

    return os.fspath(write_graph(build, quads, [], {NAMES: lambda path: write_names(path, []), INDEX: index}, summary))


def _entities(iris: list[str]) -> Iterator[Quad]:
    for number, iri in enumerate(iris):
        node, document = NamedNode(iri), RESOURCE[f"document/{number % _DOCUMENTS}"]
        yield Quad(node, RDF["type"], DG["Person"])
        yield Quad(node, RDF["type"], DG["Entity"])
        yield Quad(node, RDFS["label"], Literal(f"Person {number}"))
        yield Quad(document, SCHEMA["mentions"], node)
    for number in range(_DOCUMENTS):
        yield Quad(RESOURCE[f"document/{number}"], DCTERMS["identifier"], Literal(f"{number:03}"))


def _days(chance: random.Random) -> tuple[str, str, str]:
    year = chance.randrange(1990, 2025)
    return f"{year}-03-01", "", f"{year}-10-31"


def _hop(edge: Edge, sentence: str, number: int) -> Hop:
    document = f"{number % _DOCUMENTS:03}"
    source = Source(RESOURCE[f"document/{document}"].value, document, f"Report number {document}", "A publisher", "2020-06-01")
    claim = RESOURCE[f"claim/{document}/{number}"].value
    quote = f"{sentence}, as the report states"
    passage = Passage(quote, source, number, number + len(quote), claim, "stated", "", "", "")
    return Hop(edge.source, edge.target, edge.kind, sentence, edge.record, False, (passage,))


def main() -> int:
    """Measure and print the costs."""
    sizes = [(int(sys.argv[1]), int(sys.argv[2]))] if len(sys.argv) > 2 else SIZES
    for nodes, edges in sizes:
        with tempfile.TemporaryDirectory() as place:
            folder = make_graph(Path(place) / "one", nodes, edges)
            for layout in ("auto", "none"):
                cost = measured(folder, Path(place) / "x.gexf", layout)
                print(
                    f"{nodes:,} nodes, {edges:,} edges, layout {layout}: {cost.seconds:.2f} s, {cost.megabytes:.0f} MB, {cost.size:,} bytes"
                )
            print(f"networkx: {networkx_seconds(folder):.2f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
