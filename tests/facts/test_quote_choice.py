"""Which quote is shown for a sentence: the one with most of its content words, and always the same one."""

from __future__ import annotations

import random

from disgraph.facts.quote_choice import best_passage, choose_quote, content_words
from disgraph.passage import Passage, Source

DOCUMENT = Source("https://example.org/d1", "d1", "A report", "", "")


def passage(quote: str, start: int = 0, modality: str = "stated", claim: str = "c") -> Passage:
    return Passage(quote, DOCUMENT, start, start + len(quote), claim, modality, "", "", "")


def test_names_numbers_and_long_words_have_content() -> None:
    found = content_words("In 2017 Liu was at the new home of Tang, with whom she had spoken")
    assert found == {"in": 1, "2017": 1, "liu": 1, "tang": 1, "home": 2, "whom": 2, "spoke": 2}


def test_names_alone_support_less_than_words() -> None:
    visit, job = passage("in July 2017, Liu Weiping visited Tang at home", 0), passage("Teacher Liu told me about a job opportunity", 50)
    assert best_passage("Liu Weiping told Tang of a job opportunity", [visit, job]) == job


def test_the_best_quote_has_most_words_of_the_sentence() -> None:
    sentence = "Tang Xiaopeng has worked at the Zhangye center since October 2017, in recruitment and interviews"
    visited, joined = passage("in July 2017, Liu visited Tang", 0), passage("Three months later, Tang joined the base", 50)
    role = passage("Tang handles recruitment and interviews", 90)
    assert best_passage(sentence, [visited, joined, role]) == role


def test_words_match_in_any_form_and_case() -> None:
    later = passage("VISITING the family", 70)
    assert best_passage("Liu visited a family", [passage("He came", 0), later]) == later


def test_among_equals_what_the_document_states_comes_first_then_the_place() -> None:
    inferred, second, first = passage("Tang, Liu", 0, "inferred"), passage("Liu, Tang", 30), passage("Tang and Liu", 20)
    assert best_passage("Tang helped Liu", [inferred, second, first]) == first
    assert best_passage("Tang helped Liu", [inferred]) == inferred
    assert best_passage("Tang helped Liu", []) is None


def test_the_order_of_passages_changes_nothing() -> None:
    same = [passage("Tang helped", start=number, claim=f"c{number}") for number in range(9)]
    assert best_passage("Tang helped Liu", random.Random(1).sample(same, 9)) == same[0]


def test_of_several_sentences_the_best_supported_is_chosen() -> None:
    assert choose_quote([("Tang met Liu", [passage("he met her")]), ("Tang helped Liu", [passage("Tang helped Liu")])]) == (
        1,
        passage("Tang helped Liu"),
    )
    assert choose_quote([("Tang met Liu", [])]) is None
