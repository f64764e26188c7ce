"""Several files change as one, whatever ends the process in between."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from disgraph import transaction
from disgraph.errors import InputError
from disgraph.files import remove_parts
from disgraph.intake.retraction import plan, retract
from disgraph.pipeline import checked_sources, read_sources
from disgraph.project import begin_project, own_project
from disgraph.transaction import JOURNAL, apply_changes, finish_changes


class Killed(BaseException):
    """What stands for the end of the process."""


def contents(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir() if path.is_file()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a").write_text("old", encoding="utf-8")
    (tmp_path / "gone").write_text("old", encoding="utf-8")
    return tmp_path


def change(folder: Path) -> None:
    apply_changes(folder, {folder / "a": b"new", folder / "b": b"new"}, [folder / "gone", folder / "never"])


def test_all_files_change(folder: Path) -> None:
    change(folder)
    assert contents(folder) == {"a": "new", "b": "new"}


@pytest.mark.parametrize("calls", range(5))
def test_a_change_that_was_killed_is_finished_or_not_begun(folder: Path, monkeypatch: pytest.MonkeyPatch, calls: int) -> None:
    """The process ends at the first, second, ... replacement of a file: the journal, two files; more do not happen."""
    left = iter(range(calls))
    replace = os.replace

    def replace_or_die(source: str, target: str) -> None:
        if next(left, None) is None:
            raise Killed
        replace(source, target)

    monkeypatch.setattr(os, "replace", replace_or_die)
    try:
        change(folder)
    except Killed:
        monkeypatch.undo()
    finish_changes(folder)
    for part in folder.glob(".*-part"):  # as if they were those of another process, which is dead
        part.rename(part.with_name(part.name.replace(str(os.getpid()), "999999999")))
    remove_parts([folder])
    assert contents(folder) == ({"a": "new", "b": "new"} if calls else {"a": "old", "gone": "old"})


def test_what_cannot_be_written_changes_nothing(folder: Path) -> None:
    (folder / "file").write_text("", encoding="utf-8")
    before = contents(folder)
    with pytest.raises(InputError, match="cannot be written"):
        apply_changes(folder, {folder / "a": b"new", folder / "file" / "b": b"new"}, [folder / "gone"])
    assert contents(folder) == before


def test_a_journal_of_others_removes_nothing(folder: Path) -> None:
    (folder / JOURNAL).write_text('{"written": [], "removed": [["gone", "0000"]]}', encoding="utf-8")
    finish_changes(folder)
    assert contents(folder) == {"a": "old", "gone": "old"}
    (folder / JOURNAL).write_text("[]", encoding="utf-8")
    with pytest.raises(InputError, match="not a journal"):
        finish_changes(folder)


def test_a_retraction_that_was_killed_is_finished_by_the_next_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begin_project(tmp_path / "mine")
    project = own_project(tmp_path / "mine")

    def die(build: Path) -> None:
        if (build / JOURNAL).exists():
            raise Killed

    monkeypatch.setattr(transaction, "finish_changes", die)
    planned = plan(project, "example")
    with pytest.raises(Killed):
        retract(project, planned, read_sources)
    monkeypatch.undo()
    assert (project.documents / "example.txt").exists()
    assert checked_sources(project).documents == {}
    assert not (project.documents / "example.txt").exists()
