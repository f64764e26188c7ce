"""Rules for relations: each keeps what its examples promise, and none states what the text does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.extract.checking import problems_of
from tests.extract.documents import described, facts_of, news, read_marked

from disgraph.claims.claim import Statement
from disgraph.extract.draft import Draft
from disgraph.extract.extractor import extract, extract_from
from disgraph.extract.relations.clause import subject_of, tokens_of
from disgraph.extract.relations.mention_kinds import CODES, kind_of
from disgraph.extract.relations.patterns import PatternError, compile_pattern
from disgraph.extract.relations.relation_rules import RelationRule, RuleExample, relation_rules
from disgraph.ontology.vocabulary import Vocabulary, key_of

EXAMPLES = [(rule, example) for rule in relation_rules() for example in rule.examples]


def drafts_of(text: str) -> tuple[Draft, ...]:
    marked = read_marked(text)
    return extract_from(marked.model, marked.found, marked.mentions).drafts


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=[f"{rule.name}-{rule.examples.index(example)}" for rule, example in EXAMPLES])
def test_a_rule_takes_the_facts_of_its_examples_and_no_others(rule: RelationRule, example: RuleExample) -> None:
    assert sorted({described(draft) for draft in drafts_of(example.text) if draft.rule == rule.name}) == sorted(example.facts)


def test_every_rule_has_an_example_a_note_and_a_confidence() -> None:
    assert len(relation_rules()) > 50
    assert [rule.name for rule in relation_rules() if not any(example.facts for example in rule.examples) or not rule.note] == []
    assert [rule.name for rule in relation_rules() if not 0.5 <= rule.confidence <= 1] == []
    assert len({rule.name for rule in relation_rules()}) == len(relation_rules())


def test_the_kinds_of_mentions_are_those_of_the_ontology(vocabulary: Vocabulary) -> None:
    tops = {
        "Person": "person",
        "Group": "group",
        "Place": "place",
        "Programme": "programme",
        "Policy": "policy",
        "Award": "award",
        "Event": "event",
    }
    classes = [name for name, term in vocabulary.classes.items() if "Entity" in term.ancestors]
    wrong = [(name, top) for name in classes for top, kind in tops.items() if vocabulary.is_a(name, top) and kind_of(name) != kind]
    assert len(classes) > 30
    assert wrong == []
    organisations = [name for name in classes if vocabulary.is_a(name, "Organisation")]
    assert {kind_of(name) for name in organisations} == {"organisation", "school"}


def test_claims_of_rules_have_classes_and_roles_of_the_ontology(vocabulary: Vocabulary) -> None:
    made = {"Post", "Gift", "Chain", "statement"}
    plain = [rule for rule in relation_rules() if rule.claim not in made]
    special = {"condition", "condition2", "lost", "lostUse", "partner2"}
    unknown = [
        (rule.name, role) for rule in plain for role, _ in rule.parts if role not in vocabulary.roles(rule.claim) and role not in special
    ]
    assert len(plain) > 10
    assert unknown == []
    names = [rule.parts[1][0] for rule in relation_rules() if rule.claim == "statement"]
    assert [name for name in names if name not in vocabulary.properties] == []
    assert [rule.claim for rule in plain if key_of(rule.claim) not in vocabulary.records()] == []


@pytest.mark.parametrize("document", news(), ids=lambda document: document.id)
def test_what_is_proposed_passes_the_checks_of_a_build(document: object, vocabulary: Vocabulary) -> None:
    marked = read_marked(document.text)  # type: ignore[attr-defined]
    known = extract_from(marked.model, marked.found, marked.mentions)
    assert len(known.drafts) > 5
    assert [str(problem) for problem in problems_of(marked.model.text, known, vocabulary)] == []
    alone = extract(marked.model.text)
    assert [str(problem) for problem in problems_of(marked.model.text, alone, vocabulary)] == []


@pytest.mark.parametrize("seed", sorted(Path("seeds").glob("*.txt")), ids=lambda path: path.name[:3])
def test_what_is_proposed_of_the_seeds_passes_the_checks_of_a_build(seed: Path, vocabulary: Vocabulary) -> None:
    text = seed.read_text(encoding="utf-8")
    extracted = extract(text)
    assert len(extracted.drafts) > 5
    assert [str(problem) for problem in problems_of(text, extracted, vocabulary)] == []
    assert extract(text) == extracted


def test_facts_of_unseen_news_are_right_and_half_of_them_found() -> None:
    right = proposed = stated = 0
    for document in news("held-out"):
        found = {fact for draft in drafts_of(document.text) for fact in facts_of(draft)}
        right, proposed, stated = right + len(found & set(document.facts)), proposed + len(found), stated + len(document.facts)
    assert right / proposed >= 0.9
    assert right / stated >= 0.5


#: Texts that state no fact, and the claim that must not be made of each.
HAZARDS = (
    (
        "role to the recommender",
        "[[Wen Bo|Person]] recommended [[Lan Yong|Person]] for a post as clerk at the [[Town Office|GovernmentBody]].",
        "wen-bo works-at",
    ),
    ("hope", "[[Xia Bin|Person]] dreamed of being a teacher at [[Hope School|EducationalInstitution]].", "xia-bin works-at"),
    ("plan", "[[Xia Bin|Person]] plans to set up [[Hope Shop|Company]].", "founded"),
    ("future", "[[Xia Bin|Person]] will join [[Hope Shop|Company]] next year.", "works-at"),
    ("condition", "If [[Xia Bin|Person]] had founded [[Hope Shop|Company]], we would know.", "founded"),
    ("question", "Has [[Xia Bin|Person]] founded [[Hope Shop|Company]]?", "founded"),
    ("negation", "[[Xia Bin|Person]] never worked for [[Hope Shop|Company]].", "works-at"),
    ("other subject", "[[Xia Bin|Person]] slept while his brother founded [[Hope Shop|Company]].", "xia-bin founded"),
    ("complement", "The sister of [[Xia Bin|Person]] founded [[Hope Shop|Company]].", "xia-bin founded"),
    ("passive", "[[Hope Shop|Company]] was helped by [[Xia Bin|Person]] with money.", "hope-shop helped"),
    ("list of places", "Branches opened in [[Pune|Place]], [[Nashik|Place]] and [[Delhi|Place]].", "containedIn"),
    ("product", "[[Xia Bin|Person]] set up a [[Taobao|Platform]] store.", "founded"),
)


@pytest.mark.parametrize(("text", "never"), [hazard[1:] for hazard in HAZARDS], ids=[hazard[0] for hazard in HAZARDS])
def test_no_fact_is_made_of_what_states_none(text: str, never: str) -> None:
    facts = [fact.replace(" | ", " ") for draft in drafts_of(text) for fact in facts_of(draft)]
    assert [fact for fact in facts if never in fact] == []


def test_what_a_speaker_says_is_reported() -> None:
    (draft,) = (d for d in drafts_of("[[Lan Yong|Person]] has polio, according to [[Wen Bo|Person]].") if d.rule == "has-condition")
    assert (draft.modality, draft.speaker) == ("reported", "wen-bo")


def test_a_quotation_is_a_remark_of_its_speaker() -> None:
    text = '"I felt relieved and proud," [[Wen Bo|Person]] said. "We went on with it."'
    (draft,) = (d for d in drafts_of(text) if d.rule == "remark")
    assert described(draft) == "Remark speaker=wen-bo"


def test_a_quotation_without_a_speaker_states_nothing() -> None:
    assert drafts_of('There was a sign: "[[Wen Bo|Person]] founded [[Hope Shop|Company]] in 2011 with 20 people."') == ()


def test_a_surname_leads_to_the_full_name_before_it() -> None:
    text = "[[Asha Rao|Person]] spoke. [[Rao|=asha-rao]] founded [[Hope Shop|Company]]."
    (draft,) = (d for d in drafts_of(text) if d.rule == "founded")
    plain = read_marked(text).model.text
    assert draft.refers == (("Rao", "asha-rao"),)
    assert [(entity, plain[span.start : span.end]) for entity, span in draft.antecedents] == [("asha-rao", "Asha Rao")]


def test_a_mention_that_is_open_gives_no_claim() -> None:
    marked = read_marked("[[Asha Rao|Person]] founded [[Hope Shop|Company]].")
    left_open = tuple(mention._replace(entity="") for mention in marked.mentions)
    assert extract_from(marked.model, marked.found, left_open).drafts == ()


@pytest.mark.parametrize("source", ["{a:nothing} is", "@nothing", "a <b:person>", "(a | b"])
def test_a_pattern_that_is_not_in_the_language_is_refused(source: str) -> None:
    with pytest.raises(PatternError):
        compile_pattern(source)


@given(
    st.lists(st.sampled_from([*CODES.values(), " ", ", ", " and ", " was ", " founded ", " who ", "'s ", ". ", " x"]), max_size=30).map(
        "".join
    )
)
def test_subjects_are_mentions_before_the_verb(line: str) -> None:
    tokens = tokens_of(line)
    people = CODES["person"]
    for at, token in enumerate(tokens):
        subject = subject_of(tokens, at, people)
        if subject is not None:
            assert {line[place] for place in subject.places} == {people}
            assert max(subject.places) < token.start


def test_one_claim_is_proposed_once_with_both_of_its_quotes() -> None:
    text = "[[Asha Rao|Person]] founded [[Hope Shop|Company]]. Long ago [[Asha Rao|=asha-rao]] founded [[Hope Shop|=hope-shop]]."
    (draft,) = (d for d in drafts_of(text) if isinstance(d.content, Statement) or d.content.type == "Founding")
    assert len(draft.quotes) == 2
