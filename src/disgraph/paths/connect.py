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

from disgraph.paths.lookup import Step, explained_step, search, searches, wider_searches
from disgraph.paths.rank import path_price
from disgraph.relationships.deadline import Deadline
from disgraph.relationships.grade import DIRECT, STRENGTHS, WEAK
from disgraph.relationships.path_options import PathOptions
from disgraph.relationships.protocol import Selection

if TYPE_CHECKING:
    from disgraph.relationships.protocol import Relationships

#: A step between two entities, in the order of their IRIs.
_Link = tuple[str, str]
_Weight = tuple[int, ...]


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
        strength: `direct`; `weak` if two of the entities are connected only weakly; `none` if there are several components.
    """

    components: tuple[Component, ...]
    labels: dict[str, str]
    options: PathOptions
    wider: tuple[str, ...]
    strength: str


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
    wished, ends = options._replace(k=1, rank="length"), frozenset(wanted)
    grade, found = DIRECT, _Parts([], {})
    for grade, most in searches(options):
        selection = Selection(relationships, wished, ends, deadline, grade)
        found = _joined(selection, wanted, found, most)
        if len(found.paths) == len(wanted) - 1:
            break
    links = _without_loose_ends(_tree(_weighed(selection, _links_of(found))), ends)
    parts = tuple(_components(selection, wanted, links))
    strict = Selection(relationships, wished, ends, deadline)
    wider = [words for part in parts[1:] for words in wider_searches(strict, parts[0].wanted[0], part.wanted[0])]
    nodes = {*wanted, *(node for link in links for node in link)}
    strength = STRENGTHS[2 if len(parts) > 1 else min(grade, WEAK)]
    return Subgraph(parts, {node: relationships.label(node) for node in sorted(nodes)}, options, tuple(wider), strength)


class _Parts(NamedTuple):
    """The paths that join the wanted entities so far: a tree over the distances between them, and the path of each pair in it."""

    tree: list[_Link]
    paths: dict[_Link, tuple[str, ...]]


def _joined(selection: Selection, wanted: Sequence[str], found: _Parts, ties: int) -> _Parts:
    """Return the paths of a minimum spanning tree over the distances between the entities, with those of former searches first."""
    parts = _roots(wanted, found.tree)
    pairs = (
        (pair, path)
        for pair in combinations(wanted, 2)
        if parts[pair[0]] != parts[pair[1]]
        for path in search(selection, *pair, ties).paths
    )
    paths = dict(pairs)
    distances: dict[_Link, _Weight] = {pair: (1, len(path) - 1, path_price(selection, path)) for pair, path in paths.items()}
    tree = _tree({**dict.fromkeys(found.tree, (0,)), **distances})
    return _Parts(tree, {pair: (found.paths | paths)[pair] for pair in tree})


def _roots(wanted: Sequence[str], tree: Iterable[_Link]) -> dict[str, str]:
    """Return for each entity the representative of its part."""
    roots = {node: node for node in wanted}
    for first, second in tree:
        roots = {node: roots[first] if root == roots[second] else root for node, root in roots.items()}
    return roots


def _links_of(found: _Parts) -> set[_Link]:
    return {_link(*ends) for path in found.paths.values() for ends in pairwise(path)}


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
