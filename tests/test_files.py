"""A file is replaced as a whole, and no part file stays behind."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from disgraph.errors import InputError
from disgraph.files import locked, read_text, remove_leftovers, remove_stale_parts, replace_files, replacement, work_folder

#: Begins to write, reports it, and waits for the end.
STALL = """
import sys, time
from disgraph.files import replacement
with replacement(sys.argv[1]) as part, open(part, "wb") as file:
    file.write(b"half")
    file.flush()
    print("writing", flush=True)
    time.sleep(600)
"""


def fail_half_way(file: Path) -> None:
    with replacement(str(file)) as part:
        Path(part).write_bytes(b"half")
        raise InputError("broken")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def ended_by(number: int, file: Path) -> int:
    """Write a file in another process, end the process by a signal, and return its exit code."""
    with subprocess.Popen([sys.executable, "-c", STALL, str(file)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "writing\n"
        process.send_signal(number)
    return process.returncode


def test_files_are_written_with_their_folders(tmp_path: Path) -> None:
    replace_files({tmp_path / "a" / "x.txt": b"1", tmp_path / "y.txt": b"2"})
    assert (tmp_path / "a" / "x.txt").read_bytes() == b"1"
    assert names(tmp_path) == ["a", "y.txt"]


def test_a_file_that_cannot_be_written_is_an_error_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "x.txt").mkdir()
    with pytest.raises(InputError, match=r"x\.txt: cannot be written"):
        replace_files({tmp_path / "x.txt": b"1"})
    assert names(tmp_path) == ["x.txt"]


def test_an_exception_leaves_the_former_file(tmp_path: Path) -> None:
    file = tmp_path / "x.txt"
    file.write_bytes(b"former")
    with pytest.raises(InputError):
        fail_half_way(file)
    assert file.read_bytes() == b"former"
    assert names(tmp_path) == ["x.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM")
def test_sigterm_removes_the_part_file(tmp_path: Path) -> None:
    """interface-T4, structure-P10."""
    file = tmp_path / "x.txt"
    file.write_bytes(b"former")
    assert ended_by(signal.SIGTERM, file) == 128 + signal.SIGTERM
    assert names(tmp_path) == ["x.txt"]
    assert file.read_bytes() == b"former"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_the_next_write_removes_the_part_file_of_a_killed_process(tmp_path: Path) -> None:
    file = tmp_path / "x.txt"
    ended_by(signal.SIGKILL, file)
    assert len(names(tmp_path)) == 1
    replace_files({file: b"whole"})
    assert names(tmp_path) == ["x.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="part files stay on Windows")
def test_part_files_of_other_files_and_running_processes_stay(tmp_path: Path) -> None:
    mine, other, of_a_user = f".x.txt.{os.getpid()}.disgraph-part", ".y.txt.999999999.disgraph-part", ".x.txt.999999999.part"
    for name in (mine, other, of_a_user, ".x.txt.999999999.disgraph-part"):
        (tmp_path / name).touch()
    remove_stale_parts(str(tmp_path / "x.txt"))
    assert names(tmp_path) == sorted([mine, other, of_a_user])


def test_a_handler_of_the_caller_stays(tmp_path: Path) -> None:
    former = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    try:
        with replacement(str(tmp_path / "x.txt")) as part:
            Path(part).touch()
            assert signal.getsignal(signal.SIGTERM) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGTERM, former)


def test_a_folder_that_is_not_there_cannot_be_locked(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be locked"), locked(tmp_path / "none"):
        pass


def test_work_of_a_killed_process_is_removed_and_folders_of_users_stay(tmp_path: Path) -> None:
    """robustness-RB1, RB4: only folders with our mark are removed."""
    with work_folder(tmp_path) as left:
        kept = tmp_path / ".new-kept"
        shutil.copytree(left, kept)
    (tmp_path / ".new-notes").mkdir()
    (tmp_path / ".new-notes" / "diary.txt").touch()
    remove_leftovers(tmp_path)
    assert names(tmp_path) == [".new-notes"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_text_is_read_in_the_encodings_of_editors(tmp_path: Path, encoding: str) -> None:
    """robustness-RB24."""
    (tmp_path / "x.toml").write_text('name = "\u0141\u00f3d\u017a"\n', encoding=encoding)
    assert read_text(tmp_path / "x.toml") == 'name = "\u0141\u00f3d\u017a"\n'


def test_other_encodings_and_large_files_are_named(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_bytes(b"name = '\xe9'\n")
    with pytest.raises(OSError, match="not text in UTF-8"):
        read_text(tmp_path / "x.toml")
    with pytest.raises(OSError, match="the limit is 5"):
        read_text(tmp_path / "x.toml", limit=5)
