"""Change several files of a project as one: after a kill at any moment, the next command finishes the change or finds it not begun.

The new contents are written next to their files first. Then a journal in the build folder lists them, and from this moment on the
change counts: they take their places, other files are removed, and the journal goes last.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from disgraph.errors import InputError
from disgraph.files import part_name, read_regular, replace_files

#: The journal of a change, in the build folder.
JOURNAL = ".changes.json"


class StagedChange:
    """New contents of files, written next to them until all take their places at once.

    Args:
        build: the build folder, for the journal; the caller holds its lock.
    """

    def __init__(self, build: Path) -> None:
        self._build = build
        self._parts: dict[Path, Path] = {}

    def stage(self, path: Path, data: bytes) -> None:
        """Write the new content of a file next to it.

        Raises:
            InputError: it cannot be written; what was staged before stays.
        """
        part = Path(part_name(os.fspath(path)))
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(data)
        except OSError as error:
            _remove(part)
            raise unwritable(error, path) from error
        self._parts[path] = part

    def apply(self, removed: Iterable[Path] = (), folders: Iterable[Path] = ()) -> None:
        """Put the staged contents in their places and remove files, all or none.

        Args:
            removed: files that go; those that are missing count as removed.
            folders: that go if they are empty then, inner ones first.

        Raises:
            InputError: a file cannot be written; nothing was changed.
        """
        try:
            content = {
                "written": [(self._relative(path), self._relative(part)) for path, part in self._parts.items()],
                "removed": [(self._relative(path), _digest(path)) for path in removed if path.exists()],
                "folders": [self._relative(path) for path in folders],
            }
            replace_files({self._build / JOURNAL: json.dumps(content).encode()})
        except OSError as error:
            raise unwritable(error, error.filename or self._build) from error
        self._parts = {}
        finish_changes(self._build)

    def discard(self) -> None:
        """Remove what was staged and not applied."""
        for part in self._parts.values():
            _remove(part)
        self._parts = {}

    def _relative(self, path: Path) -> str:
        return os.path.relpath(path.absolute(), self._build.absolute())


def apply_changes(build: Path, files: Mapping[Path, bytes], removed: Iterable[Path] = (), folders: Iterable[Path] = ()) -> None:
    """Write and remove files, all or none. The caller holds the lock of the build folder.

    Args:
        build: the build folder, for the journal.
        files: the new contents.
        removed: files that go; those that are missing count as removed.
        folders: that go if they are empty then, inner ones first.

    Raises:
        InputError: a file cannot be written; nothing was changed.
    """
    change = StagedChange(build)
    try:
        for path, data in files.items():
            change.stage(path, data)
        change.apply(removed, folders)
    finally:
        change.discard()


def finish_changes(build: Path) -> None:
    """Finish a change that a killed process began. The caller holds the lock of the build folder.

    A file is removed only if it has the content that the journal lists, so that a journal of others removes nothing else.

    Raises:
        InputError: a file cannot be written.
    """
    journal = build / JOURNAL
    if not journal.exists():
        return
    try:
        content = json.loads(read_regular(journal))
        for target, part in content["written"]:
            if (build / part).exists():
                os.replace(build / part, build / target)
        for name, digest in content["removed"]:
            if (build / name).exists() and _digest(build / name) == digest:
                (build / name).unlink()
        for name in content.get("folders", ()):
            with contextlib.suppress(OSError):  # it is not empty, or not there
                (build / name).rmdir()
        journal.unlink()
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise InputError(f"{journal}: is not a journal of disgraph.", "Remove it, and check the sources with `disgraph build`.") from error
    except OSError as error:
        raise unwritable(error, error.filename or journal) from error


def is_unfinished(build: Path) -> bool:
    """Return whether a killed process left a change unfinished."""
    return (build / JOURNAL).exists()


def _remove(part: Path) -> None:
    with contextlib.suppress(OSError):
        part.unlink()


def unwritable(error: OSError, path: str | Path) -> InputError:
    """Return the error for a file or folder that cannot be written."""
    remedy = "Check the free space of the disk and your rights in the folder."
    return InputError(f"{path}: cannot be written ({error.strerror}).", remedy)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
