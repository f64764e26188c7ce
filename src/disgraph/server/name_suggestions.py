"""Entities whose names begin like, contain or resemble what somebody types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disgraph.errors import UnresolvedName
from disgraph.graph.resolver import MAX_NAME, resolve

if TYPE_CHECKING:
    from disgraph.api.knowledge_graph import KnowledgeGraph
    from disgraph.errors import Candidate


def suggested(graph: KnowledgeGraph, text: str, limit: int) -> list[Candidate]:
    """Return entities by name, the best first; none for an empty or malformed text.

    Args:
        graph: the opened graph.
        text: part of a name.
        limit: maximum number.
    """
    typed = " ".join(text.split())[:MAX_NAME]
    return list(graph.search(typed, limit=limit).entities) if typed else []


def resolved(graph: KnowledgeGraph, text: str) -> Candidate | None:
    """Return the one entity that a text names, or None."""
    try:
        return resolve(graph.backend.names, text)
    except UnresolvedName:
        return None
