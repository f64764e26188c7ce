"""How several entities are connected: a small subgraph that joins them, found pair by pair.

The method of Kou, Markowsky and Berman ("A fast algorithm for Steiner trees", Acta Informatica 15, 1981): the shortest paths between
every two entities, a minimum spanning tree over these distances, and of the paths in it again a spanning tree without loose ends. It
has at most 2 - 2/n times as many hops as the smallest possible subgraph, for n entities, if no two need more than `max_hops`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, NamedTuple

from disgraph.paths.lookup import Step, explained_step, search, wider_searches
from disgraph.paths.rank import path_price
from disgraph.relationships.deadline import Deadline
from disgraph.relationships.path_options import PathOptions
from disgraph.relationships.protocol import Selection

if TYPE_CHECKING:
    from disgraph.relationships.protocol import Relationships

#: A step between two entities, in the order of their IRIs.
_Link = tuple[str, str]
_Weight = tuple[int, int]


class Component(NamedTuple):
    """Connected wanted entities (IRIs), and the steps between them: each leads from a reached entity to a new one."""

    wanted: tuple[str, ...]
    steps: tuple[Step, ...]


class Subgraph(NamedTuple):
    """How entities are connected.

    Attributes:
        components: connected parts; one if all wanted entities are connected.
        labels: of all entities, by IRI.
        options: of the search.
        wider: if there are several components, what wider searches find between them, in sentences.
    """

    components: tuple[Component, ...]
    labels: dict[str, str]
    options: PathOptions
    wider: tuple[str, ...]


def connect(relationships: Relationships, wanted: Sequence[str], options: PathOptions, deadline: Deadline) -> Subgraph:
    """Find a small subgraph that joins entities.

    Args:
        relationships: where the edges are.
        wanted: IRIs of the entities, two or more, each once.
        options: of the search; subgraphs with fewer hops are better, then cheaper ones.
        deadline: time limit.

    Raises:
        LimitExceeded: too many paths, or no time left.
    """
    selection = Selection(relationships, options._replace(k=1, rank="length"), frozenset(wanted), deadline)
    links = _without_loose_ends(_tree(_weighed(selection, _links_of_paths(selection, wanted))), frozenset(wanted))
    parts = tuple(_components(selection, wanted, links))
    wider = [words for part in parts[1:] for words in wider_searches(selection, parts[0].wanted[0], part.wanted[0])]
    nodes = {*wanted, *(node for link in links for node in link)}
    return Subgraph(parts, {node: relationships.label(node) for node in sorted(nodes)}, options, tuple(wider))


def _links_of_paths(selection: Selection, wanted: Sequence[str]) -> set[_Link]:
    """Return the steps of the paths that a minimum spanning tree over the distances between the entities takes."""
    paths = {pair: path for pair in combinations(wanted, 2) for path in search(selection, *pair).paths}
    distances = {pair: (len(path) - 1, path_price(selection, path)) for pair, path in paths.items()}
    return {_link(*ends) for pair in _tree(distances) for ends in pairwise(paths[pair])}


def _link(first: str, second: str) -> _Link:
    return (first, second) if first < second else (second, first)


def _weighed(selection: Selection, links: Iterable[_Link]) -> dict[_Link, _Weight]:
    return {link: (1, path_price(selection, link)) for link in links}


def _tree(weights: dict[_Link, _Weight]) -> list[_Link]:
    """Return a minimum spanning forest (Kruskal): the lightest links that connect separate trees."""
    above: dict[str, str] = {}

    def root(node: str) -> str:
        while node in above:
            node = above[node]
        return node

    taken = []
    for link in sorted(weights, key=lambda link: (weights[link], link)):
        first, second = map(root, link)
        if first != second:
            above[first] = second
            taken.append(link)
    return taken


def _without_loose_ends(links: list[_Link], wanted: frozenset[str]) -> list[_Link]:
    """Return the links without those that end at an entity that is not wanted."""
    while True:
        ends = Counter(node for link in links for node in link)
        kept = [link for link in links if all(ends[node] > 1 or node in wanted for node in link)]
        if len(kept) == len(links):
            return kept
        links = kept


def _components(selection: Selection, wanted: Sequence[str], links: list[_Link]) -> Iterator[Component]:
    """Return the connected components of the wanted entities, each traversed from its first one."""
    done: set[str] = set()
    for first in wanted:
        if first not in done:
            steps = tuple(explained_step(selection, *pair) for pair in _walk(first, links))
            reached = {first, *(pair.target for pair in steps)}
            done |= reached
            yield Component(tuple(node for node in wanted if node in reached), steps)


def _walk(first: str, links: list[_Link]) -> Iterator[_Link]:
    """Return the links of a tree in depth-first order, each from a reached node to a new one."""
    waiting, seen = [first], {first}
    came: dict[str, str] = {}
    while waiting:
        node = waiting.pop()
        if node in came:
            yield came[node], node
        onward = sorted(link[link[0] == node] for link in links if node in link)
        for other in reversed([other for other in onward if other not in seen]):
            seen.add(other)
            came[other] = node
            waiting.append(other)
