"""Answering a question from the facts of a graph, without a model."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import NamedTuple, Protocol

from disgraph.ask.aggregates import aggregate
from disgraph.ask.answer_checks import counts_things, dates_what_is_asked, gives_name, names_what_is_asked, says_modifiers, says_predicate
from disgraph.ask.answer_query import query_of
from disgraph.ask.answer_slots import answer_slots
from disgraph.ask.comparisons import asks_for_age
from disgraph.ask.fact_ranking import RankedFact, rank_facts
from disgraph.ask.fact_views import FactView
from disgraph.ask.fact_years import says_numbers, says_years
from disgraph.ask.question import Question, with_names
from disgraph.ask.question_language import is_choice
from disgraph.ask.verdict import ANSWERED, NOT_STATED, NOT_UNDERSTOOD, answers, is_hope, is_worded, verdict
from disgraph.errors import Candidate
from disgraph.facts.known import Known, how_known
from disgraph.graph.graph import Graph
from disgraph.passage import Passage
from disgraph.rdf import NamedNode
from disgraph.search.text_index import TextIndex
from disgraph.search.word_forms import STOP_WORDS, words
from disgraph.sparql.evaluation import Table

#: Maximum number of facts of an answer, and of the nearest facts where the documents do not say.
MAX_FACTS, NEAREST = 10, 3

#: A fact belongs to the answer of the best one if its score is at least this share of it.
_ALIKE = 0.9


#: Number of first facts of which one may answer, and the share of the best score that it needs.
_TRIED, _NEARLY = 5, 0.75
#: The share of the named entities that represents all: a related one that the question describes (her farm, her family).
_REPRESENTED = 0.6

#: The share of the named entities that a near fact has.
_ABOUT = 0.5


class Meaning(Protocol):
    """What the extra `semantic` knows of the meaning of texts."""

    def similar(self, text: str) -> Mapping[int, float]:
        """Return how similar the meaning of facts is to that of a text, from 0 to 1, by their numbers."""
        ...

    def words_like(self, word: str) -> Sequence[str]:
        """Return the words of the index whose meaning is that of a word."""
        ...

    def likeness(self, text: str, others: Sequence[str]) -> float:
        """Return how similar the meaning of a text is to that of the most similar of others."""
        ...


#: The cosine from which on words mean what a fact says, and the words of a fact that are compared.
_SAID, _WORDS_OF_FACT = 0.37, 24

#: The weight of the meaning of a question of which the index knows no word, and what known words take from it.
_MEANING, _KNOWN = 1.0, 0.5


class AnswerFact(NamedTuple):
    """A fact of an answer.

    Attributes:
        sentence: the fact in words.
        iri: of its record, or of a claim that makes the statement.
        slots: what in it answers, in words.
        passages: that state it.
        is_answer: whether it belongs to the answer, not only to its surroundings.
    """

    sentence: str
    iri: str
    slots: tuple[str, ...]
    passages: tuple[Passage, ...]
    is_answer: bool

    @property
    def known(self) -> Known:
        """How it is known."""
        return how_known(self.passages)


class Answered(NamedTuple):
    """What a question is answered with.

    Attributes:
        question: the question.
        status: answered, not-stated or not-understood.
        answer: in a line.
        facts: best first.
        entities: that the question names, or may name.
        sparql: gives the facts of the answer; empty if nothing was understood.
        notes: what was assumed: ambiguous names, corrected words.
    """

    question: str
    status: str
    answer: str
    facts: tuple[AnswerFact, ...]
    entities: tuple[Candidate, ...]
    sparql: str
    notes: tuple[str, ...]


def answer_from_facts(
    graph: Graph, index: TextIndex, question: Question, limit: int = MAX_FACTS, meaning: Meaning | None = None
) -> Answered:
    """Return the answer to a question from single facts, or computed from figures.

    Args:
        graph: the opened graph.
        index: of its texts.
        question: what is asked.
        limit: maximum number of facts.
        meaning: of texts; None without the extra `semantic`.
    """
    ranked = ranked_facts(graph, index, question, meaning)
    computed = aggregate(graph, index, question, ranked)
    is_answer = partial(is_answer_to, graph, index, question, meaning)
    ranked = ranked if question.is_yes_no else _answer_first(ranked, is_answer)
    is_open = asks_for_age(question) and len(question.proper) == 1 and not question.is_yes_no  # no single fact says who is oldest
    status = ANSWERED if computed else NOT_STATED if is_open and ranked else verdict(question, ranked, is_answer)
    if computed:
        ranked = [*computed.ranked, *(each for each in ranked if each.fact.at not in {one.fact.at for one in computed.ranked})]
    group = list(computed.ranked) if computed else _group(question, ranked, is_answer) if status == ANSWERED else []
    sparql = computed.sparql if computed else _query(graph, index, question, group)
    chosen = {each.fact.at for each in group}
    others = [each for each in ranked if each.fact.at not in chosen]
    shown = [*group, *others][:limit] if status == ANSWERED else _nearest(others)
    facts = tuple(answer_fact(graph, index, question, each, is_answer=each.fact.at in chosen) for each in shown if status != NOT_UNDERSTOOD)
    conditions = (computed.note,) if computed and computed.note else ()
    answer = computed.answer if computed else _in_a_line(graph, question, status, facts, ranked)
    return Answered(
        question.text,
        status,
        answer,
        facts,
        tuple(_entities(index, question)),
        sparql,
        (*_notes(index, question, status, ranked), *conditions),
    )


def _meanings(index: TextIndex, question: Question, meaning: Meaning | None) -> dict[int, float]:
    """Return how similar the meaning of facts is, weighted: the more words of a question the index knows, the less."""
    weight = _MEANING - _KNOWN * question.known_share
    found = meaning.similar(with_names(index, question)) if meaning else {}
    return {fact: weight * share for fact, share in found.items()}


def _answer_first(ranked: list[RankedFact], is_answer: Callable[[RankedFact], bool]) -> list[RankedFact]:
    """Return the facts with the first one that answers before those that are nearly as good but do not."""
    near = [
        at
        for at, each in enumerate(ranked[:_TRIED])
        if each.score >= ranked[0].score * _NEARLY and each.entities >= min(_REPRESENTED, ranked[0].entities)
    ]
    at = next((at for at in near if is_answer(ranked[at])), 0)
    return [ranked[at], *ranked[:at], *ranked[at + 1 :]] if ranked else ranked


def ranked_facts(graph: Graph, index: TextIndex, question: Question, meaning: Meaning | None) -> list[RankedFact]:
    """Return the facts that may answer a question, best first; see `fact_ranking`."""
    return rank_facts(graph, index, question, _meanings(index, question, meaning))


def is_answer_to(
    graph: Graph, index: TextIndex, question: Question, meaning: Meaning | None, ranked: RankedFact, *, has_name: bool = True
) -> bool:
    """Return whether a fact answers a question: it is about what is named, and says what is asked.

    Args:
        graph: the opened graph.
        index: of its texts.
        question: what is asked.
        meaning: of texts; None without the extra `semantic`.
        ranked: the fact.
        has_name: whether the answer must be more than a description in the words of the question.
    """
    if not answers(question, ranked) or not (is_worded(ranked) or _says(index, question, meaning, ranked)):
        return False
    slots = [slot.text for slot in answer_slots(index, graph.relations, question, ranked.fact)]
    return (
        says_predicate(index, graph.relations, question, ranked, meaning.likeness if meaning else None)
        and says_years(question, ranked.fact)
        and says_numbers(question, ranked.fact)
        and (not has_name or names_what_is_asked(index, graph.relations, question, ranked.fact))
        and says_modifiers(index, question, ranked.fact)
        and dates_what_is_asked(index, question, ranked.fact)
        and counts_things(index, question, ranked.fact)
        and (not has_name or gives_name(index, question, slots, ranked.fact))
    )


def _says(index: TextIndex, question: Question, meaning: Meaning | None, ranked: RankedFact) -> bool:
    """Return whether the words of a question that a fact lacks mean what it says: its class or property, its roles, or a word of it.

    Whole sentences cannot decide that: a name that both have makes them alike.
    """
    if meaning is None or question.is_chinese:
        return True
    lacking = [topic.word for topic in question.content if not any(index.holds(term, ranked.fact.at) for term, _ in topic.terms)]
    terms = {ranked.fact.type, *(role for role, _ in ranked.fact.members)}
    names = [name for term in index.ontology if term.name in terms for name in term.names]
    in_names = {word for _, entity in ranked.fact.members for word in words(index.label(entity))}
    said = list(dict.fromkeys(word for word in words(ranked.fact.sentence) if word not in STOP_WORDS | in_names))
    return not lacking or meaning.likeness(" ".join(lacking), [*names, *said[:_WORDS_OF_FACT]]) >= _SAID


def _nearest(ranked: Sequence[RankedFact]) -> list[RankedFact]:
    """Return the facts next to a question that the documents do not answer: of what it names first."""
    return sorted(ranked, key=lambda each: each.entities < _ABOUT)[:NEAREST]


def _group(question: Question, ranked: Sequence[RankedFact], is_answer: Callable[[RankedFact], bool]) -> list[RankedFact]:
    """Return the facts that answer alike: of the class of the best one, and with nearly its score."""
    best = ranked[0]
    least = best.score * _ALIKE
    return [
        each
        for each in ranked
        if each.fact.type == best.fact.type
        and each.fact.is_statement == best.fact.is_statement
        and each.score >= least
        and _named(question, each) >= _named(question, best)
        and is_answer(each)
    ]


def _named(question: Question, ranked: RankedFact) -> set[tuple[str, int]]:
    """Return the roles of a fact that named entities have."""
    named = {entity for mention in question.mentions for entity in mention.candidates}
    return {(role, entity) for role, entity in ranked.fact.members if entity in named}


def _query(graph: Graph, index: TextIndex, question: Question, group: Sequence[RankedFact]) -> str:
    if not group:
        return ""
    facts = [each.fact for each in group]
    roles = [slot.role for slot in answer_slots(index, graph.relations, question, facts[0])]
    return query_of(index, question, facts, roles, lambda text: facts_of(graph, text))


def facts_of(graph: Graph, text: str) -> frozenset[str]:
    """Return the facts in the first column of a query."""
    found = graph.backend.answer(text)
    rows = found.rows if isinstance(found, Table) else ()
    return frozenset(row[0].value for row in rows if isinstance(row[0], NamedNode))


def answer_fact(graph: Graph, index: TextIndex, question: Question, ranked: RankedFact, *, is_answer: bool) -> AnswerFact:
    """Return a fact as it is shown."""
    fact: FactView = ranked.fact
    slots = tuple(dict.fromkeys(slot.text for slot in answer_slots(index, graph.relations, question, fact))) if is_answer else ()
    return AnswerFact(fact.sentence, fact.iri, slots, fact.passages, is_answer)


def _in_a_line(graph: Graph, question: Question, status: str, facts: Sequence[AnswerFact], ranked: Sequence[RankedFact]) -> str:
    del graph
    if status == NOT_UNDERSTOOD:
        return "The question was not understood: no name and no word of it occurs in the graph."
    if status == NOT_STATED:
        is_planned = bool(ranked) and is_hope(ranked[0]) and ranked[0].entities > 0
        return "The documents do not say. They only state a hope or plan." if is_planned else "The documents do not say."
    if question.is_yes_no and is_choice(question.text.casefold()):
        return facts[0].sentence  # yes does not say which
    if question.is_yes_no:
        return f"{'No' if _is_denied(ranked[0]) else 'Yes'}: {facts[0].sentence}"
    slots = list(dict.fromkeys(slot for fact in facts if fact.is_answer for slot in fact.slots))
    return "; ".join(slots) if slots else facts[0].sentence


def _is_denied(ranked: RankedFact) -> bool:
    return not ranked.fact.type


def _entities(index: TextIndex, question: Question) -> Iterable[Candidate]:
    for entity in dict.fromkeys(entity for mention in question.mentions for entity in mention.candidates[:3]):
        yield Candidate(index.iri(entity), index.label(entity), index.type(entity), index.documents(entity))


def _notes(index: TextIndex, question: Question, status: str, ranked: Sequence[RankedFact]) -> Iterable[str]:
    members = {entity for each in ranked[:1] for _, entity in each.fact.members}
    for mention in question.proper:
        if len(mention.candidates) > 1:
            names = [index.label(entity) for entity in mention.candidates]
            taken = next((index.label(entity) for entity in mention.candidates if entity in members), names[0])
            yield f"\u201c{mention.text}\u201d may denote {', '.join(names[:5])}; taken as {taken}."
    for asked, known in question.corrected.items():
        yield f"\u201c{asked}\u201d was read as \u201c{known}\u201d."
    for word in question.unknown:
        yield f"No fact has the word \u201c{word}\u201d."
    if status == NOT_UNDERSTOOD:
        yield "Name a person, place or body, or use the words of the documents; `disgraph search` finds both."
