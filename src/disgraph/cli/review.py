"""`disgraph review [DOCUMENT...]`."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from disgraph.cli.options import quiet_option
from disgraph.cli.session import own_current_project, progress, write
from disgraph.cli.tables import SCHEMA_VERSION, to_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from disgraph.proposals.waiting import ReviewItem


@click.command(epilog="Example: disgraph review --accept-above 0.95")
@click.argument("documents", nargs=-1, metavar="[DOCUMENT...]")
@click.option(
    "--accept-above", type=click.FloatRange(0, 1), default=None, help="Accept claims of at least this confidence, and ask nothing."
)
@click.option(
    "--links-above", type=click.FloatRange(0, 1), default=None, help="Likewise links between entities: what is accepted becomes one."
)
@click.option("--list", "listed", is_flag=True, help="Only list what waits, as JSON.")
@quiet_option
def review(documents: tuple[str, ...], accept_above: float | None, links_above: float | None, listed: bool, quiet: bool) -> None:
    """Accept, edit or reject what was proposed, one by one: claims first, then links between entities.

    Each is shown in its sentence, the quote between >> and <<. One key decides: a accept, r reject, u unsure, e edit, s skip, z take
    the last decision back, q stop. Every decision is written at once, so a review that is stopped goes on where it was. What is
    rejected stays in its file and is not proposed again. The same can be done by hand: see docs/extraction.md.
    """
    from disgraph.cli.review_screen import Screen
    from disgraph.errors import MisuseError
    from disgraph.proposals.waiting import review_items

    project, say = own_current_project(), progress(quiet)
    waiting = review_items(project, documents)
    if listed:
        write(to_json({"schema_version": SCHEMA_VERSION, "waiting": [_as_object(item) for item in waiting]}), "-")
        return
    if accept_above is not None or links_above is not None:
        _accept(waiting, accept_above, links_above, say)
        return
    if not waiting:
        say("Nothing waits for review.")
        return
    if not sys.stdin.isatty():
        raise MisuseError("Nobody can be asked.", "Run it in a terminal, or add --accept-above, --links-above or --list.")
    Screen(project, waiting, sys.stdout.isatty() and "NO_COLOR" not in os.environ).run()


def _accept(waiting: list[ReviewItem], claims: float | None, links: float | None, say: Callable[[str], None]) -> None:
    from disgraph.proposals.decisions import decide

    least = {"claim": claims, "link": links}
    chosen = [item for item in waiting if _reaches(item.confidence, least[item.kind])]
    decide(own_current_project(), chosen, "accept")
    left = "the others wait" if len(chosen) < len(waiting) else "nothing else waits"
    say(f"Accepted {len(chosen):,} of {len(waiting):,}; {left}. Run `disgraph build` for a graph with what was accepted.")


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
