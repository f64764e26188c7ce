"""Relations by the grammar of sentences: each rule keeps what its examples promise; with the rules, more is found and as much is right."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.extract.documents import Marked, described, facts_of, news, read_marked

from disgraph.errors import MisuseError
from disgraph.extract.agreement import agreed
from disgraph.extract.draft import Draft, Extract
from disgraph.extract.extractor import extract_from
from disgraph.extract.extractors import extract_with
from disgraph.extract.names.lexicon import lexicon
from disgraph.extract.names.references import refer
from disgraph.extract.parser import spacy_parser as parser
from disgraph.extract.parser.dependencies import RELATIONS, TEXTS, rules
from disgraph.extract.parser.trees import ParsedSentence, ParsedWord
from disgraph.extract.relations.patterns import SLOTS
from disgraph.extract.relations.relater import Relater
from disgraph.extract.relations.relation_rules import RuleExample
from disgraph.extract.relations.speech import Quotations, find_quotations
from disgraph.extract.relations.support import Support

EXAMPLES = [(rule.relation.name, example) for rule in rules() for example in rule.relation.examples]


@pytest.fixture(scope="module")
def _spacy() -> None:
    """Skip what needs a pipeline where there is none."""
    pytest.importorskip("spacy", reason="the extra `nlp` is not installed")
    try:
        parser._language("")
    except MisuseError as error:
        pytest.skip(error.message)


needs_spacy = pytest.mark.usefixtures("_spacy")


def drafts_of(text: str) -> Iterator[Draft]:
    marked = read_marked(text)
    support = Support(marked.model, marked.mentions, marked.found)
    relater = Relater(marked.model, support, Quotations(find_quotations(marked.model, marked.mentions)))
    return parser.find(relater, marked.mentions)


def test_every_rule_has_an_example_a_note_and_a_confidence() -> None:
    assert len(rules()) > 40
    assert [
        rule.relation.name for rule in rules() if not any(example.facts for example in rule.relation.examples) or not rule.relation.note
    ] == []
    assert [rule.relation.name for rule in rules() if not 0.5 <= rule.relation.confidence <= 1] == []
    assert len({rule.relation.name for rule in rules()}) == len(rules())


def test_every_slot_of_a_rule_is_used_and_of_a_known_kind() -> None:
    slots = [(rule, slot) for rule in rules() for slot in rule.slots]
    assert len(slots) > 80
    assert [slot for _, slot in slots if slot.kind not in SLOTS and slot.kind not in TEXTS] == []
    used = {rule.relation.name: {value.rstrip("?") for part in rule.relation.parts for value in part} for rule in rules()}
    assert [(rule.relation.name, slot.name) for rule, slot in slots if slot.name not in used[rule.relation.name]] == []
    words = {relation.removeprefix(">") for _, slot in slots for relation in slot.relations} - set(RELATIONS)
    assert words <= {"as", "at", "by", "for", "from", "in", "near", "of", "on", "to", "with"}


@needs_spacy
@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=[f"{rule}-{number}" for number, (rule, _) in enumerate(EXAMPLES)])
def test_a_rule_takes_the_facts_of_its_examples_and_no_others(rule: str, example: RuleExample) -> None:
    assert sorted({described(draft) for draft in drafts_of(example.text) if draft.rule == rule}) == sorted(example.facts)


#: What states no fact, and what may not be made of it.
HAZARDS = (
    ("hope", "[[Xia Bin|Person]] dreamed of being a teacher at [[Hope School|EducationalInstitution]]."),
    ("plan", "[[Xia Bin|Person]] plans to set up [[Hope Shop|Company]] and to run it."),
    ("future", "[[Xia Bin|Person]] will soon join [[Hope Shop|Company]]."),
    ("joined future", "[[Xia Bin|Person]] will leave home and join [[Hope Shop|Company]]."),
    ("condition", "If [[Xia Bin|Person]] had founded [[Hope Shop|Company]], we would know."),
    ("question", "Has [[Xia Bin|Person]] founded [[Hope Shop|Company]]?"),
    ("negation", "[[Xia Bin|Person]] has never worked for [[Hope Shop|Company]]."),
    ("ability", "[[Xia Bin|Person]] could work for [[Hope Shop|Company]]."),
    ("belief", "Some believe that [[Xia Bin|Person]] founded [[Hope Shop|Company]]."),
    ("refusal", "[[Xia Bin|Person]] refused to work for [[Hope Shop|Company]]."),
    ("attempt", "[[Xia Bin|Person]] tried to found [[Hope Shop|Company]]."),
    ("purpose", "[[Xia Bin|Person]] saved money to found [[Hope Shop|Company]]."),
    ("before it happened", "[[Xia Bin|Person]] thought about founding [[Hope Shop|Company]]."),
    ("other subject", "While [[Xia Bin|Person]] slept, his brother founded [[Hope Shop|Company]]."),
    ("complement", "The sister of [[Xia Bin|Person]] founded [[Hope Shop|Company]]."),
    ("alternative", "[[Hope Shop|Company]] was founded by [[Xia Bin|Person]] or [[Wen Bo|Person]]."),
    ("no person", "No sister of [[Xia Bin|Person]] is a teacher at [[Hope School|EducationalInstitution]]."),
)


@needs_spacy
@pytest.mark.parametrize("text", [hazard[1] for hazard in HAZARDS], ids=[hazard[0] for hazard in HAZARDS])
def test_no_fact_is_made_of_what_states_none(text: str) -> None:
    wanted = ("founded", "works-at", "operates", "role", "hasSibling")
    assert [fact for draft in drafts_of(text) for fact in facts_of(draft) if fact.split(" | ")[1] in wanted] == []


@needs_spacy
def test_what_helped_is_not_what_was_helped() -> None:
    facts = [fact for draft in drafts_of("[[Hope Shop|Company]] was helped by [[Xia Bin|Person]] with money.") for fact in facts_of(draft)]
    assert facts == ["xia-bin | helped | hope-shop"]


def _with_references(marked: Marked) -> Marked:
    """Return a text with the pronouns that our resolution leads to a name."""
    free = (one for one in refer(marked.model, marked.mentions, lexicon()) if one.entity)
    added = [one for one in free if not any(own.start < one.end and one.start < own.end for own in marked.mentions)]
    return marked._replace(mentions=tuple(sorted([*marked.mentions, *added])))


@needs_spacy
def test_with_the_parser_more_facts_of_unseen_news_are_found_and_as_many_right() -> None:
    right = {"rules": 0, "both": 0}
    proposed, stated = 0, 0
    for document in news("held-out"):
        marked = _with_references(read_marked(document.text))
        by_rules = extract_from(marked.model, marked.found, marked.mentions)
        both = agreed([by_rules, parser.relate(marked.model, marked.found, marked.mentions)])
        found = {name: {fact for draft in one.drafts for fact in facts_of(draft)} for name, one in (("rules", by_rules), ("both", both))}
        right = {name: right[name] + len(found[name] & set(document.facts)) for name in right}
        proposed, stated = proposed + len(found["both"]), stated + len(document.facts)
    assert right["both"] / proposed >= 0.9
    assert right["both"] / stated >= 0.65
    assert right["both"] > right["rules"]


@needs_spacy
def test_all_extractors_are_found_by_name_and_give_the_same_twice() -> None:
    text = "Asha Rao founded Saksham Trust in Pune in 2011. Rao, who is blind, studied for years and graduated from Pune University."
    both = extract_with(text, ("rules", "parser"))
    assert both == extract_with(text, ("parser", "rules"))
    rules_alone, parser_alone = extract_with(text), extract_with(text, ("parser",))
    assert {described(draft) for draft in rules_alone.drafts} | {described(draft) for draft in parser_alone.drafts} >= {
        described(draft) for draft in both.drafts
    }
    surest = max(draft.confidence for draft in (*rules_alone.drafts, *parser_alone.drafts))
    assert max(draft.confidence for draft in both.drafts if "+" in draft.rule) > surest


@needs_spacy
def test_a_text_that_names_nothing_gives_nothing() -> None:
    assert extract_with("it rained all day.", ("parser",)) == Extract((), (), ())
    assert extract_with("", ("rules", "parser")).drafts == ()


@needs_spacy
def test_a_pipeline_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(parser.PIPELINE, "no_such_pipeline")
    with pytest.raises(MisuseError, match="no_such_pipeline"):
        extract_with("Asha Rao founded Saksham Trust.", ("parser",))


def test_without_spacy_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "spacy", None)
    parser._language.cache_clear()
    with pytest.raises(MisuseError, match="spaCy") as raised:
        extract_with("Asha Rao founded Saksham Trust.", ("parser",))
    assert "disgraph[nlp]" in raised.value.remedy


def test_an_unknown_extractor_is_refused() -> None:
    with pytest.raises(MisuseError, match="magic"):
        extract_with("", ("magic",))
    with pytest.raises(MisuseError):
        extract_with("", ("llm",))


def test_a_tree_is_read_without_spacy() -> None:
    words = (("Mary", "NNP", "nsubj", 2), ("never", "RB", "neg", 2), ("founded", "VBD", "ROOT", 2), ("it", "PRP", "dobj", 2))
    tree = ParsedSentence(
        tuple(ParsedWord(word, word.lower(), tag, relation, head, at, at + 1) for at, (word, tag, relation, head) in enumerate(words))
    )
    assert (tree.subjects(2), tree.objects(2), tree.states(2)) == ([0], [3], False)
