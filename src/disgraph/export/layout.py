"""The positions of the nodes of a network: by their distances, or in a large network around the nearest hubs."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import repeat

from disgraph.export.appearance import size_of
from disgraph.export.hubs import place_around_hubs
from disgraph.export.relationship import RelationshipNetwork, network_shape
from disgraph.export.stress import Point, place

#: Layouts: `auto` is by distances up to this number of nodes and edges in all, and around hubs beyond.
LAYOUTS = ("auto", "distances", "hubs", "none")
LARGE = 10_000


def positions(network: RelationshipNetwork, layout: str = "auto") -> Iterable[Point | None]:
    """Return the position of each node, in the order of the nodes; None for each with the layout none.

    Args:
        network: the relationship graph.
        layout: one of `LAYOUTS`.
    """
    return repeat(None, len(network.nodes)) if layout == "none" else places(network, layout)


def places(network: RelationshipNetwork, layout: str = "auto") -> Iterable[Point]:
    """Return the position of each node, in the order of the nodes.

    Args:
        network: the relationship graph.
        layout: one of `LAYOUTS` that places nodes.
    """
    shape = network_shape(network)
    large = len(shape.degrees) + len(shape.sources) > LARGE
    if layout == "hubs" or (layout == "auto" and large):
        return place_around_hubs(shape)
    sizes = {f"{at:09}": size_of(degree) for at, degree in enumerate(shape.degrees)}
    ends = zip(shape.sources, shape.targets, strict=True)
    points = place(sizes, [(f"{source:09}", f"{target:09}") for source, target in ends])
    return points.values()
