"""GeoJSON (RFC 7946): located entities as points, and relations between two places as lines, with the columns of the other formats."""

from __future__ import annotations

import json
from collections.abc import Iterator

from disgraph.export.characters import held
from disgraph.export.columns import about_edge, about_node
from disgraph.export.relationship import NetworkNode, RelationshipNetwork


def geojson(network: RelationshipNetwork) -> Iterator[str]:
    """Return the lines of a GeoJSON file, one feature a line. Entities without a location, and their relations, are left out.

    Args:
        network: the relationship graph, or a part of it.

    Raises:
        InputError: a text has no bytes in UTF-8; the message names whose it is.
    """
    yield '{"type": "FeatureCollection", "features": [\n'
    for at, (feature, owner) in enumerate(_features(network)):
        line = json.dumps(feature, ensure_ascii=False)
        yield f"{',' if at else ''}{held(line, owner)}\n"
    yield "]}\n"


def _features(network: RelationshipNetwork) -> Iterator[tuple[dict[str, object], str]]:
    points: dict[str, list[float]] = {}
    for node in network.nodes:
        if node.location:
            points[node.iri] = [node.location.longitude, node.location.latitude]
            yield _feature(node.iri, "Point", points[node.iri], _about_point(node)), node.iri
    for edge in network.edges:
        ends = [points.get(edge.source), points.get(edge.target)]
        if all(ends) and ends[0] != ends[1]:
            about = {"source": edge.source, "target": edge.target, **about_edge(edge)}
            yield _feature(edge.id, "LineString", ends, about), edge.id


def _about_point(node: NetworkNode) -> dict[str, object]:
    """Return label and columns of a node; what a point states is the location, so `known` is how that is known."""
    return {name.removeprefix("location_"): value for name, value in about_node(node).items()}


def _feature(name: str, kind: str, coordinates: object, properties: object) -> dict[str, object]:
    return {"type": "Feature", "id": name, "geometry": {"type": kind, "coordinates": coordinates}, "properties": properties}
