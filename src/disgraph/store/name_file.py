"""The names of a graph, in `names.tsv` next to its store: one name per line, sorted.

A line holds the folded name, then IRI, label, type and documents (ids, joined by commas) of the entity.
"""

import mmap
import os
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from disgraph.store.current import broken_graph

if TYPE_CHECKING:
    from pathlib import Path

NAMES = "names.tsv"


class Name(NamedTuple):
    """A name or alias of an entity."""

    folded: str
    iri: str
    label: str
    type: str
    documents: str


def fold_name(name: str) -> str:
    """Return a name in the form for comparison: no accents, one case, straight quotation marks, single spaces."""
    if name.isascii():
        return " ".join(name.lower().split())
    plain = unicodedata.normalize("NFKD", name.replace("\u2019", "'").replace("\u2018", "'"))
    letters = "".join(character for character in plain if not unicodedata.combining(character))
    return " ".join(letters.casefold().split())


def write_names(path: "Path", names: Iterable[Name]) -> None:
    """Write the names of a graph, sorted. The file begins with a line break, so that every name is between two."""
    lines = sorted("\t".join(field.replace("\t", " ").replace("\n", " ") for field in name) + "\n" for name in names)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write("\n")
        file.writelines(lines)


def is_iri(folded: str) -> bool:
    """Return whether a folded name is an IRI or a blank node rather than a name that people use."""
    return folded.startswith(("http", "_:"))


def read_names(folder: str) -> Iterator[Name]:
    """Return every name of a graph.

    Raises:
        NotBuilt: the file is missing or broken.
    """
    path = os.path.join(folder, NAMES)
    try:
        with open(path, encoding="utf-8", newline="\n") as file:
            lines = file.read().split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise broken_graph(path) from error
    names = [line.split("\t") for line in lines[1:-1]]
    if lines[0] or lines[-1] or any(len(fields) != len(Name._fields) for fields in names):
        raise broken_graph(path)
    for fields in names:
        yield Name(*fields)


def names_of(folder: str, folded: str) -> Iterator[Name]:
    """Return the entries of a folded name, by bisection of the memory-mapped file."""
    return _lines_beginning(folder, f"{folded}\t".encode())


def names_beginning(folder: str, prefix: str) -> Iterator[Name]:
    """Return the entries whose folded name begins with a folded prefix, in order."""
    return _lines_beginning(folder, prefix.encode())


def _lines_beginning(folder: str, wanted: bytes) -> Iterator[Name]:
    with _mapped(folder) as data:
        low, high = 1, len(data)
        while low < high:  # the first line not before the wanted one begins in [low, high]
            start = data.rfind(b"\n", 0, (low + high) // 2) + 1
            start = max(start, low)
            end = data.find(b"\n", start) + 1
            if data[start : min(end, start + len(wanted))] < wanted:
                low = end
            else:
                high = start
        while low < len(data) and data[low : low + len(wanted)] == wanted:
            end = data.find(b"\n", low) + 1
            yield _name(data[low : end - 1])
            low = end


def lines_at(folder: str, places: Iterable[int]) -> Iterator[Name]:
    """Return the names whose lines begin at the given offsets."""
    with _mapped(folder) as data:
        for at in places:
            yield _name(data[at : data.find(b"\n", at)])


def _name(line: bytes) -> Name:
    return Name(*line.decode().split("\t"))


@contextmanager
def _mapped(folder: str) -> Iterator[mmap.mmap]:
    """Map the file of names into memory.

    Raises:
        NotBuilt: the file is missing or broken.
    """
    path = os.path.join(folder, NAMES)
    try:
        with open(path, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            if data[:1] != b"\n" or data[-1:] != b"\n":
                raise broken_graph(path)
            yield data
    except (OSError, ValueError, TypeError) as error:
        raise broken_graph(path) from error
