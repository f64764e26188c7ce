"""Entities whose names begin like, contain or resemble what a user types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disgraph.errors import Candidate, UnresolvedName
from disgraph.graph.name_matching import SIMILAR, head_nouns, is_description, match_rank
from disgraph.graph.resolver import MAX_NAME, candidate_of, resolve
from disgraph.similarity import likeness
from disgraph.store.name_file import fold_name

if TYPE_CHECKING:
    from disgraph.api.knowledge_graph import KnowledgeGraph
    from disgraph.store.name_file import Name

#: Likeness from 0 to 100 that a name spelt otherwise must have.
_CUTOFF = 60


def suggested(graph: KnowledgeGraph, text: str, limit: int) -> list[Candidate]:
    """Return entities by name, the best first; none for an empty text.

    Args:
        graph: the opened graph.
        text: part of a name.
        limit: maximum number.
    """
    folded = fold_name(text[:MAX_NAME])
    if not folded:
        return []
    near = list(graph.backend.names.near(folded))
    heads = head_nouns(near)
    best: dict[str, tuple[tuple[float, ...], Name]] = {}
    for name in (*graph.backend.names.exact(text[:MAX_NAME]), *near):
        rank, like = match_rank(folded, name, heads), likeness(folded, name.folded)
        place = (not name.folded.startswith(folded), rank, is_description(name.label), -like)
        if (rank < SIMILAR or like >= _CUTOFF) and (name.iri not in best or place < best[name.iri][0]):
            best[name.iri] = (place, name)
    ranked = sorted(best.values(), key=lambda found: (found[0], found[1].label))
    return [candidate_of(name) for _, name in ranked[:limit]]


def resolved(graph: KnowledgeGraph, text: str) -> Candidate | None:
    """Return the one entity that a text names, or None."""
    try:
        return resolve(graph.backend.names, text)
    except UnresolvedName:
        return None
