"""Kill commands that write at random moments, and fail where sources, graph or exports are not whole afterwards.

Usage: python -m tools.kills [--seed N] [--size N]

After each kill, the sources must be readable and the former graph complete. Then the same command runs to its end, and nothing of the
killed one may be left over.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from disgraph import open_graph, pipeline
from disgraph.errors import DisgraphError
from disgraph.files import WORK
from disgraph.project import Project, begin_project, own_project
from disgraph.transaction import JOURNAL

TEXT = "Amina Barasa, 34, founded Rift Hands Cooperative in Nakuru in 2016.\n\nThe cooperative employs 120 people.\n"
#: The verbs that write, each with its arguments; they are run in the folder of the project.
VERBS: dict[str, tuple[str, ...]] = {
    "add": ("add", "-q", "../new.txt", "../page.html"),
    "extract": ("extract", "-q", "--again"),
    "review": ("review", "-q", "--accept-above", "0.1"),
    "retract": ("retract", "-q", "rift", "--yes"),
    "build": ("build", "-q"),
    "export": ("export", "-q", "out.gexf"),
}


def begin(folder: Path) -> None:
    """Write a project with a document that was extracted, and its graph."""
    begin_project(folder / "mine")
    (folder / "rift.txt").write_text(TEXT, encoding="utf-8")
    (folder / "new.txt").write_text(TEXT.replace("Amina", "Neema"), encoding="utf-8")
    (folder / "page.html").write_text("<html><body><p>Asha Rao founded Open Hands in Pune.</p></body></html>", encoding="utf-8")
    for verb in (("add", "-q", "../rift.txt"), ("extract", "-q"), ("build", "-q")):
        subprocess.run(command(*verb), cwd=folder / "mine", check=True, capture_output=True)  # noqa: S603  (our own program)


def command(*arguments: str) -> list[str]:
    """Return a command line of disgraph."""
    return [sys.executable, "-m", "disgraph", *arguments]


def run_until(seconds: float, arguments: tuple[str, ...], folder: Path) -> bool:
    """Run a command and kill it after a time; return whether it was still running."""
    with subprocess.Popen(command(*arguments), cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:  # noqa: S603
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            return True
    return False


def faults(project: Project, before: set[str]) -> Iterator[str]:
    """Yield what is not whole after a kill."""
    try:
        pipeline.checked_sources(project)
        graph = open_graph(project.build.parent)
        if not graph.stats().text():
            yield "the graph is empty"
    except DisgraphError as error:
        yield f"{error.message} {getattr(error, 'problems', '')}"
    lost = before - {path.name for path in project.documents.iterdir()}
    if lost and len(lost) != 1:
        yield f"lost: {lost}"


def leftovers(folder: Path) -> list[str]:
    """Return what a killed command left."""
    return [str(path) for path in folder.rglob("*") if path.name.startswith(WORK) or path.name.endswith("-part") or path.name == JOURNAL]


def try_one(rng: random.Random, start: Path, usual: dict[str, float]) -> tuple[str, bool, list[str]]:
    """Kill one command; return its verb, whether it was running, and the faults."""
    verb = rng.choice(list(VERBS))
    with tempfile.TemporaryDirectory(prefix="disgraph-kills-") as scratch:
        copy = Path(scratch) / "copy"
        shutil.copytree(start, copy)
        project = own_project(copy / "mine")
        before = {path.name for path in project.documents.iterdir()}
        was_running = run_until(rng.uniform(0, usual[verb] * 1.1), VERBS[verb], copy / "mine")
        found = list(faults(project, before))
        ended = subprocess.run(command(*VERBS[verb]), cwd=copy / "mine", check=False, capture_output=True, text=True)  # noqa: S603
        if b"[internal]" in ended.stderr.encode():
            found.append(ended.stderr)
        if ended.returncode and "is not a document" not in ended.stderr:  # the retraction was finished
            found.append(f"the next {verb} ends with {ended.returncode}: {ended.stderr}")
        found += [f"left over: {each}" for each in leftovers(copy)]
    return verb, was_running, found


def main() -> int:
    """Kill as many commands as the size says; return 1 if something was not whole."""
    parser = argparse.ArgumentParser(description="Kill commands at random moments.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", type=int, default=50, help="number of kills")
    options = parser.parse_args()
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
    os.environ["DISGRAPH_SEMANTIC"] = "off"
    failed = killed = 0
    with tempfile.TemporaryDirectory(prefix="disgraph-kills-") as folder:
        begin(Path(folder))
        usual = dict(measured(Path(folder)))
        rng = random.Random(options.seed)  # noqa: S311  (moments of tests)
        for number in range(options.size):
            verb, was_running, found = try_one(rng, Path(folder), usual)
            killed += was_running
            failed += bool(found)
            for fault in found:
                sys.stdout.write(f"{number} {verb}: {fault}\n")
    sys.stdout.write(f"{options.size:,} commands, {killed:,} killed, {failed:,} failures\n")
    return 1 if failed else 0


def measured(start: Path) -> Iterator[tuple[str, float]]:
    """Yield the seconds that each verb takes."""
    for verb, arguments in VERBS.items():
        with tempfile.TemporaryDirectory(prefix="disgraph-kills-") as scratch:
            shutil.copytree(start, Path(scratch) / "copy")
            begin = time.monotonic()
            subprocess.run(command(*arguments), cwd=Path(scratch) / "copy" / "mine", check=True, capture_output=True)  # noqa: S603
            yield verb, time.monotonic() - begin


if __name__ == "__main__":
    raise SystemExit(main())
