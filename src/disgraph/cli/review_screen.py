"""The screen of a review: one proposal at a time, one key for a decision."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import click

from disgraph.cli.review_editing import ask_class, edit_entry
from disgraph.errors import DisgraphError
from disgraph.render.terminal import without_controls, wrapped

if TYPE_CHECKING:
    from disgraph.project import Project
    from disgraph.proposals.decisions import Undo
    from disgraph.proposals.waiting import NewEntity, ReviewItem, ReviewPassage

#: What to do after a review.
REBUILD = "Run `disgraph build` to add the accepted claims to the graph."
_KEYS = (
    "a accept   r reject   t accept sentence   x reject sentence   d accept rest of document   u unsure   e edit   c class   m more text"
    "   s skip   z undo   q stop"
)
_OF_SENTENCE = {"t": "accept", "x": "reject"}
#: Where bold begins and ends. Text of documents never has these characters: `shown` replaces them.
_BOLD, _PLAIN = "\x01", "\x02"
_DECISIONS = {"a": "accept", "r": "reject", "u": "unsure"}


class _ReviewStep(NamedTuple):
    """What a key changed: where the review was, how to undo it, the decision (empty for a class), and the ids that it decided."""

    at: int
    undo: tuple[Undo, ...]
    decision: str
    ids: tuple[str, ...]


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
        self.steps: list[_ReviewStep] = []
        self.count = {"accept": 0, "reject": 0, "unsure": 0}
        self.decided: set[str] = set()

    def run(self) -> None:
        """Prompt until every proposal was shown or the user stops."""
        while self.at < len(self.waiting):
            item = self.waiting[self.at]
            if item.id in self.decided:
                self.at += 1
                continue
            click.echo(self._screen(item))
            if not self._answer(click.getchar().lower()):
                break
        words = zip(("accepted", "rejected", "unsure"), self.count.values(), strict=True)
        decided = ", ".join(f"{number:,} {word}" for word, number in words)
        click.echo(f"{decided}; {len(self.waiting) - sum(self.count.values()):,} left to review. {REBUILD}")

    def _answer(self, key: str) -> bool:
        """Carry out the command of a key; return whether the review continues."""
        if key in {"q", "\x03", "\x04", "\x1b", ""}:
            return False
        commands = {"z": self._undo, "e": self._edit, "c": self._reclassify, "d": self._accept_document, "m": self._show_more}
        try:
            if key in _DECISIONS:
                self._decide(_DECISIONS[key], [self.waiting[self.at]])
            elif key in _OF_SENTENCE:
                self._decide(_OF_SENTENCE[key], self._of_sentence())
            elif key in commands:
                commands[key]()
            elif key == "s":
                self.at += 1
            else:
                click.echo(f"  {_KEYS}")
        except DisgraphError as error:
            problems = getattr(error, "problems", ())
            lines = [f"  {one.message} {one.remedy}" for one in (problems or (error,))]
            click.echo(without_controls("\n".join(lines)))
        return True

    def _decide(self, decision: str, items: list[ReviewItem]) -> None:
        from disgraph.proposals.decisions import decide

        self.steps.append(_ReviewStep(self.at, decide(self.project, items, decision), decision, tuple(item.id for item in items)))
        self.decided |= {item.id for item in items}
        self.count[decision] += len(items)
        self.at += 1

    def _of_sentence(self) -> list[ReviewItem]:
        """Return the proposal on the screen and the later ones whose first quote is in the same sentence."""
        here = self.waiting[self.at]
        rest = [one for one in self.waiting[self.at :] if one.kind == "claim" and one.id not in self.decided]
        place = (here.document, here.sentence_start)
        return [one for one in rest if (one.document, one.sentence_start) == place] if here.kind == "claim" else [here]

    def _accept_document(self) -> None:
        """Accept the proposal on the screen and every later one of its document."""
        item = self.waiting[self.at]
        if item.kind == "link":
            click.echo("  A link is between two documents: accept it alone.")
            return
        rest = [one for one in self.waiting[self.at :] if one.document == item.document and one.id not in self.decided]
        self._decide("accept", rest)
        click.echo(f"  {len(rest):,} accepted in document {item.document}; z undoes it.")

    def _undo(self) -> None:
        from disgraph.proposals.decisions import restore

        if not self.steps:
            click.echo("  No decision to undo.")
            return
        restore(self.project, self.steps[-1].undo)
        step = self.steps.pop()
        self.at = step.at
        self.decided -= set(step.ids)
        if step.decision:
            self.count[step.decision] -= len(step.ids)
        else:
            self._read_again()

    def _edit(self) -> None:
        item = self.waiting[self.at]
        if item.kind == "link":
            click.echo(f"  Edit a link in its file: {item.file}:{item.line}.")
        elif edit_entry(self.project, item):
            self.steps.clear()  # the lines after the edit have moved, so earlier decisions can only be undone in the file
            self._read_again()
        else:
            click.echo("  No change.")

    def _reclassify(self) -> None:
        from disgraph.proposals.project_edits import reclassify

        chosen = ask_class(self.waiting[self.at])
        if chosen is None:
            click.echo("  No change: no entity of this proposal is new, or no class was given.")
            return
        self.steps.append(_ReviewStep(self.at, reclassify(self.project, *chosen), "", ()))
        self._read_again()

    def _read_again(self) -> None:
        """Replace the proposals that are left by what the files have now."""
        from disgraph.proposals.waiting import review_items

        left = {one.id: one for one in review_items(self.project)}
        self.waiting = [left.get(one.id, one) for one in self.waiting]

    def _show_more(self) -> None:
        from disgraph.proposals.waiting import paragraphs_around

        for paragraph in paragraphs_around(self.project, self.waiting[self.at]):
            click.echo("\n".join(("", *wrapped(without_controls(paragraph), "  ", "  "))))

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
        for note in (*([f"doubt: {item.doubt}"] if item.doubt else []), *map(_introduced, item.new), *item.alike):
            yield from wrapped(note, "    ", "      ")
        yield f"  [{_KEYS}]"


def _introduced(entity: NewEntity) -> str:
    """Return what accepting a claim says about an entity that is not in the graph."""
    aliases = f"; also {', '.join(entity.aliases)}" if entity.aliases else ""
    first = f'; first in "{entity.mention}"' if entity.mention else ""
    return f"new: {entity.name}, class {entity.type}{aliases}{first}"


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
        new=tuple(map(_cleaned_entity, item.new)),
    )


def _cleaned_entity(entity: NewEntity) -> NewEntity:
    name, mention = without_controls(entity.name), " ".join(without_controls(entity.mention).split())
    return entity._replace(name=name, aliases=tuple(map(without_controls, entity.aliases)), mention=mention)


def _cleaned_passage(passage: ReviewPassage) -> ReviewPassage:
    before, quote, after = map(without_controls, (passage.before, passage.quote, passage.after))
    return passage._replace(before=before, quote=quote, after=after)
