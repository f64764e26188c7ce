"""Pages on one thing: the profile of an entity, any other resource, and the description of both in RDF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from disgraph.rdf import DCTERMS, DG, RDF, Literal, NamedNode, Term
from disgraph.render.profile_answer import fact_line
from disgraph.server.hop_network import hop_network
from disgraph.server.linked_data import HTML, OFFERED, description, format_of, rdf_response, resource_node
from disgraph.server.negotiation import preferred
from disgraph.server.network_view import network_view
from disgraph.server.paging import page_number, paged
from disgraph.server.timeline import timeline

if TYPE_CHECKING:
    from disgraph.api.accounts import Profile
    from disgraph.facts.story import Fact
    from disgraph.graph.graph import Graph
    from disgraph.server.site import Site

#: Facts of one page of a profile; relations of a kind, and relations in all, in its picture and table.
FACTS, NEAR, RELATIONS = 40, 8, 40


def entity_routes(site: Site) -> list[Route]:
    """Return the routes of resources."""

    def resource(request: Request) -> Response:
        path, media = format_of(request.path_params["path"])
        node = resource_node(path)
        if node is None:
            raise HTTPException(404)
        return _answer(site, request, node, media)

    def any_node(request: Request) -> Response:
        try:
            node = NamedNode(request.query_params.get("iri", ""))
        except ValueError as error:
            raise HTTPException(404) from error
        return _answer(site, request, node, "")

    return [Route("/resource/{path:path}", resource), Route("/node", any_node)]


def _answer(site: Site, request: Request, node: NamedNode, media: str) -> Response:
    """Return a node in the format of the address, or in the one that the client prefers."""
    graph = site.graph.graph
    media = media or preferred(request.headers.get("accept", ""), OFFERED)
    if not media:
        raise HTTPException(406, f"Accept one of {', '.join(OFFERED)}.")
    if media != HTML:
        triples = description(graph, node)
        if not triples:
            raise HTTPException(404)
        return rdf_response(triples, media)
    return _page(site, graph, node, page_number(request))


def _page(site: Site, graph: Graph, node: NamedNode, number: int) -> Response:
    kinds = {quad.object for quad in graph.about(node, RDF["type"])}
    if DG["Document"] in kinds:
        name = graph.value(node, DCTERMS["identifier"])
        return RedirectResponse(site.addresses.page(f"/document/{name}"), 303)
    if DG["Entity"] in kinds:
        return site.render("profile", headers={"Vary": "Accept"}, **profile_values(site, site.graph.show(node.value), number))
    rows = _rows(graph, node)
    if not any(rows):
        raise HTTPException(404)
    return site.render("resource", headers={"Vary": "Accept"}, title=graph.label(node), iri=node.value, rows=rows)


def profile_values(site: Site, profile: Profile, number: int = 1) -> dict[str, Any]:
    """Return the values of the page of an entity.

    Args:
        site: where it is.
        profile: of the entity.
        number: of the page of its facts, from 1.
    """
    story = profile.story
    near = site.graph.neighbors(story.iri, limit=NEAR, include_inferred=False, timeout=site.settings.seconds)
    hops = tuple(near)[:RELATIONS]
    facts = paged([(fact_line(fact, story.label), fact) for fact in profile.facts], number, FACTS)
    named = {*near.labels, *_named(site.graph.graph, (fact for _line, fact in facts.items))} - {story.iri}
    names = {site.graph.graph.label(NamedNode(iri)): iri for iri in sorted(named)}
    return {
        "title": story.label,
        "profile": profile,
        "story": story,
        "facts": facts,
        "timeline": timeline(profile.facts, story.label) if number == 1 else (),
        "inline": site.addresses.inline(names).text,
        "view": network_view(site, hop_network(site.graph.graph, hops), f"Relations of {story.label}") if hops else None,
    }


def _named(graph: Graph, facts: Iterable[Fact]) -> Iterator[str]:
    """Yield the entities that facts name: the subject of a statement, and who or what takes part in a record."""
    for node in {NamedNode(fact.iri) for fact in facts}:
        if any(quad.object == DG["Entity"] for quad in graph.about(node, RDF["type"])):
            yield node.value
        yield from (quad.object.value for quad in graph.about(node, DG["hasParticipant"]) if isinstance(quad.object, NamedNode))


def _rows(graph: Graph, node: NamedNode) -> tuple[list[tuple[str, str, str]], list[tuple[str, str, str]]]:
    """Return the statements about a resource, and where it is an object: property, IRI or empty text, and words."""
    said = sorted((graph.label(quad.predicate), *_cell(graph, quad.object)) for quad in graph.about(node))
    named = sorted((graph.label(quad.predicate), *_cell(graph, quad.subject)) for quad in graph.to(node))
    return said, named


def _cell(graph: Graph, term: Term) -> tuple[str, str]:
    if isinstance(term, NamedNode):
        return term.value, graph.label(term)
    return "", term.value if isinstance(term, Literal) else str(term)
