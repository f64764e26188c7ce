"""Kinds of questions: what no document states, joins of two facts, conditions and comparisons. Expected words come from the documents."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disgraph.api.knowledge_graph import KnowledgeGraph
from disgraph.ask.conditions import read_condition
from disgraph.ask.question_language import synonyms_of
from disgraph.claims.stated_numbers import NUMBER_WORDS, SCALES
from disgraph.graph.graph import Graph
from disgraph.project import shipped_project
from disgraph.search.query_words import read_words


@pytest.fixture(scope="module")
def opened(shipped: Graph) -> KnowledgeGraph:
    """The shipped graph."""
    return KnowledgeGraph(shipped.backend, shipped_project)


@pytest.mark.parametrize(
    "question",
    [
        "Who sued the Zhangye Jishan Leye center?",  # a verb that no fact has
        "Which exhibition did Tan Shixi visit?",  # a noun that no fact has
        "What is the brand of Xie Xing's wheelchair?",  # a related noun
        "What did Li Juan donate during the pandemic?",  # 003: Yang Shuting did
        "How much does Li Juan earn per month?",  # 003: poor villagers near her earned
        "How much were Wu Weiyue's sales in 2015?",  # 004: in 2019
        "What is the name of Lan Shiyong's wife?",  # 004: not named
        "What is the name of Peng Yu's mother?",  # 000: not named
        "Who is the father of Wang Xiuzhi?",  # 003: not named
        "Does Liu Haijun earn more than 3,000 yuan a month?",  # a condition on an unknown figure
        "Who employs the sister of Li Juan?",  # the second hop is not stated
        "Where was the founder of the Shixi Health Massage Center born?",
    ],
)
def test_a_related_fact_is_not_an_answer(opened: KnowledgeGraph, question: str) -> None:
    found = opened.ask(question)
    assert found.status == "not-stated"
    assert not any(fact.is_answer for fact in found.facts)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Who is Liu Weiping?", "Party Branch Secretary"),  # 000
        ("who's Yang Shuting", "general manager"),  # 003
        ("Who is Jiang Lijuan?", "professor of ophthalmology"),  # 003
        ("Tell me about Zhang Haidi", "Chairperson of the China Disabled Persons' Federation"),  # 003
        ("What is Zhumadian?", "in Henan province"),  # 003
    ],
)
def test_somebody_is_introduced_by_what_the_description_says(opened: KnowledgeGraph, question: str, answer: str) -> None:
    found = opened.ask(question)
    assert found.status == "answered"
    assert answer in found.answer
    assert found.facts[0].passages


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        ("How many villages did Li Juan help?", "kilogram"),  # 003: about 40,000 kilograms of pears
        ("How many deer does Wang Xiuzhi have?", "hectare"),  # 003: 2.7 hectares for her deer
        ("How many companies did Li Juan sell pears to?", "kilogram"),
    ],
)
def test_a_measured_amount_does_not_say_how_many(opened: KnowledgeGraph, question: str, unit: str) -> None:
    assert unit not in opened.ask(question).answer


def test_an_amount_in_the_unit_that_is_asked_for_does(opened: KnowledgeGraph) -> None:
    assert "40,000 kilograms" in opened.ask("How many kilograms of pears did Li Juan help to sell?").answer


@pytest.mark.parametrize("name", ["Wang Xiuzhi", "Li Nuanjia", "Lan Shiyong", "Xie Xing"])
def test_nobody_is_introduced_by_an_illness_if_a_post_or_trade_is_stated(opened: KnowledgeGraph, name: str) -> None:
    found = opened.ask(f"Who is {name}?")
    assert found.status == "answered"
    assert not any(word in found.answer for word in ("disability", "polio", "leg", "hand", "paraly"))


@pytest.mark.parametrize(
    ("question", "answer", "hop"),
    [
        ("In which village was the founder of Hunan Qiqi Technology born?", "Xiaping village", "Yang Shuting set up"),  # 003
        ("What does the company founded by Xie Xing sell?", "fresh fruits", "Xie Xing set up"),  # 001
        ("Where was the founder of Ningdu Hangyuan born?", "Banjing village", "Liao Zhusheng and his partners set up"),
    ],
)
def test_two_facts_are_joined_and_each_is_quoted(opened: KnowledgeGraph, question: str, answer: str, hop: str) -> None:
    found = opened.ask(question)
    assert found.status == "answered"
    assert answer in found.answer
    parts = [fact for fact in found.facts if fact.is_answer]
    assert any(hop in fact.sentence for fact in parts)
    assert len(parts) >= 2
    assert all(fact.passages for fact in parts)


def test_a_missing_hop_is_named(opened: KnowledgeGraph) -> None:
    notes = opened.ask("Where was the founder of the Shixi Health Massage Center born?").answered.notes
    assert any("Tan Shixi" in note and "not stated" in note for note in notes)


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("Does Zichang have more than 20,000 people with disabilities?", "No: Zichang county has 15,105"),  # 003
        ("Does Zichang have more than 10,000 people with disabilities?", "Yes: Zichang county has 15,105"),
        ("Was Li Juan born before 1990?", "Yes: Li Juan was born in 1985"),
        ("Was Yang Shuting born before 1990?", "No: Yang Shuting was born in 1991"),
    ],
)
def test_a_condition_is_decided_by_a_figure_or_a_time(opened: KnowledgeGraph, question: str, line: str) -> None:
    assert opened.ask(question).answer.startswith(line)


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("How many people with disabilities do Zichang and Xinxian have together?", "40,705 people"),  # 15,105 + 25,600
        ("How many more people with disabilities does Xinxian have than Zichang?", "10,495 people"),
        ("Who is older, Li Juan or Liao Zhusheng?", "Li Juan"),  # 1985 and 1997
        ("Who is younger, Li Juan or Liao Zhusheng?", "Liao Zhusheng"),
    ],
)
def test_sums_differences_and_ages_are_computed(opened: KnowledgeGraph, question: str, line: str) -> None:
    found = opened.ask(question)
    assert found.answer.startswith(line)
    assert sum(fact.is_answer for fact in found.facts) == 2


def test_figures_of_different_populations_are_only_comparable_on_a_condition(opened: KnowledgeGraph) -> None:
    """asking-A36: some counties count everybody, others only people of working age."""
    notes = opened.ask("Which city has the most people with disabilities?").answered.notes
    assert any(note.startswith("Only comparable if") for note in notes)


@pytest.mark.parametrize("question", ["Was it open before 1990?", "Did at least 3.5 million people come?"])
def test_limits_are_read(question: str) -> None:
    condition = read_condition(question)
    assert condition is not None
    assert {condition.low, condition.high} & {1990.0, 3_500_000.0}


def test_a_word_is_corrected_only_if_it_has_one_slip(opened: KnowledgeGraph) -> None:
    """A singer is not single, and chairs are not hair; catarakt is cataract."""
    assert read_words(opened.text_index, "singer catarakt chairs").corrected == {"catarakt": "cataract"}


def test_forms_of_a_word_have_its_synonyms() -> None:
    assert "chairperson" in synonyms_of("chairs")
    assert "wrote" in synonyms_of("writes")


def test_a_condition_has_its_number_in_words() -> None:
    ten = read_condition("Has she worked there for more than ten years?")
    million = read_condition("Was it less than a million yuan?")
    assert ten is not None
    assert ten.low == 10
    assert million is not None
    assert million.high == 1_000_000


@given(st.sampled_from(sorted(NUMBER_WORDS)), st.sampled_from(["", " hundred", " thousand", " million"]))
def test_every_number_word_is_read(word: str, times: str) -> None:
    condition = read_condition(f"Did more than {word}{times} people come?")
    assert condition is not None
    assert condition.low == NUMBER_WORDS[word] * SCALES.get(times.strip(), 1)


def test_a_choice_is_not_answered_with_yes(opened: KnowledgeGraph) -> None:
    found = opened.ask("Was Li Juan or Zheng Gang born in 1985?")
    assert not found.answered.answer.startswith(("Yes", "No"))
