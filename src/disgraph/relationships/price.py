"""The price of relations and paths in bits: the lower, the more a path says about how two entities are connected.

A relation of a frequent kind is expensive, and so is passing through an entity with many relations: the frequency of a pattern, which
REX (Fang, Das Sarma, Yu and Bohannon, VLDB 2011) and RECAP (Pirro, ISWC 2015) weigh, and the exclusivity of Hulpus, Prangnawarat and
Hayes (ISWC 2015), each as a logarithm, so that prices add up. What the ontology declares weak costs more, and so does an edge that only
reasoning added. Prices are whole numbers of millionths of a bit: a sum is the same in any order.
"""

import math

#: Prices are in millionths of a bit.
BIT = 1_000_000

#: Additional price of an edge that reasoning added, in bits.
REASONED = 2


def bits(number: int) -> int:
    """Return log2(1 + number) in millionths of a bit."""
    return round(math.log2(1 + number) * BIT)


def price(frequency: int, weakness: int, inferred: bool) -> int:
    """Return the price of an edge.

    Args:
        frequency: number of asserted edges of its kind.
        weakness: of its kind, in bits.
        inferred: whether reasoning added it.
    """
    return bits(frequency) + (weakness + REASONED * inferred) * BIT
