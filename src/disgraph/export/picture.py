"""The relationship graph as an SVG picture: shapes and colours by type, sizes by degree, the most connected entities named."""

from __future__ import annotations

import math
import textwrap
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from disgraph.export.appearance import colour_of, size_of
from disgraph.export.edge_style import STYLES, edge_style
from disgraph.export.layout import places
from disgraph.export.relationship import NetworkNode, Relationship, RelationshipNetwork
from disgraph.export.xmltext import escape
from disgraph.ontology.relations import PLAIN, Look

#: The width of a letter as a part of its height: a little more than fonts have, so that names do not touch.
_LETTER = 0.62

#: Characters of a line of a name, and the maximum number of lines; the tables have the whole name.
_LINE, _LINES = 26, 3

#: Up to this number of relations, each is named at its line, and the distances are multiplied by the second number.
_NAMED, _APART = 30, 5.0

#: The height of a name: smallest, and largest of a much connected entity; and of the name of a relation, in units of the picture.
_SMALLEST, _LARGEST = 9, 18

#: CSS pixels of a unit, so that no text is smaller than 12 pixels; readers scroll the picture, or enlarge it.
_SCALE = 12 / _SMALLEST

#: Units between the names of relations of one pair.
_LINE_STEP = 10

_MARGIN = 20.0

Box = tuple[float, float, float, float]


class _Spot(NamedTuple):
    """Position of a node, with y downwards, and its radius."""

    x: float
    y: float
    radius: float


class _NameBox(NamedTuple):
    """A name in lines, and the box that it fills: left, top, right and bottom."""

    owner: str
    lines: tuple[str, ...]
    size: int
    box: Box


def picture(
    network: RelationshipNetwork, looks: Mapping[str, Look], title: str, prefix: str = "", address: Callable[[str], str] | None = None
) -> Iterator[str]:
    """Return the lines of an SVG picture whose smallest text is 12 CSS pixels high.

    Args:
        network: the relationship graph, or a part of it.
        looks: of each type.
        title: text alternative of the picture.
        prefix: of ids, for a page with several pictures.
        address: of the page of an entity, by its IRI, to which its shape leads; None for a picture without links.

    Raises:
        InputError: a text has a character that XML cannot hold; the message names whose it is.
    """
    apart = _APART if len(network.edges) <= _NAMED else 1.0
    spots = {
        node.iri: _Spot(point.x * apart, -point.y * apart, size_of(node.degree) / 2)
        for node, point in zip(network.nodes, places(network), strict=True)
    }
    names = _placed(network, spots)
    left, top, width, height = map(round, _frame(spots, names))
    size = f'width="{math.ceil(width * _SCALE)}" height="{math.ceil(height * _SCALE)}" viewBox="{left} {top} {width} {height}"'
    yield f'<svg xmlns="http://www.w3.org/2000/svg" role="{"group" if address else "img"}" aria-labelledby="{prefix}svg-title" {size}>\n'
    yield f'<title id="{prefix}svg-title">{escape(title, "the title")}</title>\n'
    for style in STYLES:
        yield f'<marker id="{prefix}{style.name}" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="6" markerHeight="6" orient="auto">'
        yield f'<path class="{style.name}-head" d="M0 0 8 4 0 8z"/></marker>\n'
    for edges in _between(network).values():
        yield from _line(edges, spots, prefix)
    for node in network.nodes:
        yield _node(node, shape(node.type, looks, spots[node.iri]), address(node.iri) if address else "")
    yield from map(_written, names)
    if len(network.edges) <= _NAMED:
        yield from _relations(network, spots)
    yield "</svg>\n"


def _node(node: NetworkNode, drawing: str, address: str) -> str:
    words = escape(f"{node.label} ({node.type_label})", node.iri)
    drawn = f"<g>{drawing}<title>{words}</title></g>"
    return f'<a href="{escape(address, node.iri)}" aria-label="{words}">{drawn}</a>\n' if address else f"{drawn}\n"


def shape(kind: str, looks: Mapping[str, Look], spot: tuple[float, float, float]) -> str:
    """Return the shape of a type at a place: x, y and radius."""
    x, y, reach = spot
    fill = f'fill="{colour_of(kind, looks).hex}"'
    match looks.get(kind, PLAIN).shape:
        case "square":
            side = reach * 0.9
            return f'<rect {fill} x="{x - side:.1f}" y="{y - side:.1f}" width="{2 * side:.1f}" height="{2 * side:.1f}"/>'
        case "diamond":
            corners = [(0.0, -1.1), (1.1, 0.0), (0.0, 1.1), (-1.1, 0.0)]
        case "triangle":
            corners = [(0.0, -1.1), (1.1, 0.9), (-1.1, 0.9)]
        case _:
            return f'<circle {fill} cx="{x:.1f}" cy="{y:.1f}" r="{reach:.1f}"/>'
    path = " ".join(f"{x + reach * right:.1f},{y + reach * down:.1f}" for right, down in corners)
    return f'<polygon {fill} points="{path}"/>'


