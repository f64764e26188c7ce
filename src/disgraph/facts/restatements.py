"""Derived statements that say again what a page says: inverses, super-properties, records in short, and wider places."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from disgraph.facts.statements import is_record
from disgraph.graph.graph import Graph
from disgraph.rdf import RDF, DefaultGraph, NamedNode, Quad, Triple, Variable
from disgraph.reasoning.rules import Rule


class _SinglePremise(NamedTuple):
    """The premise of a rule with one premise: its property, and whether subject and object change places."""

    property: NamedNode
    is_inverse: bool

    def of(self, triple: Triple) -> Triple | None:
        """Return the statement from which the rule derives a triple; None if it would have a literal as subject."""
        subject, _, target = triple
        if not self.is_inverse:
            return Triple(subject, self.property, target)
        return Triple(target, self.property, subject) if isinstance(target, NamedNode) else None


class Restatements:
    """Recognises derived statements that add nothing for a reader.

    Args:
        graph: with the triples that reasoning added.
    """

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._sources: dict[NamedNode, set[_SinglePremise]] = {}
        self._chains: dict[NamedNode, set[tuple[NamedNode, NamedNode]]] = {}
        for rule in graph.rules:
            self._add(rule)

    def _add(self, rule: Rule) -> None:
        if len(rule.head) != 1 or any(RDF["type"] == pattern.predicate for pattern in (*rule.head, *rule.body)):
            return
        head, first, last = rule.head[0], rule.body[0], rule.body[-1]
        if len(rule.body) == 1 and {head.subject, head.object} == {first.subject, first.object} and isinstance(head.object, Variable):
            self._sources.setdefault(head.predicate, set()).add(_SinglePremise(first.predicate, head.subject != first.subject))
        elif len(rule.body) == 2 and first.object == last.subject:  # noqa: PLR2004  (a chain of two properties)
            self._chains.setdefault(head.predicate, set()).add((first.predicate, last.predicate))

    def restates(self, triple: Triple, page: NamedNode) -> bool:
        """Return whether a derived statement only repeats another statement.

        Args:
            triple: the statement.
            page: the entity whose page lists it.
        """
        wider = (source for source in self._sources.get(triple.predicate, ()) if not source.is_inverse)
        if any(self._holds(source.of(triple)) for source in wider) or self._rests_on_asserted(triple, set()):
            return True
        return self._is_record_in_short(triple) or (triple.subject == page and self._is_widened(triple))

    def _rests_on_asserted(self, triple: Triple, seen: set[Triple]) -> bool:
        """Return whether rules with one premise lead from an asserted statement to a triple."""
        seen.add(triple)
        for source in self._sources.get(triple.predicate, ()):
            premise = source.of(triple)
            if premise is None or premise in seen or not self._holds(premise):
                continue
            if not self._is_inferred(premise) or self._rests_on_asserted(premise, seen):
                return True
        return False

    def _is_record_in_short(self, triple: Triple) -> bool:
        """Return whether a chain through a record gives a statement, or its inverse: the page has the record itself."""
        forms = [triple, *filter(None, (source.of(triple) for source in self._sources.get(triple.predicate, ()) if source.is_inverse))]
        return any(is_record(self._graph, middle) for form in forms for middle, _ in self._middles(form))

    def _is_widened(self, triple: Triple) -> bool:
        """Return whether the same statement holds of something inside the object: `works in China` after `works in Zhangye`."""
        if any(first == triple.predicate for _, (first, _) in self._middles(triple)):
            return True
        lasts = [Triple(middle, last, triple.object) for middle, (_, last) in self._middles(triple)]
        return bool(lasts) and all(self._is_inferred(last) and self._is_widened(last) for last in lasts)

    def _middles(self, triple: Triple) -> Iterator[tuple[NamedNode, tuple[NamedNode, NamedNode]]]:
        """Yield the nodes through which chains of two properties lead from the subject to the object, with the chain."""
        subject, predicate, target = triple
        for first, last in self._chains.get(predicate, ()):
            for quad in self._graph.about(subject, first):
                middle = quad.object
                if isinstance(middle, NamedNode) and middle != target and self._holds(Triple(middle, last, target)):
                    yield middle, (first, last)

    def _holds(self, triple: Triple | None) -> bool:
        return triple is not None and Quad(triple.subject, triple.predicate, triple.object, DefaultGraph()) in self._graph.quads

    def _is_inferred(self, triple: Triple) -> bool:
        subject, predicate, target = triple
        return isinstance(subject, NamedNode) and self._graph.is_inferred(subject, predicate, target)
