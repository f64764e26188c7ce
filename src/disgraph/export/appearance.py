"""How nodes look: a colour for each type and a size for each degree."""

from __future__ import annotations

import math
from collections.abc import Mapping

from disgraph.ontology.relations import PLAIN, Look
from disgraph.ontology.vocabulary import Colour


def colour_of(kind: str, looks: Mapping[str, Look]) -> Colour:
    """Return the colour of a type, given by its local name."""
    return looks.get(kind, PLAIN).colour


def size_of(degree: int) -> float:
    """Return the diameter of a node; its area grows with the degree."""
    return round(6 + 5 * math.sqrt(degree), 1)
