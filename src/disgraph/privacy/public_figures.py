"""The list of public figures, which people maintain: who may be named, in what office, and why."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from disgraph.claims.form import MalformedNode, as_fields, id_of, read_entries, text_of
from disgraph.similarity import nearest
from disgraph.yamlfile import Node

_FIELDS = ("person", "office", "reason", "at")


class PublicFigure(NamedTuple):
    """A public figure: the id of a person, the office, why they are listed, and the office's organisation if it may be named."""

    person: str
    office: str
    reason: str
    at: str


def read_figures(path: Path, persons: Iterable[str], entities: Iterable[str]) -> tuple[PublicFigure, ...]:
    """Read the list of public figures; it is empty if the file does not exist.

    Args:
        path: of the file.
        persons: the ids of all persons of the graph.
        entities: the ids of all its entities.

    Raises:
        Refused: broken YAML, a malformed entry, or an id that no person or no entity has.
    """
    known = {"person": frozenset(persons), "at": frozenset(entities)}
    return tuple(read_entries(path, lambda node: _figure(node, known)))


def _figure(node: Node, known: dict[str, frozenset[str]]) -> PublicFigure:
    fields = as_fields(node, _FIELDS)
    figure = PublicFigure(id_of(fields, "person"), text_of(fields, "office"), text_of(fields, "reason"), id_of(fields, "at", ""))
    for field, ids in known.items():
        given = getattr(figure, field)
        if given and given not in ids:
            what = "person" if field == "person" else "entity"
            raise MalformedNode(fields, f"no {what} has the id {given!r}.", f"Nearest: {', '.join(nearest(given, ids))}.")
    return figure
