"""The shortest paths, against every simple path tried one by one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disgraph.errors import LimitExceeded
from disgraph.paths import search
from disgraph.paths.search import Limits, shortest_paths


class Example(NamedTuple):
    """A small graph and a question about it."""

    edges: frozenset[tuple[str, str]]
    impassable: frozenset[str]
    start: str
    goal: str
    k: int
    max_hops: int

    def neighbours(self, node: str) -> list[str]:
        return sorted({b if a == node else a for a, b in self.edges if node in (a, b) and a != b})

    def ask(self) -> tuple[tuple[str, ...], ...]:
        """Ask the search."""
        return shortest_paths(
            self.start, self.goal, self.neighbours, self.passable, Limits(self.k, self.max_hops), lambda path: (path,)
        ).paths

    def passable(self, node: str) -> bool:
        return node not in self.impassable

    def tried(self) -> list[tuple[str, ...]]:
        """Return every simple path within the hops, shortest first."""
        return sorted(self._walk((self.start,)), key=lambda path: (len(path), path))

    def _walk(self, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        if path[-1] == self.goal:
            yield path
        elif len(path) <= self.max_hops and (len(path) == 1 or self.passable(path[-1])):
            for node in self.neighbours(path[-1]):
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


@settings(max_examples=400, deadline=None)
@given(examples())
def test_the_paths_found_are_the_shortest_of_all_simple_paths(example: Example) -> None:
    assert list(example.ask()) == example.tried()[: example.k]


@settings(max_examples=50, deadline=None)
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
    found = shortest_paths("a", "b", example.neighbours, example.passable, Limits(1, 3), lambda path: ("y" not in path, path))
    assert found.paths == (("a", "y", "b"),)


def test_a_search_touches_only_what_it_must() -> None:
    """From the end without many neighbours: the hub with a thousand is fetched at most once, its neighbours never."""
    asked: list[str] = []

    def neighbours(node: str) -> list[str]:
        asked.append(node)
        return {"a": ["hub"], "hub": ["a", "b", *(f"n{at}" for at in range(1000))], "b": ["hub"]}.get(node, ["hub"])

    found = shortest_paths("a", "b", neighbours, lambda _node: True, Limits(1, 6), lambda path: (path,))
    assert found.paths == (("a", "hub", "b"),)
    assert sorted(asked) == ["a", "b", "hub"]
    assert found.visited == 3


def test_too_many_paths_of_one_length_are_a_limit_not_a_guess(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "MAX_CANDIDATES", 10)
    edges = frozenset((end, f"m{at}") for at in range(11) for end in ("a", "b"))
    with pytest.raises(LimitExceeded, match="More than 10 paths") as caught:
        Example(edges, frozenset(), "a", "b", 1, 6).ask()
    assert "--max-hops" in caught.value.remedy
