"""The neighbors of one entity, and the common neighbors of two."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from disgraph.paths.lookup import Path, explained_path
from disgraph.paths.rank import path_price
from disgraph.paths.ties import ties_of
from disgraph.relationships.deadline import Deadline
from disgraph.relationships.edge import Edge, Hop
from disgraph.relationships.grade import DIRECT, WEAK
from disgraph.relationships.path_options import PathOptions
from disgraph.relationships.protocol import Selection

if TYPE_CHECKING:
    from disgraph.relationships.protocol import Relationships


class Neighbor(NamedTuple):
    """A neighbor of an entity, and the relation between them."""

    iri: str
    label: str
    hop: Hop


class NeighborGroup(NamedTuple):
    """The neighbors by one kind of relation: the first of `number`, those that most documents state first."""

    kind: str
    number: int
    neighbors: tuple[Neighbor, ...]


class CommonEntities(NamedTuple):
    """The entities related to two others, each as a path of two hops.

    Attributes:
        number: of the entities.
        paths: the first of them: those that connect directly, then those that connect weakly, each the most specific first.
        options: of the search.
        perhaps_one: the judgement that the two may be one entity, if there is one.
    """

    number: int
    paths: tuple[Path, ...]
    options: PathOptions
    perhaps_one: tuple[Hop, ...] = ()


def neighbors(relationships: Relationships, node: str, options: PathOptions, deadline: Deadline) -> list[NeighborGroup]:
    """Return the relations of an entity by their kind, the most informative kinds first.

    Args:
        relationships: where the edges are stored.
        node: IRI of the entity.
        options: which relations count; `k` is the maximum number of each kind.
        deadline: time limit.

    Raises:
        LimitExceeded: no time left.
    """
    selection = Selection(relationships, options, frozenset((node,)), deadline)
    by_kind: dict[str, list[Edge]] = {}
    for edges in selection.steps(node).values():
        for edge in edges:
            by_kind.setdefault(edge.kind, []).append(edge)
    order = sorted(by_kind, key=lambda kind: (relationships.weakness(kind), relationships.frequency(kind), kind))
    return [_group(relationships, node, kind, by_kind[kind], options.k) for kind in order]


def _group(relationships: Relationships, node: str, kind: str, edges: list[Edge], limit: int) -> NeighborGroup:
    found = (Neighbor(edge.other(node), relationships.label(edge.other(node)), relationships.explain(edge)) for edge in edges)

    def order(neighbor: Neighbor) -> tuple[object, ...]:
        hop = neighbor.hop
        return (hop.inferred, -len(hop.documents()), neighbor.label, neighbor.iri, hop.source, hop.sentence, hop.record)

    return NeighborGroup(kind, len(edges), tuple(sorted(found, key=order)[:limit]))


def common(relationships: Relationships, first: str, second: str, options: PathOptions, deadline: Deadline) -> CommonEntities:
    """Return the entities that are related to two others.

    Args:
        relationships: where the edges are stored.
        first: IRI of one.
        second: IRI of the other.
        options: which relations and hubs count; `k` is the maximum number of entities.
        deadline: time limit.

    Raises:
        LimitExceeded: no time left.
    """
    grade = DIRECT if options.strict else WEAK
    selection = Selection(relationships, options, frozenset((first, second)), deadline, grade)
    shared = set(selection.neighbors(first)) & set(selection.neighbors(second)) - {first, second}
    paths = ((first, node, second) for node in shared if selection.is_passable(node))
    ranked = sorted((len(ties_of(selection, path)), path_price(selection, path), path) for path in paths)
    unsure = (relationships.explain(edge) for edge in relationships.between(first, second) if relationships.is_tie(edge.kind))
    shown = tuple(explained_path(selection, path) for *_, path in ranked[: options.k])
    return CommonEntities(len(ranked), shown, options, tuple(unsure))
