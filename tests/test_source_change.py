"""A change of sources is checked in a copy: what the check refuses changes no file, and its problems name the files of the project."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from disgraph.errors import InputError, Problem, Refused
from disgraph.project import Project, begin_project, own_project
from disgraph.source_change import change_sources


@pytest.fixture
def project(tmp_path: Path) -> Project:
    begin_project(tmp_path / "mine")
    (tmp_path / "mine" / "build").mkdir()
    return own_project(tmp_path / "mine")


def contents(project: Project) -> dict[str, bytes]:
    root = project.build.parent
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_the_check_sees_the_project_as_it_will_be(project: Project) -> None:
    path, gone = project.claims / "new.yaml", project.claims / "example.yaml"

    def check(changed: Project) -> str:
        assert not (changed.claims / "example.yaml").exists()
        assert changed.documents == project.documents  # which does not change
        assert gone.exists()
        return (changed.claims / "new.yaml").read_text(encoding="utf-8")

    assert change_sources(project, {path: b"new"}, check, [gone]) == "new"
    assert path.read_bytes() == b"new"
    assert not gone.exists()
    assert list(project.build.iterdir()) == []


def test_what_is_refused_changes_nothing_and_names_the_files_of_the_project(project: Project) -> None:
    before, path = contents(project), project.claims / "example.yaml"

    def refuse(changed: Project) -> None:
        place = str(changed.claims / "example.yaml")
        raise Refused((Problem("misquote", place, 3, "", f"{place} is wrong.", f"Correct {changed.catalogue}."),))

    with pytest.raises(Refused) as caught:
        change_sources(project, {path: b"new", project.catalogue: b"new"}, refuse)
    (problem,) = caught.value.problems
    assert (problem.file, problem.message, problem.remedy) == (str(path), f"{path} is wrong.", f"Correct {project.catalogue}.")
    assert contents(project) == before


@pytest.mark.parametrize("step", ["mkdir", "touch", "write_bytes"])
def test_a_full_disk_is_named_and_changes_nothing(project: Project, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """Not standard output, which the caller writes to as well."""
    before = contents(project)

    def refuse(*_given: object, **_options: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, step, refuse)
    with pytest.raises(InputError, match=r"cannot be written \(No space left on device\)") as caught:
        change_sources(project, {project.claims / "new.yaml": b"new"}, lambda _changed: None)
    assert str(project.build.parent) in caught.value.message
    monkeypatch.undo()
    assert contents(project) == before


def test_a_link_to_a_file_elsewhere_is_followed_and_kept(project: Project, tmp_path: Path) -> None:
    (tmp_path / "shared.yaml").write_text("[]\n", encoding="utf-8")
    (project.entities / "shared.yaml").symlink_to(tmp_path / "shared.yaml")
    found = change_sources(project, {project.entities / "x.yaml": b"[]\n"}, lambda changed: (changed.entities / "shared.yaml").read_text())
    assert found == "[]\n"
    assert (project.entities / "shared.yaml").is_symlink()


def test_a_check_that_fails_otherwise_changes_nothing(project: Project) -> None:
    before = contents(project)

    def fail(changed: Project) -> None:
        raise InputError(f"{changed.claims} is odd.")

    with pytest.raises(InputError, match=f"^{project.claims} is odd"):
        change_sources(project, {project.claims / "x.yaml": b""}, fail)
    assert contents(project) == before
