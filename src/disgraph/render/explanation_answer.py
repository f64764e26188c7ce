"""Why facts hold, as blocks and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from disgraph.facts.explanation import Explanation
from disgraph.facts.reasons import BASES, FOLLOWS, STATED, Reason
from disgraph.rdf import Literal
from disgraph.render.answer_blocks import Block, Heading, ListItem, Paragraph
from disgraph.render.citations import Citations, passage_object
from disgraph.render.hop_answer import finished, sentence
from disgraph.render.json_output import versioned
from disgraph.render.provenance import provenance_mark

#: Quotes of one reason; JSON has all.
_QUOTES = 2


class _Tree:
    """Reasons as nested items. A statement that occurs several times has a number, and is explained only once.

    Args:
        explanation: gives the number of occurrences of each statement.
    """

    def __init__(self, explanation: Explanation) -> None:
        self.citations = Citations()
        reasons = (reason for facts in explanation.facts for reason in facts)
        seen: set[str] = set()
        self._occurrences = Counter(each.sentence for reason in reasons for each in _with_premises(reason, seen))
        self._numbers: dict[str, int] = {}

    def blocks(self, reason: Reason, depth: int = 0, is_alternative: bool = False) -> Iterator[Block]:
        """Return a reason, then its quotes and premises one level deeper; an alternative is explained although its sentence is known."""
        known = self._numbers.get(reason.sentence)
        if known and not is_alternative:
            yield ListItem(f"{sentence(reason.sentence)} (see {known})", depth)
            return
        number = ""
        if self._occurrences[reason.sentence] > 1 and not is_alternative:
            self._numbers[reason.sentence] = len(self._numbers) + 1
            number = f"({len(self._numbers)}) "
        because = f" because {reason.rule}:" if reason.rule else ""
        yield ListItem(f"{number}{sentence(reason.sentence)}{_mark(reason)}{because}", depth)
        yield from self.citations.quotes(reason.passages[:_QUOTES], depth + 1)
        for premise in reason.premises:
            yield from self.blocks(premise, depth + 1)


def _with_premises(reason: Reason, seen: set[str]) -> Iterator[Reason]:
    """Yield a reason and its premises as the tree shows them: premises of a statement only at its first occurrence."""
    yield reason
    if reason.sentence not in seen:
        seen.add(reason.sentence)
        for premise in reason.premises:
            yield from _with_premises(premise, seen)


def explanation_blocks(found: Explanation) -> Iterator[Block]:
    """Return why facts hold, as a tree of sentences; or what is known where the documents do not state a fact."""
    if not found.facts:
        yield Heading(f"The documents do not state: {finished(found.question)}", 1)
        if found.known:
            yield Paragraph("What is known:")
        yield from (ListItem(sentence(each)) for each in found.known)
        return
    tree = _Tree(found)
    for reasons in found.facts:
        for number, reason in enumerate(reasons):
            if number:
                yield Paragraph("Or:")
            yield from tree.blocks(reason, is_alternative=number > 0)
    yield from tree.citations.sources()


def _mark(reason: Reason) -> str:
    """Return on what a fact rests, in brackets."""
    if reason.basis == STATED:
        return provenance_mark(reason.passages, inferred=False)
    if reason.basis == FOLLOWS:
        return " [derived]"
    return f" [{BASES[reason.basis]}{f': {reason.source}' if reason.source else ''}]"


def explanation_json(found: Explanation) -> str:
    """Return why facts hold as JSON; schema `explain.json`."""
    facts = [[reason_object(reason) for reason in reasons] for reasons in found.facts]
    return versioned({"question": found.question, "holds": bool(facts), "facts": facts, "known": list(found.known)})


def reason_object(reason: Reason) -> dict[str, object]:
    """Return a reason with its premises as JSON has it."""
    target = reason.triple.object
    return {
        "subject": str(reason.triple.subject)[1:-1],
        "predicate": reason.triple.predicate.value,
        "object": target.value if isinstance(target, Literal) else str(target)[1:-1],
        "sentence": reason.sentence,
        "basis": reason.basis,
        "inferred": reason.basis == FOLLOWS,
        "source": reason.source or None,
        "rule": reason.rule or None,
        "evidence": [passage_object(passage) for passage in reason.passages],
        "premises": [reason_object(premise) for premise in reason.premises],
    }
