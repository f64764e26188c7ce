"""Measure builds and answers of growing projects, as whole processes: python benchmarks/growth.py DOCUMENTS...

Every figure is processor time of a child process, its children included. The table goes between two marks in docs/performance.md; with
`--write` it is replaced there. The first size is the one that others are compared with.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from projects import CLAIMS, write_document, write_project

PAGE = Path(__file__).resolve().parents[1] / "docs" / "performance.md"
BEGIN, END = "<!-- generated: growth -->", "<!-- end -->"
TIMES = 3

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


def seconds(folder: Path, *arguments: str, times: int = 1) -> float:
    """Return the median processor time of a command of disgraph in a project."""
    found = []
    for _ in range(times):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run([sys.executable, "-m", "disgraph", *arguments], cwd=folder, capture_output=True, text=True, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if done.returncode not in (0, 1):
            sys.exit(f"{' '.join(arguments)}: {done.stderr}")
        found.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    return median(found)


def measured(folder: Path, documents: int) -> Iterator[tuple[str, float]]:
    """Yield the name and seconds of each measurement of a project."""
    write_project(folder, documents)
    yield "build", seconds(folder, "build")
    yield "build, nothing changed", seconds(folder, "build")
    write_document(folder, 0, "More words.\n")
    _catalogue(folder)
    yield "build, one document changed", seconds(folder, "build")
    for name, arguments in {**ANSWERS, **EXPORTS}.items():
        yield name, seconds(folder, *arguments, times=TIMES)


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
    rows = [f"| {name} | " + " | ".join(f"{column[name]:.2f} s" for column in columns) + " |" for name in columns[0]]
    return "\n".join([f"| processor time | {' | '.join(head)} |", f"|---|{'---:|' * len(sizes)}", *rows]) + "\n"


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
