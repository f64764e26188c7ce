"""Scoring answers: a file of questions with what a right fact must have, and the shares of right answers by kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from disgraph.ask.answering import Answered, AnswerFact
from disgraph.ask.verdict import ANSWERED
from disgraph.store.name_file import fold_name

#: A right fact is looked for among this number of first ones; of a list, every one among the last number.
_FIRST, _FEW, _MANY = 1, 3, 10

#: A quote is an expected one if it shares this part of the words of the shorter of both.
_OVERLAP = 0.7

#: The kind of all questions together.
ALL = "all"


class ScoredQuestion(NamedTuple):
    """A question with what a right answer has.

    Attributes:
        question: the question.
        kind: its kind.
        words: that the sentence, quotes and answer of a right fact have, all of them; of words joined by |, one.
        quotes: one of which a right fact has.
        is_stated: whether the documents answer it.
    """

    question: str
    kind: str
    words: tuple[str, ...]
    quotes: tuple[str, ...]
    is_stated: bool


class AskScore(NamedTuple):
    """How many questions of a kind are answered right.

    Attributes:
        kind: of question, or all.
        stated: questions that the documents answer.
        first: of them, those answered with a right fact first.
        three: those with a right fact among the first three.
        ten: those with a right fact among the first ten.
        wrong: those answered without a right fact among the first three.
        not_stated: questions that the documents do not answer.
        admitted: of them, those for which the answer says so.
    """

    kind: str
    stated: int
    first: int
    three: int
    ten: int
    wrong: int
    not_stated: int
    admitted: int


def score(questions: Iterable[ScoredQuestion], ask: Callable[[str], Answered]) -> list[AskScore]:
    """Return the scores by kind, and first those of all questions."""
    marks = [(each.kind, _mark(each, ask(each.question))) for each in questions]
    kinds = [ALL, *sorted({kind for kind, _ in marks})]
    return [AskScore(kind, *map(sum, zip(*(mark for of, mark in marks if kind in (ALL, of)), strict=True))) for kind in kinds]


def _mark(question: ScoredQuestion, answered: Answered) -> tuple[int, ...]:
    is_answered = answered.status == ANSWERED
    if not question.is_stated:
        return (0, 0, 0, 0, 0, 1, int(not is_answered))
    right = [is_right(question, fact, answered) for fact in answered.facts[:_MANY]]
    few = any(right[:_FEW])
    return (1, int(is_answered and any(right[:_FIRST])), int(few), int(any(right)), int(is_answered and not few), 0, 0)


def is_right(question: ScoredQuestion, fact: AnswerFact, answered: Answered) -> bool:
    """Return whether a fact is one that answers a question."""
    if question.quotes:
        return any(_overlap(quote, passage.quote) for quote in question.quotes for passage in fact.passages)
    text = fold_name(" ".join((fact.sentence, *(passage.quote for passage in fact.passages), answered.answer if fact.is_answer else "")))
    return all(any(fold_name(word) in text for word in either.split("|")) for either in question.words)


def _overlap(expected: str, quote: str) -> bool:
    one, other = (set(re.findall(r"\w+", fold_name(text))) for text in (expected, quote))
    return len(one & other) >= _OVERLAP * max(1, min(len(one), len(other)))


def share(number: int, total: int) -> str:
    """Return a share in percent, or a dash if there is nothing to share.

    >>> share(3, 4), share(0, 0)
    ('75 %', '-')
    """
    return f"{100 * number / total:.0f} %" if total else "-"


def score_rows(scores: Sequence[AskScore]) -> list[tuple[str, ...]]:
    """Return the scores as rows of text: counts, and shares in percent."""
    return [
        (
            each.kind, str(each.stated), share(each.first, each.stated), share(each.three, each.stated), share(each.ten, each.stated),
            share(each.wrong, each.stated), str(each.not_stated), share(each.admitted, each.not_stated),
        )
        for each in scores
    ]  # fmt: skip
