"""The names of a graph, beside its store: `names.tsv`, one name a line, sorted.

A line holds the folded name, then IRI, label, type and documents (ids, joined by commas) of the entity.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from disgraph.store.current import broken

NAMES = "names.tsv"


class Name(NamedTuple):
    """A name or alias of an entity."""

    folded: str
    iri: str
    label: str
    type: str
    documents: str


def fold_name(name: str) -> str:
    """Return a name as it is compared: without accents, case, quotation marks' shape, or runs of blanks."""
    plain = unicodedata.normalize("NFKD", name.replace("\u2019", "'").replace("\u2018", "'"))
    letters = "".join(character for character in plain if not unicodedata.combining(character))
    return " ".join(letters.casefold().split())


def names_file(names: Iterable[Name]) -> bytes:
    """Return the file of the names of a graph, sorted; it begins with a new line, so that every name stands between two."""
    lines = sorted("\t".join(field.replace("\t", " ").replace("\n", " ") for field in name) + "\n" for name in names)
    return ("\n" + "".join(lines)).encode()


def read_names(folder: str) -> Iterator[Name]:
    """Return every name of a graph."""
    path = os.path.join(folder, NAMES)
    try:
        with open(path, encoding="utf-8", newline="\n") as file:
            lines = file.read().split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise broken(path) from error
    names = [line.split("\t") for line in lines[1:-1]]
    if lines[0] or lines[-1] or any(len(fields) != len(Name._fields) for fields in names):
        raise broken(path)
    for fields in names:
        yield Name(*fields)
