"""A network on a page: its picture with links, and the same relations as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from disgraph.errors import DisgraphError
from disgraph.export.edge_style import known_words
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
    """A network: a picture, or an empty text if it would be unreadable; and the rows of its table."""

    title: str
    drawing: Markup
    rows: tuple[RelationRow, ...]


def network_view(site: Site, network: RelationshipNetwork, title: str) -> NetworkView:
    """Return a network as a page shows it."""
    labels = {node.iri: node.label for node in network.nodes}
    drawing = _drawing(site, network, title) if len(network.edges) <= MOST_DRAWN else Markup()
    return NetworkView(title, drawing, tuple(_row(edge, labels) for edge in network.edges))


def _drawing(site: Site, network: RelationshipNetwork, title: str) -> Markup:
    """Return the picture; an empty text if a text has a character that a picture cannot hold."""
    looks = site.graph.graph.relations.looks
    try:
        return Markup("".join(picture(network, looks, f"{title}. The table below says the same.", address=site.addresses.resource)))
    except DisgraphError:
        return Markup()


def _row(edge: Relationship, labels: dict[str, str]) -> RelationRow:
    quote = edge.quote or "; ".join(edge.premises)
    known = known_words(edge.known)
    ends = (edge.source, labels[edge.source], edge.label, edge.target, labels[edge.target])
    return RelationRow(*ends, edge.sentence, quote, known, edge.document)
