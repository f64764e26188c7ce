"""`disgraph extract -f json FILE`: proposals of files, printed and filed nowhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Run

TEXT = "Asha Rao, 34, founded Open Hands in 2015. She lives in Pune. Open Hands employs 45 people with disabilities.\n"
PAGE = "<html><title>News</title><body><p>Asha&nbsp;Rao, 34, lives in Pune.</p></body></html>"


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "report.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "news.html").write_text(PAGE, encoding="utf-8")
    return tmp_path


def test_every_quote_and_mention_is_at_its_stated_place(run: Run, files: Path) -> None:
    result = run("extract", "-f", "json", "report.txt")
    assert result.code == 0
    (document,) = json.loads(result.out)["documents"]
    quotes = [quote for claim in document["claims"] for quote in claim["quotes"]]
    mentions = [mention for entity in document["entities"] for mention in entity["mentions"]]
    assert len(quotes) >= 3
    assert len(mentions) >= 3
    assert [TEXT[one["start"] : one["end"]] for one in (*quotes, *mentions)] == [one["text"] for one in (*quotes, *mentions)]
    assert {("Person", "Asha Rao"), ("Organisation", "Open Hands")} <= {(one["type"], one["name"]) for one in document["entities"]}
    assert "Asha Rao is 34 years old" in {claim["sentence"] for claim in document["claims"]}
    assert [path.name for path in sorted(files.iterdir())] == ["news.html", "report.txt"]


def test_pages_are_read_too_and_several_files_keep_their_order(run: Run, files: Path) -> None:
    documents = json.loads(run("extract", "-f", "json", "news.html", "report.txt").out)["documents"]
    assert [document["file"] for document in documents] == ["news.html", "report.txt"]
    assert documents[0]["title"] == "News"
    assert "Asha Rao is 34 years old" in {claim["sentence"] for claim in documents[0]["claims"]}


@pytest.mark.parametrize(("arguments", "code"), [(["none.txt"], 4), ([], 2), (["."], 4)])
def test_what_cannot_be_read_or_done_is_refused(run: Run, files: Path, arguments: list[str], code: int) -> None:
    assert run("extract", "-f", "json", *arguments).code == code
