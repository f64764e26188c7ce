"""`path A B`: the paths between two entities with their explanations, or an honest account of the search."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from disgraph.paths.hops import Edge, Hop
from disgraph.paths.search import Found, Limits, shortest_paths

if TYPE_CHECKING:
    from disgraph.paths.edges import Relationships

#: What tells little of how two are connected: that one was told of the other, did something with them in free words, or spoke of them.
_WEAK = {"introductionEdge": 1, "introducedToEdge": 1, "activityEdge": 2, "hasSpokenWith": 2, "remarkEdge": 3}

#: The groups of hubs that a path may be let through.
HUBS = ("places", "kinds", "populations")


#: How many hops more than the shortest a path may have to be ranked by anything but length.
SLACK = 2


class Options(NamedTuple):
    """How to search: see `disgraph path --help`. Kinds, entities and the day `as_of` are as `Edge` has them."""

    k: int = 3
    max_hops: int = 6
    only: frozenset[str] = frozenset()
    exclude: frozenset[str] = frozenset()
    avoid: frozenset[str] = frozenset()
    through: frozenset[str] = frozenset()
    via: frozenset[str] = frozenset()
    as_of: str = ""
    overlap: bool = False
    rank: str = "length"


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
    """Tell whether an edge counts: by its kind, and on the day asked for; an edge without a date counts on every day."""
    if edge.kind in options.exclude or (options.only and edge.kind not in options.only):
        return False
    return not options.as_of or (edge.begin <= options.as_of and not (edge.until and edge.until < options.as_of))


def _may_lead(edge: Edge, ends: set[str]) -> bool:
    """Tell whether a path may go along an edge: what only follows by reasoning begins or ends one, but does not lead on.

    Otherwise the hierarchy of federations would join everybody whom any of them helped.
    """
    return not edge.inferred or edge.source in ends or edge.target in ends


def _search(relationships: Relationships, start: str, goal: str, options: Options) -> Found:
    ends = {start, goal}

    def neighbours(node: str) -> list[str]:
        wanted = (edge for edge in relationships.around(node) if _wanted(edge, options) and _may_lead(edge, ends))
        return list(dict.fromkeys(edge.other(node) for edge in wanted))

    def passable(node: str) -> bool:
        hub = relationships.hub(node)
        return node not in options.avoid and (not hub or hub in options.through or node in options.via)

    def accept(path: tuple[str, ...]) -> bool:
        return options.via <= set(path) and (not options.overlap or _hangs_together(relationships, path, options))

    def cost(path: tuple[str, ...]) -> tuple[object, ...]:
        return (*_RANKS[options.rank](relationships, path, options), path)

    limits = Limits(options.k, options.max_hops, None if options.rank == "length" else SLACK)
    return shortest_paths(start, goal, neighbours, passable, limits, cost, accept)


def _between(relationships: Relationships, first: str, second: str, options: Options) -> list[Edge]:
    return [edge for edge in relationships.around(first) if edge.other(first) == second and _wanted(edge, options)]


def _hangs_together(relationships: Relationships, path: tuple[str, ...], options: Options) -> bool:
    """Tell whether a path has for each step an edge that may have held on one day with that of the step before."""
    reached: list[Edge] | None = None
    for first, second in pairwise(path):
        step = _between(relationships, first, second, options)
        reached = step if reached is None else [edge for edge in step if any(edge.overlaps(before) for before in reached)]
    return bool(reached)


def _by_length(relationships: Relationships, path: tuple[str, ...], options: Options) -> tuple[object, ...]:
    """Prefer few hops, then what is particular."""
    return (len(path), *_by_information(relationships, path, options))


def _by_information(relationships: Relationships, path: tuple[str, ...], options: Options) -> tuple[object, ...]:
    """Prefer what is particular: rare kinds of relations, through entities with few neighbours.

    The cost of a path is the sum of log2(1 + how often the kind is said) over its steps, each with its rarest edge, and of
    log2(1 + number of edges) over the entities it goes through: the exclusivity of Hulpus, Prangnawarat and Hayes (ISWC 2015), in bits.
    """
    steps = sum(
        min(math.log2(1 + relationships.frequency(edge.kind)) for edge in _between(relationships, first, second, options))
        for first, second in pairwise(path)
    )
    nodes = sum(math.log2(1 + len(relationships.around(node))) for node in path[1:-1])
    return (round(steps + nodes, 9), len(path))


def _by_support(relationships: Relationships, path: tuple[str, ...], options: Options) -> tuple[object, ...]:
    """Prefer steps that many documents, then many passages, state; the weakest step counts first."""
    steps = []
    for first, second in pairwise(path):
        hops = [relationships.explain(edge) for edge in _between(relationships, first, second, options)]
        documents = {document for hop in hops for document in hop.documents()}
        steps.append((len(documents), sum(len(hop.passages) for hop in hops)))
    weakest = min(steps)
    return (-weakest[0], -weakest[1], len(path))


#: The orders of paths by the name of `--rank`.
_RANKS = {"length": _by_length, "informative": _by_information, "support": _by_support}
RANKS = tuple(_RANKS)


def _told(relationships: Relationships, nodes: tuple[str, ...], options: Options) -> Path:
    steps = []
    for first, second in pairwise(nodes):
        steps.append(Step(first, second, _hops(relationships, _between(relationships, first, second, options))))
    return Path(nodes, tuple(map(relationships.label, nodes)), tuple(steps))


def _hops(relationships: Relationships, edges: list[Edge]) -> tuple[Hop, ...]:
    """Explain the edges between two nodes, the most telling first.

    What is said comes before what was inferred, what was done before what was told in free words or said of it, then what more
    documents say, then the rarer kind of relation: a visit tells more than one assistance among many.
    """

    def order(hop: Hop) -> tuple[object, ...]:
        guessed = all(passage.modality == "inferred" for passage in hop.passages)
        common = relationships.frequency(hop.kind)
        return (hop.inferred, guessed, _WEAK.get(hop.kind, 0), -len(hop.documents()), common, hop.kind, hop.sentence, hop.record)

    return tuple(sorted(map(relationships.explain, edges), key=order))


def _relaxed(relationships: Relationships, start: str, goal: str, options: Options) -> list[str]:
    """Say what a wider search would find: each limit let go by itself, and at last all of them."""
    everything = Options(1, 2 * options.max_hops, through=frozenset(HUBS))
    told: list[str] = []
    for wider, words in (
        (options._replace(through=frozenset(HUBS)), f"through {', '.join(HUBS[:-1])} and {HUBS[-1]}"),
        (options._replace(max_hops=2 * options.max_hops), f"within {2 * options.max_hops} hops"),
        (options._replace(only=frozenset(), exclude=frozenset(), avoid=frozenset()), "with every kind of relation and no entity avoided"),
        (options._replace(via=frozenset(), as_of="", overlap=False), "without asking for a day, an overlap or an entity on the way"),
        (everything, f"through everything within {everything.max_hops} hops"),
    ):
        if wider != options and not (wider == everything and told):
            found = _search(relationships, start, goal, wider._replace(k=1))
            if found.paths:
                told.append(f"{words}: {' - '.join(map(relationships.label, found.paths[0]))}")
    return told