def _frame(spots: Mapping[str, _Spot], names: Sequence[_NameBox]) -> Box:
    """Return left, top, width and height of the part of the plane that has entities and names, with a margin."""
    boxes = [name.box for name in names] or [(0.0, 0.0, 0.0, 0.0)]
    boxes += [(spot.x - spot.radius, spot.y - spot.radius, spot.x + spot.radius, spot.y + spot.radius) for spot in spots.values()]
    left, top = min(box[0] for box in boxes) - _MARGIN, min(box[1] for box in boxes) - _MARGIN
    right, bottom = max(box[2] for box in boxes) + _MARGIN, max(box[3] for box in boxes) + _MARGIN
    return left, top, right - left, bottom - top


def _between(network: RelationshipNetwork) -> dict[tuple[str, str], list[Relationship]]:
    """Return the relations by their two ends: all from one entity to another are one line."""
    lines = defaultdict(list)
    for edge in network.edges:
        lines[edge.source, edge.target].append(edge)
    return lines


def _line(edges: list[Relationship], spots: Mapping[str, _Spot], prefix: str) -> Iterator[str]:
    source, target = spots[edges[0].source], spots[edges[0].target]
    length = math.hypot(target.x - source.x, target.y - source.y)
    if length == 0:
        return  # from an entity to itself: only in the table
    right, down = (target.x - source.x) / length, (target.y - source.y) / length
    kind = min(map(edge_style, edges), key=STYLES.index).name
    start = (source.x + right * source.radius, source.y + down * source.radius)
    end = (target.x - right * (target.radius + 1), target.y - down * (target.radius + 1))
    sentences = escape("\n".join(edge.sentence for edge in edges), edges[0].id)
    place = f'x1="{start[0]:.1f}" y1="{start[1]:.1f}" x2="{end[0]:.1f}" y2="{end[1]:.1f}"'
    yield f'<line class="{kind}" {place} marker-end="url(#{prefix}{kind})"><title>{sentences}</title></line>\n'


def _placed(network: RelationshipNetwork, spots: Mapping[str, _Spot]) -> list[_NameBox]:
    """Return the names of the most connected entities, and each further one that hides no other."""
    names: list[_NameBox] = []
    for node in sorted(network.nodes, key=lambda node: (-node.degree, node.iri)):
        name = _name(node, spots[node.iri])
        if not any(_overlap(name.box, other.box) for other in names):
            names.append(name)
    return names


def _name(node: NetworkNode, spot: _Spot) -> _NameBox:
    """Return a name below its entity."""
    lines = textwrap.wrap(node.label, _LINE, max_lines=_LINES, placeholder=" \u2026")
    size, top = _height(node), spot.y + spot.radius
    reach = max(map(len, lines), default=0) * size * _LETTER / 2
    return _NameBox(node.iri, tuple(lines), size, (spot.x - reach, top, spot.x + reach, top + (len(lines) + 0.25) * size))


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _written(name: _NameBox) -> str:
    x = (name.box[0] + name.box[2]) / 2
    lines = (
        f'<tspan x="{x:.1f}" y="{name.box[1] + number * name.size:.1f}">{escape(line, name.owner)}</tspan>'
        for number, line in enumerate(name.lines, 1)
    )
    return f'<text font-size="{name.size}">{"".join(lines)}</text>\n'


def _height(node: NetworkNode) -> int:
    return min(_SMALLEST + node.degree // 4, _LARGEST)


def _relations(network: RelationshipNetwork, spots: Mapping[str, _Spot]) -> Iterator[str]:
    """Name each relation at the middle of its line; those of one pair are listed one below the other."""
    lines: dict[frozenset[str], list[Relationship]] = defaultdict(list)
    for edge in network.edges:
        lines[frozenset((edge.source, edge.target))].append(edge)
    for edges in lines.values():
        source, target = spots[edges[0].source], spots[edges[0].target]
        for number, words in enumerate(dict.fromkeys((edge.label, edge.id) for edge in edges)):
            x, y = (source.x + target.x) / 2, (source.y + target.y) / 2 + _LINE_STEP * number
            yield f'<text class="relation" x="{x:.1f}" y="{y:.1f}" font-size="{_SMALLEST}">{escape(*words)}</text>\n'
