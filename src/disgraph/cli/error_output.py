"""Errors as text on standard error: problem, candidates and remedy."""

from __future__ import annotations

import sys

from disgraph.errors import AmbiguousName, Candidate, DisgraphError, Refused, UnknownName, UnresolvedName
from disgraph.render.terminal import without_controls

#: Maximum number of problems of a refused build that are listed.
_MAX_PROBLEMS = 50

#: Maximum number of candidates for a name.
_MAX_CANDIDATES = 5


def write_error(error: DisgraphError, with_iris: bool = False) -> None:
    """Write an error on standard error, with what the user can do.

    Args:
        error: what was raised.
        with_iris: whether candidates are listed with their IRIs.
    """
    _write_problems(error)
    write_line(f"Error: {error.message} [{error.name}]")
    if isinstance(error, UnresolvedName):
        for candidate in error.candidates[:_MAX_CANDIDATES]:
            write_line(f"  {_described(candidate, isinstance(error, AmbiguousName))}{f'  {candidate.iri}' if with_iris else ''}")
        more = len(error.candidates) - _MAX_CANDIDATES
        if more > 0:
            write_line(f"  and {more} more")
    is_proposed = isinstance(error, UnknownName) and write_proposals(error.asked)
    if error.remedy and not is_proposed:
        write_line(error.remedy)


def write_line(text: str) -> None:
    """Write a line on standard error, whatever its encoding, without control characters."""
    print(without_controls(text).encode(errors="replace").decode(), file=sys.stderr)  # noqa: T201


def _write_problems(error: DisgraphError) -> None:
    problems = error.problems if isinstance(error, Refused) else ()
    for problem in problems[:_MAX_PROBLEMS]:
        write_line(str(problem))
    if len(problems) > _MAX_PROBLEMS:
        write_line(f"... and {len(problems) - _MAX_PROBLEMS} more")


def _described(candidate: Candidate, with_id: bool) -> str:
    """Return name, kind and documents, with the id where the name does not distinguish: `Li Juan (person, document 003): li-juan`."""
    noun = "document" if len(candidate.documents) == 1 else "documents"
    documents = f"{noun} {', '.join(candidate.documents)}" if candidate.documents else ""
    kind = ", ".join(filter(None, (candidate.kind, documents)))
    described = f"{candidate.label} ({kind})"
    return f"{described}: {candidate.iri.rsplit('/', 1)[-1]}" if with_id else described


def write_proposals(name: str) -> bool:
    """Write in which documents an entity with an unknown name is proposed, and return whether it is."""
    from disgraph.cli.session import current_project
    from disgraph.proposals.proposed_names import proposal_hint

    try:
        project = current_project()
        hint = "" if project.is_shipped else proposal_hint(project, name)
    except DisgraphError:  # `review` and `build` report malformed files
        return False
    if hint:
        write_line(hint)
    return bool(hint)
