"""`disgraph extract --extractor`: options that fit together, and a language model on loopback from documents to files."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from tests.extract.servers import saying, serving

from .conftest import Run

KEY = "sk-secret-9876543210"
TEXT = "Ben Obi lives in Lagos. Asha Rao founded Saksham Trust in Pune in 2011.\n"
GOOD = {"claim": "statement", "subject": "ben-obi", "property": "livesIn", "object": "lagos", "quote": "Ben Obi lives in Lagos"}
ANSWER = {"entities": [], "claims": [GOOD, {**GOOD, "quote": "Ben Obi resides in Lagos"}]}


@pytest.fixture(autouse=True)
def _project(mine: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith(("OPENAI_", "DISGRAPH_LLM_"))]:
        monkeypatch.delenv(name)
    Path("news.txt").write_text(TEXT, encoding="utf-8")
    assert run("add", "news.txt").code == 0


@pytest.mark.parametrize("options", [["--dry-run"], ["--max-tokens", "5"], ["--max-cost", "1"], ["--extractor", "llm"]])
def test_options_that_do_not_fit_are_misuse(run: Run, options: list[str]) -> None:
    assert run("extract", "news", *options).code == 2


def test_a_language_model_proposes_into_the_files_and_what_is_refused_is_logged(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(saying(ANSWER)) as server:
        for name, value in (("URL", server.url), ("MODEL", "m"), ("KEY", KEY)):
            monkeypatch.setenv(f"DISGRAPH_LLM_{name}", value)
        result = run("extract", "news", "--extractor", "llm", "--dry-run", "--price-in", "2")
        assert (result.code, server.asked) == (0, [])
        assert "parts\t1" in result.out
        done = run("extract", "news", "--extractor", "rules", "--extractor", "llm")
    assert done.code == 0, done.err
    assert KEY not in result.out + result.err + done.out + done.err
    claims = Path("data/claims/news-proposed.yaml").read_text(encoding="utf-8")
    assert "lives-in+language-model" in claims
    (refused,) = map(json.loads, Path("build/refused/news.jsonl").read_text(encoding="utf-8").splitlines())
    assert (refused["rule"], refused["quotes"]) == ("language-model", ["Ben Obi resides in Lagos"])
    assert refused["reasons"][0].startswith("misquote")
    files = [path for path in Path().rglob("*") if path.is_file()]
    assert len(files) > 5
    assert [path for path in files if KEY.encode() in path.read_bytes()] == []


def test_answers_and_refusals_of_a_model_are_printed_as_json_without_a_project(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The kind of extraction-L19 and L20: the raw answer next to what was made of it; exit code 4 if a part was lost."""
    with serving(saying(ANSWER)) as server:
        monkeypatch.setenv("DISGRAPH_LLM_URL", server.url)
        monkeypatch.setenv("DISGRAPH_LLM_MODEL", "m")
        done = run("extract", "-f", "json", "--extractor", "llm", "news.txt")
    (document,) = json.loads(done.out)["documents"]
    assert (done.code, document["lost"], len(document["claims"]), len(document["refusals"])) == (0, 0, 1, 1)
    assert json.loads(document["answers"][0]) == ANSWER
    with serving(saying("I cannot do that.")) as server:
        monkeypatch.setenv("DISGRAPH_LLM_URL", server.url)
        assert run("extract", "-f", "json", "--extractor", "llm", "news.txt").code == 4
        lost = run("extract", "news", "--extractor", "llm")
    assert (lost.code, "1 part lost" in lost.err, "broken-answer" in lost.err) == (4, True, True)


def test_a_limit_ends_with_its_exit_code_and_leaves_no_files(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISGRAPH_LLM_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("DISGRAPH_LLM_MODEL", "m")
    assert run("extract", "news", "--extractor", "llm", "--max-tokens", "5").code == 5
    assert not Path("data/claims/news-proposed.yaml").exists()
