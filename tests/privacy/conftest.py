"""Fixtures of the tests of private copies: a copy of each kind, and what must not be in it, read from the sources themselves."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from disgraph.errors import NotBuilt
from disgraph.files import locked
from disgraph.graph.graph import Graph
from disgraph.graph.opening import open_folder
from disgraph.privacy.private_copy import WAYS, private_copy
from disgraph.project import shipped_project
from disgraph.store.current import current_graph

DATA = shipped_project().entities.parent


class Declared(NamedTuple):
    """An entity as its file declares it."""

    id: str
    type: str
    names: tuple[str, ...]


@pytest.fixture(scope="session")
def declared() -> list[Declared]:
    """All entities of the seed documents."""
    entries: list[dict[str, Any]] = []
    for path in sorted((DATA / "entities").glob("*.yaml")):
        entries += yaml.safe_load(path.read_text(encoding="utf-8"))
    return [Declared(entry["id"], entry["type"], (entry["name"], *entry.get("aliases", ()))) for entry in entries]


@pytest.fixture(scope="session")
def figures() -> set[str]:
    """The ids of the public figures and of what is named with them."""
    listed = yaml.safe_load((DATA / "public-figures.yaml").read_text(encoding="utf-8"))
    return {entry[field] for entry in listed for field in ("person", "at") if field in entry}


@pytest.fixture(scope="session")
def copies(shipped: Graph, shipped_folder: Path, shipped_cache: Path) -> dict[str, Graph]:
    """A private copy of the shipped graph of each kind, made once for all workers and kept for later runs like the graph itself."""
    return {way: shared_copy(shipped, way, shipped_cache / f"{way}-of-{shipped_folder.parent.name}-{shipped_folder.name}") for way in WAYS}


def shared_copy(graph: Graph, way: str, folder: Path) -> Graph:
    """Return the copy of a graph in a folder; make it if it is not there."""
    with locked(folder.parent):
        try:
            return open_folder(current_graph(str(folder)))
        except NotBuilt:
            return private_copy(graph, shipped_project(), way, folder).graph


@pytest.fixture(scope="session")
def pseudonymous(copies: dict[str, Graph]) -> Graph:
    """The pseudonymised copy."""
    return copies[WAYS[0]]


@pytest.fixture(scope="session")
def public(copies: dict[str, Graph]) -> Graph:
    """The copy without private persons."""
    return copies[WAYS[1]]
