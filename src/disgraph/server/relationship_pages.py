"""Pages on relationships: the path explorer, and what two entities share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from disgraph.api.connections import Paths
from disgraph.render.answer_blocks import PAGE, Layout
from disgraph.render.html_writer import to_html
from disgraph.server.api_verbs import VERBS
from disgraph.server.hop_network import hop_network
from disgraph.server.json_api import fields_of
from disgraph.server.network_view import network_view

if TYPE_CHECKING:
    from disgraph.server.site import Site

_VERBS = {verb.name: verb for verb in VERBS}
_STORY = Layout(long_paths=True, hints=PAGE)
_TITLES = {"compare": "Compare two entities", "common": "What is related to both?"}


def relationship_routes(site: Site) -> list[Route]:
    """Return the routes of the pages on relationships."""

    def path(request: Request) -> Response:
        fields = fields_of(request)
        found = _paths(site, fields) if _is_asked(fields) else {"title": "How are they connected?", "story": "", "view": None}
        return site.render("path", form=_form(fields), parameters=_VERBS["path"].parameters[2:], **found)

    def shared(request: Request) -> Response:
        fields, verb = fields_of(request), request.url.path.rpartition("/")[2]
        answer = _VERBS[verb].answer(site.graph, fields, site.settings.seconds).html(hints=PAGE) if _is_asked(fields) else ""
        return site.render("two_entities", title=_TITLES[verb], verb=verb, form=_form(fields), answer=answer)

    return [Route("/path", path), *(Route(f"/{verb}", shared) for verb in _TITLES)]


def _is_asked(fields: Mapping[str, Sequence[str]]) -> bool:
    return all(fields.get(name, [""])[0] for name in ("a", "b"))


def _form(fields: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return what a form shows again."""
    return {name: values[0] for name, values in fields.items()}


def _paths(site: Site, fields: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Return the values of the page of a path: the story, then the picture with its table."""
    found = _VERBS["path"].answer(site.graph, fields, site.settings.seconds)
    assert isinstance(found, Paths)
    names = {found.start.label: found.start.iri, found.goal.label: found.goal.iri}
    names |= {label: iri for path in found for label, iri in zip(path.labels, path.nodes, strict=True)}
    story = to_html(found.blocks(_STORY), inline=site.addresses.inline(names))
    title = f"How {found.start.label} and {found.goal.label} are connected"
    hops = [hop for each in found for step in each.steps for hop in step.hops]
    view = network_view(site, hop_network(site.graph.graph, hops), title) if hops else None
    return {"title": title, "story": story, "view": view}
