"""GraphML for yEd, Cytoscape, igraph and networkx, written piece by piece."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from disgraph.export.appearance import colour_of, size_of
from disgraph.export.columns import EDGE_COLUMNS, EDGE_COUNTS, NODE_COUNTS, Column, Row, as_text, node_columns
from disgraph.export.layout import positions
from disgraph.export.relationship import NetworkNode, Relationship, RelationshipNetwork
from disgraph.export.stress import Point
from disgraph.export.xmltext import escape
from disgraph.ontology.relations import Look

_TYPES = {"string": "string", "integer": "int", "boolean": "boolean", "double": "double"}
_LABEL = Column[NetworkNode]("label", "string", lambda node: node.label)
_EDGE = (
    Column[Relationship]("label", "string", lambda edge: edge.label),
    Column[Relationship]("weight", "integer", lambda edge: edge.weight),
    *EDGE_COLUMNS,
    *EDGE_COUNTS,
)

#: By these names Gephi and igraph know position, size and colour.
_DRAWN = (("x", "double"), ("y", "double"), ("size", "double"), ("r", "integer"), ("g", "integer"), ("b", "integer"))


def graphml(network: RelationshipNetwork, looks: Mapping[str, Look], layout: str = "auto") -> Iterator[str]:
    """Return the lines of a GraphML file.

    Args:
        network: the relationship graph.
        looks: of each type.
        layout: one of `disgraph.export.layout.LAYOUTS`.

    Raises:
        InputError: a text has a character that XML cannot hold; the message names whose it is.
    """
    columns = (_LABEL, *node_columns(network), *NODE_COUNTS)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    yield from _keys("node", [*((column.name, column.type) for column in columns), *_DRAWN])
    yield from _keys("edge", [(column.name, column.type) for column in _EDGE])
    yield '  <graph id="relationships" edgedefault="directed">\n'
    for node, point in zip(network.nodes, positions(network, layout), strict=True):
        yield f'    <node id="{escape(node.iri, node.iri)}">\n'
        yield from _values("node", {**_texts(node, columns), **_drawn(node, point, looks)}, node.iri)
        yield "    </node>\n"
    for edge in network.edges:
        ends = f'source="{escape(edge.source, edge.id)}" target="{escape(edge.target, edge.id)}"'
        yield f'    <edge id="{escape(edge.id, edge.id)}" {ends}>\n'
        yield from _values("edge", _texts(edge, _EDGE), edge.id)
        yield "    </edge>\n"
    yield "  </graph>\n</graphml>\n"


def _keys(owner: str, columns: list[tuple[str, str]]) -> Iterator[str]:
    for name, kind in columns:
        yield f'  <key id="{owner}-{name}" for="{owner}" attr.name="{name}" attr.type="{_TYPES[kind]}"/>\n'


def _drawn(node: NetworkNode, point: Point | None, looks: Mapping[str, Look]) -> dict[str, str]:
    red, green, blue = colour_of(node.type, looks).channels()
    values = {"size": size_of(node.degree), "r": red, "g": green, "b": blue}
    return {name: str(value) for name, value in ({**point._asdict(), **values} if point else values).items()}


def _texts(row: Row, columns: tuple[Column[Row], ...]) -> dict[str, str]:
    return {column.name: as_text(column.value(row)) for column in columns}


def _values(owner: str, texts: Mapping[str, str], name: str) -> Iterator[str]:
    for key, text in texts.items():
        if text:
            yield f'      <data key="{owner}-{key}">{escape(text, name)}</data>\n'
