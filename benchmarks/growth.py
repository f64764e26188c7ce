"""Measure builds and answers of growing projects, as whole processes: python benchmarks/growth.py DOCUMENTS...

Every figure is processor time of a child process, its children included, or its memory at most. The floor of a build is a bulk load of
the same quads, which writes a store and nothing else. The table goes between two marks in docs/performance.md; with
`--write` it is replaced there. The first size is the one that others are compared with.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple

from measure import COMMAND
from projects import CLAIMS, write_document, write_project

PAGE = Path(__file__).resolve().parents[1] / "docs" / "performance.md"
BEGIN, END = "<!-- generated: growth -->", "<!-- end -->"
TIMES = 3

#: Loads the dataset of the project into a new store, as a build does.
FLOOR = """
import sys, tempfile
from pathlib import Path
from disgraph.rdf import Store, load_nquads
with tempfile.TemporaryDirectory() as folder:
    load_nquads(Store(folder), next(Path("build").glob("graph-*/dataset.nq")))
"""

ANSWERS = {
    "`show`": ("show", "Person 1 1"),
    "`search`": ("search", "Company 1"),
    "`audit NAME`": ("audit", "Company 1"),
    "`stats`": ("stats",),
    "`path`": ("path", "Person 1 1", "Person 2 1"),
}
EXPORTS = {
    "GEXF, `--layout none`": ("export", "x.gexf", "--layout", "none"),
    "GEXF": ("export", "x.gexf"),
    "Turtle": ("export", "x.ttl"),
}


class Cost(NamedTuple):
    """Processor time of a process in seconds, and its memory at most in megabytes."""

    seconds: float
    megabytes: float


def cost(folder: Path, *command: str) -> Cost:
    """Return what a process costs that runs in a project."""
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        message = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)}: {message}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def seconds(folder: Path, *arguments: str, times: int = 1) -> float:
    """Return the median processor time of a command of disgraph in a project."""
    return median(cost(folder, *COMMAND, *arguments).seconds for _ in range(times))


def measured(folder: Path, documents: int) -> Iterator[tuple[str, str]]:
    """Yield the name and the figure of each measurement of a project."""
    write_project(folder, documents)
    built, floor = cost(folder, *COMMAND, "build"), cost(folder, sys.executable, "-c", FLOOR)
    yield "build", f"{built.seconds:.2f} s"
    yield "bulk load of the same quads", f"{floor.seconds:.2f} s"
    yield "build, against the bulk load", f"{built.seconds / floor.seconds:.1f} times"
    yield "build, memory", f"{built.megabytes:.0f} MB"
    again = seconds(folder, "build")
    yield "build, nothing changed", f"{again:.2f} s"
    write_document(folder, 0, "More words.\n")
    _catalogue(folder)
    changed = seconds(folder, "build")
    yield "build, one document changed", f"{changed:.2f} s"
    for name, arguments in {**ANSWERS, **EXPORTS}.items():
        yield name, f"{seconds(folder, *arguments, times=TIMES):.2f} s"


def _catalogue(folder: Path) -> None:
    """Write the digest of the changed document."""
    import hashlib

    path = folder / "data" / "documents.yaml"
    first, *others = path.read_text().splitlines(keepends=True)
    before, rest = first.split("sha256: ", 1)
    digest = hashlib.sha256((folder / "documents" / "d0.txt").read_bytes()).hexdigest()
    path.write_text(f"{before}sha256: {digest}{rest[64:]}" + "".join(others))


def table(sizes: list[int]) -> str:
    """Measure projects of some sizes; return the table."""
    columns = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as place:
            columns.append(dict(measured(Path(place) / "project", size)))
    head = [f"{size * CLAIMS:,} claims" for size in sizes]
    rows = [f"| {name} | " + " | ".join(column[name] for column in columns) + " |" for name in columns[0]]
    return "\n".join([f"| | {' | '.join(head)} |", f"|---|{'---:|' * len(sizes)}", *rows]) + "\n"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("documents", type=int, nargs="+")
    parser.add_argument("--write", action="store_true", help="replace the table in docs/performance.md")
    given = parser.parse_args()
    os.environ.setdefault("DISGRAPH_SEMANTIC", "off")
    text = table(given.documents)
    print(text, end="")
    if given.write:
        page = PAGE.read_text(encoding="utf-8")
        before, rest = page.split(BEGIN, 1)
        PAGE.write_text(f"{before}{BEGIN}\n{text}{END}{rest.split(END, 1)[1]}", encoding="utf-8")
