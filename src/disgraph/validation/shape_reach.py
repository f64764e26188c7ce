"""What the shapes of a node see of a graph besides the node's own triples, derived from their paths and constraints.

A graph can then be validated in parts: focus nodes with all that their shapes see give the same results as in the whole graph.
Source: SHACL, section 2.1.3 (targets), 2.3.1 (paths), 4.1.1 (sh:class), 4.5 to 4.7 (properties compared, constraints with shapes).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from disgraph.rdf import OWL, RDF, RDFS, BlankNode, NamedNode, Quad, Term
from disgraph.validation.shape_names import SH

#: Targets that a node does not show by its own triples, and constraints on every own triple or in another language.
_WHOLE = {SH["targetObjectsOf"], SH["target"], SH["closed"], SH["sparql"]}
_NESTED = ("node", "property", "qualifiedValueShape", "not")
_LISTS = ("and", "or", "xone")
_COMPARED = ("equals", "disjoint", "lessThan", "lessThanOrEquals")


class ShapeStep(NamedTuple):
    """A step of a path: the property, whether it is followed from value to subject, and what is seen from where it leads."""

    predicate: NamedNode
    is_inverse: bool
    view: ShapeView


@dataclass(eq=False)
class ShapeView:
    """What shapes see from a node: its types, the steps of paths, and what other shapes see from it. It may contain itself."""

    has_types: bool = False
    steps: list[ShapeStep] = field(default_factory=list)
    others: list[ShapeView] = field(default_factory=list)


class ViewByTarget(NamedTuple):
    """What shapes see from the members of each class, from the nodes that a shape names, and from any node."""

    classes: dict[Term, ShapeView]
    nodes: dict[Term, ShapeView]
    any: ShapeView


def view_of_shapes(shapes: Sequence[Quad]) -> ViewByTarget | None:
    """Return what shapes see, by target; None if only the whole graph shows their targets, or they have rules as queries."""
    if any(quad.predicate in _WHOLE for quad in shapes):
        return None
    return _ViewReader(shapes).targets()


class _ViewReader:
    def __init__(self, shapes: Sequence[Quad]) -> None:
        self._about: dict[Term, list[Quad]] = {}
        self._views: dict[Term, ShapeView] = {}
        for quad in shapes:
            self._about.setdefault(quad.subject, []).append(quad)

    def targets(self) -> ViewByTarget:
        found = ViewByTarget({}, {}, ShapeView())
        for shape in self._about:
            for kind in (*self._objects(shape, "targetClass"), *self._own_class(shape)):
                found.classes.setdefault(kind, ShapeView()).others.append(self._view(shape))
            for node in self._objects(shape, "targetNode"):
                found.nodes.setdefault(node, ShapeView()).others.append(self._view(shape))
            if any(True for _ in self._objects(shape, "targetSubjectsOf")):
                found.any.others.append(self._view(shape))
        return found

    def _own_class(self, shape: Term) -> Iterator[Term]:
        """Yield a shape that is a class, and so the target of itself."""
        if any(quad.predicate == RDF["type"] and quad.object in (RDFS["Class"], OWL["Class"]) for quad in self._about[shape]):
            yield shape

    def _view(self, shape: Term) -> ShapeView:
        """Return what a shape sees from its focus node."""
        if shape not in self._views:
            view = self._views[shape] = ShapeView()
            values = ShapeView(
                any(True for _ in self._objects(shape, "class")), others=[self._view(nested) for nested in self._nested(shape)]
            )
            for path in self._objects(shape, "path"):
                self._follow(path, view, values, is_inverse=False)
            if not view.steps:
                view.has_types, view.others = values.has_types, values.others
            compared = (predicate for name in _COMPARED for predicate in self._objects(shape, name))
            view.steps += [ShapeStep(predicate, False, ShapeView()) for predicate in compared if isinstance(predicate, NamedNode)]
        return self._views[shape]

    def _nested(self, shape: Term) -> Iterator[Term]:
        """Yield the shapes that a shape applies to its value nodes."""
        for name in _NESTED:
            yield from self._objects(shape, name)
        for name in _LISTS:
            for members in self._objects(shape, name):
                yield from self._members(members)

    def _follow(self, path: Term, start: ShapeView, end: ShapeView, *, is_inverse: bool) -> None:
        """Add the steps of a path that leads from one view to another."""
        if isinstance(path, NamedNode):
            start.steps.append(ShapeStep(path, is_inverse, end))
            return
        for inner in self._objects(path, "inversePath"):
            self._follow(inner, start, end, is_inverse=not is_inverse)
        for members in self._objects(path, "alternativePath"):
            for inner in self._members(members):
                self._follow(inner, start, end, is_inverse=is_inverse)
        for name in ("zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath"):
            for inner in self._objects(path, name):
                self._repeat(inner, start, end, is_inverse=is_inverse)
        self._follow_all(list(self._members(path)), start, end, is_inverse=is_inverse)

    def _repeat(self, path: Term, start: ShapeView, end: ShapeView, *, is_inverse: bool) -> None:
        """Add a path that is followed any number of times."""
        loop = ShapeView(others=[end])
        self._follow(path, loop, loop, is_inverse=is_inverse)
        start.steps += loop.steps
        start.others.append(end)

    def _follow_all(self, paths: Sequence[Term], start: ShapeView, end: ShapeView, *, is_inverse: bool) -> None:
        """Add a sequence of paths; backward, it begins with the last."""
        for at, path in enumerate(reversed(paths) if is_inverse else paths, 1):
            target = end if at == len(paths) else ShapeView()
            self._follow(path, start, target, is_inverse=is_inverse)
            start = target

    def _objects(self, node: Term, name: str) -> Iterator[Term]:
        return (quad.object for quad in self._about.get(node, ()) if quad.predicate == SH[name])

    def _members(self, node: Term) -> Iterator[Term]:
        """Yield the members of a list; nothing if the node is not a list."""
        seen: set[Term] = set()
        while isinstance(node, BlankNode | NamedNode) and node not in seen:
            seen.add(node)
            cells = {quad.predicate: quad.object for quad in self._about.get(node, ())}
            if RDF["first"] not in cells:
                return
            yield cells[RDF["first"]]
            node = cells.get(RDF["rest"], RDF["nil"])
