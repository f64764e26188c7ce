"""Find entities with a similar name."""

from __future__ import annotations

import re
from typing import NamedTuple

from disgraph.errors import MisuseError
from disgraph.graph.graph import Graph
from disgraph.graph.name_matching import SIMILAR, HeadNouns, head_nouns, match_rank
from disgraph.search import pinyin_names
from disgraph.store.name_file import Name, fold_name

#: The likeness (0 to 100) that a name spelt otherwise must have.
CUTOFF = 72
#: The likeness of a name that sounds like a Chinese one.
_PRONOUNCED = 100
#: A name in Chinese characters.
_CHINESE = re.compile("[\u4e00-\u9fff]{2,6}")


class NameMatch(NamedTuple):
    """A name of an entity that is like a text, and the rank of the match: see `disgraph.graph.name_matching`."""

    rank: int
    unlikeness: float
    name: Name


def similar_names(graph: Graph, text: str) -> list[NameMatch]:
    """Return for each entity with a name like the text its best name, best first.

    Raises:
        MisuseError: the text is empty.
    """
    wanted = fold_name(text)
    if not wanted:
        raise MisuseError("Nothing to search for.", "Give a word or a name.")
    best: dict[str, NameMatch] = {name.iri: NameMatch(SIMILAR, -_PRONOUNCED, name) for name in pronounced_names(graph, text)}
    near = list(graph.names.near(wanted))
    heads = head_nouns(near)
    for name in (*graph.names.exact(text), *near):
        match = _match(wanted, name, heads)
        if match is not None and (name.iri not in best or match[:2] < best[name.iri][:2]):
            best[name.iri] = match
    return sorted(best.values(), key=lambda found: (*found[:2], len(found.name.label), found.name.label))


def pronounced_names(graph: Graph, text: str) -> list[Name]:
    """Return the names that are written as a Chinese name is pronounced: a guess, since other characters sound the same."""
    if not _CHINESE.fullmatch(text.strip()) or not pinyin_names.is_available():
        return []
    return [name for spelling in pinyin_names.spellings(text.strip()) for name in graph.names.exact(spelling)]


def _match(wanted: str, name: Name, heads: HeadNouns) -> NameMatch | None:
    """Return a name with the rank of its match; None if it is not like the text."""
    rank = match_rank(wanted, name, heads)
    if rank < SIMILAR:
        return NameMatch(rank, 0, name)
    from disgraph.similarity import likeness

    score = likeness(wanted, name.folded)
    return NameMatch(rank, -score, name) if score >= CUTOFF else None
