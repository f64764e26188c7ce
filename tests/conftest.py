"""What several tests stand on: a tiny project of one's own, and the graph of the shipped documents."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from disgraph import pipeline
from disgraph.graph.graph import Graph
from disgraph.graph.opening import open_folder
from disgraph.project import Project, own_project, shipped_project

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
    """What writes the tiny project with changed files."""
    return lambda changes: write_project(tmp_path / "project", changes)


@pytest.fixture
def tiny_project(tmp_path: Path) -> Project:
    """The tiny project as it is: one document, six entities, nine claims."""
    return write_project(tmp_path / "project")


@pytest.fixture(scope="session")
def shipped_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The directory of the graph of the five seed documents, built once by each worker."""
    project = shipped_project()._replace(build=tmp_path_factory.mktemp("shipped"))
    return pipeline.build(project, lambda _step: None)[0]


@pytest.fixture(scope="session")
def shipped(shipped_folder: Path) -> Graph:
    """The opened graph of the five seed documents, with what follows by reasoning."""
    return open_folder(str(shipped_folder))


@pytest.fixture(scope="session")
def shipped_as_said(shipped_folder: Path) -> Graph:
    """The same without what follows by reasoning."""
    return open_folder(str(shipped_folder), with_inferred=False)
