"""Names in a sentence: lists, articles, and a name that occurs once."""

from __future__ import annotations

import pytest

from disgraph.wording.noun_counts import join
from disgraph.wording.noun_phrases import Phrase, are_plural, is_unnamed, name_once, unnamed_noun, with_article

PENG = Phrase("Peng Yu")
MOTHER = Phrase("Peng Yu's mother", short="her mother")
PARENTS = Phrase("Peng Yu's parents", is_plural=True, short="her parents")
STAFF = Phrase("employees of the farm", is_plural=True, short="staff", owner="Green Farm")


@pytest.mark.parametrize(("values", "words"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")])
def test_words_become_a_list(values: list[str], words: str) -> None:
    assert join(values) == words


@pytest.mark.parametrize(("noun", "words"), [("agent", "an agent"), ("user", "a user"), ("European", "a European")])
def test_a_noun_has_an_article(noun: str, words: str) -> None:
    assert with_article(noun) == words


def test_several_phrases_and_plural_ones_take_a_plural_verb() -> None:
    assert not are_plural([PENG])
    assert are_plural([PENG, MOTHER])
    assert are_plural([PARENTS])
    assert not are_plural([])


@pytest.mark.parametrize(
    ("ordered", "words"),
    [
        ([PENG, MOTHER], ["Peng Yu", "her mother"]),
        ([MOTHER, PENG], ["Peng Yu's mother", "her"]),
        ([MOTHER, PARENTS], ["Peng Yu's mother", "her parents"]),
        ([PARENTS, Phrase("Liu Weiping")], ["Peng Yu's parents", "Liu Weiping"]),
        ([Phrase("Green Farm"), STAFF], ["Green Farm", "staff"]),
        ([Phrase("care"), Phrase("Red care home", short="a home")], ["care", "Red care home"]),
    ],
)
def test_a_name_occurs_once(ordered: list[Phrase], words: list[str]) -> None:
    assert [phrase.text for phrase in name_once(ordered)] == words


def test_an_unnamed_one_is_a_noun() -> None:
    assert is_unnamed(MOTHER, [PENG])
    assert not is_unnamed(PENG, [MOTHER])
    assert (unnamed_noun(MOTHER), unnamed_noun(PARENTS), unnamed_noun(STAFF)) == ("a mother", "parents", "staff")
