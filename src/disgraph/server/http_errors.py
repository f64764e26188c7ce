"""Errors as answers: the status, and the message with its remedy as a page or as JSON (RFC 9457)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from starlette.responses import Response

from disgraph.errors import DisgraphError, InputError, LimitExceeded, MisuseError, NeedsSources, NotBuilt, UnresolvedName
from disgraph.sparql.query_worker import NotAcceptable

if TYPE_CHECKING:
    from disgraph.errors import Candidate

#: Statuses by class of error; the first class that fits counts.
_STATUSES: tuple[tuple[type[DisgraphError], int], ...] = (
    (NotAcceptable, 406),
    (NeedsSources, 501),
    (MisuseError, 400),
    (UnresolvedName, 404),
    (NotBuilt, 503),
    (InputError, 400),
    (LimitExceeded, 503),
)


def status_of(error: DisgraphError) -> int:
    """Return the HTTP status of an error."""
    return next((status for kind, status in _STATUSES if isinstance(error, kind)), 500)


def problem(error: DisgraphError) -> Response:
    """Return an error as JSON."""
    content: dict[str, object] = {
        "type": f"urn:disgraph:error:{error.name}",
        "title": error.name,
        "status": status_of(error),
        "detail": error.message,
        "remedy": error.remedy or None,
    }
    if isinstance(error, UnresolvedName):
        content["candidates"] = [candidate_object(each) for each in error.candidates]
    return Response(json.dumps(content, ensure_ascii=False), status_of(error), media_type="application/problem+json")


def candidate_object(candidate: Candidate) -> dict[str, object]:
    """Return an entity that a name may denote, as JSON has it."""
    return {"iri": candidate.iri, "label": candidate.label, "type": candidate.kind, "documents": list(candidate.documents)}


def plain(status: int, message: str) -> Response:
    """Return a message as plain text."""
    return Response(f"{message}\n", status, media_type="text/plain")
