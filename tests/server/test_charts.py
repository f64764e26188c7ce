"""Charts of numbers in answers, and the timeline of a profile."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from starlette.testclient import TestClient
from tests.server.test_pages import BROWSER, words

from disgraph.server.bar_chart import FEWEST_BARS, MOST_BARS, bar_charts


def lengths(drawing: str) -> list[float]:
    """Return the lengths of the bars of a figure."""
    return [float(each.attrib["width"]) for each in ET.fromstring(drawing).iter("rect")]


def test_bars_are_as_long_as_their_numbers() -> None:
    drawing = bar_charts(("place", "people"), [("Kashi", "50"), ("Wuwei", "100"), ("Zhangye", "25")])
    one, two, three = lengths(drawing)
    assert (one, three) == (two / 2, two / 4)
    assert "people by place" in words(drawing)


def test_numbers_of_other_measures_and_units_are_in_charts_of_their_own() -> None:
    rows = [
        ("income", "2015", "10", "yuan"),
        ("income", "2019", "40", "yuan"),
        ("income", "2019", "3", "euro"),
        ("staff", "2019", "7", "person"),
    ]
    drawing = bar_charts(("measure", "when", "value", "unit"), rows)
    assert drawing.count("<figure") == 1
    assert len(lengths(drawing)) == 2


def test_a_number_says_how_it_is_known_and_whether_it_is_doubted() -> None:
    columns = ("place", "value", "known", "doubt")
    drawing = bar_charts(columns, [("A", "1", "stated", ""), ("B", "2", "inferred", ""), ("C", "3", "reported", "torn page")])
    assert [each.strip() for each in re.findall(r">(\d[^<]*)</text>", drawing)] == ["1", "2 [inferred]", "3 [reported, doubt]"]


def test_what_cannot_be_compared_has_no_chart() -> None:
    assert bar_charts(("place", "people"), [("Kashi", "50")] * (FEWEST_BARS - 1)) == ""
    assert bar_charts(("place", "people"), [(str(at), "x") for at in range(3)]) == ""
    assert bar_charts(("place", "people"), [("Kashi", "5"), ("Kashi", "6")]) == ""
    assert bar_charts(("place", "change"), [("Kashi", "5"), ("Wuwei", "-6")]) == ""
    assert bar_charts(("place", "people"), [(f"place {at}", "1") for at in range(MOST_BARS + 1)]) == ""
    assert bar_charts(("place", "people"), [("Kashi", "1e999"), ("Wuwei", "2")]) == ""
    assert bar_charts((), []) == ""


def test_hostile_names_stay_text() -> None:
    drawing = bar_charts(("name", "value"), [("<script>alert(1)</script>", "1"), ("a\u0000b & c", "2")])
    assert "<script" not in drawing
    assert len(lengths(drawing)) == 2


def test_an_answer_with_numbers_has_a_chart_and_its_table(client: TestClient) -> None:
    page = client.get("/queries/poverty-by-place", headers=BROWSER).text
    assert 'aria-label="Bar chart: people by place. The table below says the same."' in page
    assert "605000" in page.partition("<table")[2]
    assert "empty in all:" in words(page)


def test_a_profile_has_its_dated_facts_by_year(client: TestClient) -> None:
    page = client.get("/resource/person/tang-xiaopeng", headers=BROWSER).text
    shown = page.partition('<details class="timeline">')[2].partition("</details>")[0]
    years = re.findall(r'<time datetime="(\d+)">', shown)
    assert years == sorted(set(years))
    after = words(shown.partition('datetime="2017"')[2])
    assert "visited Tang Xiaopeng in July 2017" in after
    assert "drop out of school" not in after
