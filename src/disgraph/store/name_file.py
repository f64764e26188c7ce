"""The names of a graph, beside its store: `names.tsv`, one name a line, sorted.

A line holds the folded name, then IRI, label, type and documents (ids, joined by commas) of the entity.
"""

import mmap
import os
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from disgraph.store.current import broken

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
    """Return a name as it is compared: without accents, case, quotation marks' shape, or runs of blanks."""
    plain = unicodedata.normalize("NFKD", name.replace("\u2019", "'").replace("\u2018", "'"))
    letters = "".join(character for character in plain if not unicodedata.combining(character))
    return " ".join(letters.casefold().split())


def write_names(path: "Path", names: Iterable[Name]) -> None:
    """Write the file of the names of a graph, sorted; it begins with a new line, so that every name stands between two."""
    lines = sorted("\t".join(field.replace("\t", " ").replace("\n", " ") for field in name) + "\n" for name in names)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write("\n")
        file.writelines(lines)


def is_iri(folded: str) -> bool:
    """Tell whether a folded name is an IRI, or the name of a blank node, rather than what people call something."""
    return folded.startswith(("http", "_:"))


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


def names_of(folder: str, folded: str) -> Iterator[Name]:
    """Return the lines of a folded name, found by bisection of the file as it lies in memory pages."""
    wanted = f"{folded}\t".encode()
    with _mapped(folder) as data:
        low, high = 1, len(data)
        while low < high:  # the first line that is not before the wanted one begins in [low, high]
            start = data.rfind(b"\n", 0, (low + high) // 2) + 1
            start = max(start, low)
            end = data.find(b"\n", start) + 1
            if data[start : min(end, start + len(wanted))] < wanted:
                low = end
            else:
                high = start
        while data[low : low + len(wanted)] == wanted:
            end = data.find(b"\n", low) + 1
            yield _name(data[low : end - 1])
            low = end


def lines_at(folder: str, places: Iterable[int]) -> Iterator[Name]:
    """Return the names whose lines begin at places of the file."""
    with _mapped(folder) as data:
        for at in places:
            yield _name(data[at : data.find(b"\n", at)])


def _name(line: bytes) -> Name:
    return Name(*line.decode().split("\t"))


@contextmanager
def _mapped(folder: str) -> Iterator[mmap.mmap]:
    """Map the file of names into memory.

    Raises:
        NotBuilt: it is gone or broken.
    """
    path = os.path.join(folder, NAMES)
    try:
        with open(path, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            if data[:1] != b"\n" or data[-1:] != b"\n":
                raise broken(path)
            yield data
    except (OSError, ValueError, TypeError) as error:
        raise broken(path) from error
