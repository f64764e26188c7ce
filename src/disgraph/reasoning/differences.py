"""Keep a closure up to date: what follows no longer when asserted triples go, and what follows when others come.

Delete and rederive (Gupta, Mumick and Subrahmanian, Maintaining Views Incrementally, 1993): what may follow from a removed triple is
removed; of it, what still follows from the rest is added again; then follows what new triples imply. The work depends on the changed
triples and on what follows from them, not on the graph.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from disgraph.rdf import DefaultGraph, Literal, Quad, Store, Triple
from disgraph.reasoning.rules import Pattern, Rule, Values, count_bound, match, value_of


class ClosureChange(NamedTuple):
    """What a change of asserted triples changed in a closed graph, as quads of its default graph.

    Attributes:
        removed: no longer in the graph.
        added: new in the graph.
        no_longer_inferred: gone, or asserted now.
        newly_inferred: new, or asserted before.
    """

    removed: AbstractSet[Quad]
    added: AbstractSet[Quad]
    no_longer_inferred: AbstractSet[Quad]
    newly_inferred: AbstractSet[Quad]


def change_closure(
    store: Store, rules: Iterable[Rule], removed: AbstractSet[Quad], added: AbstractSet[Quad], is_asserted: Callable[[Quad], bool]
) -> ClosureChange:
    """Change asserted quads of a closed graph, and close it again.

    Args:
        store: the closed graph, of which the default graph is changed.
        rules: the rules that closed it.
        removed: asserted quads that are no longer asserted.
        added: asserted quads that were not asserted before.
        is_asserted: whether a quad is asserted now.
    """
    premises = _Premises(store, rules)
    held = {quad for quad in added if quad in store}
    gone = _all_from(removed, lambda quad: (each for each in premises.follow(quad) if each in store and not is_asserted(each)))
    for quad in gone:
        store.remove(quad)
    again = [quad for quad in gone if premises.is_derived(quad)]
    begin = {*again, *added}
    store.extend(begin)
    new = _all_from(begin, lambda quad: _added(store, premises.follow(quad)))
    before, after = gone | held, {quad for quad in gone | new if quad in store}
    was_inferred = {quad for quad in before if quad not in removed and (quad in added or not is_asserted(quad))}
    inferred = {quad for quad in after if not is_asserted(quad)}
    return ClosureChange(before - after, after - before, was_inferred - inferred, inferred - was_inferred)


def _all_from(begin: Iterable[Quad], further: Callable[[Quad], Iterable[Quad]]) -> set[Quad]:
    """Return some quads and all that others lead to."""
    found, waiting = set(begin), list(begin)
    while waiting:
        for quad in list(further(waiting.pop())):
            if quad not in found:
                found.add(quad)
                waiting.append(quad)
    return found


def _added(store: Store, quads: Iterable[Quad]) -> Iterator[Quad]:
    """Add to a store the quads that it lacks, and yield them."""
    for quad in list(quads):
        if quad not in store:
            store.add(quad)
            yield quad


class _Premises:
    """Rules, applied to single quads of a graph.

    Args:
        store: the graph.
        rules: the rules.
    """

    def __init__(self, store: Store, rules: Iterable[Rule]) -> None:
        self._store = store
        self._forward: dict[tuple[str, str], list[tuple[Pattern, Rule]]] = defaultdict(list)
        self._backward: dict[tuple[str, str], list[tuple[Pattern, Rule]]] = defaultdict(list)
        for rule in rules:
            for known, patterns in ((self._forward, rule.body), (self._backward, rule.head)):
                for pattern in patterns:
                    known[pattern.key()].append((pattern, rule))

    def follow(self, quad: Quad) -> Iterator[Quad]:
        """Yield what one application of a rule infers from a quad and others of the graph."""
        triple = quad.triple
        for pattern, rule in _of_key(self._forward, triple):
            values = match(pattern, triple, {})
            if values is not None:
                rest = [each for each in rule.body if each is not pattern]
                for found in self._solutions(rest, values):
                    yield from _heads(rule, found)

    def is_derived(self, quad: Quad) -> bool:
        """Return whether one application of a rule infers a quad from the graph."""
        for pattern, rule in _of_key(self._backward, quad.triple):
            values = match(pattern, quad.triple, {})
            if values is not None and next(self._solutions(rule.body, values), None) is not None:
                return True
        return False

    def _solutions(self, body: Sequence[Pattern], values: Values) -> Iterator[Values]:
        """Yield the values of variables for which all patterns are in the graph, with those given."""
        if not body:
            yield values
            return
        best = max(body, key=lambda pattern: count_bound(pattern, values))
        rest = [pattern for pattern in body if pattern is not best]
        for triple in self._matches(best, values):
            more = match(best, triple, values)
            if more is not None:
                yield from self._solutions(rest, more)

    def _matches(self, pattern: Pattern, values: Values) -> Iterator[Triple]:
        subject, target = (value_of(node, values) for node in (pattern.subject, pattern.object))
        if isinstance(subject, Literal):
            return iter(())
        quads = self._store.quads_for_pattern(subject, pattern.predicate, target, DefaultGraph())
        return (quad.triple for quad in quads)


def _of_key(known: dict[tuple[str, str], list[tuple[Pattern, Rule]]], triple: Triple) -> Iterator[tuple[Pattern, Rule]]:
    """Yield the patterns that a triple may match, each with its rule."""
    key = Pattern(triple.subject, triple.predicate, triple.object).key()
    yield from known.get(key, ())
    if key[1]:
        yield from known.get((key[0], ""), ())


def _heads(rule: Rule, values: Values) -> Iterator[Quad]:
    """Yield what a rule infers with some values; a literal is never a subject."""
    for pattern in rule.head:
        subject, target = value_of(pattern.subject, values), value_of(pattern.object, values)
        if subject is not None and target is not None and not isinstance(subject, Literal):
            yield Quad(subject, pattern.predicate, target)
