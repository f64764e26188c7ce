"""Documents in and out of a project: nothing twice, nothing lost, and out again as if it had never been in."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from disgraph import pipeline
from disgraph.corpus.documents import read_entries
from disgraph.errors import InputError, MisuseError, Refused
from disgraph.files import LOCK
from disgraph.intake.retraction import plan, retract
from disgraph.intake.shelf import Shelf
from disgraph.project import Project, begin_project, own_project, shipped_project

PAGE = "<html><title>News</title><body><p>Asha Rao founded Open Hands in Pune.</p></body></html>"
CLAIM = """\
document: news
passages:
- claims:
  - id: founded
    founding: {founder: asha-rao, founded: open-hands}
    quote: Asha Rao founded Open Hands
"""
ENTITIES = """\
- {id: asha-rao, type: Person, name: Asha Rao, status: proposed}
- {id: open-hands, type: Organisation, name: Open Hands, status: proposed}
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    begin_project(tmp_path / "mine")
    return own_project(tmp_path / "mine")


@pytest.fixture
def page(tmp_path: Path) -> Path:
    (tmp_path / "News.html").write_text(PAGE, encoding="utf-8")
    return tmp_path / "News.html"


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file() and path.name != LOCK
    }


def test_the_date_that_a_page_gives_itself_is_read_and_reported(project: Project, tmp_path: Path) -> None:
    """extraction-E58: a date in metadata or on the command line goes before it."""
    words = "<p>Last revised 4 May 2021</p>"
    meta = '<meta property="article:published_time" content="2020-01-02">'
    for name, head in (("a", ""), ("b", meta), ("c", "")):
        (tmp_path / f"{name}.html").write_text(f"<html><title>{name}</title>{head}<body>{words}<p>{name} is here.</p></body></html>")
    with Shelf(project) as shelf:
        added = [shelf.add(tmp_path / f"{name}.html", known) for name, known in (("a", {}), ("b", {}), ("c", {"date": "2019"}))]
    assert [one.entry.date for one in added] == ["2021-05-04", "2020-01-02", "2019"]
    dated = "the date is 2021-05-04, from the words 'Last revised 4 May 2021'; --date sets it"
    assert [dated in one.notes for one in added] == [True, False, False]


def test_a_page_is_kept_with_its_text_and_its_map(project: Project, page: Path) -> None:
    with Shelf(project) as shelf:
        taken = shelf.add(page, {"publisher": "The Daily"})
    assert taken.is_new
    assert (taken.entry.id, taken.entry.title, taken.entry.publisher) == ("news", "News", "The Daily")
    assert (project.documents / "news.txt").read_text(encoding="utf-8") == "Asha Rao founded Open Hands in Pune.\n"
    assert (project.documents / taken.entry.original).read_text(encoding="utf-8") == PAGE
    assert set(pipeline.read_sources(project).documents) == {"example", "news"}


def test_nothing_is_taken_twice(project: Project, page: Path, tmp_path: Path) -> None:
    with Shelf(project) as shelf:
        first = shelf.add(page).entry
    before = files(project.documents)
    text = tmp_path / "copy.txt"
    text.write_text("Asha Rao founded Open Hands in Pune.\n", encoding="utf-8")
    with Shelf(project) as shelf:
        again = [shelf.add(path) for path in (page, text)]
    assert [(taken.entry, taken.is_new) for taken in again] == [(first, False), (first, False)]
    assert files(project.documents) == before


def test_two_files_of_one_name_have_ids_of_their_own(project: Project, tmp_path: Path) -> None:
    paths = [tmp_path / folder / "\u65b0\u95fb.txt" for folder in ("a", "b")]
    for path in paths:
        path.parent.mkdir()
        path.write_text(f"Text {path.parent.name}", encoding="utf-8")
    with Shelf(project) as shelf:
        assert [shelf.add(path).entry.id for path in paths] == ["document", "document-2"]


def test_two_that_add_at_once_lose_nothing(project: Project, tmp_path: Path) -> None:
    paths = [tmp_path / folder / "same.txt" for folder in "abcd"]
    for path in paths:
        path.parent.mkdir()
        path.write_text(f"Text {path.parent.name}", encoding="utf-8")
    command = [sys.executable, "-m", "disgraph", "add", "-q"]
    adding = [subprocess.Popen([*command, str(path)], cwd=project.documents) for path in paths]
    assert [process.wait() for process in adding] == [0] * 4
    texts = [(project.documents / f"same{number}.txt").read_text(encoding="utf-8") for number in ("", "-2", "-3", "-4")]
    assert sorted(texts) == [f"Text {folder}" for folder in "abcd"]
    assert len(pipeline.read_sources(project).documents) == 5


