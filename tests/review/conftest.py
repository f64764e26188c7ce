"""A project with proposals to review."""

from __future__ import annotations

from pathlib import Path

import pytest

from disgraph.claims.claim import Record, Statement
from disgraph.corpus.documents import read_catalogue
from disgraph.corpus.folding import Span
from disgraph.extract.draft import Draft, Extract
from disgraph.extract.names.entities import FoundEntity
from disgraph.intake.shelf import Shelf
from disgraph.ontology.vocabulary import read_vocabulary
from disgraph.project import Project, begin_project, own_project
from disgraph.proposals.filing import file_links, file_proposals

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


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with two documents of which claims were proposed, and links between what both name."""
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
