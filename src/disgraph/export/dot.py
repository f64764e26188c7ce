"""Graphviz DOT, for drawings of small graphs in papers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from disgraph.export.appearance import colour_of
from disgraph.export.characters import held
from disgraph.export.edge_style import edge_style, known_remark
from disgraph.export.quotes import in_quotation_marks
from disgraph.export.relationship import NetworkNode, Relationship, RelationshipNetwork
from disgraph.ontology.relations import Look

#: NUL ends a text in Graphviz, and other control characters do not survive its writers.
_IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")

_HEAD = """\
digraph relationships {
  graph [charset="UTF-8", layout="neato", overlap="false", splines="true"];
  node [shape="ellipse", style="filled", fillcolor="white", fontname="Helvetica"];
  edge [fontname="Helvetica", fontsize="10"];
"""


def dot(network: RelationshipNetwork, looks: Mapping[str, Look]) -> Iterator[str]:
    """Return the lines of a DOT file.

    A node has a border in the colour of its type, and the type below its name; the line of an edge shows how it is known
    (`edge_style`). A tooltip, which drawings as SVG show, gives the sentence with its quote and document.

    Args:
        network: the relationship graph.
        looks: of each type.

    Raises:
        InputError: a text has a character that DOT cannot hold; the message names whose it is.
    """
    yield _HEAD
    for node in network.nodes:
        yield f"  {quoted(node.iri, node.iri)} [{_attributes(_node(node, looks), node.iri)}];\n"
    for edge in network.edges:
        ends = f"{quoted(edge.source, edge.id)} -> {quoted(edge.target, edge.id)}"
        yield f"  {ends} [{_attributes(_edge(edge), edge.id)}];\n"
    yield "}\n"


def quoted(text: str, owner: str) -> str:
    r"""Return a text as a quoted id of DOT.

    A reader resolves `\\"` at once, and doubled backslashes and entities when it shows the text.

    Args:
        text: any text.
        owner: the entity or edge that it belongs to, for the message.

    Raises:
        InputError: it has a character that DOT cannot hold.

    >>> print(quoted('Liu & "Tang"', ""))
    "Liu &amp; \"Tang\""
    """
    safe = held(text, owner, _IMPOSSIBLE, "DOT", "json, csv, ttl or jsonld")
    safe = safe.replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"')
    return '"' + safe.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n") + '"'


def _node(node: NetworkNode, looks: Mapping[str, Look]) -> dict[str, str]:
    return {
        "label": f"{node.label}\n({node.type_label})",
        "color": colour_of(node.type, looks).hex,
        "tooltip": f"{node.label}, {node.type_label}; documents: {', '.join(node.documents)}",
    }


def _edge(edge: Relationship) -> dict[str, str]:
    evidence = [in_quotation_marks(edge.quote), f"{edge.document}: {edge.title}"] if edge.quote else []
    known = known_remark(edge.known)
    style = edge_style(edge)
    return {
        "id": edge.id,
        "label": edge.label,
        "weight": str(edge.weight),
        "color": style.colour.hex,
        "style": style.line,
        "tooltip": "\n".join([edge.sentence, *evidence, *([f"[{known}]"] if known else []), *_from_premises(edge)]),
    }


def _from_premises(edge: Relationship) -> list[str]:
    return ["from:", *edge.premises] if edge.premises else []


def _attributes(values: Mapping[str, str], owner: str) -> str:
    return ", ".join(f"{name}={quoted(value, owner)}" for name, value in values.items())
