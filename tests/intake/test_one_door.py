"""Verbs that read the sources of a project refuse what `build` refuses, and write nothing before (robustness-RB3, RB13, RB30, RB31)."""

from __future__ import annotations

import errno
import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest

from disgraph.cli.build import build
from disgraph.cli.evaluate import evaluate
from disgraph.cli.extract import extract
from disgraph.cli.retract import retract
from disgraph.cli.review import review
from disgraph.errors import InputError, MisuseError, Refused
from disgraph.project import begin_project

#: Each verb with arguments that would read or write the example.
VERBS: dict[str, tuple[click.Command, list[str]]] = {
    "build": (build, ["-q"]),
    "review": (review, ["--list"]),
    "accept": (review, ["--accept-above", "0.5"]),
    "retract": (retract, ["example", "--yes"]),
    "evaluate": (evaluate, ["example"]),
    "extract": (extract, ["--again", "-q"]),
}
#: A broken source with the rule that refuses it.
BROKEN = {
    "RB3, not three terms": ("{id: w, statement: [ana-silva, usesAid], quote: Ana Silva}", "unknown-field"),
    "RB31, an unknown role": ("{id: w, founding: {founder: ana-silva, colour: red}, quote: Ana Silva}", "undeclared-property"),
    "an unknown entity": ("{id: w, statement: [nobody, usesAid, wheelchair], quote: Ana Silva}", "undeclared-entity"),
    "a wrong term in a position": ("{id: w, statement: [lisbon, usesAid, wheelchair], quote: Lisbon}", "wrong-domain"),
    "a missing field": ("{id: w, statement: [ana-silva, usesAid, wheelchair]}", "unknown-field"),
    "an empty quote": ("{id: w, statement: [ana-silva, usesAid, wheelchair], quote: ''}", "unsupported-name"),
}


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file() and path.name != ".lock"
    }


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    begin_project(tmp_path / "mine")
    monkeypatch.chdir(tmp_path / "mine")
    return tmp_path / "mine"


def refuse(verb: str) -> set[str]:
    """Run a verb, and return the rules by which it refuses the sources."""
    command, arguments = VERBS[verb]
    with pytest.raises(Refused) as caught:
        command.main(arguments, standalone_mode=False)
    return {problem.rule for problem in caught.value.problems}


@pytest.mark.parametrize("verb", VERBS)
def test_a_broken_claim_is_refused_by_every_verb(folder: Path, verb: str) -> None:
    for claim, rule in BROKEN.values():
        (folder / "data/claims/bad.yaml").write_text(f"document: example\npassages: [{{claims: [{claim}]}}]\n", encoding="utf-8")
        before = contents(folder)
        assert rule in refuse(verb), claim
        assert contents(folder) == before


@pytest.mark.parametrize("verb", sorted(VERBS.keys() - {"retract", "evaluate"}))
def test_claims_of_a_document_that_the_catalogue_lacks_are_refused(folder: Path, verb: str) -> None:
    """robustness-RB30; `retract` and `evaluate` report that the document they are given is unknown."""
    (folder / "data/documents.yaml").write_text("[]\n", encoding="utf-8")
    assert refuse(verb) == {"missing-document"}


@pytest.mark.parametrize("verb", ["review", "retract", "evaluate", "extract"])
def test_an_unknown_document_is_misuse_for_every_verb(folder: Path, verb: str) -> None:
    command, _arguments = VERBS[verb]
    for name in ("nosuch", "", "../example", "\udcff"):
        with pytest.raises(MisuseError):
            command.main([*(["--yes"] if verb == "retract" else []), name], standalone_mode=False)


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def make_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with a name")
@pytest.mark.parametrize("name", ["data/claims/x.yaml", "data/entities/x.yaml", "documents/example.txt"])
@pytest.mark.parametrize("make", [make_pipe, make_device])
def test_a_pipe_or_a_device_is_not_opened(folder: Path, name: str, make: Callable[[Path], None]) -> None:
    """robustness-RB13, RB14."""
    (folder / name).unlink(missing_ok=True)
    make(folder / name)
    assert refuse("review") <= {"missing-file", "missing-document"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with a name")
@pytest.mark.parametrize("make", [make_pipe, make_device, Path.mkdir, lambda path: path.symlink_to("nowhere")])
def test_settings_other_than_a_file_are_not_passed_over(folder: Path, make: Callable[[Path], None]) -> None:
    """Else the shipped graph would be built and shown for that of the user."""
    (folder / "disgraph.toml").unlink()
    make(folder / "disgraph.toml")
    with pytest.raises(InputError, match=r"disgraph\.toml: "):
        build.main(["-q"], standalone_mode=False)
    with pytest.raises(InputError, match="already has a project"):
        begin_project(folder)


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("name", ["data/claims", "data/entities"])
def test_a_folder_without_permission_is_not_an_empty_one(folder: Path, verb: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """`Path.glob` finds nothing there, and a graph without claims would be built."""
    listdir = os.listdir

    def refuse_one(path: str | Path = ".") -> list[str]:
        if os.fspath(path).endswith(name):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), os.fspath(path))
        return listdir(path)

    monkeypatch.setattr(os, "listdir", refuse_one)
    assert refuse(verb) == {"missing-file"}


def test_a_file_without_permission_is_refused_by_build(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = io.open

    def refuse_one(path: str | Path, *given: Any, **options: Any) -> Any:
        if os.fspath(path).endswith("claims/example.yaml"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), os.fspath(path))
        return opened(path, *given, **options)

    monkeypatch.setattr(io, "open", refuse_one)
    monkeypatch.setattr("builtins.open", refuse_one)
    assert refuse("build") == {"missing-file"}


@pytest.mark.parametrize("name", ["ontology", "shapes"])
def test_an_own_folder_without_permission_is_named(folder: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / name).mkdir()
    with (folder / "disgraph.toml").open("a", encoding="utf-8") as settings:
        settings.write(f'{name} = "{name}"\n')
    (folder / name).rmdir()
    monkeypatch.setattr(Path, "exists", lambda path, **_: os.path.exists(path) or path.name == name)
    with pytest.raises(InputError, match=rf"{name}: cannot be read"):
        build.main(["-q"], standalone_mode=False)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with a name")
def test_a_pipe_in_the_ontology_is_not_opened(folder: Path) -> None:
    (folder / "ontology").mkdir()
    make_pipe(folder / "ontology" / "own.ttl")
    with (folder / "disgraph.toml").open("a", encoding="utf-8") as settings:
        settings.write('ontology = "ontology"\n')
    with pytest.raises(InputError, match=r"own\.ttl: cannot be read \(it is a pipe or a device"):
        build.main(["-q"], standalone_mode=False)


@pytest.mark.parametrize("name", ["data/documents.yaml", "data/claims", "data/entities", "documents/example.txt"])
def test_a_source_that_is_gone_is_refused_by_build(folder: Path, name: str) -> None:
    path = folder / name
    if path.is_dir():
        path.rename(folder / "elsewhere")
    else:
        path.unlink()
    assert refuse("build") <= {"missing-file", "missing-document"}
