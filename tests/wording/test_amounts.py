"""Figures: one noun, a comparator, separators, and the right number."""

from __future__ import annotations

import pytest

from disgraph.wording.amounts import observation_sentence, spell_amount, spell_number
from disgraph.wording.noun_phrases import Phrase, phrases

PERSON = {"unit": ["people"], "unitNoun": ["person", "people", "persons"], "anyNoun": ["yes"]}
YUAN = {"unit": ["yuan"], "unitNoun": ["yuan"]}
EMPLOYS = "{about} {employs|employ|employed} {amount}"


def sentence(template: str = "", /, **texts: str | list[str]) -> str:
    slots = {name: phrases([text] if isinstance(text, str) else text) for name, text in texts.items()}
    return observation_sentence(slots, template)


@pytest.mark.parametrize(
    ("text", "words"), [("0", "0"), ("999", "999"), ("3500", "3,500"), ("58.05", "58.05"), ("1234567.8", "1,234,567.8")]
)
def test_a_number_has_commas(text: str, words: str) -> None:
    assert spell_number(text) == words


def test_an_amount_has_comparator_unit_and_what_it_is_by() -> None:
    assert spell_amount("3,500", "yuan", "over", ["person", "month"]) == "over 3,500 yuan per person and month"
    assert spell_amount("5", "") == "5"


def test_a_measure_with_a_verb() -> None:
    assert sentence(EMPLOYS, about="The workshop", measure="people employed", value="12", **PERSON) == "The workshop employs 12 people"
    both = sentence(EMPLOYS, about=["A", "B"], measure="people employed", value="1,200", comparator="at least", **PERSON)
    assert both == "A and B employ at least 1,200 people"


def test_what_is_counted_replaces_a_general_noun() -> None:
    assert sentence(EMPLOYS, about="A", measure="people employed", value="300", population="women", **PERSON) == "A employs 300 women"
    assert sentence(about="A", measure="people trained", value="9", population="people with disabilities", **PERSON) == (
        "A: 9 people with disabilities trained"
    )
    assert sentence(about="A", measure="people helped", value="9", population="all people with disabilities", **PERSON) == (
        "A: 9 people helped (all people with disabilities)"
    )


def test_a_measure_without_a_verb_gives_its_noun() -> None:
    assert sentence(about="A", measure="people employed", value="12", **PERSON) == "A: 12 people employed"
    assert sentence(about="A", measure="followers", value="9", unit="followers", unitNoun=["follower", "followers"]) == "A: 9 followers"


def test_a_measure_that_the_population_repeats_is_left_out() -> None:
    assert (
        sentence(about="A", measure="salary", value="400", population="salary at the start", **YUAN) == "A, salary at the start: 400 yuan"
    )
    assert sentence(about="A", measure="income", value="400", population="two summers", **YUAN) == "A, income: 400 yuan (two summers)"


def test_a_population_that_says_nothing_new_is_left_out() -> None:
    assert (
        sentence(about="A city", measure="population", value="9", population="people in the city", **PERSON)
        == "A city, population: 9 people"
    )


def test_a_period_that_the_measure_says_is_left_out() -> None:
    slots = {
        "about": [Phrase("A")],
        "measure": [Phrase("monthly income")],
        "value": [Phrase("9")],
        "per": [Phrase("month", short="monthly")],
    }
    assert observation_sentence(slots | {"unit": [Phrase("yuan")]}) == "A, monthly income: 9 yuan"


def test_ranges_places_and_times() -> None:
    assert sentence(about="A", measure="age", minValue="16", maxValue="59", unit="years", unitNoun=["years"]) == "A, age: 16 to 59 years"
    assert sentence(about="A", measure="area", value="9", unit="mu", place="B", time="2020", date="in 2020") == "A, area: 9 mu in B in 2020"
    assert sentence(EMPLOYS, about="A", measure="staff", value="2", time="2020", date="in 2020", **PERSON) == "A employed 2 people in 2020"


def test_one_is_singular() -> None:
    assert sentence(about="A", measure="livestock lost", value="1", unit="animal", population="male deer", anyNoun="yes") == (
        "A, livestock lost: 1 animal (male deer)"
    )
