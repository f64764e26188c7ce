"""Two entities compared: what holds of both, and what of one only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from disgraph.facts.known import Known, hop_known, how_known
from disgraph.facts.story import IN_SHORT, story_of
from disgraph.graph.graph import Graph
from disgraph.passage import Passage
from disgraph.paths.lookup import ranked_hops
from disgraph.paths.premises import hop_explainer
from disgraph.relationships.deadline import Deadline
from disgraph.relationships.edge import Hop
from disgraph.relationships.path_options import PathOptions
from disgraph.relationships.protocol import Relationships, Selection


class TraitFact(NamedTuple):
    """A fact that gives a trait.

    Attributes:
        sentence: the fact.
        passages: that state it.
        known: how it is known; None of a type, which annotators give without a quote.
    """

    sentence: str
    passages: tuple[Passage, ...]
    known: Known | None


class Trait(NamedTuple):
    """A property of an entity, or its relations of one kind with one other entity.

    Attributes:
        kind: `type`, `property` or the kind of the relations.
        inferred: whether reasoning added all relations.
        facts: that give it.
    """

    kind: str
    inferred: bool
    facts: tuple[TraitFact, ...]


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
    explained = hop_explainer(lambda: graph)
    ones, others = _relations(selection, first, second), _relations(selection, second, first)
    own, other_own = _properties(graph, first), _properties(graph, second)
    between = ranked_hops(relationships, selection.between(first, second))
    return Comparison(
        between=tuple(map(explained, between)),
        same=(
            *(Shared(trait, other_own[key]) for key, trait in own.items() if key in other_own),
            *(Shared(*(_related(key[0], map(explained, hops[key])) for hops in (ones, others))) for key in ones if key in others),
        ),
        only_first=(*_only(own, other_own), *_asserted(ones, others)),
        only_second=(*_only(other_own, own), *_asserted(others, ones)),
    )


def _properties(graph: Graph, node: str) -> dict[_Key, Trait]:
    """Return the type of an entity and its properties."""
    story = story_of(graph, node)
    kind = graph.relations.labels.get(story.type, story.type)
    found: dict[_Key, Trait] = {("type", kind): Trait("type", inferred=False, facts=(TraitFact(f"type: {kind}", (), None),))}
    for fact in story.facts:
        if fact.part == IN_SHORT:
            stated = TraitFact(fact.sentence, fact.passages, how_known(fact.passages))
            found["property", fact.sentence] = Trait("property", inferred=False, facts=(stated,))
    return found


def _relations(selection: Selection, node: str, compared: str) -> dict[_Key, list[Hop]]:
    """Return the relations of an entity, rare kinds first."""
    relationships = selection.relationships
    found: dict[_Key, list[Hop]] = {}
    for other, edges in selection.steps(node).items():
        for edge in edges:
            if other != compared:
                direction = "from" if edge.source == node else "to"
                found.setdefault((edge.kind, direction, other), []).append(relationships.explain(edge))

    def order(key: _Key) -> tuple[object, ...]:
        return (relationships.weakness(key[0]), relationships.frequency(key[0]), *key)

    return {key: found[key] for key in sorted(found, key=order)}


def _related(kind: str, hops: Iterable[Hop]) -> Trait:
    listed = list(hops)
    facts = sorted({TraitFact(hop.sentence, hop.passages, hop_known(hop)) for hop in listed})
    return Trait(kind, all(hop.inferred for hop in listed), tuple(facts))


def _only(own: Mapping[_Key, Trait], others: Mapping[_Key, Trait]) -> Iterator[Trait]:
    return (trait for key, trait in own.items() if key not in others)


def _asserted(own: Mapping[_Key, list[Hop]], others: Mapping[_Key, list[Hop]]) -> Iterator[Trait]:
    """Yield the relations of one entity only, without those that are only derived."""
    for key, hops in own.items():
        if key not in others and not all(hop.inferred for hop in hops):
            yield _related(key[0], hops)
