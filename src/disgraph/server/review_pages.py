"""Pages of the review: one proposal at a time, in its sentence, with a button for each decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from disgraph.errors import DisgraphError
from disgraph.proposals.review_order import ORDERS
from disgraph.server.review_access import check_cookie, checked_form, let_in, problems_of
from disgraph.server.review_corrections import correction_routes

if TYPE_CHECKING:
    from disgraph.proposals.waiting import ReviewItem
    from disgraph.server.review_desk import ReviewDesk
    from disgraph.server.site import Site

#: Proposals that are listed next to the one that is shown.
_LISTED = 25


def review_routes(site: Site, desk: ReviewDesk) -> list[Route]:
    """Return the routes of a review.

    Args:
        site: where the pages are.
        desk: of the project.
    """

    def show(request: Request) -> Response:
        key = request.query_params.get("key", "")
        if key:
            return let_in(site, desk, key)
        check_cookie(desk, request)
        return _page(site, desk, request.query_params)

    async def decide(request: Request) -> Response:
        given = await checked_form(desk, request)
        try:
            await run_in_threadpool(_carry_out, desk, given)
        except DisgraphError as error:
            return await run_in_threadpool(_page, site, desk, given, error)
        kept = {name: given[name] for name in ("document", "order") if given.get(name)}
        after = {"at": given["next"]} if given.get("action") in ("accept", "reject", "unsure") and given.get("next") else _same(given)
        return RedirectResponse(site.addresses.page(f"/review?{urlencode(kept | after)}"), 303)

    return [Route("/review", show), Route("/review", decide, methods=["POST"]), *correction_routes(site, desk)]


def _same(given: Mapping[str, str]) -> dict[str, str]:
    """Return the proposal that is shown again: after an edit the same one, after an undo the one that it was about."""
    return {"at": given["id"]} if given.get("action") == "edit" and given.get("id") else {}


def _carry_out(desk: ReviewDesk, given: Mapping[str, str]) -> None:
    """Carry out the action of a form."""
    action, name = given.get("action", ""), given.get("id", "")
    if action == "undo":
        desk.undo()
    elif action == "edit":
        desk.edit(name, given.get("text", ""))
    else:
        desk.decide(name, action)


def _page(site: Site, desk: ReviewDesk, given: Mapping[str, str], error: DisgraphError | None = None) -> Response:
    document, order = given.get("document", ""), given.get("order", "document")
    waiting = desk.waiting(document, order)
    at = _place(waiting, given.get("at") or given.get("id", ""))
    values: dict[str, Any] = {"document": document, "order": order, "orders": ORDERS, "key": desk.key, "counts": desk.counts()}
    values |= {"waiting": waiting, "at": at, "item": None, "problems": problems_of(error), "documents": _documents(desk)}
    if waiting:
        item = waiting[at]
        text = given.get("text") if error is not None and given.get("action") == "edit" else desk.lines(item)
        listed = waiting[max(0, at - 2) : at + _LISTED]
        following = waiting[at + 1].id if at + 1 < len(waiting) else ""
        values |= {"item": item, "lines": text, "listed": listed, "following": following}
    return site.render("review", 200 if error is None else 400, title="Review", **values)


def _place(waiting: Sequence[ReviewItem], name: str) -> int:
    """Return where a proposal is; the first place if it is not there."""
    return next((at for at, item in enumerate(waiting) if item.id == name), 0)


def _documents(desk: ReviewDesk) -> list[str]:
    return sorted({item.document for item in desk.waiting() if item.document})
