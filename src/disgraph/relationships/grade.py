"""How strongly an edge connects: directly, weakly, or only for paths that begin or end at it. Nothing heavy is imported here.

The ontology declares what connects weakly (`ontology/display.ttl`): hubs such as a county or an event, facilities where two entities have
only been seen, and two names that may denote one entity. See docs/relationships.md, "Strength".
"""

from typing import NamedTuple

#: The grades of an edge. A search accepts the edges up to one of the first three; those of grade `ENDS` count only at an end of a path.
DIRECT, WEAK, SHARED, ENDS = range(4)

#: The strength of an answer.
STRENGTHS = ("direct", "weak", "none")

#: Weakness in bits from which a kind of edge is a weak relation, such as an activity in free words or a remark.
WEAK_RELATION = 2


class Sharing(NamedTuple):
    """What it means for two entities to share an individual of a class.

    Attributes:
        noun: label of the class.
        is_hub: whether paths go through it only when asked.
        is_weak_hub: whether a weak path goes through it.
        weak_relations: what weak relations to it do: "weak", "none", or an empty text.
    """

    noun: str = ""
    is_hub: bool = False
    is_weak_hub: bool = False
    weak_relations: str = ""


def derived_grade(sides: tuple[Sharing, Sharing]) -> int:
    """Return the grade of a derived edge between individuals of two classes: it leads on to a hub only."""
    if any(side.is_weak_hub for side in sides):
        return WEAK
    return SHARED if any(side.is_hub for side in sides) else ENDS


def stated_grade(sides: tuple[Sharing, Sharing], weakness: int) -> int:
    """Return the grade of a stated edge between individuals of two classes.

    Args:
        sides: what sharing each of them means.
        weakness: of the kind of edge, in bits.
    """
    rules = {side.weak_relations for side in sides} if weakness >= WEAK_RELATION else set()
    return ENDS if "none" in rules else WEAK if "weak" in rules else DIRECT
