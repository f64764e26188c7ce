"""How strongly two entities are connected: directly, weakly, or not, as docs/relationships.md describes it."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.tries import tries

from disgraph.graph.graph import Graph
from disgraph.graph.quad_relationships import QuadRelationships
from disgraph.paths.connect import connect
from disgraph.paths.lookup import PathSearch, find_paths
from disgraph.paths.near import common
from disgraph.relationships.deadline import Deadline
from disgraph.relationships.edge import Edge, Hop
from disgraph.relationships.flat_index import FlatIndex
from disgraph.relationships.grade import Sharing
from disgraph.relationships.path_options import PathOptions
from disgraph.relationships.protocol import Relationships

BASE = "https://w3id.org/disgraph/resource/"

#: What sharing a node of a small graph means, by its first letter; other nodes connect directly.
CLASSES = {
    "c": Sharing("county", is_hub=True, is_weak_hub=True),
    "v": Sharing("event", is_hub=True, is_weak_hub=True, weak_relations="none"),
    "f": Sharing("facility", weak_relations="weak"),
    "p": Sharing("province", is_hub=True),
}


@dataclass(frozen=True)
class Town(Relationships):
    """A small relationship graph: edges as two nodes and a kind; "remark" is a weak relation, "maybe" leaves identity open."""

    ties: tuple[tuple[str, str, str], ...]
    derived: frozenset[tuple[str, str]] = field(default_factory=frozenset)

    def around(self, node: str) -> tuple[Edge, ...]:
        return tuple(Edge(a, b, kind, "", (a, b) in self.derived) for a, b, kind in sorted(self.ties) if node in (a, b))

    def hub(self, node: str) -> str:
        return "places" if self.sharing(node).is_hub else ""

    def sharing(self, node: str) -> Sharing:
        return CLASSES.get(node[0], Sharing())

    def is_tie(self, kind: str) -> bool:
        return kind == "maybe"

    def label(self, node: str) -> str:
        return node

    def explain(self, edge: Edge) -> Hop:
        return Hop(edge.source, edge.target, edge.kind, "words", "", edge.inferred, ())

    def frequency(self, kind: str) -> int:
        return len(kind)

    def weakness(self, kind: str) -> int:
        return 3 * (kind == "remark")


def grade(*ties: str, options: PathOptions = PathOptions(), start: str = "a", goal: str = "b") -> str:  # noqa: B008
    """Return the strength between two nodes of a graph whose edges are written as `a works b`."""
    found = find_paths(Town(tuple((a, b, kind) for a, kind, b in map(str.split, ties))), start, goal, options)
    return found.strength


@pytest.mark.parametrize(
    ("ties", "strength"),
    [
        (["a works o", "b works o"], "direct"),
        (["a in c", "b in c"], "weak"),
        (["a in c", "b works o", "o in c"], "weak"),
        (["a in p", "b in p"], "none"),
        (["a in c", "c in p", "p in c2", "b in c2"], "none"),
        (["a joins v", "b joins v"], "weak"),
        (["a remark v", "b joins v"], "none"),
        (["a works f", "b works f"], "direct"),
        (["a remark f", "b works f"], "weak"),
        (["a remark o", "b works o"], "direct"),
        (["a won m", "b won n", "m maybe n"], "weak"),
        (["a maybe b"], "weak"),
        (["a in c", "o in c", "o joins v", "b joins v"], "none"),
        (["a runs m", "m maybe n", "c runs n", "b in c"], "weak"),
        (["a runs m", "m maybe n", "n knows o", "o in c", "b in c"], "none"),
        (["a maybe m", "m maybe b"], "none"),
        (["a works f", "f maybe b"], "weak"),
        (["a works f", "f maybe f2", "b works f2"], "weak"),
        (["a remark f", "f maybe f2", "b works f2"], "none"),
        (["a remark f", "f maybe f2", "b remark f2"], "none"),
    ],
)
def test_the_strength_follows_from_what_is_shared(ties: list[str], strength: str) -> None:
    assert grade(*ties) == strength
    assert grade(*ties, start="b", goal="a") == strength


def test_strict_accepts_direct_chains_only() -> None:
    assert grade("a in c", "b in c", options=PathOptions(strict=True)) == "none"
    assert grade("a works b", options=PathOptions(strict=True)) == "direct"


def test_a_derived_edge_leads_to_a_shared_county_but_not_on() -> None:
    town = Town((("a", "c", "in"), ("b", "o", "works"), ("o", "c", "in")), frozenset({("a", "c"), ("o", "c")}))
    assert find_paths(town, "a", "b", PathOptions()).strength == "weak"
    chain = Town((("a", "o", "above"), ("o", "n", "above"), ("n", "b", "above")), frozenset({("o", "n")}))
    assert find_paths(chain, "a", "b", PathOptions()).strength == "none"


def test_what_is_shared_without_connecting_is_named() -> None:
    found = find_paths(Town((("a", "p", "in"), ("b", "o", "works"), ("o", "p", "in"))), "a", "b", PathOptions())
    assert [path.nodes for path in found.shared] == [("a", "p", "o", "b")]
    assert [tie.labels for path in found.shared for tie in path.ties] == [("p",)]


def test_several_names_are_joined_directly_where_possible() -> None:
    town = Town((("a", "o", "works"), ("b", "o", "works"), ("a", "c", "in"), ("d", "c", "in"), ("b", "c", "in")))
    together = connect(town, ("a", "b", "d"), PathOptions(), Deadline())
    steps = {(step.source, step.target) for part in together.components for step in part.steps}
    assert together.strength == "weak"
    assert {("a", "o"), ("o", "b")} <= steps
    assert len(steps) == 4
    assert connect(town, ("a", "b", "d"), PathOptions(strict=True), Deadline()).strength == "none"
    assert connect(town, ("a", "b"), PathOptions(), Deadline()).strength == "direct"


def test_what_two_share_weakly_comes_last_and_an_open_identity_first() -> None:
    """The kind of asking-A27."""
    town = Town((("a", "b", "maybe"), ("a", "o", "works"), ("b", "o", "works"), ("a", "c", "in"), ("b", "c", "in")))
    found = common(town, "a", "b", PathOptions(), Deadline())
    assert [(path.nodes[1], path.strength) for path in found.paths] == [("o", "direct"), ("c", "weak")]
    assert [hop.kind for hop in found.perhaps_one] == ["maybe"]
    assert [path.nodes[1] for path in common(town, "a", "b", PathOptions(strict=True), Deadline()).paths] == ["o"]


NODES = ("a", "b", "m", "n", "o", "c", "c2", "v", "f", "f2", "p")
edges = st.tuples(st.sampled_from(NODES), st.sampled_from(NODES), st.sampled_from(["works", "remark", "maybe"]))
towns = st.sets(edges.filter(lambda tie: tie[0] < tie[1]), max_size=14).map(lambda ties: Town(tuple(ties)))


@settings(max_examples=tries(100))
@given(towns)
def test_no_stronger_connection_exists_than_the_answer_says(town: Town) -> None:
    """Compared with all walks without repetition, by the rules in the docs and not by those of the search."""
    found = find_paths(town, "a", "b", PathOptions(k=100))
    assert found.strength == min((_strength(town, path) for path in _all_paths(town, ("a",))), default="none", key=_ORDER.index)


_ORDER = ["direct", "weak", "none"]


def _all_paths(town: Town, path: tuple[str, ...]) -> list[tuple[str, ...]]:
    if path[-1] == "b":
        return [path]
    onward = {edge.other(path[-1]) for edge in town.around(path[-1])} - set(path)
    return [found for node in onward for found in _all_paths(town, (*path, node)) if len(found) <= 7]


def _strength(town: Town, path: tuple[str, ...]) -> str:
    kinds = [{edge.kind for edge in town.around(one) if edge.other(one) == other} for one, other in pairwise(path)]
    ties: list[list[int]] = [[at] for at, node in enumerate(path) if 0 < at < len(path) - 1 and node[0] in "cvp"]
    for at in range(1, len(path) - 1):
        before, after = kinds[at - 1] - {"maybe"}, kinds[at] - {"maybe"}
        if path[at][0] == "f" and {"remark"} in (before, after):
            ties.append([at])
        if path[at][0] == "v" and {"remark"} in (before, after):
            return "none"
    if any(node[0] == "p" for node in path[1:-1]):
        return "none"
    ties += [[at, at + 1] for at, found in enumerate(kinds) if found == {"maybe"}]
    if not ties:
        return "direct"
    if len(ties) > 1 and not (len(ties) == 2 and min(abs(one - other) for one in ties[0] for other in ties[1]) == 1):
        return "none"
    return "weak"


# --- the five documents -------------------------------------------------------------------------------------------------------------

#: Pairs of the documents, judged by reading before any search: chains of relations, a shared site, county, prefecture or award under two
#: names, or nothing but a province, a country or a kind of disability.
PAIRS = {
    ("person/liu-haijun", "person/xia-xiaobin"): "direct",  # both work at the centre (asking-A53)
    ("person/wang-xiuzhi", "person/liu-hongxia"): "direct",  # both received the Endeavor Award
    ("person/xiong-jun", "place/guilin"): "direct",  # he works at a base there
    ("person/li-juan", "person/wang-xiuzhi"): "weak",  # Fenjin Prize and Endeavor Award may be one
    ("organisation/zhangye-jishan-leye-center", "organisation/guilin-jishan-leye-base"): "weak",  # a programme under two names
    ("person/aunt-xu", "person/xiong-jun"): "weak",  # Guilin
    ("person/xin-baotong", "place/minhou-county"): "weak",  # Longde county
    ("person/liu-weiping", "person/pan-xiaohong"): "weak",  # Zhangye
    ("person/yang-xu", "organisation/china-mobile-group-chongqing-company"): "direct",  # it developed the platform that he works for
    ("person/yang-shuting", "person/wen-dongming"): "weak",  # both sold on Taobao
    ("person/xie-xing", "person/liu-weiping"): "none",  # China
    ("person/wei-jing", "person/xie-xing"): "none",
    ("person/jiang-lijuan", "person/wen-dongming"): "none",
}


@pytest.mark.parametrize("kind", ["store", "index"])
def test_pairs_of_the_documents_have_the_strength_that_reading_gives(shipped: Graph, kind: str) -> None:
    relationships = QuadRelationships(shipped) if kind == "store" else _index(shipped)
    found = {pair: _ask(relationships, *pair).strength for pair in PAIRS}
    assert found == PAIRS


def _index(graph: Graph) -> Relationships:
    found = graph.backend.relationships()
    assert isinstance(found, FlatIndex)
    return found


def _ask(relationships: Relationships, start: str, goal: str) -> PathSearch:
    return find_paths(relationships, f"{BASE}{start}", f"{BASE}{goal}", PathOptions())


def test_a_programme_under_two_names_is_explained_with_the_judgement(shipped: Graph) -> None:
    found = _ask(_index(shipped), "organisation/zhangye-jishan-leye-center", "organisation/guilin-jishan-leye-base")
    hops = [step.hops[0] for step in found.paths[0].steps]
    (unsure,) = [hop for hop in hops if hop.kind == "possiblySameAs"]
    assert {passage.document.id for passage in unsure.passages} == {"000", "002"}
    assert {passage.modality for passage in unsure.passages} == {"inferred"}
    assert all("machine translation" in passage.doubt for passage in unsure.passages)
