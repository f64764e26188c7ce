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
_REMEDY = "Check the free space of the disk and your rights in the folder."


def apply_changes(build: Path, files: Mapping[Path, bytes], removed: Iterable[Path] = ()) -> None:
    """Write and remove files, all or none. The caller holds the lock of the build folder.

    Args:
        build: the build folder, for the journal.
        files: the new contents.
        removed: files that go; those that are missing count as removed.

    Raises:
        InputError: a file cannot be written; nothing was changed.
    """
    parts = {path: Path(part_name(os.fspath(path))) for path in files}
    try:
        for path, part in parts.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(files[path])
        gone = [(_relative(build, path), _digest(path)) for path in removed if path.exists()]
        written = [(_relative(build, path), _relative(build, part)) for path, part in parts.items()]
        replace_files({build / JOURNAL: json.dumps({"written": written, "removed": gone}).encode()})
    except OSError as error:
        _discard(parts.values())
        raise InputError(f"{error.filename or build}: cannot be written ({error.strerror}).", _REMEDY) from error
    except InputError:
        _discard(parts.values())
        raise
    finish_changes(build)


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
        journal.unlink()
    except (ValueError, TypeError, KeyError) as error:
        raise InputError(f"{journal}: is not a journal of disgraph.", "Remove it, and check the sources with `disgraph build`.") from error
    except OSError as error:
        raise InputError(f"{error.filename or journal}: cannot be written ({error.strerror}).", _REMEDY) from error


def is_unfinished(build: Path) -> bool:
    """Return whether a killed process left a change unfinished."""
    return (build / JOURNAL).exists()


def _discard(parts: Iterable[Path]) -> None:
    for part in parts:
        with contextlib.suppress(OSError):
            part.unlink()


def _relative(build: Path, path: Path) -> str:
    return os.path.relpath(path.absolute(), build.absolute())


def _digest(path: Path) -> str:
    return hashlib.sha256(read_regular(path)).hexdigest()
