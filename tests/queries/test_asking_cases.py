"""Answers that were empty, incomplete or misleading: the cases of asking and data that are questions to the graph of the five documents."""

from __future__ import annotations

import re

import pytest
from tests.opened import store_of

from disgraph.graph.graph import Graph
from disgraph.project import shipped_project
from disgraph.queries.catalogue import read_queries, with_conditions
from disgraph.queries.parameters import bind
from disgraph.sparql.evaluation import Table, answer

QUERIES = read_queries(shipped_project().queries)


def rows(graph: Graph, text: str) -> list[tuple[str, ...]]:
    found = answer(store_of(graph), text)
    assert isinstance(found, Table)
    return [tuple(str(getattr(cell, "value", "")) for cell in row) for row in found.rows]


def named(graph: Graph, name: str, **given: str) -> list[dict[str, str]]:
    """Return the rows of a named query, as columns with values."""
    bindings = bind(QUERIES[name], given, graph.names, graph.relations.labels)
    found = answer(store_of(graph), with_conditions(QUERIES[name].text, bindings), bindings)
    assert isinstance(found, Table)
    return [dict(zip(found.variables, (str(getattr(cell, "value", "")) for cell in row), strict=True)) for row in found.rows]


ANSWERS = {
    "asking-A5 one row for each value": (
        'SELECT ?l { ?p rdfs:label "Zheng Gang" ; dg:hasDisability/rdfs:label ?l } ORDER BY ?l',
        [("disability",), ("physical disability",)],
    ),
    "asking-A6 whole numbers match": ("SELECT (COUNT(?f) > 3 AS ?many) { ?f dg:value 40 }", [("true",)]),
    "asking-A21 one pattern for values and ranges": (
        """SELECT ?l ?h { ?f dg:about/rdfs:label "Longde county" ; dg:measure/rdfs:label "dividends" ; dg:low ?l ; dg:high ?h }
        ORDER BY ?l""",
        [("600", "2000"), ("1860000", "1860000")],
    ),
    "asking-A30 one period for each figure": (
        """SELECT (SUM(?v) AS ?sum) { ?f dg:about/rdfs:label "trainees of Pan Xiaohong's courses" ; dg:measure/rdfs:label "income" ;
        dg:value ?v ; dg:per ?period }""",
        [("3000",)],
    ),
    "asking-A30 siblings": ("SELECT ?f { ?f dg:per ?one, ?other FILTER(?one != ?other) }", []),
    "asking-A33 each reason with its pair": (
        """SELECT ?other ?why { ?p rdfs:label "Wen Dongming's Taobao store" . ?j dg:judges ?p, ?o ; dg:reason ?why .
        ?o rdfs:label ?other FILTER(?o != ?p) } ORDER BY ?other""",
        [
            ("Lan Shiyong's Taobao store", "that of Wen Dongming was opened in 2005 for oranges"),
            ("Wu Weiyue's Taobao store", "that of Wen Dongming was opened in 2005 for oranges"),
        ],
    ),
    "asking-A35 what the document states": (
        """SELECT ?place ?known { ?e rdfs:label "flood in Chengbu county in July 2017" . ?c rdf:subject ?e ; rdf:predicate dg:locatedIn ;
        rdf:object/rdfs:label ?place ; dg:known ?known }""",
        [("Chengbu Miao autonomous county", "stated")],
    ),
    "asking-A36, data-D24 a part is not the whole": (
        """SELECT ?criterion { ?f dg:measure/rdfs:label "people with disabilities" ; dg:about/rdfs:label "Longde county" ;
        dg:low 2263 ; dg:hasCriterion/rdfs:label ?criterion } ORDER BY ?criterion""",
        [("impoverished",), ("severe",), ("with disabilities",)],
    ),
    "asking-A37 one measure for pay": (
        """SELECT DISTINCT ?m { ?m a dg:Measure ; rdfs:label|skos:altLabel ?name
        FILTER(?name IN ("salary", "monthly income", "wage")) }""",
        [("https://w3id.org/disgraph/resource/measure/income",)],
    ),
    "data-D28 an illness is no kind of disability": (
        """SELECT ?who { ?c dg:bearer/rdfs:label ?who ; dg:healthCondition/rdfs:label "polio" ; dg:disabilityKind ?kind }""",
        [],
    ),
    "data-D29 each trade in words has a kind": (
        "SELECT ?who ?trade { ?p dg:occupation ?trade ; rdfs:label ?who FILTER NOT EXISTS { ?p dg:hasOccupation ?kind } }",
        [],
    ),
}


