"""The former graph of a project, as a build continues from it: its lines, how others differ from them, and a copy of its stores."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from disgraph.rdf import INFERRED, Quad, RdfFormat, memory_store, parse_text
from disgraph.store.current import DATASET

#: A change of more than this share of the bytes is built from nothing: following each quad then takes longer than all rules at once.
_SHARE = 0.05


class LineChange(NamedTuple):
    """Asserted lines that are gone, and new ones."""

    removed: list[str]
    added: list[str]

    def quads(self) -> tuple[set[Quad], set[Quad]]:
        """Return both as quads, with their literals as a store returns them."""
        removed, added = (set(memory_store(parse_text("".join(lines).encode(), RdfFormat.N_QUADS))) for lines in self)
        return removed - added, added - removed


def former_lines(graph: Path) -> Iterator[tuple[str, bool]]:
    """Yield the lines of the default graph of a dataset, in order, each with whether it is inferred.

    An inferred triple is also listed in a named graph, on the next line.
    """
    held = ""
    with (graph / DATASET).open(encoding="utf-8", newline="\n") as file:
        for line in file:
            is_listed = bool(held) and line == f"{held[:-2]}{INFERRED} .\n"
            if held:
                yield held, is_listed
            held = "" if is_listed else line
    if held:
        yield held, False


def line_change(graph: Path, lines: Path) -> LineChange | None:
    """Return how sorted asserted lines differ from those of a graph; None if a build from nothing is faster."""
    former = (line for line, is_inferred in former_lines(graph) if not is_inferred)
    change, left = LineChange([], []), _SHARE * lines.stat().st_size
    with lines.open(encoding="utf-8", newline="\n") as file:
        for is_new, line in _different(former, file):
            (change.added if is_new else change.removed).append(line)
            left -= len(line)
            if left < 0:
                return None
    return change


def _different(former: Iterator[str], present: Iterator[str]) -> Iterator[tuple[bool, str]]:
    """Yield the lines that only one of two sorted streams has, each with whether it is of the second."""
    old, new = next(former, None), next(present, None)
    while old is not None or new is not None:
        if old == new:
            old, new = next(former, None), next(present, None)
        elif new is None or (old is not None and old < new):
            yield False, old or ""
            old = next(former, None)
        else:
            yield True, new
            new = next(present, None)


def copy_store(store: Path, copy: Path) -> None:
    """Copy a store on disk. Its files of sorted data never change once they are written, so the copy shares them."""
    copy.mkdir()
    for path in store.iterdir():
        if path.suffix == ".sst" and _is_linked(path, copy / path.name):
            continue
        if path.name not in ("LOCK", "LOG"):
            shutil.copy2(path, copy / path.name)


def _is_linked(path: Path, link: Path) -> bool:
    """Link a file, unless the file system cannot."""
    try:
        os.link(path, link)
    except OSError:
        return False
    return True
