"""Cypher: run by an openCypher engine that others wrote."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import ocg
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from disgraph.errors import InputError
from disgraph.export.cypher import cypher, literal, name
from disgraph.export.relationship import RelationshipNetwork

TEXTS = st.text(st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("\\'\"u0027`")), max_size=30)


def run(network: RelationshipNetwork, times: int = 1) -> Any:
    engine = ocg.Graph()
    for statement in [*cypher(network)] * times:
        engine.execute(statement)
    return engine


@pytest.mark.slow
def test_the_engine_holds_every_entity_and_relation_with_its_quote(network: RelationshipNetwork) -> None:
    engine = run(network)
    nodes = engine.execute(
        "MATCH (n:Entity) RETURN n.id AS id, n.label AS label, labels(n) AS kinds, n.degree AS degree, n.documents AS documents"
    )
    assert {(row["id"], row["label"], frozenset(row["kinds"]), row["degree"], tuple(row["documents"])) for row in nodes} == {
        (node.iri, node.label, frozenset(("Entity", node.type)), node.degree, node.documents) for node in network.nodes
    }
    edges = engine.execute(
        "MATCH (a)-[r]->(b) RETURN a.id AS a, b.id AS b, r.id AS id, r.property AS kind, "
        "r.quote AS quote, r.document AS document, r.inferred AS inferred"
    )
    assert len(edges) == len(network.edges)
    assert {tuple(row[key] for key in ("a", "b", "id", "kind", "quote", "document", "inferred")) for row in edges} == {
        (edge.source, edge.target, edge.id, edge.kind, edge.quote or None, edge.document or None, edge.inferred) for edge in network.edges
    }


def test_running_it_again_makes_nothing_twice(make_network: Callable[[str], RelationshipNetwork]) -> None:
    engine = run(make_network("Liu"), times=2)
    assert (engine.node_count(), engine.edge_count()) == (2, 1)


@given(text=TEXTS)
@example(text="\\u0027 OR 1=1 //")
@example(text="'}) DETACH DELETE n //")
def test_every_text_survives(text: str, make_network: Callable[[str], RelationshipNetwork]) -> None:
    engine = run(make_network(text))
    assert engine.execute("MATCH ()-[r]->() RETURN r.quote AS quote") == [{"quote": text or None}]


@given(text=TEXTS)
@example(text="\\u0027 + 'x")
def test_no_text_ends_early_where_an_engine_resolves_escapes_first(text: str) -> None:
    resolved = re.sub(r"\\u([0-9A-Fa-f]{4})", lambda found: chr(int(found[1], 16)), literal(text, ""))
    assert ocg.Graph().execute(f"RETURN {resolved} AS text") == [{"text": text}]


@pytest.mark.parametrize(("text", "written"), [("Person", "Person"), ("a b", "`a b`"), ("a`b", "`a``b`"), ("é", "`é`")])
def test_names_that_are_no_words_are_quoted(text: str, written: str) -> None:
    assert name(text) == written


def test_half_a_character_is_refused_by_name(make_network: Callable[[str], RelationshipNetwork]) -> None:
    with pytest.raises(InputError, match=r"person/a: .*U\+D800, which UTF-8 cannot hold"):
        list(cypher(make_network("Tang\ud800")))
