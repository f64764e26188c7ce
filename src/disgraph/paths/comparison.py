"""Two entities side by side: what is ways of both, and what only of one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from disgraph.facts.story import IN_SHORT, tell
from disgraph.graph.graph import Graph
from disgraph.passage import Passage
from disgraph.paths.lookup import ranked_hops
from disgraph.relationships.deadline import Deadline
from disgraph.relationships.edge import Hop
from disgraph.relationships.path_options import PathOptions
from disgraph.relationships.protocol import Relationships, Selection


class Trait(NamedTuple):
    """What is ways of an entity: a property, or relations of one kind with one other entity; each way with its passages."""

    kind: str
    inferred: bool
    ways: tuple[tuple[str, tuple[Passage, ...]], ...]


class Shared(NamedTuple):
    """What is ways of both: of the one, and of the other."""

    first: Trait
    second: Trait


class Comparison(NamedTuple):
    """What joins two entities directly, what holds of both, and what is ways only of the one or the other.

    What follows by reasoning counts where it holds of both; of one alone it would only repeat what is ways.
    """

    between: tuple[Hop, ...]
    same: tuple[Shared, ...]
    only_first: tuple[Trait, ...]
    only_second: tuple[Trait, ...]


#: What makes two traits the same: the words of a property; the kind of a relation, its direction and the other entity.
_Key = tuple[str, ...]


def compare(graph: Graph, relationships: Relationships, first: str, second: str, deadline: Deadline) -> Comparison:
    """Put two entities side by side.

    Args:
        graph: the opened graph, for properties.
        relationships: where the edges are.
        first: IRI of one.
        second: IRI of the other.
        deadline: until when.

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


def _traits(graph: Graph, selection: Selection, node: str, beside: str) -> Iterator[tuple[_Key, Trait]]:
    """Return what is ways of an entity: its type, its properties, then its relations, rare kinds first."""
    story = tell(graph, node)
    kind = graph.relations.labels.get(story.type, story.type)
    yield ("type", kind), Trait("type", inferred=False, ways=((f"type: {kind}", ()),))
    for fact in story.facts:
        if fact.part == IN_SHORT:
            yield ("property", fact.sentence), Trait("property", inferred=False, ways=((fact.sentence, fact.passages),))
    yield from _relations(selection, node, beside)


def _relations(selection: Selection, node: str, beside: str) -> Iterator[tuple[_Key, Trait]]:
    relationships = selection.relationships
    found: dict[_Key, list[Hop]] = {}
    for other, edges in selection.steps(node).items():
        for edge in edges:
            if other != beside:
                direction = "from" if edge.source == node else "to"
                found.setdefault((edge.kind, direction, other), []).append(relationships.explain(edge))

    def order(key: _Key) -> tuple[object, ...]:
        return (relationships.weakness(key[0]), relationships.frequency(key[0]), *key)

    for key in sorted(found, key=order):
        ways = sorted({(hop.sentence, hop.passages) for hop in found[key]})
        yield key, Trait(key[0], all(hop.inferred for hop in found[key]), tuple(ways))
