"""Figures that are right whole: subject, population, measure, period and currency, by kinds of failure that reviewed proposals showed."""

from __future__ import annotations

import pytest

from disgraph.claims.claim import Record
from disgraph.extract.draft import Draft
from disgraph.extract.extractor import extract


def figures(text: str) -> list[dict[str, str]]:
    found: list[Draft] = [draft for draft in extract(text).drafts if draft.rule == "figure"]
    return [{role: values[0] for role, values in draft.content.roles} for draft in found if isinstance(draft.content, Record)]


def figure(text: str, value: str) -> dict[str, str]:
    (one,) = (roles for roles in figures(text) if roles.get("value") == value)
    return one


@pytest.mark.parametrize(
    ("text", "value", "about"),
    [
        ("The Lotus Trust opened in 2010. It now has 17 members.", "17", "lotus-trust"),
        ("Ada Obi writes for Bluepine Ltd, a company in Graz with 60 employees.", "60", "bluepine-ltd"),
        ("Ada Obi runs the Hope Workshop with 45 people employed in Lund.", "45", "hope-workshop"),
        ("The Hope Workshop, with 45 people employed in Lund, makes chairs.", "45", "hope-workshop"),
        ("Ada Obi is one of 86 traders in Kano.", "86", ""),
        ("Ada Obi was refused a loan by three banks and employs 12 people.", "12", "ada-obi"),
    ],
)
def test_a_figure_is_about_its_own_subject(text: str, value: str, about: str) -> None:
    assert [roles.get("about", "") for roles in figures(text) if roles.get("value") == value] == ([about] if about else [])


@pytest.mark.parametrize(
    "text",
    [
        "At the station, 23 of the 31 couriers have a hearing impairment.",
        "Firms in which at least 30 percent of employees are disabled pay no rent.",
        "It rained on Monday, 12 degrees colder than before.",
        "About 103,000 persons with disabilities were not employed.",
        "The shop sold 40 litres and 12 tonnes.",
    ],
)
def test_parts_without_words_conditions_denials_and_unknown_units_are_no_figures(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "value", "population"),
    [
        ("In Kano 6,310 persons with disabilities worked in shops.", "6310", "persons with disabilities"),
        ("The Lotus Trust trained 95 young people with Down syndrome and left.", "95", "young people with Down syndrome"),
        ("The census counted 900 persons aged five years and over.", "900", "persons aged five years and over"),
        ("Median pay for disabled employees was £12.10 an hour, £14.03 for non-disabled employees.", "12.1", "disabled employees"),
        ("Median pay for disabled employees was £12.10 an hour, £14.03 for non-disabled employees.", "14.03", "non-disabled employees"),
        ("The employment rate of women with disabilities was 38.8%.", "38.8", "women with disabilities"),
        ("The museum counted visitors, 12 percent of whom were blind or had low vision.", "12", "blind or had low vision"),
        ("One in five disabled employees worked in shops.", "20", "disabled employees"),
    ],
)
def test_a_population_is_a_whole_noun_phrase(text: str, value: str, population: str) -> None:
    assert figure(text, value)["population"] == population


@pytest.mark.parametrize(
    ("text", "value", "time"),
    [
        ("The Lotus Trust was founded in 1968 and employs 19 people.", "19", ""),
        ("In 2022 the Lotus Trust trained 90 people and 30 parents with disabilities.", "30", "2022"),
        ("The Lotus Trust has trained 560 people since it opened in 2008.", "560", ""),
        ("GRAZ, 8 May 2023: The Lotus Trust employs 30 people.", "30", ""),
        ("In 1964 Ada Obi bought a farm, which has since trained 1,500 people with disabilities.", "1500", ""),
        ("The Lotus Trust trained 40 people in Kano in 2020.", "40", "2020"),
    ],
)
def test_a_figure_has_only_the_date_of_its_own_predicate(text: str, value: str, time: str) -> None:
    """A known limit of before: a year in an aside was taken for the time of the main clause."""
    assert figure(text, value).get("time", "") == time


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Ada Obi earns 900 pesos a month in Oaxaca, Mexico.", "MXN"),
        ("Ada Obi earns 900 pesos a month in Cebu, Philippines.", "PHP"),
        ("Ada Obi earns 900 rupees a month in Lahore, Pakistan.", "PKR"),
        ("Ada Obi earns Rs 900 a month in Pune, India.", "INR"),
        ("Ada Obi earns $900 a month in Canada.", "CAD"),
        ("Ada Obi earns $900 a month.", "USD"),
        ("Ada Obi earns 900 Kenyan shillings a month in Uganda.", "KES"),
    ],
)
def test_a_shared_currency_is_that_of_the_country_of_the_text(text: str, unit: str) -> None:
    assert figure(text, "900")["unit"] == unit


def test_a_shared_currency_without_its_country_is_the_unit_of_nothing() -> None:
    assert figures("Ada Obi earns 900 pesos a month.") == []
    assert figures("Mexican and Chilean papers report that Ada Obi earns 900 pesos a month.") == []


def test_them_are_the_people_counted_before() -> None:
    text = "Lotus Trust screened 2,870 children in 23 schools and fitted hearing aids to 164 of them."
    assert figure(text, "164")["unit"] == "person"


def test_a_figure_of_nobody_quotes_its_clause() -> None:
    text = "Before that, nothing was known. Inspectors visited 31 workshops in May."
    (draft,) = (one for one in extract(text).drafts if one.rule == "figure")
    (quote,) = draft.quotes
    assert text[quote.start : quote.end].startswith("Inspectors visited 31 workshops")


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("The Hope Workshop trained 214 people in 2023 and has 45 people employed in Lund.", "people-employed"),
        ("The Hope Workshop trained 214 people in 2023, and 45 people are employed in Lund.", "people-employed"),
        ("The Hope Workshop trained 214 people in 2023, and 45 parents.", "people-trained"),
    ],
)
def test_a_figure_with_its_own_verb_is_measured_by_that(text: str, measure: str) -> None:
    assert figure(text, "214")["time"] == "2023"
    assert figure(text, "45")["measure"] == measure


def test_people_with_whom_a_school_is_visited_are_not_its_staff() -> None:
    assert "about" not in figure("The Hope Workshop visited Lotus School with 45 people.", "45")


@pytest.mark.parametrize(
    ("text", "value", "time", "words"),
    [
        ("The Hope Workshop trained 214 people in 2023.", "214", "2023", "2023"),
        ("In May 2020 the Hope Workshop earned 500 euros.", "500", "2020-05", "May 2020"),
        ("In 2019 the Hope Workshop had 80 members, and in 2021 it had 95 members.", "95", "2021", "2021"),
    ],
)
def test_the_quote_of_a_figure_has_its_date(text: str, value: str, time: str, words: str) -> None:
    """Every time that a claim gives is in its words."""
    found = next(draft for draft in extract(text).drafts if draft.rule == "figure" and value in str(draft.content))
    assert isinstance(found.content, Record)
    assert ("time", (time,)) in found.content.roles
    assert [words in text[span.start : span.end] for span in found.quotes] == [True]
