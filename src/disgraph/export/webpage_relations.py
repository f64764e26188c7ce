"""The relations of a page: by type and entity, each in a disclosure, so that the page is short and few elements are in the tab order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from disgraph.export.edge_style import edge_style, known_phrase
from disgraph.export.quotes import in_quotation_marks
from disgraph.export.relationship import NetworkNode, Relationship, RelationshipNetwork
from disgraph.export.xmltext import escape

#: Up to this number of relations all disclosures are open.
_OPEN = 50

_COLUMNS = ("Relation", "To", "Sentence", "Quote", "How it is known", "Document", "Number of documents", "Years")
_ABOUT = (
    "Each relation is in the list of the entity from which it leads, with its quote and how it is known. A derived relation has the "
    "quotes of its premises."
)


class _Ties(NamedTuple):
    """The relations of a network by entity, with what their cells refer to."""

    nodes: Mapping[str, NetworkNode]
    outgoing: Mapping[str, list[Relationship]]
    incoming: Mapping[str, list[Relationship]]
    titles: Mapping[str, str]
    is_open: bool


def relations(network: RelationshipNetwork) -> Iterator[str]:
    """Return the lines of a section with a disclosure for each type, and in it one for each entity.

    Raises:
        InputError: a text has a character that XML cannot hold; the message names its owner.
    """
    ties = _ties(network)
    yield f'<section aria-labelledby="relations">\n<h2 id="relations">Relations</h2>\n<p>{_ABOUT}</p>\n'
    yield f'<div id="list" data-count="{len(network.edges)}">\n'
    ordered = sorted(network.nodes, key=lambda node: (node.type_label, node.label.lower(), node.iri))
    for label, group in groupby(ordered, key=lambda node: node.type_label):
        nodes = list(group)
        yield f'<details class="type"{_open(ties)}><summary><h3>{bidi_text(label or "entity", label)}</h3> '
        yield f"<span>({len(nodes):,})</span></summary>\n"
        for node in nodes:
            yield from _entity(node, ties)
        yield "</details>\n"
    yield "</div>\n</section>\n"


def document_titles(network: RelationshipNetwork) -> dict[str, str]:
    """Return the title of each quoted document by its id."""
    return {edge.document: edge.title for edge in network.edges if edge.quote}


def bidi_text(text: str, owner: str) -> str:
    """Return an escaped text that keeps its own direction; for `owner` see `escape`."""
    return f"<bdi>{escape(text, owner)}</bdi>"


def _ties(network: RelationshipNetwork) -> _Ties:
    outgoing: dict[str, list[Relationship]] = defaultdict(list)
    incoming: dict[str, list[Relationship]] = defaultdict(list)
    for edge in network.edges:
        outgoing[edge.source].append(edge)
        incoming[edge.target].append(edge)
    nodes = {node.iri: node for node in network.nodes}
    return _Ties(nodes, outgoing, incoming, document_titles(network), len(network.edges) <= _OPEN)


def _open(ties: _Ties) -> str:
    return ' open="open"' if ties.is_open else ""


def _entity(node: NetworkNode, ties: _Ties) -> Iterator[str]:
    outgoing, incoming = ties.outgoing.get(node.iri, []), ties.incoming.get(node.iri, [])
    yield f'<details class="entity" id="{escape(node.iri, node.iri)}"{_open(ties)}><summary>{bidi_text(node.label, node.iri)} '
    yield f'<span class="brief">{_brief(node, ties.titles)}</span></summary>\n'
    if outgoing:
        yield from _table(node, outgoing, ties)
    if incoming:
        yield '<p>In the relations of:</p>\n<ul class="incoming">\n'
        for edge in incoming:
            yield f"<li>{_link(ties.nodes[edge.source])}: {bidi_text(edge.label, edge.id)}</li>\n"
        yield "</ul>\n"
    yield "</details>\n"


def _brief(node: NetworkNode, titles: Mapping[str, str]) -> str:
    count = f"{node.degree:,} relation{'' if node.degree == 1 else 's'}"
    documents = ", ".join(_document(document, titles) for document in node.documents)
    return " · ".join(filter(None, (count, documents and f"documents {documents}", _years(node))))


def _table(node: NetworkNode, edges: Iterable[Relationship], ties: _Ties) -> Iterator[str]:
    name = escape(f"relations of {node.label}", node.iri)
    caption = f"{escape(node.iri, node.iri)}/caption"
    yield f'<div class="wide" role="region" aria-labelledby="{caption}" tabindex="0">\n<table data-rows="relations">\n'
    yield f'<caption id="{caption}">{name[0].upper()}{name[1:]}</caption>\n<thead><tr>'
    yield "".join(f'<th scope="col">{column}</th>' for column in _COLUMNS)
    yield "</tr></thead>\n<tbody>\n"
    for edge in edges:
        yield _row(edge, ties)
    yield "</tbody>\n</table>\n</div>\n"


def _row(edge: Relationship, ties: _Ties) -> str:
    document = ""
    if edge.quote:
        href = f"#document-{escape(edge.document, edge.id)}"
        document = f'<a href="{href}">{_document(edge.document, ties.titles)}</a>'
    cells = (
        _link(ties.nodes[edge.target]),
        bidi_text(edge.sentence, edge.id),
        _quote(edge),
        _known(edge),
        document,
        str(len(edge.documents)),
        _years(edge),
    )
    doubt = ' data-doubt="yes"' if edge.known.doubt else ""
    return (
        f'<tr id="{escape(edge.id, edge.id)}" data-known="{edge_style(edge).name}"{doubt}>'
        f'<th scope="row">{bidi_text(edge.label, edge.id)}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>\n'
    )


def _quote(edge: Relationship) -> str:
    if edge.quote:
        return f'<q dir="auto">{escape(in_quotation_marks(edge.quote), edge.id)}</q>'
    if not edge.premises:
        return ""
    items = "".join(f'<li dir="auto">{escape(premise, edge.id)}</li>' for premise in edge.premises)
    return f"Premises:<ul>{items}</ul>"


def _known(edge: Relationship) -> str:
    known = escape(known_phrase(edge.known) or edge.known.known, edge.id)
    return f"{known}<br />Basis: {bidi_text(edge.known.basis, edge.id)}" if edge.known.basis else known


def _document(document: str, titles: Mapping[str, str]) -> str:
    name = bidi_text(document, document)
    return f'<abbr title="{escape(titles[document], document)}">{name}</abbr>' if document in titles else name


def _link(node: NetworkNode) -> str:
    return f'<a href="#{escape(node.iri, node.iri)}">{bidi_text(node.label, node.iri)}</a>'


def _years(timed: NetworkNode | Relationship) -> str:
    years = dict.fromkeys(str(year) for year in (timed.earliest, timed.latest) if year is not None)
    return "\u2013".join(years)
