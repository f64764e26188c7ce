"""Read regular files of bounded size, and write files so that no reader sees half of one."""

from __future__ import annotations

import codecs
import contextlib
import errno
import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from disgraph.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path


#: Version of every JSON output and file; it changes when a key is removed or changes its meaning. Documented in docs/formats.md.
SCHEMA_VERSION = 1
#: Maximum size of a source file, in bytes; larger ones are not written by people.
MAX_SOURCE = 200_000_000
#: The end of the name of a part file. It is our own, so that no file of a user is taken for one.
_PART = "disgraph-part"
#: The start of the name of a folder in which a command works, and the file that marks it as our own.
WORK, _MARK = ".new-", ".disgraph-work"
#: The file by which a folder is locked.
LOCK = ".lock"
#: Seconds of waiting for a lock before a notice is written.
_SILENT = 0.5


def read_regular(path: str | os.PathLike[str], limit: int = MAX_SOURCE) -> bytes:
    """Return the bytes of a regular file; a pipe, a device or a folder is not opened.

    Raises:
        OSError: the file is unreadable, not a regular one, or larger than the limit; `strerror` says which.
    """
    found = os.stat(path)
    if not stat.S_ISREG(found.st_mode):
        kind = "a folder" if stat.S_ISDIR(found.st_mode) else "a pipe or a device"
        raise OSError(errno.EINVAL, f"it is {kind}, not a file", os.fspath(path))
    if found.st_size > limit:
        raise OSError(errno.EFBIG, f"it has {found.st_size:,} bytes; the limit is {limit:,}", os.fspath(path))
    with open(path, "rb") as file:
        return file.read()


def read_text(path: str | os.PathLike[str], limit: int = MAX_SOURCE) -> str:
    """Return the text of a regular file in UTF-8, or in UTF-16 with a byte order mark; the mark is removed.

    Raises:
        OSError: as `read_regular`; also if the file is not text in these encodings.
    """
    data = read_regular(path, limit)
    encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise OSError(errno.EILSEQ, "it is not text in UTF-8", os.fspath(path)) from error


def files_in(folder: Path, pattern: str) -> list[Path]:
    """Return the files of a folder that match a pattern, sorted. Unlike `Path.glob`, an unreadable folder is not an empty one.

    Raises:
        InputError: the folder cannot be read.
    """
    try:
        os.listdir(folder)
    except OSError as error:
        raise InputError(f"{folder}: cannot be read ({error.strerror}).", "Check that the folder exists and is readable.") from error
    return sorted(folder.glob(pattern))


def contents_of(folder: Path, pattern: str) -> tuple[tuple[Path, bytes], ...]:
    """Return the files of a folder that match a pattern, sorted, with their bytes: none for a file that cannot be read.

    Raises:
        InputError: the folder cannot be read.
    """
    return tuple((path, _bytes_or_none(path)) for path in files_in(folder, pattern))


def _bytes_or_none(path: Path) -> bytes:
    try:
        return read_regular(path)
    except OSError:
        return b""  # who parses the file says why


@contextlib.contextmanager
def work_folder(parent: Path) -> Iterator[Path]:
    """Yield a new folder for unfinished work; it is removed at the end. After a kill, `remove_leftovers` removes it.

    Raises:
        OSError: the parent folder cannot be written.
    """
    import secrets

    folder = parent / f"{WORK}{secrets.token_hex(4)}"
    folder.mkdir()
    try:
        (folder / _MARK).touch()
        yield folder
    finally:
        _remove_work(folder)


def _remove_work(folder: Path) -> None:
    """Remove a work folder; its mark goes last, so that a kill meanwhile leaves a folder that is known as our own."""
    import shutil

    with contextlib.suppress(OSError):
        for name in set(os.listdir(folder)) - {_MARK}:
            path = folder / name
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
        shutil.rmtree(folder)


def remove_leftovers(parent: Path) -> None:
    """Remove the work folders that killed processes left; call it only while the parent folder is locked."""
    for folder in parent.glob(f"{WORK}*"):
        if folder.is_dir() and not folder.is_symlink() and (_MARK in (names := os.listdir(folder)) or not names):
            _remove_work(folder)


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
    part = part_name(path)
    try:
        with _exit_on_sigterm():
            yield part
            os.replace(part, path)
    finally:
        with contextlib.suppress(OSError):
            os.unlink(part)


def part_name(path: str) -> str:
    """Return the name of the part file of a file in this process."""
    folder, name = os.path.split(path)
    return os.path.join(folder, f".{name}.{os.getpid()}.{_PART}")


def remove_stale_parts(path: str) -> None:
    """Remove the part files of a file whose processes have ended. Without effect on Windows."""
    if sys.platform == "win32":  # where signal 0 cannot test whether a process runs
        return
    folder, name = os.path.split(path)
    _remove_dead(folder, re.compile(rf"\.{re.escape(name)}\.(\d+)\.{_PART}"))


def remove_parts(folders: Iterable[Path]) -> None:
    """Remove the part files of all files of some folders whose processes have ended. Without effect on Windows."""
    if sys.platform == "win32":
        return
    for folder in folders:
        _remove_dead(os.fspath(folder), re.compile(rf"\..+\.(\d+)\.{_PART}"))


def _remove_dead(folder: str, part: re.Pattern[str]) -> None:
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
