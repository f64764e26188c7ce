"""From the names that people use to entities and kinds of edges. Nothing heavy is imported here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from disgraph.errors import Candidate, MisuseError
from disgraph.graph.backend import Backend
from disgraph.graph.resolver import resolve
from disgraph.relationships.path_options import HUBS, PathOptions

#: Minimum and maximum number of entities that are connected at once.
MIN_NAMES, MAX_NAMES = 2, 20


def resolve_all(backend: Backend, names: Sequence[str]) -> list[Candidate]:
    """Return the entities that names denote.

    Raises:
        MisuseError: too few or too many names, or two names denote one entity.
        UnresolvedName: a name does not lead to one entity.
    """
    if not MIN_NAMES <= len(names) <= MAX_NAMES:
        raise MisuseError(
            f"{len(names)} names; from {MIN_NAMES} to {MAX_NAMES} can be connected.", "For one name, use `disgraph neighbors`."
        )
    entities = [resolve(backend.names, name) for name in names]
    for at, entity in enumerate(entities):
        before = [name for name, other in zip(names[:at], entities, strict=False) if other.iri == entity.iri]
        if before:
            raise MisuseError(f"{before[0]!r} and {names[at]!r} denote one entity: {entity.label}.", "Give two different entities.")
    return entities


def path_options(backend: Backend, given: Mapping[str, Any]) -> PathOptions:
    """Return options of a search, with kinds as edges have them and entities as IRIs.

    Raises:
        MisuseError: an option, a relation or a group of hubs is unknown.
        UnresolvedName: a name does not lead to one entity.
    """
    unknown = sorted(set(given) - set(PathOptions._fields))
    if unknown:
        raise MisuseError(f"There is no option {unknown[0]!r}.", f"Options: {', '.join(PathOptions._fields)}.")
    options = PathOptions(**{name: _as_default(value, PathOptions._field_defaults[name]) for name, value in given.items()})
    if not options.through <= set(HUBS):
        raise MisuseError(f"There is no group {', '.join(sorted(options.through - set(HUBS)))}.", f"Choose from {', '.join(HUBS)}.")
    return options._replace(
        only=_kinds(backend, options.only),
        exclude=_kinds(backend, options.exclude),
        avoid=frozenset(resolve(backend.names, name).iri for name in sorted(options.avoid)),
        via=frozenset(resolve(backend.names, name).iri for name in sorted(options.via)),
    )


def _kinds(backend: Backend, names: frozenset[str]) -> frozenset[str]:
    if not names:
        return names
    from disgraph.paths.kind_names import resolve_kinds

    return resolve_kinds(backend.relations, names)


def _as_default(value: object, default: object) -> Any:
    """Return a value in the form of its default: days as text, lists as sets, one name as a set of it."""
    if isinstance(default, frozenset):
        return frozenset([value] if isinstance(value, str) else value if isinstance(value, Iterable) else [value])
    return value.isoformat() if hasattr(value, "isoformat") else value
