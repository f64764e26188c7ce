"""The built wheel, away from the source tree: it carries everything that it needs, and works from any folder with no further step."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import disgraph

ROOT = Path(__file__).parents[1]
SHIPPED = ("ontology", "shapes", "queries", "data", "seeds")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        env={**os.environ, "DISGRAPH_EDITOR": "off"},
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def run(installed: Path, where: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(installed), "DISGRAPH_CACHE": str(where / "cache")}
    return subprocess.run([sys.executable, *arguments], cwd=where, env=environment, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("folder", SHIPPED)
def test_the_wheel_carries_what_the_source_tree_has(wheel: Path, folder: str) -> None:
    tracked = subprocess.run(["git", "ls-files", folder], cwd=ROOT, capture_output=True, encoding="utf-8", check=False).stdout.split()
    wanted = tracked or [str(path.relative_to(ROOT)) for path in (ROOT / folder).rglob("*") if path.is_file()]
    with zipfile.ZipFile(wheel) as archive:
        carried = set(archive.namelist())
    assert wanted
    assert [name for name in wanted if f"disgraph/_shipped/{name}" not in carried] == []


def test_the_wheel_carries_every_file_of_the_package(wheel: Path) -> None:
    source = ROOT / "src" / "disgraph"
    wanted = {str(path.relative_to(ROOT / "src")) for path in source.rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    with zipfile.ZipFile(wheel) as archive:
        carried = set(archive.namelist())
    assert {"disgraph/render/schemas/path.json", "disgraph/extract/relations/relations.yaml", "disgraph/py.typed"} < wanted
    assert sorted(wanted - carried) == []
    assert "disgraph/_shipped/ontology/display.ttl" in carried


#: Read in the installed package alone: the facets of display.ttl, the shapes, a named query, the places and a JSON schema.
READ = """
from importlib.resources import files
from disgraph.ontology.vocabulary_reader import read_vocabulary
from disgraph.project import shipped_project
from disgraph.queries.catalogue import read_queries
project = shipped_project()
print(read_vocabulary(project.ontology).facet("Person", "privacy"), len(list(project.shapes.glob("*.ttl"))) > 1)
print("work-of-person" in read_queries(project.queries), project.places.is_file(), project.public_figures.is_file())
print(files("disgraph.render").joinpath("schemas", "path.json").is_file())
"""


@pytest.mark.slow
def test_the_installed_package_reads_what_it_carries(installed: Path, tmp_path: Path) -> None:
    done = run(installed, tmp_path, "-c", READ)
    assert done.stdout.split() == ["privatePerson", *["True"] * 5], done.stderr


def test_the_page_of_the_package_index_has_absolute_links_and_the_version(wheel: Path) -> None:
    """interface-P2."""
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        fields, _, page = archive.read(name).decode("utf-8").partition("\n\n")
    links = re.findall(r"\]\(([^)#][^)]*)\)", page)
    assert f"\nVersion: {disgraph.__version__}\n" in fields
    assert len(links) > 10
    assert [link for link in links if not link.startswith("https://")] == []


@pytest.mark.slow
def test_a_path_is_explained_from_any_folder_on_first_use(installed: Path, tmp_path: Path) -> None:
    where = run(installed, tmp_path, "-c", "import disgraph; print(disgraph.__file__)")
    assert where.stdout.startswith(str(installed))
    done = run(installed, tmp_path, "-m", "disgraph", "path", "Liu Weiping", "Tang Xiaopeng")
    assert done.returncode == 0
    assert "Liu Weiping visited Tang Xiaopeng in July 2017" in done.stdout
    assert "First use" in done.stderr
    again = run(installed, tmp_path, "-m", "disgraph", "path", "Liu Weiping", "Tang Xiaopeng")
    assert (again.stdout, again.stderr) == (done.stdout, "")
