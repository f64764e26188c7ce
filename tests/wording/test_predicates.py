"""Descriptions that continue a sentence (interface section 7)."""

from __future__ import annotations

import pytest

from disgraph.wording.noun_phrases import Phrase, phrases
from disgraph.wording.predicates import continues, is_predicate
from disgraph.wording.templates import fill

GROUP = [Phrase("the teachers", is_plural=True)]


@pytest.mark.parametrize(
    ("description", "sentence"),
    [
        ("grew up in a village", "Ann grew up in a village"),
        ("set up a stall", "Ann set up a stall"),
        ("once ran an orchard", "Ann once ran an orchard"),
        ("regularly fell down", "Ann regularly fell down"),
        ("tries to walk", "Ann tries to walk"),
        ("was touched", "Ann was touched"),
        ("agreed to help", "Ann agreed to help"),
        ("calls ring one after another", "Ann: calls ring one after another"),
        ("work is improving", "Ann: work is improving"),
        ("works of art were sold", "Ann: works of art were sold"),
        ("limited mobility", "Ann: limited mobility"),
        ("need for a walker", "Ann: need for a walker"),
        ("the class opened", "Ann: the class opened"),
        ("many farmers have left", "Ann: many farmers have left"),
        ("are active", "Ann: are active"),
    ],
)
def test_a_predicate_follows_its_subject_without_a_colon(description: str, sentence: str) -> None:
    assert fill("{who}{do what}", {"who": phrases(["Ann"]), "what": phrases([description])}) == sentence


@pytest.mark.parametrize("description", ["answer calls", "have left", "were trained", "always help"])
def test_a_predicate_agrees_with_a_plural_subject(description: str) -> None:
    assert fill("{who}{do what}", {"who": GROUP, "what": phrases([description])}) == f"the teachers {description}"
    assert is_predicate(description, is_plural=True)
    assert not is_predicate("has left", is_plural=True)


@pytest.mark.parametrize(
    ("description", "sentence"),
    [
        ("to help her", "Ann gave work to help her"),
        ("at home", "Ann gave work at home"),
        ("free of charge", "Ann gave work; free of charge"),
        ("", "Ann gave work"),
    ],
)
def test_an_addition_follows_a_semicolon_only_where_it_must(description: str, sentence: str) -> None:
    slots = {"who": phrases(["Ann"]), "what": phrases([description] if description else [])}
    assert fill("{who} gave work[{and what}]", slots) == sentence
    assert not description or continues(description) == (";" not in sentence)


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ("told her about a job", "Ann helped Eve and told her about a job"),
        ("personally brought her there", "Ann helped Eve and personally brought her there"),
        ("invited her to a class", "Ann helped Eve and invited her to a class"),
        ("by bringing her there", "Ann helped Eve by bringing her there"),
        ("in any way that she could", "Ann helped Eve in any way that she could"),
        ("keeps visiting her", "Ann helped Eve: keeps visiting her"),
        ("tailored support", "Ann helped Eve: tailored support"),
    ],
)
def test_what_somebody_did_joins_the_verb_before_it(form: str, sentence: str) -> None:
    slots = {"who": phrases(["Ann"]), "whom": phrases(["Eve"]), "form": phrases([form])}
    assert fill("{who} helped {whom}{to form}", slots) == sentence


def test_a_condition_asks_whether_a_slot_is_filled() -> None:
    template = "{who} [?words said|spoke][: {words}]"
    assert fill(template, {"who": phrases(["Ann"]), "words": phrases(["\u201cYes\u201d"])}) == "Ann said: \u201cYes\u201d"
    assert fill(template, {"who": phrases(["Ann"])}) == "Ann spoke"
