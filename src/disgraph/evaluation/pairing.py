"""Pairing what was proposed with what is known to be said: one with one, the best first, strictly and then more leniently."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

Item = TypeVar("Item")

#: How well two things fit at a level, from 0 (not at all) upwards.
Fit = Callable[[Item, Item], float]


#: The pairs of two lists, as their places in them, for each level; what is paired at one is paired at every later one.
Levels = tuple[tuple[tuple[int, int], ...], ...]


def pair(proposed: Sequence[Item], reference: Sequence[Item], fits: Sequence[Fit[Item]]) -> Levels:
    """Pair two lists.

    Args:
        proposed: what is judged.
        reference: what is known.
        fits: one for each level, the strictest first.

    Returns:
        For each level the pairs of that level and of those before, in the order of the proposed.
    """
    made: dict[int, int] = {}
    levels = []
    for fit in fits:
        made |= _best(fit, proposed, reference, made)
        levels.append(tuple(sorted(made.items())))
    return tuple(levels)


def _best(fit: Fit[Item], proposed: Sequence[Item], reference: Sequence[Item], made: dict[int, int]) -> dict[int, int]:
    """Return new pairs among what has none yet: the best fit first, then the order of the lists."""
    left = _without(range(len(proposed)), made)
    right = _without(range(len(reference)), made.values())
    scored = ((fit(proposed[one], reference[other]), one, other) for one in left for other in right)
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _fit, one, other in sorted((-how, one, other) for how, one, other in scored if how > 0):
        if one not in found and other not in taken:
            found[one] = other
            taken.add(other)
    return found


def _without(numbers: Iterable[int], some: Iterable[int]) -> list[int]:
    left_out = set(some)
    return [number for number in numbers if number not in left_out]
