"""Whether the best facts answer a question, or the documents do not say."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from disgraph.ask.fact_ranking import RankedFact
from disgraph.ask.question import Question
from disgraph.search.word_forms import words

ANSWERED, NOT_STATED, NOT_UNDERSTOOD = "answered", "not-stated", "not-understood"

#: The share of the words and of the named entities that an answer must have; of a question answered by yes or no, more.
#: Chosen on the competency questions of the five documents.
_COVERAGE, _ENTITIES = 0.4, 0.55
#: A question of several parts has words that one fact lacks. A fact with nearly all words may have a related entity instead.
_PART_COVERAGE, _SURE, _RELATED_ENTITIES = 0.25, 0.85, 0.35
_YES_COVERAGE, _YES_ENTITIES = 0.72, 0.8

#: Forms that only a fact with such a value answers.
_NEED_VALUE = frozenset(("time", "count", "amount", "age", "duration", "height", "place", "reason", "agent"))

#: What is hoped for or planned has this modality.
_INTENDED = "intended"

#: Words by which a question asks for hopes and plans.
_HOPES = frozenset(
    [
        "hope",
        "hopes",
        "hoped",
        "dream",
        "dreams",
        "dreamed",
        "wish",
        "wishes",
        "want",
        "wants",
        "wanted",
        "plan",
        "plans",
        "planned",
        "aim",
        "aims",
        "goal",
        "goals",
        "target",
        "targets",
        "like",
        "expect",
        "expects",
        "expected",
    ]
)


def verdict(question: Question, ranked: Sequence[RankedFact], is_answer: Callable[[RankedFact], bool]) -> str:
    """Return whether the best facts answer a question: answered, not-stated or not-understood.

    Args:
        question: what is asked.
        ranked: the facts, best first.
        is_answer: returns whether a fact answers.
    """
    if not question.mentions and not any(topic.terms for topic in question.topics):
        return NOT_UNDERSTOOD
    if question.unknown_names:
        return NOT_STATED
    return ANSWERED if any(map(is_answer, ranked[:1])) else NOT_STATED


def is_worded(ranked: RankedFact) -> bool:
    """Return whether a fact has enough of the words of a question, meaning left out."""
    return ranked.lexical >= min(ranked.coverage, _COVERAGE)


def answers(question: Question, ranked: RankedFact) -> bool:
    """Return whether a fact answers a question."""
    coverage, entities = (_YES_COVERAGE, _YES_ENTITIES) if question.is_yes_no else (_COVERAGE, _ENTITIES)
    if question.is_compound:
        coverage = _PART_COVERAGE
    if ranked.coverage >= _SURE and not ranked.has_rival:
        entities = _RELATED_ENTITIES
    if ranked.coverage < coverage or (question.proper and ranked.entities < entities):
        return False
    if ranked.is_excluded or not ranked.has_concepts:
        return False
    if question.form in _NEED_VALUE and not ranked.fits:
        return False
    return not is_hope(ranked) or asks_for_hopes(question)


def is_hope(ranked: RankedFact) -> bool:
    """Return whether a fact is only hoped for or planned."""
    stated = ranked.fact.passages
    return bool(stated) and all(passage.modality == _INTENDED for passage in stated)


def asks_for_hopes(question: Question) -> bool:
    """Return whether a question asks for hopes and plans."""
    return not _HOPES.isdisjoint((*words(question.text), *(topic.word for topic in question.topics)))
