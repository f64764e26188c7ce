"""What in a fact answers a question: an entity, a time, a figure, or the fact itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from disgraph.ask.fact_ranking import forms_of, is_wanted
from disgraph.ask.fact_views import NUMBERS, FactView, Filler
from disgraph.ask.question import Question
from disgraph.ontology.relations import Relations
from disgraph.rdf import Literal, NamedNode
from disgraph.search.searchable import OBJECT, SUBJECT
from disgraph.search.text_index import TextIndex
from disgraph.store.name_file import fold_name
from disgraph.wording.times import spell_time

_AMOUNTS = frozenset(("count", "amount", "age", "duration", "height"))
#: Forms that classes of entities answer.
_CLASS_FORMS = frozenset(("agent", "place"))


class AnswerSlot(NamedTuple):
    """The role of a fact that answers, and its value in words."""

    role: str
    text: str


def answer_slots(index: TextIndex, relations: Relations, question: Question, fact: FactView) -> list[AnswerSlot]:
    """Return what answers in a fact; empty if the fact answers as a whole."""
    asked = fold_name(question.text)
    named = {index.iri(entity) for mention in question.mentions for entity in mention.candidates}
    named |= {index.iri(entity) for _, entity in fact.members if fold_name(index.label(entity)) in asked}
    free = [each for each in fact.fillers if not (isinstance(each.term, NamedNode) and each.term.value in named)]
    for choose in (_of_wanted, _of_form, _of_statement):
        found = [AnswerSlot(each.role, _text(fact, each)) for each in choose(index, relations, question, fact, free)]
        if found:
            return list(dict.fromkeys(found))
    return []


def _text(fact: FactView, filler: Filler) -> str:
    term = filler.term
    if isinstance(term, Literal):
        if term.datatype.value.endswith("EDTF"):
            return spell_time(term.value)
        if term.datatype.value.endswith(NUMBERS):
            return _amount(fact, term.value)
    return fact.text_of(term)


def _amount(fact: FactView, value: str) -> str:
    """Return a figure with its comparator and its unit, as the fact has them."""
    number = f"{int(value):,}" if value.lstrip("-").isdigit() else f"{float(value):,}".removesuffix(".0")
    terms = {each.role: each.term for each in fact.fillers if isinstance(each.term, NamedNode)}
    comparator = fact.text_of(terms["comparator"]) if "comparator" in terms else ""
    return " ".join(filter(None, (comparator, number, fact.unit_text(terms["expressedIn"], number) if "expressedIn" in terms else "")))


def _of_wanted(index: TextIndex, relations: Relations, question: Question, fact: FactView, free: Sequence[Filler]) -> Iterator[Filler]:
    del index, fact
    yield from (each for each in free if each.role in question.wanted or is_wanted(relations, question, each.type))


def _of_form(index: TextIndex, relations: Relations, question: Question, fact: FactView, free: Sequence[Filler]) -> Iterator[Filler]:
    """Yield the fillers of the form of a question; of a question with several parts, of all its forms."""
    forms = question.forms if question.is_compound else (question.form,)
    wanted = {*forms, *("amount" for form in forms if form in _AMOUNTS)}
    by_role = {term.name: term.forms for term in index.ontology if not term.is_class and term.forms}
    for each in free:
        of_role = by_role.get(fact.type if each.role == OBJECT else each.role, ())
        of_class = forms_of(index, relations, each.type) & _CLASS_FORMS if isinstance(each.term, NamedNode) else set()
        if not wanted.isdisjoint({*of_role, *of_class}):
            yield each


def _of_statement(index: TextIndex, relations: Relations, question: Question, fact: FactView, free: Sequence[Filler]) -> Iterator[Filler]:
    """Yield the other end of a statement about something that the question names."""
    del index, relations
    if fact.is_statement and question.form == "thing":
        ends = [each for each in free if each.role in (SUBJECT, OBJECT)]
        yield from ends if len(ends) == 1 else ()
