"""JSON for programs and for Cytoscape: read back by networkx and by Cytoscape.js."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from disgraph.errors import InputError
from disgraph.export.columns import about_edge, about_node
from disgraph.export.edge_style import edge_style
from disgraph.export.network_json import cytoscape, network_json
from disgraph.export.node_measures import add_measures
from disgraph.export.relationship import RelationshipNetwork
from disgraph.files import SCHEMA_VERSION
from disgraph.graph.graph import Graph
from disgraph.ontology.relations import Look
from disgraph.ontology.vocabulary import Colour

LOOKS = {"Person": Look(Colour("wine", "#882255"), "circle")}
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


def written(network: RelationshipNetwork, form: str) -> str:
    lines: Iterator[str] = network_json(network) if form == "json" else cytoscape(network, LOOKS)
    return "".join(lines)


def read(text: str, form: str) -> nx.MultiDiGraph:
    if form == "json":
        return nx.node_link_graph(json.loads(text), edges="edges")
    return nx.cytoscape_graph(json.loads(text))


def listed(values: dict[str, Any]) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


@pytest.mark.parametrize("form", ["json", "cyjs"])
def test_networkx_reads_every_node_and_edge(form: str, network: RelationshipNetwork) -> None:
    graph = read(written(network, form), form)
    assert len(graph.nodes) == len(network.nodes) > 100
    assert len(graph.edges) == len(network.edges) > 100
    for node in network.nodes:
        assert graph.nodes[node.iri].items() >= listed(about_node(node)).items()
    for edge in network.edges:
        found = graph.edges[edge.source, edge.target, edge.id]
        assert found.items() >= listed(about_edge(edge)).items()
        assert edge.inferred or (found["quote"], found["document"]) == (edge.quote, edge.document) != ("", "")


def test_cytoscape_reads_every_node_and_edge_laid_out(
    network: RelationshipNetwork, shipped: Graph, read_by_npm: Callable[[str, str], Any]
) -> None:
    found = read_by_npm("cyjs", "".join(cytoscape(network, shipped.relations.looks)))
    assert {(node["id"], node["shown"]) for node in found["nodes"]} == {(node.iri, node.label) for node in network.nodes}
    assert len({(node["position"]["x"], node["position"]["y"]) for node in found["nodes"]}) == len(network.nodes)
    assert {(edge["id"], edge["source"], edge["target"], edge["quote"], edge["document"]) for edge in found["edges"]} == {
        (edge.id, edge.source, edge.target, edge.quote, edge.document) for edge in network.edges
    }
    assert {edge["id"]: edge["line"] for edge in found["edges"]} == {edge.id: edge_style(edge).line for edge in network.edges}


def test_has_the_version_of_its_schema_and_one_object_a_line(network: RelationshipNetwork) -> None:
    text = written(network, "json")
    assert json.loads(text)["schema_version"] == SCHEMA_VERSION
    objects = [json.loads(line.rstrip(",")) for line in text.splitlines() if line.startswith("  {")]
    assert len(objects) == len(network.nodes) + len(network.edges)


@pytest.mark.parametrize("form", ["json", "cyjs"])
def test_communities_and_centrality_are_written_if_they_are_measured(form: str, make_network: Callable[[str], RelationshipNetwork]) -> None:
    assert "community" not in written(make_network("Liu"), form)
    graph = read(written(add_measures(make_network("Liu")), form), form)
    assert [(node["community"], node["pagerank"]) for _, node in graph.nodes(data=True)] == [("community 1", 0.5)] * 2


def test_nodes_without_a_layout_have_no_position(make_network: Callable[[str], RelationshipNetwork]) -> None:
    drawn, plain = (json.loads("".join(cytoscape(make_network("Liu"), LOOKS, layout))) for layout in ("auto", "none"))
    assert [list(node) for node in drawn["elements"]["nodes"]] == [["data", "position"]] * 2
    assert [list(node) for node in plain["elements"]["nodes"]] == [["data"]] * 2


@pytest.mark.parametrize("form", ["json", "cyjs"])
def test_nothing_is_a_graph_too(form: str) -> None:
    assert len(read(written(RelationshipNetwork((), ()), form), form)) == 0


@given(text=TEXTS)
@pytest.mark.parametrize("form", ["json", "cyjs"])
def test_every_text_survives(text: str, form: str, make_network: Callable[[str], RelationshipNetwork]) -> None:
    network = make_network(text)
    graph = read(written(network, form), form)
    (edge,) = network.edges
    assert graph.nodes[edge.source]["label"] == next(iter(network.nodes)).label
    assert graph.edges[edge.source, edge.target, edge.id]["quote"] == text


@pytest.mark.parametrize("form", ["json", "cyjs"])
def test_half_a_character_is_refused_by_name(form: str, make_network: Callable[[str], RelationshipNetwork]) -> None:
    with pytest.raises(InputError, match=r"^https://example\.org/person/a: .*U\+D800, which UTF-8 cannot hold"):
        written(make_network("Tang\ud800"), form)
