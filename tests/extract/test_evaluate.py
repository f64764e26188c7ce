"""Proposals against reviewed claims: counted by hand, and what must hold of any counts."""

from __future__ import annotations

import json
import re
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disgraph.claims.claim import Claim, Entity, Quote, Record, Statement
from disgraph.corpus.documents import CatalogueEntry, Document
from disgraph.corpus.folding import Span
from disgraph.evaluation.calibration import Decisions, calibration_text
from disgraph.evaluation.evaluator import Evaluation, Evaluator
from disgraph.evaluation.fact_pairs import pair_facts, relations_of
from disgraph.evaluation.pairing import pair
from disgraph.evaluation.stated_facts import ENTITIES, NUMBERS, RELATIONS, WORDS, document_facts
from disgraph.extract.draft import Draft, Extract
from disgraph.extract.names.entities import FoundEntity
from disgraph.ontology.vocabulary import Vocabulary
from disgraph.ontology.vocabulary_reader import read_vocabulary
from disgraph.project import shipped_project

TEXT = """\
Asha Rao founded Saksham Trust in Pune. Ravi Kumar works for Saksham Trust.
Saksham Trust employs 56 people. It has 3 hostels. Ravi Kumar is a weaver. Meena Rao is the mother of Asha Rao.
"""
DOCUMENT = Document(CatalogueEntry("d", "d.txt", "", "d", "news", "", "", "en", "", "", "", "", "", ""), TEXT)

ENTITIES_KNOWN = {
    name: Entity(name, kind, label, aliases, "", (), "", "", "e.yaml", 1)
    for name, kind, label, aliases in (
        ("asha", "Person", "Asha Rao", ("Asha",)),
        ("ravi", "Person", "Ravi Kumar", ()),
        ("meena", "Person", "Meena Rao", ()),
        ("trust", "Foundation", "Saksham Trust", ()),
        ("pune", "Prefecture", "Pune", ()),
        ("staff", "Measure", "people employed", ()),
        ("homes", "Measure", "hostels", ()),
    )
}

FOUNDING = (Record("Founding", (("founder", ("asha",)), ("founded", ("trust",)))), "Asha Rao founded Saksham Trust")
EMPLOYMENT = (Record("Employment", (("employee", ("ravi",)), ("employer", ("trust",)))), "Ravi Kumar works for Saksham Trust")
PLACE = (Statement("trust", "locatedIn", "pune"), "Saksham Trust in Pune")
MOTHER = (Statement("asha", "hasMother", "meena"), "Meena Rao is the mother of Asha Rao")
PARENT = (Statement("asha", "hasParent", "meena"), "Meena Rao is the mother of Asha Rao")
WORK = (Statement("ravi", "occupation", "weaver"), "Ravi Kumar is a weaver")
STAFF = (
    Record("Observation", (("measure", ("staff",)), ("about", ("trust",)), ("value", ("56",)), ("unit", ("person",)))),
    "Saksham Trust employs 56 people",
)
HOSTELS = (Record("Observation", (("measure", ("homes",)), ("value", ("3",)), ("unit", ("place",)))), "3 hostels")
KNOWN = (FOUNDING, EMPLOYMENT, PLACE, MOTHER, WORK, STAFF, HOSTELS)

Said = tuple[Statement | Record, str]


@cache
def vocabulary() -> Vocabulary:
    return read_vocabulary(shipped_project().ontology)


@cache
def evaluator(said: tuple[Said, ...] = KNOWN) -> Evaluator:
    claims = [
        Claim(
            str(number), "d", content, (Quote(quote, None, 1),), (), (), "stated", "", False, "accepted", "", "", "", "", "", None, "c", 1
        )
        for number, (content, quote) in enumerate(said)
    ]
    return Evaluator(ENTITIES_KNOWN, claims, vocabulary())


def draft(said: Said, rule: str = "rule") -> Draft:
    content, quote = said
    start = TEXT.index(quote)
    return Draft(content, (Span(start, start + len(quote)),), (), (), "stated", "", False, "", rule, 0.8)


def found(*drafts: Draft, without: str = "", others: tuple[FoundEntity, ...] = ()) -> Evaluation:
    """Evaluate drafts that speak of the known entities; one may be left out, and others added."""
    entities = [FoundEntity(one.id, one.type, one.name, one.aliases) for one in ENTITIES_KNOWN.values() if one.id != without]
    judge = evaluator()
    return judge.evaluate([judge.compare(DOCUMENT, Extract((*entities, *others), (), drafts))])


