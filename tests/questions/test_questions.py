"""The graph answers the competency questions exactly as the documents do, on the very words that state the answer."""

from __future__ import annotations

import re
import runpy
from collections import Counter, defaultdict
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from tests.opened import store_of

from disgraph.corpus.folding import fold
from disgraph.graph.graph import Graph
from disgraph.project import shipped_project
from disgraph.rdf import Literal, NamedNode
from disgraph.sparql.evaluation import Table, answer

HERE = Path(__file__).resolve().parent
DOCUMENTS = ("000", "001", "002", "003", "004")
KINDS = frozenset(
    {
        "across", "award", "comparison", "condition", "count", "doubt", "family", "federation", "founding", "hope", "income", "list",
        "look-up", "negation", "negative", "of-whom", "place", "policy", "support", "time", "training", "who-said-it",
    }
)  # fmt: skip

Row = tuple[str, ...]


class Question(NamedTuple):
    """One question, its query, and the answer that the documents give."""

    id: str
    question: str
    kind: str
    documents: tuple[str, ...]
    answer: str
    quotes: tuple[str, ...]
    sparql: str
    rows: tuple[Row, ...]
    twin: tuple[str, str, tuple[Row, ...]] | None


class Claim(NamedTuple):
    """What the test needs of a claim: its document, its folded evidence, and every name and value that it speaks of."""

    document: str
    evidence: tuple[str, ...]
    words: frozenset[str]


