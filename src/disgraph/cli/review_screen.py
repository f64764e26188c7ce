"""The screen of a review: one proposal at a time, one key for a decision."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from disgraph.errors import DisgraphError
from disgraph.render.terminal import without_controls, wrapped

if TYPE_CHECKING:
    from disgraph.project import Project
    from disgraph.proposals.decisions import Undo
    from disgraph.proposals.waiting import ReviewItem, ReviewPassage

#: What to do after a review.
REBUILD = "Run `disgraph build` to add the accepted claims to the graph."
_KEYS = "a accept   r reject   u unsure   e edit   s skip   z undo   q stop"
#: Where bold begins and ends. Text of documents never has these characters: `shown` replaces them.
_BOLD, _PLAIN = "\x01", "\x02"
_DECISIONS = {"a": "accept", "r": "reject", "u": "unsure"}


class Screen:
    """Shows one proposal after the other, writes every decision at once, and can undo each of them.

    Args:
        project: the user's own project.
        waiting: the proposals, in order.
        styled: whether the terminal shows bold; style alone never carries information.
    """

    def __init__(self, project: Project, waiting: list[ReviewItem], styled: bool) -> None:
        self.project, self.waiting, self.styled = project, waiting, styled
        self.at = 0
        self.undo: list[tuple[int, tuple[Undo, ...]]] = []
        self.count = {"accept": 0, "reject": 0, "unsure": 0}
        self.decided: list[str] = []

    def run(self) -> None:
        """Prompt until every proposal was shown or the user stops."""
        while self.at < len(self.waiting):
            click.echo(self._screen(self.waiting[self.at]))
            if not self._answer(click.getchar().lower()):
                break
        words = zip(("accepted", "rejected", "unsure"), self.count.values(), strict=True)
        decided = ", ".join(f"{number:,} {word}" for word, number in words)
        click.echo(f"{decided}; {len(self.waiting) - sum(self.count.values()):,} left to review. {REBUILD}")

    def _answer(self, key: str) -> bool:
        """Carry out the command of a key; return whether the review continues."""
        if key in {"q", "\x03", "\x04", "\x1b", ""}:
            return False
        try:
            if key in _DECISIONS:
                self._decide(_DECISIONS[key])
            elif key == "z":
                self._undo()
            elif key == "e":
                self._edit()
            elif key == "s":
                self.at += 1
            else:
                click.echo(f"  {_KEYS}")
        except DisgraphError as error:
            problems = getattr(error, "problems", ())
            lines = [f"  {one.message} {one.remedy}" for one in (problems or (error,))]
            click.echo(without_controls("\n".join(lines)))
        return True

    def _decide(self, decision: str) -> None:
        from disgraph.proposals.decisions import decide

        self.undo.append((self.at, decide(self.project, [self.waiting[self.at]], decision)))
        self.decided.append(decision)
        self.count[decision] += 1
        self.at += 1

    def _undo(self) -> None:
        from disgraph.proposals.decisions import restore

        if not self.undo:
            click.echo("  No decision to undo.")
            return
        restore(self.project, self.undo[-1][1])
        self.at, _undone = self.undo.pop()
        self.count[self.decided.pop()] -= 1

    def _edit(self) -> None:
        from disgraph.proposals.claim_edit import lines_of, replace_entry
        from disgraph.proposals.waiting import review_items

        item = self.waiting[self.at]
        if item.kind == "link":
            click.echo(f"  Edit a link in its file: {item.file}:{item.line}.")
            return
        edited = click.edit(lines_of(item)[0], extension=".yaml")
        if edited is None:
            click.echo("  No change.")
            return
        replace_entry(self.project, item, edited)
        self.undo.clear()  # the lines after the edit have moved, so earlier decisions can only be undone in the file
        self.decided.clear()
        left = {one.id for one in self.waiting[self.at :]}
        self.waiting[self.at :] = [one for one in review_items(self.project) if one.id in left]

    def _screen(self, item: ReviewItem) -> str:
        """Return a proposal as text: cleaned first, then wrapped, then styled."""
        text = "\n".join(self._lines(_cleaned(item)))
        bold, plain = ("\x1b[1m", "\x1b[0m") if self.styled else ("", "")
        return text.replace(_BOLD, bold).replace(_PLAIN, plain)

    def _lines(self, item: ReviewItem) -> Iterator[str]:
        yield ""
        where = f"document {item.document}, {item.title}" if item.document else "two entities"
        heading = f"{self.at + 1} of {len(self.waiting)}: {item.kind}, {where}{' (marked unsure before)' if item.unsure else ''}"
        yield from wrapped(heading, "", "  ")
        for passage in item.passages:
            marked = f"{passage.before}{_BOLD}>>{passage.quote}<<{_PLAIN}{passage.after}"
            yield from wrapped(" ".join(marked.split()), "  ", "  ")
        yield from wrapped(f"{_BOLD}{item.sentence}.{_PLAIN}", "  = ", "    ")
        known = f", confidence {item.confidence:g}" if item.confidence is not None else ""
        yield from wrapped(f"because: {item.rule or 'proposed by hand'}{known}", "    ", "    ")
        for note in (*([f"doubt: {item.doubt}"] if item.doubt else []), *item.alike):
            yield from wrapped(note, "    ", "      ")
        yield f"  [{_KEYS}]"


def _cleaned(item: ReviewItem) -> ReviewItem:
    """Return a proposal without control characters, so that a document cannot inject escape sequences."""
    return item._replace(
        document=without_controls(item.document),
        title=without_controls(item.title),
        sentence=without_controls(item.sentence),
        passages=tuple(map(_cleaned_passage, item.passages)),
        rule=without_controls(item.rule),
        doubt=without_controls(item.doubt),
        alike=tuple(map(without_controls, item.alike)),
    )


def _cleaned_passage(passage: ReviewPassage) -> ReviewPassage:
    before, quote, after = map(without_controls, (passage.before, passage.quote, passage.after))
    return passage._replace(before=before, quote=quote, after=after)
