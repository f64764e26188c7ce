"""Two entities compared: what holds of both, and what of one only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from disgraph.facts.story import IN_SHORT, story_of
from disgraph.graph.graph import Graph
from disgraph.passage import Passage
from disgraph.paths.lookup import ranked_hops
from disgraph.relationships.deadline import Deadline
from disgraph.relationships.edge import Hop
from disgraph.relationships.path_options import PathOptions
from disgraph.relationships.protocol import Relationships, Selection


class Trait(NamedTuple):
    """A property of an entity, or its relations of one kind with one other entity.

    Attributes:
        kind: `type`, `property` or the kind of the relations.
        inferred: whether reasoning added all relations.
        ways: the sentences that state it, each with its passages.
    """

    kind: str
    inferred: bool
    ways: tuple[tuple[str, tuple[Passage, ...]], ...]


class Shared(NamedTuple):
    """A trait that both entities have, as it is stated of each."""

    first: Trait
    second: Trait


class Comparison(NamedTuple):
    """Two entities compared.

    Attributes:
        between: the relations between them.
        same: the traits of both, derived ones included.
        only_first: the asserted traits of the first only; derived ones would repeat them.
        only_second: those of the second only.
    """

    between: tuple[Hop, ...]
    same: tuple[Shared, ...]
    only_first: tuple[Trait, ...]
    only_second: tuple[Trait, ...]


#: Two traits with this key are the same: the sentence of a property; the kind of a relation, its direction and the other entity.
_Key = tuple[str, ...]


def compare(graph: Graph, relationships: Relationships, first: str, second: str, deadline: Deadline) -> Comparison:
    """Compare two entities.

    Args:
        graph: the opened graph, for properties.
        relationships: where the edges are stored.
        first: IRI of one.
        second: IRI of the other.
        deadline: time limit.

    Raises:
        LimitExceeded: no time left.
    """
    selection = Selection(relationships, PathOptions(), frozenset((first, second)), deadline)
    ones, others = dict(_traits(graph, selection, first, second)), dict(_traits(graph, selection, second, first))
    return Comparison(
        between=ranked_hops(relationships, selection.between(first, second)),
        same=tuple(Shared(trait, others[key]) for key, trait in ones.items() if key in others),
        only_first=tuple(trait for key, trait in ones.items() if key not in others and not trait.inferred),
        only_second=tuple(trait for key, trait in others.items() if key not in ones and not trait.inferred),
    )


def _traits(graph: Graph, selection: Selection, node: str, compared: str) -> Iterator[tuple[_Key, Trait]]:
    """Return the traits of an entity: its type, its properties, then its relations, rare kinds first."""
    story = story_of(graph, node)
    kind = graph.relations.labels.get(story.type, story.type)
    yield ("type", kind), Trait("type", inferred=False, ways=((f"type: {kind}", ()),))
    for fact in story.facts:
        if fact.part == IN_SHORT:
            yield ("property", fact.sentence), Trait("property", inferred=False, ways=((fact.sentence, fact.passages),))
    yield from _relations(selection, node, compared)


def _relations(selection: Selection, node: str, compared: str) -> Iterator[tuple[_Key, Trait]]:
    relationships = selection.relationships
    found: dict[_Key, list[Hop]] = {}
    for other, edges in selection.steps(node).items():
        for edge in edges:
            if other != compared:
                direction = "from" if edge.source == node else "to"
                found.setdefault((edge.kind, direction, other), []).append(relationships.explain(edge))

    def order(key: _Key) -> tuple[object, ...]:
        return (relationships.weakness(key[0]), relationships.frequency(key[0]), *key)

    for key in sorted(found, key=order):
        ways = sorted({(hop.sentence, hop.passages) for hop in found[key]})
        yield key, Trait(key[0], all(hop.inferred for hop in found[key]), tuple(ways))
