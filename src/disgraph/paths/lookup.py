"""`path A B`: the paths between two entities with their explanations, or an honest account of the search."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from disgraph.paths.deadline import Deadline
from disgraph.paths.hops import Edge, Hop
from disgraph.paths.rank import Score, Scorer, ranking
from disgraph.paths.search import Found, Guide, Limits, shortest_paths
from disgraph.paths.view import HUBS, Options, View

if TYPE_CHECKING:
    from disgraph.paths.edges import Relationships

#: How many hops more than the shortest a path may have to be ranked by anything but length.
SLACK = 2


class Step(NamedTuple):
    """A step of a path from one node to the next; `hops` are the ways in which the two are joined, the most telling first."""

    source: str
    target: str
    hops: tuple[Hop, ...]


class Path(NamedTuple):
    """A path: the entities on it, as IRIs with labels, the steps between them, and its price with that of each step."""

    nodes: tuple[str, ...]
    labels: tuple[str, ...]
    steps: tuple[Step, ...]
    score: Score
    step_scores: tuple[Score, ...]


class Answer(NamedTuple):
    """What a search found; where nothing, what was looked at, left out, and what relaxing finds."""

    paths: tuple[Path, ...]
    visited: int
    options: Options
    relaxed: tuple[str, ...]


def find_paths(
    relationships: Relationships, start: str, goal: str, options: Options, deadline: Deadline = Deadline()  # noqa: B008  (without limit)
) -> Answer:
    """Find the best paths between two entities and explain them.

    Args:
        relationships: where the edges are.
        start: IRI of one entity.
        goal: IRI of the other.
        options: how to search.
        deadline: until when.

    Raises:
        LimitExceeded: too many paths to compare or to give, or no time left.
    """
    view = View(relationships, options, frozenset((start, goal)), deadline)
    scorer = Scorer(view)
    found = _search(view, scorer, start, goal)
    paths = tuple(told(view, scorer, nodes) for nodes in found.paths)
    relaxed = () if paths else tuple(_relaxed(view, start, goal))
    return Answer(paths, found.visited, options, relaxed)


def _search(view: View, scorer: Scorer, start: str, goal: str) -> Found:
    options = view.options

    def accept(path: tuple[str, ...]) -> bool:
        return options.via <= set(path) and (not options.overlap or _hangs_together(view, path))

    price, toll = ranking(options.rank, scorer)
    limits = Limits(
        k=None if options.all_shortest else options.k,
        max_hops=options.max_hops,
        slack=None if options.all_shortest or options.rank == "length" else SLACK,
    )
    guide = Guide(lambda path: (*price(path), path), accept, toll, view.deadline.check)
    return shortest_paths(start, goal, view.neighbours, view.passable, limits, guide)


def _hangs_together(view: View, path: tuple[str, ...]) -> bool:
    """Tell whether a path has for each step an edge that may have held on one day with that of the step before."""
    reached: list[Edge] | None = None
    for first, second in pairwise(path):
        step = view.between(first, second)
        reached = step if reached is None else [edge for edge in step if any(edge.overlaps(before) for before in reached)]
    return bool(reached)


def told(view: View, scorer: Scorer, nodes: tuple[str, ...]) -> Path:
    """Return a path with its explanation.

    Args:
        view: the edges that count.
        scorer: knows the prices.
        nodes: the entities on it.
    """
    pairs = list(pairwise(nodes))
    steps = tuple(Step(first, second, telling(view.relationships, view.between(first, second))) for first, second in pairs)
    labels = tuple(map(view.relationships.label, nodes))
    return Path(nodes, labels, steps, scorer.path(nodes), tuple(scorer.step(*pair) for pair in pairs))


def telling(relationships: Relationships, edges: list[Edge]) -> tuple[Hop, ...]:
    """Explain the edges between two entities, the most telling first.

    What is said comes before what was inferred, what was done before what was told in free words or said of it, then what more
    documents say, then the rarer kind of relation: a visit tells more than one assistance among many.
    """

    def order(hop: Hop) -> tuple[object, ...]:
        guessed = all(passage.modality == "inferred" for passage in hop.passages)
        common, weak = relationships.frequency(hop.kind), relationships.weakness(hop.kind)
        return (hop.inferred, guessed, weak, -len(hop.documents()), common, hop.kind, hop.sentence, hop.record)

    return tuple(sorted(map(relationships.explain, edges), key=order))


def _relaxed(view: View, start: str, goal: str) -> list[str]:
    """Say what a wider search would find: each limit let go by itself, and at last all of them."""
    options = view.options
    everything = Options(1, 2 * options.max_hops, through=frozenset(HUBS))
    words_of: list[str] = []
    for wider, words in (
        (options._replace(through=frozenset(HUBS)), f"through {', '.join(HUBS[:-1])} and {HUBS[-1]}"),
        (options._replace(max_hops=2 * options.max_hops), f"within {2 * options.max_hops} hops"),
        (options._replace(only=frozenset(), exclude=frozenset(), avoid=frozenset()), "with every kind of relation and no entity avoided"),
        (options._replace(via=frozenset(), as_of="", overlap=False), "without asking for a day, an overlap or an entity on the way"),
        (everything, f"through everything within {everything.max_hops} hops"),
    ):
        if wider != options and not (wider == everything and words_of):
            wide = View(view.relationships, wider._replace(k=1, all_shortest=False), frozenset((start, goal)), view.deadline)
            found = _search(wide, Scorer(wide), start, goal)
            if found.paths:
                words_of.append(f"{words}: {' - '.join(map(view.relationships.label, found.paths[0]))}")
    return words_of
