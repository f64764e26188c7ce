"""A build after any changes gives the same bytes as a build from nothing, and does again only what the changes concern."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.growth.edited_project import (
    DOCUMENTS,
    EDITS,
    add_words,
    begin_edited,
    change_entity,
    change_ontology,
    drop_claim,
    retract_document,
)
from tests.tries import tries

from disgraph import pipeline
from disgraph.pipeline import build_steps, former_graph, shards
from disgraph.pipeline.graph_assembly import ChangedAssembly, GraphAssembly, assemble
from disgraph.pipeline.shards import SHARDS, asserted_lines, shard_cache
from disgraph.project import Project, own_project
from disgraph.rdf import Quad, open_store
from disgraph.store.build_record import RECORD
from disgraph.store.current import ASSERTED, STORE, current_graph
from disgraph.triples.emit import DocumentPart, emit_document, emit_quads

#: Some changes in order: each with the number of a document or company.
CHANGES = st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, DOCUMENTS - 1)), min_size=1, max_size=4)


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project before its changes, with the shards of its documents."""
    project = begin_edited(tmp_path_factory.mktemp("unchanged") / "project")
    lines_of(project)
    return project.build.parent


@pytest.fixture
def project(unchanged: Path, tmp_path: Path) -> Project:
    """A copy of the project with its shards."""
    return own_project(Path(shutil.copytree(unchanged, tmp_path / "copy")))


def lines_of(project: Project, jobs: int = 1) -> list[str]:
    """Return the asserted lines of a project, with the shards of earlier calls."""
    return sorted(set(asserted_lines(pipeline.read_sources(project), shard_cache(project, jobs))))


def lines_from_nothing(project: Project) -> list[str]:
    """Return the asserted lines of a project without shards."""
    return sorted({f"{quad} .\n" for quad in emit_quads(pipeline.read_sources(project))})


@pytest.fixture
def emitted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the documents that are emitted from now on."""
    found: list[str] = []

    def noted(part: DocumentPart, *others: object) -> Iterator[object]:
        found.append(part.document.id)
        return emit_document(part, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(shards, "emit_document", noted)
    return found


@settings(max_examples=tries(16))
@given(CHANGES)
def test_shards_after_changes_give_the_lines_of_a_build_from_nothing(unchanged: Path, changes: list[tuple[object, int]]) -> None:
    with tempfile.TemporaryDirectory() as place:
        project = own_project(Path(shutil.copytree(unchanged, Path(place) / "copy")))
        for change, number in changes:
            change(project.build.parent, number)  # type: ignore[operator]
            assert lines_of(project) == lines_from_nothing(project)


def test_only_a_changed_document_is_emitted(project: Project, emitted: list[str]) -> None:
    folder = project.build.parent
    lines_of(project)
    assert emitted == []
    add_words(folder, 1)
    drop_claim(folder, 2)
    lines_of(project)
    assert emitted == ["d1", "d2"]


def test_a_changed_entity_emits_the_documents_that_name_it(project: Project, emitted: list[str]) -> None:
    """Document `d0` names the companies 0 to 8, `d1` and `d2` name company 9."""
    change_entity(project.build.parent, 9)
    lines_of(project)
    assert emitted == ["d1", "d2"]


def test_a_changed_ontology_emits_every_document(project: Project, emitted: list[str]) -> None:
    change_ontology(project.build.parent, 0)
    lines_of(project)
    assert emitted == ["d0", "d1", "d2"]


def test_a_shard_that_cannot_be_read_is_written_again(project: Project, emitted: list[str]) -> None:
    one, *_ = (project.build / SHARDS).iterdir()
    whole = one.read_bytes()
    one.write_bytes(whole[: len(whole) // 2])
    lines = lines_of(project)
    assert (len(emitted), one.read_bytes(), lines) == (1, whole, lines_from_nothing(project))


def test_processes_write_the_same_shards(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {path.name: path.read_bytes() for path in (project.build / SHARDS).iterdir()}
    shutil.rmtree(project.build / SHARDS)
    monkeypatch.setattr(shards, "_AT_ONCE", 1)
    lines_of(project, jobs=2)
    assert {path.name: path.read_bytes() for path in (project.build / SHARDS).iterdir()} == before


def test_shards_that_a_killed_build_finished_are_kept(project: Project, emitted: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    for path in (project.build / SHARDS).iterdir():
        path.unlink()
    write = shards._write

    def killed(part: DocumentPart, context: shards.Context) -> None:
        if part.document.id == "d2":
            raise KeyboardInterrupt
        write(part, context)

    monkeypatch.setattr(shards, "_write", killed)
    with pytest.raises(KeyboardInterrupt):
        lines_of(project)
    monkeypatch.setattr(shards, "_write", write)
    assert lines_of(project) == lines_from_nothing(project)
    assert emitted == ["d0", "d1", "d2"]


#: Computes shards in two processes, reports when the first is finished, and waits to be killed.
WAITING = """
import sys
from pathlib import Path
from disgraph import pipeline
from disgraph.pipeline import shards
from disgraph.project import own_project