@pytest.mark.skipif(sys.platform != "linux", reason="such names are for Linux alone")
@pytest.mark.parametrize(
    ("name", "title"),
    [(b"b\xff.txt", "b"), (b"a\nb.txt", "a b"), (b"\x1b[2J.txt", "[2J"), (b"a." + b"x" * 250, "a"), (b"\xff.txt", "document")],
)
def test_a_name_of_any_bytes_leaves_a_catalogue_that_can_be_read(project: Project, tmp_path: Path, name: bytes, title: str) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
    path.write_bytes("12 \u20ac\n".encode("cp1252"))
    with Shelf(project) as shelf:
        entry = shelf.add(path).entry
    assert read_entries(project.catalogue)[entry.id].title == title
    assert (project.documents / entry.original).read_bytes() == path.read_bytes()


def test_modules_of_the_folder_are_not_run(project: Project, page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project.documents / "json.py").write_text("raise SystemExit(1)", encoding="utf-8")
    monkeypatch.chdir(project.documents)
    with Shelf(project) as shelf:
        assert shelf.add(page).is_new


def test_a_file_that_is_changed_afterwards_is_refused(project: Project, page: Path) -> None:
    with Shelf(project) as shelf:
        entry = shelf.add(page).entry
    (project.documents / entry.original).write_text("other", encoding="utf-8")
    with pytest.raises(Refused) as refused:
        pipeline.read_sources(project)
    assert [problem.rule for problem in refused.value.problems] == ["changed-document"]


def test_added_extracted_and_retracted_is_as_never_added(project: Project, page: Path) -> None:
    folder = project.documents.parent
    before = files(folder)
    with Shelf(project) as shelf:
        shelf.add(page)
    (project.claims / "news-proposed.yaml").write_text(CLAIM, encoding="utf-8")
    (project.entities / "news-proposed.yaml").write_text(ENTITIES, encoding="utf-8")
    judged = "- {verdict: unsure, status: proposed, entity: ana-silva, other: asha-rao, reason: alike}\n"
    (folder / "data" / "judgements.yaml").write_text(judged, encoding="utf-8")
    pipeline.read_sources(project)
    planned = plan(project, "news")
    assert (planned.claims, planned.entities, planned.judgements) == (1, ("asha-rao", "open-hands"), 1)
    retract(project, planned, pipeline.read_sources)
    after = files(folder)
    assert after == before


def test_what_others_speak_of_stays(project: Project, page: Path) -> None:
    with Shelf(project) as shelf:
        shelf.add(page)
    (project.claims / "news-proposed.yaml").write_text(
        CLAIM.replace("open-hands", "open-door-workshop").replace("Open Hands", "Open Hands\n    refers: {Open Hands: open-door-workshop}"),
        encoding="utf-8",
    )
    (project.entities / "news-proposed.yaml").write_text(ENTITIES, encoding="utf-8")
    planned = plan(project, "news")
    assert planned.entities == ("asha-rao", "open-hands")
    retract(project, planned, pipeline.read_sources)
    assert "open-door-workshop" in pipeline.read_sources(project).entities


def test_nothing_is_changed_where_the_rest_could_not_be_built(project: Project, page: Path) -> None:
    with Shelf(project) as shelf:
        shelf.add(page)
    before = files(project.documents.parent)

    def refuse(left: Project) -> None:
        assert set(pipeline.read_sources(left).documents) == {"example"}
        raise Refused(())

    with pytest.raises(Refused):
        retract(project, plan(project, "news"), refuse)
    assert files(project.documents.parent) == before


def test_an_unknown_document_is_named_with_the_nearest(project: Project) -> None:
    with pytest.raises(MisuseError, match="exmaple") as refused:
        plan(project, "exmaple")
    assert "example" in refused.value.remedy


@pytest.mark.parametrize("document", [pytest.param("000", marks=pytest.mark.slow), "003", pytest.param("004", marks=pytest.mark.slow)])
def test_each_shipped_document_can_be_taken_out(tmp_path: Path, document: str) -> None:
    shipped = shipped_project()
    for name in ("data", "seeds"):
        shutil.copytree(shipped.catalogue.parent.parent / name, tmp_path / name)
    (tmp_path / "disgraph.toml").write_text('documents = "seeds"\n', encoding="utf-8")
    project = own_project(tmp_path)
    retract(project, plan(project, document), pipeline.read_sources)
    left = pipeline.read_sources(project)
    assert document not in left.documents
    assert len(left.documents) == 4
    assert {located.claim.document for located in left.claims} == set(left.documents)


@pytest.mark.parametrize("make", [lambda path: path.mkdir(), lambda path: path.symlink_to(path), lambda _path: None])
def test_what_is_not_a_file_is_refused(project: Project, tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "thing")
    with Shelf(project) as shelf, pytest.raises(InputError) as refused:
        shelf.add(tmp_path / "thing")
    assert refused.value.remedy
