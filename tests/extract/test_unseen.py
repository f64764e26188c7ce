"""Writing of many kinds that no rule was written for: how well it is read, and what must not be made of it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.extract.documents import facts_of
from tests.extract.unseen import scores, unseen
from tests.tries import tries

from disgraph.claims.claim import Record
from disgraph.extract.draft import Draft
from disgraph.extract.extractor import extract

WORDS = sorted({word for document in unseen() for word in document.text.split(" ")})


def facts(text: str) -> set[str]:
    return {fact for draft in extract(text).drafts for fact in facts_of(draft)}


def observations(text: str) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the attributes of each figure, by its value."""
    records = [_record(draft) for draft in extract(text).drafts if draft.rule == "figure"]
    return {roles["value"][0]: roles for roles in records}


def _record(draft: Draft) -> dict[str, tuple[str, ...]]:
    assert isinstance(draft.content, Record)
    return dict(draft.content.roles)


@pytest.mark.parametrize("split", ["mended", "kept"])
def test_unseen_writing_is_read_as_well_as_promised(split: str) -> None:
    found = scores(unseen(split))
    assert found["persons"].f1 >= 0.9
    assert found["organisations"].f1 >= 0.75
    assert found["places"].f1 >= 0.8
    assert found["numbers"].f1 >= 0.88
    assert found["facts"].precision >= 0.9
    assert found["facts"].recall >= 0.45


def test_fresh_writing_is_read_as_well_as_promised() -> None:
    found = scores(unseen("fresh"))
    assert found["persons"].f1 >= 0.9
    assert found["organisations"].f1 >= 0.9
    assert found["facts"].precision >= 0.93
    assert found["facts"].recall >= 0.63
    assert found["figures"].precision >= 0.8


@pytest.mark.parametrize(("split", "recall"), [("later", 0.65), ("reviewed", 0.5)])
def test_later_writing_is_read_as_well_as_promised(split: str, recall: float) -> None:
    found = scores(unseen(split))
    assert found["persons"].f1 >= 0.9
    assert found["organisations"].f1 >= 0.84
    assert found["places"].f1 >= 0.9
    assert found["numbers"].f1 >= 0.9
    assert found["facts"].precision >= 0.93
    assert found["facts"].recall >= recall


def test_eight_kinds_of_texts_are_read_as_well_as_promised() -> None:
    """Their author knows the rules; what is proposed of them was .82 right at .43 before kinds of failure were fixed."""
    found = scores(unseen("eight"))
    assert found["persons"].f1 >= 0.9
    assert found["organisations"].f1 >= 0.9
    assert found["facts"].precision >= 0.87
    assert found["facts"].recall >= 0.55
    assert found["figures"].precision >= 0.75


def test_few_figures_leave_open_what_they_are_about_and_none_of_them_is_sure() -> None:
    """extraction-E59: a figure without subject, place and population has its whole clause as quote, and is not accepted in unseen."""
    figures = [draft for one in unseen() for draft in extract(one.text).drafts if draft.rule == "figure"]
    bare = [
        one for one in figures if isinstance(one.content, Record) and not {"about", "place", "population"} & dict(one.content.roles).keys()
    ]
    assert len(bare) < len(figures) * 0.4
    assert max(one.confidence for one in bare) < 0.9


@settings(max_examples=tries(60))
@given(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))
def test_words_in_any_order_are_read_without_an_error(text: str) -> None:
    extracted = extract(text)
    assert all(span.start < span.end <= len(text) for draft in extracted.drafts for span in draft.quotes)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sunita Devi, 42, sells fruit. Her income rose from Rs 1,800 to Rs 6,500. Her son Rahul helps.", "sunita-devi | hasChild | rahul"),
        ("John Otieno, 40, is a tailor. Otieno's wife, Rose, sells the furniture.", "john-otieno | hasSpouse | rose"),
        ("Ramesh Oraon, a polio survivor from Khunti, works as a data operator at Tata Steel Foundation's centre in Jamshedpur.",
         "ramesh-oraon | works-at | tata-steel-foundation"),
        ("Ramesh Oraon, a polio survivor from Khunti, works as a data operator.", "ramesh-oraon | comesFrom | khunti"),
        ("Hand in Hand for Inclusion (HHI) works in Bauchi. The organisation was founded in 2009 by Dr Aisha Danladi.",
         "aisha-danladi | founded | hand-in-hand-for-inclusion"),
        ("John Kamau keeps the books. The 44-year-old, who uses a wheelchair, is happy.", "john-kamau | usesAid | wheelchair"),
        ("Rekha Kumari got it from Chief Minister Nitish Kumar. She works at Open Door.", "rekha-kumari | works-at | open-door"),
        ("Mrs Hauwa Bala lost her job. With a loan from her sister, Zuwaira, she founded Hauwa Delights Limited.",
         "hauwa-bala | founded | hauwa-delights-limited"),
    ],
)  # fmt: skip
def test_facts_over_several_sentences_have_the_right_subject(text: str, expected: str) -> None:
    assert expected in facts(text)


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("Asha Rao is the founder of Saksham Trust.", "works-at"),
        ("Ben Obi, a former welder who lost a leg at Scott Steel Company, rests.", "works-at"),
        ("He travelled to Lusaka, Chipata and Livingstone.", "containedIn"),
        ("He was hired by MTN Ghana in Kumasi.", "ghana | containedIn"),
    ],
)
def test_what_is_not_stated_is_not_proposed(text: str, never: str) -> None:
    assert [fact for fact in facts(text) if never in fact] == []


