"""Statements, records and edges: every template of the ontology, with one and several subjects and each slot empty."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pytest

from disgraph.ontology.vocabulary import ClassTerm, EdgeTerm, Vocabulary
from disgraph.ontology.vocabulary_reader import read_vocabulary
from disgraph.project import shipped_project
from disgraph.wording.noun_phrases import Phrase, phrases
from disgraph.wording.sentences import edge_sentence, record_sentence, statement_sentence
from disgraph.wording.templates import slots_of

VOCABULARY: Vocabulary = read_vocabulary(shipped_project().ontology)
CENTRE = Phrase("the centre")
TANG, PENG = Phrase("Tang"), Phrase("Peng")
CHILDREN = Phrase("Tang's children", is_plural=True, short="his children")


def edge(name: str) -> EdgeTerm:
    return next(edge for edge in VOCABULARY.edges if edge.name == name)


def record(kind: str, **roles: str | Phrase | Sequence[Phrase]) -> str:
    slots = {
        role: phrases([value]) if isinstance(value, str) else [value] if isinstance(value, Phrase) else list(value)
        for role, value in roles.items()
    }
    return record_sentence(VOCABULARY.classes[kind], slots)


@pytest.mark.parametrize(
    ("kind", "roles", "sentence"),
    [
        ("Employment", {"employee": TANG, "employer": CENTRE}, "Tang works at the centre"),
        ("Employment", {"employee": [TANG, PENG], "employer": CENTRE}, "Tang and Peng work at the centre"),
        ("Employment", {"employee": TANG, "employer": CENTRE, "role": "clerk"}, "Tang works at the centre as a clerk"),
        (
            "Employment",
            {"employee": TANG, "employer": CENTRE, "role": "recruitment", "roleForm": "field", "start": "2017-10"},
            "Tang has worked at the centre since October 2017, in recruitment",
        ),
        ("Employment", {"employee": TANG, "employer": Phrase("Wang", preposition="for"), "role": "part-time", "roleForm": "manner"},
         "Tang works part-time for Wang"),
        ("Employment", {"employee": TANG, "employer": CENTRE, "role": "head", "roleForm": "post"}, "Tang works at the centre as head"),
        ("Employment", {"employee": TANG, "employer": CENTRE, "start": "2017", "end": "2019"},
         "Tang worked at the centre from 2017 to 2019"),
        ("Employment", {"employee": TANG, "employer": CENTRE, "end": "2019"}, "Tang worked at the centre until 2019"),
        ("Employment", {"employee": TANG, "employer": CENTRE, "time": "2017"}, "Tang worked at the centre in 2017"),
        ("Employment", {"employee": TANG, "employer": CENTRE, "asOf": "2024-05"}, "Tang works at the centre as of May 2024"),
        ("Employment", {"employee": TANG, "employer": CENTRE, "tense": "past"}, "Tang worked at the centre"),
        (
            "Employment",
            {"employee": Phrase("Wang's staff", is_plural=True, short="full-time staff"), "employer": Phrase("Wang", preposition="for")},
            "Wang employs full-time staff",
        ),
        ("Membership", {"member": TANG, "organisation": CENTRE, "role": "chairman", "roleForm": "post"}, "Tang is chairman of the centre"),
        ("Membership", {"member": [TANG, PENG], "organisation": CENTRE}, "Tang and Peng belong to the centre"),
        (
            "Participation",
            {"participant": TANG, "event": Phrase("a fire"), "role": "survivor", "roleForm": "implied", "verb": "survived"},
            "Tang survived a fire",
        ),
        (
            "Membership",
            {"member": Phrase("the veteran"), "organisation": Phrase("the division"), "role": "veteran", "roleForm": "implied"},
            "the veteran belongs to the division",
        ),
        ("Aspiration", {"content": "that the fruit sells well"}, "it is expected that the fruit sells well"),
        ("Participation", {"participant": TANG, "event": Phrase("the fair"), "role": "speaker"}, "Tang took part in the fair as a speaker"),
        ("Aspiration", {"holder": [TANG, PENG], "content": "for a new chapter"}, "Tang and Peng hope for a new chapter"),
        ("Aspiration", {"holder": TANG, "content": "to sell fruit", "intent": "plan", "tense": "past"}, "Tang planned to sell fruit"),
        ("Aspiration", {"holder": TANG, "content": "open a shop"}, "Tang hopes: open a shop"),
        ("Condition", {"bearer": TANG, "disabilityKind": "physical disability", "onset": "2015"},
         "Tang has a physical disability, since 2015"),
        ("Condition", {"bearer": TANG, "description": "health issues", "tense": "past", "time": "2006"}, "Tang had health issues (2006)"),
        ("Visit", {"visitor": TANG, "visited": Phrase("a home in Jinan"), "place": Phrase("Jinan")}, "Tang visited a home in Jinan"),
        ("Remark", {"speaker": TANG, "about": [TANG, PENG], "topic": "work"}, "Tang spoke about Peng: work"),
        ("Awarding", {"recipient": TANG, "award": "third place at the games", "rank": "third place"},
         "Tang received third place at the games"),
        ("Founding", {"founded": CENTRE, "founder": TANG, "asOf": "2024-05"}, "Tang set up the centre"),
        ("Founding", {"founded": [CENTRE, Phrase("the park")]}, "the centre and the park were set up"),
        ("Founding", {"founded": CENTRE, "founder": TANG, "time": "2014"}, "Tang set up the centre in 2014"),
    ],
)  # fmt: skip
def test_the_sentence_of_a_record(kind: str, roles: dict[str, str | Phrase], sentence: str) -> None:
    assert record(kind, **roles) == sentence


def test_a_class_without_a_template_lists_its_roles() -> None:
    term = ClassTerm("Grant", "grant", frozenset({"Grant", "Record"}), "grant", "", ("recipient",), "", {})
    assert record_sentence(term, {"recipient": [TANG]}) == "grant: Tang"


@pytest.mark.parametrize(
    ("slots", "ends", "sentence"),
    [
        ({"employee": [TANG], "employer": [CENTRE]}, (None, None), "Tang works at the centre"),
        ({"employee": [TANG, PENG], "employer": [CENTRE]}, (None, None), "Tang and Peng work at the centre"),
        ({"employee": [TANG, PENG], "employer": [CENTRE]}, (PENG, CENTRE), "Peng works at the centre"),
    ],
)
def test_the_sentence_of_an_edge(slots: dict[str, list[Phrase]], ends: tuple[Phrase | None, Phrase | None], sentence: str) -> None:
    assert edge_sentence(edge("employmentEdge"), slots, *ends) == sentence


def test_an_edge_between_two_values_of_one_role() -> None:
    slots = {"partner": phrases(["A", "B", "C"]), "purpose": phrases(["to train people"])}
    assert edge_sentence(edge("collaborationEdge"), slots) == "A, B and C work together to train people"
    assert edge_sentence(edge("collaborationEdge"), slots, Phrase("C"), Phrase("A")) == "C and A work together to train people"


def test_an_unnamed_one_is_a_property_of_the_named_one() -> None:
    term = VOCABULARY.properties["hasChild"]
    assert statement_sentence(term.sentence, TANG, CHILDREN, term.unnamed) == "Tang has children (not named)"
    assert statement_sentence(term.sentence, TANG, PENG, term.unnamed) == "Peng is a child of Tang"


def test_of_a_relation_in_both_directions_the_unnamed_one_is_the_property() -> None:
    term = VOCABULARY.properties["hasRelative"]
    assert statement_sentence(term.sentence, CHILDREN, TANG, term.unnamed) == "Tang has children (not named)"
    assert statement_sentence(term.sentence, PENG, TANG, term.unnamed) == "Peng and Tang are relatives"


def test_a_member_of_an_unnamed_family() -> None:
    term, family = VOCABULARY.properties["memberOfGroup"], Phrase("Tang's family", short="his family")
    assert statement_sentence(term.sentence, TANG, family, term.unnamed) == "Tang is a member of a family (not named)"


def test_occupations_agree_with_their_subject() -> None:
    term = VOCABULARY.properties["hasOccupation"]
    assert statement_sentence(term.sentence, TANG, Phrase("farmer"), term.unnamed) == "Tang has worked as a farmer"
    assert statement_sentence(term.sentence, CHILDREN, Phrase("farmer"), term.unnamed) == "Tang's children have worked as farmers"


def test_partners_work_together_in_the_tense_of_their_dates() -> None:
    slots = {"partner": [TANG, PENG], "start": phrases(["2012"]), "purpose": phrases(["to train people"])}
    assert edge_sentence(edge("collaborationEdge"), slots, PENG, TANG) == "Peng and Tang have worked together since 2012 to train people"


@pytest.mark.parametrize(
    ("roles", "sentence"),
    [
        ({"institution": "Light School"}, "Tang studied at Light School"),
        ({"institution": "Light School", "fieldOfStudy": "law"}, "Tang studied law at Light School"),
        (
            {"institution": "Light School", "qualification": "diploma", "time": "2003"},
            "Tang studied at Light School and obtained a diploma in 2003",
        ),
        ({"educationLevelInWords": "college"}, "Tang received education: college"),
        ({"educationLevelInWords": "elementary school", "verb": "finished"}, "Tang finished elementary school"),
        ({"fieldOfStudy": "law", "educationLevelInWords": "college"}, "Tang received education: college in law"),
        ({"fieldOfStudy": "law"}, "Tang studied law"),
        ({"description": "until his disability cut it short"}, "Tang received education until his disability cut it short"),
        ({}, "Tang received education"),
    ],
)
def test_the_sentence_of_an_education(roles: dict[str, str], sentence: str) -> None:
    slots = {"student": [TANG], **{role: phrases([text]) for role, text in roles.items()}}
    assert record_sentence(VOCABULARY.classes["Education"], slots) == sentence


def test_a_remark_about_oneself_names_the_speaker_once() -> None:
    slots = {"speaker": [TANG], "about": [TANG], "topic": phrases(["two failures"])}
    assert record_sentence(VOCABULARY.classes["Remark"], slots) == "Tang spoke of two failures"


def templates() -> Iterator[tuple[str, str]]:
    """Yield every template of the ontology with its name."""
    for kind in (VOCABULARY.classes.values(), VOCABULARY.edges, VOCABULARY.properties.values()):
        for term in kind:
            yield from ((f"{term.name}{mark}", text) for mark, text in (("", term.sentence), (" unnamed", term.unnamed)) if text)


def optional_slots(template: str) -> set[str]:
    """Return the slots that a template has in brackets only."""
    return set(slots_of(template)) - set(slots_of(re.sub(r"\[[^\]]*\]", "", template)))


def filled(template: str, number: int, without: str = "") -> str:
    names = [name for name in slots_of(template) if name not in ("when", "date", "duration")]
    slots = {name: phrases([f"{name.title()}{at}" for at in range(number)]) for name in names if name != without}
    term = ClassTerm("X", "x", frozenset({"X"}), "x", "", (), template, {})
    return record_sentence(term, {**slots, "time": phrases(["2017"])})


@pytest.mark.parametrize(("name", "template"), list(templates()), ids=lambda value: value if " " not in value else "")
@pytest.mark.parametrize("number", [1, 2])
def test_every_template_has_no_marks_left_whatever_is_empty(name: str, template: str, number: int) -> None:
    assert name
    for without in ["", *optional_slots(template)]:
        sentence = filled(template, number, without)
        assert sentence == sentence.strip()
        assert not set(sentence) & set("{}[]<>|")
        assert not any(mark in sentence for mark in ("  ", "()", " ,", " ;", " :", ":;", ": ;", ",,"))
        if number > 1 and not without:
            assert not any(f"1 {verb} " in sentence for verb in ("is", "has", "was", "works", "hopes", "runs", "owns"))
