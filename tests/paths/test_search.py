"""The shortest paths, against every simple path tried one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import combinations, pairwise
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.tries import tries

from disgraph.errors import LimitExceeded
from disgraph.paths import best_paths as search
from disgraph.paths.best_paths import Limits, Weights, shortest_paths


class Plain(NamedTuple):
    """A graph as a search sees it, which counts the neighbors of a node."""

    steps: Mapping[str, AbstractSet[str]]
    asked: list[str]

    def neighbors(self, node: str, /) -> set[str]:
        self.asked.append(node)
        return set(self.steps[node])

    def effort(self, nodes: AbstractSet[str], /) -> int:
        return sum(len(self.steps[node]) for node in nodes)

    def expect(self, nodes: AbstractSet[str], /) -> None:
        assert not nodes & set(self.asked)


class Example(NamedTuple):
    """A small graph and a question about it."""

    edges: frozenset[tuple[str, str]]
    impassable: frozenset[str]
    start: str
    goal: str
    k: int
    max_hops: int

    def neighbors(self, node: str) -> list[str]:
        return sorted({b if a == node else a for a, b in self.edges if node in (a, b) and a != b})

    @property
    def view(self) -> Plain:
        """The graph as the search sees it."""
        nodes = {node for edge in self.edges for node in edge} | {self.start, self.goal}
        ends = (self.start, self.goal)
        return Plain({node: {other for other in self.neighbors(node) if other in ends or self.is_passable(other)} for node in nodes}, [])

    def ask(self) -> tuple[tuple[str, ...], ...]:
        """Ask the search."""
        return shortest_paths(self.view, self.start, self.goal, Limits(self.k, self.max_hops), lambda path: (path,)).paths

    def is_passable(self, node: str) -> bool:
        return node not in self.impassable

    def tried(self) -> list[tuple[str, ...]]:
        """Return every simple path within the hops, shortest first."""
        return sorted(self._walk((self.start,)), key=lambda path: (len(path), path))

    def _walk(self, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        if path[-1] == self.goal:
            yield path
        elif len(path) <= self.max_hops and (len(path) == 1 or self.is_passable(path[-1])):
            for node in self.neighbors(path[-1]):
                if node not in path:
                    yield from self._walk((*path, node))


@st.composite
def examples(draw: st.DrawFn) -> Example:
    """Return graphs of up to eight nodes, dense or sparse, some nodes impassable, the ends too."""
    nodes = "abcdefgh"[: draw(st.integers(2, 8))]
    pairs = st.tuples(st.sampled_from(nodes), st.sampled_from(nodes))
    start, goal = draw(pairs.filter(lambda pair: pair[0] != pair[1]))
    return Example(
        frozenset(draw(st.sets(pairs, max_size=16))),
        frozenset(draw(st.sets(st.sampled_from(nodes), max_size=3))),
        start,
        goal,
        draw(st.integers(1, 6)),
        draw(st.integers(1, 7)),
    )


@settings(max_examples=tries(400))
@given(examples())
def test_the_paths_found_are_the_shortest_of_all_simple_paths(example: Example) -> None:
    assert list(example.ask()) == example.tried()[: example.k]


class Weighed(NamedTuple):
    """What steps and nodes of the examples weigh: little, so that many paths weigh the same."""

    steps: Mapping[frozenset[str], int]
    nodes: Mapping[str, int]

    def weights(self) -> Weights[str]:
        """Return them as the search takes them."""
        return Weights(lambda one, other: self.steps[frozenset((one, other))], lambda node: self.nodes[node])

    def cost(self, path: tuple[str, ...]) -> tuple[object, ...]:
        """Return what a path weighs, and the path."""
        return sum(self.steps[frozenset(step)] for step in pairwise(path)) + sum(self.nodes[node] for node in path[1:-1]), path


_LIGHT = st.integers(0, 2)
weighed = st.builds(
    Weighed,
    st.fixed_dictionaries({frozenset(pair): _LIGHT for pair in combinations("abcdefgh", 2)}),
    st.fixed_dictionaries(dict.fromkeys("abcdefgh", _LIGHT)),
)


@settings(max_examples=tries(600))
@given(examples(), weighed)
def test_by_weights_the_same_paths_are_found_as_by_comparing_all(example: Example, weighed: Weighed) -> None:
    limits = Limits(example.k, example.max_hops)
    found = shortest_paths(example.view, example.start, example.goal, limits, weighed.cost, weights=weighed.weights())
    assert list(found.paths) == sorted(example.tried(), key=lambda path: (len(path), weighed.cost(path)))[: example.k]


@settings(max_examples=tries(200))
@given(examples(), weighed, st.integers(0, 2))
def test_with_slack_weight_comes_before_length(example: Example, weighed: Weighed, slack: int) -> None:
    limits = Limits(example.k, example.max_hops, slack)
    found = shortest_paths(example.view, example.start, example.goal, limits, weighed.cost, weights=weighed.weights())
    tried = example.tried()
    longest = min(map(len, tried), default=0) + slack
    assert list(found.paths) == sorted((path for path in tried if len(path) <= longest), key=weighed.cost)[: example.k]


@settings(max_examples=tries(50))
@given(examples())
def test_a_path_back_is_the_path_there_turned_round(example: Example) -> None:
    back = example._replace(start=example.goal, goal=example.start, k=1000)
    there = example._replace(k=1000)
    assert sorted(path[::-1] for path in back.ask()) == sorted(there.ask())


def ring(size: int) -> frozenset[tuple[str, str]]:
    """Return a ring of nodes."""
    return frozenset((f"n{at}", f"n{(at + 1) % size}") for at in range(size))


def test_both_ways_round_a_ring_are_found_the_shorter_first() -> None:
    found = Example(ring(5), frozenset(), "n0", "n2", 3, 6).ask()
    assert found == (("n0", "n1", "n2"), ("n0", "n4", "n3", "n2"))


def test_a_node_that_is_not_passable_may_be_an_end() -> None:
    example = Example(ring(4), frozenset({"n0", "n1", "n2"}), "n0", "n2", 3, 6)
    assert example.ask() == (("n0", "n3", "n2"),)


def test_a_path_longer_than_the_limit_is_not_found() -> None:
    line = frozenset((f"n{at}", f"n{at + 1}") for at in range(7))
    assert Example(line, frozenset(), "n0", "n7", 1, 6).ask() == ()
    assert Example(line, frozenset(), "n0", "n7", 1, 7).ask() == (tuple(f"n{at}" for at in range(8)),)


def test_paths_of_one_length_come_by_cost() -> None:
    edges = frozenset({("a", "x"), ("a", "y"), ("x", "b"), ("y", "b")})
    example = Example(edges, frozenset(), "a", "b", 1, 3)
    found = shortest_paths(example.view, "a", "b", Limits(1, 3), lambda path: ("y" not in path, path))
    assert found.paths == (("a", "y", "b"),)


def test_a_search_touches_only_what_it_must() -> None:
    """The hub with a thousand neighbors is where both ends meet: it is never looked at, nor are its neighbors."""
    view = Example(frozenset({("a", "hub"), ("hub", "b"), *(("hub", f"n{at}") for at in range(1000))}), frozenset(), "a", "b", 1, 6).view
    found = shortest_paths(view, "a", "b", Limits(1, 6), lambda path: (path,), weights=Weights(lambda *_: 1, lambda _: 1))
    assert found.paths == (("a", "hub", "b"),)
    assert sorted(view.asked) == ["a", "b"]
    assert found.visited == 2


def test_paths_by_weight_need_no_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "MAX_CANDIDATES", 10)
    edges = frozenset((end, f"m{at:02}") for at in range(30) for end in ("a", "b"))
    view = Example(edges, frozenset(), "a", "b", 2, 6).view
    weights = Weights[str](lambda _one, _other: 0, lambda node: int(node[1:]))
    found = shortest_paths(view, "a", "b", Limits(2, 6), lambda path: (int(path[1][1:]),), weights=weights)
    assert found.paths == (("a", "m00", "b"), ("a", "m01", "b"))


def test_too_many_paths_of_one_length_are_a_limit_not_a_guess(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "MAX_CANDIDATES", 10)
    edges = frozenset((end, f"m{at}") for at in range(11) for end in ("a", "b"))
    with pytest.raises(LimitExceeded, match="More than 10 paths") as caught:
        Example(edges, frozenset(), "a", "b", 1, 6).ask()
    assert "--max-hops" in caught.value.remedy
