"""From a name to an entity: exactly, by words that occur in the name of just one entity, or refused with candidates; never guessed.

A name is looked up in the sorted file `names.tsv` by bisection (see `disgraph.store.name_file`). Only an unknown name loads the matcher
for similar ones (see `disgraph.store.grams`).
"""

from __future__ import annotations

import unicodedata
import warnings
from collections.abc import Iterable, Iterator
from typing import Protocol

from disgraph.errors import AmbiguousName, Candidate, MisuseError, NameTaken, UnknownName
from disgraph.store.name_file import Name, fold_name, is_iri, names_of, read_names

#: Characters; a longer argument is not a name.
MAX_NAME = 300

#: Maximum number of candidates for a name that no entity has.
MAX_CANDIDATES = 5

#: Likeness from 0 to 100 that a misspelt name must have.
_CUTOFF = 70


class Names(Protocol):
    """The names of a graph: next to its store, in memory or behind an endpoint."""

    def exact(self, name: str) -> Iterable[Name]:
        """Return the names that equal a name, ignoring case and accents."""
        ...

    def near(self, folded: str) -> Iterable[Name]:
        """Return the names that are worth comparing with a folded name, without IRIs."""
        ...

    def every(self) -> Iterable[Name]:
        """Return every name."""
        ...


class NamesFile:
    """The names next to a store.

    Args:
        folder: the directory of the graph.
    """

    def __init__(self, folder: str) -> None:
        self.folder = folder

    def exact(self, name: str) -> Iterator[Name]:
        """Return the names that equal a name, ignoring case and accents."""
        return names_of(self.folder, fold_name(name))

    def near(self, folded: str) -> Iterator[Name]:
        """Return the names that are worth comparing with a folded name, without IRIs."""
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
        """Return the names that equal a name, ignoring case and accents."""
        folded = fold_name(name)
        return (each for each in self._names if each.folded == folded)

    def near(self, folded: str) -> Iterator[Name]:
        """Return the names that are worth comparing with a folded name, without IRIs."""
        del folded
        return (each for each in self._names if not is_iri(each.folded))

    def every(self) -> Iterator[Name]:
        """Return every name."""
        return iter(self._names)


class NamesOfClass:
    """The names of one class among others.

    Args:
        names: of the graph.
        kind: local name of the class.
    """

    def __init__(self, names: Names, kind: str) -> None:
        self._names, self._kind = names, kind

    def exact(self, name: str) -> Iterator[Name]:
        """Return the names of the class that equal a name, ignoring case and accents."""
        return self._of_class(self._names.exact(name))

    def near(self, folded: str) -> Iterator[Name]:
        """Return the names of the class that are worth comparing with a folded name, without IRIs."""
        return self._of_class(self._names.near(folded))

    def every(self) -> Iterator[Name]:
        """Return every name of the class."""
        return self._of_class(self._names.every())

    def _of_class(self, found: Iterable[Name]) -> Iterator[Name]:
        return (each for each in found if each.type == self._kind)


def resolve(names: Names, name: str) -> Candidate:
    """Return the entity that a name, alias, id or IRI denotes.

    Args:
        names: of the graph.
        name: name, alias, id or IRI.

    Warns:
        NameTaken: no entity has the name, but all its words occur in the name of just one.

    Raises:
        MisuseError: the name is empty, too long or contains control characters.
        UnknownName: no entity has the name; similar names are candidates.
        AmbiguousName: several entities have it; all are candidates.
    """
    found = {entry.iri: entry for entry in names.exact(_checked(name))}
    if len(found) == 1:
        return candidate_of(*found.values())
    if found:
        candidates = tuple(candidate_of(entry) for entry in found.values())
        raise AmbiguousName(f"{name!r} denotes {len(found)} entities.", candidates, "Use the id after the colon, or the IRI.")
    only = _only_match(names, fold_name(name))
    if only:
        warnings.warn(NameTaken(f"\u201c{name.strip()}\u201d is taken for {only.label} ({only.kind})."), stacklevel=2)
        return only
    near = tuple(_nearest(names, fold_name(name)))
    remedy = "Use one of these names, or `disgraph search`." if near else "Try `disgraph search`."
    raise UnknownName(f"No entity is named {name!r}.", near, remedy, name)


def _checked(name: object) -> str:
    if not isinstance(name, str):
        raise MisuseError(f"{name!r} is not a name.", "Give a name, an id or an IRI as text.")
    if not name.strip():
        raise MisuseError("An empty name.", "Give a name, an id or an IRI.")
    if len(name) > MAX_NAME:
        raise MisuseError(f"A name of {len(name)} characters; the limit is {MAX_NAME}.", "Give a name, an id or an IRI.")
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in name):
        raise MisuseError("A name with control characters.", "Give a name, an id or an IRI.")
    return name


def candidate_of(name: Name) -> Candidate:
    """Return the entity of a name."""
    return Candidate(name.iri, name.label, name.type, tuple(filter(None, name.documents.split(","))))


def _only_match(names: Names, folded: str) -> Candidate | None:
    from disgraph.graph.name_matching import only_match

    found = only_match(folded, names.near(folded))
    return candidate_of(found) if found else None


def _nearest(names: Names, folded: str) -> Iterator[Candidate]:
    """Return the entities with a similar name, at most `MAX_CANDIDATES`: first by the rank of the match, then by likeness."""
    from disgraph.graph.name_matching import SIMILAR, head_nouns, is_description, match_rank
    from disgraph.similarity import likeness, nearest

    near = list(names.near(folded))
    heads = head_nouns(near)
    ranks = {name: match_rank(folded, name, heads) for name in near}
    similar = set(nearest(folded, {name.folded for name in near}, 4 * MAX_CANDIDATES, cutoff=_CUTOFF))
    found = [name for name, rank in ranks.items() if rank < SIMILAR or name.folded in similar]
    found.sort(key=lambda name: (ranks[name], is_description(name.label), -likeness(folded, name.folded), name))
    by_entity: dict[str, Name] = {}
    for name in found:
        by_entity.setdefault(name.iri, name)
    return map(candidate_of, list(by_entity.values())[:MAX_CANDIDATES])
