"""A page that needs nothing else: the picture, tables that say the same, and the quote behind each relation.

It can be read by keyboard and screen reader, without a network, and without running its script.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from disgraph.errors import LimitExceeded
from disgraph.export.picture import picture, shape
from disgraph.export.quotes import in_quotation_marks
from disgraph.export.relationship import NetworkNode, Relationship, RelationshipNetwork
from disgraph.export.webpage_assets import SCRIPT, STYLE
from disgraph.export.xmltext import escape
from disgraph.ontology.relations import Look

#: More than so many relations make a page that browsers open slowly.
MOST_EDGES = 20_000

TITLE = "Who is related to whom"


def webpage(network: RelationshipNetwork, looks: Mapping[str, Look], title: str = TITLE) -> Iterator[str]:
    """Return the lines of an HTML page.

    Args:
        network: the relationship graph, or a part of it.
        looks: of each type.
        title: of the page.

    Raises:
        InputError: a text has a character that XML cannot hold; the message names whose it is.
        LimitExceeded: there are too many relations.
    """
    if len(network.edges) > MOST_EDGES:
        raise LimitExceeded(
            f"This is too large for a page: {len(network.edges):,} relations, and a page holds {MOST_EDGES:,}.",
            "Export a part of it, or as gexf.",
        )
    yield from _head(title)
    yield f"<header>\n<h1>{_text(title, 'the title')}</h1>\n<p>{_amounts(network)}</p>\n</header>\n{_NAVIGATION}<main>\n"
    yield '<section aria-labelledby="picture">\n<h2 id="picture">Picture</h2>\n<figure>\n'
    yield from picture(network, looks, f"{title}: {_amounts(network)} The tables below say the same.")
    yield f"<figcaption>{_CAPTION}\n{''.join(_legend(network, looks))}</figcaption>\n</figure>\n</section>\n"
    yield from _table("relations", "Relations", _RELATIONS, _COLUMNS, _relations(network))
    yield from _table("entities", "Entities", _ENTITIES, ("Name", "Type", "Relations", "Documents", "Years"), map(_entity, network.nodes))
    yield from _table(
        "documents", "Documents", "The documents that the quotes stand in.", ("Document", "Title", "Quoted"), _documents(network)
    )
    yield f"</main>\n<script>{SCRIPT}</script>\n</body>\n</html>\n"


_NAVIGATION = (
    '<nav aria-label="Parts of the page"><a href="#picture">Picture</a> · <a href="#relations">Relations</a> · '
    '<a href="#entities">Entities</a> · <a href="#documents">Documents</a></nav>\n'
)
_CAPTION = (
    "The larger an entity, the more relations it has. Where names would hide each other, only that of the more connected entity is shown."
)
_RELATIONS = "Each relation with the words that say it. What follows by reasoning has no words of its own."
_ENTITIES = "Everyone and everything that the relations join."
_COLUMNS = ("From", "Relation", "To", "Sentence", "Quote", "Document", "Number of documents", "Years")


def _head(title: str) -> Iterator[str]:
    policy = f"default-src 'none'; style-src {_hash(STYLE)}; script-src {_hash(SCRIPT)}; base-uri 'none'; form-action 'none'"
    yield '<!DOCTYPE html>\n<html lang="en" xmlns="http://www.w3.org/1999/xhtml">\n<head>\n<meta charset="utf-8" />\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}" />\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1" />\n'
    yield f"<title>{escape(title, 'the title')}</title>\n<style>{STYLE}</style>\n</head>\n"
    yield '<body>\n<a class="skip" href="#relations">Skip to the relations</a>\n'


def _hash(text: str) -> str:
    """Return what a policy calls the one style or script that it lets in."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _text(text: str, owner: str) -> str:
    """Return a text that keeps its own direction."""
    return f"<bdi>{escape(text, owner)}</bdi>"


