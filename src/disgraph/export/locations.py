"""Where entities are: coordinates of their own, or those of the nearest place in which they are; and how that is known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from disgraph.facts.known import BACKGROUND, KNOWN, SEPARATOR, Known, how_known
from disgraph.graph.graph import Graph
from disgraph.graph.passages import of_statement
from disgraph.rdf import DG, SCHEMA, NamedNode

#: The properties that put an entity in a place, the most exact first; only asserted statements count, since derived ones widen the place.
_IN_PLACE = tuple(DG[name] for name in ("locatedIn", "livesIn", "containedIn", "officialParent"))

#: Maximum number of places between an entity and the one that has coordinates.
_FAR = 3

#: The coordinates themselves are from the committed table of places.
_TABLE = Known(BACKGROUND, basis="coordinates of a gazetteer, not from the documents")


class Location(NamedTuple):
    """A point: degrees north and east (WGS 84), and the label of the place to which the point belongs."""

    latitude: float
    longitude: float
    place: str


class KnownLocation(NamedTuple):
    """A location, and how it is known that an entity is there: as the weakest of the statements that lead from it to the place."""

    location: Location
    known: Known


class Locator:
    """Finds the locations of entities.

    Args:
        graph: the opened graph.
    """

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._found: dict[NamedNode, KnownLocation | None] = {}
        self._any = next(iter(graph.quads.quads_for_pattern(None, SCHEMA["latitude"], None)), None) is not None

    def locate(self, iri: str) -> KnownLocation | None:
        """Return where an entity is; None if no place in which it is has coordinates."""
        return self._locate(NamedNode(iri), _FAR) if self._any else None

    def _locate(self, node: NamedNode, far: int) -> KnownLocation | None:
        if node not in self._found:
            self._found[node] = self._point(node) or (self._nearest(node, far) if far else None)
        return self._found[node]

    def _point(self, node: NamedNode) -> KnownLocation | None:
        latitude, longitude = (self._graph.value(node, SCHEMA[name]) for name in ("latitude", "longitude"))
        if not latitude or not longitude:
            return None
        return KnownLocation(Location(float(latitude), float(longitude), self._graph.label(node)), _TABLE)

    def _nearest(self, node: NamedNode, far: int) -> KnownLocation | None:
        for predicate, place in self._places(node):
            found = self._locate(place, far - 1)
            if found:
                here = how_known(of_statement(self._graph, node, predicate, place))
                return found._replace(known=here if found.known == _TABLE else _weaker(here, found.known))
        return None

    def _places(self, node: NamedNode) -> Iterator[tuple[NamedNode, NamedNode]]:
        """Yield the properties and places of the statements that put an entity in a place."""
        for predicate in _IN_PLACE:
            places = {quad.object for quad in self._graph.about(node, predicate) if isinstance(quad.object, NamedNode)}
            for place in sorted(places, key=lambda each: each.value):
                if not self._graph.is_inferred(node, predicate, place):
                    yield predicate, place


def _weaker(one: Known, other: Known) -> Known:
    """Return how two facts together are known: as the weaker of them, with the doubts of both."""
    weaker = max(one, other, key=lambda known: KNOWN.index(known.known))
    return weaker._replace(doubt=SEPARATOR.join(dict.fromkeys(filter(None, (one.doubt, other.doubt)))))
