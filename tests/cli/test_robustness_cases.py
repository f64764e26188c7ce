"""Cases of robustness that belong to no other test: each represents its kind."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from disgraph import open_graph
from disgraph.claims.claim_files import read_entities
from disgraph.claims.edtf import days
from disgraph.cli.main import run_click
from disgraph.errors import DisgraphError, InputError, MisuseError
from disgraph.project import begin_project, own_project, project_folder, working_folder
from disgraph.transaction import apply_changes
from disgraph.wording.times import spell_time

RIFT = "Amina Barasa, 34, founded Rift Hands Cooperative in Nakuru in 2016.\n\nThe cooperative employs 120 people.\n"


@pytest.fixture
def rift(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one more document, as the working directory."""
    begin_project(tmp_path / "mine")
    (tmp_path / "rift.txt").write_text(RIFT, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "mine")
    return tmp_path / "mine"


def test_an_entity_is_known_by_its_id_whatever_its_type(rift: Path) -> None:
    """robustness-RB2."""
    run_click(["add", "-q", "../rift.txt"])
    run_click(["extract", "-q"])
    path = rift / "data" / "entities" / "rift-proposed.yaml"
    before = read_entities(own_project(rift).entities)
    path.write_text(path.read_text(encoding="utf-8").replace("type: Cooperative", "type: Company"), encoding="utf-8")
    run_click(["extract", "-q", "--again", "rift"])
    assert read_entities(own_project(rift).entities).keys() == before.keys()


def test_a_read_only_disk_is_named(rift: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """robustness-RB6: the clean-up, which fails too, does not hide the reason."""

    def refuse(path: Path, *_given: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), os.fspath(path))

    (rift / "build").mkdir()
    monkeypatch.setattr(Path, "write_bytes", refuse)
    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(InputError, match=r"cannot be written \(Read-only file system\)"):
        apply_changes(rift / "build", {rift / "data" / "x.yaml": b""})


def test_a_table_in_markdown_has_no_html_and_no_link(tiny_folder: Path) -> None:
    """robustness-RB21."""
    query = 'SELECT ("<img src=x onerror=alert(1)>" AS ?x) ("[click](javascript:alert(1))" AS ?y) ("# *a* `b` | c" AS ?z) {}'
    shown = str(open_graph(tiny_folder).answer(query, {}).render("md"))
    row = shown.strip().splitlines()[-1]
    assert r"\<img" in row
    assert r"[click\]" in row
    assert r"\*a\*" in row
    assert r"\|" in row


def test_a_project_of_a_parent_folder_ends_at_a_repository(tmp_path: Path) -> None:
    """robustness-RB23."""
    inner = tmp_path / "repository" / "inner"
    inner.mkdir(parents=True)
    (tmp_path / "disgraph.toml").write_text('name = "of others"\n', encoding="utf-8")
    assert project_folder(os.fspath(inner)) == os.fspath(tmp_path)
    (tmp_path / "repository" / ".git").mkdir()
    assert project_folder(os.fspath(inner)) is None


def test_a_working_directory_that_is_gone_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """robustness-RB25."""
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    with pytest.raises(InputError, match="working directory"):
        working_folder()
    with pytest.raises(InputError, match="working directory"):
        run_click(["init", "mine"])


@pytest.mark.parametrize("verb", ["search", "show", "evidence", "neighbors", "audit", "ask"])
def test_a_name_of_broken_bytes_is_misuse_in_every_verb(tiny_folder: Path, verb: str) -> None:
    """robustness-RB29."""
    with pytest.raises(DisgraphError) as caught:
        getattr(open_graph(tiny_folder), verb)("Amina \udcfe").text()
    assert caught.value.name in ("misuse", "unknown-name")


@pytest.mark.parametrize(("term", "near"), [("dg:Coperative", "Cooperative"), ("dg:cooperative", "Cooperative")])
def test_a_term_that_the_ontology_lacks_is_named(tiny_folder: Path, term: str, near: str) -> None:
    """robustness-RB44."""
    notes = open_graph(tiny_folder).answer(f"SELECT ?p {{ ?p a {term} }}", {}).notes
    assert any(near in note.message for note in notes)


def test_a_slash_in_a_short_name_is_explained(tiny_folder: Path) -> None:
    """robustness-RB45."""
    with pytest.raises(DisgraphError) as caught:
        open_graph(tiny_folder).answer("SELECT * { dgr:person/amina-barasa ?p ?o }", {})
    assert r"dgr:person\/amina-barasa" in f"{caught.value.message} {caught.value.remedy}"


UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH", "delete where")


@pytest.mark.parametrize("keyword", UPDATES)
@pytest.mark.parametrize("before", ["", "# a note\nPREFIX x: <urn:x> "])
def test_an_update_is_called_an_update(tiny_folder: Path, keyword: str, before: str) -> None:
    """robustness-RB46: the keywords of SPARQL 1.1 Update, in any case, after a prologue and comments."""
    with pytest.raises(MisuseError, match="read-only"):
        open_graph(tiny_folder).answer(f"{before}{keyword} <urn:a> TO <urn:b>", {})


def test_options_of_a_path_that_contradict_each_other_are_misuse(tiny_folder: Path) -> None:
    """robustness-RB47."""
    graph = open_graph(tiny_folder)
    with pytest.raises(MisuseError):
        graph.path("Amei Li", "Amei Li")
    with pytest.raises(MisuseError):
        graph.path("Amei Li", "Bo Wang", avoid=["Bo Wang"])
    with pytest.raises(MisuseError):
        graph.path("Amei Li", "Bo Wang", only=["founded"], exclude=["founded"])


def test_the_signs_of_a_date_are_kept_or_refused() -> None:
    """robustness-RB48, RB49."""
    with pytest.raises(ValueError, match="2016"):
        days("?2016")
    assert "uncertain" in spell_time("2016%")
    assert "2016" in spell_time("/2016")
    assert "unknown" in spell_time("/2016")
    with pytest.raises(ValueError, match="30"):
        days("2016-04-31")
