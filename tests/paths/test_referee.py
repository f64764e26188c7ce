"""Every option of a search against all simple paths of small random graphs, tried one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, combinations, pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.tries import tries

from disgraph.errors import LimitExceeded
from disgraph.passage import Passage, Source
from disgraph.paths import best_paths as search
from disgraph.paths.connect import Subgraph, connect
from disgraph.paths.lookup import find_paths
from disgraph.paths.near import common, neighbors
from disgraph.relationships.deadline import Deadline
from disgraph.relationships.edge import Edge, Hop
from disgraph.relationships.path_options import PathOptions
from disgraph.relationships.price import BIT, REASONED, bits
from disgraph.relationships.protocol import Relationships

NODES = "abcdefg"
KINDS = ("works", "helps", "informs")
HUBS = {"f": "places", "g": "kinds"}
DAYS = ("", "2010-01-01", "2015-01-01", "2020-01-01")


@dataclass(frozen=True)
class World(Relationships):
    """A small relationship graph."""

    edges: tuple[Edge, ...]

    def around(self, node: str) -> tuple[Edge, ...]:
        return tuple(edge for edge in self.edges if node in (edge.source, edge.target))

    def hub(self, node: str) -> str:
        return HUBS.get(node, "")

    def label(self, node: str) -> str:
        return node.upper()

    def explain(self, edge: Edge) -> Hop:
        """Return an edge that documents state, one or two by the kind of it, unless it only follows."""
        names = () if edge.inferred else ("d1", "d2") if edge.kind == "works" else ("d1",)
        passages = tuple(Passage("words", Source(name, name, "", "", ""), 0, 5, edge.record, "stated", "", "", "") for name in names)
        return Hop(edge.source, edge.target, edge.kind, f"{edge.source} {edge.kind} {edge.target}", edge.record, edge.inferred, passages)

    def frequency(self, kind: str) -> int:
        return sum(edge.kind == kind for edge in self.edges)

    def weakness(self, kind: str) -> int:
        return 3 * (kind == "informs")


def edges() -> st.SearchStrategy[Edge]:
    """Return edges between two of the nodes; some with days, some that only follow."""
    ends = st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)).filter(lambda pair: pair[0] != pair[1])
    days = st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS)).map(sorted)
    return st.builds(
        lambda pair, kind, inferred, when, record: Edge(pair[0], pair[1], kind, record, inferred, when[0], when[1] if when[0] else ""),
        ends, st.sampled_from(KINDS), st.sampled_from([False, False, True]), days, st.sampled_from(["", "r1", "r2"]),
    )  # fmt: skip


worlds = st.sets(edges(), max_size=14).map(lambda found: World(tuple(sorted(found))))
some_kinds = st.sets(st.sampled_from(KINDS), max_size=1).map(frozenset)
some_nodes = st.sets(st.sampled_from("cdefg"), max_size=1).map(frozenset)
options = st.builds(
    PathOptions,
    k=st.integers(1, 5),
    max_hops=st.integers(1, 6),
    only=some_kinds,
    exclude=some_kinds,
    avoid=some_nodes,
    through=st.sets(st.sampled_from(["places", "kinds"])).map(frozenset),
    via=some_nodes,
    as_of=st.sampled_from(["", "2012-06-01", "2018-06-01"]),
    overlap=st.booleans(),
    rank=st.sampled_from(["length", "informative", "support"]),
    all_shortest=st.booleans(),
)


class Referee:
    """Answers by trying everything; says again in other words what each option means."""

    def __init__(self, world: World, asked: PathOptions, ends: frozenset[str]) -> None:
        self.world, self.asked, self.ends = world, asked, ends

    def edges_between(self, first: str, second: str) -> list[Edge]:
        return [edge for edge in self.world.edges if {edge.source, edge.target} == {first, second} and self.counts(edge)]

    def counts(self, edge: Edge) -> bool:
        asked = self.asked
        if asked.only and edge.kind not in asked.only:
            return False
        if edge.kind in asked.exclude or (edge.inferred and not self.ends & {edge.source, edge.target}):
            return False
        began = not asked.as_of or not edge.begin or edge.begin <= asked.as_of
        return began and (not asked.as_of or not edge.until or edge.until >= asked.as_of)

    def may_pass(self, node: str) -> bool:
        if node in self.asked.avoid:
            return False
        return node in self.asked.via or HUBS.get(node, "") in ("", *self.asked.through)

    def walks(self, path: tuple[str, ...], goal: str) -> Iterator[tuple[str, ...]]:
        """Return every simple path within the hops that may be walked."""
        if path[-1] == goal:
            yield path
        elif len(path) <= self.asked.max_hops and (len(path) == 1 or path[-1] in self.ends or self.may_pass(path[-1])):
            for node in NODES:
                if node not in path and self.edges_between(path[-1], node):
                    yield from self.walks((*path, node), goal)

    def is_consistent(self, path: tuple[str, ...]) -> bool:
        """Return whether some choice of an edge for each step has neighbors that may have held on one day."""

        def choices(steps: list[list[Edge]]) -> Iterator[tuple[Edge, ...]]:
            if not steps:
                yield ()
            else:
                yield from ((first, *rest) for first in steps[0] for rest in choices(steps[1:]))

        steps = [self.edges_between(*pair) for pair in pairwise(path)]
        return any(all(one.overlaps(other) for one, other in pairwise(chosen)) for chosen in choices(steps))

    def price(self, path: tuple[str, ...]) -> int:
        steps = sum(min(map(self.edge_price, self.edges_between(*pair))) for pair in pairwise(path))
        return steps + sum(bits(len(self.world.around(node))) for node in path[1:-1])

    def edge_price(self, edge: Edge) -> int:
        return bits(self.world.frequency(edge.kind)) + BIT * (self.world.weakness(edge.kind) + REASONED * edge.inferred)

    def support(self, path: tuple[str, ...]) -> tuple[int, int]:
        least = []
        for pair in pairwise(path):
            passages = [passage for edge in self.edges_between(*pair) for passage in self.world.explain(edge).passages]
            least.append((len({passage.document for passage in passages}), len(passages)))
        documents, passages_least = min(least)
        return -documents, -passages_least

    def answer(self, start: str, goal: str) -> list[tuple[str, ...]]:
        asked = self.asked
        every = list(self.walks((start,), goal))
        shortest = min(map(len, every), default=0)
        right = [path for path in every if asked.via <= set(path) and (not asked.overlap or self.is_consistent(path))]
        if asked.all_shortest:
            least = min(map(len, right), default=0)
            right = [path for path in right if len(path) == least]
        elif asked.rank != "length":
            right = [path for path in right if len(path) <= shortest + 2]
        orders = {
            "length": lambda path: (len(path), self.price(path), path),
            "informative": lambda path: (self.price(path), len(path), path),
            "support": lambda path: (*self.support(path), len(path), path),
        }
        ranked = sorted(right, key=orders[asked.rank])
        return ranked if asked.all_shortest else ranked[: asked.k]


@settings(max_examples=tries(600))
@given(worlds, options)
def test_every_option_gives_what_trying_everything_gives(world: World, asked: PathOptions) -> None:
    answer = find_paths(world, "a", "b", asked)
    referee = Referee(world, asked, frozenset("ab"))
    assert [path.nodes for path in answer.paths] == referee.answer("a", "b")
    assert [path.score.total for path in answer.paths] == [referee.price(path.nodes) for path in answer.paths]
    for path in answer.paths:
        assert path.score.total == path.score.relations + path.score.weakness + path.score.reasoning + path.score.hubs
        assert all({hop.source, hop.target} == {step.source, step.target} for step in path.steps for hop in step.hops)


@settings(max_examples=tries(200))
@given(worlds)
def test_a_longer_search_never_loses_a_link_and_announced_wider_finds_exist(world: World) -> None:
    near, far = (find_paths(world, "a", "b", PathOptions(max_hops=hops)) for hops in (2, 6))
    assert not near.paths or far.paths
    assert not far.paths or near.paths or near.wider
    assert all("A \u2013 " in words for words in near.wider)


def smallest(world: World, wanted: tuple[str, ...], referee: Referee) -> int | None:
    """Return the hops of the smallest network that joins entities, by trying every set of others; none if there is none."""
    others = [node for node in NODES if node not in wanted and referee.may_pass(node)]
    for size in range(len(others) + 1):
        for more in combinations(others, size):
            if _is_joined({*wanted, *more}, referee):
                return len(wanted) + size - 1
    return None


def _is_joined(nodes: set[str], referee: Referee) -> bool:
    first = min(nodes)
    reached, waiting = {first}, [first]
    while waiting:
        node = waiting.pop()
        new = {other for other in nodes - reached if referee.edges_between(node, other)}
        reached |= new
        waiting += new
    return reached == nodes


@settings(max_examples=tries(400))
@given(worlds, st.sets(st.sampled_from(NODES), min_size=3, max_size=4), options)
def test_a_network_joins_what_can_be_joined_with_at_most_twice_the_fewest_hops(world: World, chosen: set[str], asked: PathOptions) -> None:
    wanted = tuple(sorted(chosen))
    asked = asked._replace(via=frozenset(), overlap=False, all_shortest=False, rank="length", max_hops=len(NODES), avoid=frozenset())
    referee = Referee(world, asked, frozenset(wanted))
    together = connect(world, wanted, asked, Deadline())
    fewest = smallest(world, wanted, referee)
    assert (len(together.components) == 1) == (fewest is not None)
    assert sorted(chain.from_iterable(part.wanted for part in together.components)) == list(wanted)
    if fewest is not None:
        assert fewest <= len(together.components[0].steps) <= (2 - 2 / len(wanted)) * fewest
    _check_trees(together, referee)


def _check_trees(together: Subgraph, referee: Referee) -> None:
    """Check that each part is a tree, listed from joined to new entities, without loose ends, over allowed steps."""
    for part in together.components:
        reached = {part.wanted[0]}
        for step in part.steps:
            assert step.source in reached
            assert step.target not in reached
            assert referee.edges_between(step.source, step.target)
            reached.add(step.target)
        sources = {step.source for step in part.steps}
        assert {step.target for step in part.steps} - sources <= set(part.wanted)
        assert {node for node in reached if node in together.labels} == reached


def test_entities_in_two_parts_are_separated_with_what_would_join_them() -> None:
    world = World(
        (
            Edge("a", "b", "works", "", inferred=False),
            Edge("b", "f", "works", "", inferred=False),
            Edge("f", "c", "works", "", inferred=False),
        )
    )
    together = connect(world, ("a", "b", "c"), PathOptions(), Deadline())
    assert [part.wanted for part in together.components] == [("a", "b"), ("c",)]
    assert together.wider == ("through places, kinds, populations and events: A \u2013 B \u2013 F \u2013 C",)


@settings(max_examples=tries(200))
@given(worlds, options)
def test_neighbors_are_all_edges_that_count_each_once(world: World, asked: PathOptions) -> None:
    referee = Referee(world, asked, frozenset("a"))
    groups = neighbors(world, "a", asked._replace(k=100), Deadline())
    result = sorted((hop.source, hop.target, hop.kind, hop.record) for group in groups for _, _, hop in group.neighbors)
    assert result == sorted((edge.source, edge.target, edge.kind, edge.record) for edge in world.around("a") if referee.counts(edge))
    limited = neighbors(world, "a", asked, Deadline())
    assert [group.number for group in limited] == [len(group.neighbors) for group in groups]
    assert [group.neighbors for group in limited] == [group.neighbors[: asked.k] for group in groups]


@settings(max_examples=tries(200))
@given(worlds, options)
def test_what_two_have_in_common_is_what_paths_of_two_hops_go_through(world: World, asked: PathOptions) -> None:
    asked = asked._replace(via=frozenset(), max_hops=2)
    referee = Referee(world, asked, frozenset("ab"))
    paths = [path for path in referee.walks(("a",), "b") if len(path) == 3]
    found = common(world, "a", "b", asked, Deadline())
    whole = common(world, "a", "b", asked._replace(k=100), Deadline()).paths
    assert found.number == len(paths)
    assert sorted(path.nodes for path in whole) == sorted(paths)
    assert [path.nodes for path in found.paths] == [path.nodes for path in whole][: asked.k]
    for strength in ("direct", "weak"):  # what is shared weakly comes last; among equals the price decides
        alike = [path.nodes for path in whole if path.strength == strength]
        assert alike == sorted(alike, key=lambda path: (referee.price(path), path))


def test_more_shortest_paths_than_are_given_are_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World(tuple(sorted(Edge(end, middle, "works", "", inferred=False) for middle in "cde" for end in "ab")))
    assert len(find_paths(world, "a", "b", PathOptions(all_shortest=True)).paths) == 3
    monkeypatch.setattr(search, "MAX_SHORTEST", 2)
    with pytest.raises(LimitExceeded, match="There are 3 shortest paths") as caught:
        find_paths(world, "a", "b", PathOptions(all_shortest=True))
    assert "--only" in caught.value.remedy


@settings(max_examples=tries(50))
@given(worlds)
def test_a_search_without_time_ends_with_a_limit(world: World) -> None:
    assume(world.around("a"))
    for ask in (
        lambda late: find_paths(world, "a", "b", PathOptions(), late),
        lambda late: connect(world, "abc", PathOptions(), late),
        lambda late: neighbors(world, "a", PathOptions(), late),
        lambda late: common(world, "a", "b", PathOptions(), late),
    ):
        with pytest.raises(LimitExceeded, match="seconds"):
            ask(Deadline(0.0))
