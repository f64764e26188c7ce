"""The screen of a review: one proposal at a time, one key for a decision."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from disgraph.cli.path_text import wrapped
from disgraph.cli.session import shown
from disgraph.errors import DisgraphError

if TYPE_CHECKING:
    from disgraph.project import Project
    from disgraph.proposals.decisions import Undo
    from disgraph.proposals.waiting import ReviewItem, ReviewPassage

_KEYS = "a accept   r reject   u unsure   e edit   s skip   z take back   q stop"
_DECISIONS = {"a": "accept", "r": "reject", "u": "unsure"}


class Screen:
    """Goes through what waits, writes every decision at once, and can take each of them back.

    Args:
        project: one of your own.
        waiting: what waits, in order.
        styled: whether the terminal shows bold; nothing is said by style alone.
    """

    def __init__(self, project: Project, waiting: list[ReviewItem], styled: bool) -> None:
        self.project, self.waiting, self.styled = project, waiting, styled
        self.at = 0
        self.undone: list[tuple[int, tuple[Undo, ...]]] = []
        self.count = {"accept": 0, "reject": 0, "unsure": 0}
        self.taken: list[str] = []

    def run(self) -> None:
        """Ask until everything was seen or somebody stops."""
        while self.at < len(self.waiting):
            click.echo(shown("\n".join(self._shown(self.waiting[self.at]))))
            if not self._answer(click.getchar().lower()):
                break
        told = ", ".join(f"{number} {word}" for word, number in zip(("accepted", "rejected", "unsure"), self.count.values(), strict=True))
        click.echo(f"{told}; {len(self.waiting) - sum(self.count.values())} wait. Run `disgraph build` for a graph with what was accepted.")

    def _answer(self, key: str) -> bool:
        """Do what a key means; tell whether to go on."""
        if key in {"q", "\x03", "\x04", "\x1b", ""}:
            return False
        try:
            if key in _DECISIONS:
                self._decide(_DECISIONS[key])
            elif key == "z":
                self._take_back()
            elif key == "e":
                self._edit()
            elif key == "s":
                self.at += 1
            else:
                click.echo(f"  {_KEYS}")
        except DisgraphError as error:
            problems = getattr(error, "problems", ())
            click.echo("\n".join(f"  {problem.message} {problem.remedy}" for problem in problems) or f"  {error.message} {error.remedy}")
        return True

    def _decide(self, decision: str) -> None:
        from disgraph.proposals.decisions import decide

        self.undone.append((self.at, decide(self.project, [self.waiting[self.at]], decision)))
        self.taken.append(decision)
        self.count[decision] += 1
        self.at += 1

    def _take_back(self) -> None:
        from disgraph.proposals.decisions import take_back

        if not self.undone:
            click.echo("  Nothing to take back.")
            return
        self.at, undo = self.undone.pop()
        self.count[self.taken.pop()] -= 1
        take_back(undo)

    def _edit(self) -> None:
        from disgraph.proposals.claim_edit import lines_of, replace_entry
        from disgraph.proposals.waiting import review_items

        item = self.waiting[self.at]
        if item.kind == "link":
            click.echo(f"  A link is edited in its file: {item.file}:{item.line}.")
            return
        edited = click.edit(lines_of(item)[0], extension=".yaml")
        if edited is None:
            click.echo("  Nothing was changed.")
            return
        replace_entry(self.project, item, edited)
        self.undone.clear()  # the lines behind have moved: what was decided before is taken back in the file
        self.taken.clear()
        left = {one.id for one in self.waiting[self.at :]}
        self.waiting[self.at :] = [one for one in review_items(self.project) if one.id in left]

    def _shown(self, item: ReviewItem) -> Iterator[str]:
        yield ""
        where = f"document {item.document}, {item.title}" if item.document else "two entities"
        yield from wrapped(
            f"{self.at + 1} of {len(self.waiting)}: {item.kind}, {where}{' (seen before, unsure)' if item.unsure else ''}", "", "  "
        )
        for passage in item.passages:
            yield from wrapped(self._marked(passage), "  ", "  ")
        yield from wrapped(self._bold(f"{item.sentence}."), "  = ", "    ")
        known = f", confidence {item.confidence:g}" if item.confidence is not None else ""
        yield from wrapped(f"because: {item.rule or 'proposed by hand'}{known}", "    ", "    ")
        for told in (*([f"doubt: {item.doubt}"] if item.doubt else []), *item.alike):
            yield from wrapped(told, "    ", "      ")
        yield f"  [{_KEYS}]"

    def _marked(self, passage: ReviewPassage) -> str:
        return " ".join(f"{passage.before}{self._bold(f'>>{passage.quote}<<')}{passage.after}".split())

    def _bold(self, text: str) -> str:
        return click.style(text, bold=True) if self.styled else text
