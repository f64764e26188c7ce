"""Sums and differences of figures of one measure, and who of several is older; computed by a query."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from disgraph.ask.fact_ranking import RankedFact
from disgraph.ask.fact_subjects import subjects_of
from disgraph.ask.fact_views import FactView
from disgraph.ask.fact_years import year_spans
from disgraph.ask.figures import COVERAGE, VALUES, Aggregate, about, commonest_kind, comparable, number_of, ordered_facts, populations_note
from disgraph.ask.named_entities import PERSON
from disgraph.ask.question import Question
from disgraph.graph.graph import Graph
from disgraph.rdf import DG, RDF, NamedNode
from disgraph.search.text_index import TextIndex
from disgraph.wording.amounts import spell_number

_SUM = re.compile(r"\b(together|in total|combined|altogether|in all|sum of)\b", re.IGNORECASE)
_DIFFERENCE = re.compile(
    r"\bhow (many|much) (more|fewer|less|higher|lower)\b.*\bthan\b|\bby how much\b|\bdifference between\b", re.IGNORECASE
)
_OLDER = re.compile(r"\b(older|oldest|born (first|earlier|earliest))\b", re.IGNORECASE)
_YOUNGER = re.compile(r"\b(younger|youngest|born (last|later|latest))\b", re.IGNORECASE)

#: The share of the words of a question with two years that a figure of one of them must have.
_OF_YEARS = 0.3

#: A sum and a difference are of two things or more.
_TWO = 2


def compare(graph: Graph, index: TextIndex, question: Question, ranked: Sequence[RankedFact]) -> Aggregate | None:
    """Return the sum or difference of figures, or who is older; None for another question, or if nothing is comparable."""
    if asks_for_age(question):
        return _older(graph, index, question, ranked)
    is_sum = bool(_SUM.search(question.text)) and len(question.proper) >= _TWO
    if is_sum or _DIFFERENCE.search(question.text):
        return _computed(graph, question, ranked, is_sum=is_sum)
    return None


def _computed(graph: Graph, question: Question, ranked: Sequence[RankedFact], *, is_sum: bool) -> Aggregate | None:
    """Add the figures of the named entities, or subtract them; or those of two years."""
    coverage = _OF_YEARS if len(question.years) == _TWO else COVERAGE
    figures = [each for each in ranked if each.coverage >= coverage and comparable(each.fact)]
    if not figures:
        return None
    kinds = dict.fromkeys((commonest_kind(question, figures), *(comparable(each.fact) for each in figures)))
    alike = ([each for each in figures if comparable(each.fact) == kind] for kind in kinds)
    of = _of_years if len(question.years) == _TWO else _of_names
    chosen = next((found for found in (list(of(question, each)) for each in alike) if len(found) >= _TWO), [])
    if len({each.fact.at for each in chosen}) != len(chosen) or len(chosen) < _TWO or (not is_sum and len(chosen) != _TWO):
        return None
    given = " ".join(str(NamedNode(each.fact.iri)) for each in chosen)
    computed = "SUM(?value) AS ?number" if is_sum else "MAX(?value) - MIN(?value) AS ?number"
    sparql = f"SELECT ({computed}) WHERE {{\n  VALUES ?fact {{ {given} }}\n  ?fact {DG[VALUES[0]]} ?value .\n}}"
    number = number_of(graph, sparql)
    if not number:
        return None
    unit = next((each.term for each in chosen[0].fact.fillers if each.role == "expressedIn"), None)
    words = f" {chosen[0].fact.unit_text(unit, number)}" if isinstance(unit, NamedNode) else ""
    parts = "; ".join(each.fact.sentence for each in chosen)
    return Aggregate(f"{spell_number(number)}{words} ({parts})", tuple(chosen), sparql, populations_note(chosen))


def _of_names(question: Question, alike: Sequence[RankedFact]) -> Iterator[RankedFact]:
    """Yield the best figure of each named entity; of none twice."""
    for mention in question.proper:
        yield from [each for each in alike if about(each.fact) in mention.candidates][:1]


def _of_years(question: Question, alike: Sequence[RankedFact]) -> Iterator[RankedFact]:
    """Yield the best figure of each year."""
    for asked in question.years:
        yield from [each for each in alike if any(start == asked.year == end for start, end in year_spans(each.fact, has_quotes=False))][:1]


def asks_for_age(question: Question) -> bool:
    """Return whether a question asks who of several is older or younger."""
    return bool(_OLDER.search(question.text) or _YOUNGER.search(question.text))


def _older(graph: Graph, index: TextIndex, question: Question, ranked: Sequence[RankedFact]) -> Aggregate | None:
    """Compare the dates of birth, else the ages: of the people who are named, or of those who answer without the comparison."""
    people = [mention.candidates for mention in question.proper if _is_aged(index, mention.candidates)]
    is_named = len(people) >= _TWO
    if not is_named:
        about_named = [each for each in ranked if each.entities >= 1 and not each.is_excluded]
        about_named = [each for each in about_named if each.fact.type == about_named[0].fact.type]
        found = dict.fromkeys(entity for each in about_named for entity in subjects_of(each.fact)[0] if _is_aged(index, (entity,)))
        people = [(entity,) for entity in found]
    for term in index.ontology:
        if "age" in term.forms and not term.is_class:
            stated = [fact for fact in (_of_type(graph, index, each, term.name) for each in people) if fact is not None]
            if len(stated) >= _TWO and (len(stated) == len(people) or not is_named):
                is_date = "time" in term.forms
                return _first(graph, index, stated, len(people), is_descending=is_date == bool(_YOUNGER.search(question.text)))
    return None


def _is_aged(index: TextIndex, entities: Sequence[int]) -> bool:
    """Return whether an entity is a person: only people are compared by age."""
    return any(index.type(entity) == PERSON for entity in entities)


def _of_type(graph: Graph, index: TextIndex, entities: Sequence[int], kind: str) -> FactView | None:
    found = (at for entity in entities for at in index.facts(entity) if index.type(at) == kind)
    at = next(found, None)
    return None if at is None else FactView(graph, index, at)


def _first(graph: Graph, index: TextIndex, facts: Sequence[FactView], people: int, *, is_descending: bool) -> Aggregate | None:
    """Order statements by their values."""
    given = " ".join(str(NamedNode(fact.iri)) for fact in facts)
    order = "DESC(?value)" if is_descending else "?value"
    sparql = f"SELECT ?fact ?value WHERE {{\n  VALUES ?fact {{ {given} }}\n  ?fact {RDF['object']} ?value .\n}}\nORDER BY {order}"
    by_iri = {fact.iri: RankedFact(fact, 1.0, 1.0, 1.0, 1.0, fits=True, term=True) for fact in facts}
    ordered = [by_iri[iri] for iri in ordered_facts(graph, sparql)]
    if not ordered:
        return None
    name = index.label(ordered[0].fact.members[0][1])
    note = "" if len(ordered) >= people else f"The documents state for only {len(ordered)} of {people} people when they were born."
    return Aggregate(f"{name} ({'; '.join(each.fact.sentence for each in ordered)})", tuple(ordered), sparql, note)
