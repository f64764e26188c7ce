"""The relationship graph in one flat file beside the store, read as it lies in memory pages.

A cold `path` reads a few pages of it and imports no engine. The file is made at build time from `paths.edges.Edges`, which answers
the same and is the referee in the tests. It holds only texts and unsigned 32-bit numbers in the order of the machine, so it is read
on the machine that wrote it; a build makes it anew.

    a line of JSON: where each section begins and how long it is, the kinds of edges with frequency and weakness, the groups of hubs
    iris, labels, types, documents   of each node; documents are ids joined by commas
    records, details                 of each edge; all these are texts, one behind the other, each with a section `<name>_at` of their ends
    hub                              for each node the number of its group of hubs
    incident, incident_at            for each node the numbers of its edges
    edge                             for each edge: source, target, kind, 1 if it is inferred, and the days `begin`, `until`, `latest`

Nodes are in the order of their IRIs and edges in the order of `Edge`, so a node is found by bisection and the edges of a node need
not be sorted.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from disgraph.facts.values import Passage, Source
from disgraph.paths.hops import Edge, Hop, Known, Tie
from disgraph.store.current import broken

INDEX = "relationships.bin"
_ALIGN = 8
_EDGE_WIDTH = 7

#: After so many edges the pages that were read are let go, when all edges are gone through.
_FORGET = 10_000

_parse = json.JSONDecoder().raw_decode


class Kind(NamedTuple):
    """What is known of a kind of edge: how often it is said, and its weakness in bits."""

    frequency: int
    weakness: int


def make_index(
    nodes: Sequence[str], known: Sequence[Known], hubs: Sequence[str], explained: Mapping[Edge, Hop], kinds: Mapping[str, Kind]
) -> bytes:
    """Return the file for a relationship graph.

    Args:
        nodes: IRIs, sorted.
        known: what is known of each node.
        hubs: the group of hubs of each node, or an empty text.
        explained: every edge with its explanation.
        kinds: every kind of edge with how often it is said and how weak it is.
    """
    number = {iri: at for at, iri in enumerate(nodes)}
    ordered = sorted(explained)
    numbered = sorted({edge.kind for edge in ordered})
    groups = ["", *sorted(set(hubs) - {""})]
    incident: list[list[int]] = [[] for _ in nodes]
    for at, edge in enumerate(ordered):
        incident[number[edge.source]].append(at)
        incident[number[edge.target]].append(at)
    columns = (
        (number[source], number[target], numbered.index(kind), int(inferred), *map(_day, days))
        for source, target, kind, _, inferred, *days in ordered
    )
    sections = {
        **_texts("iris", nodes),
        **_texts("labels", [node.label for node in known]),
        **_texts("types", [node.type for node in known]),
        **_texts("documents", [",".join(node.documents) for node in known]),
        **_texts("records", [edge.record for edge in ordered]),
        **_texts("details", [_detail(explained[edge]) for edge in ordered]),
        "hub": _numbers(groups.index(hub) for hub in hubs),
        "incident": _numbers(at for around in incident for at in around),
        "incident_at": _numbers(_ends(map(len, incident))),
        "edge": _numbers(value for column in columns for value in column),
    }
    places, at = {}, 0
    for name, data in sections.items():
        places[name] = (at, len(data))
        at += len(data) + -len(data) % _ALIGN
    header = json.dumps({"sections": places, "kinds": [[name, *kinds[name]] for name in numbered], "hubs": groups}).encode()
    head = header + b" " * (-(len(header) + 1) % _ALIGN) + b"\n"
    return head + b"".join(data + bytes(-len(data) % _ALIGN) for data in sections.values())


def _detail(hop: Hop) -> str:
    return json.dumps([hop.sentence, hop.passages], ensure_ascii=False)


def _day(iso: str) -> int:
    """Return an ISO date as the number 20170731, or 0 where there is none."""
    return int(iso.replace("-", "")) if iso else 0


def _iso(day: int) -> str:
    return f"{day // 10000:04}-{day // 100 % 100:02}-{day % 100:02}" if day else ""


def _texts(name: str, texts: Sequence[str]) -> dict[str, bytes]:
    encoded = [text.encode() for text in texts]
    return {name: b"".join(encoded), f"{name}_at": _numbers(_ends(map(len, encoded)))}


def _ends(lengths: Iterable[int]) -> Iterable[int]:
    end = 0
    yield end
    for length in lengths:
        end += length
        yield end


def _numbers(values: Iterable[int]) -> bytes:
    return array("I", values).tobytes()


def _rows(column: memoryview) -> Iterator[tuple[int, ...]]:
    return struct.iter_unpack(f"={_EDGE_WIDTH}I", column)


class Index:
    """The relationship graph in its file; see `disgraph.paths.edges.Relationships`.

    Args:
        folder: the directory of the graph.
        with_inferred: whether edges that only follow by reasoning are seen.
    """

    def __init__(self, folder: str, with_inferred: bool = True) -> None:
        path = os.path.join(folder, INDEX)
        try:
            with open(path, "rb") as file:
                self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            self._body = self._data.find(b"\n") + 1
            header = json.loads(self._data[: self._body])
            self._sections = header["sections"]
            whole = self._body + max(at + length for at, length in self._sections.values()) <= len(self._data)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise broken(path) from error
        if not whole:
            raise broken(path)
        self._names: list[str] = [name for name, *_ in header["kinds"]]
        self._kinds = {name: Kind(*known) for name, *known in header["kinds"]}
        self._hubs: list[str] = header["hubs"]
        self._with_inferred = with_inferred
        self._columns: dict[str, memoryview] = {}

    def around(self, node: str) -> tuple[Edge, ...]:
        """Return the edges at a node, in a fixed order."""
        at = self._find(node)
        if at is None:
            return ()
        ends = self._column("incident_at")
        edges = map(self._edge, self._column("incident")[ends[at] : ends[at + 1]])
        return tuple(edge for edge in edges if self._with_inferred or not edge.inferred)

    def hub(self, node: str) -> str:
        """Return the group of hubs that a node belongs to, or an empty text."""
        at = self._find(node)
        return "" if at is None else self._hubs[self._column("hub")[at]]

    def label(self, node: str) -> str:
        """Return the label of a node."""
        at = self._find(node)
        return node if at is None else self._text("labels", at)

    def explain(self, edge: Edge) -> Hop:
        """Return an edge with its sentence and its evidence."""
        ends, incident = self._column("incident_at"), self._column("incident")
        node = self._find(edge.source)
        assert node is not None
        at = next(at for at in incident[ends[node] : ends[node + 1]] if self._edge(at) == edge)
        return self._hop(edge, self._details(at))

    def frequency(self, kind: str) -> int:
        """Return how often a kind of edge is said."""
        return self._kinds.get(kind, Kind(0, 0)).frequency

    def weakness(self, kind: str) -> int:
        """Return how little a kind of edge by itself tells of how two are connected, in bits."""
        return self._kinds.get(kind, Kind(0, 0)).weakness

    def nodes(self) -> Iterator[str]:
        """Return the IRIs of all nodes, in order."""
        return map(self._reader("iris"), range(len(self._column("iris_at")) - 1))

    def ties(self) -> Iterator[Tie]:
        """Return all edges in order, each with the numbers of its ends among the nodes."""
        iri, record, days = self._reader("iris"), self._reader("records"), {0: ""}
        names = self._names
        source, former = "", -1
        for at, (first, second, kind, inferred, *times) in enumerate(_rows(self._column("edge"))):
            if inferred and not self._with_inferred:
                continue
            if first != former:
                source, former = iri(first), first
            begin, until, latest = [days[day] if day in days else days.setdefault(day, _iso(day)) for day in times]
            edge = Edge(source, iri(second), names[kind], record(at), bool(inferred), begin, until, latest)
            yield Tie(first, second, at, edge)
            if not at % _FORGET:
                self._forget()

    def known(self, at: int) -> Known:
        """Return what is known of a node, by its number."""
        documents = self._text("documents", at)
        return Known(self._text("labels", at), self._text("types", at), tuple(documents.split(",")) if documents else ())

    def _forget(self) -> None:
        """Let go of the pages that were read: whoever goes through the whole file needs each only once."""
        if hasattr(mmap, "MADV_DONTNEED"):
            self._data.madvise(mmap.MADV_DONTNEED)

    def hop(self, tie: Tie) -> Hop:
        """Return an edge that `ties` gave, with its sentence and its evidence."""
        return self._hop(tie.edge, self._details(tie.at))

    def _hop(self, edge: Edge, detail: str) -> Hop:
        sentence, passages = _parse(detail)[0]
        told = tuple(Passage(quote, Source(*document), *rest) for quote, document, *rest in passages)
        return Hop(edge.source, edge.target, edge.kind, sentence, edge.record, edge.inferred, told)

    @cached_property
    def _details(self) -> Callable[[int], str]:
        return self._reader("details")

    def _edge(self, at: int) -> Edge:
        source, target, kind, inferred, *days = self._column("edge")[_EDGE_WIDTH * at : _EDGE_WIDTH * (at + 1)]
        ends = (self._text("iris", source), self._text("iris", target))
        return Edge(*ends, self._names[kind], self._text("records", at), bool(inferred), *map(_iso, days))

    def _find(self, node: str) -> int | None:
        count = len(self._column("iris_at")) - 1
        at = bisect_left(range(count), node.encode(), key=lambda number: self._bytes("iris", number))
        return at if at < count and self._bytes("iris", at) == node.encode() else None

    def _bytes(self, name: str, at: int) -> bytes:
        ends = self._column(f"{name}_at")
        start = self._body + self._sections[name][0]
        return self._data[start + ends[at] : start + ends[at + 1]]

    def _text(self, name: str, at: int) -> str:
        return self._bytes(name, at).decode()

    def _reader(self, name: str) -> Callable[[int], str]:
        """Return what `_text` does for one section, for those who read all of it."""
        ends, start, data = self._column(f"{name}_at"), self._body + self._sections[name][0], self._data
        return lambda at: data[start + ends[at] : start + ends[at + 1]].decode()

    def _column(self, name: str) -> memoryview:
        if name not in self._columns:
            at, length = self._sections[name]
            self._columns[name] = memoryview(self._data)[self._body + at : self._body + at + length].cast("I")
        return self._columns[name]
