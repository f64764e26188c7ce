"""The review in a browser: who is let in, and what each decision writes."""

from __future__ import annotations

import html
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient
from tests.review.conftest import Reviewer

from disgraph import pipeline
from disgraph.errors import MisuseError
from disgraph.project import Project
from disgraph.proposals.waiting import review_items
from disgraph.server.running import serve_graph
from disgraph.server.settings import ServerSettings

AGE = "a/asha-rao-a-age"


def status(project: Project, name: str) -> str:
    """Return whether a proposal still waits."""
    return "waits" if name in {item.id for item in review_items(project)} else "decided"


def test_a_proposal_is_shown_with_its_words_marked(reviewer: Reviewer) -> None:
    page = reviewer.page(f"/review?at={AGE}")
    assert "<mark>Asha Rao, 34</mark>, founded Open Hands in 2015." in page
    assert "confidence 0.96" in page
    assert "6 proposals to review" in page


def test_decisions_are_written_and_undone(reviewer: Reviewer, project: Project) -> None:
    before = {path: path.read_bytes() for path in project.claims.rglob("*.yaml")}
    after = reviewer.send(action="accept", id=AGE, next="a/asha-rao-a-livesin")
    assert parse_qs(urlsplit(after).query)["at"] == ["a/asha-rao-a-livesin"]
    assert status(project, AGE) == "decided"
    reviewer.send(action="undo", id="a/asha-rao-a-livesin")
    assert {path: path.read_bytes() for path in project.claims.rglob("*.yaml")} == before


def test_an_edit_without_support_is_refused_and_changes_nothing(reviewer: Reviewer, project: Project) -> None:
    page = reviewer.page(f"/review?at={AGE}")
    lines = html.unescape(re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)[1])  # type: ignore[index]
    before = {path: path.read_bytes() for path in project.claims.rglob("*.yaml")}
    answer = reviewer.client.post(
        "/review", data={"key": reviewer.desk.key, "action": "edit", "id": AGE, "text": lines.replace("34", "43")}
    )
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert {path: path.read_bytes() for path in project.claims.rglob("*.yaml")} == before


def test_the_least_sure_come_first_if_asked_for(reviewer: Reviewer) -> None:
    page = reviewer.page("/review?order=uncertain&document=a")
    shown = [html.unescape(each) for each in re.findall(r"at=([^&]*)&amp;document=a&amp;order=uncertain", page)]
    claims = [name for name in shown if "--" not in name]
    assert claims[0].endswith("livesin")
    assert claims[-1] == AGE


def test_a_decided_proposal_is_not_decided_again(reviewer: Reviewer) -> None:
    reviewer.send(action="reject", id=AGE)
    answer = reviewer.client.post("/review", data={"key": reviewer.desk.key, "action": "accept", "id": AGE})
    assert answer.status_code == 400
    assert "no longer proposed" in answer.text


def test_nobody_is_let_in_without_the_key(reviewer: Reviewer, project: Project) -> None:
    stranger = TestClient(reviewer.client.app, base_url="http://127.0.0.1")
    assert stranger.get("/review").status_code == 403
    assert stranger.get("/review?key=guessed").status_code == 403
    assert stranger.post("/review", data={"key": reviewer.desk.key, "action": "accept", "id": AGE}).status_code == 403
    assert reviewer.client.post("/review", data={"action": "accept", "id": AGE}).status_code == 403
    assert status(project, AGE) == "waits"


def test_a_server_for_other_machines_has_no_review(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline.build(project, lambda _step: None)
    monkeypatch.chdir(project.catalogue.parent.parent)
    with pytest.raises(MisuseError, match="this machine alone"):
        serve_graph(ServerSettings(host="0.0.0.0", public=True), None, None, True, print)
