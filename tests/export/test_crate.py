"""The RO-Crate: read back by the rocrate package, and every checksum recomputed."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from rocrate.rocrate import ROCrate
from tests.conftest import write_project

from disgraph import pipeline
from disgraph.corpus.documents import read_catalogue
from disgraph.errors import InputError
from disgraph.export.crate import METADATA, crate, metadata
from disgraph.export.network_source import read_network
from disgraph.export.writers import WRITERS, ExportRequest
from disgraph.graph.graph import Graph
from disgraph.graph.opening import open_folder
from disgraph.project import Project, shipped_project
from disgraph.store.current import current_graph


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The tiny project with a day of release, and its graph."""
    project = write_project(tmp_path_factory.mktemp("released"), {"disgraph.toml": 'released = "2026-11-22"\n'})
    pipeline.build(project, lambda _step: None)
    return project


def write(project: Project) -> bytes:
    graph = open_folder(current_graph(str(project.build)))
    content = WRITERS["crate"].files(ExportRequest(graph, lambda: read_network(graph), "x.zip"))["x.zip"]
    assert isinstance(content, bytes)
    return content


@pytest.fixture(scope="module")
def written(project: Project) -> bytes:
    return write(project)


@pytest.fixture(scope="module")
def members(written: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def read(members: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> ROCrate:
    return read_by_rocrate(members, tmp_path_factory.mktemp("crate"))


def read_by_rocrate(members: Mapping[str, bytes], folder: Path) -> ROCrate:
    for name, content in members.items():
        (folder / name).write_bytes(content)
    return ROCrate(str(folder))


def test_describes_every_file_with_its_size_and_checksum(read: ROCrate, members: dict[str, bytes]) -> None:
    files = {entity.id: entity for entity in read.data_entities}
    assert set(files) == set(members) - {METADATA}
    assert len(files) > 5
    for name, entity in files.items():
        assert entity["sha256"] == hashlib.sha256(members[name]).hexdigest()
        assert entity["contentSize"] == str(len(members[name]))


def test_states_licence_day_and_origin(shipped: Graph, tmp_path: Path) -> None:
    """Of the seed documents: a project of one's own states no licence."""
    project = shipped_project()
    catalogue = read_catalogue(project.catalogue, project.documents)
    files = {name: name.encode() for name in ("graph.ttl", "graph.gexf")}
    read = read_by_rocrate({METADATA: json.dumps(metadata(shipped, files)).encode(), **files}, tmp_path)
    root = read.root_dataset
    assert (root["license"].id, root["datePublished"]) == ("https://opensource.org/licenses/MIT", project.released)
    assert {(source["identifier"], source["sha256"]) for source in root["isBasedOn"]} == {
        (document.id, document.entry.sha256) for document in catalogue.values()
    }
    action = read.dereference("#build")
    assert {source.id for source in action["object"]} == {source.id for source in root["isBasedOn"]}
    assert {part.id for part in action["result"]} == {part.id for part in root["hasPart"]}
    assert action["instrument"]["name"] == "disgraph"


def test_every_thing_that_is_named_is_described(members: dict[str, bytes]) -> None:
    entities = json.loads(members[METADATA])["@graph"]
    known = {entity["@id"] for entity in entities} | {"https://w3id.org/ro/crate/1.2"}
    named = [value["@id"] for entity in entities for given in entity.values() for value in (given if isinstance(given, list) else [given])
             if isinstance(value, dict)]  # fmt: skip
    assert len(known) == len(entities) + 1
    assert len(named) > 20
    assert set(named) <= known


def test_is_the_same_each_time(written: bytes, project: Project) -> None:
    assert write(project) == written


def test_a_project_that_was_never_released_is_asked_for_the_day(tiny: Graph) -> None:
    with pytest.raises(InputError, match="has no release date") as refused:
        crate(tiny, {})
    assert "disgraph.toml" in refused.value.remedy


@pytest.mark.parametrize("written", ['"2026-11-22"', "2026-11-22"])
def test_the_day_of_release_is_read_from_the_settings(written: str, write_tiny: Callable[[Mapping[str, str]], Project]) -> None:
    assert write_tiny({"disgraph.toml": f"released = {written}\n"}).released == "2026-11-22"


@pytest.mark.parametrize("written", ['"soon"', "5", "true", '"2026-13-01"'])
def test_what_is_not_a_day_is_refused(written: str, write_tiny: Callable[[Mapping[str, str]], Project]) -> None:
    with pytest.raises(InputError, match=r"disgraph\.toml: released = .* is not a day"):
        write_tiny({"disgraph.toml": f"released = {written}\n"})
