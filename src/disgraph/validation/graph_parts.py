"""A graph in parts for a shapes engine: focus nodes, each with all that its shapes see.

A focus node is marked as a target of each class that it belongs to (`TARGET` and the class), and the shapes ask for that mark. So the
nodes that a part has only because a shape sees them are not validated in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from disgraph.rdf import RDF, RDFS, DefaultGraph, NamedNode, Quad, Store
from disgraph.validation.shape_names import SH
from disgraph.validation.shape_reach import ShapeStep, ShapeView, ViewByTarget

#: Begin of the property by which a part marks the members of a class; the IRI of the class follows.
TARGET = "urn:disgraph:target:"
#: Number of own triples of the focus nodes of a part, for which the engine needs 150 MB; a graph with fewer is validated as a whole.
PART = 150_000
#: Number of nodes whose types are remembered.
_REMEMBERED = 20_000

_TYPE = str(RDF["type"])


class GraphPart(NamedTuple):
    """Focus nodes, in the form of N-Triples, and the text of what their shapes see."""

    focus: frozenset[str]
    text: str


def marked_targets(shapes: Iterable[Quad]) -> list[Quad]:
    """Return shapes whose targets are marks of parts instead of classes."""
    return [_marked(quad) if quad.predicate == SH["targetClass"] else quad for quad in shapes]


def _marked(quad: Quad) -> Quad:
    assert isinstance(quad.object, NamedNode)
    return Quad(quad.subject, SH["targetSubjectsOf"], NamedNode(TARGET + quad.object.value))


class _Plan(NamedTuple):
    """How a node is put into a part: the ends of the lines that mark it, and what its shapes see besides its own triples."""

    marks: tuple[str, ...]
    forward: Mapping[str, ShapeView]
    inward: tuple[ShapeStep, ...]


class GraphParts:
    """The parts of a graph.

    Args:
        store: the whole graph.
        views: what the shapes see.
    """

    def __init__(self, store: Store, views: ViewByTarget) -> None:
        self._store, self._views = store, views
        below = list(store.quads_for_pattern(None, RDFS["subClassOf"], None, DefaultGraph()))
        self._hierarchy = "".join(f"{quad.triple} .\n" for quad in below)
        self._broader: dict[str, set[str]] = {}
        for quad in below:
            self._broader.setdefault(str(quad.subject), set()).add(str(quad.object))
        self._named = {str(node): view for node, view in views.nodes.items()}
        self._types = lru_cache(_REMEMBERED)(self._read_types)
        self._plan = lru_cache(_REMEMBERED)(self._make_plan)

    def split(self, lines: Iterable[str]) -> Iterator[GraphPart]:
        """Yield the parts of a graph.

        Args:
            lines: its triples as lines of N-Triples, those of one subject next to each other.
        """
        focus: dict[str, list[str]] = {}
        size = 0
        for subject, own in groupby(lines, lambda line: line[: line.index(" ")]):
            focus[subject] = list(own)
            size += len(focus[subject])
            if size >= PART:
                yield self._part(focus)
                focus, size = {}, 0
        missing: dict[str, list[str]] = {node: [] for node in self._named if node not in focus}
        yield self._part({**missing, **focus})

    def _part(self, focus: dict[str, list[str]]) -> GraphPart:
        seen = _Seen({}, set())
        for subject, own in focus.items():
            known = own or self._lines(subject)
            seen.lines.update(dict.fromkeys(known))
            pairs = list(map(_pair, known))
            kinds = frozenset(value for predicate, value in pairs if predicate == _TYPE)
            plan = self._plan(kinds, subject if subject in self._named else "")
            seen.lines.update(dict.fromkeys(f"{subject} {mark}" for mark in plan.marks))
            for predicate, value in pairs:
                if predicate in plan.forward:
                    self._look([value], plan.forward[predicate], seen)
            for step in plan.inward:
                self._look(self._read(subject, step, seen), step.view, seen)
        return GraphPart(frozenset(focus), self._hierarchy + "".join(seen.lines))

    def _look(self, values: Iterable[str], view: ShapeView, seen: _Seen) -> None:
        """Add what is seen from values, and from where that leads."""
        waiting = [(value, view) for value in values]
        while waiting:
            value, view = waiting.pop()
            if value.startswith("<") and (value, view) not in seen.views:
                seen.views.add((value, view))
                whole = _whole(view)
                if whole.has_types:
                    seen.lines.update(dict.fromkeys(self._types(value)))
                for step in whole.steps:
                    waiting += [(further, step.view) for further in self._read(value, step, seen)]

    def _read(self, node: str, step: ShapeStep, seen: _Seen) -> list[str]:
        """Add the triples of a step from a node; return the nodes where it leads."""
        term = NamedNode(node[1:-1])
        ends = (None, term) if step.is_inverse else (term, None)
        quads = list(self._store.quads_for_pattern(ends[0], step.predicate, ends[1], DefaultGraph()))
        seen.lines.update(dict.fromkeys(f"{quad.triple} .\n" for quad in quads))
        return [str(quad.subject if step.is_inverse else quad.object) for quad in quads]

    def _make_plan(self, types: frozenset[str], name: str) -> _Plan:
        """Return how a member of some classes is put into a part; the name is given if a shape names the node."""
        kinds = self._with_broader(types)
        targets = [kind for kind in self._views.classes if str(kind) in kinds]
        named = [self._named[name]] if name else []
        whole = _whole(ShapeView(others=[self._views.any, *named, *(self._views.classes[kind] for kind in targets)]))
        marks = (f'<{TARGET}{str(kind)[1:-1]}> "" .\n' for kind in targets)
        forward: dict[str, ShapeView] = defaultdict(ShapeView)
        for step in whole.steps:
            if not step.is_inverse and _is_open(step.view):
                forward[str(step.predicate)].others.append(step.view)
        return _Plan(tuple(marks), dict(forward), tuple(step for step in whole.steps if step.is_inverse))

    def _with_broader(self, types: frozenset[str]) -> set[str]:
        found, new = set(types), set(types)
        while new:
            new = set().union(*(self._broader.get(kind, ()) for kind in new)) - found
            found |= new
        return found

    def _read_types(self, node: str) -> list[str]:
        return self._lines(node, RDF["type"])

    def _lines(self, node: str, predicate: NamedNode | None = None) -> list[str]:
        if not node.startswith("<"):
            return []
        return [f"{quad.triple} .\n" for quad in self._store.quads_for_pattern(NamedNode(node[1:-1]), predicate, None, DefaultGraph())]


class _Seen(NamedTuple):
    """The lines of a part, and the values from which a view has been seen."""

    lines: dict[str, None]
    views: set[tuple[str, ShapeView]]


@lru_cache(_REMEMBERED)
def _whole(view: ShapeView) -> ShapeView:
    """Return a view with all that the others in it see, each step once."""
    found, known = [view], {view}
    for each in found:
        new = [other for other in each.others if other not in known]
        known.update(new)
        found += new
    return ShapeView(any(each.has_types for each in found), list(dict.fromkeys(step for each in found for step in each.steps)))


def _is_open(view: ShapeView) -> bool:
    """Return whether anything is seen from a value besides the value itself."""
    whole = _whole(view)
    return whole.has_types or bool(whole.steps)


def _pair(line: str) -> tuple[str, str]:
    """Return predicate and object of a line of N-Triples."""
    _, predicate, rest = line.split(" ", 2)
    return predicate, rest[:-3]


def triple_lines(store: Store) -> list[str]:
    """Return the triples of a small store as sorted lines of N-Triples."""
    return sorted(f"{quad.triple} .\n" for quad in store.quads_for_pattern(None, None, None, DefaultGraph()))


def lines_of(store: Store, nodes: Iterable[NamedNode]) -> Iterator[str]:
    """Yield the triples of some subjects as sorted lines of N-Triples."""
    for node in sorted(nodes, key=str):
        yield from sorted(f"{quad.triple} .\n" for quad in store.quads_for_pattern(node, None, None, DefaultGraph()))
