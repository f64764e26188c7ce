"""From a name to an entity: exactly, or refused with candidates; never guessed.

The names of a graph lie beside its store in `names.tsv`, one a line and sorted: folded name, IRI, label, type and documents. A name
is looked up in the file as it lies; only a name that is not there loads the matcher for near ones (see `disgraph.store.grams`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Protocol

from disgraph.errors import AmbiguousName, Candidate, MisuseError, UnknownName
from disgraph.store.name_file import Name, fold_name, is_iri, names_of, read_names

#: Longer than any name; a longer argument is not one.
MAX_NAME = 300


class Names(Protocol):
    """The names of a graph, wherever it lies: beside the store, or behind an endpoint."""

    def exact(self, name: str) -> Iterable[Name]:
        """Return the names that are, without case and accents, the one asked for."""
        ...

    def near(self, folded: str) -> Iterable[Name]:
        """Return the names that are worth comparing with a folded name, IRIs left out."""
        ...

    def every(self) -> Iterable[Name]:
        """Return every name."""
        ...


class NamesFile:
    """The names that lie beside a store.

    Args:
        folder: the directory of the graph.
    """

    def __init__(self, folder: str) -> None:
        self.folder = folder

    def exact(self, name: str) -> Iterator[Name]:
        """Return the names that are, without case and accents, the one asked for."""
        return names_of(self.folder, fold_name(name))

    def near(self, folded: str) -> Iterator[Name]:
        """Return the names that are worth comparing with a folded name, IRIs left out."""
        from disgraph.store.grams import near_names

        return near_names(self.folder, folded)

    def every(self) -> Iterator[Name]:
        """Return every name."""
        return read_names(self.folder)


class NamesList:
    """Names in memory.

    Args:
        names: all of them.
    """

    def __init__(self, names: Iterable[Name]) -> None:
        self._names = sorted(names)

    def exact(self, name: str) -> Iterator[Name]:
        """Return the names that are, without case and accents, the one asked for."""
        folded = fold_name(name)
        return (each for each in self._names if each.folded == folded)

    def near(self, folded: str) -> Iterator[Name]:
        """Return the names that are worth comparing with a folded name, IRIs left out."""
        del folded
        return (each for each in self._names if not is_iri(each.folded))

    def every(self) -> Iterator[Name]:
        """Return every name."""
        return iter(self._names)


def resolve(names: Names, name: str) -> Candidate:
    """Return the entity that a name, alias, id or IRI means.

    Args:
        names: of the graph.
        name: what was asked for.

    Raises:
        MisuseError: it is empty, longer than a name can be, or holds control characters.
        UnknownName: nothing has the name; the nearest are listed.
        AmbiguousName: several have it; all are listed.
    """
    found = {entry.iri: entry for entry in names.exact(_checked(name))}
    if len(found) == 1:
        return _candidate(*found.values())
    if found:
        candidates = tuple(_candidate(entry) for entry in found.values())
        raise AmbiguousName(f"{name!r} may mean {len(found)} entities.", candidates, "Use the whole name or the IRI.")
    near = tuple(_nearest(names, fold_name(name)))
    remedy = "Use one of these names, or `disgraph search`." if near else "Try `disgraph search`."
    raise UnknownName(f"Nothing in the graph is called {name!r}.", near, remedy, name)


def _checked(name: str) -> str:
    if not name.strip():
        raise MisuseError("An empty name.", "Give a name, an id or an IRI.")
    if len(name) > MAX_NAME:
        raise MisuseError(f"A name of {len(name)} characters; the limit is {MAX_NAME}.", "Give a name, an id or an IRI.")
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in name):
        raise MisuseError("A name with control characters.", "Give a name, an id or an IRI.")
    return name


def _candidate(name: Name) -> Candidate:
    return Candidate(name.iri, name.label, name.type, tuple(filter(None, name.documents.split(","))))


def _nearest(names: Names, folded: str, limit: int = 8) -> Iterator[Candidate]:
    """Return the entities with a name like the one asked for: those that hold all its words first, then by likeness of the whole name."""
    from disgraph.similarity import likeness, nearest

    by_name: dict[str, list[Name]] = {}
    for name in names.near(folded):
        by_name.setdefault(name.folded, []).append(name)
    words = set(folded.split())
    holding = {name for name in by_name if words <= set(name.split())}
    found = holding.union(nearest(folded, by_name, 4 * limit, cutoff=70))
    seen: set[str] = set()
    for match in sorted(found, key=lambda name: (name not in holding, -likeness(folded, name), name)):
        for name in by_name[match]:
            if name.iri not in seen and len(seen) < limit:
                seen.add(name.iri)
                yield _candidate(name)
