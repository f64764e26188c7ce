"""What is exported is read back equal by readers that others wrote: the one inside Gephi Lite, and igraph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import igraph
import pytest

from disgraph.export.gexf import gexf
from disgraph.export.graphml import graphml
from disgraph.export.node_measures import add_measures
from disgraph.export.relationship import RelationshipNetwork
from disgraph.graph.graph import Graph
from disgraph.ontology.relations import Look

Read = Callable[[RelationshipNetwork], dict[str, Any]]

HOSTILE = [
    "\"quoted\" & <b>bold</b> 'single'",
    "first\nsecond\tthird",
    "唐小鹏 🦽👩🏽‍🦯",
    "\u202eright to left\u202c שלום سلام",
    "]]> &amp; &#10;",
    "long & " * 15_000,
]


@pytest.fixture(scope="session")
def looks(shipped: Graph) -> dict[str, Look]:
    return shipped.relations.looks


@pytest.fixture(scope="session")
def read_by_graphology(looks: dict[str, Look], read_by_npm: Callable[[str, str], Any]) -> Read:
    def read(network: RelationshipNetwork) -> dict[str, Any]:
        found = read_by_npm("gexf", "".join(gexf(network, looks)))
        assert isinstance(found, dict)
        return found

    return read


@pytest.fixture(scope="session")
def read_by_igraph(looks: dict[str, Look], tmp_path_factory: pytest.TempPathFactory) -> Callable[[RelationshipNetwork], igraph.Graph]:
    file = tmp_path_factory.mktemp("graphml") / "x.graphml"

    def read(network: RelationshipNetwork) -> igraph.Graph:
        file.write_text("".join(graphml(network, looks)), encoding="utf-8", newline="")
        return igraph.Graph.Read_GraphML(str(file))

    return read


def test_graphology_reads_every_node(read_by_graphology: Read, network: RelationshipNetwork) -> None:
    nodes = read_by_graphology(network)["nodes"]
    columns = ("key", "label", "entity_type", "degree", "earliest_year")
    assert [tuple(map(node.get, columns)) for node in nodes] == [
        (node.iri, node.label, node.type, node.degree, node.earliest) for node in network.nodes
    ]
    assert all({"x", "y", "size", "color"} <= set(node) for node in nodes)


def test_graphology_reads_every_edge(read_by_graphology: Read, network: RelationshipNetwork) -> None:
    columns = ("key", "source", "target", "label", "weight", "property", "inferred", "quote", "document", "start_date")
    assert [tuple(map(edge.get, columns)) for edge in read_by_graphology(network)["edges"]] == [
        (edge.id, edge.source, edge.target, edge.label, edge.weight, edge.kind, edge.inferred, edge.quote or None, edge.document or None,
         edge.start or None)
        for edge in network.edges
    ]  # fmt: skip


def test_gephi_lite_takes_each_column_for_what_it_is(read_by_graphology: Read, network: RelationshipNetwork) -> None:
    """By the rules of its `inferFieldType`: four digits are a year, and whole numbers that run on from 0 or 1 are categories."""
    nodes = read_by_graphology(add_measures(network))["nodes"]
    columns = {name: [node[name] for node in nodes if name in node] for name in nodes[0]}
    numbers = {name: set(values) for name, values in columns.items() if all(isinstance(value, (int, float)) for value in values)}
    years = {name for name, values in numbers.items() if all(len(str(value)) == 4 for value in values)}
    runs = {name for name, values in numbers.items() if name != "z" and _runs_on(values)}
    assert years == {"earliest_year", "latest_year"}
    assert runs <= {"degree"}
    assert {"betweenness", "pagerank", "degree", "size", "x", "y"} <= set(numbers)
    assert all(len(set(columns[name])) < len(nodes) ** 0.75 for name in ("entity_type", "community", "component"))
    assert not {"entity_type", "community", "component"} & set(numbers)


def _runs_on(values: set[float]) -> bool:
    first = min(values)
    return first in (0, 1) and all(value in values for value in range(int(first), int(first) + len(values)))


@pytest.mark.parametrize("text", HOSTILE)
def test_graphology_reads_hostile_texts(text: str, read_by_graphology: Read, make_network: Callable[[str], RelationshipNetwork]) -> None:
    found = read_by_graphology(make_network(text))
    assert found["nodes"][0]["label"] == text.strip()
    assert found["edges"][0]["quote"] == text


@pytest.mark.parametrize("text", HOSTILE)
def test_igraph_reads_hostile_texts(
    text: str, read_by_igraph: Callable[[RelationshipNetwork], igraph.Graph], make_network: Callable[[str], RelationshipNetwork]
) -> None:
    found = read_by_igraph(make_network(text))
    assert found.vs["label"][0] == text.strip()
    assert found.es["quote"] == [text]


def test_igraph_reads_every_node_and_edge(
    read_by_igraph: Callable[[RelationshipNetwork], igraph.Graph], network: RelationshipNetwork
) -> None:
    found = read_by_igraph(network)
    assert found.is_directed()
    assert [(node["id"], node["label"], node["entity_type"], node["degree"], node["in_degree"]) for node in found.vs] == [
        (node.iri, node.label, node.type, node.degree, node.in_degree) for node in network.nodes
    ]
    iris = found.vs["id"]
    assert Counter((iris[edge.source], iris[edge.target], edge["label"], edge["weight"], edge["quote"]) for edge in found.es) == Counter(
        (edge.source, edge.target, edge.label, edge.weight, edge.quote) for edge in network.edges
    )
