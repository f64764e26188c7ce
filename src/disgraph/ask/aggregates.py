"""Counts, comparisons and superlatives, computed by a query."""

from __future__ import annotations

from collections.abc import Sequence

from disgraph.ask.comparisons import compare
from disgraph.ask.fact_ranking import RankedFact, is_wanted
from disgraph.ask.figures import COVERAGE, VALUES, Aggregate, about, commonest_kind, comparable, number_of, ordered_facts, populations_note
from disgraph.ask.question import Question, class_words
from disgraph.graph.graph import Graph
from disgraph.rdf import DG, RDFS, NamedNode
from disgraph.search.text_index import TextIndex

_LABEL = RDFS["label"]


def aggregate(graph: Graph, index: TextIndex, question: Question, ranked: Sequence[RankedFact]) -> Aggregate | None:
    """Return the computed answer to a question for a comparison, a superlative or a count; None for other questions."""
    compared = compare(graph, index, question, ranked)
    if compared:
        return compared
    if question.extreme and question.form in ("thing", "agent", "place", "count", "amount"):
        return _extreme(graph, index, question, ranked)
    if question.form == "count" and question.wanted:
        return _count(graph, index, question, ranked)
    return None


def _extreme(graph: Graph, index: TextIndex, question: Question, ranked: Sequence[RankedFact]) -> Aggregate | None:
    """Compare the figures of one measure and unit: of the named entities, or of all."""
    named = [each for each in ranked if each.coverage >= COVERAGE and _is_about_named(question, each)]
    figures = [each for each in named if comparable(each.fact)]
    if not figures:
        return None
    kind = commonest_kind(question, figures)
    alike = {each.fact.iri: each for each in figures if comparable(each.fact) == kind}
    if len(alike) < 2 or (len(question.proper) > 1 and len({about(each.fact) for each in alike.values()}) < 2):  # noqa: PLR2004  (two)
        return None
    sparql = _ordered(sorted(alike), question.extreme)
    rows = ordered_facts(graph, sparql)
    first = alike[rows[0]]
    owner = about(first.fact)
    name = index.label(owner) if owner is not None else first.fact.sentence
    compared = tuple(alike[iri] for iri in rows)
    return Aggregate(f"{name}: {first.fact.sentence.removeprefix(f'{name}: ')}", compared, sparql, populations_note(compared))


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
    kinds = " ".join(str(DG[name]) for name in sorted(question.wanted))
    sparql = f"SELECT (COUNT(DISTINCT ?answer) AS ?number) WHERE {{ VALUES ?class {{ {kinds} }} ?answer a ?class }}"
    number = number_of(graph, sparql)
    return Aggregate(number, (), sparql) if number not in ("", "0") else None


def _count(graph: Graph, index: TextIndex, question: Question, ranked: Sequence[RankedFact]) -> Aggregate | None:
    """Count the entities of the wanted class in the facts that fit, where no document states the number."""
    if any(each.fits and each.fact.has_number and each.coverage >= COVERAGE for each in ranked[:3]):
        return None
    topics = {index.stem_of(topic.word) for topic in question.content}
    if topics <= class_words(index, question.wanted) and not question.proper:
        return _count_class(graph, question)
    fitting = [each for each in ranked if each.coverage >= COVERAGE and _is_about_named(question, each)]
    if not fitting:
        return None
    best = fitting[0].fact
    alike = {
        each.fact.iri: each
        for each in fitting
        if each.fact.type == best.type and not each.fact.is_statement and each.entities >= fitting[0].entities
    }
    role = next((role for role, entity in best.members if is_wanted(graph.relations, question, index.type(entity))), "")
    if not role or not alike:
        return None
    given = " ".join(str(NamedNode(iri)) for iri in sorted(alike))
    sparql = f"SELECT (COUNT(DISTINCT ?answer) AS ?number) WHERE {{\n  VALUES ?fact {{ {given} }}\n  ?fact {DG[role]} ?answer .\n}}"
    return Aggregate(number_of(graph, sparql), tuple(alike.values()), sparql)
