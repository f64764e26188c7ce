"""Kill commands that write, and fail where sources, graph or exports are not whole afterwards.

Usage: python -m tools.kills [--seed N] [--size N] [--verb VERB ...]

Each command is killed by SIGKILL before its first, second, ... change of a file (a file is opened for writing, renamed or removed, or a
folder is made), and at random times in between. What is left, after the next process has taken the lock of the project, must be the
state before or the state after; then the command runs to its end, and the state must be the state after, with nothing left over.
Commands run in children of one warm process: so a kill costs a fraction of a second.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from disgraph import open_graph, pipeline
from disgraph.claims.claim import Claim, Quote, Statement
from disgraph.cli.main import run_click
from disgraph.errors import DisgraphError
from disgraph.files import WORK
from disgraph.project import begin_project, own_project, project_lock
from disgraph.server.review_desk import ReviewDesk
from disgraph.transaction import JOURNAL
from disgraph.yamlfile import write_yaml

TEXT = "Amina Barasa, 34, founded Rift Hands Cooperative in Nakuru in 2016.\n\nThe cooperative employs 120 people.\n"
#: Events of Python that announce a change of files; an opening counts if it is for writing.
CHANGES = ("open", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate")
#: Seconds after which a command counts as hanging.
HANGS = 600.0
#: Share of the kills that happen at a random time.
_TIMED = 0.3

#: The content of every file that counts, by name, and the digest of the graph.
State = Mapping[str, str]
#: Runs in the folder of the project; the exit code of a command is its result.
Action = Callable[[], object]


class Verb(NamedTuple):
    """A verb that writes: its action, the actions that come before, and whether all files change as one.

    `between` leads to the state in the middle of a verb that is two decisions.
    """

    action: Action
    before: tuple[Action, ...] = ()
    is_single: bool = True
    between: Action | None = None


def cli(*arguments: str) -> Action:
    """Return the action of a command line."""
    return lambda: run_click(list(arguments))


def desk(decide: Callable[[ReviewDesk], object]) -> Action:
    """Return the action of a reviewer in the browser."""

    def act() -> None:
        at_desk = ReviewDesk(own_project(Path()))
        decide(at_desk)

    return act


def _first(at_desk: ReviewDesk, kind: str) -> str:
    return next(item.id for item in at_desk.waiting() if item.kind == kind)


def _edit(at_desk: ReviewDesk) -> None:
    item = next(item for item in at_desk.waiting() if item.kind == "claim" and "note:" not in at_desk.lines(item))
    at_desk.edit(item.id, at_desk.lines(item) + "    note: read twice\n")


def _undo(at_desk: ReviewDesk) -> None:
    at_desk.decide(_first(at_desk, "claim"), "reject")
    at_desk.undo()


def _claim(at_desk: ReviewDesk) -> None:
    content = Statement("rift-hands-cooperative-rift", "locatedIn", "nakuru-rift")
    quote = Quote("Rift Hands Cooperative in Nakuru", None, 0)
    claim = Claim("", "rift", content, (quote,), (), (), "stated", "", False, "accepted", "", "", "", "", "", None, "", 0)
    at_desk.add(claim)


#: The verbs that write.
VERBS: dict[str, Verb] = {
    "init": Verb(cli("init", "../mine2")),
    "add": Verb(cli("add", "-q", "../new.txt", "../page.html")),
    "extract": Verb(cli("extract", "-q", "--workers", "1"), (cli("add", "-q", "../new.txt", "../page.html"),), is_single=False),
    "review accept": Verb(cli("review", "-q", "--accept-above", "0.1", "--links-above", "0.1")),
    "reject": Verb(desk(lambda at_desk: at_desk.decide(_first(at_desk, "claim"), "reject"))),
    "unsure": Verb(desk(lambda at_desk: at_desk.decide(_first(at_desk, "link"), "unsure"))),
    "edit": Verb(desk(_edit)),
    "undo": Verb(desk(_undo), between=desk(lambda at_desk: at_desk.decide(_first(at_desk, "claim"), "reject"))),
    "class": Verb(desk(lambda at_desk: at_desk.reclassify("rift-hands-cooperative-rift", "Company"))),
    "judge": Verb(desk(lambda at_desk: at_desk.judge("lisbon", "nakuru-rift", "different", "two towns"))),
    "declare": Verb(desk(lambda at_desk: at_desk.declare("rift", "Nakuru market", "Site"))),
    "claim": Verb(desk(_claim)),
    "retract": Verb(cli("retract", "-q", "rift", "--yes")),
    "withhold": Verb(cli("retract", "-q", "--entity", "Ana Silva", "--yes")),
    "build": Verb(cli("build", "-q"), (cli("review", "-q", "--accept-above", "0.1"),)),
    "export": Verb(cli("export", "-q", "out.gexf")),
    "sheets": Verb(cli("export", "-q", "out.csv"), is_single=False),
    "query": Verb(cli("query", "SELECT * { ?s a dg:Person }", "-o", "rows.csv")),
}


def prepare(folder: Path) -> None:
    """Write a project with a document that was extracted, its graph, and former exports."""
    mine = folder / "mine"
    begin_project(mine)
    (folder / "rift.txt").write_text(TEXT, encoding="utf-8")
    (folder / "new.txt").write_text(TEXT.replace("34", "35"), encoding="utf-8")
    (folder / "page.html").write_text("<html><body><p>Asha Rao founded Open Hands in Pune.</p></body></html>", encoding="utf-8")
    for name in ("out.gexf", "out.csv", "out-edges.csv", "rows.csv"):
        (mine / name).write_text("former", encoding="utf-8")
    for action in (cli("add", "-q", "../rift.txt"), cli("extract", "-q"), cli("build", "-q")):
        _require(run(action, mine), "a step of the preparation")
    pipeline.checked_sources(own_project(mine))  # warms the process, of which the others are children
    judgement = {"verdict": "same", "status": "proposed", "confidence": "0.5", "entity": "ana-silva", "other": "amina-barasa-rift"}
    (mine / "data" / "judgements.yaml").write_text(write_yaml([{**judgement, "reason": "a guess"}]), encoding="utf-8")


def _require(code: int, what: str) -> None:
    if code:
        raise SystemExit(f"{what} ends with {code}")


def run(action: Action, folder: Path, hook: Callable[[], None] | None = None, seconds: float = HANGS) -> int:
    """Run an action in a child and kill it after a time; return its exit code, negative for a signal. What it prints is in `said`."""
    child = os.fork()
    if not child:
        _be_child(action, folder, hook)
    until = time.monotonic() + seconds
    while True:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        if time.monotonic() > until:
            os.kill(child, signal.SIGKILL)
        time.sleep(0.002)


def _be_child(action: Action, folder: Path, hook: Callable[[], None] | None) -> None:
    """Run an action, and end the process."""
    code = 70
    try:
        os.chdir(folder)
        said = os.open(folder.parent / "said", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(said, 1)
        os.dup2(said, 2)
        if hook:
            hook()
        found = action()
        code = found if isinstance(found, int) else 0
    except DisgraphError as error:
        print(error.message, getattr(error, "problems", ""), file=sys.stderr)  # noqa: T201
        code = error.exit_code
    except BaseException as error:  # noqa: BLE001  (a fault to report)
        print(f"[internal] {error!r}", file=sys.stderr)  # noqa: T201
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def killed_at(number: int) -> Callable[[], None]:
    """Return a hook that kills the process before a change of files, counted from 1."""
    return _on_change(lambda count: os.kill(os.getpid(), signal.SIGKILL) if count == number else None)


def counted_in(path: Path) -> Callable[[], None]:
    """Return a hook that writes the number of changes of files into a file."""

    def write(count: int) -> None:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.write(descriptor, str(count).encode())
        os.close(descriptor)

    return _on_change(write)


def _on_change(act: Callable[[int], object]) -> Callable[[], None]:
    count, is_acting = 0, False

    def see(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal count, is_acting
        if event not in CHANGES or is_acting or (event == "open" and not _writes(arguments)):
            return
        is_acting, count = True, count + 1
        act(count)
        is_acting = False

    return lambda: sys.addaudithook(see)


def _writes(arguments: tuple[Any, ...]) -> bool:
    path, _mode, flags = arguments
    is_file = isinstance(path, str | bytes | os.PathLike) and os.fspath(path) not in ("/dev/null", b"/dev/null")
    return is_file and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC))


def state(folder: Path) -> State:
    """Return the content of the files of a project and its exports; of the build folder the graph in use alone."""
    build = folder / "mine" / "build"
    found = {
        os.fspath(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "withheld.yaml" and build not in path.parents and not path.name.endswith(("-part", "said"))
    }
    current = (build / "current").read_text(encoding="utf-8").strip() if (build / "current").exists() else ""
    return {**found, "graph": current, "withheld": str((folder / "mine" / "data" / "withheld.yaml").exists())}


def recovered() -> None:
    """Take the lock of the project, as every verb that writes does, and read sources and graph."""
    project = own_project(Path())
    with project_lock(project):
        pipeline.checked_sources(project)
        if (project.build / "current").exists() and not open_graph(Path()).stats().text():
            raise DisgraphError("the graph is empty")


def leftovers(folder: Path) -> list[str]:
    """Return what a killed command left: work, part files, journals, graphs that are not in use, and empty folders."""
    named = [path for path in folder.rglob("*") if path.name.startswith(WORK) or path.name.endswith("-part") or path.name == JOURNAL]
    kept = ("documents", "claims", "entities", "build")
    empty = [path for path in folder.rglob("*") if path.is_dir() and not any(path.iterdir()) and path.name not in kept]
    graphs = sorted((folder / "mine" / "build").glob("graph-*"))
    broken = [path for path in graphs if not (path / "graph.json").exists()]
    return sorted({os.fspath(path.relative_to(folder)) for path in (*named, *empty, *broken)})


class Trials:
    """Kills of one verb, on copies of one start."""

    def __init__(self, name: str, prepared: Path, scratch: Path) -> None:
        self.name, self.verb, self.scratch = name, VERBS[name], scratch
        self.start = scratch / "start"
        scratch.mkdir()
        shutil.copytree(prepared, self.start)
        for action in self.verb.before:
            _require(run(action, self.start / "mine"), f"before {name}")
        self.before = state(self.start)
        copy = self._copy()
        begin = time.monotonic()
        _require(run(self.verb.action, copy / "mine", counted_in(scratch / "count")), f"{name}: {(copy / 'said').read_text()}")
        self.seconds = time.monotonic() - begin
        self.changes = int((scratch / "count").read_text())
        self.after = state(copy)
        self.between = self.before
        if self.verb.between:
            copy = self._copy()
            _require(run(self.verb.between, copy / "mine"), f"the middle of {name}")
            self.between = state(copy)
        if self.before == self.after and name != "undo":
            raise SystemExit(f"{name} changes nothing")

    def kill(self, moment: float) -> list[str]:
        """Kill the verb before a change (a whole number), or after seconds; return the faults."""
        copy = self._copy()
        if isinstance(moment, int):
            run(self.verb.action, copy / "mine", killed_at(moment))
        else:
            run(self.verb.action, copy / "mine", None, moment)
        found = [f"kept: {fault}" for fault in self._faults(copy)]
        if run(recovered, copy / "mine"):
            found.append(f"next command: {(copy / 'said').read_text().strip()}")
        left = state(copy)
        found += self._mixed(left)
        if left != self.after and (left == self.before or self.name == "init"):  # a killed `init` is finished by the next
            code = run(self.verb.action, copy / "mine")
            found += [f"again: ends with {code}: {(copy / 'said').read_text().strip()}"] if code else []
            found += [f"again: {line}" for line in _difference(self.after, state(copy))]
        return found + [f"left over: {each}" for each in leftovers(copy)]

    def _faults(self, copy: Path) -> Iterator[str]:
        """Yield graphs and exports that are not whole, before any other command has run."""
        for name, digest in state(copy).items():
            is_export = name.startswith("mine/") and name.count("/") == 1
            if is_export and digest not in (self.before.get(name), self.after.get(name)):
                yield f"{name} is not whole"

    def _mixed(self, left: State) -> list[str]:
        if left in (self.before, self.after, self.between):
            return []
        odd = [name for name in left if left[name] not in (self.before.get(name), self.after.get(name))]
        if not self.verb.is_single or self.name == "init":
            return [f"{name} is neither old nor new" for name in odd] if self.name != "init" else []
        return [f"neither old nor new: {line}; {self._describe(left)}" for line in _difference(self.before, left)]

    def _describe(self, left: State) -> str:
        return f"against the state after: {', '.join(_difference(self.after, left))}"

    def _copy(self) -> Path:
        copy = self.scratch / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(self.start, copy)
        return copy


def _difference(wanted: State, found: State) -> list[str]:
    return [f"{name} differs" for name in sorted({*wanted, *found}) if wanted.get(name) != found.get(name)]


def moments(rng: random.Random, size: int, trials: Trials) -> Iterator[float]:
    """Yield moments: each change of files once, in a random order, and random times."""
    changes = rng.sample(range(1, trials.changes + 1), trials.changes)
    for _ in range(size):
        yield changes.pop() if changes and rng.random() >= _TIMED else rng.uniform(0, trials.seconds * 1.1)


def main() -> int:
    """Kill as many commands as the size says; return 1 if something was not whole."""
    parser = argparse.ArgumentParser(description="Kill commands that write.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", type=int, default=60, help="number of kills")
    parser.add_argument("--verb", action="append", choices=sorted(VERBS))
    options = parser.parse_args()
    os.environ["DISGRAPH_SEMANTIC"] = "off"
    names = options.verb or list(VERBS)
    failed = killed = 0
    with tempfile.TemporaryDirectory(prefix="disgraph-kills-") as folder:
        start = Path(folder) / "prepared"
        start.mkdir()
        prepare(start)
        every = [Trials(name, start, Path(folder) / name) for name in names]
        changes = sum(trials.changes for trials in every)
        for trials in every:
            size = max(1, round(options.size * trials.changes / changes))
            killed += size
            sys.stdout.write(f"{trials.name}: {size} kills, {trials.changes} changes of files\n")
            for moment in moments(random.Random(f"{options.seed} {trials.name}"), size, trials):  # noqa: S311  (moments of tests)
                found = trials.kill(moment)
                failed += bool(found)
                sys.stdout.writelines(f"{trials.name}, at {moment}: {fault}\n" for fault in found)
                sys.stdout.flush()
    sys.stdout.write(f"{killed:,} kills, {failed:,} failures\n")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
