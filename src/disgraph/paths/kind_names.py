"""Kinds of edges by the names that people use."""

from __future__ import annotations

from collections.abc import Iterable

from disgraph.errors import MisuseError
from disgraph.ontology.relations import Relations
from disgraph.similarity import nearest


def resolve_kinds(relations: Relations, names: Iterable[str]) -> frozenset[str]:
    """Return the kinds of edges that names denote.

    Args:
        relations: the edges that the ontology declares.
        names: of properties, of edges or of classes of records, or labels as `neighbors` prints them.

    Returns:
        The kinds, with those of narrower properties.

    Raises:
        MisuseError: a name is unknown; the message lists the nearest names.
    """
    known = _kinds_by_name(relations)
    wanted = sorted(set(names))
    unknown = [name for name in wanted if name not in known and name.lower() not in known]
    if unknown:
        raise MisuseError(f"{unknown[0]!r} is not a relation.", f"Nearest: {', '.join(nearest(unknown[0], known))}.")
    return frozenset(kind for name in wanted for kind in (known.get(name) or known[name.lower()]))


def _kinds_by_name(relations: Relations) -> dict[str, set[str]]:
    known: dict[str, set[str]] = {}
    edges_of_records = [edge for edges in relations.records.values() for edge in edges]
    labels = [(term.label, name) for name, term in relations.properties.items()] + [(edge.label, edge.name) for edge in edges_of_records]
    for label, name in labels:
        known.setdefault(label.lower(), set()).add(name)
    known |= {name: {name, *relations.narrower.get(name, ())} for name in (*relations.properties, *relations.narrower)}
    for record, edges in relations.records.items():
        known[record.lower()] = {edge.name for edge in edges}
        known |= {edge.name: {edge.name} for edge in edges}
    return known
