"""`path A B`: the paths between two entities with their explanations, or an account of the search that found none."""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from disgraph.paths.best_paths import Found, Limits, Weights, shortest_paths
from disgraph.paths.rank import SUMS, Score, score, support
from disgraph.paths.ties import MAX_TIES, Tie, is_connecting, node_price, step_price, ties_of
from disgraph.relationships.deadline import Deadline
from disgraph.relationships.edge import Edge, Hop
from disgraph.relationships.grade import DIRECT, SHARED, STRENGTHS, WEAK
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
    """A path: the entities on it, as IRIs with labels, the steps between them, its price, and the ties that make it weak."""

    nodes: tuple[str, ...]
    labels: tuple[str, ...]
    steps: tuple[Step, ...]
    score: Score
    ties: tuple[Tie, ...] = ()

    @property
    def strength(self) -> str:
        """`direct` without ties, else `weak`."""
        return STRENGTHS[WEAK if self.ties else DIRECT]


class PathSearch(NamedTuple):
    """The result of a search.

    Attributes:
        paths: the best first.
        visited: number of entities that the search read.
        options: of the search.
        wider: if there is no path, what searches with fewer limits find, in sentences.
        shared: if there is no path, hubs that both have something to do with, such as a province, each as the shortest path through it;
            not searched with `strict`.
    """

    paths: tuple[Path, ...]
    visited: int
    options: PathOptions
    wider: tuple[str, ...]
    shared: tuple[Path, ...] = ()

    @property
    def strength(self) -> str:
        """`direct` if one path is, `weak` if all are, and `none` without paths."""
        return min((path.strength for path in self.paths), key=STRENGTHS.index, default=STRENGTHS[-1])


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
    ends, visited = frozenset((start, goal)), 0
    for grade, most in searches(options):
        selection = Selection(relationships, options, ends, deadline, grade)
        found = search(selection, start, goal, most)
        visited = max(visited, found.visited)
        if found.paths:
            return PathSearch(tuple(explained_path(selection, nodes) for nodes in found.paths), visited, options, ())
    strict = Selection(relationships, options, ends, deadline)
    shared = () if options.strict else tuple(_shared_hubs(strict, start, goal))
    return PathSearch((), visited, options, tuple(wider_searches(strict, start, goal)), shared)


def find_strength(relationships: Relationships, start: str, goal: str, deadline: Deadline = Deadline()) -> str:  # noqa: B008
    """Return how strongly two entities are connected, without an explanation; arguments as for `find_paths`."""
    options, ends = PathOptions(k=1), frozenset((start, goal))
    for grade, most in searches(options):
        if search(Selection(relationships, options, ends, deadline, grade), start, goal, most).paths:
            return STRENGTHS[grade]
    return STRENGTHS[-1]


def searches(options: PathOptions) -> tuple[tuple[int, int], ...]:
    """Return the searches for paths in order: the weakest edges that count, and the number of ties that a path may have."""
    return ((DIRECT, 0),) if options.strict else ((DIRECT, 0), *((WEAK, most) for most in MAX_TIES))


def _shared_hubs(strict: Selection, start: str, goal: str) -> Iterator[Path]:
    """Return the hubs through which the shortest paths lead if every hub counts, each with its first path."""
    selection = Selection(strict.relationships, strict.options._replace(rank="length"), strict.ends, strict.deadline, SHARED)
    named = set()
    for nodes in search(selection, start, goal).paths:
        path = explained_path(selection, nodes)
        if path.ties not in named:
            named.add(path.ties)
            yield path


def search(selection: Selection, start: str, goal: str, ties: int = 1) -> Found[str]:
    """Return the best paths between two entities, each as its nodes.

    Args:
        selection: the edges that count.
        start: IRI of one entity.
        goal: IRI of the other.
        ties: maximum number of ties of a path, if weak edges count.

    Raises:
        LimitExceeded: too many paths, or no time left.
    """
    return _search_in(selection.network, selection, (start, goal), ties)


def _search_in(network: Network[Node], selection: Selection, ends: tuple[str, str], ties: int) -> Found[str]:
    options, weights = selection.options, _weights(network, selection)
    weak = selection.grade > DIRECT
    first, last = map(network.node, ends)
    if first is None or last is None:
        return Found((), 0)

    def named(path: tuple[Node, ...]) -> tuple[str, ...]:
        return tuple(map(network.iri, path))

    def accept(path: tuple[Node, ...]) -> bool:
        selection.deadline.check()
        iris = named(path)
        if weak and (len(set(iris)) < len(iris) or not is_connecting(ties_of(selection, iris), iris, ties)):
            return False
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
    found = shortest_paths(network, first, last, limits, cost, None if best and not weak else accept, weights if best else None)
    return Found(tuple(map(named, found.paths)), found.visited)


def _weights(network: Network[Node], selection: Selection) -> Weights[Node]:
    """Return the parts of the price of a path, each computed once; see `disgraph.paths.rank`."""

    def step(one: Node, other: Node) -> int:
        selection.deadline.check()
        tie = step_price(selection, network.iri(one), network.iri(other)) if selection.grade else 0
        return network.price(one, other) + tie

    def node(one: Node) -> int:
        return bits(network.degree(one)) + (node_price(selection, network.iri(one)) if selection.grade else 0)

    return Weights(cache(step), cache(node))


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
    labels = tuple(map(selection.relationships.label, nodes))
    return Path(nodes, labels, steps, score(selection, nodes, documents), ties_of(selection, nodes))


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

    def add(selection: Selection, words: str) -> None:
        found = search(selection, start, goal)
        if found.paths:
            names = " \u2013 ".join(map(selection.relationships.label, found.paths[0]))
            words_of.append(f"{words}: {names}")

    if options.strict:
        weak = options._replace(k=1, strict=False, all_shortest=False)
        add(Selection(selection.relationships, weak, frozenset((start, goal)), selection.deadline, WEAK), "without --strict")
    for wider, words in (
        (options._replace(through=frozenset(HUBS)), f"through {', '.join(HUBS[:-1])} and {HUBS[-1]}"),
        (options._replace(max_hops=2 * options.max_hops), f"within {2 * options.max_hops} hops"),
        (options._replace(only=frozenset(), exclude=frozenset(), avoid=frozenset()), "with every kind of relation and no entity avoided"),
        (options._replace(via=frozenset(), as_of="", overlap=False), "without asking for a day, an overlap or an entity on the way"),
        (everything, f"through everything within {everything.max_hops} hops"),
    ):
        if wider != options and not (wider == everything and words_of):
            wide = wider._replace(k=1, all_shortest=False)
            add(Selection(selection.relationships, wide, frozenset((start, goal)), selection.deadline), words)
    return words_of
