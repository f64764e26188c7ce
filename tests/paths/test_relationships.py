"""The relationship graph, in the store and in the index next to it, and the answers that are made of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from disgraph.errors import LimitExceeded
from disgraph.graph import index_writer as indexing
from disgraph.graph.graph import Graph
from disgraph.graph.opening import open_folder
from disgraph.graph.quad_relationships import QuadRelationships
from disgraph.paths.lookup import PathSearch, find_paths
from disgraph.relationships.deadline import Deadline
from disgraph.relationships.flat_index import INDEX, FlatIndex
from disgraph.relationships.path_options import PathOptions
from disgraph.relationships.protocol import Network, Relationships, Selection
from disgraph.store.name_file import read_names

BASE = "https://w3id.org/disgraph/resource/"
Ask = Callable[..., PathSearch]


@pytest.fixture(scope="module", params=["store", "index"])
def relationships(request: pytest.FixtureRequest, shipped: Graph, shipped_folder: Path) -> Relationships:
    """The relationship graph of the five documents, from each place where it lies."""
    return QuadRelationships(shipped) if request.param == "store" else FlatIndex(str(shipped_folder))


@pytest.fixture(scope="module")
def nodes(shipped_folder: Path) -> list[str]:
    """Every entity of the five documents."""
    return sorted({name.iri for name in read_names(str(shipped_folder))})


@pytest.mark.parametrize("with_inferred", [pytest.param(True, marks=pytest.mark.slow), False])
def test_the_index_says_what_the_store_says(shipped_folder: Path, nodes: list[str], with_inferred: bool) -> None:
    store, index = QuadRelationships(open_folder(str(shipped_folder), with_inferred)), FlatIndex(str(shipped_folder), with_inferred)
    edges = {edge for node in nodes for edge in store.around(node)}
    assert len(edges) > 700
    assert [node for node in nodes if store.around(node) != index.around(node)] == []
    assert [node for node in nodes if (store.hub(node), store.label(node)) != (index.hub(node), index.label(node))] == []
    assert [node for node in nodes if store.sharing(node) != index.sharing(node)] == []
    assert [edge for edge in edges if store.grade(edge) != index.grade(edge)] == []
    assert [edge for edge in edges if store.explain(edge) != index.explain(edge)] == []
    assert [edge.kind for edge in edges if store.frequency(edge.kind) != index.frequency(edge.kind)] == []
    assert [edge.kind for edge in edges if store.weakness(edge.kind) != index.weakness(edge.kind)] == []
    assert {store.weakness(edge.kind) for edge in edges} == {0, 1, 2, 3}


@pytest.mark.slow
def test_every_edge_has_a_sentence_and_a_quote_unless_it_follows(relationships: Relationships, nodes: list[str]) -> None:
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


def ask(relationships: Relationships, start: str, goal: str, options: PathOptions = PathOptions()) -> PathSearch:  # noqa: B008
    """Find the paths between two ids."""
    return find_paths(relationships, f"{BASE}{start}", f"{BASE}{goal}", options)


def test_the_path_of_the_readme_has_its_words(relationships: Relationships) -> None:
    answer = ask(relationships, "person/liu-weiping", "person/tang-xiaopeng", PathOptions(k=1))
    (path,) = answer.paths
    assert path.labels == ("Liu Weiping", "Tang Xiaopeng")
    hops = path.steps[0].hops
    assert {passage.document.id for hop in hops for passage in hop.passages} == {"000"}
    assert [hop for hop in hops if "Liu Weiping" not in hop.sentence or "Tang Xiaopeng" not in hop.sentence] == []


def test_a_path_goes_through_no_entity_that_is_avoided(relationships: Relationships) -> None:
    centre = f"{BASE}organisation/zhangye-jishan-leye-center"
    free = ask(relationships, "person/peng-yu", "person/tang-xiaopeng")
    avoiding = ask(relationships, "person/peng-yu", "person/tang-xiaopeng", PathOptions(avoid=frozenset({centre})))
    assert centre in free.paths[0].nodes
    assert [path for path in avoiding.paths if centre in path.nodes] == []


def test_only_and_exclude_choose_the_kinds_of_edges(relationships: Relationships) -> None:
    only = ask(relationships, "person/peng-yu", "person/tang-xiaopeng", PathOptions(only=frozenset({"employmentEdge", "worksForEdge"})))
    kinds = {edge.kind for edge in relationships.around(f"{BASE}person/peng-yu")}
    nothing = ask(relationships, "person/peng-yu", "person/tang-xiaopeng", PathOptions(exclude=frozenset(kinds)))
    assert {hop.kind for path in only.paths for step in path.steps for hop in step.hops} <= {"employmentEdge", "worksForEdge"}
    assert nothing.paths == ()
    assert any(words.startswith("with every kind of relation") for words in nothing.wider)


def test_places_are_passed_only_when_asked(relationships: Relationships, nodes: list[str]) -> None:
    start, goal = "person/zheng-gang", "person/tan-shixi"
    without = ask(relationships, start, goal)
    through = ask(relationships, start, goal, PathOptions(k=5, through=frozenset({"places"}), max_hops=8))
    hubs = {relationships.hub(node) for path in without.paths for node in path.nodes[1:-1]}
    assert hubs <= {""}
    assert {relationships.hub(node) for path in through.paths for node in path.nodes[1:-1]} <= {"", "places"}
    assert through.paths != ()


CENTRE = f"{BASE}organisation/zhangye-jishan-leye-center"

#: Each option that changes what a search may use or prefer.
ASKED = (
    PathOptions(k=2, max_hops=4),
    PathOptions(k=5, max_hops=5, through=frozenset({"places"})),
    PathOptions(k=1, through=frozenset({"places", "kinds", "populations"})),
    PathOptions(k=3, exclude=frozenset({"assistanceEdge", "remarkEdge"})),
    PathOptions(k=3, only=frozenset({"employmentEdge", "worksForEdge", "hasFriend", "visitEdge"})),
    PathOptions(k=2, as_of="2017-08-01"),
    PathOptions(k=2, avoid=frozenset({CENTRE})),
    PathOptions(k=2, max_hops=4, via=frozenset({CENTRE})),
    PathOptions(k=2, max_hops=4, overlap=True),
    PathOptions(k=4, max_hops=4, rank="informative"),
    PathOptions(k=2, max_hops=4, rank="support"),
)


@pytest.mark.parametrize(
    ("options", "with_inferred"),
    [
        (ASKED[0], False),
        *(pytest.param(*each, marks=pytest.mark.slow) for each in (*((options, True) for options in ASKED), (ASKED[-1], False))),
    ],
)
def test_the_same_question_has_the_same_answer_in_the_store_and_in_the_index(
    shipped_folder: Path, nodes: list[str], options: PathOptions, with_inferred: bool
) -> None:
    persons = [node for node in nodes if "/person/" in node][::8]
    pairs = [(first, second) for first in persons for second in persons if first < second]
    assert len(pairs) > 20
    store, index = QuadRelationships(open_folder(str(shipped_folder), with_inferred)), FlatIndex(str(shipped_folder), with_inferred)

    def asked(relationships: Relationships, pair: tuple[str, str]) -> PathSearch | str:
        try:
            return find_paths(relationships, *pair, options)._replace(visited=0)  # the index knows where looking costs less
        except LimitExceeded as error:
            return error.message

    answers = [asked(index, pair) for pair in pairs]
    assert [pair for pair, answer in zip(pairs, answers, strict=True) if asked(store, pair) != answer] == []
    assert any(isinstance(answer, PathSearch) and answer.paths for answer in answers) or options.only or options.via


def test_a_large_graph_leaves_the_sentences_of_its_edges_in_the_store(
    shipped: Graph, shipped_folder: Path, nodes: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "DETAILED", 0)
    for name in ("store", "asserted", "graph.json"):
        (tmp_path / name).symlink_to(shipped_folder / name)
    indexing.write_index(tmp_path / INDEX, shipped, nodes)
    assert (tmp_path / INDEX).stat().st_size < (shipped_folder / INDEX).stat().st_size / 2
    large, small = FlatIndex(str(tmp_path), stored=lambda: QuadRelationships(shipped)), FlatIndex(str(shipped_folder))
    edges = [edge for node in nodes[::7] for edge in small.around(node)]
    assert len(edges) > 100
    assert [edge for edge in edges if large.explain(edge) != small.explain(edge)] == []


def test_an_index_finds_the_edges_between_two_nodes_from_either(relationships: Relationships, nodes: list[str]) -> None:
    pairs = [(node, edge.other(node)) for node in nodes[::5] for edge in relationships.around(node)]
    assert len(pairs) > 100
    for one, other in pairs:
        expected = tuple(edge for edge in relationships.around(one) if edge.other(one) == other)
        assert relationships.between(one, other) == relationships.between(other, one) == expected
    assert [node for node in nodes if relationships.degree(node) != len(relationships.around(node))] == []


def _steps(network: Network[Any], nodes: list[str]) -> dict[tuple[str, str], tuple[int, int]]:
    """Return every step of a network, with its price and how many edges there are where it begins."""
    known = {iri: node for iri in nodes if (node := network.node(iri)) is not None}
    return {
        (iri, network.iri(other)): (network.price(node, other), network.degree(node))
        for iri, node in known.items()
        for other in network.neighbors(node)
    }


@pytest.mark.parametrize(
    "options",
    [
        PathOptions(),
        PathOptions(through=frozenset({"places"}), avoid=frozenset({f"{BASE}person/tang-xiaopeng"})),
        PathOptions(via=frozenset({f"{BASE}place/hunan-province"})),
        PathOptions(exclude=frozenset({"assistanceEdge"})),
        PathOptions(as_of="2015-01-01"),
    ],
)
@pytest.mark.parametrize("with_inferred", [True, False])
def test_the_network_on_numbers_has_the_steps_and_prices_of_the_store(
    shipped_folder: Path, nodes: list[str], options: PathOptions, with_inferred: bool
) -> None:
    graphs = QuadRelationships(open_folder(str(shipped_folder), with_inferred)), FlatIndex(str(shipped_folder), with_inferred)
    ends = frozenset(nodes[:: len(nodes) // 7])
    plain, on_numbers = (_steps(Selection(graph, options, ends, Deadline()).network, nodes) for graph in graphs)
    assert len(plain) > 200
    assert plain == on_numbers
