"""Derived statements that say again what another statement of the same two nodes says: inverses and super-properties."""

from __future__ import annotations

from typing import NamedTuple

from disgraph.graph.graph import Graph
from disgraph.rdf import RDF, DefaultGraph, NamedNode, Quad, Triple, Variable


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
        for rule in graph.rules:
            if len(rule.body) == 1 and len(rule.head) == 1:
                head, body = rule.head[0], rule.body[0]
                variables = (body.subject, body.object)
                if RDF["type"] in (head.predicate, body.predicate) or not all(isinstance(each, Variable) for each in variables):
                    continue
                if {head.subject, head.object} == set(variables):
                    source = _SinglePremise(body.predicate, head.subject != body.subject)
                    self._sources.setdefault(head.predicate, set()).add(source)

    def restates(self, triple: Triple) -> bool:
        """Return whether a derived statement is a super-property of another one, or the inverse of an asserted one."""
        wider = (source for source in self._sources.get(triple.predicate, ()) if not source.is_inverse)
        return any(self._holds(source.of(triple)) for source in wider) or self._rests_on_asserted(triple, set())

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

    def _holds(self, triple: Triple | None) -> bool:
        return triple is not None and Quad(triple.subject, triple.predicate, triple.object, DefaultGraph()) in self._graph.quads

    def _is_inferred(self, triple: Triple) -> bool:
        subject, predicate, target = triple
        return isinstance(subject, NamedNode) and self._graph.is_inferred(subject, predicate, target)
