"""Writing files so that nobody ever sees half of one."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from disgraph.errors import InputError


@contextlib.contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold a folder: another process that wants it waits; where the system has no such locks, nobody waits.

    Raises:
        InputError: it cannot be read.
    """
    try:
        import fcntl
    except ImportError:
        yield
        return
    try:
        opened = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise InputError(f"{folder}: cannot be read ({error.strerror}).", "Is it there, and yours to read?") from error
    try:
        with contextlib.suppress(OSError):  # a disk without locks
            fcntl.flock(opened, fcntl.LOCK_EX)
        yield
    finally:
        os.close(opened)


def replace_files(files: Mapping[Path, bytes]) -> None:
    """Write files, each whole or not at all, the last one last.

    Raises:
        InputError: one cannot be written.
    """
    for path, data in files.items():
        beside = path.with_name(f".{path.name}.{os.getpid()}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(data)
            beside.replace(path)
        except OSError as error:
            raise InputError(f"{path}: cannot be written ({error.strerror}).", "Is the disk full, or the folder not yours?") from error
        finally:
            beside.unlink(missing_ok=True)
