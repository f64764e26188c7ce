"""A graph on disk: the same bytes from the same sources, and never half of it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from tests.opened import folder_of, store_of

from disgraph import open_graph, pipeline, rdf
from disgraph.errors import InputError, NotBuilt, Refused
from disgraph.graph.opening import open_folder
from disgraph.project import Project
from disgraph.rdf import DG, NamedNode, Quad, open_store
from disgraph.store import graph_writer
from disgraph.store.current import current_graph
from disgraph.store.graph_writer import write_graph

Write = Callable[[Mapping[str, str]], Project]
CLAIMS = "data/claims/d1.yaml"
FILES = {"names.tsv": lambda path: path.write_bytes(b"\na\turn:a\tA\tPerson\td1\n")}

BUILD = """
import sys
from pathlib import Path
from disgraph.pipeline import build
from disgraph.project import own_project, shipped_project
project = own_project(Path(sys.argv[1])) if sys.argv[1] != "shipped" else shipped_project()
print(build(project._replace(build=Path(sys.argv[2])), lambda step: None)[0])
"""

#: Builds, but stops in the middle of writing, says so, and waits to be killed.
STALL = """
import sys, time
from pathlib import Path
from importlib import import_module
from disgraph.pipeline import build
from disgraph.project import own_project
def stall(*_):
    print("writing", flush=True)
    time.sleep(600)
