"""A page that needs nothing else: the picture, the relations of each entity with their quotes, and the documents.

It works by keyboard and screen reader, without a network, and without running its script.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from disgraph.errors import LimitExceeded
from disgraph.export.edge_style import STYLES
from disgraph.export.map_section import map_section
from disgraph.export.picture import picture, shape
from disgraph.export.relationship import RelationshipNetwork
from disgraph.export.webpage_assets import SCRIPT, STYLE
from disgraph.export.webpage_relations import bidi_text, document_titles, relations
from disgraph.export.xmltext import escape
from disgraph.ontology.relations import Look
from disgraph.wording.noun_counts import count_noun

#: A page with more relations opens slowly in browsers.
MOST_EDGES = 20_000

TITLE = "Who is related to whom"


def webpage(network: RelationshipNetwork, looks: Mapping[str, Look], title: str = TITLE, opening: Iterable[str] = ()) -> Iterator[str]:
    """Return the lines of an HTML page.

    Args:
        network: the relationship graph, or a part of it.
        looks: of each type.
        title: of the page.
        opening: lines of HTML before the picture, such as the story of a path; well-formed, with every text escaped.

    Raises:
        InputError: a text has a character that XML cannot hold; the message names its owner.
        LimitExceeded: there are too many relations.
    """
    if len(network.edges) > MOST_EDGES:
        raise LimitExceeded(
            f"The graph is too large for a page: {len(network.edges):,} relations; the limit is {MOST_EDGES:,}.",
            "Export a part of it, or use gexf.",
        )
    yield from _head(title)
    yield f"<header>\n<h1>{bidi_text(title, 'the title')}</h1>\n<p>{_amounts(network)}</p>\n</header>\n{_NAVIGATION}<main>\n"
    yield from opening
    yield from picture_section(network, looks, title)
    yield from map_section(network)
    yield from relations(network)
    yield from _documents(network)
    yield f"</main>\n<script>{SCRIPT}</script>\n</body>\n</html>\n"


def picture_section(network: RelationshipNetwork, looks: Mapping[str, Look], title: str) -> Iterator[str]:
    """Return the lines of a section with the picture, which scrolls in its frame, and its legend; arguments as for `webpage`."""
    yield '<section aria-labelledby="picture">\n<h2 id="picture">Picture</h2>\n'
    yield '<p class="controls"><a href="#figure">Full size</a></p>\n<figure id="figure">\n'
    yield '<div class="canvas" role="region" aria-label="Picture, scrollable" tabindex="0">\n'
    yield from picture(network, looks, f"{title}: {_amounts(network)} The lists below say the same.")
    yield f"</div>\n<figcaption>{_CAPTION}\n{''.join(_legend(network, looks))}</figcaption>\n</figure>\n</section>\n"


_NAVIGATION = (
    '<nav aria-label="Parts of the page"><a href="#picture">Picture</a> · <a href="#relations">Relations</a> · '
    '<a href="#documents">Documents</a></nav>\n'
)
_CAPTION = "The larger an entity, the more relations it has. Where names would overlap, only that of the more connected entity is shown."


def _head(title: str) -> Iterator[str]:
    policy = f"default-src 'none'; style-src {_hash(STYLE)}; script-src {_hash(SCRIPT)}; base-uri 'none'; form-action 'none'"
    yield '<!DOCTYPE html>\n<html lang="en" xmlns="http://www.w3.org/1999/xhtml">\n<head>\n<meta charset="utf-8" />\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}" />\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1" />\n'
    yield f"<title>{escape(title, 'the title')}</title>\n<style>{STYLE}</style>\n</head>\n"
    yield '<body>\n<a class="skip" href="#relations">Skip to the relations</a>\n'


def _hash(text: str) -> str:
    """Return the source expression by which a policy allows one style or script."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _amounts(network: RelationshipNetwork) -> str:
    derived = sum(edge.inferred for edge in network.edges)
    part = f", {derived:,} of them derived by rules" if derived else ""
    return f"{count_noun(len(network.nodes), 'entity', 'entities')} and {count_noun(len(network.edges), 'relation')}{part}."


def _legend(network: RelationshipNetwork, looks: Mapping[str, Look]) -> Iterator[str]:
    """Return each type with its shape and colour, the most frequent first, and the line styles."""
    yield '<ul class="legend">\n'
    for (label, kind), count in sorted(
        Counter((node.type_label, node.type) for node in network.nodes).items(), key=lambda item: (-item[1], item[0])
    ):
        yield f"<li>{_key(shape(kind, looks, (12, 10, 7)))} {bidi_text(label, kind)} ({count})</li>\n"
    for style in STYLES:
        yield f'<li>{_key(f"""<line class="{style.name}" x1="1" y1="10" x2="31" y2="10"/>""")} {style.label}</li>\n'
    yield "</ul>\n"


def _key(drawing: str) -> str:
    return f'<svg class="key" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 20" aria-hidden="true">{drawing}</svg>'


def _documents(network: RelationshipNetwork) -> Iterator[str]:
    quoted = Counter(edge.document for edge in network.edges if edge.quote)
    yield '<section aria-labelledby="documents">\n<h2 id="documents">Documents</h2>\n'
    yield '<div class="wide" role="region" aria-labelledby="documents-caption" tabindex="0">\n'
    yield '<table data-rows="documents">\n<caption id="documents-caption">The documents of the quotes.</caption>\n<thead><tr>'
    yield '<th scope="col">Document</th><th scope="col">Title</th><th scope="col">Relations quoted from it</th></tr></thead>\n<tbody>\n'
    for document, title in sorted(document_titles(network).items()):
        row = f'<tr id="document-{escape(document, document)}"><th scope="row">{bidi_text(document, document)}</th>'
        yield f"{row}<td>{bidi_text(title, document)}</td><td>{quoted[document]}</td></tr>\n"
    yield "</tbody>\n</table>\n</div>\n</section>\n"
