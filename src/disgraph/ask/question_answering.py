"""Answering a question: from single facts, by a condition on a figure or a time, or by joining two facts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from disgraph.ask.answering import (
    MAX_FACTS,
    Answered,
    AnswerFact,
    Meaning,
    answer_fact,
    answer_from_facts,
    is_answer_to,
    ranked_facts,
)
from disgraph.ask.conditions import Condition, fulfils, read_condition
from disgraph.ask.fact_ranking import RankedFact, answering, is_wanted
from disgraph.ask.figures import comparable
from disgraph.ask.identity_questions import asked_about, identifying_facts
from disgraph.ask.joined_questions import Description, descriptions, joined
from disgraph.ask.named_entities import NamedEntity
from disgraph.ask.question import Question, no_words, read_question
from disgraph.ask.verdict import ANSWERED, NOT_STATED, NOT_UNDERSTOOD
from disgraph.graph.graph import Graph
from disgraph.graph.name_matching import is_description
from disgraph.rdf import RDFS, NamedNode
from disgraph.search.text_index import TextIndex

#: Number of facts that may state what is described, and of descriptions that are tried.
_TRIED, _DESCRIPTIONS = 3, 3

#: Facts may decide a condition if their score is at least this share of that of the best one.
_ALIKE = 0.75


class Asking(NamedTuple):
    """Where a question is asked: the opened graph, the index of its texts, and the meaning of texts or None without the extra."""

    graph: Graph
    texts: TextIndex
    meaning: Meaning | None

    def read(self, text: str) -> Question:
        """Return what a question asks."""
        return read_question(self.graph, self.texts, text, self.meaning.words_like if self.meaning else no_words)


def answer_question(graph: Graph, index: TextIndex, text: str, limit: int = MAX_FACTS, meaning: Meaning | None = None) -> Answered:
    """Return the answer to a question.

    Args:
        graph: the opened graph.
        index: of its texts.
        text: the question.
        limit: maximum number of facts.
        meaning: of texts; None without the extra `semantic`.
    """
    asking = Asking(graph, index, meaning)
    question = asking.read(text)
    answered = answer_from_facts(graph, index, question, limit, meaning)
    name = asked_about(question)
    if name and not question.unknown_names:
        return _by_identity(asking, answered, name, limit)
    condition = read_condition(text) if question.is_yes_no else None
    if condition and answered.status != NOT_UNDERSTOOD:
        return _by_condition(asking, answered, condition, limit)
    if answered.status == NOT_STATED and not question.is_chinese and not question.unknown_names:
        return _by_join(asking, question, answered, limit)
    return answered


def retrieved_facts(graph: Graph, index: TextIndex, answered: Answered, limit: int, meaning: Meaning | None) -> tuple[AnswerFact, ...]:
    """Return the facts of an answer, and the next ones that may answer its question.

    Args:
        graph: the opened graph.
        index: of its texts.
        answered: the answer.
        limit: maximum number of facts.
        meaning: of texts; None without the extra `semantic`.
    """
    question = Asking(graph, index, meaning).read(answered.question)
    shown = {fact.iri for fact in answered.facts}
    others = (each for each in ranked_facts(graph, index, question, meaning) if each.fact.iri not in shown)
    more = (answer_fact(graph, index, question, each, is_answer=False) for each in others)
    return (*answered.facts, *more)[:limit]


def _by_identity(asking: Asking, answered: Answered, name: NamedEntity, limit: int) -> Answered:
    """Return the facts that say who or what an entity is; the given answer if no fact is about it."""
    question = asking.read(asking.texts.label(name.candidates[0]))

    def rank(text: str) -> list[RankedFact]:
        return ranked_facts(asking.graph, asking.texts, asking.read(text), None)

    best, others = identifying_facts(asking.graph, asking.texts, name, rank)
    if not best:
        return answered
    shown = [*((each, True) for each in best), *((each, False) for each in others)][:limit]
    facts = tuple(answer_fact(asking.graph, asking.texts, question, each, is_answer=is_answer) for each, is_answer in shown)
    return answered._replace(status=ANSWERED, answer=facts[0].sentence, facts=facts, sparql=_query(facts[: len(best)]))


def _by_condition(asking: Asking, answered: Answered, condition: Condition, limit: int) -> Answered:
    """Return yes or no by the best fact whose figure or time decides a condition."""
    text = f"{answered.question[: condition.start]} {answered.question[condition.end :]}"
    forms = ("time",) if condition.is_time else ("amount",)
    predicate = (*asking.read(answered.question[: condition.start]).predicate, *asking.read(text).predicate)
    question = asking.read(text)._replace(forms=forms, is_yes_no=False, extreme=0, wanted=frozenset(), predicate=predicate)
    ranked = ranked_facts(asking.graph, asking.texts, question, asking.meaning)
    accepted = [each for each in ranked if is_answer_to(asking.graph, asking.texts, question, asking.meaning, each)]
    best, is_fulfilled = _decided(condition, accepted)
    if best is None:
        facts = tuple(answer_fact(asking.graph, asking.texts, question, each, is_answer=False) for each in (accepted or ranked)[:_TRIED])
        return answered._replace(status=NOT_STATED, answer="The documents do not say.", facts=facts, sparql="")
    others = [each for each in ranked if each.fact.at != best.fact.at][: limit - 1]
    facts = tuple(answer_fact(asking.graph, asking.texts, question, each, is_answer=each is best) for each in (best, *others))
    line = f"{'Yes' if is_fulfilled else 'No'}: {best.fact.sentence}"
    return answered._replace(status=ANSWERED, answer=line, facts=facts, sparql=_query(facts[:1]))


def _decided(condition: Condition, accepted: Sequence[RankedFact]) -> tuple[RankedFact | None, bool]:
    """Return the fact that decides a condition, and how: of several figures one that is larger than a lower limit, or than an upper one."""
    values = ((each, fulfils(condition, each.fact)) for each in accepted if each.score >= accepted[0].score * _ALIKE)
    decided = [(each, value) for each, value in values if value is not None]
    decided = [each for each in decided if comparable(each[0].fact) == comparable(decided[0][0].fact)]
    is_lower_limit = condition.high == float("inf")
    return next((each for each in decided if each[1] == is_lower_limit and not condition.is_time), next(iter(decided), (None, False)))


def _by_join(asking: Asking, question: Question, answered: Answered, limit: int) -> Answered:
    """Return the answer with the described entities looked up first; the given answer if a hop is not stated."""
    for description in [*descriptions(question.text, question.mentions)][:_DESCRIPTIONS]:
        for name, hop in _described(asking, description):
            outer = asking.read(joined(question.text, description, name))
            if not outer.predicate and outer.form in ("agent", "thing"):
                break  # nothing is asked about it
            found = answer_from_facts(asking.graph, asking.texts, outer, limit, asking.meaning)
            note = f"\u201c{question.text[description.start : description.end]}\u201d was read as {name}: {hop.sentence}."
            if found.status == ANSWERED:
                return _with_hop(answered, found, hop, note, limit)
            nearest = (hop._replace(is_answer=False, slots=()), *(each for each in answered.facts if each.iri != hop.iri))
            answered = answered._replace(facts=nearest[:_TRIED], notes=(*answered.notes, f"{note} What is asked about it is not stated."))
            break
    return answered


def _described(asking: Asking, description: Description) -> Iterator[tuple[str, AnswerFact]]:
    """Yield the names of what a description may denote, each with the fact that states it, the likeliest first."""
    question = asking.read(description.question)
    ranked = ranked_facts(asking.graph, asking.texts, question, asking.meaning)
    accepts = partial(is_answer_to, asking.graph, asking.texts, question, asking.meaning, has_name=False)
    best = next(filter(accepts, ranked[:_TRIED]), None)
    for entity in _free(asking, question, best) if best else ():
        fact = answer_fact(asking.graph, asking.texts, question, best, is_answer=True) if best else None
        if fact:
            yield asking.texts.label(entity), fact


def _free(asking: Asking, question: Question, ranked: RankedFact) -> Sequence[int]:
    """Return the entities of a fact that its question does not name; those of the wanted class first, then those with a name."""

    def is_other(entity: int) -> bool:
        return not is_wanted(asking.graph.relations, question, asking.texts.type(entity))

    found = dict.fromkeys(answering(question, ranked.fact))
    return sorted(found, key=lambda entity: (is_other(entity), is_description(asking.texts.label(entity))))[:_TRIED]


def _with_hop(answered: Answered, found: Answered, hop: AnswerFact, note: str, limit: int) -> Answered:
    """Return the answer to the outer question with the fact of the inner one after those that answer."""
    last = [each for each in found.facts if each.is_answer]
    others = [each for each in found.facts if not each.is_answer and each.iri != hop.iri]
    own = [hop] if hop.iri not in {each.iri for each in last} else []
    facts = (*last, *own, *others)[:limit]
    entities = (*answered.entities, *(each for each in found.entities if each not in answered.entities))
    return found._replace(
        question=answered.question, facts=facts, entities=entities, sparql=_query([*last, *own]), notes=(*found.notes, note)
    )


def _query(facts: Sequence[AnswerFact]) -> str:
    """Return the query that gives facts with their sentences; a statement has no sentence in the graph."""
    given = " ".join(str(NamedNode(each.iri)) for each in facts)
    sentence = f"OPTIONAL {{ ?fact {RDFS['label']} ?sentence }}"
    return f"SELECT ?fact ?sentence WHERE {{\n  VALUES ?fact {{ {given} }}\n  {sentence}\n}}\nORDER BY ?fact"
