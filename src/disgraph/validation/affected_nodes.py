"""The focus nodes whose results may differ after some triples changed: the views of shapes, followed backward from each triple."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from disgraph.rdf import RDF, DefaultGraph, NamedNode, Quad, Store, Term
from disgraph.validation.shape_reach import ShapeStep, ShapeView, ViewByTarget


class _Backward(NamedTuple):
    """What leads to views.

    Attributes:
        roots: views from focus nodes.
        steps: the views that have a step, by the property of the step.
        typed: the views that see types.
        before: for each view, those that contain it, and those with a step to it.
    """

    roots: set[ShapeView]
    steps: dict[Term, list[tuple[ShapeView, ShapeStep]]]
    typed: list[ShapeView]
    before: dict[ShapeView, list[tuple[ShapeView, ShapeStep | None]]]


def affected_nodes(store: Store, views: ViewByTarget, changed: Iterable[Quad]) -> set[NamedNode]:
    """Return the nodes from which a shape may see a changed triple, and the subjects of the changed triples.

    Args:
        store: the graph after the change. A node that saw a triple by a way that is gone sees another changed triple: that of the way.
        views: what the shapes see.
        changed: triples that are new or gone.
    """
    backward, triples = _backward(views), list(changed)
    waiting = [pair for quad in triples for pair in _seen_from(backward, quad)]
    found = {quad.subject for quad in triples if isinstance(quad.subject, NamedNode)}
    known = set(waiting)
    while waiting:
        node, view = waiting.pop()
        if view in backward.roots:
            found.add(node)
        for pair in _before(store, backward, node, view):
            if pair not in known:
                known.add(pair)
                waiting.append(pair)
    return found


def _seen_from(backward: _Backward, quad: Quad) -> Iterator[tuple[NamedNode, ShapeView]]:
    """Yield the nodes and views from which a triple is seen at once."""
    for view, step in backward.steps.get(quad.predicate, ()):
        end = quad.object if step.is_inverse else quad.subject
        if isinstance(end, NamedNode):
            yield end, view
    if quad.predicate == RDF["type"] and isinstance(quad.subject, NamedNode):
        for view in backward.typed:
            yield quad.subject, view


def _before(store: Store, backward: _Backward, node: NamedNode, view: ShapeView) -> Iterator[tuple[NamedNode, ShapeView]]:
    """Yield the nodes and views that lead to a view from a node."""
    for other, step in backward.before.get(view, ()):
        if step is None:
            yield node, other
            continue
        subject, target = (node, None) if step.is_inverse else (None, node)
        for quad in store.quads_for_pattern(subject, step.predicate, target, DefaultGraph()):
            end = quad.object if step.is_inverse else quad.subject
            if isinstance(end, NamedNode):
                yield end, other


def _backward(views: ViewByTarget) -> _Backward:
    roots = {*views.classes.values(), *views.nodes.values(), views.any}
    found = _Backward(roots, defaultdict(list), [], defaultdict(list))
    for view in _all_views(roots):
        if view.has_types:
            found.typed.append(view)
        for other in view.others:
            found.before[other].append((view, None))
        for step in view.steps:
            found.steps[step.predicate].append((view, step))
            found.before[step.view].append((view, step))
    return found


def _all_views(roots: Iterable[ShapeView]) -> list[ShapeView]:
    found = list(roots)
    known = set(found)
    for view in found:
        for other in (*view.others, *(step.view for step in view.steps)):
            if other not in known:
                known.add(other)
                found.append(other)
    return found
