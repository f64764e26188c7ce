"""Questions in plain language; the expected words come from reading the documents."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.tries import tries

from disgraph.api.knowledge_graph import KnowledgeGraph
from disgraph.errors import MisuseError
from disgraph.graph.graph import Graph
from disgraph.project import shipped_project
from disgraph.rdf import NamedNode
from disgraph.sparql.evaluation import Table


@pytest.fixture(scope="module")
def opened(shipped: Graph) -> KnowledgeGraph:
    """The shipped graph."""
    return KnowledgeGraph(shipped.backend, shipped_project)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Who visited Tang Xiaopeng?", "Liu Weiping"),  # 000: in July 2017, Liu Weiping ... visited Tang's home
        ("When did Liu Weiping visit Tang Xiaopeng?", "July 2017"),
        ("How old is Li Nuanjia?", "33"),  # 002
        ("How old is Xie Xing?", "37 years"),
        ("How old is Peng Yu?", "27 years"),
        ("Where was Yang Shuting born?", "Xiaping village"),  # 003
        ("Through which platform does Li Juan sell?", "JD"),  # 003
        ("Who wrote the theme song Leave No One Behind?", "Zhang Haidi"),  # 003
        ("How many followers does Yang Shuting have?", "320,000"),  # 003
        ("Who pionered the small incision catarakt method?", "Jiang Lijuan"),  # 003, misspelt
        ("Which has more people with disabilities, Zichang or Xinxian?", "Xinxian"),  # 003: 15,105 and 25,600
    ],
)
def test_the_answer_has_what_the_documents_state(opened: KnowledgeGraph, question: str, words: str) -> None:
    found = opened.ask(question)
    assert found.status == "answered"
    assert words in found.answer
    assert found.facts[0].is_answer
    assert found.facts[0].passages


@pytest.mark.parametrize(
    "question",
    [
        "When was Liu Weiping born?",
        "What does Li Feng earn?",
        "Who is Zheng Gang's spouse?",
        "How old is Qiu Yonghua?",
        "How many medals did Peng Qiuping win in Tokyo?",
    ],
)
def test_what_no_document_states_is_not_answered(opened: KnowledgeGraph, question: str) -> None:
    found = opened.ask(question)
    assert (found.status, bool(found), found.sparql) == ("not-stated", False, "")
    assert found.answer.startswith("The documents do not say.")
    assert found.facts
    assert not any(fact.is_answer for fact in found.facts)


def test_a_hope_is_not_a_fact(opened: KnowledgeGraph) -> None:
    """Document 000: Xia dreamed of being a teacher."""
    found = opened.ask("Is Xia Xiaobin a teacher?")
    assert found.status == "not-stated"
    assert "hope" in found.answer


def test_words_without_a_meaning_are_not_understood(opened: KnowledgeGraph) -> None:
    found = opened.ask("blorp gnarf?")
    assert (found.status, found.facts) == ("not-understood", ())
    assert any("blorp" in note for note in found.answered.notes)


def test_a_name_that_may_denote_several_is_shown_with_its_candidates(opened: KnowledgeGraph) -> None:
    """Liu is the surname of four persons in the documents."""
    notes = opened.ask("What aid does Liu use?").answered.notes
    assert any("Liu Weiping" in note and "Liu Haijun" in note for note in notes)


def test_a_connection_is_answered_by_a_path(opened: KnowledgeGraph) -> None:
    found = opened.ask("How are Lan Shiyong and Wu Weiyue connected?")
    assert found.status == "answered"
    assert re.search("Wen Dongming|e-commerce office", found.answer)
    assert len(found.facts) == 2


def test_a_count_is_computed_by_the_query(opened: KnowledgeGraph, shipped: Graph) -> None:
    found = opened.ask("How many companies are there?")
    counted = shipped.backend.answer(found.sparql)
    assert isinstance(counted, Table)
    assert found.answer == getattr(counted.rows[0][0], "value", "")
    assert "COUNT" in found.sparql


ASKED = [
    "Who visited Tang Xiaopeng?",
    "Which awards did Li Juan receive?",
    "Where does Zheng Gang live?",
    "Who helped Wu Weiyue?",
    "What did Wang Xiuzhi found?",
    "Which places have the most people with disabilities?",
]


@pytest.mark.parametrize("question", ASKED)
def test_the_query_gives_the_facts_of_the_answer(opened: KnowledgeGraph, shipped: Graph, question: str) -> None:
    found = opened.ask(question, limit=100)
    rows = shipped.backend.answer(found.sparql)
    assert isinstance(rows, Table)
    assert {row[0].value for row in rows.rows if isinstance(row[0], NamedNode)} == {fact.iri for fact in found.facts if fact.is_answer}


@settings(max_examples=tries(25))
@given(st.text("who Tang?'\"{}\\<>\n\u4e2d7", max_size=30))
def test_any_text_gets_an_answer_or_a_named_error(opened: KnowledgeGraph, text: str) -> None:
    if text.strip():
        found = opened.ask(text)
        assert found.status in ("answered", "not-stated", "not-understood")
        assert json.loads(found.json())["question"] == text
    else:
        with pytest.raises(MisuseError):
            opened.ask(text)


def test_no_rule_knows_a_name_of_the_documents(shipped: Graph) -> None:
    """The words of the language module come from English, not from the five documents."""
    from disgraph.ask import question_language

    source = Path(question_language.__file__).read_text(encoding="utf-8").casefold()
    names = {part for name in shipped.names.every() if name.type == "Person" for part in name.label.split() if part[:1].isupper()}
    assert len(names) > 40
    assert {name for name in names if len(name) > 3 and re.search(rf"\b{re.escape(name.casefold())}\b", source)} == set()
