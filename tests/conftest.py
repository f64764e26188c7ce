"""Fixtures of several tests: a tiny project, and the graph of the shipped documents."""

from __future__ import annotations

import gc
import hashlib
import os
import shutil
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import hypothesis
import pytest
from tests.tries import tries

import disgraph
from disgraph import pipeline
from disgraph.errors import NotBuilt
from disgraph.files import locked
from disgraph.graph.graph import Graph
from disgraph.graph.opening import open_folder
from disgraph.ontology.vocabulary import Vocabulary
from disgraph.ontology.vocabulary_reader import read_vocabulary
from disgraph.project import Project, own_project, shipped_project
from disgraph.store.current import current_graph

pytest_plugins = ["pytester", "tests.budgets"]

#: Processes that tests start run the package that is tested, in any working directory.
os.environ["PYTHONPATH"] = os.pathsep.join(
    (str(Path(disgraph.__file__).parents[1]), *filter(None, (os.environ.get("PYTHONPATH", ""),))),
)

#: Vectors of meaning take a minute to compute: only the tests in tests/search/test_meaning.py do.
os.environ.setdefault("DISGRAPH_SEMANTIC", "off")

#: Programs in Java run for seconds here: compiling them well takes longer than running them.
os.environ.setdefault("JAVA_TOOL_OPTIONS", "-XX:+UseSerialGC -XX:TieredStopAtLevel=1")

#: Test modules and the processes that tests start are compiled once, whatever the environment says.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

#: A test that times fails on a machine that others use as well.
hypothesis.settings.register_profile("untimed", deadline=None, max_examples=tries(100))
hypothesis.settings.load_profile("untimed")


def pytest_collection_finish() -> None:
    """Leave the tests themselves out of each garbage collection: they are many, and stay."""
    gc.collect()
    gc.freeze()


#: Seconds after which a graph of other sources is removed from the cache: another run may be using it until then.
_ABANDONED = 3600

DOCUMENT = """\
Amei Li lives in Green\u00a0Village in Hill County.
She lost her left hand in 2015 and has a physical disability.
In July 2017, she joined the Sunny Workshop as a weaver.
The Sunny Workshop employs 1,200 people, of whom 300 are women.
\u201cI hope to open a shop,\u201d she said.
She cannot walk far.
Amei Li smiled. Bo Wang smiled.
"""

ENTITIES = """\
- id: amei-li
  type: Person
  name: Amei Li
  aliases: [Ms Li]
  description: A weaver
  different_from:
    bo-wang: another worker of the document
- id: bo-wang
  type: Person
  name: Bo Wang
- id: green-village
  type: Village
  name: Green Village
- id: hill-county
  type: County
  name: Hill County
- id: sunny-workshop
  type: SupportFacility
  name: Sunny Workshop
- id: people-employed
  type: Measure
  name: people employed
"""

CLAIMS = """\
document: d1
refers:
  She: amei-li
passages:
- title: Amei Li
  claims:
  - id: amei-village
    statement: [amei-li, livesIn, green-village]
    quote: Amei Li lives in Green Village
  - id: village-county
    statement: [green-village, containedIn, hill-county]
    quote: Green Village in Hill County
  - id: amei-condition
    condition:
      bearer: amei-li
      disabilityKind: physical
      onset: 2015
    quote: She lost her left hand in 2015 and has a physical disability
  - id: amei-joined
    employment:
      employee: amei-li
      employer: sunny-workshop
      role: weaver
      start: 2017-07
    quote: In July 2017, she joined the Sunny Workshop as a weaver
  - id: workshop-staff
    observation:
      measure: people-employed
      about: sunny-workshop
      value: 1200
      unit: person
      population: staff
    quote: The Sunny Workshop employs 1,200 people
  - id: workshop-women
    observation:
      measure: people-employed
      about: sunny-workshop
      value: 300
      unit: person
      population: women
      partOf: workshop-staff
    quote: of whom 300 are women
    antecedent: {sunny-workshop: The Sunny Workshop employs}
  - id: amei-hope
    aspiration:
      holder: amei-li
      content: open a shop
    quote: '"I hope to open a shop," she said'
    modality: intended
  - id: amei-walk
    statement: [amei-li, capability, walk far]
    quote: She cannot walk far
    polarity: negated
  - id: bo-smiled
    activity:
      agent: bo-wang
      description: smiled
    quote: Bo Wang smiled
    status: rejected
"""


