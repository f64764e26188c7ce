"""What the graph in use was built from: a build of the same inputs has nothing to do, and finds that out from the state of its files.

`build/record.json` lists each input with its size, times and digest, and each file of the graph with size and time. An input is the same
if size and times are, and it was not written while the record was made; otherwise its digest decides.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from disgraph.errors import NotBuilt
from disgraph.files import replacement
from disgraph.store.current import current_graph, read_summary

RECORD = "record.json"

#: Nanoseconds within which a file can change without a change of its time: some file systems count in two seconds.
_TICK = 2_000_000_000

#: Size, time of the last change of the content, and of the last change of the file: nanoseconds.
State = list[int]


class InputFiles(NamedTuple):
    """The inputs of a build: when they were read, and state and digest of each, by path."""

    read: int
    files: Mapping[str, tuple[State, str]]


class KnownBuild(NamedTuple):
    """The build of the graph in use: directory, summary, and number of warnings."""

    folder: Path
    summary: dict[str, Any]
    warnings: int


class FormerBuild(NamedTuple):
    """A graph from which a build can continue: its directory, and the results of its shapes; None if they were not evaluated."""

    folder: Path
    results: list[list[str]] | None


def input_files(paths: Iterable[Path]) -> InputFiles:
    """Return the state of the inputs of a build that begins now."""
    now = time.time_ns()
    return InputFiles(now, {os.fspath(path): (_state(path), _digest(path)) for path in paths if os.path.lexists(path)})


def write_record(
    build: Path, key: str, inputs: InputFiles, folder: Path, warnings: int, results: Sequence[Sequence[str]] | None = None
) -> None:
    """Record a build.

    Args:
        build: the build folder.
        key: what the graph depends on besides files.
        inputs: as they were before they were read.
        folder: the directory of the graph.
        warnings: of its shapes.
        results: of its shapes, or None if they were not evaluated.
    """
    content = {"key": key, "read": inputs.read, "inputs": inputs.files, "graph": folder.name, "files": _graph_files(folder)}
    with replacement(os.fspath(build / RECORD)) as path:
        Path(path).write_text(json.dumps({**content, "warnings": warnings, "results": results}), encoding="utf-8")


def unchanged_build(build: Path, key: str, paths: Iterable[Path]) -> KnownBuild | None:
    """Return the build of the graph in use if a build of some inputs would give the same graph.

    Args:
        build: the build folder.
        key: what the graph depends on besides files.
        paths: of the inputs.

    Returns:
        None if something differs, if the graph is not complete, or if the record cannot be read.
    """
    try:
        record = json.loads((build / RECORD).read_text(encoding="utf-8"))
        folder = Path(current_graph(os.fspath(build)))
        same_graph = (record["key"], record["graph"], record["files"]) == (key, folder.name, _graph_files(folder))
        if same_graph and _are_same(record["inputs"], record["read"], paths):
            return KnownBuild(folder, read_summary(os.fspath(folder)), int(record["warnings"]))
    except (OSError, ValueError, KeyError, TypeError, NotBuilt):
        return None
    return None


def former_build(build: Path, key: str, inputs: InputFiles, folders: Iterable[Path]) -> FormerBuild | None:
    """Return the graph in use if it is complete, depends on the same besides files, and some folders have not changed.

    Args:
        build: the build folder.
        key: what the graph depends on besides files.
        inputs: of a build that begins now.
        folders: whose files are to be the same.
    """
    begins = tuple(f"{os.fspath(each)}{os.sep}" for each in folders)
    try:
        record = json.loads((build / RECORD).read_text(encoding="utf-8"))
        folder = Path(current_graph(os.fspath(build)))
        same_graph = (record["key"], record["graph"], record["files"]) == (key, folder.name, _graph_files(folder))
        same_files = _digests(record["inputs"], begins) == _digests(inputs.files, begins)
    except (OSError, ValueError, KeyError, TypeError, NotBuilt):
        return None
    return FormerBuild(folder, record.get("results")) if same_graph and same_files else None


def _digests(files: Mapping[str, Sequence[Any]], begins: tuple[str, ...]) -> dict[str, Any]:
    """Return the digests of the files whose paths begin in some way."""
    return {name: digest for name, (_, digest) in files.items() if name.startswith(begins)}


def _are_same(recorded: Mapping[str, list[Any]], read: int, paths: Iterable[Path]) -> bool:
    found = {os.fspath(path): path for path in paths}
    return set(found) == set(recorded) and all(_is_same(path, recorded[name], read) for name, path in found.items())


def _is_same(path: Path, recorded: list[Any], read: int) -> bool:
    former, digest = recorded
    state = _state(path)
    if state == former and max(state[1:]) < read - _TICK:
        return True
    return bool(state[0] == former[0] and _digest(path) == digest)


def _graph_files(folder: Path) -> dict[str, list[int]]:
    """Return the state of each file of a graph; the logs of the store are left out."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith("LOG"))
    return {os.fspath(path.relative_to(folder)): _state(path)[:2] for path in found}


def _state(path: Path) -> State:
    found = path.stat() if path.exists() else path.lstat()
    return [found.st_size, found.st_mtime_ns, found.st_ctime_ns]


def _digest(path: Path) -> str:
    """Return the digest of a file, empty for what a build refuses to read: a pipe, a device, or a file without permission."""
    if not path.is_file():
        return ""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
