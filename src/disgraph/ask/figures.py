"""Figures as they are compared: what they have in common, whose they are, and the queries over them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from disgraph.ask.fact_ranking import RankedFact
from disgraph.ask.fact_views import FactView
from disgraph.ask.question import Question
from disgraph.graph.graph import Graph
from disgraph.rdf import Literal, NamedNode
from disgraph.sparql.evaluation import Table

#: The share of the words of a question that a figure must have, to be compared.
COVERAGE = 0.5

#: The roles of the number of a figure; of a range, its lower limit.
VALUES = ("value", "minValue")

#: The roles in which figures must agree to be compared.
_ALIKE = ("measure", "expressedIn", "per", "perCounted", "statistic")

#: The role that says in words who or what is counted, and the number of such texts that a note shows.
_POPULATION, _SHOWN = "population", 3


class Aggregate(NamedTuple):
    """A computed answer: in a line, its facts, the query that computes it, and on what condition it holds, if any."""

    answer: str
    ranked: tuple[RankedFact, ...]
    sparql: str
    note: str = ""


def comparable(fact: FactView) -> frozenset[tuple[str, str]] | None:
    """Return what figures must have in common to be compared; None for another fact."""
    if not any(isinstance(each.term, Literal) and each.role in VALUES for each in fact.fillers):
        return None
    return frozenset((each.role, str(each.term)) for each in fact.fillers if each.role in _ALIKE)


def commonest_kind(question: Question, figures: Sequence[RankedFact]) -> frozenset[tuple[str, str]] | None:
    """Return what the best figure is compared by; if several entities are named, those that most of them have."""
    kinds = list(dict.fromkeys(comparable(each.fact) for each in figures))
    if len(question.proper) <= 1:
        return kinds[0]
    return max(kinds, key=lambda kind: len({about(each.fact) for each in figures if comparable(each.fact) == kind}))


def populations_note(compared: Sequence[RankedFact]) -> str:
    """Return a note if figures count different people or things; empty if they count the same."""
    counted = dict.fromkeys(_population(each.fact) for each in compared)
    if len(counted) <= 1:
        return ""
    several = "; ".join(filter(None, list(counted)[:_SHOWN]))
    return f"Only comparable if all figures count the same; the documents count {several}."


def _population(fact: FactView) -> str:
    return next((each.term.value for each in fact.fillers if each.role == _POPULATION and isinstance(each.term, Literal)), "")


def about(fact: FactView) -> int | None:
    """Return the entity that a figure is about."""
    return next((entity for role, entity in fact.members if role == "about"), None)


def ordered_facts(graph: Graph, sparql: str) -> list[str]:
    """Return the IRIs in the first column of a query, in the order of its rows."""
    found = graph.backend.answer(sparql)
    return [row[0].value for row in found.rows if isinstance(row[0], NamedNode)] if isinstance(found, Table) else []


def number_of(graph: Graph, sparql: str) -> str:
    """Return the number that a query computes; empty if it computes none."""
    found = graph.backend.answer(sparql)
    value = found.rows[0][0] if isinstance(found, Table) and found.rows else None
    return value.value if isinstance(value, Literal) else ""