def write_project(folder: Path, changes: Mapping[str, str] | None = None) -> Project:
    """Write the tiny project into a folder, with other texts for some of its files."""
    files = {
        "disgraph.toml": 'name = "tiny"\n',
        "documents/d1.txt": DOCUMENT,
        "data/entities/all.yaml": ENTITIES,
        "data/claims/d1.yaml": CLAIMS,
        **(changes or {}),
    }
    digest = hashlib.sha256(files["documents/d1.txt"].encode()).hexdigest()
    catalogue = f"- {{id: d1, file: d1.txt, sha256: {digest}, title: A village, kind: news report, language: en}}\n"
    for name, text in {"data/documents.yaml": catalogue, **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return own_project(folder)


@pytest.fixture
def tiny_files() -> dict[str, str]:
    """The texts of the tiny project by file."""
    return {"documents/d1.txt": DOCUMENT, "data/entities/all.yaml": ENTITIES, "data/claims/d1.yaml": CLAIMS}


@pytest.fixture
def write_tiny(tmp_path: Path) -> Callable[[Mapping[str, str]], Project]:
    """Return a function that writes the tiny project with changed files."""
    return lambda changes: write_project(tmp_path / "project", changes)


@pytest.fixture
def tiny_project(tmp_path: Path) -> Project:
    """The tiny project as it is: one document, six entities, nine claims."""
    return write_project(tmp_path / "project")


@pytest.fixture(scope="session")
def tiny_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the tiny project with its graph, for tests that write nothing there."""
    project = write_project(tmp_path_factory.mktemp("tiny") / "project")
    pipeline.build(project, lambda _step: None)
    return project.build.parent


@pytest.fixture(scope="session")
def tiny(tiny_folder: Path) -> Graph:
    """The opened graph of the tiny project."""
    return open_folder(current_graph(str(tiny_folder / "build")))


@pytest.fixture(scope="session")
def tiny_asserted(tiny_folder: Path) -> Graph:
    """The same without inferred triples."""
    return open_folder(current_graph(str(tiny_folder / "build")), with_inferred=False)


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """The vocabulary of the shipped ontology."""
    return read_vocabulary(shipped_project().ontology)


@pytest.fixture(scope="session")
def shipped_cache(pytestconfig: pytest.Config) -> Path:
    """A folder for `DISGRAPH_CACHE` that holds the graph of the five seed documents.

    The graph is built once for all workers and kept for later runs, until the code or a shipped file changes.
    """
    cache = pytestconfig.cache.mkdir("shipped")
    build = cache / shipped_project().build.name
    with locked(cache):
        try:
            current_graph(str(build))
        except NotBuilt:
            remove_former(cache)
            pipeline.build(shipped_project()._replace(build=build), lambda _step: None)
    return cache


def remove_former(cache: Path) -> None:
    """Remove the graphs of other sources."""
    for folder in cache.iterdir():
        if time.time() - folder.stat().st_mtime > _ABANDONED:
            shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def shipped_folder(shipped_cache: Path) -> Path:
    """The directory of the graph of the five seed documents."""
    return Path(current_graph(str(shipped_cache / shipped_project().build.name)))


@pytest.fixture
def shipped_current(shipped_cache: Path, shipped_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The directory of the same graph, where commands and the processes of a test look for it."""
    monkeypatch.setenv("DISGRAPH_CACHE", str(shipped_cache))
    return shipped_folder


@pytest.fixture(scope="session")
def shipped(shipped_folder: Path) -> Graph:
    """The opened graph of the five seed documents, with what follows by reasoning."""
    return open_folder(str(shipped_folder))


@pytest.fixture(scope="session")
def shipped_as_said(shipped_folder: Path) -> Graph:
    """The same without what follows by reasoning."""
    return open_folder(str(shipped_folder), with_inferred=False)
