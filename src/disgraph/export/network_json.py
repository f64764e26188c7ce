"""The relationship graph as JSON: for programs (node-link, which networkx and D3 read), and for Cytoscape."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from disgraph.export.appearance import colour_of, size_of
from disgraph.export.characters import held
from disgraph.export.columns import about_edge, about_node
from disgraph.export.edge_style import edge_style
from disgraph.export.layout import positions
from disgraph.export.relationship import NetworkNode, Relationship, RelationshipNetwork
from disgraph.export.stress import Point
from disgraph.files import SCHEMA_VERSION
from disgraph.ontology.relations import Look


def network_json(network: RelationshipNetwork) -> Iterator[str]:
    """Return the lines of a node-link file: one object a line for each node and each edge.

    Args:
        network: the relationship graph.

    Raises:
        InputError: a text has no bytes in UTF-8; the message names whose it is.
    """
    yield f'{{\n "schema_version": {SCHEMA_VERSION},\n "directed": true,\n "multigraph": true,\n "graph": {{}},\n'
    yield ' "nodes": [\n'
    yield from _lines(({"id": node.iri, **about_node(node)}, node.iri) for node in network.nodes)
    yield ' ],\n "edges": [\n'
    yield from _lines(
        ({"source": edge.source, "target": edge.target, "key": edge.id, **about_edge(edge)}, edge.id) for edge in network.edges
    )
    yield " ]\n}\n"


def cytoscape(network: RelationshipNetwork, looks: Mapping[str, Look], layout: str = "auto") -> Iterator[str]:
    """Return the lines of a Cytoscape JSON file (.cyjs), laid out and with its style.

    Args:
        network: the relationship graph.
        looks: of each type.
        layout: one of `disgraph.export.layout.LAYOUTS`.

    Raises:
        InputError: a text has no bytes in UTF-8; the message names whose it is.
    """
    yield '{\n "format_version": "1.0",\n "generated_by": "disgraph",\n "target_cytoscapejs_version": "~3",\n'
    yield ' "directed": true,\n "multigraph": true,\n'
    yield f' "data": {{"name": "Who is related to whom", "schema_version": {SCHEMA_VERSION}}},\n'
    yield f' "style": {json.dumps(_STYLE)},\n'
    yield ' "elements": {"nodes": [\n'
    placed = zip(network.nodes, positions(network, layout), strict=True)
    yield from _lines((_drawn_node(node, point, looks), node.iri) for node, point in placed)
    yield ' ], "edges": [\n'
    yield from _lines((_drawn_edge(edge), edge.id) for edge in network.edges)
    yield " ]}\n}\n"


_STYLE = [
    {
        "selector": "node",
        "style": {"label": "data(label)", "background-color": "data(color)", "width": "data(size)", "height": "data(size)", "font-size": 8},
    },
    {
        "selector": "edge",
        "style": {"line-color": "data(color)", "target-arrow-color": "data(color)", "target-arrow-shape": "triangle",
                  "curve-style": "bezier", "width": 1},
    },
    {"selector": "edge[line]", "style": {"line-style": "data(line)"}},
]  # fmt: skip


def _drawn_node(node: NetworkNode, point: Point | None, looks: Mapping[str, Look]) -> dict[str, Any]:
    """Return a node with its position and, as `value`, the key that networkx takes; y grows downwards in Cytoscape and upwards in Gephi."""
    drawn = {"color": colour_of(node.type, looks).hex, "size": size_of(node.degree)}
    data = {"id": node.iri, "value": node.iri, "name": node.label, **about_node(node), **drawn}
    return {"data": data, "position": {"x": point.x, "y": -point.y}} if point else {"data": data}


def _drawn_edge(edge: Relationship) -> dict[str, Any]:
    ends = {"id": edge.id, "source": edge.source, "target": edge.target, "key": edge.id, "interaction": edge.label}
    style = edge_style(edge)
    return {"data": {**ends, **about_edge(edge), "color": style.colour.hex, "line": style.line}}


def _lines(objects: Iterable[tuple[dict[str, Any], str]]) -> Iterator[str]:
    """Return one object a line, with commas between; each comes with the name of its owner."""
    comma = ""
    for value, owner in objects:
        yield f"{comma}  {held(json.dumps(value, ensure_ascii=False), owner)}"
        comma = ",\n"
    yield "\n" if comma else ""