def counts(evaluation: Evaluation, part: str, level: str, kind: str = "") -> tuple[int, int, int, int]:
    scores = [score for score in evaluation.scores if (score.document, score.part, score.kind) == ("", part, kind)]
    ((count,),) = [[count for count in score.counts if count.level == level] for score in scores]
    return count.proposed, count.right, count.reference, count.found


def test_names_are_right_by_class_by_name_and_by_words() -> None:
    others = (
        FoundEntity("p", "Village", "Pune", ()),
        FoundEntity("r", "Person", "Kumar", ()),
        FoundEntity("w", "Person", "Weaver Street", ()),
    )
    entities = tuple(FoundEntity(one.id, one.type, one.name, ()) for one in ENTITIES_KNOWN.values() if one.id in ("asha", "trust"))
    judge = evaluator()
    evaluation = judge.evaluate([judge.compare(DOCUMENT, Extract((*entities, *others), (), ()))])
    assert counts(evaluation, ENTITIES, "class") == (4, 2, 5, 2)  # Asha Rao, Saksham Trust; Weaver Street does not occur in the document
    assert counts(evaluation, ENTITIES, "strict") == (4, 3, 5, 3)  # and Pune, which is a place
    assert counts(evaluation, ENTITIES, "lenient") == (4, 4, 5, 4)  # and Kumar, a part of Ravi Kumar
    assert counts(evaluation, ENTITIES, "strict", "person") == (2, 1, 3, 1)
    assert [(one.text, one.near) for one in evaluation.false] == [("Kumar", True)]
    assert [(one.text, one.near) for one in evaluation.missed if one.part == ENTITIES] == [("Ravi Kumar", True), ("Meena Rao", False)]


def test_facts_are_right_strictly_or_leniently() -> None:
    works = (Statement("ravi", "worksFor", "trust"), EMPLOYMENT[1])
    wrong = (Statement("ravi", "comesFrom", "pune"), "Saksham Trust in Pune. Ravi Kumar works for Saksham Trust")
    evaluation = found(*(draft(one) for one in (FOUNDING, works, PARENT, wrong)))
    assert counts(evaluation, RELATIONS, "strict") == (4, 1, 4, 1)
    assert counts(evaluation, RELATIONS, "lenient") == (4, 3, 4, 3)
    assert counts(evaluation, RELATIONS, "lenient", "Employment") == (0, 0, 1, 1)
    assert counts(evaluation, RELATIONS, "lenient", "worksFor") == (1, 1, 0, 0)
    assert [one.kind for one in evaluation.false if not one.near] == ["comesFrom"]
    assert [one.kind for one in evaluation.missed if one.part == RELATIONS and not one.near] == ["locatedIn"]


def test_relatives_are_leniently_the_same_either_way_and_strangers_never() -> None:
    turned = draft((Statement("meena", "hasParent", "asha"), MOTHER[1]))
    owner = draft((Statement("asha", "owns", "trust"), FOUNDING[1]))
    assert counts(found(turned, owner), RELATIONS, "strict") == (2, 0, 4, 0)
    assert counts(found(turned, owner), RELATIONS, "lenient") == (2, 1, 4, 1)  # both say that the two are relatives


def test_a_hope_or_a_negation_is_another_fact() -> None:
    facts = document_facts(DOCUMENT, evaluator().claims["d"], ENTITIES_KNOWN, vocabulary()).facts
    assert len(facts) == len(KNOWN)
    for way in ("negated", "intended"):
        assert pair_facts([fact._replace(way=way) for fact in facts], facts, evaluator().related) == ((), ())


def test_numbers_by_value_and_unit_and_who_they_are_about() -> None:
    other_unit = (Record("Observation", (("measure", ("staff",)), ("value", ("56",)), ("unit", ("place",)))), STAFF[1])
    owned = (("measure", ("homes",)), ("value", ("3",)), ("unit", ("place",)), ("about", ("trust",)))
    unowned = (Record("Observation", owned), f"{STAFF[1]}. It has 3 hostels")
    assert counts(found(draft(STAFF), draft(HOSTELS)), NUMBERS, "strict") == (2, 2, 2, 2)
    evaluation = found(draft(other_unit), draft(unowned))
    assert counts(evaluation, NUMBERS, "strict") == (2, 1, 2, 1)  # the reference does not state whose hostels they are
    assert counts(evaluation, NUMBERS, "lenient") == (2, 2, 2, 2)


