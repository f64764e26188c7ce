"""Each resource at the path of its IRI: as a page, or as RDF in the format that the client prefers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from disgraph.rdf import RESOURCE, NamedNode, RdfFormat, Triple, prefixes, serialize
from disgraph.sparql.query_worker import GRAPH_FORMATS

if TYPE_CHECKING:
    from disgraph.graph.graph import Graph
    from disgraph.server.page_links import Addresses

HTML = "text/html"
#: Media types of a resource, the preferred first: browsers get a page.
OFFERED = (HTML, *GRAPH_FORMATS)
#: Endings of an address that name a format, for links.
ENDINGS = {".ttl": "text/turtle", ".nt": "application/n-triples", ".jsonld": "application/ld+json", ".rdf": "application/rdf+xml"}
#: Triples of each direction that a description has at most; a query gives the rest.
MOST = 5_000


def format_of(path: str) -> tuple[str, str]:
    """Return a path without its ending, and the media type that the ending names, or an empty text.

    >>> format_of("person/liu-weiping.ttl"), format_of("person/liu-weiping")
    (('person/liu-weiping', 'text/turtle'), ('person/liu-weiping', ''))
    """
    ending = next((each for each in ENDINGS if path.endswith(each)), "")
    return path.removesuffix(ending), ENDINGS.get(ending, "")


def well_known_route(addresses: Addresses) -> Route:
    """Return the route from the well-known place to the description of the dataset (VoID, section 7.2)."""

    async def void(request: Request) -> Response:
        is_open = request.headers.get("accept", "*/*").strip() in ("", "*/*")
        return RedirectResponse(addresses.page(f"/resource/dataset/disgraph{'.ttl' if is_open else ''}"), 302)

    return Route("/.well-known/void", void)


def resource_node(path: str) -> NamedNode | None:
    """Return the resource of a path below `/resource/`, or None if that makes no IRI."""
    try:
        return NamedNode(f"{RESOURCE}{path}")
    except ValueError:
        return None


def description(graph: Graph, node: NamedNode) -> list[Triple]:
    """Return the triples that have a node as subject or object, at most `MOST` of each."""
    return list(chain(_first(quad.triple for quad in graph.about(node)), _first(quad.triple for quad in graph.to(node))))


def _first(triples: Iterator[Triple]) -> Iterator[Triple]:
    return islice(triples, MOST)


def rdf_response(triples: list[Triple], media: str) -> Response:
    """Return triples in the format of a media type."""
    text = serialize(sorted(triples, key=str), format=GRAPH_FORMATS.get(media, RdfFormat.TURTLE), prefixes=prefixes())
    return Response(text, media_type=media, headers={"Vary": "Accept"})
