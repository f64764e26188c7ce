"""The ties that make a path weak: a shared hub such as a county or an event, or two names that may denote one entity."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from disgraph.relationships.grade import DIRECT, WEAK
from disgraph.relationships.protocol import Selection

#: Maximum number of ties of a weak path, in the order of the searches. Two ties meet in one step: a programme under two names, and the
#: park that runs it. Otherwise they would chain what has nothing to do with each other.
MAX_TIES = (1, 2)

#: Price of a tie, more than that of any path without one; half of it for each weak relation to a facility.
_TIE = 1 << 44


class Tie(NamedTuple):
    """A tie of a path.

    Attributes:
        entities: IRIs of the shared entity, or of the two that may be one.
        labels: of the entities.
        noun: label of the class of the first.
    """

    entities: tuple[str, ...]
    labels: tuple[str, ...]
    noun: str

    @property
    def is_shared(self) -> bool:
        """Whether both ends share an entity; else identity is open."""
        return len(self.entities) == 1


def ties_of(selection: Selection, nodes: tuple[str, ...]) -> tuple[Tie, ...]:
    """Return the ties of a path: the hubs and facilities that make it weak, and its steps between names that may denote one entity.

    Args:
        selection: the edges that count.
        nodes: the entities on the path.
    """
    shared = (node for at, node in enumerate(nodes[1:-1], 1) if _is_shared(selection, nodes[at - 1 : at + 2]))
    unsure = (pair for pair in pairwise(nodes) if _is_unsure(selection, *pair))
    return tuple(_tie(selection, *entities) for entities in (*((node,) for node in shared), *unsure))


def is_connecting(ties: tuple[Tie, ...], nodes: tuple[str, ...], most: int) -> bool:
    """Return whether a path with some ties connects its ends: it has at most `most`, and two of them meet in one step.

    Args:
        ties: of the path.
        nodes: the entities on it.
        most: number of ties.
    """
    if len(ties) > most:
        return False
    at = [[nodes.index(entity) for entity in tie.entities] for tie in ties]
    return all(min(abs(one - other) for one in first for other in second) == 1 for first, second in pairwise(at))


def step_price(selection: Selection, first: str, second: str) -> int:
    """Return the part of a tie in the price of a step."""
    if _is_unsure(selection, first, second):
        return _TIE
    return _TIE // 2 if any(_is_facility(selection, node) for node in (first, second)) and _is_loose(selection, first, second) else 0


def node_price(selection: Selection, node: str) -> int:
    """Return the part of a tie in the price of an inner node."""
    return _TIE if selection.relationships.hub(node) else 0


def _tie(selection: Selection, *entities: str) -> Tie:
    relationships = selection.relationships
    return Tie(entities, tuple(map(relationships.label, entities)), relationships.sharing(entities[0]).noun)


def _is_shared(selection: Selection, nodes: tuple[str, ...]) -> bool:
    before, node, after = nodes
    if selection.relationships.hub(node):
        return True
    return _is_facility(selection, node) and (_is_loose(selection, before, node) or _is_loose(selection, node, after))


def _is_facility(selection: Selection, node: str) -> bool:
    return node not in selection.ends and bool(selection.relationships.sharing(node).weak_relations)


def _is_loose(selection: Selection, first: str, second: str) -> bool:
    """Return whether only weak relations lead from one entity to another, apart from an open identity, which is a tie of its own."""
    grade, is_tie = selection.relationships.grade, selection.relationships.is_tie
    related = [edge for edge in selection.between(first, second) if not is_tie(edge.kind)]
    return bool(related) and all(grade(edge) > DIRECT and not edge.inferred for edge in related)


def _is_unsure(selection: Selection, first: str, second: str) -> bool:
    if selection.grade < WEAK:
        return False
    return all(selection.relationships.is_tie(edge.kind) for edge in selection.between(first, second))
