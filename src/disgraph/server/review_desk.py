"""The review of a project in a browser: the proposals in an order, decisions one by one, and the last ones undone."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from disgraph.claims.claim_files import read_entities
from disgraph.errors import InputError, MisuseError
from disgraph.project import project_lock
from disgraph.proposals.claim_edit import lines_of, replace_entry
from disgraph.proposals.decisions import DECISIONS, decide, restore
from disgraph.proposals.project_edits import add_claim, declare, entity_called, judge, reclassify
from disgraph.proposals.review_order import in_review_order
from disgraph.proposals.waiting import review_items

if TYPE_CHECKING:
    from disgraph.claims.claim import Claim, Entity
    from disgraph.project import Project
    from disgraph.proposals.decisions import Undo
    from disgraph.proposals.waiting import ReviewItem

#: What a reviewer does besides deciding about proposals.
_CORRECTIONS = ("edit", "class", "identity", "entity", "claim")


class Decided(NamedTuple):
    """A decision that can be undone: what was decided about which proposal, and the former texts of files."""

    decision: str
    item: str
    steps: tuple[Undo, ...]


class ReviewDesk:
    """The review of one project; decisions are written at once, under the lock of the project.

    Args:
        project: the user's own project.

    Attributes:
        key: what a browser needs for access; printed when the server starts.
        made: the decisions so far, the last one at the end.
    """

    def __init__(self, project: Project) -> None:
        self.project = project
        self.key = secrets.token_urlsafe(24)
        self.made: list[Decided] = []

    def knows(self, key: str) -> bool:
        """Return whether a key is the one of this desk."""
        return secrets.compare_digest(key.encode(), self.key.encode())

    def waiting(self, document: str = "", order: str = "document") -> list[ReviewItem]:
        """Return the proposals to review, those marked unsure at the end.

        Args:
            document: id of the one document whose proposals are wanted; empty for all.
            order: one of `disgraph.proposals.review_order.ORDERS`; another counts as the first.
        """
        return in_review_order(review_items(self.project, [document] if document else []), order)

    def decide(self, name: str, decision: str) -> None:
        """Write a decision about a proposal.

        Args:
            name: id of the proposal.
            decision: accept, reject or unsure.

        Raises:
            MisuseError: there is no such decision.
            InputError: the proposal has been decided meanwhile, or its file has changed.
        """
        if decision not in DECISIONS:
            raise MisuseError(f"{decision[:40]!r} is not a decision.", f"Choose from {', '.join(DECISIONS)}.")
        with project_lock(self.project):  # so that another reviewer's decision is not between reading and writing
            item = self._found(name)
            self.made.append(Decided(decision, name, decide(self.project, [item], decision)))

    def undo(self) -> str:
        """Undo the last decision, and return the id of its proposal.

        Raises:
            MisuseError: there is none.
            InputError: the file has changed since.
        """
        if not self.made:
            raise MisuseError("No decision to undo.", "Decide about a proposal first.")
        restore(self.project, self.made[-1].steps)
        return self.made.pop().item

    def lines(self, item: ReviewItem) -> str:
        """Return a claim as its file has it; an empty text for a link, which is edited in its file."""
        return lines_of(item)[0] if item.kind == "claim" else ""

    def edit(self, name: str, text: str) -> None:
        """Put edited lines in the place of a claim.

        Raises:
            Refused: they are malformed or unsupported; the file is unchanged.
            InputError: the proposal has been decided meanwhile.
        """
        with project_lock(self.project):
            item = self._found(name)
            self.made.append(Decided("edit", name, replace_entry(self.project, item, text.replace("\r\n", "\n"))))

    def entity(self, name: str) -> Entity:
        """Return the entity of the project that an id or a name means.

        Raises:
            InputError: there is none, or several.
        """
        return entity_called(read_entities(self.project.entities), name)

    def reclassify(self, name: str, kind: str) -> None:
        """Give an entity another class.

        Raises:
            Refused: claims do not permit it; nothing is changed.
        """
        self.made.append(Decided("class", name, reclassify(self.project, name, kind)))

    def judge(self, one: str, other: str, verdict: str, reason: str) -> None:
        """Judge whether two entities are one.

        Raises:
            InputError: the other entity is unknown.
            Refused: it contradicts other judgements; nothing is changed.
        """
        steps = judge(self.project, self.entity(one), self.entity(other), verdict, reason)
        self.made.append(Decided("identity", one, steps))

    def declare(self, document: str, name: str, kind: str) -> str:
        """Declare an entity of a document, and return its id.

        Raises:
            Refused: there is no such class; nothing is changed.
        """
        found, steps = declare(self.project, document, name, kind)
        self.made.append(Decided("entity", found, steps))
        return found

    def add(self, claim: Claim) -> None:
        """Add a claim, accepted.

        Raises:
            Refused: it is malformed or unsupported; nothing is changed.
        """
        self.made.append(Decided("claim", claim.document, add_claim(self.project, claim)))

    def counts(self) -> Sequence[tuple[str, int]]:
        """Return how often each decision was made."""
        decisions = [each.decision for each in self.made]
        return [(each, decisions.count(each)) for each in (*DECISIONS, *_CORRECTIONS) if each in decisions]

    def _found(self, name: str) -> ReviewItem:
        item = next((each for each in self.waiting() if each.id == name), None)
        if item is None:
            raise InputError(f"{name[:80]} is no longer proposed.", "Go on with the next proposal.")
        return item
