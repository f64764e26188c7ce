"""Answers of a language model to the questions of the extractor about two texts of our own (`model_answers.json`), and false variants.

The answers were written before the guard had read them, to texts that the instructions were not written for.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from benchmarks.guard_variants import PERSONAL, passed
from tests.extract.checking import problems_of

from disgraph.extract.draft import Extract
from disgraph.extract.llm.answers import check_answer
from disgraph.extract.llm.instructions import system_prompt
from disgraph.extract.llm.prompting import CHARACTERS_A_TOKEN, parts
from disgraph.extract.llm.supported_values import ConceptWords
from disgraph.extract.names.mentions import find_mentions
from disgraph.extract.text.segmentation import read_text
from disgraph.ontology.vocabulary import Vocabulary

ANSWERED = json.loads(Path(__file__).with_name("model_answers.json").read_text(encoding="utf-8"))
#: Four later texts: the prompt had been shortened, and the answers were written to exactly these questions before the guard read them.
LATER = json.loads(Path(__file__).with_name("model_answers_later.json").read_text(encoding="utf-8"))
#: Two pages in the style of other organisations' sites, with answers that were written before the guard had read them.
PAGES = json.loads(Path(__file__).with_name("model_answers_pages.json").read_text(encoding="utf-8"))
#: Of this number of false variants, one is tried, from this one on.
STEP, FIRST = 60, 7


def taken(text: str, entities: list[Any], claims: list[Any], vocabulary: Vocabulary) -> Extract:
    model = read_text(text)
    found, mentions = find_mentions(model)
    (part,) = parts(model)
    checked = check_answer(json.dumps({"entities": entities, "claims": claims}), part, model, found, mentions, vocabulary)
    known = {one.id: one for one in (*found, *checked.entities)}
    return Extract(tuple(known.values()), (*mentions, *checked.mentions), checked.drafts, checked.refused)


def test_right_claims_of_a_model_pass(vocabulary: Vocabulary) -> None:
    right = all_claims = 0
    for one in ANSWERED:
        extract = taken(one["text"], one["answer"]["entities"], one["answer"]["claims"], vocabulary)
        assert problems_of(one["text"], extract, vocabulary) == ()
        right, all_claims = right + len(extract.drafts), all_claims + len(one["answer"]["claims"])
    assert right >= 0.95 * all_claims
    assert all_claims == 36


def test_right_claims_of_a_shorter_prompt_pass(vocabulary: Vocabulary) -> None:
    """38 of 39; the other has a kind of accessibility without a word for it in the quote."""
    taken_all = [taken(one["text"], one["answer"]["entities"], one["answer"]["claims"], vocabulary) for one in LATER]
    assert sum(len(one["answer"]["claims"]) for one in LATER) == 39
    assert sum(len(extract.drafts) for extract in taken_all) >= 38
    assert [problems_of(one["text"], extract, vocabulary) for one, extract in zip(LATER, taken_all, strict=True)] == [()] * 4


def test_right_claims_about_two_pages_pass(vocabulary: Vocabulary) -> None:
    """30 of 32 (27 in the first run): one word is too far from the name, and one figure has a currency that no list has."""
    taken_all = [taken(one["text"], one["answer"]["entities"], one["answer"]["claims"], vocabulary) for one in PAGES]
    assert sum(len(one["answer"]["claims"]) for one in PAGES) == 32
    assert sum(len(extract.drafts) for extract in taken_all) >= 30
    assert [problems_of(one["text"], extract, vocabulary) for one, extract in zip(PAGES, taken_all, strict=True)] == [()] * 2


@pytest.mark.parametrize("one", [*LATER, *PAGES])
def test_what_a_later_text_does_not_state_is_refused(one: Any, vocabulary: Vocabulary) -> None:
    """What passes has a doubt, or a build refuses it: the bearer of a condition is a person."""
    entities = one["answer"]["entities"]
    extracts = [taken(one["text"], entities, [claim], vocabulary) for claim in one["unstated"]]
    passed_on = [each.drafts[0] for each in extracts if each.drafts and not problems_of(one["text"], each, vocabulary)]
    assert [draft for draft in passed_on if not draft.doubt] == []


def test_the_prompt_is_short(vocabulary: Vocabulary) -> None:
    """About 6,300 tokens at first; the advice of extraction.md, section 8, was 2,200 for what the terms mean."""
    prompt = system_prompt(vocabulary)
    terms = prompt[prompt.index("Classes of entities:") : prompt.index("Example. ")]
    assert len(prompt) / CHARACTERS_A_TOKEN < 2_900
    assert len(terms) / CHARACTERS_A_TOKEN < 1_900


@pytest.mark.parametrize(("words", "unit"), [("rupees", "INR"), ("shillings", "KES"), ("dollars", "USD"), ("pounds", "GBP")])
def test_a_model_may_name_a_currency_by_its_shared_noun(words: str, unit: str, vocabulary: Vocabulary) -> None:
    found = ConceptWords(vocabulary).find(vocabulary.properties["unit"], words, f"she earned 40 {words} a month")
    assert found == unit


def test_a_claim_that_the_text_only_suggests_is_refused(vocabulary: Vocabulary) -> None:
    for one in ANSWERED:
        assert taken(one["text"], one["answer"]["entities"], one["unstated"], vocabulary).drafts == ()


def test_false_variants_of_right_claims_do_not_pass(vocabulary: Vocabulary) -> None:
    """Another entity, number or quote, exchanged roles, a wrong antecedent, a denial: a sample of what the benchmark tries."""
    results = [one for text in (*ANSWERED, *LATER) for one in passed(text, vocabulary, STEP, FIRST)]
    accepted = [result.variant for _variant, result in results if result and not result.doubt]
    assert len(results) > 60
    assert len(accepted) <= 1, accepted
    assert [one for one in accepted if one.claim["kind"] in PERSONAL] == []


#: Sentences with the kind and the roles that they state of two entities, which are false when exchanged.
ROLES = [
    ("Ada Obi founded Hope Works in 2010.", "founding", {"founder": "Ada Obi", "founded": "Hope Works"}),
    ("Hope Works was set up in 2010 by Ada Obi.", "founding", {"founder": "Ada Obi", "founded": "Hope Works"}),
    ("Hope Works, founded by Ada Obi, has moved.", "founding", {"founder": "Ada Obi", "founded": "Hope Works"}),
    ("Delta Mills Limited joined the Lotus Trust in 2016.", "membership", {"member": "Delta Mills Limited", "organisation": "Lotus Trust"}),
    (
        "Delta Mills Limited, a member of the Lotus Trust, left.",
        "membership",
        {"member": "Delta Mills Limited", "organisation": "Lotus Trust"},
    ),
    ("The Lotus Trust gave Delta Mills Limited a grant.", "funding", {"funder": "Lotus Trust", "recipient": "Delta Mills Limited"}),
    (
        "Delta Mills Limited received a grant from the Lotus Trust.",
        "funding",
        {"funder": "Lotus Trust", "recipient": "Delta Mills Limited"},
    ),
    ("Ada Obi was trained by Vana Sok for a year.", "training", {"trainer": "Vana Sok", "trainee": "Ada Obi"}),
    ("Hope Works is run by the Lotus Trust.", "operates", {"subject": "Lotus Trust", "object": "Hope Works"}),
    ("Ada Obi's eldest son, Ben Obi, is a baker.", "hasChild", {"subject": "Ada Obi", "object": "Ben Obi"}),
    ("Ben Obi, a son of Ada Obi, is a baker.", "hasChild", {"subject": "Ada Obi", "object": "Ben Obi"}),
    ("Ada Obi visited Vana Sok in May.", "visit", {"visitor": "Ada Obi", "visited": "Vana Sok"}),
    ("The workshop is in Nakuru, Kenya.", "containedIn", {"subject": "Nakuru", "object": "Kenya"}),
]


def claim_of(text: str, kind: str, roles: dict[str, str]) -> tuple[list[Any], Any]:
    found, _mentions = find_mentions(read_text(text))
    known = {one.name: one.id for one in found}
    entities = [{"id": name, "class": "Organisation", "name": name} for name in roles.values() if name not in known and name[:1].isupper()]
    arguments = [{"role": role, "value": known.get(name, name)} for role, name in roles.items()]
    return entities, {"kind": kind, "arguments": arguments, "quote": text.rstrip("."), "modality": "stated", "referents": []}


@pytest.mark.parametrize(("text", "kind", "roles"), ROLES)
def test_roles_are_those_of_the_words(text: str, kind: str, roles: dict[str, str], vocabulary: Vocabulary) -> None:
    entities, claim = claim_of(text, kind, roles)
    assert len(taken(text, entities, [claim], vocabulary).drafts) == 1
    one, other = claim["arguments"]
    one["value"], other["value"] = other["value"], one["value"]
    assert taken(text, entities, [claim], vocabulary).drafts == ()


def test_the_name_of_a_school_states_no_condition(vocabulary: Vocabulary) -> None:
    text = "Ada Obi teaches at the Tanga School for the Deaf. Vana Sok is deaf."
    for subject, quote, drafts in (("ada-obi", text[:48], 0), ("vana-sok", "Vana Sok is deaf", 1)):
        roles = [{"role": "bearer", "value": subject}, {"role": "disabilityKind", "value": "hearing"}]
        claim = {"kind": "condition", "arguments": roles, "quote": quote, "modality": "stated", "referents": []}
        assert len(taken(text, [], [claim], vocabulary).drafts) == drafts


def test_an_occupation_is_not_that_of_the_person_who_is_named_by_it(vocabulary: Vocabulary) -> None:
    text = "Ada Obi began in 2019. Her manager, Ben Were, trained her."
    for subject, drafts in (("Ben Were", 1), ("Ada Obi", 0)):
        _entities, claim = claim_of(text, "occupation", {"subject": subject, "object": "manager"})
        given = [{"word": "Her", "entity": "ada-obi", "named": "Ada Obi"}]
        claim |= {"quote": "Her manager, Ben Were", "referents": given if subject == "Ada Obi" else []}
        assert len(taken(text, [], [claim], vocabulary).drafts) == drafts


@pytest.mark.parametrize(
    ("text", "subject", "age"),
    [
        ("Ada Obi's son Ben Obi, 19, is a baker.", "Ada Obi", "19"),
        ("Ada Obi was 29 when Ben Obi came.", "Ada Obi", "29"),
        ("At the age of 29 Ada Obi left.", "Ada Obi", "29"),
        ("Ada Obi left with Ben Obi, who is 31 years old.", "Ada Obi", "31"),
    ],
)
def test_an_age_is_that_of_the_person_next_to_it_and_of_today(text: str, subject: str, age: str, vocabulary: Vocabulary) -> None:
    entities, claim = claim_of(text, "age", {"subject": subject, "object": age})
    assert taken(text, entities, [claim], vocabulary).drafts == ()


@pytest.mark.parametrize(("role", "value"), [("value", "1.2"), ("value", "2019"), ("value", "77"), ("minValue", "2019")])
def test_a_part_of_a_figure_or_a_year_is_not_its_value(role: str, value: str, vocabulary: Vocabulary) -> None:
    text = "In 2019, Hope Works had sales of 1.2 million rupees."
    roles = {"measure": "sales", "about": "Hope Works", role: value, "unit": "rupees"} | (
        {"maxValue": "1200000"} if role != "value" else {}
    )
    entities, claim = claim_of(text, "observation", roles)
    assert taken(text, entities, [claim], vocabulary).drafts == ()
    right = claim_of(text, "observation", {"measure": "sales", "about": "Hope Works", "value": "1200000", "unit": "rupees"})
    assert len(taken(text, right[0], [right[1]], vocabulary).drafts) == 1


#: Sentences with a claim whose filler is in them for another reason, and which is true of nobody or of another.
BYSTANDERS = [
    ("At Tanga College Ada Obi met Vana Sok.", "education", {"student": "Vana Sok", "institution": "Tanga College"}),
    ("At Tanga College Ada Obi thanked Vana Sok.", "employment", {"employee": "Vana Sok", "employer": "Tanga College"}),
    ("Hope Works was founded by Ada Obi and is run by the Lotus Trust.", "operates", {"subject": "Lotus Trust", "object": "Ada Obi"}),
    ("Ada Obi greeted Vana Sok, who taught weaving.", "employment", {"employee": "Vana Sok", "employer": "Ada Obi"}),
    ("The School of Paracas has a new lift.", "locatedIn", {"subject": "Paracas", "object": "School of Paracas"}),
]


@pytest.mark.parametrize(("text", "kind", "roles"), BYSTANDERS)
def test_a_bystander_fills_no_role(text: str, kind: str, roles: dict[str, str], vocabulary: Vocabulary) -> None:
    entities, claim = claim_of(text, kind, roles)
    assert taken(text, entities, [claim], vocabulary).drafts == ()


@pytest.mark.parametrize(
    ("text", "kind", "roles"),
    [
        ("Ada Obi met Vana Sok, who studied at Tanga College.", "education", {"student": "Vana Sok", "institution": "Tanga College"}),
        ("Vana Sok weaves and works for Ada Obi.", "employment", {"employee": "Vana Sok", "employer": "Ada Obi"}),
        ("Ada Obi employs Vana Sok as a weaver.", "employment", {"employee": "Vana Sok", "employer": "Ada Obi"}),
    ],
)
def test_who_is_met_may_have_studied(text: str, kind: str, roles: dict[str, str], vocabulary: Vocabulary) -> None:
    entities, claim = claim_of(text, kind, roles)
    assert len(taken(text, entities, [claim], vocabulary).drafts) == 1


def test_the_figure_of_a_gift_has_a_doubt(vocabulary: Vocabulary) -> None:
    text = "The Lotus Trust lent Ada Obi 900 euros. Vana Sok earns 400 euros."
    for about, quote, is_doubted in (
        ("Lotus Trust", "The Lotus Trust lent Ada Obi 900 euros", True),
        ("Vana Sok", "Vana Sok earns 400 euros", False),
    ):
        roles = {"measure": "amount", "about": about, "value": "900" if is_doubted else "400", "unit": "euros"}
        entities, claim = claim_of(text, "observation", roles)
        (draft,) = taken(text, entities, [claim | {"quote": quote}], vocabulary).drafts
        assert ("giver" in draft.doubt) == is_doubted
