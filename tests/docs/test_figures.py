"""The figures of extraction in the documents are those that `disgraph evaluate` gives.

`make docs` writes them again.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

#: The five documents are read by the rules.
pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "extraction.md"
BEGIN, END = "<!-- disgraph evaluate: begin -->\n", "<!-- disgraph evaluate: end -->\n"
HEAD = "| {} | proposed | known | P | R | F1 | lenient P | lenient R | lenient F1 |\n|---|---|---|---|---|---|---|---|---|\n"


def evaluation() -> dict[str, Any]:
    """Return what `disgraph evaluate -f json` prints of the five documents."""
    done = subprocess.run(
        [sys.executable, "-m", "disgraph", "evaluate", "-q", "-f", "json"],
        capture_output=True,
        check=True,
        cwd=ROOT,
        encoding="utf-8",
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def tables(scores: list[dict[str, Any]]) -> str:
    """Return the scores as two tables: of all documents by type, and by document."""
    of_all = [score for score in scores if score["document"] is None]
    parts = [score for score in of_all if score["kind"] is None]
    kinds = [score for score in of_all if score["kind"] and score["levels"]["strict"]["proposed"]]
    documents = [score for score in scores if score["document"] and score["kind"] is None and score["part"] != "words"]
    by_type = [f"| **{score['part']}** | {cells(score)} |\n" for score in parts]
    by_type += [f"| {score['part']}: {score['kind']} | {cells(score)} |\n" for score in kinds]
    by_document = [f"| {score['document']} {score['part']} | {cells(score)} |\n" for score in documents]
    return HEAD.format("by type") + "".join(by_type) + "\n" + HEAD.format("by document") + "".join(by_document)


def cells(score: dict[str, Any]) -> str:
    return " | ".join(_cells(score["levels"]["strict"], score["levels"]["lenient"]))


def _cells(strict: dict[str, Any], lenient: dict[str, Any]) -> Iterator[str]:
    yield from (str(strict["proposed"]), str(strict["reference"]))
    for level in (strict, lenient):
        yield from ("-" if level[rate] is None else f"{level[rate]:.2f}" for rate in ("precision", "recall", "f1"))


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    """The evaluation, which takes seconds."""
    return evaluation()


def test_the_page_shows_the_figures(found: dict[str, Any]) -> None:
    assert found["documents"] == ["000", "001", "002", "003", "004"]
    shown = PAGE.read_text(encoding="utf-8").partition(BEGIN)[2].partition(END)[0]
    assert shown == tables(found["scores"])


def test_singles_and_counts_agree(found: dict[str, Any]) -> None:
    strict = [score["levels"]["strict"] for score in found["scores"] if score["document"] is None and score["kind"] is None]
    assert len(found["missed"]) == sum(level["reference"] - level["found"] for level in strict)
    assert len(found["false"]) == sum(level["proposed"] - level["right"] for level in strict)
    assert sum(rule["proposed"] for rule in found["rules"]) == sum(level["proposed"] for level in strict[1:])


def rewrite() -> None:
    """Write the figures into the page."""
    before, _begin, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    PAGE.write_text(f"{before}{BEGIN}{tables(evaluation()['scores'])}{END}{after}", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    rewrite()
