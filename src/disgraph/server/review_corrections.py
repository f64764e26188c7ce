"""Pages of the review where a person corrects: an entity's class and identity, a new entity, and a new claim from selected words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from disgraph.claims.claim_files import read_entities
from disgraph.corpus.documents import read_catalogue
from disgraph.errors import DisgraphError
from disgraph.ontology.vocabulary_reader import read_vocabulary
from disgraph.proposals.project_edits import VERDICTS, entity_classes, judgements_about
from disgraph.server.claim_form import claim_fields, claim_kinds, claim_of
from disgraph.server.document_text import QuotedFact, page_at, pages, parts
from disgraph.server.paging import page_number
from disgraph.server.review_access import check_cookie, checked_form, problems_of

if TYPE_CHECKING:
    from disgraph.server.review_desk import ReviewDesk
    from disgraph.server.site import Site

_Page = Callable[["Site", "ReviewDesk", Mapping[str, str], DisgraphError | None], Response]
_Act = Callable[["ReviewDesk", Mapping[str, str]], dict[str, str]]


def correction_routes(site: Site, desk: ReviewDesk) -> list[Route]:
    """Return the routes of the corrections.

    Args:
        site: where the pages are.
        desk: of the project.
    """

    def document(request: Request) -> Response:
        check_cookie(desk, request)
        return _document_page(site, desk, request)

    routes = [Route("/review/document/{id}", document)]
    for address, page, act in (("/review/entity", _entity_page, _correct_entity), ("/review/claim", _claim_page, _add_claim)):
        routes += _form_routes(site, desk, address, page, act)
    return routes


def _form_routes(site: Site, desk: ReviewDesk, address: str, page: _Page, act: _Act) -> list[Route]:
    """Return the routes of a page with forms: shown, and sent; what is refused is shown again with its problems."""

    def show(request: Request) -> Response:
        check_cookie(desk, request)
        return page(site, desk, request.query_params, None)

    async def send(request: Request) -> Response:
        given = await checked_form(desk, request)
        try:
            after = await run_in_threadpool(act, desk, given)
        except DisgraphError as error:
            return await run_in_threadpool(page, site, desk, given, error)
        return RedirectResponse(f"{site.addresses.page(after.pop('page', address))}?{urlencode(after)}", 303)

    return [Route(address, show), Route(address, send, methods=["POST"])]


# --- an entity ---


def _entity_page(site: Site, desk: ReviewDesk, given: Mapping[str, str], error: DisgraphError | None) -> Response:
    entity = desk.entity(given.get("id", ""))
    values: dict[str, Any] = {"entity": entity, "classes": entity_classes(read_vocabulary(desk.project.ontology)), "verdicts": VERDICTS}
    values |= {"given": given, "problems": problems_of(error), "key": desk.key, "done": given.get("done", "")}
    found = read_entities(desk.project.entities)
    about = [(each, found.get(each.other if each.entity == entity.id else each.entity)) for each in judgements_about(desk.project, entity)]
    return site.render("review_entity", 200 if error is None else 400, title=f"Review: {entity.name}", judgements=about, **values)


def _correct_entity(desk: ReviewDesk, given: Mapping[str, str]) -> dict[str, str]:
    name = given.get("id", "")
    if given.get("action") == "class":
        desk.reclassify(name, given.get("class", ""))
    else:
        desk.judge(name, given.get("other", ""), given.get("verdict", ""), given.get("reason", ""))
    return {"id": name, "done": "Saved."}


# --- a claim from selected words ---


def _claim_page(site: Site, desk: ReviewDesk, given: Mapping[str, str], error: DisgraphError | None) -> Response:
    document = _document(desk, given.get("document", ""))
    vocabulary = read_vocabulary(desk.project.ontology)
    kind = given.get("kind", "")
    fields = claim_fields(vocabulary, kind) if kind else []
    records, properties = claim_kinds(vocabulary)
    values: dict[str, Any] = {"document": document.id, "about": document.entry.title, "kind": kind, "fields": fields, "given": given}
    values |= {"records": records, "properties": properties, "classes": entity_classes(vocabulary), "key": desk.key}
    values |= {"problems": problems_of(error), "done": given.get("done", "")}
    return site.render("review_claim", 200 if error is None else 400, title="Add a claim", **values)


def _add_claim(desk: ReviewDesk, given: Mapping[str, str]) -> dict[str, str]:
    document = _document(desk, given.get("document", "")).id
    kept = {name: given[name] for name in ("document", "kind", "quote") if given.get(name)}
    if given.get("action") == "declare":
        found = desk.declare(document, given.get("name", ""), given.get("class", ""))
        return kept | {"done": f"Declared as {found}."}
    desk.add(claim_of(read_vocabulary(desk.project.ontology), read_entities(desk.project.entities), document, given))
    return {"page": f"/review/document/{document}", "done": "The claim is added. Run `disgraph build` to have it in the graph."}


# --- a document with its proposals ---


def _document_page(site: Site, desk: ReviewDesk, request: Request) -> Response:
    document = _document(desk, request.path_params["id"])
    items = [item for item in desk.waiting(document.id) if item.kind == "claim"]
    found = sorted(QuotedFact(each.start, each.end, item.sentence, item.id) for item in items for each in item.passages)
    whole = pages(document.text, found)
    at = request.query_params.get("at", "")
    chosen = page_at(whole, int(at)) if at.isascii() and at.isdigit() else whole[min(page_number(request), len(whole)) - 1]
    values: dict[str, Any] = {"document": document.id, "text": parts(document.text, chosen, found), "at": chosen, "pages": len(whole)}
    values["facts"] = [(number, fact) for number, fact in enumerate(found, 1) if fact in chosen.facts]
    return site.render("review_document", title=f"Review: {document.entry.title}", done=request.query_params.get("done", ""), **values)


def _document(desk: ReviewDesk, name: str) -> Any:
    found = read_catalogue(desk.project.catalogue, desk.project.documents).get(name)
    if found is None:
        raise HTTPException(404)
    return found
