"""Running the command line as a person does, on the shipped graph or in a project of one's own."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from disgraph import pipeline
from disgraph.cli.start import main
from disgraph.project import begin_project, own_project


class CommandResult(NamedTuple):
    """What a command leaves: exit code, standard output and standard error."""

    code: int
    out: str
    err: str


Run = Callable[..., CommandResult]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs a command in this process; an unexpected exception fails the test."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)

    def run(*arguments: str) -> CommandResult:
        capfd.readouterr()
        with pytest.raises(SystemExit) as stop:
            main(list(arguments))
        sys.stdout.flush()
        out, err = capfd.readouterr()
        code = stop.value.code
        assert isinstance(code, int)
        return CommandResult(code, out, err)

    return run


@pytest.fixture
def ask(run: Run, shipped_current: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs a command on the shipped graph, from an empty directory."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    return run


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project as `disgraph init` begins it, as the working directory."""
    begin_project(tmp_path / "mine")
    monkeypatch.chdir(tmp_path / "mine")
    return tmp_path / "mine"


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project as `disgraph init` begins it, with its graph."""
    folder = tmp_path_factory.mktemp("begun") / "mine"
    begin_project(folder)
    pipeline.build(own_project(folder), lambda _step: None)
    return folder


@pytest.fixture
def built_mine(begun: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of such a project, as the working directory."""
    folder = Path(shutil.copytree(begun, tmp_path / "mine"))
    monkeypatch.chdir(folder)
    return folder
