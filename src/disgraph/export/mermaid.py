"""Mermaid flowcharts, for small graphs in Markdown: each relation with its quote and document in the picture."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping

from disgraph.errors import LimitExceeded
from disgraph.export.appearance import colour_of
from disgraph.export.characters import held
from disgraph.export.edge_style import edge_style, known_phrase, known_remark
from disgraph.export.quotes import in_quotation_marks
from disgraph.export.relationship import NetworkNode, Relationship, RelationshipNetwork
from disgraph.ontology.relations import Look

#: Maximum number of relations of a readable flowchart, and of characters that Mermaid accepts (its settings maxEdges and maxTextSize).
MOST_EDGES, MOST_CHARACTERS = 100, 50_000

#: Mermaid has arrows of two styles; `_dashes` adds the third.
_ARROWS = {"solid": "-->", "dashed": "-->", "dotted": "-.->"}

#: Characters in a line of a label.
_WIDTH = 40

#: Characters for which HTML, in which Mermaid draws, has no reference; and those that end or mark up a label of Mermaid.
_IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_MARKUP = re.compile(r"[^\w\s.,:()\u0080-\U0010ffff]|_|(?<=\d)\.")


def mermaid(network: RelationshipNetwork, looks: Mapping[str, Look]) -> str:
    """Return a flowchart.

    Args:
        network: the relationship graph, or a part of it.
        looks: of each type.

    Raises:
        InputError: a text has a character that Mermaid cannot hold; the message names whose it is.
        LimitExceeded: it is too large to be drawn.
    """
    if len(network.edges) > MOST_EDGES:
        raise _too_large(f"{len(network.edges)} relations, and a flowchart holds {MOST_EDGES}")
    text = "".join(_lines(network, looks))
    if len(text) > MOST_CHARACTERS:
        raise _too_large(f"{len(text):,} characters, and Mermaid reads {MOST_CHARACTERS:,}")
    return text


def _too_large(reason: str) -> LimitExceeded:
    return LimitExceeded(
        f"This is too large for Mermaid: {reason}.",
        "Export a part of it, such as a path (`disgraph path A B -f mermaid`), or as dot or html.",
    )


def _lines(network: RelationshipNetwork, looks: Mapping[str, Look]) -> Iterator[str]:
    names = {node.iri: f"n{number}" for number, node in enumerate(network.nodes, 1)}
    yield "flowchart LR\n"
    for node in network.nodes:
        yield f'  {names[node.iri]}["{_node(node)}"]\n'
    for edge in network.edges:
        arrow = _ARROWS[edge_style(edge).line]
        yield f'  {names[edge.source]} {arrow}|"{_edge(edge)}"| {names[edge.target]}\n'
    yield from _dashes(network)
    yield from _documents(network)
    for node in network.nodes:
        yield f"  style {names[node.iri]} fill:#FFFFFF,color:#000000,stroke:{colour_of(node.type, looks).hex},stroke-width:3px\n"


def _node(node: NetworkNode) -> str:
    return f"{label(node.label, node.iri)}<br>{label(f'({node.type_label})', node.iri)}"


def _edge(edge: Relationship) -> str:
    evidence = [in_quotation_marks(edge.quote), f"({edge.document})"] if edge.quote else []
    known = known_phrase(edge.known) if edge.premises else known_remark(edge.known)
    texts = [edge.label, *evidence, *([f"({known})"] if known else []), *(["from:", *edge.premises] if edge.premises else [])]
    return "<br>".join(label(text, edge.id) for text in texts)


def _dashes(network: RelationshipNetwork) -> Iterator[str]:
    """Return the style of the edges whose line is dashed, by their numbers; a dotted one has an arrow of its own."""
    dashed = [str(number) for number, edge in enumerate(network.edges) if edge_style(edge).line == "dashed"]
    if dashed:
        yield f"  linkStyle {','.join(dashed)} stroke-dasharray:8 4\n"


def _documents(network: RelationshipNetwork) -> Iterator[str]:
    """Return the documents that the relations name, in a box of their own."""
    titles = sorted({(edge.document, edge.title) for edge in network.edges if edge.quote})
    if titles:
        yield '  subgraph documents["Documents"]\n'
        for number, (document, title) in enumerate(titles, 1):
            yield f'    d{number}["{label(f"{document}: {title}", document)}"]\n'
        yield "  end\n"


def label(text: str, owner: str) -> str:
    """Return a text for the double quotes of a label, in lines of a readable width.

    Every character that could be markup is written as a reference, so that the text is shown and never run. White space is folded.

    Args:
        text: any text.
        owner: the entity or edge that it belongs to, for the message.

    Raises:
        InputError: it has a character that Mermaid cannot hold.

    >>> label("<b>Tang</b> & Liu", "")
    '#60;b#62;Tang#60;#47;b#62; #38; Liu'
    """
    held(text, owner, _IMPOSSIBLE, "Mermaid", "json, csv, ttl or jsonld")
    lines = textwrap.wrap(" ".join(text.split()), _WIDTH, break_long_words=False, break_on_hyphens=False)
    return "<br>".join(_MARKUP.sub(lambda found: f"#{ord(found[0])};", line) for line in lines)
