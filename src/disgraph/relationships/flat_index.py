"""The relationship graph in one flat file next to the store, mapped into memory.

A cold `path` reads a few pages of it and imports no engine. `disgraph.graph.index_writer` writes the file at build time.
`disgraph.graph.quad_relationships` reads the same relationships from the store; tests compare both. It is a file of sections (see
`disgraph.store.sections`), whose head holds the kinds of edges with frequency, weakness and whether they leave identity open, the groups
of hubs, and what it means to share an individual of a class:

    iris, labels, types, documents   texts: of nodes; documents are ids joined by commas
    records, details                 texts: of edges
    hub                              for each node the number of its group of hubs
    hubs of <group>                  the numbers of the nodes of each group of hubs
    weak hubs                        the numbers of the hubs that connect weakly
    incident, incident_at            for each node the numbers of its edges
    near, near_at                    for each node the numbers of its neighbors by direct edges, each once
    grade                            for each edge its grade (see `disgraph.relationships.grade`)
    edge                             for each edge: source, target, kind, 1 if it is inferred, and the days `begin`, `until`, `latest`

Nodes are in the order of their IRIs and edges in the order of `Edge`. A node is found by bisection, and the edges of a node are sorted.
A large graph has no details: sentence and quotes of a hop are then read from the store.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from functools import cached_property

from disgraph.passage import Passage, Source
from disgraph.relationships.edge import Edge, EdgeOutline, Hop, NodeSummary, NumberedEdge
from disgraph.relationships.grade import DIRECT, WEAK, Sharing
from disgraph.relationships.price import price
from disgraph.relationships.protocol import Relationships, Selection
from disgraph.store.sections import Sections

INDEX = "relationships.bin"
_EDGE_WIDTH = 7

#: Number of edges after which a sequential scan releases the pages already read.
_FORGET = 10_000


_parse = json.JSONDecoder().raw_decode


def _iso(day: int) -> str:
    """Return the number 20170731 as an ISO date, or an empty text for 0."""
    return f"{day // 10000:04}-{day // 100 % 100:02}-{day % 100:02}" if day else ""


def _hop(edge: Edge, detail: str) -> Hop:
    sentence, passages = _parse(detail)[0]
    stated = tuple(Passage(quote, Source(*document), *rest) for quote, document, *rest in passages)
    return Hop(edge.source, edge.target, edge.kind, sentence, edge.record, edge.inferred, stated)


class FlatIndex(Relationships):
    """The relationship graph in its file; see `disgraph.relationships.protocol.Relationships`.

    Args:
        folder: the directory of the graph.
        with_inferred: whether edges that reasoning added are visible.
        stored: opens the same relationships in the store, which has the sentences and quotes of a large graph.
    """

    def __init__(self, folder: str, with_inferred: bool = True, stored: Callable[[], Relationships] | None = None) -> None:
        self._file = Sections(os.path.join(folder, INDEX))
        self._kinds: list[tuple[str, int, int, int]] = self._file.head["kinds"]
        self._hubs: list[str] = self._file.head["hubs"]
        self._with_inferred, self._open_stored = with_inferred, stored

    def around(self, node: str) -> tuple[Edge, ...]:
        """Return the edges of a node, in a fixed order."""
        at = self.number(node)
        return () if at is None else self.edges_at(at)

    def between(self, first: str, second: str) -> tuple[Edge, ...]:
        """Return the edges between two nodes, in a fixed order."""
        one, other = self.number(first), self.number(second)
        return () if one is None or other is None else tuple(map(self.edge, self.joining(one, other)))

    def degree(self, node: str) -> int:
        """Return the number of edges of a node."""
        at = self.number(node)
        return 0 if at is None else self.degree_at(at)

    def network(self, selection: Selection) -> FlatIndexNetwork:
        """Return the graph as a search sees it: its nodes are their numbers."""
        return FlatIndexNetwork(self, selection)

    def hub(self, node: str) -> str:
        """Return the group of hubs that a node belongs to, or an empty text."""
        at = self.number(node)
        return "" if at is None else self._hubs[self.column("hub")[at]]

    def sharing(self, node: str) -> Sharing:
        """Return what it means for two entities to share a node."""
        at = self.number(node)
        return Sharing() if at is None else self.sharing_at(at)

    def is_tie(self, kind: str) -> bool:
        """Return whether a kind of edge leaves open whether two entities are one."""
        return any(is_tie for name, _, _, is_tie in self._kinds if name == kind)

    def label(self, node: str) -> str:
        """Return the label of a node."""
        at = self.number(node)
        return node if at is None else self._text("labels", at)

    def explain(self, edge: Edge) -> Hop:
        """Return an edge with its sentence and its evidence."""
        if self._file.is_empty("details"):
            return self._stored.explain(edge)
        source, target = self.number(edge.source), self.number(edge.target)
        assert source is not None
        assert target is not None
        at = next(at for at in self.joining(source, target) if self.edge(at) == edge)
        return _hop(edge, self._text("details", at))

    @cached_property
    def _stored(self) -> Relationships:
        """The same relationships in the store, which has the sentence and quotes of every edge."""
        assert self._open_stored is not None, "a flat file without details needs its store"
        return self._open_stored()

    def frequency(self, kind: str) -> int:
        """Return the number of asserted edges of a kind."""
        return next((frequency for name, frequency, *_ in self._kinds if name == kind), 0)

    def weakness(self, kind: str) -> int:
        """Return the weakness of a kind of edge, in bits."""
        return next((weakness for name, _, weakness, _ in self._kinds if name == kind), 0)

    # --- all of it, for an export ---

    def nodes(self) -> Iterator[str]:
        """Return the IRIs of all nodes, in order."""
        return map(self._file.reader("iris"), range(self._file.count("iris")))

    def ties(self) -> Iterator[NumberedEdge]:
        """Return all edges in order, each with the numbers of its ends among the nodes."""
        iri, record, days = self._file.reader("iris"), self._file.reader("records"), {0: ""}
        names = [name for name, *_ in self._kinds]
        source, former = "", -1
        for at, (first, second, kind, inferred, *times) in enumerate(self._file.rows("edge", _EDGE_WIDTH)):
            if inferred and not self._with_inferred:
                continue
            if first != former:
                source, former = iri(first), first
            begin, until, latest = [days[day] if day in days else days.setdefault(day, _iso(day)) for day in times]
            edge = Edge(source, iri(second), names[kind], record(at), bool(inferred), begin, until, latest)
            yield NumberedEdge(first, second, at, edge)
            if not at % _FORGET:
                self._file.release()

    def outlines(self) -> Iterator[EdgeOutline]:
        """Return each edge of `ties` in brief, in the same order."""
        names = [name for name, *_ in self._kinds]
        for first, second, kind, inferred, begin, _, latest in self._file.rows("edge", _EDGE_WIDTH):
            if self._with_inferred or not inferred:
                yield EdgeOutline(first, second, names[kind], bool(inferred), begin // 10_000, latest // 10_000)
        self._file.release()

    def hop(self, tie: NumberedEdge) -> Hop:
        """Return an edge of `ties` with its sentence and its evidence."""
        return self._stored.explain(tie.edge) if self._file.is_empty("details") else _hop(tie.edge, self._details(tie.at))

    @cached_property
    def _details(self) -> Callable[[int], str]:
        return self._file.reader("details")

    def summary(self, at: int) -> NodeSummary:
        """Return what is known of a node, by its number."""
        documents = self._text("documents", at)
        return NodeSummary(self._text("labels", at), self._text("types", at), tuple(documents.split(",")) if documents else ())

    # --- by number, for a search ---

    def number(self, node: str) -> int | None:
        """Return the number of a node; None if it is not in the index."""
        return self._file.find("iris", node)

    def iri(self, at: int) -> str:
        """Return the IRI of the node of a number."""
        return self._text("iris", at)

    def edges_at(self, node: int) -> tuple[Edge, ...]:
        """Return the edges of a node."""
        return tuple(map(self.edge, self._seen(node)))

    def degree_at(self, node: int) -> int:
        """Return the number of edges of a node."""
        ends = self.column("incident_at")
        return ends[node + 1] - ends[node] if self._with_inferred else sum(1 for _ in self._seen(node))

    def joining(self, first: int, second: int) -> Iterator[int]:
        """Return the numbers of the edges between two nodes, searched at the node with fewer edges."""
        ends, edge = self.column("incident_at"), self.column("edge")
        node, other = sorted((first, second), key=lambda at: ends[at + 1] - ends[at])
        return (at for at in self._seen(node) if other in edge[_EDGE_WIDTH * at : _EDGE_WIDTH * at + 2])

    def neighbors_by(self, node: int, counts: Callable[[int], bool]) -> set[int]:
        """Return the neighbors of a node by edges whose numbers count."""
        edge = self.column("edge")
        places = (_EDGE_WIDTH * at for at in self._seen(node) if counts(at))
        return {edge[at] if edge[at] != node else edge[at + 1] for at in places}

    def is_between(self, at: int, node: int) -> bool:
        """Return whether the edge of a number begins or ends at a node."""
        return node in self.column("edge")[_EDGE_WIDTH * at : _EDGE_WIDTH * at + 2]

    def grade_at(self, at: int) -> int:
        """Return the grade of the edge of a number."""
        return self.column("grade")[at]

    def is_tie_at(self, at: int) -> bool:
        """Return whether the edge of a number leaves open whether two entities are one."""
        return bool(self._kinds[self.column("edge")[_EDGE_WIDTH * at + 2]][3])

    def sharing_at(self, node: int) -> Sharing:
        """Return what it means for two entities to share the node of a number."""
        found = self._file.head["sharing"].get(self._text("types", node))
        return Sharing(*found) if found else Sharing()

    def edge(self, at: int) -> Edge:
        """Return the edge of a number."""
        source, target, kind, inferred, *days = self.column("edge")[_EDGE_WIDTH * at : _EDGE_WIDTH * (at + 1)]
        ends = (self._text("iris", source), self._text("iris", target))
        return Edge(*ends, self._kinds[kind][0], self._text("records", at), bool(inferred), *map(_iso, days))

    def is_inferred(self, at: int) -> bool:
        """Return whether reasoning added the edge of a number."""
        return bool(self.column("edge")[_EDGE_WIDTH * at + 3])

    def price_at(self, at: int) -> int:
        """Return the price of the edge of a number."""
        return self._prices[self.is_inferred(at)][self.column("edge")[_EDGE_WIDTH * at + 2]]

    @cached_property
    def _prices(self) -> tuple[list[int], list[int]]:
        """The prices of the kinds of edges: asserted, and derived."""
        asserted, derived = (
            [price(frequency, weakness, inferred) for _, frequency, weakness, _ in self._kinds] for inferred in (False, True)
        )
        return asserted, derived

    def groups(self) -> set[str]:
        """Return the groups of hubs."""
        return {*self._hubs[1:]}

    def _seen(self, node: int) -> Iterator[int]:
        """Return the numbers of the visible edges of a node, in a fixed order."""
        ends = self.column("incident_at")
        numbers = self.column("incident")[ends[node] : ends[node + 1]]
        return (at for at in numbers if self._with_inferred or not self.is_inferred(at))

    def column(self, name: str) -> memoryview:
        """Return a section of numbers."""
        return self._file.numbers(name)

    def _text(self, name: str, at: int) -> str:
        return self._file.text(name, at)


class FlatIndexNetwork:
    """The network of an index, on numbers; see `disgraph.relationships.protocol.Network`.

    Args:
        index: the relationships.
        selection: the edges that count.
    """

    def __init__(self, index: FlatIndex, selection: Selection) -> None:
        self._index, self._selection = index, selection
        self._near, self._near_at = index.column("near"), index.column("near_at")
        options = selection.options
        self._ends = self._numbers(selection.ends)
        self._opening = {node: bool(index.sharing_at(node).weak_relations) for node in self._ends}
        self._opened = {node: index.neighbors_by(node, lambda at: self._counts_at(node, at)) for node in self._ends}  # noqa: B023
        self._closed = (self._closed_hubs() - self._numbers(options.via) | self._numbers(options.avoid)) - self._ends

    def _numbers(self, iris: AbstractSet[str]) -> set[int]:
        return {node for node in map(self._index.number, iris) if node is not None}

    def _closed_hubs(self) -> set[int]:
        """Return the hubs that no path passes through, unless it is asked to."""
        index, grade = self._index, self._selection.grade
        groups = index.groups() - self._selection.options.through if grade <= WEAK else ()
        hubs = {node for group in groups for node in index.column(f"hubs of {group}")}
        return hubs.difference(index.column("weak hubs")) if grade == WEAK else hubs

    def node(self, iri: str, /) -> int | None:
        """Return the number of an entity."""
        return self._index.number(iri)

    def iri(self, node: int, /) -> str:
        """Return the IRI of a number."""
        return self._index.iri(node)

    def neighbors(self, node: int, /) -> set[int]:
        """Return the nodes to which a path may continue from a node."""
        self._selection.deadline.check()
        if self._selection.is_whole:
            found = set(self._near[self._near_at[node] : self._near_at[node + 1]]) | self._opened.get(node, set())
            found |= {end for end, others in self._opened.items() if node in others}
            if self._selection.grade > DIRECT:
                found |= self._index.neighbors_by(node, self._is_within_grade)
        else:
            iri = self._index.iri(node)
            others = {edge.other(iri) for edge in self._index.edges_at(node) if self._selection.can_follow(edge)}
            found = {other for other in map(self._index.number, others) if other is not None}
        found -= self._closed
        return found

    def effort(self, nodes: AbstractSet[int], /) -> int:
        """Return the total number of neighbors of nodes."""
        ends = self._near_at
        return sum(ends[node + 1] - ends[node] for node in nodes)

    def expect(self, nodes: AbstractSet[int], /) -> None:
        """Ignore the hint: the file is mapped into memory."""

    def degree(self, node: int, /) -> int:
        """Return the number of edges of a node."""
        return self._index.degree_at(node)

    def price(self, first: int, second: int, /) -> int:
        """Return the price of the cheapest edge between two neighbors."""
        return min(self._index.price_at(at) for at in self._index.joining(first, second) if self._leads(at))

    def _leads(self, at: int) -> bool:
        if not self._selection.is_whole:
            return self._selection.can_follow(self._index.edge(at))
        return self._is_within_grade(at) or any(self._index.is_between(at, end) and self._counts_at(end, at) for end in self._ends)

    def _is_within_grade(self, at: int) -> bool:
        return self._index.grade_at(at) <= self._selection.grade

    def _counts_at(self, end: int, at: int) -> bool:
        """Return whether an edge counts because a path begins or ends with it."""
        return self._index.is_inferred(at) or (self._opening[end] and not self._index.is_tie_at(at))
