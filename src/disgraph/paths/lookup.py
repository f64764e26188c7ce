"""`path A B`: the paths between two entities with their explanations, or an account of the search that found none."""

from functools import cache
from itertools import pairwise
from typing import NamedTuple

from disgraph.paths.best_paths import Found, Limits, Weights, shortest_paths
from disgraph.paths.rank import SUMS, Score, score, support
from disgraph.relationships.deadline import Deadline
from disgraph.relationships.edge import Edge, Hop
from disgraph.relationships.path_options import HUBS, PathOptions
from disgraph.relationships.price import bits
from disgraph.relationships.protocol import Network, Node, Relationships, Selection

#: How many hops more than the shortest a path may have to be ranked by anything but length.
SLACK = 2


class Step(NamedTuple):
    """A step of a path from one node to the next; `hops` are all relations between the two, the best first (see `ranked_hops`)."""

    source: str
    target: str
    hops: tuple[Hop, ...]


class Path(NamedTuple):
    """A path: the entities on it, as IRIs with labels, the steps between them, and its price."""

    nodes: tuple[str, ...]
    labels: tuple[str, ...]
    steps: tuple[Step, ...]
    score: Score


class PathSearch(NamedTuple):
    """The result of a search.

    Attributes:
        paths: the best first.
        visited: number of entities that the search read.
        options: of the search.
        wider: if there is no path, what searches with fewer limits find, in sentences.
    """

    paths: tuple[Path, ...]
    visited: int
    options: PathOptions
    wider: tuple[str, ...]


def find_paths(
    relationships: Relationships,
    start: str,
    goal: str,
    options: PathOptions,
    deadline: Deadline = Deadline(),  # noqa: B008  (without limit)
) -> PathSearch:
    """Find the best paths between two entities and explain them.

    Args:
        relationships: where the edges are stored.
        start: IRI of one entity.
        goal: IRI of the other.
        options: of the search.
        deadline: time limit.

    Raises:
        LimitExceeded: too many paths, or no time left.
    """
    selection = Selection(relationships, options, frozenset((start, goal)), deadline)
    found = search(selection, start, goal)
    paths = tuple(explained_path(selection, nodes) for nodes in found.paths)
    wider = () if paths else tuple(wider_searches(selection, start, goal))
    return PathSearch(paths, found.visited, options, wider)


def search(selection: Selection, start: str, goal: str) -> Found[str]:
    """Return the best paths between two entities, each as its nodes.

    Args:
        selection: the edges that count.
        start: IRI of one entity.
        goal: IRI of the other.

    Raises:
        LimitExceeded: too many paths, or no time left.
    """
    return _search_in(selection.network, selection, start, goal)


def _search_in(network: Network[Node], selection: Selection, start: str, goal: str) -> Found[str]:
    options, weights = selection.options, _weights(network, selection)
    first, last = network.node(start), network.node(goal)
    if first is None or last is None:
        return Found((), 0)

    def named(path: tuple[Node, ...]) -> tuple[str, ...]:
        return tuple(map(network.iri, path))

    def accept(path: tuple[Node, ...]) -> bool:
        selection.deadline.check()
        iris = named(path)
        return options.via <= set(iris) and (not options.overlap or _may_overlap(selection, iris))

    def cost(path: tuple[Node, ...]) -> tuple[object, ...]:
        if options.rank not in SUMS:
            selection.deadline.check()
            documents, passages = support(selection, named(path))
            return (-documents, -passages, len(path), path)
        return (*SUMS[options.rank](len(path), weights.total(path)), path)

    by_length = options.all_shortest or options.rank == "length"
    limits = Limits(None if options.all_shortest else options.k, options.max_hops, None if by_length else SLACK)
    best = options.rank in SUMS and not (options.via or options.overlap)
    found = shortest_paths(network, first, last, limits, cost, None if best else accept, weights if best else None)
    return Found(tuple(map(named, found.paths)), found.visited)


def _weights(network: Network[Node], selection: Selection) -> Weights[Node]:
    """Return the parts of the price of a path, each computed once; see `disgraph.paths.rank`."""

    def step(one: Node, other: Node) -> int:
        selection.deadline.check()
        return network.price(one, other)

    return Weights(cache(step), cache(lambda node: bits(network.degree(node))))


def _may_overlap(selection: Selection, path: tuple[str, ...]) -> bool:
    """Return whether each step of a path has an edge that may have held on one day with an edge of the step before."""
    reached: list[Edge] | None = None
    for first, second in pairwise(path):
        step = selection.between(first, second)
        reached = step if reached is None else [edge for edge in step if any(edge.overlaps(before) for before in reached)]
    return bool(reached)


def explained_path(selection: Selection, nodes: tuple[str, ...]) -> Path:
    """Return a path with its explanation.

    Args:
        selection: the edges that count.
        nodes: the entities on it.
    """
    steps = tuple(explained_step(selection, *pair) for pair in pairwise(nodes))
    documents = min(len({document for hop in step.hops for document in hop.documents()}) for step in steps)
    return Path(nodes, tuple(map(selection.relationships.label, nodes)), steps, score(selection, nodes, documents))


def explained_step(selection: Selection, first: str, second: str) -> Step:
    """Return a step between two entities with all its hops."""
    return Step(first, second, ranked_hops(selection.relationships, selection.between(first, second)))


def ranked_hops(relationships: Relationships, edges: list[Edge]) -> tuple[Hop, ...]:
    """Explain the edges between two entities, the most informative first.

    Stated hops precede derived ones and those that an annotator inferred; then weak kinds come last, hops that more documents state come
    first, and rare kinds precede frequent ones.
    """

    def order(hop: Hop) -> tuple[object, ...]:
        by_annotator = all(passage.modality == "inferred" for passage in hop.passages)
        common, weak = relationships.frequency(hop.kind), relationships.weakness(hop.kind)
        return (hop.inferred, by_annotator, weak, -len(hop.documents()), common, hop.kind, hop.sentence, hop.record)

    return tuple(sorted(map(relationships.explain, edges), key=order))


def wider_searches(selection: Selection, start: str, goal: str) -> list[str]:
    """Return what wider searches find, in sentences: without each limit alone, and if none helps, without all of them.

    Args:
        selection: of the search that found nothing.
        start: IRI of one entity.
        goal: IRI of the other.
    """
    options = selection.options
    everything = PathOptions(1, 2 * options.max_hops, through=frozenset(HUBS))
    words_of: list[str] = []
    for wider, words in (
        (options._replace(through=frozenset(HUBS)), f"through {', '.join(HUBS[:-1])} and {HUBS[-1]}"),
        (options._replace(max_hops=2 * options.max_hops), f"within {2 * options.max_hops} hops"),
        (options._replace(only=frozenset(), exclude=frozenset(), avoid=frozenset()), "with every kind of relation and no entity avoided"),
        (options._replace(via=frozenset(), as_of="", overlap=False), "without asking for a day, an overlap or an entity on the way"),
        (everything, f"through everything within {everything.max_hops} hops"),
    ):
        if wider != options and not (wider == everything and words_of):
            wide = Selection(selection.relationships, wider._replace(k=1, all_shortest=False), frozenset((start, goal)), selection.deadline)
            found = search(wide, start, goal)
            if found.paths:
                words_of.append(f"{words}: {' - '.join(map(selection.relationships.label, found.paths[0]))}")
    return words_of
