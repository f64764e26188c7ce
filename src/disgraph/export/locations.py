"""Where entities are: coordinates of their own, or those of the nearest place in which they are."""

from __future__ import annotations

from typing import NamedTuple

from disgraph.graph.graph import Graph
from disgraph.rdf import DG, SCHEMA, NamedNode

#: The properties that put an entity in a place, the most exact first; only asserted statements count, since derived ones widen the place.
_IN_PLACE = tuple(DG[name] for name in ("locatedIn", "livesIn", "containedIn", "officialParent"))

#: Maximum number of places between an entity and the one that has coordinates.
_FAR = 3


class Location(NamedTuple):
    """A point: degrees north and east (WGS 84), and the label of the place to which the point belongs."""

    latitude: float
    longitude: float
    place: str


class Locator:
    """Finds the locations of entities.

    Args:
        graph: the opened graph.
    """

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._found: dict[NamedNode, Location | None] = {}
        self._any = next(iter(graph.quads.quads_for_pattern(None, SCHEMA["latitude"], None)), None) is not None

    def locate(self, iri: str) -> Location | None:
        """Return where an entity is; None if no place in which it is has coordinates."""
        return self._locate(NamedNode(iri), _FAR) if self._any else None

    def _locate(self, node: NamedNode, far: int) -> Location | None:
        if node not in self._found:
            self._found[node] = self._point(node) or (self._nearest(node, far) if far else None)
        return self._found[node]

    def _point(self, node: NamedNode) -> Location | None:
        latitude, longitude = (self._graph.value(node, SCHEMA[name]) for name in ("latitude", "longitude"))
        return Location(float(latitude), float(longitude), self._graph.label(node)) if latitude and longitude else None

    def _nearest(self, node: NamedNode, far: int) -> Location | None:
        for predicate in _IN_PLACE:
            places = sorted(
                (quad.object for quad in self._graph.about(node, predicate) if isinstance(quad.object, NamedNode)),
                key=lambda place: place.value,
            )
            stated = [place for place in places if not self._graph.is_inferred(node, predicate, place)]
            found = next(filter(None, (self._locate(place, far - 1) for place in stated)), None)
            if found:
                return found
        return None
