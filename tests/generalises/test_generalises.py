"""The ontology fits other countries and kinds of text: the annual report of a national federation, and a bulletin of a statistics office.

Both documents are invented, of the invented country Maravia. Expected values are read in `documents/`.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.opened import store_of

from disgraph import open_graph, pipeline
from disgraph.api.knowledge_graph import KnowledgeGraph
from disgraph.graph.graph import Graph
from disgraph.graph.opening import open_folder
from disgraph.project import own_project
from disgraph.rdf import QuerySolutions, prefixes
from disgraph.store.current import current_graph

HERE = Path(__file__).parent
HEAD = "".join(f"PREFIX {prefix}: <{space}>\n" for prefix, space in prefixes().items())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the project, built."""
    folder = tmp_path_factory.mktemp("maravia") / "project"
    shutil.copytree(HERE, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__", "build"))
    pipeline.build(own_project(folder), lambda _step: None)
    return folder


@pytest.fixture(scope="module")
def graph(folder: Path) -> Graph:
    """Its graph."""
    return open_folder(current_graph(str(folder / "build")))


@pytest.fixture(scope="module")
def api(folder: Path) -> KnowledgeGraph:
    """Its graph as callers of the library have it."""
    return open_graph(folder, quiet=True)


QUESTIONS = {
    "who leads the federation, since when": (
        'SELECT ?who ?start { ?m dg:organisation/rdfs:label ?o ; dg:role "president" ; dg:member/rdfs:label ?who ; dg:start ?start }',
        {("Ilda Ferro", "2019")},
    ),
    "which organisation is a member of which": (
        "SELECT ?a ?b { ?x a dg:Association ; dg:memberOf ?y ; rdfs:label ?a . ?y rdfs:label ?b }",
        {("Port Selva Association of the Blind", "National Federation of the Blind of Maravia")},
    ),
    "which programme follows which act, carried out by whom": (
        """SELECT ?programme ?act ?body { ?p a dg:Programme ; rdfs:label ?programme ; dg:basedOn/rdfs:label ?act .
           ?o dg:implements ?p ; rdfs:label ?body }""",
        {("Open Books", "Accessible Reading Act", "National Federation of the Blind of Maravia")},
    ),
    "who granted how much to what, in which currency": (
        """SELECT ?funder ?amount ?code { ?f a dg:Funding ; dg:funder/rdfs:label ?funder . ?figure dg:ofRecord ?f ; dg:value ?amount ;
           dg:unit/skos:notation ?code }""",
        {("Ministry of Education of Maravia", "1800000", "EUR")},
    ),
    "who has a visual disability and works where": (
        """SELECT ?who ?where { ?p dg:hasDisability/rdfs:label ?kind ; rdfs:label ?who ; dg:worksFor/rdfs:label ?where
           FILTER(STR(?kind) = "visual disability") }""",
        {("Tomas Reyes", "Lumen Press")},
    ),
    "the employment rates of Maravia, by population": (
        """SELECT ?population ?rate { ?f dg:measure/rdfs:label "employment rate" ; dg:about/rdfs:label "Maravia" ; dg:value ?rate ;
           dg:population ?population }""",
        {
            ("women with disabilities aged 15 to 64", "38"),
            ("men with disabilities aged 15 to 64", "46"),
            ("persons with disabilities aged 15 to 64", "42"),
            ("persons without disabilities aged 15 to 64", "70"),
        },
    ),
    "which outcome of which programme of whom, from what to what, and towards what": (
        """SELECT ?body ?programme ?before ?after ?aim ?due { ?o a dg:Outcome ; dg:outcomeOf ?p ; dg:baseline/dg:value ?before .
           ?figure dg:ofRecord ?o ; dg:value ?after . ?t a dg:Target ; dg:goalOf ?p ; dg:value ?aim ; dg:dueDate ?due .
           ?p rdfs:label ?programme . ?n dg:implements ?p ; rdfs:label ?body }""",
        {("National Federation of the Blind of Maravia", "Open Books", "9", "31", "60", "2033")},
    ),
    "what a programme delivered": (
        "SELECT ?programme ?what { ?o a dg:Output ; dg:outputOf/rdfs:label ?programme ; dg:description ?what }",
        {("Open Books", "212 teachers were trained in braille")},
    ),
    "the employment rates of people with disabilities of working age, disaggregated by sex": (
        """SELECT ?sex ?rate { ?f dg:measure/rdfs:label "employment rate" ; dg:about/rdfs:label "Maravia" ; dg:value ?rate ;
           dg:disabilityStatus/skos:prefLabel "with disabilities"@en ; dg:ageBand ?age .
           OPTIONAL { ?f dg:countedSex/rdfs:label ?of } BIND(COALESCE(STR(?of), "total") AS ?sex) }""",
        {("female", "38"), ("male", "46"), ("total", "42")},
    ),
    "what part of a whole a figure is": (
        "SELECT ?part ?whole { ?f dg:value ?part ; dg:figurePartOf/dg:value ?whole }",
        {("2310", "4200")},
    ),
    "which document states the rate of women, in which words": (
        """SELECT ?title ?quote { ?c dg:asserts/dg:population "women with disabilities aged 15 to 64" ;
           dcterms:source/dcterms:title ?title ; dg:hasEvidence/dg:quote ?quote FILTER(CONTAINS(?quote, "38")) }""",
        {("Employment of persons with disabilities", "Persons with disabilities, women: 38 percent")},
    ),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_question(question: str, graph: Graph) -> None:
    query, expected = QUESTIONS[question]
    found = store_of(graph).query(HEAD + query)
    assert isinstance(found, QuerySolutions)
    assert {tuple(str(getattr(value, "value", "")) for value in row) for row in found} == expected


def test_the_president_is_connected_with_the_ministry_through_the_programme(api: KnowledgeGraph) -> None:
    answer = " ".join(str(api.path("Ilda Ferro", "Ministry of Education of Maravia")).split("\n\n")[1].split())  # however lines are broken
    first = answer.partition(" hops)")[0]
    places = [first.find(name) for name in ("Ilda Ferro", "National Federation of the Blind", "Open Books", "Ministry of Education")]
    assert -1 < places[0] < places[1] < places[2] < places[3]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Who is the president of the National Federation of the Blind of Maravia?", "Ilda Ferro"),
        ("Who funded Open Books?", "Ministry of Education of Maravia"),
        ("How many teachers were trained in braille?", "212"),
        ("When was the National Federation of the Blind of Maravia founded?", "1974"),
    ],
)
def test_a_question_in_english_is_answered_with_a_quote(question: str, answer: str, api: KnowledgeGraph) -> None:
    found = api.ask(question)
    assert found.status == "answered"
    assert answer in found.facts[0].sentence
    assert found.facts[0].passages


def test_the_audit_has_nothing_against_the_figures(graph: Graph) -> None:
    found = store_of(graph).query(HEAD + 'SELECT ?f { ?f a dg:AuditFinding ; dg:verdict ?v FILTER(?v NOT IN ("holds", "holds only if")) }')
    assert isinstance(found, QuerySolutions)
    assert list(found) == []


def test_questions_in_plain_language_are_answered_as_well_as_those_on_the_five_documents(api: KnowledgeGraph) -> None:
    """20 of the 22 questions are right first, by the count in docs/ask.md; a rule made for the five documents would do less here."""
    overall = api.score_questions(HERE / "questions.yaml")[0]
    assert (overall.stated, overall.not_stated) == (22, 6)
    assert overall.first >= 18
    assert overall.wrong <= 2
    assert overall.admitted >= 4
