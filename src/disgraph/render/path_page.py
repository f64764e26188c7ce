"""The paths between two entities as a page and in a notebook: the story with quotes, then the picture and the relations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256

from disgraph.export.edge_style import known_words
from disgraph.export.picture import picture
from disgraph.export.relationship import Relationship, RelationshipNetwork
from disgraph.export.webpage_assets import picture_style
from disgraph.ontology.relations import Look
from disgraph.render.answer_blocks import PAGE, Block, Layout
from disgraph.render.html_writer import to_html
from disgraph.render.markup import Markup, element, html_table, notebook_cell

#: The story has the best relation of each step; page and notebook list all of them below it.
STORY = Layout(long_paths=True, hints=PAGE._replace(all_ways="in the relations below"))

_SCOPE = "disgraph-picture"
_COLUMNS = ("From", "Relation", "To", "Sentence", "Quote", "How it is known", "Document")


def path_story(blocks: Iterable[Block]) -> Markup:
    """Return the story of a page, with headings below the title of the page."""
    return element("div", to_html(blocks), id="story")


def notebook_html(blocks: Iterable[Block], network: RelationshipNetwork, looks: Mapping[str, Look], title: str) -> Markup:
    """Return story, picture and relations for the cell of a notebook, which has no style of its own.

    Args:
        blocks: the story.
        network: the relations of all paths.
        looks: of each type.
        title: of picture and table.

    Raises:
        InputError: a text has a character that XML cannot hold.
    """
    prefix = f"{sha256(title.encode()).hexdigest()[:8]}-"
    drawn = "".join(picture(network, looks, f"{title}. The table below says the same.", prefix)).replace("$", "&#36;")
    style = element("style", Markup(picture_style(_SCOPE)))
    table = html_table(f"Relations: {title[0].lower()}{title[1:]}", _COLUMNS, _rows(network))
    return notebook_cell("".join((to_html(blocks), style, element("figure", Markup(drawn), class_=_SCOPE), table)))


def _rows(network: RelationshipNetwork) -> Iterable[tuple[str, ...]]:
    labels = {node.iri: node.label for node in network.nodes}
    return (_row(edge, labels) for edge in network.edges)


def _row(edge: Relationship, labels: Mapping[str, str]) -> tuple[str, ...]:
    quote = edge.quote or "; ".join(edge.premises)
    document = f"{edge.document} ({edge.title})" if edge.document else ""
    return (labels[edge.source], edge.label, labels[edge.target], edge.sentence, quote, known_words(edge.known), document)
