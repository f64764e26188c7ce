"""What the tests of exports stand on: the relationship graph of the seed documents, and a made-up one without a store."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from disgraph.export.reading import read_network
from disgraph.export.relationship import Network, Node, Relationship
from disgraph.facts.graph import Graph


@pytest.fixture(scope="session")
def network(shipped: Graph) -> Network:
    """The relationship graph of the five seed documents."""
    return read_network(shipped)


@pytest.fixture(scope="session")
def make_network() -> Callable[[str], Network]:
    """What makes two persons and a relation between them, with a text wherever a document's words may stand."""
    return network_saying


def network_saying(text: str) -> Network:
    """Return a relation from a person whose name is the text to one with a plain name."""
    name = text.strip() or "nobody"
    first = Node("https://example.org/person/a", name, "Person", "person", 1, ("d1",), 2017, 2019)
    second = Node("https://example.org/person/b", "Tang", "Person", "person", 1, ("d1", "d2"), None, None)
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
    return Network((first, second), (edge,))
