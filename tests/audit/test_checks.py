"""Every check: a wrong figure gives a finding, and the corrected twin gives none, or `holds`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.audit.village import Claims, figure, found, verdicts

from disgraph.audit.finding import CONTRADICTS, HOLDS, IMPLAUSIBLE, NOT_ADDING, ONLY_IF
from disgraph.audit.table import CHECKS


def number(text: str) -> float:
    """Return a number as a claim file has it: without a point where none is stated."""
    return float(text) if "." in text else int(text)


def share(part: int, percent: str, comparator: str = "") -> tuple[str, Claims]:
    text = f"The workshop has 1,200 workers. {part} of them are women, or {percent} percent."
    roles = {"comparator": comparator} if comparator else {}
    return text, {
        "staff": figure(1200, "person", "1,200 workers", population="workers"),
        "women": figure(part, "person", f"{part} of them are women", population="women"),
        "rate": figure(
            number(percent),
            "percent",
            f"{percent} percent",
            measure="rate",
            sharePart="women",
            shareWhole="staff",
            population="women",
            **roles,
        ),
    }


@pytest.mark.parametrize(
    ("part", "percent", "comparator", "verdict"),
    [
        (300, "25", "", HOLDS),
        (300, "35", "", NOT_ADDING),
        (301, "25.1", "", HOLDS),
        (301, "25.2", "", NOT_ADDING),
        (395, "32.9", "", HOLDS),
        (395, "32", "", ONLY_IF),
        (395, "30", "over", HOLDS),
        (301, "30", "over", NOT_ADDING),
        (320, "27", "nearly", HOLDS),
        (301, "26", "about", HOLDS),
    ],
)
def test_a_share_is_the_part_by_the_whole(tmp_path: Path, part: int, percent: str, comparator: str, verdict: str) -> None:
    assert verdicts(found(tmp_path, *share(part, percent, comparator))) == [("share", verdict)]


def test_a_wrong_share_is_reported_with_the_recomputed_value(tmp_path: Path) -> None:
    (wrong,) = found(tmp_path, *share(300, "35"))
    assert wrong.recomputed == "25 percent"
    assert wrong.sentence == "Stated: 35 percent. 300 women of 1,200 workers are 25 percent."
    assert len(wrong.concerns) == 3


def test_a_share_with_a_nearer_count_holds_only_if_the_linked_one_is_meant(tmp_path: Path) -> None:
    text = "Of 400 workers, 100 women sewed 260 shirts, or 25 percent."
    claims: Claims = {
        "staff": figure(400, "person", "400 workers", population="workers"),
        "women": figure(100, "person", "100 women", population="women"),
        "shirts": figure(260, "item", "260 shirts", measure="places", population="shirts"),
        "rate": figure(25, "percent", "100 women sewed 260 shirts, or 25 percent", measure="rate", sharePart="women", shareWhole="staff"),
    }
    (only,) = found(tmp_path, text, claims)
    assert (only.verdict, only.condition) == (
        ONLY_IF,
        "the 100 people are meant; the 260 items would give 65 percent, though that figure is nearer to the percentage",
    )


def test_a_share_without_a_whole_is_only_reported_if_it_may_be_of_two_counts(tmp_path: Path) -> None:
    text = "The county has 32,000 people, including 11,984 women, or 6.96 percent."
    claims: Claims = {
        "all": figure(32000, "person", "32,000 people", population="people in need"),
        "women": figure(11984, "person", "11,984 women", population="women"),
        "rate": figure(6.96, "percent", "32,000 people, including 11,984 women, or 6.96 percent", measure="rate", sharePart="all"),
    }
    assert verdicts(found(tmp_path, text, claims)) == [("share-without-whole", ONLY_IF)]
    del claims["women"]
    assert found(tmp_path / "one", text, claims) == []


def test_more_than_all(tmp_path: Path) -> None:
    text = "A rate of 120 percent. A rate of 100 percent. Growth of 120 percent."
    claims: Claims = {
        "over": figure(120, "percent", "A rate of 120 percent", measure="rate"),
        "full": figure(100, "percent", "rate of 100 percent", measure="rate", population="others"),
        "growth": figure(120, "percent", "Growth of 120 percent", measure="growth-rate"),
    }
    assert verdicts(found(tmp_path, text, claims)) == [("over-hundred", IMPLAUSIBLE)]


def grown(rate: str, after: int = 400, **roles: Any) -> tuple[str, Claims]:
    text = f"Income was 100 yuan in 2015 and {after} yuan in 2019, a growth of {rate} percent."
    common = {"measure": "income", "population": "one"}
    return text, {
        "before": figure(100, "CNY", "100 yuan in 2015", time="2015", **common),
        "after": figure(after, "CNY", f"{after} yuan in 2019", time="2019", **common),
        "rate": figure(
            number(rate), "percent", f"growth of {rate} percent", measure="growth-rate", growthFrom="before", growthTo="after", **roles
        ),
    }


@pytest.mark.parametrize(
    ("rate", "roles", "verdict", "condition"),
    [
        ("300", {}, HOLDS, ""),
        ("400", {}, NOT_ADDING, ""),
        ("41.4", {"per": "year"}, ONLY_IF, "compound annual growth is meant"),
        ("75", {"per": "year"}, ONLY_IF, "simple annual growth (total growth divided by the years) is meant"),
        ("300", {"per": "year"}, ONLY_IF, "total growth is meant"),
        ("50", {"per": "year"}, NOT_ADDING, ""),
    ],
)
def test_growth_compound_simple_and_in_all(tmp_path: Path, rate: str, roles: dict[str, Any], verdict: str, condition: str) -> None:
    (one,) = found(tmp_path, *grown(rate, **roles))
    assert (one.check, one.verdict, one.condition) == ("growth", verdict, condition)


def test_a_difference_is_recomputed_in_its_own_unit(tmp_path: Path) -> None:
    text = "Income was 100 yuan in 2015 and 400 yuan in 2019, 300 yuan more."
    claims = grown("300")[1]
    claims["rate"] = figure(300, "CNY", "300 yuan more", measure="growth-rate", growthFrom="before", growthTo="after")
    assert verdicts(found(tmp_path, text, claims)) == [("growth", HOLDS)]


def summed(total: int, **roles: object) -> tuple[str, Claims]:
    text = f"There are 30 men and 45 women, {total} in all."
    return text, {
        "men": figure(30, "person", "30 men", population="men"),
        "women": figure(45, "person", "45 women", population="women"),
        "total": figure(total, "person", f"{total} in all", population="everybody", sumOf=["men", "women"], **roles),
    }


@pytest.mark.parametrize(
    ("total", "roles", "verdict"),
    [(75, {}, HOLDS), (85, {}, NOT_ADDING), (70, {"comparator": "over"}, HOLDS), (80, {"comparator": "over"}, NOT_ADDING)],
)
def test_a_sum_is_what_it_adds_up(tmp_path: Path, total: int, roles: dict[str, object], verdict: str) -> None:
    assert verdicts(found(tmp_path, *summed(total, **roles))) == [("sum", verdict)]


@pytest.mark.parametrize(("part", "expected"), [(90, []), (120, [("part", NOT_ADDING)])])
def test_a_part_is_not_larger_than_its_whole(tmp_path: Path, part: int, expected: list[tuple[str, str]]) -> None:
    text = f"Of 100 workers {part} are women."
    claims: Claims = {
        "staff": figure(100, "person", "100 workers", population="workers"),
        "women": figure(part, "person", f"{part} are women", population="women", partOf="staff"),
    }
    assert verdicts(found(tmp_path, text, claims)) == expected


def test_overlapping_parts_are_not_asked_to_add_up(tmp_path: Path) -> None:
    text = "Of 100 workers 70 are women, 60 are young and 20 are new."
    claims: Claims = {
        "staff": figure(100, "person", "100 workers", population="workers"),
        **{
            name: figure(value, "person", f"{value} are {name}", population=name, partOf="staff")
            for name, value in {"women": 70, "young": 60, "new": 20}.items()
        },
    }
    assert found(tmp_path, text, claims) == []


def test_parts_that_make_up_their_whole_are_reported(tmp_path: Path) -> None:
    text = "Of 100 workers 50 are well, 30 are better and 20 are ill."
    claims: Claims = {
        "staff": figure(100, "person", "100 workers", population="workers"),
        **{
            name: figure(value, "person", f"{value} are {name}", population=name, partOf="staff")
            for name, value in {"well": 50, "better": 30, "ill": 20}.items()
        },
    }
    assert verdicts(found(tmp_path, text, claims)) == [("part", HOLDS)]


@pytest.mark.parametrize(("each", "verdict"), [(50, HOLDS), (70, NOT_ADDING)])
def test_total_count_and_average_of_one_record(tmp_path: Path, each: int, verdict: str) -> None:
    text = f"The workshop paid 2,050 yuan to 41 workers, {each} yuan per person."
    record = {"measure": "income", "ofRecord": "paid"}
    claims: Claims = {
        "paid": {"activity": {"agent": "sunny-workshop", "description": "paid its workers"}, "quote": "The workshop paid"},
        "total": figure(2050, "CNY", "2,050 yuan", **record),
        "count": figure(41, "person", "41 workers", **{**record, "measure": "people-employed"}),
        "each": figure(each, "CNY", f"{each} yuan per person", per="person", **record),
    }
    assert verdicts(found(tmp_path, text, claims)) == [("average", verdict)]


def converted(source: tuple[float, str, str], target: tuple[float, str, str], **roles: object) -> tuple[str, Claims]:
    text = f"It is {source[2]} ({target[2]})."
    return text, {
        "source": figure(source[0], source[1], source[2], measure="area", **roles),
        "target": figure(target[0], target[1], target[2], measure="area", convertedFrom="source", **roles),
    }


@pytest.mark.parametrize(
    ("source", "target", "verdict"),
    [
        ((40, "mu", "40 mu"), (2.7, "hectare", "2.7 hectares"), HOLDS),
        ((40, "mu", "40 mu"), (4, "hectare", "4 hectares"), NOT_ADDING),
        ((5, "acre", "5 acres"), (2.02, "hectare", "2.02 hectares"), HOLDS),
        ((100000, "CNY", "100,000 yuan"), (13688.1, "USD", "13,688.1 dollars"), HOLDS),
        ((100000, "CNY", "100,000 yuan"), (1368.81, "USD", "1,368.81 dollars"), IMPLAUSIBLE),
    ],
)
def test_conversions(tmp_path: Path, source: tuple[float, str, str], target: tuple[float, str, str], verdict: str) -> None:
    assert verdicts(found(tmp_path, *converted(source, target))) == [("conversion", verdict)]


def test_two_exchange_rates_of_one_document(tmp_path: Path) -> None:
    text, claims = converted((7000, "CNY", "7,000 yuan"), (1000, "USD", "1,000 dollars"))
    other, more = converted((6200, "CNY", "6,200 yuan"), (1000, "USD", "1,000 US dollars"), about="field-company")
    claims |= {"source2": more["source"], "target2": more["target"]}
    more["target"]["observation"]["convertedFrom"] = "source2"
    assert verdicts(found(tmp_path, f"{text} {other}", claims)) == [("conversion", ONLY_IF)] * 2


@pytest.mark.parametrize(
    ("yuan", "dollars", "time", "verdict"),
    [
        (828, 100, "1998", HOLDS),
        (653, 100, "1998", ONLY_IF),
        (653, 100, "1998~", ONLY_IF),
        (690, 100, "2019", HOLDS),
        (720, 100, "2030", HOLDS),
        (828, 100, "2030", ONLY_IF),
        (730, 100, "", HOLDS),
        (500, 100, "", IMPLAUSIBLE),
    ],
)
def test_a_rate_is_one_of_its_own_time_data_d34(tmp_path: Path, yuan: int, dollars: int, time: str, verdict: str) -> None:
    roles = {"time": time} if time else {}
    assert verdicts(found(tmp_path, *converted((yuan, "CNY", f"{yuan} yuan"), (dollars, "USD", f"{dollars} dollars"), **roles))) == [
        ("conversion", verdict)
    ]


def planned(goal: int, result: int, ratio: str, of: str) -> tuple[str, Claims]:
    text = f"It aimed to train {goal} people. It trained {result} people. The number of {of} was {ratio} times the plan."
    about = {"about": "sunny-workshop", "measure": "people-employed"}
    return text, {
        "goal": {
            "aspiration": {
                "holder": "sunny-workshop",
                "content": f"to train {goal} people",
                "measure": "people-employed",
                "value": goal,
                "unit": "person",
            },
            "quote": f"aimed to train {goal} people",
            "modality": "intended",
        },
        "result": figure(result, "person", f"trained {result} people", population="people trained", **about),
        "ratio": figure(
            number(ratio),
            "times",
            f"{of} was {ratio} times the plan",
            measure="ratio-to-plan",
            population=f"actual number of {of} compared with the planned one",
        ),
    }


@pytest.mark.parametrize(
    ("goal", "result", "ratio", "of", "verdict"),
    [
        (100, 120, "1.2", "people trained", HOLDS),
        (100, 178, "1.2", "people trained", NOT_ADDING),
        (100, 178, "1.2", "operations", ONLY_IF),
    ],
)
def test_goal_and_result_give_the_ratio_data_d31(tmp_path: Path, goal: int, result: int, ratio: str, of: str, verdict: str) -> None:
    assert verdicts(found(tmp_path, *planned(goal, result, ratio, of)), "target") == [("target", verdict)]


@pytest.mark.parametrize(("rate", "verdict"), [(25, HOLDS), (60, ONLY_IF)])
def test_a_rate_fits_the_counts_that_it_names_data_d31(tmp_path: Path, rate: int, verdict: str) -> None:
    text = f"Of 400 young women, 100 have employment. The employment rate of young women is {rate} percent."
    claims: Claims = {
        "all": figure(400, "person", "Of 400 young women", measure="population", population="young women"),
        "some": figure(
            100, "person", "100 have employment", measure="people-in-employment", population="young women with employment", partOf="all"
        ),
        "rate": figure(rate, "percent", f"is {rate} percent", measure="employment-rate", population="young women"),
    }
    assert verdicts(found(tmp_path, text, claims), "rate") == [("rate", verdict)]


@pytest.mark.parametrize(("unit", "verdict"), [("person", NOT_ADDING), ("operation", ONLY_IF)])
def test_a_share_of_another_thing_holds_only_if_it_is_one_data_d31(tmp_path: Path, unit: str, verdict: str) -> None:
    text = "There were 400 in all. 100 people see again. The rate is 97 percent."
    claims: Claims = {
        "all": figure(400, unit, "400 in all", measure="places"),
        "some": figure(100, "person", "100 people see again"),
        "rate": figure(97, "percent", "97 percent", measure="rate", sharePart="some", shareWhole="all"),
    }
    assert verdicts(found(tmp_path, text, claims), "share") == [("share", verdict)]


def happened(quote: str, time: str = "", after: str = "", record: str = "") -> dict[str, Any]:
    roles = {name: value for name, value in (("time", time), ("after", after)) if value}
    given = {"record": record} if record else {}
    return {"lifeEvent": {"person": "amei-li", "description": quote.lower(), **roles}, "quote": quote, **given}


def test_two_accounts_of_one_order_data_d32(tmp_path: Path) -> None:
    text = "She hurt her hand. Then she bought goats. Further down: Feeding her goats, she hurt it."
    claims: Claims = {
        "hurt": happened("hurt her hand", record="accident"),
        "goats": happened("bought goats", after="hurt"),
        "again": happened("Feeding her goats, she hurt it", after="goats", record="accident"),
    }
    (wrong,) = found(tmp_path, text, claims)
    assert (wrong.check, wrong.verdict) == ("order", CONTRADICTS)
    del claims["again"]["lifeEvent"]["after"]
    assert verdicts(found(tmp_path, text, claims)) == []


@pytest.mark.parametrize(("first", "expected"), [("2015", [("order", CONTRADICTS)]), ("2012", []), ("", [])])
def test_dates_fit_the_order_data_d32(tmp_path: Path, first: str, expected: list[tuple[str, str]]) -> None:
    text = "She opened a shop, and then bought goats in 2013."
    claims: Claims = {
        "shop": {**happened("opened a shop", time=first), "basis": "told in another letter"},
        "goats": happened("bought goats in 2013", time="2013", after="shop"),
    }
    assert verdicts(found(tmp_path, text, claims)) == expected


def test_an_age_does_not_confirm_the_birth_that_was_counted_from_it_data_d33(tmp_path: Path) -> None:
    age = figure(26, "year", "Autumn of 1983: she was 26", measure="age", about="amei-li", time="1983-23")
    birth = {
        "statement": ["amei-li", "birthDate", "1957~"],
        "quote": "Autumn of 1983: she was 26",
        "modality": "inferred",
        "basis": "26 years old in the autumn of 1983",
    }
    assert verdicts(found(tmp_path, "Autumn of 1983: she was 26.", {"age": age, "birth": birth})) == []


def twice(first: int, second: int, one: dict[str, object], other: dict[str, object]) -> tuple[str, Claims]:
    text = f"It has {first} workers. Later it says {second} workers."
    return text, {
        "one": figure(first, "person", f"has {first} workers", **one),
        "other": figure(second, "person", f"says {second} workers", **other),
    }


@pytest.mark.parametrize(
    ("first", "second", "one", "other", "expected"),
    [
        (40, 50, {"time": "2019"}, {"time": "2019"}, [("repeat", CONTRADICTS)]),
        (40, 40, {"time": "2019"}, {"time": "2019"}, []),
        (40, 50, {}, {}, [("repeat", CONTRADICTS)]),
        (40, 50, {"time": "2019"}, {"time": "2018"}, []),
        (40, 50, {"time": "2019"}, {}, [("repeat", ONLY_IF)]),
        (40, 50, {"population": "women"}, {"population": "men"}, []),
        (40, 50, {"population": "women", "time": "2019"}, {"population": "all the women", "time": "2019"}, [("repeat", CONTRADICTS)]),
        (40, 50, {"statistic": "mean"}, {"statistic": "maximum"}, []),
        (40, 50, {"countedSex": "female"}, {"countedSex": "male"}, []),
        (40, 50, {"countedSex": "female"}, {"countedSex": "female"}, [("repeat", CONTRADICTS)]),
        (40, 50, {"comparator": "over"}, {}, []),
        (40, 30, {"comparator": "over"}, {}, [("repeat", CONTRADICTS)]),
        (40, 50, {"time": "2016/2020"}, {"time": "2016/2018"}, [("later-sum", NOT_ADDING)]),
        (50, 40, {"time": "2016/2020"}, {"time": "2016/2018"}, []),
        (40, 50, {"time": "../2020-06"}, {"time": "../2019-06"}, [("later-sum", NOT_ADDING)]),
    ],
)
def test_the_same_measure_twice(
    tmp_path: Path, first: int, second: int, one: dict[str, object], other: dict[str, object], expected: list[tuple[str, str]]
) -> None:
    assert verdicts(found(tmp_path, *twice(first, second, one, other))) == expected


def test_many_figures_of_one_thing_are_one_finding(tmp_path: Path) -> None:
    """structure-P5: one finding has all values, and a figure that excludes no other is not among them."""
    numbers = [40, 50, 60, 70, 80, 90, 100]
    text = " ".join(f"Report {at} says {number} workers." for at, number in enumerate(numbers))
    claims: Claims = {
        f"n{at}": figure(number, "person", f"Report {at} says {number} workers", time="2019") for at, number in enumerate(numbers)
    }
    claims["upper"] = figure(40, "person", "Report 0 says 40 workers", time="2019", comparator="at-least")
    (one,) = found(tmp_path, text, claims)
    assert (one.check, one.verdict, len(one.concerns)) == ("repeat", CONTRADICTS, len(numbers))
    assert one.sentence.startswith("40 people (people employed) (2019), 50 people (2019), 60 people (2019)")


@pytest.mark.parametrize(("second", "expected"), [("3,535", [("one-digit", CONTRADICTS)]), ("2,535", []), ("3,636", [])])
def test_one_digit(tmp_path: Path, second: str, expected: list[tuple[str, str]]) -> None:
    text = (
        f"The county finished barrier-free renovation for 2,535 poor families. It paid barrier-free renovation for {second} poor families."
    )
    number = int(second.replace(",", ""))
    common = {"about": "hill-county", "population": "poor families with barrier-free renovation"}
    claims: Claims = {
        "done": figure(2535, "family", "finished barrier-free renovation for 2,535 poor families", measure="homes-renovated", **common),
        "paid": figure(number, "family", f"paid barrier-free renovation for {second} poor families", measure="families-helped", **common),
    }
    assert verdicts(found(tmp_path, text, claims)) == expected


@pytest.mark.parametrize(("unit", "expected"), [("acre", [("mixed-units", ONLY_IF)]), ("mu", [])])
def test_a_unit_that_outgrows_the_total(tmp_path: Path, unit: str, expected: list[tuple[str, str]]) -> None:
    text = f"Amei Li planted 4 {unit} of tea. The Li family has a total of 7 mu of tea. Amei Li of the Li family."
    claims: Claims = {
        "member": {"statement": ["amei-li", "memberOfGroup", "amei-family"], "quote": "Amei Li of the Li family"},
        "first": figure(4, unit, f"4 {unit} of tea", measure="area", about="amei-li", population="tea that she planted"),
        "now": figure(7, "mu", "a total of 7 mu of tea", measure="area", about="amei-family", population="tea", time="2020"),
    }
    assert verdicts(found(tmp_path, text, claims)) == expected


@pytest.mark.parametrize(("done", "expected"), [(900, [("need", ONLY_IF)]), (300, [])])
def test_more_done_than_needed(tmp_path: Path, done: int, expected: list[tuple[str, str]]) -> None:
    text = f"485 families need renovation. Renovation was done for {done} families."
    claims: Claims = {
        "need": figure(485, "family", "485 families need", measure="homes-needing-renovation", about="hill-county", population="in need"),
        "done": figure(done, "family", f"for {done} families", measure="homes-renovated", about="hill-county", population="served"),
    }
    assert verdicts(found(tmp_path, text, claims)) == expected


@pytest.mark.parametrize(("area", "expected"), [("1,000", [("shrunk", ONLY_IF)]), ("2,000", [])])
def test_smaller_after_growing(tmp_path: Path, area: str, expected: list[tuple[str, str]]) -> None:
    text = f"They built 2 houses of 600 square metres. Then the farm was enlarged to {area} square metres."
    record = {"about": "field-company", "ofRecord": "built"}
    claims: Claims = {
        "built": {"activity": {"agent": "field-company", "description": "built houses"}, "quote": "They built"},
        "houses": figure(2, "item", "2 houses", measure="facilities-built", **record),
        "size": figure(600, "square-metre", "600 square metres", measure="area", per="item", population="each", **record),
        "farm": figure(
            int(area.replace(",", "")), "square-metre", f"enlarged to {area} square metres", measure="area", about="field-company"
        ),
    }
    assert verdicts(found(tmp_path, text, claims)) == expected


def stated_twice(first: dict[str, object], second: dict[str, object]) -> tuple[str, Claims]:
    text = "In 2017 a crusher crushed her hand. In September 2017 a mower took her hand."
    return text, {
        "one": {"lifeEvent": {"person": "amei-li", **first}, "record": "hand", "quote": "In 2017 a crusher crushed her hand"},
        "two": {"lifeEvent": {"person": "amei-li", **second}, "record": "hand", "quote": "In September 2017 a mower took her hand"},
    }


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ({"description": "hand crushed by a crusher"}, {"description": "hand drawn into a lawn mower"}, [("two-values", CONTRADICTS)]),
        ({"description": "hand crushed by a crusher"}, {"description": "hand drawn into a crusher rotating fast"}, []),
        ({"description": "hand crushed by a crusher"}, {"description": "hand lost"}, []),
        ({"description": "hand lost", "time": "2017"}, {"description": "hand lost", "time": "2017-09"}, []),
        ({"description": "hand lost", "time": "2017-08"}, {"description": "hand lost", "time": "2017-09"}, [("two-values", CONTRADICTS)]),
    ],
)
def test_one_record_stated_twice(
    tmp_path: Path, first: dict[str, object], second: dict[str, object], expected: list[tuple[str, str]]
) -> None:
    assert verdicts(found(tmp_path, *stated_twice(first, second))) == expected


@pytest.mark.parametrize(
    ("causes", "expected"),
    [
        (("illness", "traffic-accident"), [("two-values", CONTRADICTS)]),
        (("accident", "traffic-accident"), []),
        (("illness", "illness"), []),
    ],
)
def test_two_causes(tmp_path: Path, causes: tuple[str, str], expected: list[tuple[str, str]]) -> None:
    text = "She is lame since one day. She is lame since another day."
    claims: Claims = {
        f"c{number}": {
            "condition": {"bearer": "amei-li", "disabilityKind": "physical", "disabilityCause": cause},
            "record": "lame",
            "quote": f"She is lame since {when} day",
        }
        for number, (cause, when) in enumerate(zip(causes, ("one", "another"), strict=True))
    }
    assert verdicts(found(tmp_path, text, claims)) == expected


def dated(record: str, content: dict[str, object], times: tuple[str, str]) -> tuple[str, Claims]:
    text = f"First stated: {times[0]}. Then stated: {times[1]}."
    return text, {
        "one": {record: {**content, "time": times[0]}, "quote": f"First stated: {times[0]}"},
        "two": {record: {**content, "time": times[1]}, "quote": f"Then stated: {times[1]}"},
    }


@pytest.mark.parametrize(
    ("record", "content"),
    [
        ("founding", {"founder": "amei-li", "founded": "field-company"}),
        ("issuance", {"issuer": "sunny-workshop", "policy": "new-rule"}),
        ("lifeEvent", {"person": "amei-li", "description": "moved to the county"}),
    ],
)
@pytest.mark.parametrize(("times", "expected"), [(("2015", "2016"), [("two-dates", CONTRADICTS)]), (("2015", "2015-06"), [])])
def test_what_happens_once_has_one_date(
    tmp_path: Path, record: str, content: dict[str, object], times: tuple[str, str], expected: list[tuple[str, str]]
) -> None:
    assert verdicts(found(tmp_path, *dated(record, content, times))) == expected


@pytest.mark.parametrize(
    ("times", "expected"),
    [(("2019-09", "2019-10"), [("two-dates", CONTRADICTS)]), (("2018", "2019"), []), (("2019-09", "2019-09"), [])],
)
def test_the_award_of_one_year(tmp_path: Path, times: tuple[str, str], expected: list[tuple[str, str]]) -> None:
    text, claims = dated("awarding", {"award": "good-prize"}, times)
    claims["one"]["awarding"]["recipient"] = "amei-li"
    claims["two"]["awarding"]["recipient"] = "bo-wang"
    assert verdicts(found(tmp_path, text, claims)) == expected


def born(year: str, **more: dict[str, Any]) -> tuple[str, Claims]:
    text = f"She was born in {year}. Autumn of 1983: she was 26. In 1950 she fell. In 2008 she fell in a PE class."
    return text, {"birth": {"statement": ["amei-li", "birthDate", year], "quote": f"She was born in {year}"}, **more}


@pytest.mark.parametrize(("year", "verdict"), [("1957", HOLDS), ("1950", CONTRADICTS)])
def test_an_age_fits_birth_and_date(tmp_path: Path, year: str, verdict: str) -> None:
    age = figure(26, "year", "Autumn of 1983: she was 26", measure="age", about="amei-li", time="1983-23")
    assert verdicts(found(tmp_path, *born(year, age=age))) == [("age", verdict)]


@pytest.mark.parametrize(
    ("year", "event", "expected"),
    [
        ("1957", {"time": "1950", "description": "fell"}, [("life", CONTRADICTS)]),
        ("1945", {"time": "1950", "description": "fell"}, []),
        ("1985", {"time": "2008", "description": "fell during a PE class"}, [("life", IMPLAUSIBLE)]),
        ("1995", {"time": "2008", "description": "fell during a PE class"}, []),
        ("1985", {"time": "2008", "description": "built a primary school"}, []),
    ],
)
def test_an_event_fits_the_life(tmp_path: Path, year: str, event: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    fell = {"lifeEvent": {"person": "amei-li", **event}, "quote": f"In {event['time']} she fell"}
    assert verdicts(found(tmp_path, *born(year, fell=fell))) == expected


def test_two_birth_dates(tmp_path: Path) -> None:
    text, claims = born("1957")
    claims["again"] = {"statement": ["amei-li", "birthDate", "1958"], "quote": "born in 1958"}
    assert verdicts(found(tmp_path, f"{text} She was born in 1958.", claims)) == [("two-dates", CONTRADICTS)]


@pytest.mark.parametrize(("second", "expected"), [("head", [("only", ONLY_IF)]), ("mouth", [])])
def test_only_one_thing(tmp_path: Path, second: str, expected: list[tuple[str, str]]) -> None:
    text = f"She can move only her mouth. She says she can move only her {second}."
    claims: Claims = {
        "one": {"statement": ["amei-li", "capability", "to move only her mouth"], "quote": "She can move only her mouth"},
        "two": {"statement": ["amei-li", "capability", f"to move only her {second}"], "quote": f"She says she can move only her {second}"},
    }
    assert verdicts(found(tmp_path, text, claims)) == expected


@pytest.mark.parametrize(("year", "expected"), [("2019", [("completed", ONLY_IF)]), ("2020", [])])
def test_completed_and_going_on(tmp_path: Path, year: str, expected: list[tuple[str, str]]) -> None:
    text = f"The county completed the home renovation for poor families in {year}. By 2020 homes of 90 poor families were renovated."
    claims: Claims = {
        "end": {
            "activity": {"agent": "bo-wang", "place": "hill-county", "description": "completed the home renovation for poor families",
                "time": year},
            "quote": f"completed the home renovation for poor families in {year}",
        },
        "done": figure(
            90, "family", "By 2020 homes of 90 poor families", measure="homes-renovated", about="hill-county", time="2016/2020",
            population="poor families with a renovated home",
        ),
    }  # fmt: skip
    assert verdicts(found(tmp_path, text, claims)) == expected


@pytest.mark.parametrize(("count", "expected"), [("9,000", [("population", IMPLAUSIBLE)]), ("900", [])])
def test_more_people_than_the_county_has(tmp_path: Path, count: str, expected: list[tuple[str, str]]) -> None:
    text = f"Mill Village lies in Hill County. The county has 8,000 people. In the village {count} persons have disabilities."
    claims: Claims = {
        "inside": {"statement": ["mill-village", "containedIn", "hill-county"], "quote": "Mill Village lies in Hill County"},
        "all": figure(8000, "person", "8,000 people", measure="population", about="hill-county"),
        "some": figure(int(count.replace(",", "")), "person", f"{count} persons", measure="people-with-disabilities", about="mill-village"),
    }
    assert verdicts(found(tmp_path, text, claims)) == expected


@pytest.mark.parametrize(
    ("millions", "population", "expected"),
    [
        ("178.38", "families with members with disabilities", [("population", IMPLAUSIBLE)]),
        ("17.838", "families with members with disabilities", []),
        ("178.38", "families in the countryside", []),
        ("900", "families in the countryside", [("population", IMPLAUSIBLE)]),
    ],
)
def test_more_than_the_country_has_of_the_kind(tmp_path: Path, millions: str, population: str, expected: list[tuple[str, str]]) -> None:
    value = int(float(millions) * 1_000_000)
    count = figure(value, "family", f"{millions} million", measure="families-counted", about="china", population=population)
    assert verdicts(found(tmp_path, f"There are {millions} million.", {"all": count})) == expected


@pytest.mark.parametrize(("revenue", "expected"), [("400,000", [("payroll", IMPLAUSIBLE)]), ("900,000", [])])
def test_a_payroll_above_the_revenue(tmp_path: Path, revenue: str, expected: list[tuple[str, str]]) -> None:
    text = f"It takes {revenue} yuan annually. It has 45 employees. They earn 1,500 to 4,000 yuan."
    pay = figure(0, "CNY", "1,500 to 4,000 yuan", measure="monthly-income", per=["month", "person"], minValue=1500, maxValue=4000)
    del pay["observation"]["value"]
    claims: Claims = {
        "revenue": figure(int(revenue.replace(",", "")), "CNY", f"{revenue} yuan annually", measure="revenue", per="year"),
        "staff": figure(45, "person", "45 employees"),
        "pay": pay,
    }
    assert verdicts(found(tmp_path, text, claims)) == expected


def test_a_month_above_a_year(tmp_path: Path) -> None:
    text = "She earns 5,000 yuan a month and 4,000 yuan a year."
    claims: Claims = {
        "month": figure(5000, "CNY", "5,000 yuan a month", measure="monthly-income", per="month", about="amei-li"),
        "year": figure(4000, "CNY", "4,000 yuan a year", measure="annual-income", per="year", about="amei-li"),
    }
    assert verdicts(found(tmp_path, text, claims)) == [("payroll", IMPLAUSIBLE)]


@pytest.mark.parametrize(("number", "expected"), [(1, [("list", CONTRADICTS)]), (2, []), (3, [])])
def test_more_named_than_counted(tmp_path: Path, number: int, expected: list[tuple[str, str]]) -> None:
    text = f"Amei Li and Bo Wang founded the company. It has {number} founders."
    claims: Claims = {
        "founding": {"founding": {"founder": ["amei-li", "bo-wang"], "founded": "field-company"}, "quote": "Amei Li and Bo Wang founded"},
        "count": figure(number, "person", f"{number} founders", measure="founders", about="field-company", ofRecord="founding"),
    }
    assert verdicts(found(tmp_path, text, claims)) == expected


def test_the_table_names_every_check_once() -> None:
    ids = [name for check in CHECKS for name in check.ids]
    assert len(set(ids)) == len(ids)
    assert all(check.question.endswith("?") and check.verdicts for check in CHECKS)


def test_a_currency_has_its_name_in_a_finding(tmp_path: Path) -> None:
    """structure-C3: the plural comes from the ontology, for every currency."""
    months = "It raised 5,000 Kenyan shillings in May. It raised 2,000 Kenyan shillings in June."
    claims: Claims = {
        "may": figure(5000, "KES", "raised 5,000 Kenyan shillings in May"),
        "june": figure(2000, "KES", "raised 2,000 Kenyan shillings in June"),
        "all": figure(12000, "KES", "raised 12,000 Kenyan shillings in all", sumOf=["may", "june"]),
    }
    findings = found(tmp_path, f"{months} It raised 12,000 Kenyan shillings in all.", claims)
    one = next(each for each in findings if each.check == "sum")
    assert not any("KES" in each.sentence for each in findings)
    assert "Stated: 12,000 Kenyan shillings." in one.sentence
    assert "2,000 + 5,000 = 7,000" in one.sentence
