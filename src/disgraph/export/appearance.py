"""How the relationship graph looks at first sight: a colour for each type, a size for each degree, and the legend that says so."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from disgraph.export.relationship import RelationshipNetwork, network_shape


class Colour(NamedTuple):
    """A colour with the name that people use for it."""

    name: str
    hex: str

    def channels(self) -> tuple[int, int, int]:
        """Return red, green and blue, each from 0 to 255."""
        return int(self.hex[1:3], 16), int(self.hex[3:5], 16), int(self.hex[5:7], 16)


#: The "muted" scheme of Paul Tol (https://personal.sron.nl/~pault/), whose nine colours readers with any colour vision can tell apart,
#: by type or by the resource segment of the type; what is rarer shares a grey.
COLOURS: Mapping[str, Colour] = {
    "PersonWithDisability": Colour("rose", "#CC6677"),
    "person": Colour("wine", "#882255"),
    "group": Colour("sand", "#DDCC77"),
    "Federation": Colour("cyan", "#88CCEE"),
    "organisation": Colour("indigo", "#332288"),
    "place": Colour("green", "#117733"),
    "programme": Colour("teal", "#44AA99"),
    "policy": Colour("olive", "#999933"),
    "event": Colour("purple", "#AA4499"),
}
OTHER = Colour("grey", "#888888")

#: Edges stay behind the nodes; those that follow by reasoning are lighter, and dotted where the program can draw dots.
SAID, FOLLOWS = Colour("mid grey", "#9A9A9A"), Colour("light grey", "#D5D5D5")


def colour_of(kind: str, segments: Mapping[str, str]) -> Colour:
    """Return the colour of a type: its own, that of its segment, or grey.

    Args:
        kind: local name of the type.
        segments: the resource segment of each type.
    """
    return COLOURS.get(kind) or COLOURS.get(segments.get(kind, "")) or OTHER


def size_of(degree: int) -> float:
    """Return the diameter of a node: it grows with the root of the degree, so that the area tells it."""
    return round(6 + 5 * math.sqrt(degree), 1)


def legend(network: RelationshipNetwork, segments: Mapping[str, str]) -> str:
    """Return a Markdown table of types with colour and count, the most frequent first."""
    counts = Counter((node.type_label, node.type) for node in network.nodes)
    lines = ["# Legend", "", "| type | colour | hex | entities |", "|---|---|---|---|"]
    for (label, kind), count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        colour = colour_of(kind, segments)
        lines.append(f"| {label} | {colour.name} | {colour.hex} | {count} |")
    inferred = network_shape(network).inferred
    return "\n".join(
        [
            *lines,
            "",
            "The larger an entity, the more relations it has.",
            "",
            "| edge | colour | hex | edges |",
            "|---|---|---|---|",
            f"| said by a document | {SAID.name} | {SAID.hex} | {len(network.edges) - inferred} |",
            f"| follows by reasoning | {FOLLOWS.name}, dotted | {FOLLOWS.hex} | {inferred} |",
            "",
        ]
    )
