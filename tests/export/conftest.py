"""Fixtures of the tests of exports: the relationship graph of the seed documents, and a made-up one without a store."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from disgraph.export import layout, stress
from disgraph.export.network_source import read_network
from disgraph.export.relationship import NetworkNode, Relationship, RelationshipNetwork
from disgraph.graph.graph import Graph

Place = Callable[[Mapping[str, float], Sequence[tuple[str, str]]], dict[str, stress.Point]]


@pytest.fixture(scope="session", autouse=True)
def remembered_layout() -> Iterator[None]:
    """Place the nodes of the same network once, since this takes most of the time of an export."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(layout, "place", remembering(stress.place))
        yield


def remembering(place: Place) -> Place:
    """Return a function with a memory."""
    known: dict[object, dict[str, stress.Point]] = {}

    def remembered(sizes: Mapping[str, float], edges: Sequence[tuple[str, str]]) -> dict[str, stress.Point]:
        key = (tuple(sizes.items()), tuple(edges))
        if key not in known:
            known[key] = place(sizes, edges)
        return known[key]

    return remembered


@pytest.fixture(scope="session")
def network(shipped: Graph) -> RelationshipNetwork:
    """The relationship graph of the five seed documents."""
    return held(read_network(shipped))


def held(network: RelationshipNetwork) -> RelationshipNetwork:
    """Return a network whose nodes and edges are in memory: otherwise each look at them reads the graph again."""
    return network._replace(nodes=tuple(network.nodes), edges=tuple(network.edges))


@pytest.fixture(scope="session")
def make_network() -> Callable[[str], RelationshipNetwork]:
    """Makes two persons and a relation between them, with a text wherever a document's words may occur."""
    return network_saying


def network_saying(text: str) -> RelationshipNetwork:
    """Return a relation from a person whose name is the text to one with a plain name."""
    name = text.strip() or "nobody"
    first = NetworkNode("https://example.org/person/a", name, "Person", "person", 1, ("d1",), 2017, 2019)
    second = NetworkNode("https://example.org/person/b", "Tang", "Person", "person", 1, ("d1", "d2"), None, None)
    edge = Relationship(
        id="a|helped|b",
        source=first.iri,
        target=second.iri,
        kind="https://example.org/helped",
        label="helped",
        weight=2,
        documents=("d1", "d2"),
        inferred=False,
        sentence=f"{name} helped Tang",
        quote=text,
        document="d1",
        title="A report",
        start="2017-07-01",
        end="",
        earliest=2017,
        latest=2019,
        records=("https://example.org/assistance/1",),
    )
    return RelationshipNetwork((first, second), (edge,))


NPM = Path(__file__).parent / "npm"


@pytest.fixture(scope="session")
def read_by_npm() -> Callable[[str, str | bytes | Sequence[str]], Any]:
    """Return a function that passes a file to a reader of another ecosystem (see npm/read.mjs).

    One process reads a list of files, since most of the time goes into its start.
    """
    node = shutil.which("node")
    if node is None or not (NPM / "node_modules").is_dir():
        pytest.skip("needs NetworkNode.js, and `npm ci` in tests/export/npm")

    def read(reader: str, file: str | bytes | Sequence[str]) -> Any:
        if isinstance(file, str | bytes):
            data, mode = file.encode() if isinstance(file, str) else file, "one"
        else:
            data, mode = json.dumps(file).encode(), "many"
        done = subprocess.run([node, "read.mjs", reader, mode], cwd=NPM, input=data, capture_output=True, check=False, timeout=120)
        assert done.returncode == 0, done.stderr.decode()
        return json.loads(done.stdout)

    return read
