"""What the options of a search change: on a small network whose answers are plain."""

from __future__ import annotations

import pytest

from disgraph.passage import Passage, Source
from disgraph.paths.lookup import PathSearch, find_paths
from disgraph.paths.network_analysis import to_networkx
from disgraph.relationships.edge import Edge, Hop
from disgraph.relationships.path_options import PathOptions
from disgraph.relationships.protocol import Relationships


def work(person: str, base: str, begin: str = "", until: str = "") -> Edge:
    return Edge(person, base, "employmentEdge", f"{person}-{base}", inferred=False, begin=begin, until=until)


#: Ann left the base before Bob came; Cid was there with both. Everybody spoke with Xi, who speaks with many.
NETWORK = (
    work("ann", "base", "2010-01-01", "2012-12-31"),
    work("bob", "base", "2015-01-01"),
    work("cid", "base", "2011-01-01"),
    Edge("ann", "cid", "hasFriend", "", inferred=False),
    Edge("bob", "cid", "hasFriend", "", inferred=False),
    *(Edge(name, "xi", "hasSpokenWith", "", inferred=False) for name in ("ann", "bob", *(f"guest{at}" for at in range(30)))),
)


class Network(Relationships):
    """The relationship graph above."""

    def around(self, node: str) -> tuple[Edge, ...]:
        return tuple(sorted(edge for edge in NETWORK if node in (edge.source, edge.target)))

    def hub(self, node: str) -> str:
        return "places" if node == "town" else ""

    def label(self, node: str) -> str:
        return node.title()

    def explain(self, edge: Edge) -> Hop:
        documents = ("d1", "d2") if edge.kind == "hasFriend" else ("d1",)
        passages = tuple(Passage("words", Source(name, name, "", "", ""), 0, 5, "claim", "stated", "", "", "") for name in documents)
        return Hop(edge.source, edge.target, edge.kind, edge.kind, edge.record, edge.inferred, passages)

    def frequency(self, kind: str) -> int:
        return sum(edge.kind == kind for edge in NETWORK)

    def weakness(self, kind: str) -> int:
        return 2 * (kind == "hasSpokenWith")


def ask(options: PathOptions) -> PathSearch:
    return find_paths(Network(), "ann", "bob", options)


def nodes(options: PathOptions) -> list[tuple[str, ...]]:
    return [path.nodes for path in ask(options).paths]


def test_without_options_the_ways_of_two_hops_come_first() -> None:
    assert {path[1] for path in nodes(PathOptions(k=3))} == {"base", "cid", "xi"}


def test_via_keeps_only_paths_through_an_entity() -> None:
    assert nodes(PathOptions(k=9, via=frozenset({"cid", "base"}))) == [("ann", "base", "cid", "bob"), ("ann", "cid", "base", "bob")]


def test_overlap_drops_a_path_between_two_who_were_there_at_different_times() -> None:
    assert ("ann", "base", "bob") in nodes(PathOptions(k=9))
    assert ("ann", "base", "bob") not in nodes(PathOptions(k=9, overlap=True))
    assert ("ann", "cid", "bob") in nodes(PathOptions(k=9, overlap=True))


@pytest.mark.parametrize(("day", "linked"), [("2011-06-01", False), ("2016-01-01", False), ("2009-01-01", False)])
def test_as_of_a_day_an_employment_counts_only_while_it_held(day: str, linked: bool) -> None:
    assert (("ann", "base", "bob") in nodes(PathOptions(k=9, as_of=day))) is linked


def test_as_of_a_day_undated_relations_count() -> None:
    assert ("ann", "cid", "bob") in nodes(PathOptions(k=9, as_of="2009-01-01"))


def test_rank_informative_puts_the_particular_before_the_common() -> None:
    assert nodes(PathOptions(k=1, rank="informative")) == [("ann", "cid", "bob")]
    assert nodes(PathOptions(k=9, rank="informative", max_hops=2))[-1] == ("ann", "xi", "bob")


def test_rank_support_puts_what_more_documents_say_first() -> None:
    assert nodes(PathOptions(k=1, rank="support")) == [("ann", "cid", "bob")]


def test_what_a_wider_search_finds_is_reported() -> None:
    answer = ask(PathOptions(only=frozenset({"employmentEdge"}), overlap=True, max_hops=2))
    assert answer.paths == ()
    assert any("Ann \u2013 Base \u2013 Bob" in words for words in answer.wider)


def test_the_network_is_given_to_networkx_edge_by_edge() -> None:
    graph = to_networkx(Network(), ["ann", "bob", "cid", "base"])
    assert sorted(graph.nodes) == ["ann", "base", "bob", "cid"]
    assert graph.number_of_edges() == 5
    assert graph.nodes["ann"]["label"] == "Ann"
