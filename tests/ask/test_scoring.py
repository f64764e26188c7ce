"""Scores of a file of questions; the marks are counted by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from disgraph.api.knowledge_graph import KnowledgeGraph
from disgraph.errors import InputError
from disgraph.graph.graph import Graph
from disgraph.project import shipped_project

QUESTIONS = """\
- {question: "Who visited Tang Xiaopeng?", kind: who, words: [Liu Weiping, visited]}
- {question: "How old is Li Nuanjia?", kind: figure, quotes: ["33-year-old Li Nuanjia"]}
- {question: "How old is Li Nuanjia?", kind: figure, words: [44]}
- {question: "When was Liu Weiping born?", kind: when, not_stated: true}
"""


@pytest.fixture(scope="module")
def opened(shipped: Graph) -> KnowledgeGraph:
    """The shipped graph."""
    return KnowledgeGraph(shipped.backend, shipped_project)


def test_scores_count_right_wrong_and_not_stated(opened: KnowledgeGraph, tmp_path: Path) -> None:
    file = tmp_path / "questions.yaml"
    file.write_text(QUESTIONS, encoding="utf-8")
    scores = opened.score_questions(file)
    assert tuple(scores[0]) == ("all", 3, 2, 2, 2, 1, 1, 1)
    assert {each.kind: each.wrong for each in scores} == {"all": 1, "who": 0, "figure": 1, "when": 0}
    assert "67 %" in scores.text()
    assert '"first right": "100 %"' in scores.json()


@pytest.mark.parametrize("text", ["- {kind: who, words: [a]}", "- {question: a?}", "question: a?", "- a"])
def test_a_file_without_right_answers_is_refused(opened: KnowledgeGraph, tmp_path: Path, text: str) -> None:
    file = tmp_path / "questions.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"questions\.yaml"):
        opened.score_questions(file)


def test_a_question_with_its_query_has_the_form_of_the_challenge(opened: KnowledgeGraph) -> None:
    """https://text2sparql.aksw.org: dataset, question, query."""
    import json

    found = json.loads(opened.ask("Who visited Tang Xiaopeng?").text2sparql(opened.dataset_iri))
    assert set(found) == {"dataset", "question", "query"}
    assert "dg:visited" in found["query"]
