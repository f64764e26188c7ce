"""`disgraph review [DOCUMENT...]`."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from disgraph.cli.options import DecimalNumber, quiet_option
from disgraph.cli.session import own_current_project, progress, write
from disgraph.files import SCHEMA_VERSION
from disgraph.render.json_output import to_json
from disgraph.wording.noun_counts import count_noun

if TYPE_CHECKING:
    from collections.abc import Callable

    from disgraph.project import Project
    from disgraph.proposals.waiting import ReviewItem


@click.command(epilog="Example: disgraph review --accept-above 0.95")
@click.argument("documents", nargs=-1, metavar="[DOCUMENT...]")
@click.option(
    "--accept-above", type=DecimalNumber(0, 1), default=None, help="Accept the claims of at least this confidence without asking."
)
@click.option(
    "--links-above",
    type=DecimalNumber(0, 1),
    default=None,
    help="Accept the links of at least this confidence without asking; linked entities become one.",
)
@click.option(
    "--order",
    type=click.Choice(("document", "useful", "surest", "uncertain")),
    default="document",
    show_default=True,
    help="Order of the proposals: as in the documents, the most useful, the surest or the least sure first.",
)
@click.option("--list", "listed", is_flag=True, help="List the proposals as JSON and change nothing.")
@quiet_option
def review(
    documents: tuple[str, ...], accept_above: float | None, links_above: float | None, order: str, listed: bool, quiet: bool
) -> None:
    """Accept, edit or reject proposals, one by one: claims first, then links between entities.

    Each proposal is shown in its sentence, the quote between >> and <<, with the entities that it adds. One key decides: a accept,
    r reject, t accept or x reject all of this sentence, d accept the rest of the document, u unsure, e edit, c class of a new entity,
    m more text, s skip, z undo, q stop. Every decision is written at once, so that an interrupted review continues where it stopped. A
    rejected proposal stays in its file and is not proposed again. Edit opens the editor of VISUAL or EDITOR; without one it asks for
    each field. See docs/extraction.md.
    """
    from disgraph.cli.review_screen import Screen
    from disgraph.errors import MisuseError
    from disgraph.intake.shelf import find_entry
    from disgraph.project import project_lock
    from disgraph.proposals.review_order import in_review_order
    from disgraph.proposals.waiting import review_items

    project, say = own_current_project(), progress(quiet)
    for document in documents:
        find_entry(project, document)
    if not listed and (accept_above is not None or links_above is not None):
        with project_lock(project):
            _accept(project, review_items(project, documents), accept_above, links_above, say)
        return
    waiting = in_review_order(review_items(project, documents), order)
    if listed:
        write(to_json({"schema_version": SCHEMA_VERSION, "waiting": [_as_object(item) for item in waiting]}), "-")
        return
    if not waiting:
        say("No proposals to review.")
        return
    if not sys.stdin.isatty():
        raise MisuseError("Not a terminal: cannot prompt.", "Add --list, --accept-above or --links-above, which need no terminal.")
    Screen(project, waiting, sys.stdout.isatty() and "NO_COLOR" not in os.environ).run()


def _accept(project: Project, waiting: list[ReviewItem], claims: float | None, links: float | None, say: Callable[[str], None]) -> None:
    from disgraph.cli.review_screen import REBUILD
    from disgraph.proposals.decisions import decide

    least = {"claim": claims, "link": links}
    chosen = [item for item in waiting if _reaches(item.confidence, least[item.kind])]
    decide(project, chosen, "accept")
    say(f"Accepted {len(chosen):,} of {count_noun(len(waiting), 'proposal')}. {REBUILD}")


def _reaches(confidence: float | None, least: float | None) -> bool:
    return least is not None and confidence is not None and confidence >= least


def _as_object(item: ReviewItem) -> dict[str, object]:
    return {
        "kind": item.kind,
        "id": item.id,
        "document": item.document or None,
        "sentence": item.sentence,
        "quotes": [passage.quote for passage in item.passages],
        "rule": item.rule or None,
        "confidence": item.confidence,
        "doubt": item.doubt or None,
        "alike": list(item.alike),
        "unsure": item.unsure,
        "file": str(item.file),
        "line": item.line,
    }
