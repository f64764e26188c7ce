"""A network on a page: its picture with links, and the same relations as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from disgraph.errors import DisgraphError
from disgraph.export.edge_style import known_phrase
from disgraph.export.picture import picture
from disgraph.render.markup import Markup

if TYPE_CHECKING:
    from disgraph.export.relationship import Relationship, RelationshipNetwork
    from disgraph.server.site import Site

#: A picture with more relations cannot be read; the table has them.
MOST_DRAWN = 150


class RelationRow(NamedTuple):
    """A relation as a table has it: both ends with IRI and label, the relation, sentence, quote, how it is known, and its place."""

    source: str
    source_label: str
    relation: str
    target: str
    target_label: str
    sentence: str
    quote: str
    known: str
    document: str


class NetworkView(NamedTuple):
    """A network: a picture, or an empty text if it would be unreadable; the first rows of its table, and the number of all."""

    title: str
    drawing: Markup
    rows: tuple[RelationRow, ...]
    total: int


def network_view(site: Site, network: RelationshipNetwork, title: str, most: int = MOST_DRAWN) -> NetworkView:
    """Return a network as a page shows it.

    Args:
        site: where the page is.
        network: with nodes and edges that are read once.
        title: of picture and table.
        most: maximum number of rows.
    """
    labels = {node.iri: node.label for node in network.nodes}
    edges = tuple(network.edges)
    drawing = _drawing(site, network, title) if len(edges) <= MOST_DRAWN else Markup()
    return NetworkView(title, drawing, tuple(_row(edge, labels) for edge in edges[:most]), len(edges))


def _drawing(site: Site, network: RelationshipNetwork, title: str) -> Markup:
    """Return the picture; none where a text has a character that a picture cannot hold."""
    looks = site.graph.graph.relations.looks
    try:
        return Markup("".join(picture(network, looks, f"{title}. The table below says the same.", address=site.addresses.resource)))
    except DisgraphError:
        return Markup()


def _row(edge: Relationship, labels: dict[str, str]) -> RelationRow:
    quote = edge.quote or "; ".join(edge.premises)
    known = known_phrase(edge) or edge.known.known
    ends = (edge.source, labels[edge.source], edge.label, edge.target, labels[edge.target])
    return RelationRow(*ends, edge.sentence, quote, known, edge.document)
