"""The relationship graph: in the store and in the index beside it alike; and the answers that are made of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from disgraph.facts.graph import Graph
from disgraph.paths.edges import Edges, Relationships
from disgraph.paths.index import Index
from disgraph.paths.lookup import Answer, find_paths
from disgraph.paths.selection import Options
from disgraph.store.names import read_names

BASE = "https://w3id.org/disgraph/resource/"
Ask = Callable[..., Answer]


@pytest.fixture(scope="module", params=["store", "index"])
def relationships(request: pytest.FixtureRequest, shipped: Graph, shipped_folder: Path) -> Relationships:
    """The relationship graph of the five documents, from each place where it lies."""
    return Edges(shipped) if request.param == "store" else Index(str(shipped_folder))


@pytest.fixture(scope="module")
def nodes(shipped_folder: Path) -> list[str]:
    """Every entity of the five documents."""
    return sorted({name.iri for name in read_names(str(shipped_folder))})


@pytest.mark.parametrize("with_inferred", [True, False])
def test_the_index_says_what_the_store_says(shipped_folder: Path, nodes: list[str], with_inferred: bool) -> None:
    store, index = Edges(Graph(str(shipped_folder), with_inferred)), Index(str(shipped_folder), with_inferred)
    edges = {edge for node in nodes for edge in store.around(node)}
    assert len(edges) > 700
    assert [node for node in nodes if store.around(node) != index.around(node)] == []
    assert [node for node in nodes if (store.hub(node), store.label(node)) != (index.hub(node), index.label(node))] == []
    assert [edge for edge in edges if store.explain(edge) != index.explain(edge)] == []
    assert [edge.kind for edge in edges if store.frequency(edge.kind) != index.frequency(edge.kind)] == []
    assert [edge.kind for edge in edges if store.weakness(edge.kind) != index.weakness(edge.kind)] == []
    assert {store.weakness(edge.kind) for edge in edges} == {0, 1, 2, 3}


def test_every_edge_is_told_in_a_sentence_and_quoted_unless_it_follows(relationships: Relationships, nodes: list[str]) -> None:
    hops = {edge: relationships.explain(edge) for node in nodes for edge in relationships.around(node)}
    assert len(hops) > 1000
    assert [edge for edge, hop in hops.items() if not hop.sentence or set(hop.sentence) & set("{}")] == []
    assert [edge for edge, hop in hops.items() if not hop.passages and not edge.inferred] == []


def test_an_edge_is_the_same_from_both_of_its_ends(relationships: Relationships, nodes: list[str]) -> None:
    known = set(nodes)
    edges = {(node, edge) for node in nodes for edge in relationships.around(node)}
    assert len(edges) > 2000
    assert [edge for node, edge in edges if edge.other(node) in known and (edge.other(node), edge) not in edges] == []


def test_what_is_not_there_has_no_edges(relationships: Relationships) -> None:
    assert relationships.around(f"{BASE}person/nobody") == ()
    assert relationships.hub(f"{BASE}person/nobody") == ""


def ask(relationships: Relationships, start: str, goal: str, options: Options = Options()) -> Answer:  # noqa: B008
    """Find the paths between two ids."""
    return find_paths(relationships, f"{BASE}{start}", f"{BASE}{goal}", options)


def test_the_path_of_the_readme_has_its_words(relationships: Relationships) -> None:
    answer = ask(relationships, "person/liu-weiping", "person/tang-xiaopeng", Options(k=1))
    (path,) = answer.paths
    assert path.labels == ("Liu Weiping", "Tang Xiaopeng")
    hops = path.steps[0].hops
    assert {passage.document.id for hop in hops for passage in hop.passages} == {"000"}
    assert [hop for hop in hops if "Liu Weiping" not in hop.sentence or "Tang Xiaopeng" not in hop.sentence] == []


def test_a_path_goes_through_no_entity_that_is_avoided(relationships: Relationships) -> None:
    centre = f"{BASE}organisation/zhangye-jishan-leye-center"
    free = ask(relationships, "person/peng-yu", "person/tang-xiaopeng")
    avoiding = ask(relationships, "person/peng-yu", "person/tang-xiaopeng", Options(avoid=frozenset({centre})))
    assert centre in free.paths[0].nodes
    assert [path for path in avoiding.paths if centre in path.nodes] == []


def test_only_and_exclude_choose_the_kinds_of_edges(relationships: Relationships) -> None:
    only = ask(relationships, "person/peng-yu", "person/tang-xiaopeng", Options(only=frozenset({"employmentEdge", "worksForEdge"})))
    kinds = {edge.kind for edge in relationships.around(f"{BASE}person/peng-yu")}
    nothing = ask(relationships, "person/peng-yu", "person/tang-xiaopeng", Options(exclude=frozenset(kinds)))
    assert {hop.kind for path in only.paths for step in path.steps for hop in step.hops} <= {"employmentEdge", "worksForEdge"}
    assert nothing.paths == ()
    assert any(words.startswith("with every kind of relation") for words in nothing.relaxed)


def test_places_are_passed_only_when_asked(relationships: Relationships, nodes: list[str]) -> None:
    start, goal = "person/zheng-gang", "person/tan-shixi"
    without = ask(relationships, start, goal)
    through = ask(relationships, start, goal, Options(k=5, through=frozenset({"places"}), max_hops=8))
    hubs = {relationships.hub(node) for path in without.paths for node in path.nodes[1:-1]}
    assert hubs <= {""}
    assert {relationships.hub(node) for path in through.paths for node in path.nodes[1:-1]} <= {"", "places"}
    assert through.paths != ()


def test_the_same_question_has_the_same_answer_in_the_store_and_in_the_index(
    shipped: Graph, shipped_folder: Path, nodes: list[str]
) -> None:
    persons = [node for node in nodes if "/person/" in node][::6]
    pairs = [(first, second) for first in persons for second in persons if first < second]
    assert len(pairs) > 20
    store, index = Edges(shipped), Index(str(shipped_folder))
    options = Options(k=2, max_hops=4)
    assert [pair for pair in pairs if find_paths(store, *pair, options) != find_paths(index, *pair, options)] == []