class Waiting(shards.ProcessPoolExecutor):
    def map(self, *given):
        for result in super().map(*given):
            print("finished", flush=True)
            sys.stdin.read()
            yield result

if __name__ == "__main__":
    shards._AT_ONCE, shards.ProcessPoolExecutor = 1, Waiting
    project = own_project(Path(sys.argv[1]))
    list(shards.asserted_lines(pipeline.read_sources(project), shards.shard_cache(project, 2)))
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a process in another way")
def test_a_build_that_is_killed_leaves_its_shards_and_no_process(project: Project, tmp_path: Path) -> None:
    """Its processes hold its output open, so the output ends when the last of them has ended."""
    shutil.rmtree(project.build / SHARDS)
    script = tmp_path / "waiting.py"
    script.write_text(WAITING)
    command = [sys.executable, str(script), str(project.build.parent)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as build:
        assert build.stdout is not None
        assert build.stdout.readline() == b"finished\n"
        build.kill()
        build.communicate(timeout=60)
    finished = {path.name: path.stat().st_mtime_ns for path in (project.build / SHARDS).glob("*.gz")}
    assert finished
    assert lines_of(project) == lines_from_nothing(project)
    kept = {path.name: path.stat().st_mtime_ns for path in (project.build / SHARDS).iterdir()}
    assert len(kept) == DOCUMENTS
    assert finished.items() <= kept.items()


class Built(NamedTuple):
    """The files of a graph, the quads of its stores, and the results of its shapes."""

    files: dict[str, bytes]
    quads: list[set[Quad]]
    results: object


def built(project: Project) -> Built:
    """Build a project."""
    graph = pipeline.build(project, lambda _step: None).folder
    files = {path.name: path.read_bytes() for path in graph.iterdir() if path.is_file()}
    results = json.loads((project.build / RECORD).read_text())["results"]
    return Built(files, [set(open_store(str(graph / name))) for name in (STORE, ASSERTED)], results)


def from_nothing(project: Project, place: Path) -> Built:
    """Build a copy of a project that has no earlier build."""
    copy = Path(shutil.copytree(project.build.parent, place / "fresh", ignore=shutil.ignore_patterns("build")))
    found = built(own_project(copy))
    shutil.rmtree(copy)
    return found


def test_a_build_from_the_former_graph_is_one_from_nothing(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A document changes, a claim goes with what follows from it, an entity changes, a document goes."""
    monkeypatch.setattr(former_graph, "_SHARE", 1)
    begun: list[type] = []
    monkeypatch.setattr(build_steps, "assemble", lambda *given: noted(assemble(*given), begun))
    built(project)
    for change, number in ((add_words, 0), (drop_claim, 1), (change_entity, 2), (retract_document, 0)):
        change(project.build.parent, number)
    assert built(project) == from_nothing(project, tmp_path)
    assert begun == [GraphAssembly, ChangedAssembly, GraphAssembly]


def noted(assembly: GraphAssembly, begun: list[type]) -> GraphAssembly:
    """Note how a graph is assembled."""
    begun.append(type(assembly))
    return assembly


@pytest.mark.slow
@pytest.mark.thorough
@settings(max_examples=tries(12))
@given(CHANGES)
def test_builds_after_changes_are_builds_from_nothing(unchanged: Path, changes: list[tuple[object, int]]) -> None:
    with tempfile.TemporaryDirectory() as place, pytest.MonkeyPatch.context() as patched:
        patched.setattr(former_graph, "_SHARE", 1)
        project = own_project(Path(shutil.copytree(unchanged, Path(place) / "copy")))
        built(project)
        for change, number in changes:
            change(project.build.parent, number)  # type: ignore[operator]
            assert built(project) == from_nothing(project, Path(place))


def test_a_large_change_is_built_from_nothing(tiny_folder: Path, tmp_path: Path) -> None:
    """Following each changed quad would then take longer than all rules at once."""
    lines = tmp_path / "lines.nq"
    graph = Path(current_graph(str(own_project(tiny_folder).build)))
    asserted = [line for line, is_inferred in former_graph.former_lines(graph) if not is_inferred]
    lines.write_text("".join(asserted[1:]), encoding="utf-8")
    assert former_graph.line_change(graph, lines) == ([asserted[0]], [])
    lines.write_text("".join(asserted[: len(asserted) // 2]), encoding="utf-8")
    assert former_graph.line_change(graph, lines) is None