def test_marks_of_money_and_titles_name_no_person() -> None:
    found = extract("It pays Rs. 1,000 and KSh 500 a month, said Fr. Anil Xaxa and Sr. Teresa Minj. He got Sh 20 and Rs 1,800.")
    assert {entity.name for entity in found.entities if entity.type == "Person"} == {"Anil Xaxa", "Teresa Minj"}


def test_an_acronym_in_brackets_is_another_name() -> None:
    found = extract("The Mahatma Gandhi National Rural Employment Guarantee Act (MGNREGA) gives work. MGNREGA pays.")
    assert [(entity.name, entity.aliases) for entity in found.entities] == [
        ("Mahatma Gandhi National Rural Employment Guarantee Act", ("MGNREGA",))
    ]


def test_a_spouse_needs_a_certain_subject() -> None:
    """The kind of extraction-E2: two persons whom the pronoun fits, one of them in a minor role."""
    assert "hasSpouse" not in " ".join(facts("Rekha Kumari got it from Chief Minister Nitish Kumar. She is married to Dilip Rai."))


def test_a_place_of_another_sentence_is_not_that_of_a_figure() -> None:
    """The kind of extraction-E20 and E21."""
    text = 'The Tumaini Workshop is in Kisumu. "We hope to open a shop in Homa Bay," said Ada Obi. The workshop employs 62 people.'
    roles = observations(text)["62"]
    assert ("place" in roles, roles["measure"]) == (False, ("people-employed",))


def test_words_are_not_cut_at_the_marks_in_a_figure() -> None:
    text = "In 2022, the National Council gave Tumaini Ltd a grant of 3.5 million shillings. About 1 percent of its 900,000 members work."
    (gift,) = (_record(draft) for draft in extract(text).drafts if draft.rule == "gave")
    assert gift["purpose"] == ("grant of 3.5 million shillings",)
    assert observations(text)["1"]["population"] == ("900,000 members",)


def test_names_do_not_decide_what_a_figure_measures() -> None:
    roles = observations("The Lagos Vocational Training Centre has fed 40 people.")["40"]
    assert roles["measure"] == ("people",)


def test_a_figure_is_not_about_who_says_it() -> None:
    roles = observations("Tran Bao, chairman of the Hue Blind Association, said the city has 15,400 people with disabilities.")["15400"]
    assert ("about" in roles, roles["measure"]) == (False, ("people-with-disabilities",))


@pytest.mark.parametrize(
    ("text", "value", "measure"),
    [
        ("The employment rate of adults rose from 26.8 percent in 2019.", "26.8", "employment-rate"),
        ("Attendance in the villages rose by 38 percent.", "38", "growth-rate"),
        ("The workshop has a team of nine trainers.", "9", "people"),
        ("The state pays 2,900 people a disability allowance.", "2900", "people"),
        ("Only 1 percent of the country's 900,000 people with disabilities hold a formal job.", "900000", "people-with-disabilities"),
        ("Nearly 900,000 Kenyans live with a disability.", "900000", "people-with-disabilities"),
    ],
)
def test_what_a_figure_measures(text: str, value: str, measure: str) -> None:
    assert observations(text)[value]["measure"] == (measure,)


def test_a_spouse_who_is_named_before_is_not_taken_for_another() -> None:
    found = facts('Lucia Ramos, 34, sings. "It is good," said Joao Silva, who is Ramos\'s husband.')
    assert [fact for fact in found if "hasSpouse" in fact] == ["lucia-ramos | hasSpouse | joao-silva"]


@pytest.mark.parametrize(
    ("text", "founding", "doubtful"),
    [
        ("Grace Achieng, a blind teacher, founded Light School in Kano in 2015.", "2015", "visual"),
        ("In March 2019, Ben Obi, a deaf weaver, founded Sunny Workshop in Lagos.", "2019-03", "hearing"),
    ],
    ids=["interface-C11", "month before the founder"],
)
def test_a_founding_keeps_its_year_and_a_condition_before_an_occupation_is_a_doubt(text: str, founding: str, doubtful: str) -> None:
    records = [(draft, draft.content) for draft in extract(text).drafts if isinstance(draft.content, Record)]
    assert [dict(record.roles).get("time") for _, record in records if record.type == "Founding"] == [(founding,)]
    ((draft, condition),) = [(draft, record) for draft, record in records if record.type == "Condition"]
    assert dict(condition.roles)["disabilityKind"] == (doubtful,)
    assert draft.doubt
