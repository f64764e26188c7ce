"""Counts, comparisons and superlatives, computed by a query."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from disgraph.ask.fact_ranking import RankedFact
from disgraph.ask.fact_views import FactView
from disgraph.ask.question import Question, class_words
from disgraph.graph.graph import Graph
from disgraph.rdf import DG, RDFS, Literal, NamedNode
from disgraph.search.text_index import TextIndex
from disgraph.sparql.evaluation import Table

#: The share of the words of a question that a figure must have, to be compared.
_COVERAGE = 0.5

#: The roles of the number of a figure; of a range, its lower limit.
VALUES = ("value", "minValue")

#: The roles in which figures must agree to be compared.
_ALIKE = ("measure", "expressedIn", "per", "perCounted", "statistic")

_LABEL = RDFS["label"]


class Aggregate(NamedTuple):
    """A computed answer: in a line, its facts, and the query that computes it."""

    answer: str
    ranked: tuple[RankedFact, ...]
    sparql: str


def aggregate(graph: Graph, index: TextIndex, question: Question, ranked: Sequence[RankedFact]) -> Aggregate | None:
    """Return the computed answer to a question for a comparison, a superlative or a count; None for other questions."""
    if question.extreme and question.form in ("thing", "agent", "place", "count", "amount"):
        return _extreme(graph, index, question, ranked)
    if question.form == "count" and question.wanted:
        return _count(graph, index, question, ranked)
    return None


def _extreme(graph: Graph, index: TextIndex, question: Question, ranked: Sequence[RankedFact]) -> Aggregate | None:
    """Compare the figures of one measure and unit: of the named entities, or of all."""
    named = [each for each in ranked if each.coverage >= _COVERAGE and _is_about_named(question, each)]
    figures = [each for each in named if _comparable(each.fact)]
    if not figures:
        return None
    kind = _kind(question, figures)
    alike = {each.fact.iri: each for each in figures if _comparable(each.fact) == kind}
    if len(alike) < 2 or (len(question.proper) > 1 and len({_about(each.fact) for each in alike.values()}) < 2):  # noqa: PLR2004  (two)
        return None
    sparql = _ordered(sorted(alike), question.extreme)
    found = graph.backend.answer(sparql)
    rows = [row[0].value for row in found.rows if isinstance(row[0], NamedNode)] if isinstance(found, Table) else []
    first = alike[rows[0]]
    about = _about(first.fact)
    name = index.label(about) if about is not None else first.fact.sentence
    return Aggregate(f"{name}: {first.fact.sentence.removeprefix(f'{name}: ')}", tuple(alike[iri] for iri in rows), sparql)


def _kind(question: Question, figures: Sequence[RankedFact]) -> frozenset[tuple[str, str]] | None:
    """Return what the best figure is compared by; if several entities are named, those that most of them have."""
    kinds = list(dict.fromkeys(_comparable(each.fact) for each in figures))
    if len(question.proper) <= 1:
        return kinds[0]
    return max(kinds, key=lambda kind: len({_about(each.fact) for each in figures if _comparable(each.fact) == kind}))


def _comparable(fact: FactView) -> frozenset[tuple[str, str]] | None:
    """Return what figures must have in common to be compared; None for another fact."""
    if not any(isinstance(each.term, Literal) and each.role in VALUES for each in fact.fillers):
        return None
    return frozenset((each.role, str(each.term)) for each in fact.fillers if each.role in _ALIKE)


def _about(fact: FactView) -> int | None:
    return next((entity for role, entity in fact.members if role == "about"), None)


def _ordered(iris: Sequence[str], extreme: int) -> str:
    given = " ".join(str(NamedNode(iri)) for iri in iris)
    order = "DESC(?value)" if extreme > 0 else "?value"
    triples = f"  VALUES ?fact {{ {given} }}\n  ?fact {'|'.join(str(DG[role]) for role in VALUES)} ?value .\n  ?fact {_LABEL} ?sentence ."
    return f"SELECT ?fact ?value ?sentence WHERE {{\n{triples}\n}}\nORDER BY {order} ?sentence"


def _is_about_named(question: Question, ranked: RankedFact) -> bool:
    """Return whether a fact has one of the entities that a question names by a proper name, if it names any."""
    named = {entity for mention in question.proper for entity in mention.candidates}
    return not named or any(entity in named for _, entity in ranked.fact.members)


def _count_class(graph: Graph, question: Question) -> Aggregate | None:
    sparql = f"SELECT (COUNT(DISTINCT ?answer) AS ?number) WHERE {{ ?answer a {DG[question.wanted]} }}"
    number = _number(graph, sparql)
    return Aggregate(number, (), sparql) if number not in ("", "0") else None


def _number(graph: Graph, sparql: str) -> str:
    found = graph.backend.answer(sparql)
    value = found.rows[0][0] if isinstance(found, Table) and found.rows else None
    return value.value if isinstance(value, Literal) else ""


def _count(graph: Graph, index: TextIndex, question: Question, ranked: Sequence[RankedFact]) -> Aggregate | None:
    """Count the entities of the wanted class in the facts that fit, where no document states the number."""
    if any(each.fits and each.fact.has_number and each.coverage >= _COVERAGE for each in ranked[:3]):
        return None
    topics = {index.stem_of(topic.word) for topic in question.content}
    if topics <= class_words(index, question.wanted) and not question.proper:
        return _count_class(graph, question)
    fitting = [each for each in ranked if each.coverage >= _COVERAGE and _is_about_named(question, each)]
    if not fitting:
        return None
    best = fitting[0].fact
    alike = {
        each.fact.iri: each
        for each in fitting
        if each.fact.type == best.type and not each.fact.is_statement and each.entities >= fitting[0].entities
    }
    role = next((role for role, entity in best.members if _is_of(graph, index, entity, question.wanted)), "")
    if not role or not alike:
        return None
    given = " ".join(str(NamedNode(iri)) for iri in sorted(alike))
    sparql = f"SELECT (COUNT(DISTINCT ?answer) AS ?number) WHERE {{\n  VALUES ?fact {{ {given} }}\n  ?fact {DG[role]} ?answer .\n}}"
    return Aggregate(_number(graph, sparql), tuple(alike.values()), sparql)


def _is_of(graph: Graph, index: TextIndex, entity: int, wanted: str) -> bool:
    kind = index.type(entity)
    return wanted == kind or wanted in graph.relations.above.get(kind, ())