def read_questions() -> tuple[Question, ...]:
    """Return the catalogue; every scalar is the text of the file."""
    entries = yaml.load((HERE / "questions.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    return tuple(
        Question(
            entry["id"],
            entry["question"],
            entry["kind"],
            tuple(entry["documents"]),
            entry["answer"],
            tuple(entry.get("quotes", ())),
            entry["sparql"],
            tuple(tuple(row) for row in entry.get("rows", ())),
            _twin(entry) if entry.get("not_stated") == "true" else None,
        )
        for entry in entries
    )


def _twin(entry: Mapping[str, Mapping[str, str]]) -> tuple[str, str, tuple[Row, ...]]:
    twin = entry["twin"]
    return twin["instead_of"], twin["put"], tuple(tuple(row) for row in twin["rows"])


QUESTIONS = read_questions()
STATED = tuple(question for question in QUESTIONS if question.twin is None)
NOT_STATED = tuple(question for question in QUESTIONS if question.twin is not None)


def ask(graph: Graph, sparql: str) -> tuple[Row, ...]:
    """Return the rows of an answer as texts, an open cell as an empty text."""
    table = answer(store_of(graph), sparql)
    assert isinstance(table, Table)
    return tuple(tuple(cell.value if isinstance(cell, NamedNode | Literal) else "" for cell in row) for row in table.rows)


@cache
def folded_documents() -> Mapping[str, str]:
    """Return the folded text of every document."""
    folder = shipped_project().documents
    return {name: fold(next(folder.glob(f"{name}_*.txt")).read_text(encoding="utf-8")) for name in DOCUMENTS}


@pytest.fixture(scope="session")
def claims(shipped: Graph) -> tuple[Claim, ...]:
    """Every claim of the graph with its evidence and what it speaks of."""
    evidence: dict[str, set[str]] = defaultdict(set)
    documents: dict[str, str] = {}
    words: dict[str, set[str]] = defaultdict(set)
    for claim, document, quote in ask(
        shipped, "SELECT ?c ?d ?q WHERE { ?c a dg:Claim ; dcterms:source/dcterms:identifier ?d ; dg:hasEvidence/dg:quote ?q }"
    ):
        documents[claim] = document
        evidence[claim].add(fold(quote))
    for claim, value, label in ask(
        shipped,
        "SELECT ?c ?o ?l WHERE { { ?c rdf:subject|rdf:object ?o } UNION { ?c dg:asserts/!(rdf:type|rdfs:label) ?o } "
        "OPTIONAL { ?o rdfs:label ?l } }",
    ):
        words[claim] |= {value, label} - {""}
    return tuple(Claim(documents[name], tuple(evidence[name]), frozenset(words[name])) for name in documents)


def supporting(claims: tuple[Claim, ...], question: Question, quote: str) -> list[Claim]:
    """Return the claims of the question's documents that rest on the quote."""
    needle = fold(quote)
    return [claim for claim in claims if claim.document in question.documents and any(needle in text for text in claim.evidence)]


@pytest.fixture(scope="session")
def common_words(shipped: Graph) -> AbstractSet[str]:
    """The names of measures, units and comparators: a claim that shares no more than these with an answer proves nothing."""
    rows = ask(shipped, "SELECT ?l WHERE { ?c a ?kind ; rdfs:label ?l . FILTER(?kind IN (dg:Measure, dg:Unit, dg:Comparator)) }")
    return frozenset(word for row in rows for word in row) | {"en"}


def names_in(sparql: str) -> AbstractSet[str]:
    """Return the texts in quotation marks of a query."""
    return frozenset(re.findall(r'"([^"]*)"', sparql))


# --- the catalogue ---


def test_there_are_enough_questions_of_every_kind_over_every_document() -> None:
    assert len(QUESTIONS) >= 120
    assert not [name for name, count in Counter(question.id for question in QUESTIONS).items() if count > 1]
    assert {question.kind for question in QUESTIONS} == KINDS
    documents = Counter(document for question in QUESTIONS for document in question.documents)
    assert set(documents) == set(DOCUMENTS)
    assert min(documents.values()) >= 20
    assert documents.most_common(1)[0][0] == "003"
    assert len(NOT_STATED) >= 10
    assert all(question.kind == "negative" for question in NOT_STATED)
    assert not [question.id for question in STATED if question.kind == "negative"]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_queries_go_by_names_and_classes_only(question: Question) -> None:
    assert question.sparql.startswith("SELECT")
    assert not re.search(r"dgr:|https?://|LIMIT", question.sparql)
    assert len(question.rows) < 2 or "ORDER BY" in question.sparql, "an answer of several rows needs an order"


# --- what the documents state ---


@pytest.mark.parametrize("question", STATED, ids=lambda question: question.id)
def test_answer_is_exact(question: Question, shipped: Graph) -> None:
    assert question.rows
    assert ask(shipped, question.sparql) == question.rows


@pytest.mark.parametrize("question", STATED, ids=lambda question: question.id)
def test_quotes_occur_in_the_documents_and_in_the_evidence(
    question: Question, claims: tuple[Claim, ...], common_words: AbstractSet[str]
) -> None:
    assert question.quotes
    spoken_of = (names_in(question.sparql) | {cell for row in question.rows for cell in row}) - common_words - {""}
    texts = folded_documents()
    homes: set[str] = set()
    for quote in question.quotes:
        occurs_in = [document for document in question.documents if fold(quote) in texts[document]]
        assert occurs_in, f"in none of the documents: {quote}"
        resting = supporting(claims, question, quote)
        assert resting, f"no claim rests on: {quote}"
        assert any(claim.words & spoken_of for claim in resting), f"no claim on these words speaks of the answer: {quote}"
        homes.update(claim.document for claim in resting)
    assert homes == set(question.documents), "every document of the question has a quote"


def test_most_answers_are_complete_in_the_claims_of_their_quotes(claims: tuple[Claim, ...]) -> None:
    """Inferred or computed answers cannot be; everything else is stated by the claims that rest on the quotes."""
    whole = [question.id for question in STATED if _is_stated(claims, question)]
    assert len(whole) >= 0.7 * len(STATED)


def _is_stated(claims: tuple[Claim, ...], question: Question) -> bool:
    result = {word for quote in question.quotes for claim in supporting(claims, question, quote) for word in claim.words}
    return {cell for row in question.rows for cell in row} - {""} <= result


# --- what they do not state ---


@pytest.mark.parametrize("question", NOT_STATED, ids=lambda question: question.id)
def test_what_the_documents_do_not_say_has_no_answer(question: Question, shipped: Graph) -> None:
    assert question.twin
    assert not question.rows
    assert not question.quotes
    instead_of, put, rows = question.twin
    assert question.sparql.count(f'"{instead_of}"') + question.sparql.count(f"= {instead_of})") == 1
    assert ask(shipped, question.sparql) == ()
    assert rows, "the same pattern must find something elsewhere"
    assert sorted(ask(shipped, question.sparql.replace(instead_of, put))) == sorted(rows)


# --- the page ---


def test_page_is_up_to_date() -> None:
    page = runpy.run_path(str(HERE / "write_docs.py"))
    assert page["PAGE"].read_text(encoding="utf-8") == page["text"](), "run tests/questions/write_docs.py"
