"""Every edge that rests on an inferred, reported or doubtful claim says so: expected from the claim files alone (issue 12, point 3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
import yaml

from disgraph.export.relationship import RelationshipNetwork
from disgraph.ontology.vocabulary import Vocabulary, key_of
from disgraph.ontology.vocabulary_reader import read_vocabulary
from disgraph.project import shipped_project

PROJECT = shipped_project()
WAYS = ("stated", "reported", "inferred")
Key = tuple[str, str, str]


class Expected(NamedTuple):
    """How the claims of an edge are known, and the doubts about it."""

    ways: frozenset[str]
    doubts: frozenset[str]


def accepted() -> Iterator[dict[str, Any]]:
    for path in sorted(PROJECT.claims.glob("*.yaml")):
        for passage in yaml.safe_load(path.read_text(encoding="utf-8"))["passages"]:
            yield from (claim for claim in passage["claims"] if claim.get("status", "accepted") == "accepted")


def values(given: Any) -> list[str]:
    return [str(each) for each in given] if isinstance(given, list) else [str(given)]


def keys_of(claim: dict[str, Any], vocabulary: Vocabulary) -> Iterator[Key]:
    """Yield source, kind and target of the edges that a claim gives."""
    if "statement" in claim and not claim.get("negated"):
        subject, name, target = map(str, claim["statement"])
        if name in vocabulary.properties and vocabulary.properties[name].sentence:
            yield subject, name, target
    for edge in vocabulary.edges:
        for name, term in vocabulary.records().items():
            if key_of(name) in claim and edge.record in term.ancestors:
                roles = claim[key_of(name)]
                for source in values(roles.get(edge.source, [])):
                    yield from ((source, edge.name, target) for target in values(roles.get(edge.target, [])))


@pytest.fixture(scope="module")
def expected() -> dict[Key, Expected]:
    vocabulary = read_vocabulary(PROJECT.ontology)
    ways: dict[Key, set[str]] = defaultdict(set)
    doubts: dict[Key, set[str]] = defaultdict(set)
    for claim in accepted():
        for key in keys_of(claim, vocabulary):
            ways[key].add("inferred" if claim.get("modality") == "inferred" else "reported" if claim.get("speaker") else "stated")
            doubts[key] |= {" ".join(str(claim["doubt"]).split())} if claim.get("doubt") else set()
    return {key: Expected(frozenset(ways[key]), frozenset(doubts[key])) for key in ways}


@pytest.fixture(scope="module")
def shown(network: RelationshipNetwork) -> dict[Key, Any]:
    def slug(iri: str) -> str:
        return iri.rpartition("/")[2]

    return {(slug(edge.source), edge.kind.rpartition("#")[2], slug(edge.target)): edge.known for edge in network.edges}


@pytest.mark.slow
def test_an_edge_is_known_as_its_strongest_claim_is(expected: dict[Key, Expected], shown: dict[Key, Any]) -> None:
    both = expected.keys() & shown.keys()
    assert len(both) > 500
    weak = {key for key in both if "stated" not in expected[key].ways}
    assert len(weak) > 80
    assert {key: shown[key].known for key in both} == {key: min(expected[key].ways, key=WAYS.index) for key in both}


@pytest.mark.slow
def test_every_doubt_of_a_claim_is_on_its_edge(expected: dict[Key, Expected], shown: dict[Key, Any]) -> None:
    both = {key for key in expected.keys() & shown.keys() if expected[key].doubts}
    assert len(both) > 30
    assert {key for key in both if any(doubt not in " ".join(shown[key].doubt.split()) for doubt in expected[key].doubts)} == set()


@pytest.mark.slow
def test_no_edge_has_a_doubt_that_no_claim_states(expected: dict[Key, Expected], shown: dict[Key, Any]) -> None:
    assert {key for key in expected.keys() & shown.keys() if shown[key].doubt and not expected[key].doubts} == set()