def test_words_are_right_by_themselves_or_by_their_place() -> None:
    assert counts(found(draft(WORK)), WORDS, "strict") == (1, 1, 1, 1)
    assert counts(found(draft((Statement("ravi", "occupation", "a weaver"), WORK[1]))), WORDS, "strict") == (1, 1, 1, 1)
    assert counts(found(draft((Statement("ravi", "occupation", "works"), EMPLOYMENT[1]))), WORDS, "lenient") == (1, 0, 1, 0)


def test_an_entity_that_was_not_found_leaves_its_facts_missed() -> None:
    evaluation = found(draft(PLACE), without="ravi")
    assert counts(evaluation, RELATIONS, "strict") == (1, 1, 4, 1)
    assert [one.text for one in evaluation.missed if one.kind == "Employment"] == ["Ravi Kumar; Saksham Trust"]


def test_rules_are_counted_and_their_figures_moved_by_what_was_right() -> None:
    wrong = (Statement("ravi", "comesFrom", "pune"), "Saksham Trust in Pune. Ravi Kumar works for Saksham Trust")
    evaluation = found(draft(FOUNDING, "founded"), draft(wrong, "comes-from"), draft(PLACE, "made-up"))
    rules = {one.rule: one for one in evaluation.rules}
    assert rules["founded"][:4] == ("founded", 1, 1, 1)
    assert rules["comes-from"][:4] == ("comes-from", 1, 0, 0)
    assert rules["founded"].calibrated == pytest.approx((1 + 10 * 0.8) / 11)


def test_a_calibration_names_its_decisions() -> None:
    judged = ((("declared", 2.0), ("figure", 1.0)), False)
    text = calibration_text([Decisions("d", (judged, judged)), Decisions("empty", ())])
    assert "decisions: '2'\n" in text
    assert "accepted: '0'\n" in text
    assert "documents: [d]\n" in text
    assert re.search(r"^  figure: '-\d\.\d\d'$", text, re.MULTILINE)
    assert calibration_text([]).endswith("weights:\n  declared: '1.00'\n")


def test_what_two_edges_have_in_common_is_what_follows_from_both() -> None:
    related = relations_of(vocabulary())
    assert ("worksFor", False) in related["worksFor", ("", "")] & related["Employment", ("employee", "employer")]
    assert ("hasParent", False) in related["hasMother", ("", "")] & related["hasParent", ("", "")]
    assert related["Founding", ("founder", "founded")].isdisjoint(related["Visit", ("visitor", "visited")])


said = st.sets(st.sampled_from(range(len(KNOWN))))


@given(said)
def test_what_is_the_same_is_right(numbers: set[int]) -> None:
    evaluation = found(*(draft(KNOWN[number]) for number in sorted(numbers)))
    ours = [score for score in evaluation.scores if score.part != ENTITIES and not score.kind]
    assert all(count.right == count.proposed == count.found for score in ours for count in score.counts)
    assert sum(score.counts[0].right for score in ours if not score.document) == len(numbers)
    assert [one for one in evaluation.false if one.part != ENTITIES] == []
    assert len([one for one in evaluation.missed if one.part != ENTITIES]) == len(KNOWN) - len(numbers)


@given(said, said)
def test_more_proposals_find_no_less(some: set[int], more: set[int]) -> None:
    fewer = found(*(draft(KNOWN[number]) for number in sorted(some)))
    many = found(*(draft(KNOWN[number]) for number in sorted(some | more)))
    parts = (RELATIONS, WORDS, NUMBERS)
    assert all(counts(many, part, "strict")[3] >= counts(fewer, part, "strict")[3] for part in parts)


numbers = st.lists(st.integers(0, 9), max_size=12)


@given(numbers, numbers)
def test_pairs_are_one_to_one_and_each_level_keeps_those_before(proposed: list[int], reference: list[int]) -> None:
    strict, lenient = pair(proposed, reference, (lambda one, other: one == other, lambda one, other: abs(one - other) <= 1))
    assert set(strict) <= set(lenient)
    assert len({one for one, _ in lenient}) == len({other for _, other in lenient}) == len(lenient)
    assert len(strict) == sum(min(proposed.count(one), reference.count(one)) for one in set(proposed))


def test_everything_is_plain_json() -> None:
    from disgraph.render.evaluation_answer import as_object

    result = json.loads(as_object(found(draft(FOUNDING))))
    score = next(one for one in result["scores"] if (one["document"], one["part"], one["kind"]) == (None, RELATIONS, None))
    assert score["levels"]["strict"] == {
        "proposed": 1, "right": 1, "reference": 4, "found": 1, "precision": 1.0, "recall": 0.25, "f1": 0.4,
    }  # fmt: skip
    assert {one["document"] for one in result["missed"]} == {"d"}
