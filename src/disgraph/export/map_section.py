"""The map of a page: located entities as points on a labelled grid, and the same as a table. No outlines are drawn."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from disgraph.export.edge_style import known_phrase
from disgraph.export.locations import Location
from disgraph.export.relationship import NetworkNode, RelationshipNetwork
from disgraph.export.webpage_relations import bidi_text
from disgraph.export.xmltext import escape
from disgraph.wording.noun_counts import count_noun

#: Steps of the grid in degrees, and the maximum number of lines in one direction.
_STEPS, _MOST_LINES = (0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 30), 10

#: Width of the map and space for its labels, in CSS pixels.
_WIDTH, _EDGE = 900, 46

_Points = Mapping[Location, Sequence[NetworkNode]]


def map_section(network: RelationshipNetwork) -> Iterator[str]:
    """Return the lines of a section with map and table; nothing if no entity has a location.

    Args:
        network: the relationship graph, or a part of it.

    Raises:
        InputError: a text has a character that XML cannot hold; the message names whose it is.
    """
    points: dict[Location, list[NetworkNode]] = defaultdict(list)
    for node in network.nodes:
        if node.location:
            points[node.location].append(node)
    if not points:
        return
    located = count_noun(sum(map(len, points.values())), "entity", "entities")
    yield '<section aria-labelledby="map">\n<h2 id="map">Map</h2>\n<figure>\n'
    yield '<div class="canvas" role="region" aria-label="Map, scrollable" tabindex="0">\n'
    yield from _drawing(points, f"Map of {located} in {count_noun(len(points), 'place')}. The table below says the same.")
    yield "</div>\n<figcaption>Points are the seats of places; the larger, the more entities. Degrees north and east (WGS 84), "
    yield "GeoNames, CC BY 4.0. The map has no outlines.</figcaption>\n</figure>\n"
    yield from _table(points)
    yield "</section>\n"


class _Projection:
    """Degrees to pixels: equirectangular, true to scale at the middle latitude, with whole grid lines around the points."""

    def __init__(self, points: _Points) -> None:
        latitudes, longitudes = [place.latitude for place in points], [place.longitude for place in points]
        extent = max(max(longitudes) - min(longitudes), max(latitudes) - min(latitudes))
        self.step = next((step for step in _STEPS if extent / step < _MOST_LINES), _STEPS[-1])
        self.west, self.south = (math.floor(min(each) / self.step) * self.step for each in (longitudes, latitudes))
        self.east, self.north = (math.floor(max(each) / self.step + 1) * self.step for each in (longitudes, latitudes))
        self.scale = (_WIDTH - 2 * _EDGE) / (self.east - self.west)
        self.stretch = 1 / max(0.1, math.cos(math.radians((self.south + self.north) / 2)))
        self.height = round((self.north - self.south) * self.scale * self.stretch + 2 * _EDGE)

    def place(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Return x and y."""
        return _EDGE + (longitude - self.west) * self.scale, _EDGE + (self.north - latitude) * self.scale * self.stretch

    def lines(self, first: float, last: float) -> list[float]:
        """Return the degrees of the grid lines between two of them."""
        return [first + number * self.step for number in range(round((last - first) / self.step) + 1)]


def _drawing(points: _Points, title: str) -> Iterator[str]:
    to = _Projection(points)
    yield f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="map-title" width="{_WIDTH}" height="{to.height}" '
    yield f'viewBox="0 0 {_WIDTH} {to.height}">\n<title id="map-title">{escape(title, "the title")}</title>\n'
    yield from _grid(to)
    shown: list[tuple[float, float]] = []
    for place, nodes in sorted(points.items(), key=lambda item: (-len(item[1]), item[0])):
        x, y = to.place(place.latitude, place.longitude)
        radius = 3 + 2 * math.log2(len(nodes))
        words = escape(f"{place.place}: {count_noun(len(nodes), 'entity', 'entities')}", place.place)
        yield f'<circle fill="#117733" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"><title>{words}</title></circle>\n'
        if all(abs(x - other[0]) > 90 or abs(y - other[1]) > 13 for other in shown):  # noqa: PLR2004  (pixels of a name)
            shown.append((x, y))
            yield f'<text font-size="12" x="{x:.1f}" y="{y + radius + 11:.1f}">{escape(place.place, place.place)}</text>\n'
    yield "</svg>\n"


def _grid(to: _Projection) -> Iterator[str]:
    right, bottom = _WIDTH - _EDGE, to.height - _EDGE
    for longitude in to.lines(to.west, to.east):
        x, _ = to.place(to.north, longitude)
        yield f'<path stroke="#bbbbbb" fill="none" d="M{x:.1f} {_EDGE}V{bottom}"/><text font-size="12" x="{x:.1f}" y="{_EDGE - 8}">'
        yield f"{_degrees(longitude, 'E', 'W')}</text>\n"
    for latitude in to.lines(to.south, to.north):
        _, y = to.place(latitude, to.west)
        yield f'<path stroke="#bbbbbb" fill="none" d="M{_EDGE} {y:.1f}H{right}"/><text font-size="12" x="{_EDGE / 2:g}" y="{y + 4:.1f}">'
        yield f"{_degrees(latitude, 'N', 'S')}</text>\n"


def _degrees(value: float, positive: str, negative: str) -> str:
    return f"{abs(value):g}\u00b0 {positive if value >= 0 else negative}"


def _table(points: _Points) -> Iterator[str]:
    yield '<div class="wide tall" role="region" aria-labelledby="map-caption" tabindex="0">\n<table data-rows="places">\n'
    yield '<caption id="map-caption">The entities by place.</caption>\n<thead><tr><th scope="col">Place</th><th scope="col">Latitude</th>'
    yield '<th scope="col">Longitude</th><th scope="col">Entities</th></tr></thead>\n<tbody>\n'
    for place, nodes in sorted(points.items(), key=lambda item: (item[0].place, item[0])):
        names = "; ".join(map(_named, nodes))
        yield f'<tr><th scope="row">{bidi_text(place.place, place.place)}</th><td>{place.latitude}</td><td>{place.longitude}</td>'
        yield f"<td>{names}</td></tr>\n"
    yield "</tbody>\n</table>\n</div>\n"


def _named(node: NetworkNode) -> str:
    """Return the name of an entity, and how its location is known where the documents do not plainly state it."""
    name = bidi_text(node.label, node.iri)
    known = node.location_known
    return f"{name} [{escape(known_phrase(known), node.iri)}]" if known.is_weak or known.doubt else name
