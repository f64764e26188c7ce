"""Options of a search for paths. Nothing heavy is imported here."""

from typing import NamedTuple

#: The groups of hubs that a path may pass through.
HUBS = ("places", "kinds", "populations", "events")

#: Maximum number of paths, unless all shortest paths are wanted.
MAX_K = 100

#: The orders of paths; see `disgraph.paths.rank`.
RANKS = ("length", "informative", "support")


class PathOptions(NamedTuple):
    """Options of a search; see `disgraph path --help`. Kinds, entities and the day `as_of` have the form of `Edge`."""

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
    strict: bool = False
