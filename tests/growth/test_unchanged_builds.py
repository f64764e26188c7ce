"""A build of unchanged sources does nothing; every change of an input is seen."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from disgraph import pipeline
from disgraph.errors import Refused
from disgraph.project import Project, own_project
from disgraph.store import build_record
from disgraph.store.build_record import RECORD

CLAIMS = "data/claims/d1.yaml"
NOTHING = ["Nothing has changed since the last build"]


@pytest.fixture
def project(tmp_path: Path, tiny_folder: Path) -> Project:
    """A copy of the tiny project; its graph was built before, in another place."""
    shutil.copytree(tiny_folder, tmp_path / "copy")
    return own_project(tmp_path / "copy")


def steps(project: Project, engine: str = pipeline.UNCHECKED) -> list[str]:
    """Build, and return the reported steps."""
    reported: list[str] = []
    pipeline.build(project, reported.append, engine)
    return reported


def test_an_unchanged_project_is_not_built_again(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """The state of files that are older than the record decides: none is read again."""
    before = pipeline.build(project, lambda _step: None, pipeline.UNCHECKED)
    monkeypatch.setattr(build_record, "_TICK", -(10**15))
    monkeypatch.setattr(build_record, "_digest", lambda path: pytest.fail(f"{path} is read again"))
    assert steps(project) == NOTHING
    assert pipeline.build(project, lambda _step: None, pipeline.UNCHECKED) == before


def _edit(project: Project) -> None:
    path = project.build.parent / CLAIMS
    text = path.read_text(encoding="utf-8")
    old, new = ("role: weaver", "role: worker") if "role: weaver" in text else ("role: worker", "role: weaver")
    path.write_text(text.replace(old, new), encoding="utf-8")


def _edit_in_the_same_instant(project: Project) -> None:
    """Same size, same time: only the digest differs."""
    path = project.build.parent / CLAIMS
    state = path.stat()
    _edit(project)
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))


def _rename(project: Project) -> None:
    (project.build.parent / "disgraph.toml").write_text('name = "other"\n', encoding="utf-8")


def _add(project: Project) -> None:
    (project.build.parent / "data/entities/more.yaml").write_text("- {id: ann, type: Person, name: Ann}\n", encoding="utf-8")


def _damage(project: Project) -> None:
    current = project.build / (project.build / "current").read_text(encoding="utf-8").strip()
    next((current / "store").glob("*.sst")).write_bytes(b"")


def _break_record(project: Project) -> None:
    (project.build / RECORD).write_text('{"key": 1}', encoding="utf-8")


@pytest.mark.slow
@pytest.mark.thorough
def test_every_change_is_built_once(project: Project, tiny_files: dict[str, str]) -> None:
    """One project after another change each time; a build that is refused is refused again."""
    steps(project)
    for change in (_edit, _edit_in_the_same_instant, _rename, _add, _damage, _break_record):
        change(project)
        assert len(steps(own_project(project.build.parent))) > 3, change.__name__
        assert steps(own_project(project.build.parent)) == NOTHING, change.__name__
    claims = project.build.parent / CLAIMS
    built = claims.read_text(encoding="utf-8")
    claims.write_text(tiny_files[CLAIMS].replace("value: 1200", "value: 1201"), encoding="utf-8")
    for _ in range(2):
        with pytest.raises(Refused):
            steps(own_project(project.build.parent))
    claims.write_text(built, encoding="utf-8")
    assert steps(own_project(project.build.parent)) == NOTHING, "the record is of the last graph, not of the last attempt"


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with a name")
def test_a_source_other_than_a_file_is_a_change(project: Project) -> None:
    """A pipe, a device and a broken link are refused after a build as before one."""
    steps(project)
    odd = project.claims / "odd.yaml"
    makers: list[Callable[[], None]] = [lambda: os.mkfifo(odd), lambda: odd.symlink_to("/dev/zero"), lambda: odd.symlink_to("nowhere")]
    for make in makers:
        make()
        with pytest.raises(Refused, match="1 problem"):
            steps(project)
        odd.unlink()
    assert steps(project) == NOTHING


@pytest.mark.slow
@pytest.mark.thorough
def test_another_engine_and_other_code_are_changes(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    steps(project)
    assert len(steps(project, "shacl-rust")) > 3
    assert steps(project, "shacl-rust") == NOTHING
    monkeypatch.setattr("disgraph.pipeline.code_fingerprint", lambda: "other code")
    assert len(steps(project, "shacl-rust")) > 3
