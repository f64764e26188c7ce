"""The page in Chromium: no barriers by axe-core, in both colour schemes and at two widths, and a short tab order.

Run by `make browser`. It needs Chromium, Node.js, and `npm ci` in tests/export/npm.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.browser.conftest import Measure

from disgraph.export.network_part import PartChoice, select
from disgraph.export.webpage import webpage
from disgraph.graph.graph import Graph

pytestmark = pytest.mark.browser

Views = list[dict[str, Any]]

VIEWS = [{"scheme": scheme, "width": width} for scheme in ("light", "dark") for width in (320, 1280)]
#: The page of the whole graph takes axe-core ten seconds a view: each scheme and each width once. A small page is measured in all four.
VIEWS_OF_WHOLE = [VIEWS[0], VIEWS[3]]

PART = PartChoice(around="https://w3id.org/disgraph/resource/person/tang-xiaopeng", hops=3)

#: Scripts that represent a reader's actions.
CLOSED = ""
FILTER = 'document.querySelector("input").value = "wheelchair"; document.querySelector("input").dispatchEvent(new Event("input"))'
DOUBTS = 'document.querySelector("select").value = "doubt"; document.querySelector("select").dispatchEvent(new Event("input"))'
OPEN_ONE = 'document.querySelectorAll("details.type")[1].open = true; document.querySelector("details.type[open] details").open = true'
SCRIPTS = (CLOSED, FILTER, OPEN_ONE)


@pytest.fixture(scope="session")
def whole(shipped: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the whole relationship graph."""
    page = tmp_path_factory.mktemp("page") / "whole.html"
    page.write_text("".join(webpage(select(shipped, PartChoice()), shipped.relations.looks)), encoding="utf-8")
    return page


@pytest.fixture(scope="session")
def part(shipped: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a part just too large to be open: as the page of the whole graph, with a tenth of its relations."""
    page = tmp_path_factory.mktemp("page") / "part.html"
    chosen = select(shipped, PART)
    assert 50 < len(chosen.edges) <= 100
    page.write_text("".join(webpage(chosen, shipped.relations.looks)), encoding="utf-8")
    return page


@pytest.fixture(scope="session")
def small(shipped: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a part so small that everything is open."""
    page = tmp_path_factory.mktemp("page") / "small.html"
    part = select(shipped, PartChoice(around="https://w3id.org/disgraph/resource/person/tang-xiaopeng", hops=1))
    assert 10 < len(part.edges) <= 50
    opening = ['<section aria-labelledby="story">\n<h2 id="story">Story</h2>\n<ol>\n<li>First.</li>\n</ol>\n</section>\n']
    page.write_text("".join(webpage(part, shipped.relations.looks, "Around Tang", opening)), encoding="utf-8")
    return page


@pytest.fixture(scope="session")
def measured(whole: Path, measure: Measure) -> dict[str, Views]:
    """The measurements of the page of the whole graph after each script, in two views, by one browser."""
    return _after_scripts(whole, VIEWS_OF_WHOLE, measure)


@pytest.fixture(scope="session")
def measured_part(part: Path, measure: Measure) -> dict[str, Views]:
    """The measurements of the page of a part after each script, in each view, by one browser."""
    return _after_scripts(part, VIEWS, measure)


def _after_scripts(page: Path, views: Views, measure: Measure) -> dict[str, Views]:
    found = iter(measure(page, *({**view, "script": script} for script in SCRIPTS for view in views)))
    return {script: [next(found) for _ in views] for script in SCRIPTS}


@pytest.fixture(scope="session")
def measured_small(small: Path, measure: Measure) -> Views:
    """The measurements of the page of a small part in each view."""
    return measure(small, *VIEWS)


@pytest.mark.parametrize("script", SCRIPTS, ids=["closed", "filtered", "one open"])
def test_axe_finds_no_barrier_in_the_page_of_the_whole_graph(script: str, measured: dict[str, Views]) -> None:
    """interface-M5."""
    assert _barriers(VIEWS_OF_WHOLE, measured[script]) == []


@pytest.mark.parametrize("script", SCRIPTS, ids=["closed", "filtered", "one open"])
def test_axe_finds_no_barrier_in_the_page_of_a_part_in_any_view(script: str, measured_part: dict[str, Views]) -> None:
    assert _barriers(VIEWS, measured_part[script]) == []
    assert all(bool(each["shown"]) == (script != CLOSED) for each in measured_part[script])


def _barriers(views: Views, found: Views) -> list[tuple[object, ...]]:
    """Return the views with a barrier, a page that scrolls sideways, or the background of the other scheme."""
    backgrounds = {"light": "rgb(255, 255, 255)", "dark": "rgb(22, 22, 22)"}
    measured = [(each["violations"], each["overflow"], each["background"]) for each in found]
    wanted: list[tuple[object, ...]] = [([], 0, backgrounds[view["scheme"]]) for view in views]
    return [(view["scheme"], view["width"], *each) for view, each, right in zip(views, measured, wanted, strict=True) if each != right]


def test_axe_finds_no_barrier_where_everything_is_open(measured_small: Views) -> None:
    assert [each["violations"] for each in measured_small] == [[]] * len(VIEWS)
    assert [each["overflow"] for each in measured_small] == [0] * len(VIEWS)
    assert all(len(each["shown"]) > 10 for each in measured_small)


def test_the_page_is_short_and_few_elements_are_in_the_tab_order(measured: dict[str, Views]) -> None:
    """interface-M4."""
    for each in measured[CLOSED]:
        assert each["tabStops"] <= 200
        assert each["height"] <= 10_000
        assert each["shown"] == []


def test_no_text_of_the_picture_is_smaller_than_12_pixels(measured: dict[str, Views], measured_small: Views) -> None:
    """interface-M6."""
    for found in (measured[CLOSED], measured_small):
        assert [each["smallestText"] >= 12 for each in found] == [True] * len(found)


def test_a_filter_shows_what_has_the_words_and_opens_it(whole: Path, shipped: Graph, measured: dict[str, Views]) -> None:
    found = measured[FILTER][1]
    text = whole.read_text(encoding="utf-8")
    assert found["status"] == f"{len(found['shown'])} of {len(select(shipped, PartChoice()).edges):,} relations"
    assert 0 < len(found["shown"]) <= text.lower().count("wheelchair")
    assert found["tabStops"] <= 200


def test_a_filter_shows_what_has_a_doubt(part: Path, shipped: Graph, measure: Measure) -> None:
    (found,) = measure(part, {"scheme": "light", "width": 1280, "script": DOUBTS})
    edges = select(shipped, PART).edges
    doubts = {edge.id for edge in edges if edge.known.doubt}
    assert 0 < len(doubts) < len(edges)
    assert found["status"] == f"{len(doubts)} of {len(edges):,} relations"


def test_a_link_to_an_entity_opens_its_list(part: Path, measure: Measure) -> None:
    iri = "https://w3id.org/disgraph/resource/person/tang-xiaopeng"
    (found,) = measure(
        part, {"scheme": "light", "width": 1280, "script": f'location.hash = "{iri}"; new Promise(done => setTimeout(done, 300))'}
    )
    assert found["shown"]
    assert all(name.startswith("person/tang-xiaopeng|") for name in found["shown"])
