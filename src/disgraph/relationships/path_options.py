"""How to search for paths. Nothing heavy is imported here."""

from typing import NamedTuple

#: The groups of hubs that a path may be let through.
HUBS = ("places", "kinds", "populations")


class PathOptions(NamedTuple):
    """How to search: see `disgraph path --help`. Kinds, entities and the day `as_of` are as `Edge` has them."""

    k: int = 3
    max_hops: int = 6
    only: frozenset[str] = frozenset()
    exclude: frozenset[str] = frozenset()
    avoid: frozenset[str] = frozenset()
    through: frozenset[str] = frozenset()
    via: frozenset[str] = frozenset()
    as_of: str = ""
    overlap: bool = False
    rank: str = "length"
    all_shortest: bool = False
