"""Annotators who have only definitions and scope notes choose the same class (ontology-V41)."""

from __future__ import annotations

from collections import Counter

from tools.annotators import FOLDER, REQUIRED, agreement, read_answers, read_pairs, sheet, too_low, words_of


def test_the_sheet_is_made_from_the_pairs_and_the_ontology() -> None:
    assert (FOLDER / "sheet.md").read_text(encoding="utf-8") == sheet(), "run: python -m tools.annotators sheet"


def test_each_pair_has_twenty_sentences_with_one_thing_to_classify() -> None:
    for pair in read_pairs():
        assert len(set(pair.sentences)) == 20, pair.name
        assert all(Counter(text)["["] == Counter(text)["]"] == 1 for text in pair.sentences), pair.name


def test_each_class_of_a_pair_has_more_than_a_definition() -> None:
    for pair in read_pairs():
        assert all(len(list(words_of(name))) >= 2 for name in pair.classes), pair.name


def answers(wrong: int) -> dict[str, dict[int, str]]:
    """Invented answers: the first class for all sentences of a pair but some."""
    return {pair.name: {n: pair.classes[n <= wrong] for n in range(1, 21)} for pair in read_pairs()}


def test_agreement_is_counted_for_each_pair_and_an_answer_outside_the_pair_agrees_with_nothing() -> None:
    assert set(agreement(answers(0), answers(3)).values()) == {17}
    strange = {name: {**given, 1: "Banana"} for name, given in answers(0).items()}
    assert set(agreement(strange, strange).values()) == {19}
    assert len(too_low({"a": answers(0), "b": answers(3)})) == len(read_pairs())
    assert too_low({"a": answers(0), "b": answers(20 - REQUIRED)}) == []


def test_each_pair_was_read_twice() -> None:
    readings = Counter(pair for given in read_answers().values() for pair in given)
    assert [pair.name for pair in read_pairs() if readings[pair.name] < 2] == []


def test_annotators_agree_on_at_least_eighteen_of_twenty_sentences_of_each_pair() -> None:
    assert len(read_answers()) >= 2
    assert too_low(read_answers()) == []