def _amounts(network: RelationshipNetwork) -> str:
    inferred = sum(edge.inferred for edge in network.edges)
    follows = f", {inferred:,} of which follow by reasoning" if inferred else ""
    return f"{len(network.nodes):,} entities and {len(network.edges):,} relations{follows}."


def _legend(network: RelationshipNetwork, looks: Mapping[str, Look]) -> Iterator[str]:
    """Return each type with its shape and colour, the most frequent first, and the two kinds of lines."""
    yield '<ul class="legend">\n'
    for (label, kind), count in sorted(
        Counter((node.type_label, node.type) for node in network.nodes).items(), key=lambda item: (-item[1], item[0])
    ):
        yield f"<li>{_key(shape(kind, looks, (12, 10, 7)))} {_text(label, kind)} ({count})</li>\n"
    for kind, words in (("said", "a document says so"), ("inferred", "follows by reasoning")):
        yield f'<li>{_key(f"""<line class="{kind}" x1="1" y1="10" x2="23" y2="10"/>""")} {words}</li>\n'
    yield "</ul>\n"


def _key(drawing: str) -> str:
    return f'<svg class="key" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 20" aria-hidden="true">{drawing}</svg>'


def _table(name: str, title: str, caption: str, columns: Iterable[str], rows: Iterable[str]) -> Iterator[str]:
    yield f'<section aria-labelledby="{name}">\n<h2 id="{name}">{title}</h2>\n'
    yield f'<div class="wide" role="region" aria-labelledby="{name}-caption" tabindex="0">\n'
    yield f'<table data-rows="{name}">\n<caption id="{name}-caption">{caption}</caption>\n<thead><tr>'
    yield "".join(f'<th scope="col">{column}</th>' for column in columns)
    yield "</tr></thead>\n<tbody>\n"
    yield from rows
    yield "</tbody>\n</table>\n</div>\n</section>\n"


def _relations(network: RelationshipNetwork) -> Iterator[str]:
    nodes = {node.iri: node for node in network.nodes}
    for edge in network.edges:
        yield _relation(edge, nodes[edge.source], nodes[edge.target])


def _relation(edge: Relationship, source: NetworkNode, target: NetworkNode) -> str:
    quote, document = "<td>follows by reasoning</td>", "<td></td>"
    if edge.quote:
        quote = f'<td><q dir="auto">{escape(in_quotation_marks(edge.quote), edge.id)}</q></td>'
        document = f'<td><a href="#document-{escape(edge.document, edge.id)}">{_text(edge.document, edge.id)}</a></td>'
    cells = (_text(edge.label, edge.id), _link(target), _text(edge.sentence, edge.id))
    return (
        f'<tr id="{escape(edge.id, edge.id)}"><th scope="row">{_link(source)}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}'
        f"{quote}{document}<td>{len(edge.documents)}</td><td>{_years(edge)}</td></tr>\n"
    )


def _entity(node: NetworkNode) -> str:
    cells = (_text(node.type_label, node.iri), str(node.degree), escape(", ".join(node.documents), node.iri), _years(node))
    return (
        f'<tr id="{escape(node.iri, node.iri)}"><th scope="row">{_text(node.label, node.iri)}</th>'
        f"{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>\n"
    )


def _documents(network: RelationshipNetwork) -> Iterator[str]:
    quoted = Counter((edge.document, edge.title) for edge in network.edges if edge.quote)
    for (document, title), count in sorted(quoted.items()):
        row = f'<tr id="document-{escape(document, document)}"><th scope="row">{_text(document, document)}</th>'
        yield f"{row}<td>{_text(title, document)}</td><td>{count}</td></tr>\n"


def _link(node: NetworkNode) -> str:
    return f'<a href="#{escape(node.iri, node.iri)}">{_text(node.label, node.iri)}</a>'


def _years(told: NetworkNode | Relationship) -> str:
    years = dict.fromkeys(str(year) for year in (told.earliest, told.latest) if year is not None)
    return "\u2013".join(years)
