"""How the relationship graph looks at first sight: a colour for each type, a size for each degree, and the legend that says so."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping

from disgraph.export.relationship import RelationshipNetwork, network_shape
from disgraph.ontology.relations import PLAIN, Look
from disgraph.ontology.vocabulary import Colour

#: Edges stay behind the nodes; those that follow by reasoning are lighter, and dotted where the program can draw dots.
SAID, FOLLOWS = Colour("mid grey", "#9A9A9A"), Colour("light grey", "#D5D5D5")


def colour_of(kind: str, looks: Mapping[str, Look]) -> Colour:
    """Return the colour of a type, given by its local name."""
    return looks.get(kind, PLAIN).colour


def size_of(degree: int) -> float:
    """Return the diameter of a node: it grows with the root of the degree, so that the area tells it."""
    return round(6 + 5 * math.sqrt(degree), 1)


def legend(network: RelationshipNetwork, looks: Mapping[str, Look]) -> str:
    """Return a Markdown table of types with colour and count, the most frequent first."""
    counts = Counter((node.type_label, node.type) for node in network.nodes)
    lines = ["# Legend", "", "| type | colour | hex | entities |", "|---|---|---|---|"]
    for (label, kind), count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        colour = colour_of(kind, looks)
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
