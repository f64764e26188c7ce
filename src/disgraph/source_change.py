"""Change the sources of a project if a check accepts the project as it will be; else nothing is changed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from disgraph.errors import DisgraphError, Problem, Refused
from disgraph.files import work_folder
from disgraph.project import Project
from disgraph.transaction import apply_changes, unwritable

#: The fields of a project whose files verbs change.
_SOURCES = ("entities", "claims", "documents", "catalogue", "judgements")

Checked = TypeVar("Checked")


def change_sources(
    project: Project,
    files: Mapping[Path, bytes],
    check: Callable[[Project], Checked],
    removed: Iterable[Path] = (),
    folders: Iterable[Path] = (),
) -> Checked:
    """Write and remove files, all or none, after a check of the result. The caller holds the lock of the project.

    Args:
        project: the project of the files.
        files: the new contents.
        check: gets a copy of the project with the change, and raises if that is invalid.
        removed: files that go.
        folders: that go if they are empty then, inner ones first.

    Returns:
        The value of the check.

    Raises:
        Refused: the check refuses the change; its problems name the files in their places. Nothing was changed.
        InputError: a file cannot be written; nothing was changed.
    """
    gone = tuple(removed)
    try:
        result = _checked(project, files, check, gone)
    except OSError as error:
        raise unwritable(error, project.build) from error
    apply_changes(project.build, files, gone, folders)
    return result


def _checked(project: Project, files: Mapping[Path, bytes], check: Callable[[Project], Checked], gone: tuple[Path, ...]) -> Checked:
    """Return the value of the check of a copy with the change."""
    with work_folder(project.build) as scratch:
        copied = _copied_fields(project, (*files, *gone), scratch)
        for path in gone:
            for moved in _places(project, copied, path):
                moved.unlink(missing_ok=True)
        for path, data in files.items():
            for moved in _places(project, copied, path):
                _write(moved, data)
        try:
            return check(project._replace(**copied, build=scratch))
        except DisgraphError as error:
            _name_originals(error, {os.fspath(place): os.fspath(getattr(project, field)) for field, place in copied.items()})
            raise


def _copied_fields(project: Project, changed: Iterable[Path], folder: Path) -> dict[str, Any]:
    """Return where the sources that change are copied to, by field; files are linked where the system can."""
    copied: dict[str, Any] = {}
    paths = tuple(changed)
    for field in _SOURCES:
        source: Path = getattr(project, field)
        if any(path.is_relative_to(source) for path in paths):
            copied[field] = folder / field / source.name
            copied[field].parent.mkdir()
            if source.is_dir():
                shutil.copytree(source, copied[field], copy_function=_link)
            elif source.exists():
                _link(os.fspath(source), os.fspath(copied[field]))
    return copied


def _places(project: Project, copied: Mapping[str, Path], path: Path) -> list[Path]:
    """Return the places of a file in the copy; none if no copied source contains it."""
    fields = [field for field in copied if path.is_relative_to(getattr(project, field))]
    return [copied[field] / path.relative_to(getattr(project, field)) for field in fields]


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)  # a link to the original, which must not change
    path.write_bytes(data)


def _link(source: str, target: str) -> None:
    for link in (os.link, os.symlink):
        try:
            link(os.path.realpath(source), target)
        except OSError:
            continue
        return
    shutil.copyfile(source, target)


def _name_originals(error: DisgraphError, originals: Mapping[str, str]) -> None:
    """Name the files of the project in an error that names those of the copy."""

    def named(text: str) -> str:
        for copy, original in originals.items():
            text = text.replace(copy, original)
        return text

    error.message, error.remedy = named(error.message), named(error.remedy)
    error.args = (error.message,)
    if isinstance(error, Refused):
        error.problems = tuple(
            Problem(each.rule, named(each.file), each.line, each.claim, named(each.message), named(each.remedy)) for each in error.problems
        )
