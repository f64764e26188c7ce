"""GEXF 1.3 for Gephi and Gephi Lite, written line by line.

Colour, size and position have no prefix: the schema of GEXF 1.3 refuses `viz:` ones, and Gephi and graphology read both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from disgraph.export.appearance import FOLLOWS, SAID, colour_of, size_of
from disgraph.export.columns import EDGE_COLUMNS, NODE_COLUMNS, Column, Row, as_text
from disgraph.export.layout import Point, place
from disgraph.export.relationship import Network, Node, Relationship
from disgraph.export.xmltext import escape


def gexf(network: Network, segments: Mapping[str, str]) -> Iterator[str]:
    """Return the lines of a GEXF file.

    Args:
        network: the relationship graph.
        segments: the resource segment of each type, which gives its colour.

    Raises:
        InputError: a text has a character that XML cannot hold; the message names whose it is.
    """
    points = positions(network)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<gexf xmlns="http://gexf.net/1.3" version="1.3">\n'
    yield "  <meta>\n    <creator>disgraph</creator>\n"
    yield "    <description>Who is related to whom, with the words that say so</description>\n  </meta>\n"
    yield '  <graph defaultedgetype="directed" idtype="string" mode="dynamic" timeformat="date" timerepresentation="interval">\n'
    yield from _declared("node", NODE_COLUMNS)
    yield from _declared("edge", EDGE_COLUMNS)
    yield f'    <nodes count="{len(network.nodes)}">\n'
    for node in network.nodes:
        yield from _node(node, points[node.iri], segments)
    yield f'    </nodes>\n    <edges count="{len(network.edges)}">\n'
    for edge in network.edges:
        yield from _edge(edge)
    yield "    </edges>\n  </graph>\n</gexf>\n"


def positions(network: Network) -> dict[str, Point]:
    """Return where each node stands."""
    sizes = {node.iri: size_of(node.degree) for node in network.nodes}
    return place(sizes, [(edge.source, edge.target) for edge in network.edges])


def _declared(owner: str, columns: tuple[Column[Row], ...]) -> Iterator[str]:
    """Return the declarations; the id is the title, because graphology names a column by its id."""
    yield f'    <attributes class="{owner}" mode="static">\n'
    for column in columns:
        yield f'      <attribute id="{column.name}" title="{column.name}" type="{column.type}"/>\n'
    yield "    </attributes>\n"


def _node(node: Node, point: Point, segments: Mapping[str, str]) -> Iterator[str]:
    red, green, blue = colour_of(node.type, segments).channels()
    yield f'      <node id="{escape(node.iri, node.iri)}" label="{escape(node.label, node.iri)}">\n'
    yield f'        <color r="{red}" g="{green}" b="{blue}"/>\n'
    yield f'        <position x="{point.x}" y="{point.y}" z="0.0"/>\n'
    yield f'        <size value="{size_of(node.degree)}"/>\n'
    yield from _values(node, NODE_COLUMNS, node.iri)
    yield "      </node>\n"


def _edge(edge: Relationship) -> Iterator[str]:
    given = {
        "id": edge.id,
        "source": edge.source,
        "target": edge.target,
        "type": "directed",
        "label": edge.label,
        "kind": edge.kind,
        "weight": f"{edge.weight}.0",
        "start": edge.start,
        "end": edge.end,
    }
    attributes = "".join(f' {name}="{escape(value, edge.id)}"' for name, value in given.items() if value)
    red, green, blue = (FOLLOWS if edge.inferred else SAID).channels()
    yield f"      <edge{attributes}>\n"
    yield f'        <color r="{red}" g="{green}" b="{blue}"/>\n'
    if edge.inferred:
        yield '        <shape value="dotted"/>\n'
    yield from _values(edge, EDGE_COLUMNS, edge.id)
    yield "      </edge>\n"


def _values(row: Row, columns: tuple[Column[Row], ...], owner: str) -> Iterator[str]:
    yield "        <attvalues>\n"
    for column in columns:
        text = as_text(column.value(row))
        if text:
            yield f'          <attvalue for="{column.name}" value="{escape(text, owner)}"/>\n'
    yield "        </attvalues>\n"
