"""The first page, search, evidence, findings of the audit, the graph in numbers, and the statements of the site."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from disgraph.api.search_results import SearchResult
from disgraph.graph.passages import documents
from disgraph.render.answer_blocks import Layout
from disgraph.render.citations import description_of
from disgraph.render.html_writer import to_html
from disgraph.server.api_verbs import VERBS
from disgraph.server.json_api import fields_of
from disgraph.server.name_suggestions import resolved

if TYPE_CHECKING:
    from disgraph.server.site import Site

_VERBS = {verb.name: verb for verb in VERBS}
#: Documents on the first page.
_DOCUMENTS = 12
_FILTERS = ("kind", "type", "document")


def _first(fields: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {name: values[0] for name, values in fields.items()}


def general_routes(site: Site) -> list[Route]:
    """Return the routes of these pages."""

    def home(_request: Request) -> Response:
        graph = site.graph
        found = documents(graph.graph)
        return site.render(
            "home", title="disgraph", summary=graph.backend.summary, documents=found[:_DOCUMENTS], count=len(found), describe=description_of
        )

    def search(request: Request) -> Response:
        text = request.query_params.get("text", "").strip()
        if not text:
            return site.render("search", title="Search", text="", story="", form={})
        entity = resolved(site.graph, text) if request.query_params.get("go") else None
        if entity is not None:
            return RedirectResponse(site.addresses.resource(entity.iri), 303)
        fields = {name: values for name, values in fields_of(request).items() if name in _FILTERS}
        found = _VERBS["search"].answer(site.graph, {"text": [text], "limit": ["20"], **fields}, site.settings.seconds)
        assert isinstance(found, SearchResult)
        names = {each.label: each.iri for each in found.entities}
        story = to_html(found.blocks(Layout(quotes=True)), inline=site.addresses.inline(names))
        return site.render("search", title=f"Search: {text}", text=text, story=story, form=_first(fields))

    def ask(request: Request) -> Response:
        question = request.query_params.get("question", "").strip()
        story = ""
        if question:
            answer = _VERBS["ask"].answer(site.graph, {"question": [question]}, site.settings.seconds)
            story = to_html(answer.blocks(Layout(quotes=True)), inline=site.addresses.inline({}))
        return site.render("ask", title=question or "Ask", question=question, story=story)

    def verb(request: Request) -> Response:
        name = request.url.path.rpartition("/")[2]
        answer = _VERBS[name].answer(site.graph, fields_of(request), site.settings.seconds)
        story = to_html(answer.blocks(Layout(quotes=True)), inline=site.addresses.inline({}))
        return site.render("answer", title=_TITLES[name], story=story, json=f"/api/{name}?{request.url.query}")

    def statement(request: Request) -> Response:
        name = request.url.path.rpartition("/")[2]
        return site.render(name, title=name.capitalize(), origins=site.settings.origins)

    return [
        Route("/", home),
        Route("/search", search),
        Route("/ask", ask),
        *(Route(f"/{name}", verb) for name in _TITLES),
        *(Route(f"/{name}", statement) for name in ("about", "accessibility")),
    ]


_TITLES = {
    "audit": "Findings of the audit",
    "stats": "The graph in numbers",
    "evidence": "Evidence",
    "neighbors": "Relations",
    "explain": "Why?",
}
