"""Who may review: only a browser that knows the key of the desk.

The key is kept in a cookie that no other site can use. A form repeats it, so that no page of another site can send a decision.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from disgraph.errors import DisgraphError, Refused

if TYPE_CHECKING:
    from disgraph.server.review_desk import ReviewDesk
    from disgraph.server.site import Site

COOKIE = "disgraph-review"


def let_in(site: Site, desk: ReviewDesk, key: str) -> Response:
    """Give a browser that knows the key its cookie."""
    if not desk.knows(key):
        raise HTTPException(403, "The key is wrong. The address is printed when the server starts.")
    answer = RedirectResponse(site.addresses.page("/review"), 303)
    answer.set_cookie(COOKIE, key, path=site.addresses.page("/review"), httponly=True, samesite="strict")
    return answer


def check_cookie(desk: ReviewDesk, request: Request) -> None:
    """Refuse a browser without the cookie."""
    if not desk.knows(request.cookies.get(COOKIE, "")):
        raise HTTPException(403, "Open the address of the review that is printed when the server starts.")


async def checked_form(desk: ReviewDesk, request: Request) -> dict[str, str]:
    """Return the fields of a form that a page of this review sent."""
    check_cookie(desk, request)
    given = dict(parse_qsl((await request.body()).decode(errors="replace"), keep_blank_values=True))
    if not desk.knows(given.get("key", "")):
        raise HTTPException(403, "The form is not of this server.")
    return given


def problems_of(error: DisgraphError | None) -> list[str]:
    """Return what is wrong, each problem with its remedy."""
    if error is None:
        return []
    found = error.problems if isinstance(error, Refused) else (error,)
    return [f"{each.message} {each.remedy}".strip() for each in found]
