"""GraphML and CSV are read back equal."""

from __future__ import annotations

import csv
import io

import networkx as nx
import pytest

from disgraph.export.graphml import graphml
from disgraph.export.relationship import RelationshipNetwork
from disgraph.export.tabular import edges_csv, nodes_csv, safe_cell
from disgraph.graph.graph import Graph


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_graphml_is_read_back_by_networkx(network: RelationshipNetwork, shipped: Graph) -> None:
    written = "".join(graphml(network, shipped.relations.looks))
    read = nx.read_graphml(io.BytesIO(written.encode()), force_multigraph=True)
    assert "".join(graphml(network, shipped.relations.looks)) == written
    assert {(iri, facts["label"], facts["entity_type"], facts["document_count"]) for iri, facts in read.nodes(data=True)} == {
        (node.iri, node.label, node.type, len(node.documents)) for node in network.nodes
    }
    names = ("label", "property", "weight", "quote", "inferred", "record_count")
    found = sorted((source, target, key, *map(facts.get, names)) for source, target, key, facts in read.edges(keys=True, data=True))
    assert found == sorted(
        (edge.source, edge.target, edge.id, edge.label, edge.kind, edge.weight, edge.quote or None, edge.inferred, len(edge.records))
        for edge in network.edges
    )


def test_graphml_has_the_drawing(network: RelationshipNetwork, shipped: Graph) -> None:
    read = nx.read_graphml(io.BytesIO("".join(graphml(network, shipped.relations.looks)).encode()))
    assert all(facts.keys() >= {"x", "y", "size", "r", "g", "b"} for _, facts in read.nodes(data=True))


def test_node_table_has_what_gephi_looks_for_and_every_node(network: RelationshipNetwork) -> None:
    found = rows("".join(nodes_csv(network)))
    assert list(found[0])[:2] == ["Id", "Label"]
    assert [(row["Id"], row["Label"], row["entity_type"], row["degree"], row["document_count"]) for row in found] == [
        (node.iri, node.label, node.type, str(node.degree), str(len(node.documents))) for node in network.nodes
    ]


def test_edge_table_has_what_gephi_looks_for_and_every_edge(network: RelationshipNetwork) -> None:
    found = rows("".join(edges_csv(network)))
    assert list(found[0])[:7] == ["Source", "Target", "Type", "Id", "Label", "Weight", "Kind"]
    assert {row["Type"] for row in found} == {"Directed"}
    assert [(row["Source"], row["Target"], row["Id"], row["Label"], row["Weight"], row["Kind"], row["quote"]) for row in found] == [
        (edge.source, edge.target, edge.id, edge.label, str(edge.weight), edge.kind, safe_cell(edge.quote)) for edge in network.edges
    ]


def test_tables_are_the_same_each_time(network: RelationshipNetwork) -> None:
    assert "".join(nodes_csv(network)) == "".join(nodes_csv(network))
    assert "".join(edges_csv(network)) == "".join(edges_csv(network))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_a_cell_that_looks_like_a_formula_is_made_text(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


def test_an_ordinary_cell_stays_as_it_is() -> None:
    assert safe_cell("Tang = helper") == "Tang = helper"