@pytest.mark.parametrize(("text", "expected"), ANSWERS.values(), ids=list(ANSWERS))
def test_the_first_query_has_the_answer(text: str, expected: list[tuple[str, ...]], shipped: Graph) -> None:
    assert rows(shipped, text) == expected


def test_an_age_in_words_is_also_a_number_data_d30(shipped: Graph) -> None:
    ages = rows(shipped, "SELECT ?words ?age { ?c dg:onset ?words . OPTIONAL { ?c dg:onsetAge|dg:diagnosisAge ?age } }")
    assert [words for words, age in ages if re.search(r"\bage\b", words) and not age] == []


def test_winners_of_an_award_that_may_be_the_same_are_pointed_out(shipped: Graph) -> None:
    """asking-A26."""
    found = named(shipped, "award-winners", award="Fenjin Prize at the National Award for Efforts in Poverty Alleviation")
    assert {row["perhaps"] for row in found} == {"Endeavor Award of the National Poverty Alleviation Award"}


def test_every_figure_in_percent_is_a_share(shipped: Graph) -> None:
    """asking-A28: also one whose whole no document gives; a rate of growth is no share."""
    figures = rows(
        shipped,
        """SELECT ?f ?statistic { ?f a dg:Observation ; dg:expressedIn/rdfs:label "percent" ;
        dg:statistic/rdfs:label ?statistic }""",
    )
    shares = [figure for figure, statistic in figures if "growth" not in statistic]
    assert len(figures) > len(shares) > 15
    assert len(named(shipped, "shares")) == len(shares)


def test_a_quote_says_of_whom_it_speaks(shipped: Graph) -> None:
    """asking-A50."""
    found = named(shipped, "passages-with", text="hearing")
    assert any("Liuzhou No. 1 Vocational Technical School" in row["says"] for row in found)
    assert [row for row in found if not row["says"]] == []


def test_a_measure_is_no_subject_of_a_document(shipped: Graph) -> None:
    """asking-A51."""
    for one, another in (("001", "004"), ("002", "003"), ("000", "002")):
        found = named(shipped, "mentioned-in-both", one=one, another=another)
        assert [row for row in found if "/measure/" in row["entity"]] == []


#: Patterns of sentences that were wrong, by case.
FAULTS = {
    "data-D35": r"\b(?:children|parents|friends|colleagues) (?:is|was|has|hopes|plans)\b",
    "data-D36": r" as (?:part-time|recruitment|full-time)\b",
    "data-D37": r": \(|^\W*[,;(]|diagnosed.*diagnosed",
    "data-D38": r"\b(\w+ city) in \1\b|survived as survivor|master's degree master|received place\b|\bof new employees of newcomers",
    "data-D39 and D40": r"said[^\u201c]*\u201c(?:She|He) (?:downplayed|said)|[\"\u201d] Aunt Xu",
    "data-D42": r"\bhis or her\b|\bhe or she\b",
}


@pytest.mark.parametrize("pattern", FAULTS.values(), ids=list(FAULTS))
def test_no_sentence_has_the_fault(pattern: str, shipped: Graph) -> None:
    sentences = {text for row in rows(shipped, "SELECT ?words { ?claim dg:inWords ?words }") for text in row}
    assert len(sentences) > 1_900
    assert [sentence for sentence in sentences if re.search(pattern, sentence)] == []