setattr(import_module(sys.argv[2]), sys.argv[3], stall)
build(own_project(Path(sys.argv[1])), lambda step: None)
"""


def quad(name: str) -> Quad:
    """Return a triple that distinguishes graphs."""
    return Quad(NamedNode(f"urn:{name}"), DG["hasTie"], NamedNode("urn:b"))


def write(build: Path, name: str) -> Path:
    """Write a graph of one asserted and one inferred triple."""
    return write_graph(build, [quad(name)], [quad(f"{name}2")], FILES, {"project": name, "relations": {}})


def files(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its content."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def graph_files(build: Path) -> dict[str, bytes]:
    """Return every file of a build folder but the triples that are kept for the next build, and the log of the store, which ends late."""
    return {name: content for name, content in files(build).items() if not name.startswith("shards") and not name.endswith("/LOG")}


def environment(seed: str = "0") -> dict[str, str]:
    """Return an environment in which the package is found."""
    return {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}


# --- the same bytes ---


@pytest.mark.slow
def test_the_dataset_is_the_same_bytes_under_every_hash_seed(shipped_folder: Path, tmp_path: Path) -> None:
    """The graph that the tests share was built under a random seed."""
    command = [sys.executable, "-c", BUILD, "shipped", str(tmp_path)]
    done = subprocess.run(command, env=environment("1"), capture_output=True, text=True, check=True)
    first, second = shipped_folder, Path(done.stdout.strip())
    assert first.name == second.name
    compared = sorted(path.name for path in first.iterdir() if path.is_file())
    assert {"dataset.nq", "names.tsv", "graph.json"} <= set(compared)
    assert [name for name in compared if (first / name).read_bytes() != (second / name).read_bytes()] == []
    assert (first / "dataset.nq").stat().st_size > 5_000_000


def test_the_dataset_is_sorted_lines_each_once(shipped_folder: Path) -> None:
    lines = (shipped_folder / "dataset.nq").read_text(encoding="utf-8").splitlines()
    assert lines == sorted(set(lines))
    assert len(lines) > 60_000


def test_building_again_changes_nothing(tiny_project: Project) -> None:
    first = pipeline.build(tiny_project, lambda _step: None).folder
    before = files(first)
    second = pipeline.build(tiny_project, lambda _step: None).folder
    assert second == first
    assert files(second) == before


def test_the_stores_hold_what_was_written(tmp_path: Path) -> None:
    folder = write(tmp_path / "build", "a")
    assert set(store_of(open_folder(str(folder)))) == {quad("a"), quad("a2")}
    assert set(store_of(open_folder(str(folder), with_inferred=False))) == {quad("a")}
    assert open_folder(str(folder)).summary["project"] == "a"
    assert len(open_folder(str(folder)).summary["digest"]) == 64


def test_an_opened_graph_cannot_be_written(tmp_path: Path) -> None:
    store = store_of(open_folder(str(write(tmp_path / "build", "a"))))
    with pytest.raises(RuntimeError, match="read-write"):
        store.add(quad("z"))


# --- all or nothing ---


def test_a_new_graph_takes_the_place_of_the_former(tmp_path: Path) -> None:
    build = tmp_path / "build"
    first = write(build, "a")
    second = write(build, "b")
    assert current_graph(str(build)) == str(second)
    assert first.exists(), "a reader may be about to open the former graph"
    third = write(build, "c")
    assert not first.exists()
    assert sorted(path.name for path in build.iterdir()) == sorted(["current", second.name, third.name])


def test_without_a_graph_the_error_says_to_build(tmp_path: Path) -> None:
    with pytest.raises(NotBuilt) as caught:
        current_graph(str(tmp_path / "build"))
    assert caught.value.remedy == "Run `disgraph build`."
    with pytest.raises(NotBuilt):
        open_store(str(tmp_path / "none"))


def test_a_missing_graph_is_reported_as_missing(tmp_path: Path) -> None:
    (write(tmp_path / "build", "a") / "graph.json").unlink()
    with pytest.raises(NotBuilt, match="missing or broken"):
        current_graph(str(tmp_path / "build"))


def test_a_broken_graph_is_written_again(tmp_path: Path) -> None:
    build = tmp_path / "build"
    (write(build, "a") / "graph.json").unlink()
    assert set(store_of(open_folder(str(write(build, "a"))))) == {quad("a"), quad("a2")}


def test_a_refused_build_leaves_the_former_graph(write_tiny: Write, tiny_files: dict[str, str]) -> None:
    project = write_tiny({})
    pipeline.build(project, lambda _step: None)
    before = files(project.build)
    write_tiny({CLAIMS: tiny_files[CLAIMS].replace("value: 1200", "value: 1201")})
    with pytest.raises(Refused):
        pipeline.build(project, lambda _step: None)
    assert files(project.build) == before


def test_a_graph_that_violates_a_shape_is_not_written(write_tiny: Write, tiny_files: dict[str, str]) -> None:
    """A person who is her own mother breaks a shape; the build names person and rule."""
    project = write_tiny({})
    pipeline.build(project, lambda _step: None)
    before = graph_files(project.build)
    write_tiny({CLAIMS: tiny_files[CLAIMS].replace("[amei-li, livesIn, green-village]", "[amei-li, hasMother, amei-li]")})
    with pytest.raises(Refused) as caught:
        pipeline.build(project, lambda _step: None)
    assert {problem.rule for problem in caught.value.problems} <= {"shape-violated", "contradiction"}
    assert any("amei-li" in problem.file for problem in caught.value.problems)
    assert graph_files(project.build) == before


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), ValueError("a bug"), KeyboardInterrupt()])
def test_an_exception_while_writing_leaves_the_former_graph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    build = tmp_path / "build"
    write(build, "a")
    before = files(build)

    def digest(_paths: object) -> str:
        raise error

    monkeypatch.setattr(graph_writer, "_digest", digest)
    expected = InputError if isinstance(error, OSError) else type(error)
    with pytest.raises(expected):
        write(build, "b")
    assert files(build) == before


def test_a_folder_that_cannot_be_written_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be written"):
        write(tmp_path / "file" / "build", "a")


def test_only_graphs_of_our_own_are_removed(tmp_path: Path) -> None:
    """robustness-RB1, RB5: a folder of a user stays, and the permissions follow the umask."""
    build = tmp_path / "build"
    for name in ("graph-notes", "graph-0123456789abcdef"):
        (build / name).mkdir(parents=True)
        (build / name / "graph.json").write_text('{"digest": "other"}', encoding="utf-8")
    written = [write(build, name) for name in ("a", "b", "c")]
    assert [folder.exists() for folder in written] == [False, True, True]
    assert {"graph-notes", "graph-0123456789abcdef"} <= {path.name for path in build.iterdir()}
    assert written[-1].stat().st_mode == build.stat().st_mode


@pytest.mark.parametrize("name", ["names.tsv", "graph.json", "store", "asserted"])
def test_a_graph_that_lacks_a_part_is_reported_by_all(tmp_path: Path, name: str) -> None:
    """robustness-RB37: the check is where the graph is opened, before any verb reads a part of it."""
    folder = write(tmp_path / "build", "a")
    part = folder / name
    if part.is_dir():
        shutil.rmtree(part)
    else:
        part.write_bytes(b"")
    with pytest.raises(NotBuilt, match="missing or broken"):
        open_graph(folder)
    with pytest.raises(NotBuilt, match="missing or broken"):
        current_graph(str(tmp_path / "build"))


@pytest.mark.parametrize("content", ["[]", "1", '{"graph_version": 99}', '{"graph_version": 1, "sizes": 3}', "{" * 5000])
def test_a_summary_of_another_version_or_form_is_refused(tmp_path: Path, content: str) -> None:
    """robustness-RB38."""
    folder = write(tmp_path / "build", "a")
    (folder / "graph.json").write_text(content, encoding="utf-8")
    with pytest.raises(NotBuilt) as caught:
        current_graph(str(tmp_path / "build"))
    if "99" in content:
        assert "in version 99 of its files; this one reads version 1." in caught.value.message


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize(
    ("module", "stage"),
    [
        pytest.param("pipeline.graph_assembly", "load_nquads", marks=pytest.mark.slow),
        pytest.param("store.graph_writer", "_digest", marks=pytest.mark.slow),
        ("store.graph_writer", "_install"),
    ],
)
def test_a_build_that_is_killed_leaves_the_former_graph(write_tiny: Write, tiny_files: dict[str, str], module: str, stage: str) -> None:
    project = write_tiny({})
    folder = pipeline.build(project, lambda _step: None).folder
    before = files(folder)
    write_tiny({CLAIMS: tiny_files[CLAIMS].replace("content: open a shop", "content: own a shop")})
    with subprocess.Popen(
        [sys.executable, "-c", STALL, str(project.build.parent), f"disgraph.{module}", stage],
        env=environment(),
        stdout=subprocess.PIPE,
        text=True,
    ) as building:
        assert building.stdout is not None
        assert building.stdout.readline() == "writing\n"
        building.send_signal(signal.SIGKILL)
    assert current_graph(str(project.build)) == str(folder)
    assert files(folder) == before
    assert len(store_of(open_folder(str(folder)))) > 3000
    again = pipeline.build(project, lambda _step: None).folder
    assert again != folder
    assert current_graph(str(project.build)) == str(again)


# --- readers next to a writer ---


def test_a_reader_continues_while_a_new_graph_is_swapped_in(tmp_path: Path) -> None:
    build = tmp_path / "build"
    reader = open_folder(str(write(build, "a")))
    assert set(store_of(reader)) == {quad("a"), quad("a2")}
    second = write(build, "b")
    assert set(store_of(reader)) == {quad("a"), quad("a2")}
    assert set(store_of(open_folder(current_graph(str(build))))) == {quad("b"), quad("b2")}
    write(build, "c")
    assert not Path(folder_of(reader)).exists()
    assert second.exists()
    assert set(store_of(reader)) == {quad("a"), quad("a2")}


def test_a_reader_of_a_large_graph_continues_too(shipped_folder: Path, tmp_path: Path) -> None:
    """The store of the five documents, with files that are read only when a query needs them."""
    folder = tmp_path / "graph-old"
    shutil.copytree(shipped_folder, folder)
    reader = open_folder(str(folder))
    total = len(store_of(reader))
    shutil.rmtree(folder)
    assert sum(1 for _ in store_of(reader)) == total > 60_000


def test_several_readers_open_one_graph_at_once(tmp_path: Path) -> None:
    folder = str(write(tmp_path / "build", "a"))
    readers = [store_of(open_folder(folder)) for _ in range(4)]
    assert [len(store) for store in readers] == [2, 2, 2, 2]


def test_a_dataset_sorted_in_parts_is_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quads = [quad(f"{number * 7 % 101:03}") for number in range(101)]
    rdf.write_nquads(quads, tmp_path / "whole.nq")
    monkeypatch.setattr(rdf, "_SORTED_AT_ONCE", 10)
    rdf.write_nquads(quads, tmp_path / "parts.nq")
    assert (tmp_path / "parts.nq").read_bytes() == (tmp_path / "whole.nq").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["parts.nq", "whole.nq"]
    assert len((tmp_path / "whole.nq").read_text().splitlines()) == 101
