"""The legend of a drawing, as Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from disgraph.export.appearance import colour_of
from disgraph.export.edge_style import STYLES
from disgraph.export.relationship import RelationshipNetwork, network_shape
from disgraph.ontology.relations import Look


def legend(network: RelationshipNetwork, looks: Mapping[str, Look]) -> str:
    """Return two Markdown tables: the types with colour and count, the most frequent first, and the line styles of edges."""
    counts = Counter((node.type_label, node.type) for node in network.nodes)
    lines = ["# Legend", "", "| type | colour | hex | entities |", "|---|---|---|---|"]
    for (label, kind), count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        colour = colour_of(kind, looks)
        lines.append(f"| {label} | {colour.name} | {colour.hex} | {count} |")
    styles = [f"| {style.label} | {style.line} | {style.colour.name} | {style.colour.hex} |" for style in STYLES]
    return "\n".join(
        [
            *lines,
            "",
            "The larger an entity, the more relations it has.",
            "",
            "| an edge | line | colour | hex |",
            "|---|---|---|---|",
            *styles,
            "",
            f"{network_shape(network).inferred:,} of {len(network.edges):,} edges are derived.",
            "The column `known` of an edge says how it is known; `speaker`, `doubt` and `basis` say more.",
            "",
        ]
    )
