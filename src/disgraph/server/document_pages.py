"""Pages on documents: the list, and each document with its quotes and the facts that they state."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from disgraph.corpus.documents import read_catalogue
from disgraph.graph.passages import documents
from disgraph.rdf import NamedNode
from disgraph.render.citations import description_of
from disgraph.server.document_text import QuotedFact, page_at, pages, parts, quoted_facts
from disgraph.server.licences import allows_reuse
from disgraph.server.paging import page_number, paged

if TYPE_CHECKING:
    from disgraph.corpus.documents import Document
    from disgraph.graph.graph import Graph
    from disgraph.passage import Source
    from disgraph.server.site import Site

#: Documents whose facts are kept.
_KEPT = 8


def document_routes(site: Site) -> list[Route]:
    """Return the routes of the pages on documents."""
    facts_of = lru_cache(_KEPT)(lambda graph, iri: quoted_facts(graph, NamedNode(iri)))

    def document_list(request: Request) -> Response:
        found = paged(documents(site.graph.graph), page_number(request), 100)
        return site.render("documents", title="Documents", documents=found, describe=description_of)

    def document(request: Request) -> Response:
        graph = site.graph.graph
        name = request.path_params["id"]
        source = next((each for each in documents(graph) if each.id == name), None)
        if source is None:
            raise HTTPException(404)
        facts = facts_of(graph, source.iri)
        return site.render(
            "document", title=source.title, source=source, describe=description_of, **_values(site, graph, request, source, facts)
        )

    return [Route("/documents", document_list), Route("/document/{id}", document)]


def _values(site: Site, graph: Graph, request: Request, source: Source, facts: list[QuotedFact]) -> dict[str, Any]:
    """Return the values of the page of a document: a page of its text, or of its quotes where the text may not be shown."""
    kept = _kept(site, source.id)
    if kept is None:
        found = paged(list(enumerate(facts, 1)), page_number(request), 40)
        return {"text": None, "facts": found, "entry": None}
    whole = pages(kept.text, facts)
    at = request.query_params.get("at", "")
    chosen = page_at(whole, int(at)) if at.isascii() and at.isdigit() else whole[min(page_number(request), len(whole)) - 1]
    numbered = [(number, fact) for number, fact in enumerate(facts, 1) if fact in chosen.facts]
    del graph
    return {"text": parts(kept.text, chosen, facts), "at": chosen, "pages": len(whole), "facts": numbered, "entry": kept.entry}


def _kept(site: Site, name: str) -> Document | None:
    """Return the text of a document, if it is on this machine and may be shown."""
    if not site.graph.has_sources:
        return None
    project = site.graph.project
    found = _catalogue(project.catalogue, project.documents).get(name)
    return found if found is not None and (site.settings.shows_whole_texts or allows_reuse(found.entry.rights)) else None


_catalogue = lru_cache(1)(read_catalogue)
