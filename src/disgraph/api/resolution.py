"""From the names that people use to entities and kinds of edges. Nothing heavy is imported here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from disgraph.api.arguments import MAX_COUNT, MAX_HOPS, checked_number, checked_texts
from disgraph.errors import Candidate, MisuseError
from disgraph.graph.backend import Backend
from disgraph.graph.resolver import resolve
from disgraph.relationships.path_options import HUBS, RANKS, PathOptions
from disgraph.wording.noun_counts import count_noun

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
            f"{count_noun(len(names), 'name')} given; from {MIN_NAMES} to {MAX_NAMES} can be connected.",
            "For one name, use `disgraph neighbors`.",
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
        MisuseError: an option, a relation or a group of hubs is unknown, or a relation is both included and excluded.
        UnresolvedName: a name does not lead to one entity.
    """
    unknown = sorted(set(given) - set(PathOptions._fields))
    if unknown:
        raise MisuseError(f"There is no option {unknown[0]!r}.", f"Options: {', '.join(PathOptions._fields)}.")
    options = PathOptions(**{name: as_default(name, value, PathOptions._field_defaults[name]) for name, value in given.items()})
    _check(options)
    if not options.through <= set(HUBS):
        raise MisuseError(f"There is no group {', '.join(sorted(options.through - set(HUBS)))}.", f"Choose from {', '.join(HUBS)}.")
    only, exclude = _kinds(backend, options.only), _kinds(backend, options.exclude)
    if only & exclude:
        raise MisuseError(f"--only and --exclude name the same relation ({', '.join(sorted(only & exclude))}).", "Leave one of them out.")
    return options._replace(
        only=only,
        exclude=exclude,
        avoid=frozenset(resolve(backend.names, name).iri for name in sorted(options.avoid)),
        via=frozenset(resolve(backend.names, name).iri for name in sorted(options.via)),
    )


def refuse_avoided_ends(options: PathOptions, ends: Iterable[Candidate]) -> None:
    """Refuse to avoid an entity that every path has.

    Raises:
        MisuseError: an avoided entity is an end, or has to be passed.
    """
    for end in ends:
        if end.iri in options.avoid:
            raise MisuseError(f"--avoid names {end.label}, at which the paths begin or end.", "Avoid an entity between the two.")
    if options.avoid & options.via:
        raise MisuseError("--avoid and --via name the same entity.", "Leave one of them out.")


def _check(options: PathOptions) -> None:
    """Refuse values of another type or beyond their limits.

    Raises:
        MisuseError: naming the option and what it takes.
    """
    for name, most in (("k", MAX_COUNT), ("max_hops", MAX_HOPS)):
        checked_number(name, getattr(options, name), most)
    if options.rank not in RANKS:
        raise MisuseError(f"rank={options.rank!r} is not an order of paths.", f"Choose from {', '.join(RANKS)}.")
    if options.as_of:
        import datetime as dt

        try:
            dt.date.fromisoformat(options.as_of)
        except (TypeError, ValueError) as error:
            raise MisuseError(f"as_of={options.as_of!r} is not a day.", "Write a day such as 2017-07-31.") from error


def _kinds(backend: Backend, names: frozenset[str]) -> frozenset[str]:
    if not names:
        return names
    from disgraph.paths.kind_names import resolve_kinds

    return resolve_kinds(backend.relations, names)


def as_default(name: str, value: object, default: object) -> Any:
    """Return a value in the form of its default: days as text, lists as sets or tuples, one text as the only one of them.

    Raises:
        MisuseError: the default is a set or tuple of texts, and the value is not.
    """
    if isinstance(default, frozenset):
        return checked_texts(name, value)
    if isinstance(default, tuple):
        return tuple(sorted(checked_texts(name, value)))
    return value.isoformat() if hasattr(value, "isoformat") else value
