"""Who does what to whom: a fact answers a question only with its entities on the right sides, and about the right subject."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from disgraph.api.knowledge_graph import KnowledgeGraph
from disgraph.ask.asked_actions import asked_action
from disgraph.ask.fact_directions import is_reversed
from disgraph.ask.fact_views import FactView
from disgraph.ask.question import read_question
from disgraph.graph.graph import Graph
from disgraph.graph.name_matching import is_description
from disgraph.project import shipped_project
from disgraph.search.text_index import TextIndex

#: Facts of each verb that are tried.
_TRIED = 2


@pytest.fixture(scope="module")
def opened(shipped: Graph) -> KnowledgeGraph:
    """The shipped graph."""
    return KnowledgeGraph(shipped.backend, shipped_project)


def _directed(index: TextIndex) -> Iterator[tuple[str, int, str, str]]:
    """Yield verbs with facts, and the names of who does it in each and of who does not."""
    for role in index.ontology:
        for verb in role.verbs:
            facts = sorted({at for at in range(index.entities, index.size) if role.name in dict(index.members(at))})
            named = (each for at in facts for each in _sides(index, at, verb))
            yield from ((verb, *each) for each, _ in zip(named, range(_TRIED), strict=False))


def _sides(index: TextIndex, at: int, verb: str) -> Iterator[tuple[int, str, str]]:
    doing = {term.name for term in index.ontology if verb in term.verbs}
    doers = [entity for role, entity in index.members(at) if role in doing]
    others = [entity for role, entity in index.members(at) if entity not in doers]
    names = [index.label(entity) for entity in (*doers[:1], *others[:1])]
    if len(names) == 2 and all(name[:1].isupper() and not is_description(name) for name in names):
        yield at, names[0], names[1]


def test_every_directed_fact_answers_from_its_own_side_only(opened: KnowledgeGraph) -> None:
    index, graph = opened.text_index, opened.graph
    tried, wrong = 0, []
    for verb, at, doer, other in _directed(index):
        right = (f"Who can {verb} {other}?", f"Whom can {doer} {verb}?", f"Can {doer} {verb} {other}?")
        reversed_ = (f"Who can {verb} {doer}?", f"Whom can {other} {verb}?", f"Can {other} {verb} {doer}?")
        for text, expected in (*((each, False) for each in right), *((each, True) for each in reversed_)):
            tried += 1
            if is_reversed(index, read_question(graph, index, text), FactView(graph, index, at)) != expected:
                wrong.append((text, index.label(at)))
    assert tried > 100
    assert wrong == []


@pytest.mark.parametrize(
    ("question", "verb", "doers", "others"),
    [
        ("Who helped Tang Xiaopeng?", "helped", [], ["Tang Xiaopeng"]),
        ("Whom did Tang Xiaopeng help?", "help", ["Tang Xiaopeng"], []),
        ("Who was helped by Wen Dongming?", "helped", ["Wen Dongming"], []),
        ("Who has been trained by Pan Xiaohong?", "trained", ["Pan Xiaohong"], []),
        ("By whom was Tang Xiaopeng visited?", "visited", [], ["Tang Xiaopeng"]),
        ("Did Liu Weiping visit Tang Xiaopeng?", "visit", ["Liu Weiping"], ["Tang Xiaopeng"]),
        ("When did Wen Dongming decide to recommend Lan Shiyong?", "recommend", ["Wen Dongming"], ["Lan Shiyong"]),
        ("Which company founded by Xie Xing sells fruit?", "founded", ["Xie Xing"], []),
    ],
)
def test_the_sides_of_a_question_are_read(opened: KnowledgeGraph, question: str, verb: str, doers: list[str], others: list[str]) -> None:
    found = asked_action(opened.text_index, question, read_question(opened.graph, opened.text_index, question).mentions, {})
    assert found is not None
    assert (found.verb, [each.text for each in found.doers], [each.text for each in found.others]) == (verb, doers, others)


@pytest.mark.parametrize("question", ["Is Liu Weiping in a wheelchair?", "What title was Xin Baotong awarded?", "Where is Baise city?"])
def test_no_side_is_read_where_a_question_has_none(opened: KnowledgeGraph, question: str) -> None:
    found = asked_action(opened.text_index, question, read_question(opened.graph, opened.text_index, question).mentions, {})
    assert found is None


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Who helped Tang Xiaopeng?", "Liu Weiping"),  # 000
        ("Whom did Tang Xiaopeng help?", "new employees"),  # 000: "warmly welcoming and assisting new employees"
        ("Whom did Liu Weiping help?", "Tang Xiaopeng"),
        ("When did Tang Xiaopeng join the base?", "October 2017"),  # 000: three months after July 2017
        ("Who won the Endeavor Award of the 2018 National Poverty Alleviation Award?", "Liu Hongxia"),  # 003
        ("In wihhc year did Lan Shyong become an office clerk?", "2019"),  # 004: two misspelt words
        ("What did Xia Xiaobin want to become when he was a kid?", "teacher"),  # 000: a clause with when asks for no time
        ("Who is the youngest winner of the Endeavor Award?", "Liao Zhusheng"),  # 003: born in 1997
        ("What disability does Liu Hongxia's husband have?", "grade 3"),  # 003
        ("What is the name of Yang Shuting's company?", "Hunan Qiqi Technology Co Ltd"),  # 003
    ],
)
def test_a_fact_answers_from_the_side_that_is_asked_for(opened: KnowledgeGraph, question: str, answer: str) -> None:
    found = opened.ask(question)
    assert found.status == "answered"
    assert answer in found.answer


@pytest.mark.parametrize(
    "question",
    [
        "Who helped Liu Weiping?",  # he helped
        "Whom did Tang Xiaopeng visit?",  # he was visited
        "Who visited Liu Weiping?",
        "Whom did Lan Shiyong recommend?",  # he was recommended
        "Who employs Luo Bawang?",  # it is a company
        "When did Peng Yu join the base?",  # Tang Xiaopeng's date is stated
        "When did Liu Weiping join the center?",  # July 2017 is the date of an introduction
        "When did Xia Xiaobin become a team leader?",  # his age is dated
        "What is People's Daily?",  # Chongqing Daily is another newspaper
        "What is Guangming Daily?",
        "What is Peng Yu's monthly salary at the base?",  # Tang Xiaopeng's is stated
        "How much does Zeng Fanjun earn a year?",  # 002: the increase of the farmers whom he helped is stated
        "Which bank lent money to Yang Shuting?",  # 003: no bank is mentioned
        "How much interest did Wang Xiuzhi pay for her loan of 150,000 yuan?",  # 003: another loan was a million
        "Is Lan Shiyong a father?",  # 004: his own father is mentioned
        "What was Yang Xu's bachelor's degree in?",  # 001: his master's degree is stated
        "What does Liu Haijun's father do for a living?",  # 000: her mother is mentioned
        "What is the name of Wu Weiyue's company?",  # 004: his store has none
        "What is the name of the friend who recommended the base to Peng Yu?",  # 000
    ],
)
def test_a_fact_about_another_side_subject_or_date_does_not_answer(opened: KnowledgeGraph, question: str) -> None:
    found = opened.ask(question)
    assert found.status == "not-stated"
    assert found.answer.startswith("The documents do not say")
