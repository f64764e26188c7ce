"""Answers for people say a thing once and stay short (cases interface-R2, R3, R5 and section 6)."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from disgraph import open_graph
from disgraph.api.knowledge_graph import KnowledgeGraph
from disgraph.api.results import Result
from disgraph.render.answer_blocks import PAGE

A, B = "Liu Weiping", "Tang Xiaopeng"
#: A person, a child, a place, a programme, an award, a policy, a group, a federation, a measure and a kind of disability.
ENTITIES = [
    *("Wen Dongming", "Li Juan", "Gansu province", "Lifeline Express", "Endeavor Award of the National Poverty Alleviation Award"),
    *("China Disabled Persons' Federation", "people employed", "physical disability", "Peng Qiuping"),
]


@pytest.fixture(scope="module")
def graph(shipped_folder: Path) -> KnowledgeGraph:
    return open_graph(shipped_folder)


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


def repeated_items(answer: Result) -> list[str]:
    """Return the items of an answer in Markdown, which has one line each, that occur twice."""
    items = Counter(line for line in answer.markdown().splitlines() if line.lstrip().startswith("- "))
    return [line for line, number in items.items() if number > 1]


def test_the_path_of_the_readme_has_at_most_200_words(graph: KnowledgeGraph) -> None:
    """interface-R2."""
    words = graph.path(A, B).text().split()
    assert len(words) <= 200
    assert "3." in words


def test_a_step_of_an_earlier_path_is_referred_to(graph: KnowledgeGraph) -> None:
    """interface-R2."""
    found = graph.path(A, B, k=3)
    pages = [" ".join(text.split()) for text in (found.text(long_paths=True), found.text(all_ways=True))]
    for page in pages:
        assert page.count("Liu Weiping \u2013 Zhangye Jishan Leye Disabled Supportive Employment Center: as in path 2.") == 1
    # Document 000: he visited him, helped him, brought about a change for him, introduced him, was spoken with and spoken about.
    assert "(+5)" in pages[0]
    assert "(+" not in pages[1]
    assert all(step for path in json.loads(found.json())["paths"] for step in path["steps"])


def test_a_page_of_paths_has_every_step(graph: KnowledgeGraph) -> None:
    assert "Xia Xiaobin trained new employees" not in graph.path(A, B).text()
    assert "Xia Xiaobin trained new employees" in graph.path(A, B)._repr_html_()


@pytest.mark.parametrize("name", ENTITIES)
def test_no_item_occurs_twice(graph: KnowledgeGraph, name: str) -> None:
    for answer in (graph.show(name, derived=True), graph.neighbors(name), graph.evidence(name), graph.compare(name, A)):
        assert repeated_items(answer) == []


def test_relations_of_one_record_are_said_once(graph: KnowledgeGraph) -> None:
    found = graph.neighbors("Wen Dongming", limit=100)
    records = [(hop.kind, hop.record) for hop in found if hop.record]
    assert found.text().count("- Also: ") == sum(number > 1 for number in Counter(records).values()) > 0


def test_derived_statements_of_wider_places_and_of_records_are_hidden(graph: KnowledgeGraph) -> None:
    """interface-R5: he works in Zhangye, and Zhangye is in Gansu; that he works for the center is a record."""
    derived = [fact.sentence for fact in graph.show(B, derived=True).facts if fact.inferred]
    assert [sentence.rpartition(" ")[2] for sentence in derived] == ["Zhangye"]
    everything = [fact.sentence for fact in graph.show(B, derived=True, closure=True).facts if fact.inferred]
    assert {"Zhangye", "China"} <= {sentence.rpartition(" ")[2] for sentence in everything}
    assert any("the Zhangye Jishan Leye Disabled Supportive Employment Center" in sentence for sentence in everything)


def test_the_counts_of_entities_make_up_the_total(graph: KnowledgeGraph) -> None:
    counts = graph.stats().counts
    assert sum(number for _, number in counts.entities) == dict(counts.totals)["entities"]
    assert sum(number for _, number in counts.records) == dict(counts.totals)["claims"]


def test_no_findings_is_said_once(graph: KnowledgeGraph) -> None:
    assert graph.audit("Peng Yu").text() == "No findings.\n"


@pytest.mark.parametrize("layout", [{}, {"hints": PAGE}], ids=["library", "page"])
@pytest.mark.parametrize("answer", ["paths", "no path", "neighbors", "common", "nothing in common", "numbers"])
def test_only_the_command_line_is_given_options_of_the_command_line(graph: KnowledgeGraph, answer: str, layout: dict[str, Any]) -> None:
    answers: dict[str, Callable[[], Result]] = {
        "paths": lambda: graph.path(A, B),
        "no path": lambda: graph.path(A, "Xie Xing"),
        "neighbors": lambda: graph.neighbors("China Disabled Persons' Federation", limit=1),
        "common": lambda: graph.common(A, B),
        "nothing in common": lambda: graph.common(A, "Xie Xing"),
        "numbers": graph.stats,
    }
    found = answers[answer]()
    assert not re.search(r"(?<!-)--[a-z]", found.text(**layout))
    assert answer == "numbers" or "--" in found.render("text")
