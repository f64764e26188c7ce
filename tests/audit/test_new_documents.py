"""Short documents written for this test, each once with a fault and once without, annotated as `docs/claims.md` says.

Issue 12: at least nine of ten faults are found or doubted, and nothing is reported about a document without fault.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from tests.audit.village import Claims, figure, found

from disgraph.audit.finding import HOLDS


class Page(NamedTuple):
    """A document and its claims, made from numbers: those of the fault, and those of the twin without one."""

    name: str
    make: Callable[..., tuple[str, Claims]]
    wrong: tuple[Any, ...]
    right: tuple[Any, ...]


def total_of_courses(total: int) -> tuple[str, Claims]:
    text = f"Last year 40 people learned weaving, 25 tailoring and 18 baking at the workshop. In all, {total} people took part."
    return text, {
        "weaving": figure(40, "person", "40 people learned weaving", population="weaving"),
        "tailoring": figure(25, "person", "25 tailoring", population="tailoring"),
        "baking": figure(18, "person", "18 baking", population="baking"),
        "all": figure(total, "person", f"In all, {total} people", population="all courses", sumOf=["weaving", "tailoring", "baking"]),
    }


def share_in_work(percent: float) -> tuple[str, Claims]:
    text = f"Of 640 residents with disabilities, 208 have work. That is {percent} percent."
    return text, {
        "residents": figure(640, "person", "640 residents with disabilities", measure="people-with-disabilities", about="mill-village"),
        "working": figure(208, "person", "208 have work", about="mill-village", partOf="residents"),
        "share": figure(
            percent,
            "percent",
            f"That is {percent} percent",
            measure="rate",
            about="mill-village",
            sharePart="working",
            shareWhole="residents",
        ),
    }


def income_growth(percent: int) -> tuple[str, Claims]:
    text = f"A family earned 8,000 yuan in 2018 and 10,400 yuan in 2020, an increase of {percent} percent."
    return text, {
        "before": figure(8000, "CNY", "8,000 yuan in 2018", measure="annual-income", about="amei-family", time="2018"),
        "after": figure(10400, "CNY", "10,400 yuan in 2020", measure="annual-income", about="amei-family", time="2020"),
        "growth": figure(
            percent, "percent", f"an increase of {percent} percent", measure="growth-rate", about="amei-family",
            time="2018/2020", growthFrom="before", growthTo="after",
        ),
    }  # fmt: skip


def rate_beside_a_count(percent: int) -> tuple[str, Claims]:
    text = f"The workshop trained 60 people. 57 of them found employment, and the employment rate reached {percent} percent."
    return text, {
        "trained": figure(60, "person", "trained 60 people", measure="people-trained", population="people trained"),
        "employed": figure(57, "person", "57 of them found employment", population="people in employment", partOf="trained"),
        "rate": figure(
            percent, "percent", f"the employment rate reached {percent} percent", measure="employment-rate", population="people trained"
        ),
    }


def homes_against_plan(done: int) -> tuple[str, Claims]:
    text = f"The workshop planned to renovate 500 homes by 2023. By then it had renovated {done} homes, and the goal was met."
    return text, {
        "plan": {
            "target": {
                "holder": "sunny-workshop", "content": "to renovate 500 homes by 2023", "measure": "homes-renovated", "value": 500,
                "unit": "item", "dueDate": "2023",
            },
            "quote": "planned to renovate 500 homes by 2023",
            "modality": "intended",
        },
        "done": figure(
            done, "item", f"renovated {done} homes", measure="homes-renovated", about="hill-county", time="2023", ofRecord="result"
        ),
        "result": {
            "output": {"description": "homes renovated", "place": "hill-county", "achieves": "plan"},
            "quote": f"it had renovated {done} homes, and the goal was met",
        },
    }  # fmt: skip


def actual_to_planned(ratio: float) -> tuple[str, Claims]:
    text = f"The goal was 400 families, and 500 families were helped, {ratio} times as many as planned."
    return text, {
        "goal": {
            "target": {
                "holder": "sunny-workshop", "content": "to help 400 families", "measure": "families-helped", "value": 400, "unit": "family",
            },
            "quote": "The goal was 400 families",
            "modality": "intended",
        },
        "helped": figure(500, "family", "500 families were helped", measure="families-helped", ofRecord="result"),
        "ratio": figure(
            ratio, "times", f"{ratio} times as many as planned", measure="ratio-to-plan",
            population="actual number of families helped compared with the planned one", ofRecord="result",
        ),
        "result": {
            "output": {"description": "help for 500 families", "contributor": "sunny-workshop", "achieves": "goal"},
            "quote": "500 families were helped",
        },
    }  # fmt: skip


def two_foundings(year: int) -> tuple[str, Claims]:
    text = f"The workshop was founded in 2015. The report ends with thanks to all who have helped since its founding in {year}."
    return text, {
        name: {"founding": {"founded": "sunny-workshop", "time": str(given)}, "quote": quote, "record": "founding"}
        for name, given, quote in (("first", 2015, "was founded in 2015"), ("second", year, f"since its founding in {year}"))
    }


def staff_twice(number: int) -> tuple[str, Claims]:
    text = f"In 2022, 120 people worked at the workshop. On another page: the {number} people of the workshop in 2022 wove scarves."
    return text, {
        "one": figure(120, "person", "In 2022, 120 people worked", population="staff", time="2022"),
        "two": figure(number, "person", f"the {number} people of the workshop in 2022", population="staff", time="2022"),
    }


def age_at_work(age: int) -> tuple[str, Claims]:
    text = f"Amei Li was born in 1990. In 2018, at the age of {age}, she opened a tea house."
    return text, {
        "birth": {"statement": ["amei-li", "birthDate", "1990"], "quote": "was born in 1990"},
        "age": figure(age, "year", f"In 2018, at the age of {age}", measure="age", about="amei-li", time="2018"),
    }


def pay_of_all(total: int) -> tuple[str, Claims]:
    text = f"The company has 12 workers, who earn 3,000 yuan each. It paid {total:,} yuan for the month."
    return text, {
        "work": {"employment": {"employee": "amei-family", "employer": "field-company"}, "quote": "The company has 12 workers"},
        "workers": figure(12, "person", "12 workers", about="field-company", ofRecord="work"),
        "each": figure(
            3000, "CNY", "3,000 yuan each", measure="income", about="field-company", per="month", perCounted="person", ofRecord="work"
        ),
        "total": figure(
            total,
            "CNY",
            f"paid {total:,} yuan for the month",
            measure="income",
            statistic="total",
            about="field-company",
            per="month",
            ofRecord="work",
        ),
    }


def part_of_staff(part: int) -> tuple[str, Claims]:
    text = f"Field Company employs 30 people, including {part} people with disabilities."
    return text, {
        "staff": figure(30, "person", "employs 30 people", about="field-company", population="staff"),
        "part": figure(
            part, "person", f"including {part} people", about="field-company", population="staff with disabilities", partOf="staff"
        ),
    }


def land_in_two_units(hectares: int) -> tuple[str, Claims]:
    text = f"The village lent the family 120 mu ({hectares} hectares) of land for tea."
    return text, {
        "mu": figure(120, "mu", "120 mu", measure="area", about="amei-family"),
        "hectares": figure(hectares, "hectare", f"{hectares} hectares", measure="area", about="amei-family", convertedFrom="mu"),
    }


def women_and_men(men: int) -> tuple[str, Claims]:
    text = f"The workshop has 50 weavers: 30 women and {men} men."
    return text, {
        "all": figure(50, "person", "50 weavers", population="weavers"),
        "women": figure(30, "person", "30 women", population="women", partOf="all", countedSex="female"),
        "men": figure(men, "person", f"{men} men", population="men", partOf="all", countedSex="male"),
    }


def two_shares(second: int) -> tuple[str, Claims]:
    text = f"The workshop trained 200 people. 60 percent of them were women and {second} percent men."
    share = {"measure": "people-trained", "statistic": "share", "shareWhole": "all"}
    return text, {
        "all": figure(200, "person", "trained 200 people", measure="people-trained", population="people trained"),
        "women": figure(60, "percent", "60 percent of them were women", population="women", countedSex="female", **share),
        "men": figure(second, "percent", f"{second} percent men", population="men", countedSex="male", **share),
    }


def money_for_families(each: int) -> tuple[str, Claims]:
    text = f"The company gave 20 families 40,000 yuan in all, {each:,} yuan for each family."
    return text, {
        "help": {
            "assistance": {"helper": "field-company", "recipient": "amei-family", "form": "money"},
            "quote": "The company gave 20 families 40,000 yuan",
        },
        "families": figure(20, "family", "20 families", measure="families-helped", about="field-company", ofRecord="help"),
        "total": figure(40000, "CNY", "40,000 yuan in all", measure="loan", statistic="total", about="field-company", ofRecord="help"),
        "each": figure(
            each, "CNY", f"{each:,} yuan for each family", measure="loan", about="field-company", perCounted="family", ofRecord="help"
        ),
    }


def people_of_the_village(number: int) -> tuple[str, Claims]:
    text = f"Mill Village has 800 inhabitants. It has {number:,} people with disabilities."
    return text, {
        "all": figure(800, "person", "800 inhabitants", measure="population", about="mill-village"),
        "some": figure(
            number, "person", f"{number:,} people with disabilities", measure="people-with-disabilities", about="mill-village",
            disabilityStatus="with-disabilities",
        ),
    }  # fmt: skip


def prize_and_birth(year: int) -> tuple[str, Claims]:
    text = f"Bo Wang was born in 1995. He won the Good Prize in {year}."
    return text, {
        "birth": {"statement": ["bo-wang", "birthDate", "1995"], "quote": "was born in 1995"},
        "prize": {
            "awarding": {"recipient": "bo-wang", "award": "good-prize", "time": str(year)},
            "quote": f"won the Good Prize in {year}",
        },
    }


def work_before_the_founding(year: int) -> tuple[str, Claims]:
    text = f"The workshop was founded in 2016. Amei Li has worked there since {year}."
    return text, {
        "founding": {"founding": {"founded": "sunny-workshop", "time": "2016"}, "quote": "was founded in 2016"},
        "work": {
            "employment": {"employee": "amei-li", "employer": "sunny-workshop", "start": str(year)},
            "quote": f"has worked there since {year}",
        },
    }


def training_and_work(year: int) -> tuple[str, Claims]:
    text = f"Amei Li was hired in 2019 after a training that she finished in {year}."
    return text, {
        "training": {
            "training": {"trainer": "sunny-workshop", "trainee": "amei-li", "time": str(year)},
            "quote": f"a training that she finished in {year}",
        },
        "work": {
            "employment": {"employee": "amei-li", "employer": "field-company", "start": "2019", "followsFrom": "training"},
            "quote": "was hired in 2019 after a training",
        },
    }


PAGES = (
    Page("women and men", women_and_men, (25,), (20,)),
    Page("two shares", two_shares, (55,), (40,)),
    Page("money for families", money_for_families, (3000,), (2000,)),
    Page("people of a village", people_of_the_village, (1200,), (90,)),
    Page("prize before birth", prize_and_birth, (1990,), (2019,)),
    Page("work before the founding", work_before_the_founding, (2012,), (2017,)),
    Page("cause after effect", training_and_work, (2021,), (2018,)),
    Page("sum", total_of_courses, (93,), (83,)),
    Page("share", share_in_work, (42.5,), (32.5,)),
    Page("growth", income_growth, (40,), (30,)),
    Page("rate against count", rate_beside_a_count, (59,), (95,)),
    Page("target against result", homes_against_plan, (430,), (520,)),
    Page("actual against plan", actual_to_planned, (1.5,), (1.25,)),
    Page("two foundings", two_foundings, (2017,), (2015,)),
    Page("two numbers of staff", staff_twice, (102,), (120,)),
    Page("age", age_at_work, (25,), (28,)),
    Page("pay of all", pay_of_all, (30000,), (36000,)),
    Page("part above whole", part_of_staff, (45,), (15,)),
    Page("conversion", land_in_two_units, (80,), (8,)),
)
of_each_page = pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])


@of_each_page
def test_a_fault_is_found(page: Page, tmp_path: Path) -> None:
    assert any(each.verdict != HOLDS for each in found(tmp_path, *page.make(*page.wrong)))


@of_each_page
def test_a_document_without_fault_raises_no_alarm(page: Page, tmp_path: Path) -> None:
    assert [(each.check, each.sentence) for each in found(tmp_path, *page.make(*page.right)) if each.verdict != HOLDS] == []
