"""Figures: what counts as one, and its attributes."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.extract.documents import figure, news, read_marked

from disgraph.extract.extractor import extract_from
from disgraph.extract.text.counts import find_numbers
from disgraph.extract.text.dates import find_dates
from disgraph.extract.text.number_words import plain, value_of
from disgraph.extract.text.segmentation import read_text


def figures(text: str) -> list[str]:
    return [figure(number) for number in find_numbers(read_text(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The pay rose from 400 yuan to over 3,500 yuan last year.", ["400 CNY", "over 3500 CNY"]),
        ("The guaranteed salary is 800 to 2,000 yuan a month.", ["800-2000 CNY"]),
        ("They earn between Rs 8,000 and Rs 15,000 every month.", ["8000-15000 INR"]),
        ("The shop made three to four million yuan in sales.", ["3000000-4000000 CNY"]),
        ('Its project has achieved "100,000+" sales and "500,000+" followers online.', ["over 100000 item", "over 500000 follower"]),
        ("The fund gave $1.5 million, KSh 20,000, N45,000, R$ 900, £1.5m and Rs 1.5 crore to them.",
         ["1500000 USD", "20000 KES", "45000 NGN", "900 BRL", "1500000 GBP", "15000000 INR"]),
        ("It helped two hundred and five families and 1,50,000 people.", ["205 family", "150000 person"]),
        ("At least 25 women, nearly 40 men and up to 60 children came.", ["at-least 25 person", "nearly 40 person", "up-to 60 person"]),
        ("They trained 704 people, 206 of whom were poor people, and 40 percent were women.", ["704 person", "206 person", "40 percent"]),
        ("One third of them and more than two thirds of the members left.", ["33.33 percent", "over 66.67 percent"]),
        ("They planted 300 trees on 20 hectares with 12 sales staff.", ["300 plant", "20 hectare", "12 person"]),
    ],
)  # fmt: skip
def test_figures_have_value_unit_and_comparator(text: str, expected: list[str]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "He was born in 1985 and moved in March 2011.",
        "Asha Rao, 34, is a 34-year-old nurse aged 34, who is 34 years old.",
        "At 18, Xia leads the team.",
        "She waited for three years, two months and 12 days.",
        "It came third, 3rd and first in the 7th contest.",
        "Call +254 720 123 456 or 020-123-4567 at 8:30 or 9 am.",
        "They met at 221 Baker Street, Room 12, in Chapter 3 on page 14 of No. 5.",
        "The G20 spoke of COVID-19, 5G and PM2.5.",
        "No one came, and one of them left.",
    ],
)
def test_years_ages_times_ordinals_and_addresses_are_not_figures(text: str) -> None:
    assert figures(text) == []


def test_headings_and_furniture_give_no_figures() -> None:
    body = "The town has a new centre that everybody likes very much, said the mayor of the town."
    assert figures(f"500 Jobs for 300 People\n\n{body}\n\nPage 3 of 12\n") == []


def test_a_figure_has_its_subject_time_and_place() -> None:
    marked = read_marked("In [[Leeds|Place]], since 2019, the [[Open Trust|Organisation]] employs 56 young people with disabilities.")
    (draft,) = (d for d in extract_from(marked.model, marked.found, marked.mentions).drafts if d.rule == "figure")
    assert dict(draft.content.roles) == {  # type: ignore[union-attr]
        "measure": ("people-employed",), "about": ("open-trust",), "value": ("56",), "unit": ("person",),
        "population": ("young people with disabilities",), "place": ("leeds",), "time": ("2019/..",),
    }  # fmt: skip


def test_a_period_does_not_carry_over_to_another_sentence() -> None:
    text = "Since 2022, the [[Open Trust|Organisation]] has hosted 58 companies. The [[Open Trust|=open-trust]] employs 378 people."
    marked = read_marked(text)
    drafts = [d for d in extract_from(marked.model, marked.found, marked.mentions).drafts if d.rule == "figure"]
    assert [dict(d.content.roles).get("time") for d in drafts] == [("2022/..",), None]  # type: ignore[union-attr]


def test_a_unit_that_does_not_fit_is_doubted() -> None:
    marked = read_marked("[[Zeng Fan|Person]] sold fruit, with an average income increase of 10,000 kilograms per household. Yuan came.")
    (draft,) = (d for d in extract_from(marked.model, marked.found, marked.mentions).drafts if d.rule == "figure")
    assert "kilograms" in draft.doubt


def test_a_target_is_not_a_figure() -> None:
    marked = read_marked("The [[Open Trust|Organisation]] aims to train 500 people and will open 20 centres.")
    assert [d.rule for d in extract_from(marked.model, marked.found, marked.mentions).drafts] == ["hope"]


def test_figures_of_unseen_news_have_the_right_value_and_unit() -> None:
    right = proposed = stated = 0
    for document in news("held-out"):
        found = [figure(number) for number in find_numbers(read_marked(document.text).model)]
        missed = list(document.numbers)
        for one in found:
            if one in missed:
                missed.remove(one)
                right += 1
        proposed, stated = proposed + len(found), stated + len(document.numbers)
    assert 2 * right / (proposed + stated) >= 0.9


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in October 2022", ["2022-10"]),
        ("on 3 May 2020 and May 4, 2021", ["2020-05-03", "2021-05-04"]),
        ("since 2019", ["2019/.."]),
        ("by the end of 2024", ["../2024"]),
        ("from 2001 to 2009", ["2001/2009"]),
        ("in 2018-19", ["2018/2019"]),
        ("in the summer of 2015", ["2015-22"]),
        ("born in the 1990s", ["199X"]),
        ("around 2015", ["2015~"]),
        ("at 8:30 on May 3", ["", ""]),
        ("2000 people in 2000", ["2000"]),
    ],
)
def test_dates_are_in_edtf(text: str, expected: list[str]) -> None:
    assert [date.edtf for date in find_dates(text)] == expected


@given(st.integers(min_value=1, max_value=10**12))
def test_digits_are_read_as_they_are_written(number: int) -> None:
    assert value_of(f"{number:,}") == number
    assert plain(Fraction(number)) == str(number)


@given(st.text(alphabet="0123456789,.+ -%$to yuanpeople\"'", max_size=80))
def test_figures_are_in_the_text_and_in_order(text: str) -> None:
    numbers = find_numbers(read_text(f"They had {text} people. Then 12 people came."))
    spans = [(number.start, number.end) for number in numbers]
    assert spans == sorted(spans)
    assert all(start < end for start, end in spans)
