"""A project with proposals to review."""

from __future__ import annotations

import html
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from disgraph import pipeline
from disgraph.api.graph_opening import open_graph
from disgraph.claims.claim import Record, Statement
from disgraph.corpus.documents import read_catalogue
from disgraph.corpus.folding import Span
from disgraph.extract.draft import Draft, Extract
from disgraph.extract.names.entities import FoundEntity
from disgraph.intake.shelf import Shelf
from disgraph.ontology.vocabulary_reader import read_vocabulary
from disgraph.project import Project, begin_project, own_project
from disgraph.proposals.filing import file_links, file_proposals
from disgraph.server.application import application
from disgraph.server.review_desk import ReviewDesk
from disgraph.server.settings import ServerSettings

TEXTS = {"a": "Asha Rao, 34, founded Open Hands in 2015. Asha Rao lives in Pune.\n", "b": "In Pune, Asha Rao is a teacher.\n"}
FOUND = (
    FoundEntity("asha-rao", "Person", "Asha Rao", ()),
    FoundEntity("open-hands", "Organisation", "Open Hands", ()),
    FoundEntity("pune", "AdministrativePlace", "Pune", ()),
)
FOUNDING = Record("Founding", (("founder", ("asha-rao",)), ("founded", ("open-hands",)), ("time", ("2015",))))
DRAFTS = {
    "a": (
        ("age", Statement("asha-rao", "age", "34"), "Asha Rao, 34", 0.96),
        ("founded", FOUNDING, "Asha Rao, 34, founded Open Hands in 2015", 0.9),
        ("home", Statement("asha-rao", "livesIn", "pune"), "Asha Rao lives in Pune", 0.7),
    ),
    "b": (("occupation", Statement("asha-rao", "occupation", "a teacher"), "Asha Rao is a teacher", 0.8),),
}  # fmt: skip


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a project with proposals, built."""
    folder = tmp_path_factory.mktemp("review")
    pipeline.build(_proposed(folder), lambda _step: None)
    return folder / "mine"


@pytest.fixture
def project(template: Path, tmp_path: Path) -> Project:
    """A project with two documents of which claims were proposed, and links between what both name."""
    shutil.copytree(template, tmp_path / "mine", symlinks=True)
    return own_project(tmp_path / "mine")


def _proposed(tmp_path: Path) -> Project:
    begin_project(tmp_path / "mine")
    project = own_project(tmp_path / "mine")
    vocabulary = read_vocabulary(project.ontology)
    with Shelf(project) as shelf:
        for name, text in TEXTS.items():
            (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
            shelf.add(tmp_path / f"{name}.txt")
    documents = read_catalogue(project.catalogue, project.documents)
    for name, given in DRAFTS.items():
        drafts = tuple(_draft(TEXTS[name], *draft) for draft in given)
        found = FOUND if name == "a" else (FOUND[0], FOUND[2])
        file_proposals(project, documents[name], Extract(found, (), drafts), vocabulary)
    assert file_links(project, vocabulary) == 2
    return project


def _draft(text: str, rule: str, content: Statement | Record, words: str, confidence: float) -> Draft:
    at = text.index(words)
    return Draft(content, (Span(at, at + len(words)),), (), (), "stated", "", False, "", rule, confidence)


class Reviewer:
    """A reader with a browser in which the review is open."""

    def __init__(self, client: TestClient, desk: ReviewDesk) -> None:
        self.client, self.desk = client, desk

    def refused(self, address: str, **fields: str) -> str:
        """Send a form that is refused, and return the page that says why."""
        answer = self.client.post(address, data={"key": self.desk.key, **fields})
        assert answer.status_code == 400, answer.text
        assert 'role="alert"' in answer.text
        return html.unescape(answer.text)

    def page(self, address: str = "/review") -> str:
        answer = self.client.get(address)
        assert answer.status_code == 200
        return answer.text

    def send(self, address: str = "/review", **fields: str) -> str:
        """Send a form of a page, and return where it leads."""
        answer = self.client.post(address, data={"key": self.desk.key, **fields}, follow_redirects=False)
        assert answer.status_code == 303, answer.text
        return answer.headers["location"]


@pytest.fixture
def reviewer(project: Project) -> Iterator[Reviewer]:
    desk = ReviewDesk(project)
    graph = open_graph(project.catalogue.parent.parent)
    with TestClient(application(graph, ServerSettings(workers=1), desk=desk), base_url="http://127.0.0.1") as client:
        assert client.get(f"/review?key={desk.key}").status_code == 200
        yield Reviewer(client, desk)
