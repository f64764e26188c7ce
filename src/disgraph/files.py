"""Write files so that no reader sees half of one."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import sys
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from disgraph.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path


#: The file by which a folder is locked.
LOCK = ".lock"
#: Seconds of waiting for a lock before a notice is written.
_SILENT = 0.5


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Lock a folder: other processes that lock it wait, and say so on stderr. A process may lock a folder twice.

    The lock is a file `.lock` in the folder, which stays. The system releases it when a process ends, however it ends. Without effect
    on a file system without locks.

    Raises:
        InputError: the folder is missing or not writable.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(os.path.join(os.path.abspath(folder), LOCK), is_singleton=True)
    try:
        if not os.path.isdir(folder):
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        try:
            lock.acquire(timeout=_SILENT)
        except Timeout:
            sys.stderr.write(f"Waiting for another disgraph process that changes {folder} ...\n")
            sys.stderr.flush()
            lock.acquire()
    except NotImplementedError:  # a file system without locks
        yield
        return
    except OSError as error:
        raise InputError(f"{folder}: cannot be locked ({error.strerror}).", "Check that the folder exists and is writable.") from error
    try:
        yield
    finally:
        lock.release()


def replace_files(files: Mapping[Path, bytes]) -> None:
    """Write each file as a whole or not at all, in the given order.

    Raises:
        InputError: a file cannot be written; those before it are.
    """
    for path, data in files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with replacement(os.fspath(path)) as part, open(part, "wb") as file:
                file.write(data)
        except OSError as error:
            remedy = "Check the free space of the disk and your rights in the folder."
            raise InputError(f"{path}: cannot be written ({error.strerror}).", remedy) from error


@contextlib.contextmanager
def replacement(path: str) -> Iterator[str]:
    """Yield the name of a part file next to a file. At the end, the part file replaces the file.

    An exception or SIGTERM removes the part file and leaves the file as it was. Part files that killed processes left are
    removed first.

    Args:
        path: the file to write; its folder exists.

    Raises:
        OSError: the file cannot be replaced.
    """
    remove_stale_parts(path)
    folder, name = os.path.split(path)
    part = os.path.join(folder, f".{name}.{os.getpid()}.part")
    try:
        with _exit_on_sigterm():
            yield part
            os.replace(part, path)
    finally:
        with contextlib.suppress(OSError):
            os.unlink(part)


def remove_stale_parts(path: str) -> None:
    """Remove the part files of a file whose processes have ended. Without effect on Windows."""
    if sys.platform == "win32":  # where signal 0 cannot test whether a process runs
        return
    folder, name = os.path.split(path)
    part = re.compile(rf"\.{re.escape(name)}\.(\d+)\.part")
    with contextlib.suppress(OSError):
        for entry in os.listdir(folder or os.curdir):
            found = part.fullmatch(entry)
            if found and not _is_running(int(found[1])):
                os.unlink(os.path.join(folder, entry))


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):  # another user's process, or not a process number
        return True
    return True


@contextlib.contextmanager
def _exit_on_sigterm() -> Iterator[None]:
    """Let SIGTERM raise SystemExit, so that `finally` clauses run; other handlers stay."""
    import signal
    import threading

    is_main = threading.current_thread() is threading.main_thread()
    if not is_main or signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL:
        yield
        return
    signal.signal(signal.SIGTERM, _exit)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _exit(number: int, _frame: object) -> None:
    raise SystemExit(128 + number)  # as a shell reports a signal
