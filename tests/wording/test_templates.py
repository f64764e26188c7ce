"""Templates: slots, verbs that agree, and parts that are dropped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disgraph.wording.noun_phrases import Phrase, phrases
from disgraph.wording.templates import adds_nothing, fill, slots_of, verb

WORKS = "{a} {works|work|worked}"


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
        ("{a} came", {"a": "<x>"}, "<x> came"),
        ("no slot", {"a": "Liu"}, "no slot"),
        ("{a} as {a b}", {"a": "Liu", "b": "actor"}, "Liu as an actor"),
        ("{a}, {a b}", {"a": "Liu", "b": "Chairperson"}, "Liu, Chairperson"),
        ("{a} came[ with {b}|, alone]", {"a": "Liu", "b": "Tang"}, "Liu came with Tang"),
        ("{a} came[ with {b}|, alone]", {"a": "Liu"}, "Liu came, alone"),
        ("{a} [?b=plan plans|hopes]", {"a": "Liu", "b": "plan"}, "Liu plans"),
        ("{a} [?b=plan plans|hopes]", {"a": "Liu", "b": "aim"}, "Liu hopes"),
        ("{a} helped{to b}", {"a": "Liu", "b": "to find a job"}, "Liu helped to find a job"),
        ("{a} helped{to b}", {"a": "Liu", "b": "cooks"}, "Liu helped: cooks"),
        ("{a} moved to {b}[ in {c}]", {"a": "Liu", "b": "a home in Jinan", "c": "Jinan"}, "Liu moved to a home in Jinan"),
        ("{a} set up {b}[: {c}]", {"a": "Liu", "b": "a shop", "c": "the shop"}, "Liu set up a shop"),
    ],
)
def test_a_template_is_filled_and_empty_parts_dropped(template: str, slots: dict[str, str], sentence: str) -> None:
    assert fill(template, {name: phrases([text] if text else []) for name, text in slots.items()}) == sentence


def test_in_a_list_an_unnamed_one_follows_the_one_it_is_named_after() -> None:
    farmers = Phrase("farmers helped by Zeng Fanjun", is_plural=True, short="farmers")
    assert fill("{a} {sells|sell} fruit", {"a": [farmers, Phrase("Zeng Fanjun")]}) == "Zeng Fanjun and farmers sell fruit"


@given(st.dictionaries(st.sampled_from("abc"), st.text("xyz ", max_size=5)))
def test_no_brace_or_bracket_of_a_template_is_left(slots: dict[str, str]) -> None:
    filled = fill("{a} x[ ({b})][ {c}, {a}|y]", {name: phrases([text]) for name, text in slots.items()})
    assert set(filled) & set("{}[]<>|") == set()


@pytest.mark.parametrize(
    ("values", "tense", "sentence"),
    [
        ([Phrase("Liu")], "present", "Liu works"),
        ([Phrase("Liu"), Phrase("Tang")], "present", "Liu and Tang work"),
        ([Phrase("teachers", is_plural=True)], "present", "teachers work"),
        ([Phrase("Liu")], "perfect", "Liu has worked"),
        ([Phrase("Liu"), Phrase("Tang")], "perfect", "Liu and Tang have worked"),
        ([Phrase("Liu"), Phrase("Tang")], "past", "Liu and Tang worked"),
    ],
)
def test_a_verb_agrees_with_the_slot_before_it(values: list[Phrase], tense: str, sentence: str) -> None:
    assert fill(WORKS, {"a": values}, tense) == sentence


def test_a_verb_whose_past_agrees() -> None:
    forms = ["is", "are", "was", "were", "been"]
    assert [verb(forms, plural, tense) for tense in ("present", "perfect", "past") for plural in (False, True)] == [
        "is", "are", "has been", "have been", "was", "were",
    ]  # fmt: skip


def test_prepositions_come_from_the_class() -> None:
    slots = {"a": [Phrase("Liu")], "b": [Phrase("Wang Xiuzhi", preposition="for")]}
    assert fill("{a} works {at b}", slots) == "Liu works for Wang Xiuzhi"


def test_a_wider_kind_is_left_out_next_to_a_narrower_one() -> None:
    slots = {"a": [Phrase("Liu")], "b": phrases(["disability", "physical disability"])}
    assert fill("{a} has {a b}", slots) == "Liu has a physical disability"


def test_slots_are_named_in_their_order() -> None:
    assert slots_of("{x} {is|are} {a y}[ {at z}|{x}]") == ["x", "y", "z"]


def test_word_forms_and_small_words_add_nothing() -> None:
    assert adds_nothing("the persons of the city", "city, person")
    assert not adds_nothing("women of the city", "city, person")
    assert not adds_nothing("her", "her")
