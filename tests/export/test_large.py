"""What is done for large networks: a layout around hubs, and measures."""

from __future__ import annotations

import math
import random
import re
from array import array
from collections import Counter
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from disgraph.export.appearance import size_of
from disgraph.export.hubs import place_around_hubs
from disgraph.export.layout import LARGE, LAYOUTS, positions
from disgraph.export.node_measures import add_measures
from disgraph.export.relationship import NetworkShape, RelationshipNetwork
from disgraph.paths.network_analysis import measure

PAIRS = st.lists(st.tuples(st.integers(0, 29), st.integers(0, 29)).filter(lambda pair: pair[0] != pair[1]), max_size=60)


def shape(count: int, pairs: list[tuple[int, int]]) -> NetworkShape:
    degrees = Counter(end for pair in pairs for end in pair)
    ends = [array("I", (pair[side] for pair in pairs)) for side in (0, 1)]
    return NetworkShape(array("I", (degrees[node] for node in range(count))), ends[0], ends[1], 0)


@given(pairs=PAIRS)
def test_every_node_has_a_place_of_its_own_each_time_the_same(pairs: list[tuple[int, int]]) -> None:
    points = list(place_around_hubs(shape(30, pairs)))
    assert len(set(points)) == 30
    assert list(place_around_hubs(shape(30, pairs))) == points


def test_nodes_are_nearer_to_those_they_are_related_to() -> None:
    chance = random.Random(1)
    pairs = [(node, node - node % 50) for node in range(5_000) if node % 50] + [(chance.randrange(5_000), 0) for _ in range(20)]
    points = list(place_around_hubs(shape(5_000, pairs)))
    related = sorted(math.dist(points[first], points[second]) for first, second in pairs)
    others = sorted(math.dist(points[chance.randrange(5_000)], points[chance.randrange(5_000)]) for _ in pairs)
    assert related[len(related) // 2] < others[len(others) // 2] / 4
    overlapping = sum(math.dist(points[node], points[node + 1]) < size_of(1) / 2 for node in range(4_999))
    assert overlapping == 0


def test_a_large_network_is_placed_around_hubs_and_a_small_one_by_distances(network: RelationshipNetwork) -> None:
    """structure-C7: the size at which the layout changes."""
    large = shape(LARGE, [(node, node // 2) for node in range(1, LARGE)])
    assert list(positions(RelationshipNetwork((), (), large))) == list(place_around_hubs(large))
    assert list(positions(network)) == list(positions(network, "distances")) != list(positions(network, "hubs"))
    assert set(positions(network, "none")) == {None}
    assert set(LAYOUTS) == {"auto", "distances", "hubs", "none"}


def test_measures_are_those_of_networkx() -> None:
    graph = nx.karate_club_graph()
    found = measure(34, graph.edges)
    exact = nx.betweenness_centrality(graph)
    assert [known.betweenness for known in found] == pytest.approx([exact[node] for node in graph], abs=1e-6)
    walk = dict.fromkeys(graph, 1 / 34)
    for _ in range(300):
        walk = {node: 0.15 / 34 + 0.85 * sum(walk[other] / graph.degree[other] for other in graph[node]) for node in graph}
    assert [known.pagerank for known in found] == pytest.approx([walk[node] for node in graph], abs=1e-5)
    assert {known.component for known in found} == {"component 1"}
    assert found[33].community != found[0].community


@given(pairs=PAIRS)
def test_a_community_lies_in_one_component_and_ranks_sum_to_one(pairs: list[tuple[int, int]]) -> None:
    found = measure(30, pairs)
    assert sum(known.pagerank for known in found) == pytest.approx(1, abs=1e-4)
    assert len({(known.community, known.component) for known in found}) == len({known.community for known in found})
    alone = set(range(30)) - {end for pair in pairs for end in pair}
    assert {node for node in range(30) if found[node].component == "alone"} == alone
    assert measure(30, list(reversed(pairs))) == found


def test_a_measured_network_states_the_same_and_more(network: RelationshipNetwork) -> None:
    with_measures = add_measures(network)
    assert [node._replace(measures=None) for node in with_measures.nodes] == list(network.nodes)
    assert len({node.measures.community for node in with_measures.nodes if node.measures}) > 5


def test_the_benchmark_measures_on_both_sides_of_the_change_of_layout() -> None:
    """structure-C7: a promise about speed is measured where another layout runs too."""
    source = (Path(__file__).parents[2] / "benchmarks" / "export.py").read_text(encoding="utf-8")
    sizes = [sum(int(number.replace("_", "")) for number in pair) for pair in re.findall(r"\(([\d_]+), ([\d_]+)\)", source)]
    assert min(sizes) <= 2_500
    assert any(0.9 * LARGE <= size < LARGE for size in sizes)
