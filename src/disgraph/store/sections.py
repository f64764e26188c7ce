"""A flat file of texts and numbers that is memory-mapped. This module imports only light modules.

The first line is JSON: offset and length of each section, and other small values. The sections follow. A section holds unsigned
32-bit numbers in native byte order, or concatenated texts with a section `<name>_at` of their end offsets. A file is therefore read
only on machines with the byte order of the writer.
"""

from __future__ import annotations

import json
import mmap
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from disgraph.store.current import broken_graph

if TYPE_CHECKING:
    from pathlib import Path

_ALIGN = 8


def write_sections(path: Path, sections: Mapping[str, bytes], head: Mapping[str, object]) -> None:
    """Write a file of sections.

    Args:
        path: the file to write.
        sections: the content of each section by name; see `numbers` and `texts`.
        head: small values for the first line, as JSON.
    """
    places, at = {}, 0
    for name, data in sections.items():
        places[name] = (at, len(data))
        at += len(data) + -len(data) % _ALIGN
    line = json.dumps({"sections": places, **head}).encode()
    with path.open("wb") as file:
        file.write(line + b" " * (-(len(line) + 1) % _ALIGN) + b"\n")
        for data in sections.values():
            file.write(data + bytes(-len(data) % _ALIGN))


def numbers(values: Iterable[int]) -> bytes:
    """Encode numbers as a section."""
    from array import array

    return array("I", values).tobytes()


def ends(lengths: Iterable[int]) -> Iterator[int]:
    """Return the start offset of each of several adjacent ranges, and the end of the last."""
    end = 0
    yield end
    for length in lengths:
        end += length
        yield end


def texts(name: str, values: Iterable[str]) -> dict[str, bytes]:
    """Encode texts as two sections: the texts and their end offsets."""
    encoded = [text.encode() for text in values]
    return {name: b"".join(encoded), f"{name}_at": numbers(ends(map(len, encoded)))}


class Sections:
    """An open file of sections.

    Args:
        path: the file.

    Raises:
        NotBuilt: the file is missing or incomplete.
    """

    def __init__(self, path: str) -> None:
        try:
            with open(path, "rb") as file:
                self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            self._body = self._data.find(b"\n") + 1
            self.head: dict[str, Any] = json.loads(self._data[: self._body])
            self._places: dict[str, tuple[int, int]] = self.head["sections"]
            whole = self._body + max(at + length for at, length in self._places.values()) <= len(self._data)
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise broken_graph(path) from error
        if not whole:
            raise broken_graph(path)
        self._columns: dict[str, memoryview] = {}

    def numbers(self, name: str) -> memoryview:
        """Return a section of numbers."""
        if name not in self._columns:
            self._columns[name] = self.raw(name).cast("I")
        return self._columns[name]

    def raw(self, name: str) -> memoryview:
        """Return the bytes of a section."""
        at, length = self._places[name]
        return memoryview(self._data)[self._body + at : self._body + at + length]

    def text(self, name: str, at: int) -> str:
        """Return the text with an index."""
        return self._bytes(name, at).decode()

    def find(self, name: str, text: str) -> int | None:
        """Return the index of a text in a sorted section, or None."""
        data, stops, start, wanted = self._data, self.numbers(f"{name}_at"), self._body + self._places[name][0], text.encode()
        count = len(stops) - 1
        at = bisect_left(range(count), wanted, key=lambda number: data[start + stops[number] : start + stops[number + 1]])
        return at if at < count and self._bytes(name, at) == wanted else None

    def is_empty(self, name: str) -> bool:
        """Return whether a section has no content."""
        return not self._places[name][1]

    def count(self, name: str) -> int:
        """Return the number of texts in a section."""
        return len(self.numbers(f"{name}_at")) - 1

    def reader(self, name: str) -> Callable[[int], str]:
        """Return a function that does what `text` does for one section, faster for a full scan."""
        data, stops, start = self._data, self.numbers(f"{name}_at"), self._body + self._places[name][0]
        return lambda at: data[start + stops[at] : start + stops[at + 1]].decode()

    def rows(self, name: str, width: int) -> Iterator[tuple[int, ...]]:
        """Return the numbers of a section in rows of a width."""
        from struct import iter_unpack

        return iter_unpack(f"={width}I", self.numbers(name))

    def release(self) -> None:
        """Release pages already read: a sequential scan needs each page once."""
        if hasattr(mmap, "MADV_DONTNEED"):
            self._data.madvise(mmap.MADV_DONTNEED)

    def _bytes(self, name: str, at: int) -> bytes:
        stops = self.numbers(f"{name}_at")
        start = self._body + self._places[name][0]
        return self._data[start + stops[at] : start + stops[at + 1]]
