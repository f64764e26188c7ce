"""`path A B`: the paths between two entities with their explanations, or an honest account of the search."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from disgraph.paths.hops import Edge, Hop
from disgraph.paths.search import Found, shortest_paths

if TYPE_CHECKING:
    from disgraph.paths.edges import Relationships

#: Edges of records that tell something in free words, or only what was said.
_FREE_WORDS = frozenset({"remarkEdge", "activityEdge", "hasSpokenWith"})

#: The groups of hubs that a path may be let through.
HUBS = ("places", "kinds", "populations")


class Options(NamedTuple):
    """How to search."""

    k: int = 3
    max_hops: int = 6
    only: frozenset[str] = frozenset()
    exclude: frozenset[str] = frozenset()
    avoid: frozenset[str] = frozenset()
    through: frozenset[str] = frozenset()


class Step(NamedTuple):
    """A step of a path from one node to the next; `hops` are the ways in which the two are joined, the most telling first."""

    source: str
    target: str
    hops: tuple[Hop, ...]


class Path(NamedTuple):
    """A path: the entities on it, as IRIs with labels, and the steps between them."""

    nodes: tuple[str, ...]
    labels: tuple[str, ...]
    steps: tuple[Step, ...]


class Answer(NamedTuple):
    """What a search found; where nothing, what was looked at, left out, and what relaxing finds."""

    paths: tuple[Path, ...]
    visited: int
    options: Options
    relaxed: tuple[str, ...]


def find_paths(relationships: Relationships, start: str, goal: str, options: Options) -> Answer:
    """Find the shortest paths between two entities and explain them.

    Args:
        relationships: where the edges are.
        start: IRI of one entity.
        goal: IRI of the other.
        options: how to search.

    Raises:
        LimitExceeded: too many paths of one length.
    """
    found = _search(relationships, start, goal, options)
    paths = tuple(_told(relationships, nodes, options) for nodes in found.paths)
    relaxed = () if paths else tuple(_relaxed(relationships, start, goal, options))
    return Answer(paths, found.visited, options, relaxed)


def _wanted(edge: Edge, options: Options) -> bool:
    return edge.kind not in options.exclude and (not options.only or edge.kind in options.only)


def _search(relationships: Relationships, start: str, goal: str, options: Options) -> Found:
    def neighbours(node: str) -> list[str]:
        return list(dict.fromkeys(edge.other(node) for edge in relationships.around(node) if _wanted(edge, options)))

    def passable(node: str) -> bool:
        hub = relationships.hub(node)
        return node not in options.avoid and (not hub or hub in options.through)

    def cost(path: tuple[str, ...]) -> tuple[object, ...]:
        return (sum(len(relationships.around(node)) for node in path[1:-1]), path)

    return shortest_paths(start, goal, neighbours, passable, options.k, options.max_hops, cost)


def _told(relationships: Relationships, nodes: tuple[str, ...], options: Options) -> Path:
    steps = []
    for first, second in pairwise(nodes):
        between = [edge for edge in relationships.around(first) if edge.other(first) == second and _wanted(edge, options)]
        steps.append(Step(first, second, _hops(relationships, between)))
    return Path(nodes, tuple(map(relationships.label, nodes)), tuple(steps))


def _hops(relationships: Relationships, edges: list[Edge]) -> tuple[Hop, ...]:
    """Explain the edges between two nodes, the most telling first.

    What is said comes before what was inferred, what was done before what was told in free words or said of it, then what more
    documents say, then the rarer kind of relation: a visit tells more than one assistance among many.
    """

    def order(hop: Hop) -> tuple[object, ...]:
        guessed = all(passage.modality == "inferred" for passage in hop.passages)
        common = relationships.frequency(hop.kind)
        return (hop.inferred, guessed, hop.kind in _FREE_WORDS, -len(hop.documents()), common, hop.kind, hop.sentence, hop.record)

    return tuple(sorted(map(relationships.explain, edges), key=order))


def _relaxed(relationships: Relationships, start: str, goal: str, options: Options) -> list[str]:
    """Say what a wider search would find."""
    told = []
    for wider, words in (
        (options._replace(through=frozenset(HUBS)), "through " + " and ".join(HUBS)),
        (options._replace(max_hops=2 * options.max_hops), f"within {2 * options.max_hops} hops"),
        (options._replace(only=frozenset(), exclude=frozenset(), avoid=frozenset()), "with every kind of relation and no entity avoided"),
    ):
        if wider != options:
            found = _search(relationships, start, goal, wider._replace(k=1))
            if found.paths:
                told.append(f"{words}: {' - '.join(map(relationships.label, found.paths[0]))}")
    return told
