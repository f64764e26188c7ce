"""The pages of the server in Chromium: no barriers by axe-core, no sideways scrolling, few stops of the Tab key, and walks by keyboard."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.browser.conftest import Measure
from tests.review.conftest import template

pytestmark = pytest.mark.browser
__all__ = ["template"]  # a fixture

#: Each scheme and each width once; the page of an export is measured in all four combinations.
VIEWS = [{"scheme": "light", "width": 320}, {"scheme": "dark", "width": 1280}]
PAGES = (
    "/",
    "/search?text=wheelchair",
    "/ask?question=Who+visited+Tang+Xiaopeng%3F",
    "/path?a=Liu+Weiping&b=Tang+Xiaopeng",
    "/path?a=Nobody+At+All&b=Tang+Xiaopeng",
    "/compare?a=Liu+Weiping&b=Tang+Xiaopeng",
    "/resource/person/tang-xiaopeng",
    "/resource/place/china",
    "/documents",
    "/document/003",
    "/queries",
    "/queries/awards-of?recipient=Peng+Qiuping",
    "/sparql?query=SELECT+*+%7B+%3Fs+a+dg%3APerson+%7D+LIMIT+20",
    "/sparql?query=SELECT+*+%7B",
    "/audit",
    "/stats",
    "/ontology",
    "/ontology/Person",
    "/about",
    "/accessibility",
    "/nowhere",
)
#: Types a name, waits for the suggestions, and takes the first by keyboard.
SUGGEST = """(async () => {
  const input = document.getElementById("text");
  const list = () => input.getAttribute("aria-expanded") !== "true";
  const press = key => input.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  input.focus();
  input.value = "Tang Xiao";
  input.dispatchEvent(new Event("input"));
  for (let waited = 0; list() && waited < 50; waited++)
    await new Promise(done => setTimeout(done, 100));
  press("ArrowDown");
  press("Enter");
  document.body.append(Object.assign(document.createElement("output"), { textContent: input.value, ariaLive: "off" }));
  document.querySelector("output").setAttribute("role", "status");
})()"""


@pytest.fixture(scope="module")
def address(shipped_cache: Path, shipped_folder: Path) -> Iterator[str]:
    """The address of a server of the shipped graph."""
    yield from served(shipped_folder, shipped_cache)


def served(folder: Path, cache: Path, *options: str) -> Iterator[str]:
    """Yield the address of a server in a folder; that of a review is followed by its key."""
    command = [sys.executable, "-m", "disgraph", "serve", "--port", "0", "--workers", "1", *options]
    environment = {**os.environ, "DISGRAPH_CACHE": str(cache)}
    server = subprocess.Popen(command, cwd=folder, env=environment, stderr=subprocess.PIPE, encoding="utf-8")
    assert server.stderr is not None
    with server:
        written = ""
        for line in server.stderr:
            written += line
            if match := re.search(r"http://[\d.]+:\d+", written):
                key = re.search(r"key=\S+", written)
                yield f"{match[0]} {key[0]}" if key else match[0]
                break
        server.send_signal(signal.SIGINT)
    assert match, written


@pytest.fixture(scope="module")
def measured(address: str, measure: Measure) -> dict[str, list[dict[str, Any]]]:
    """The measurements of each page in each view, by one browser."""
    found = iter(measure(address, *({**view, "path": page} for page in PAGES for view in VIEWS)))
    return {page: [next(found) for _ in VIEWS] for page in PAGES}


@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_no_barrier(page: str, measured: dict[str, list[dict[str, Any]]]) -> None:
    found = measured[page]
    assert [each["violations"] for each in found] == [[]] * len(VIEWS)
    assert [each["overflow"] for each in found] == [0] * len(VIEWS)
    assert all(0 < each["tabStops"] <= 200 for each in found)
    assert all(each["smallestText"] is None or each["smallestText"] >= 11 for each in found)


@pytest.fixture(scope="module")
def review_address(template: Path) -> Iterator[str]:
    """The address of the review of a project with proposals, with its key."""
    yield from served(template, template, "--review")


def test_axe_finds_no_barrier_in_the_review(review_address: str, measure: Measure) -> None:
    address, _, key = review_address.partition(" ")
    pages = ("/review?" + key, *REVIEW_PAGES)
    found = measure(address, *({**view, "path": page} for page in pages for view in VIEWS))
    assert [each["violations"] for each in found] == [[]] * len(found)
    assert [each["overflow"] for each in found] == [0] * len(found)
    assert all("Review" in each["title"] or "claim" in each["title"] for each in found)


def test_words_that_are_selected_become_the_quote_of_a_claim(review_address: str, measure: Measure) -> None:
    address, _, key = review_address.partition(" ")
    view = VIEWS[1]
    _, found = measure(
        address,
        {**view, "path": f"/review?{key}"},
        {**view, "path": "/review/document/a", "script": SELECT, "keys": [{"to": "main form button"}, "Enter"]},
    )
    assert found["address"] == "/review/claim?document=a&quote=Asha+Rao%2C+34%2C+founded"


def test_a_suggestion_is_taken_by_keyboard(address: str, measure: Measure) -> None:
    (found,) = measure(address, {"scheme": "light", "width": 1280, "path": "/", "script": SUGGEST})
    assert found["status"] == "Tang Xiaopeng"


REVIEW_PAGES = ("/review", "/review/entity?id=asha-rao-a", "/review/document/a", "/review/claim?document=a&quote=Asha+Rao&kind=founding")
#: Selects the first words of a text, as a mouse would.
SELECT = """(() => {
  const text = document.querySelector("[data-selection]");
  const range = document.createRange();
  range.setStart(text.querySelector("span").firstChild, 0);
  range.setEnd(text.querySelectorAll("span")[1].firstChild, 9);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  text.dispatchEvent(new MouseEvent("mouseup", { bubbles: true }));
})()"""
QUERY = "/sparql?query=SELECT+%3Fperson+%7B+%3Fperson+a+dg%3APerson+%7D+LIMIT+1"
#: What somebody without a mouse does, with and without JavaScript: the page, the keys, and what must hold then.
WALKS: dict[str, tuple[str, list[Any], dict[str, str]]] = {
    "skips to the content": ("/audit", ["Tab", "Enter"], {"address": "/audit#content"}),
    "finds a person": ("/documents", [{"to": "#find"}, {"text": "Tang Xiaopeng"}, "Enter"], {"address": "/resource/person/tang-xiaopeng"}),
    "opens a quote": (
        "/resource/person/tang-xiaopeng",
        [{"to": "details.quotes summary"}, "Enter"],
        {"opened": "Tang handles recruitment and interviews"},
    ),
    "follows a quote into its document": (
        "/resource/person/tang-xiaopeng",
        [{"to": "details.quotes summary"}, "Enter", {"to": "details[open] cite a"}, "Enter"],
        {"address": "/document/000?at="},
    ),
    "connects two people": (
        "/path",
        [{"to": "input[name=a]"}, {"text": "Liu Weiping"}, {"to": "input[name=b]"}, {"text": "Tang Xiaopeng"}, "Enter"],
        {"address": "/path?a=Liu+Weiping&b=Tang+Xiaopeng"},
    ),
    "runs a query": (QUERY, [{"to": "main button"}, "Enter"], {"address": "/sparql?query=SELECT"}),
}


@pytest.mark.parametrize("plain", [False, True], ids=["with JavaScript", "without JavaScript"])
def test_a_reader_gets_everywhere_by_keyboard(plain: bool, address: str, measure: Measure) -> None:
    steps = [{"scheme": "light", "width": 1280, "plain": plain, "path": path, "keys": keys} for path, keys, _ in WALKS.values()]
    measured = measure(address, *steps)
    wrong = {
        (walk, name): found[name]
        for (walk, (_, _, expected)), found in zip(WALKS.items(), measured, strict=True)
        for name, text in expected.items()
        if text not in str(found[name])
    }
    assert wrong == {}
    assert [each["violations"] for each in measured] == [[]] * len(measured)


def test_the_editor_runs_a_query_and_leaves_the_tab_key_alone(address: str, measure: Measure) -> None:
    if not (Path(__file__).parents[2] / "src/disgraph/server/static/vendor/editor.js").exists():
        pytest.skip("needs the bundled editor (make editor)")
    into: list[Any] = [{"to": "main div"}, "ArrowDown", {"text": "# words of the reader\n"}]
    view = {"scheme": "dark", "width": 320, "path": QUERY}
    left, ran = measure(address, {**view, "keys": [*into, "Tab"]}, {**view, "keys": [*into, "Control+Enter"]})
    assert left["hiddenFields"] == 1
    assert left["focused"] == "Run"
    assert "words+of+the+reader" in ran["address"]
    assert [left["violations"], ran["violations"]] == [[], []]
