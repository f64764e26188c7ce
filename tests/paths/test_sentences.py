"""Words from templates: slots, optional parts, lists and times."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disgraph.ontology.vocabulary import EdgeTerm, read_vocabulary
from disgraph.project import shipped_project
from disgraph.wording.sentences import edge_sentence, fill, join, spell_number, spell_time, when

WORK = EdgeTerm("workEdge", "works for", "Employment", "employee", "employer", "{employee} works for {employer}[ as {role}][ ({when})]")
TOGETHER = EdgeTerm(
    "collaborationEdge", "works with", "Collaboration", "partner", "partner", "{partner} works with {partner2}[ to {purpose}]"
)


@pytest.mark.parametrize(
    ("template", "slots", "sentence"),
    [
        ("{a} visited {b}", {"a": "Liu", "b": "Tang"}, "Liu visited Tang"),
        ("{a} came[ in {when}]", {"a": "Liu", "when": "2017"}, "Liu came in 2017"),
        ("{a} came[ in {when}]", {"a": "Liu"}, "Liu came"),
        ("{a} came[ in {when}]", {"a": "Liu", "when": ""}, "Liu came"),
        ("{a} came[ to {b} in {when}]", {"a": "Liu", "b": "Zhangye"}, "Liu came"),
        ("{a} came[ to {b}][ in {when}]", {"a": "Liu", "when": "2017"}, "Liu came in 2017"),
        ("{a} came", {"a": "[x] {b}"}, "[x] {b} came"),
        ("no slot", {"a": "Liu"}, "no slot"),
    ],
)
def test_a_template_is_filled_and_empty_parts_dropped(template: str, slots: dict[str, str], sentence: str) -> None:
    assert fill(template, slots) == sentence


@given(st.dictionaries(st.sampled_from("abc"), st.text("xyz ", max_size=5)))
def test_no_brace_or_bracket_of_a_template_is_left(slots: dict[str, str]) -> None:
    assert set(fill("{a} x[ ({b})][ {c}, {a}]", slots)) & set("{}[]") == set()


@pytest.mark.parametrize(
    ("edge", "slots", "ends", "sentence"),
    [
        (WORK, {"employee": ["Tang"], "employer": ["the centre"]}, ("", ""), "Tang works for the centre"),
        (
            WORK,
            {"employee": ["Tang", "Peng"], "employer": ["the centre"], "role": ["clerk"], "start": ["2017-10"]},
            ("", ""),
            "Tang and Peng works for the centre as clerk (since October 2017)",
        ),
        (WORK, {"employee": ["Tang", "Peng"], "employer": ["the centre"]}, ("Peng", "the centre"), "Peng works for the centre"),
        (TOGETHER, {"partner": ["A", "B", "C"]}, ("", ""), "A works with B and C"),
        (TOGETHER, {"partner": ["A", "B", "C"], "purpose": ["train people"]}, ("C", "A"), "C works with A to train people"),
    ],
)
def test_the_sentence_of_an_edge(edge: EdgeTerm, slots: dict[str, list[str]], ends: tuple[str, str], sentence: str) -> None:
    assert edge_sentence(edge, slots, *ends) == sentence


def test_every_edge_of_the_ontology_can_be_told_with_nothing_but_its_ends() -> None:
    vocabulary = read_vocabulary(shipped_project().ontology)
    told = [edge_sentence(edge, {edge.source: ["X"], edge.target: ["Y"]}, "X", "Y") for edge in vocabulary.edges]
    told += [fill(term.sentence, {"subject": "X", "object": "Y"}) for term in vocabulary.properties.values() if term.sentence]
    assert len(told) > 40
    assert [sentence for sentence in told if "X" not in sentence or "Y" not in sentence or set(sentence) & set("{}[]")] == []
    assert [sentence for sentence in told if sentence != sentence.strip() or "  " in sentence or "()" in sentence] == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2017", "2017"),
        ("2017-07", "July 2017"),
        ("2020-05-17", "17 May 2020"),
        ("2020-05-07", "7 May 2020"),
        ("2015-21", "spring 2015"),
        ("2015-22", "summer 2015"),
        ("2015-23", "autumn 2015"),
        ("2015-24", "winter 2015"),
        ("201X", "2010s"),
        ("~2015", "about 2015"),
        ("2015~", "about 2015"),
        ("2015-07~", "about July 2015"),
        ("2015?", "2015 (uncertain)"),
        ("2016/2019", "2016 to 2019"),
        ("2017-07-03/2017-08", "3 July 2017 to August 2017"),
        ("../2020-06", "up to June 2020"),
        ("/2020", "up to 2020"),
        ("2022/..", "since 2022"),
        ("2022/", "since 2022"),
    ],
)
def test_a_time_is_spelled(text: str, words: str) -> None:
    assert spell_time(text) == words


@pytest.mark.parametrize(
    ("slots", "words"),
    [
        ({}, ""),
        ({"time": ["2017-07"]}, "July 2017"),
        ({"start": ["2017"]}, "since 2017"),
        ({"end": ["2019"]}, "until 2019"),
        ({"start": ["2017"], "end": ["2019-05"]}, "2017 to May 2019"),
        ({"time": ["2018"], "start": ["2017"]}, "2018, since 2017"),
    ],
)
def test_when_a_record_was(slots: dict[str, list[str]], words: str) -> None:
    assert when(slots) == words


@pytest.mark.parametrize(("values", "words"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")])
def test_words_become_a_list(values: list[str], words: str) -> None:
    assert join(values) == words


@pytest.mark.parametrize(
    ("text", "words"), [("0", "0"), ("999", "999"), ("3500", "3,500"), ("58.05", "58.05"), ("1234567.8", "1,234,567.8")]
)
def test_a_number_has_commas(text: str, words: str) -> None:
    assert spell_number(text) == words
