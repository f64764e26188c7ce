"""GEXF 1.3 for Gephi and Gephi Lite, written piece by piece.

Colour, size and position have no prefix: the schema of GEXF 1.3 refuses `viz:` ones, and Gephi and graphology read both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache

from disgraph.export.appearance import colour_of, size_of
from disgraph.export.columns import EDGE_COLUMNS, Column, Row, as_text, node_columns
from disgraph.export.edge_style import STYLES, edge_style
from disgraph.export.layout import positions
from disgraph.export.relationship import NetworkNode, Relationship, RelationshipNetwork, TimeSpan
from disgraph.export.stress import Point
from disgraph.export.xmltext import escape, escape_all
from disgraph.ontology.relations import Look
from disgraph.ontology.vocabulary import Colour


def gexf(network: RelationshipNetwork, looks: Mapping[str, Look], layout: str = "auto") -> Iterator[str]:
    """Return a GEXF file piece by piece.

    Args:
        network: the relationship graph.
        looks: of each type.
        layout: one of `disgraph.export.layout.LAYOUTS`.

    Raises:
        InputError: a text has a character that XML cannot hold; the message names whose it is.
    """
    columns = node_columns(network)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<gexf xmlns="http://gexf.net/1.3" version="1.3">\n'
    yield "  <meta>\n    <creator>disgraph</creator>\n"
    yield "    <description>The relationships of a knowledge graph, each with its quote and how it is known</description>\n  </meta>\n"
    yield '  <graph defaultedgetype="directed" idtype="string" mode="dynamic" timeformat="date" timerepresentation="interval">\n'
    yield from _declared("node", columns)
    yield from _declared("edge", EDGE_COLUMNS)
    yield f'    <nodes count="{len(network.nodes)}">\n'
    values = _values_of(columns)
    for node, point in zip(network.nodes, positions(network, layout), strict=True):
        yield _node(node, point, looks, values)
    yield f'    </nodes>\n    <edges count="{len(network.edges)}">\n'
    values_of_edge = _values_of(EDGE_COLUMNS)
    for edge in network.edges:
        yield _edge(edge, values_of_edge)
    yield "    </edges>\n  </graph>\n</gexf>\n"


_EDGE = '      <edge id="%s" source="%s" target="%s" type="directed" label="%s" kind="%s"'


def _look(colour: Colour, inside: str = "") -> str:
    red, green, blue = colour.channels()
    return f'        <color r="{red}" g="{green}" b="{blue}"/>\n{inside}'


#: The look of an edge by the name of its style.
_LOOKS = {style.name: _look(style.colour, f'        <shape value="{style.line}"/>\n') for style in STYLES}


def _declared(owner: str, columns: tuple[Column[Row], ...]) -> Iterator[str]:
    """Return the declarations; the id is the title, because graphology names a column by its id."""
    yield f'    <attributes class="{owner}" mode="static">\n'
    for column in columns:
        yield f'      <attribute id="{column.name}" title="{column.name}" type="{column.type}"/>\n'
    yield "    </attributes>\n"


def _node(node: NetworkNode, point: Point | None, looks: Mapping[str, Look], values: Callable[[NetworkNode, str], str]) -> str:
    position = f'        <position x="{point.x}" y="{point.y}" z="0.0"/>\n' if point else ""
    return (
        f'      <node id="{escape(node.iri, node.iri)}" label="{escape(node.label, node.iri)}">\n'
        f"{_look(colour_of(node.type, looks), position)}"
        f'        <size value="{size_of(node.degree)}"/>\n{values(node, node.iri)}      </node>\n'
    )


def _edge(edge: Relationship, values: Callable[[Relationship, str], str]) -> str:
    name = edge.id
    begin = _EDGE % escape_all((name, edge.source, edge.target, edge.label, edge.kind), name)
    look = _LOOKS[edge_style(edge).name]
    return f'{begin} weight="{float(edge.weight)}"{_time(edge)}>\n{look}{_spells(edge)}{values(edge, name)}      </edge>\n'


def _time(edge: Relationship) -> str:
    return _days(TimeSpan(edge.start, edge.end), edge.id) if edge.start or edge.end else ""


def _days(span: TimeSpan, owner: str) -> str:
    start = f' start="{escape(span.first, owner)}"' if span.first else ""
    return f'{start} end="{escape(span.last, owner)}"' if span.last else start


def _spells(edge: Relationship) -> str:
    """Return the times of an edge whose records have separate periods: Gephi shows it during each of them, not between."""
    if not edge.spells:
        return ""
    spells = "".join(f"          <spell{_days(span, edge.id)}/>\n" for span in edge.spells)
    return f"        <spells>\n{spells}        </spells>\n"


def _values_of(columns: tuple[Column[Row], ...]) -> Callable[[Row, str], str]:
    """Return what writes the values of a row: those that are known."""
    getters = [column.value for column in columns]
    line = '          <attvalue for="{}" value="%s"/>\n'

    @cache
    def template(known: tuple[bool, ...]) -> str:
        lines = "".join(line.format(column.name) for column, is_known in zip(columns, known, strict=True) if is_known)
        return f"        <attvalues>\n{lines}        </attvalues>\n"

    def values(row: Row, owner: str) -> str:
        texts = [value if value.__class__ is str else as_text(value) for value in [get(row) for get in getters]]
        return template(tuple(map(bool, texts))) % escape_all(tuple(filter(None, texts)), owner)

    return values
