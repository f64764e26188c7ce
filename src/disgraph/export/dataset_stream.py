"""The dataset of a graph on disk in formats that stream: its sorted file, line by line or subject by subject, in little memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from disgraph.export.dataset import order_of_quad, resource_prefixes, serialize_ordered
from disgraph.rdf import INFERRED, RESOURCE, Quad, RdfFormat, parse_text

#: The formats that stream.
STREAMED = ("nq", "nt", "ttl")

#: Lines that are parsed and written at once.
_LINES = 20_000

_LISTED = f"{INFERRED} .\n"


def stream_dataset(path: Path, form: str) -> Iterator[str]:
    """Yield a dataset in a format, in the bytes of `disgraph.export.dataset.dataset`.

    Args:
        path: of the sorted N-Quads.
        form: one of `STREAMED`.
    """
    if form != "ttl":
        with path.open(encoding="utf-8", newline="\n") as file:
            yield from file if form == "nq" else filter(_is_plain, file)
        return
    prefixes = resource_prefixes(_kinds(path))
    head = ""
    for quads in _by_subject(path):
        text = serialize_ordered(sorted(quads, key=order_of_quad), "ttl", prefixes)
        yield text.removeprefix(head)
        head = head or text[: text.index("\n\n") + 2]


def _is_plain(line: str) -> bool:
    """Return whether a line is of the default graph. A triple may have the named graph as its object."""
    return not line.endswith(_LISTED) or line.split(" ", 2)[2] == _LISTED


def _kinds(path: Path) -> set[str]:
    """Return the first segments of the IRIs of resources that are subjects."""
    start = f"<{RESOURCE}"
    with path.open(encoding="utf-8", newline="\n") as file:
        found = (line.removeprefix(start).partition(" ")[0] for line in file if line.startswith(start))
        return {rest.partition("/")[0] for rest in found if "/" in rest}


def _by_subject(path: Path) -> Iterator[list[Quad]]:
    """Yield the quads of the default graph, many at once; those of a subject come together."""
    with path.open(encoding="utf-8", newline="\n") as file:
        waiting: list[str] = []
        for _, lines in groupby(filter(_is_plain, file), _subject):
            waiting += lines
            if len(waiting) > _LINES:
                yield _parsed(waiting)
                waiting = []
        if waiting:
            yield _parsed(waiting)


def _subject(line: str) -> str:
    return line.partition(" ")[0]


def _parsed(lines: Iterable[str]) -> list[Quad]:
    return parse_text("".join(lines).encode(), RdfFormat.N_TRIPLES)
