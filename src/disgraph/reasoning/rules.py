"""From axioms to rules: each axiom becomes one SPARQL CONSTRUCT, after the rules of OWL 2 RL.

Source: OWL 2 Web Ontology Language Profiles, section 4.3, tables 5 to 7 (prp-dom, prp-rng, prp-inv, prp-symp, prp-trp, prp-spo1,
prp-spo2, cls-int, cls-svf, cls-avf, cls-hv, cax-sco, cax-eqc). Terms are written by the RDF library, never pasted as text.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from disgraph.rdf import OWL, RDF, NamedNode, Term, Variable
from disgraph.reasoning.axioms import All, And, Axiom, ClassExpression, HasValue, Inverse, Named, Range, Some, SubClass, SubProperty

Node = Term | Variable


class Pattern(NamedTuple):
    """A triple pattern."""

    subject: Node
    predicate: NamedNode
    object: Node

    def key(self) -> tuple[str, str]:
        """Return what a rule waits for: the predicate, and for types the class."""
        of_type = self.predicate == RDF["type"] and not isinstance(self.object, Variable)
        return (self.predicate.value, str(self.object) if of_type else "")


class Rule(NamedTuple):
    """If the body holds, so does the head."""

    head: tuple[Pattern, ...]
    body: tuple[Pattern, ...]

    def sparql(self) -> str:
        """Return the rule as a SPARQL query for what follows from it."""
        head, body = (" ".join(f"{s} {p} {o} ." for s, p, o in patterns) for patterns in self)
        return f"CONSTRUCT {{ {head} }} WHERE {{ {body} }}"


def make_rules(axioms: Iterable[Axiom]) -> list[Rule]:
    """Return the rules of axioms; disjointness gives none (see `clashes`)."""
    rules: list[Rule] = []
    for axiom in axioms:
        rules += _rules(axiom)
    return [rule for rule in rules if rule.head and rule.head != rule.body]


def _rules(axiom: Axiom) -> list[Rule]:
    x, y = Variable("x"), Variable("y")
    if isinstance(axiom, SubProperty):
        steps = [Variable(f"n{index}") for index in range(len(axiom.chain) + 1)]
        body = tuple(Pattern(steps[index], step, steps[index + 1]) for index, step in enumerate(axiom.chain))
        return [Rule((Pattern(steps[0], axiom.super, steps[-1]),), body)]
    if isinstance(axiom, Inverse):
        forth, back = Pattern(x, axiom.first, y), Pattern(y, axiom.second, x)
        return [Rule((back,), (forth,)), Rule((forth,), (back,))]
    if isinstance(axiom, Range):
        return _implications((Pattern(x, axiom.property, y),), y, axiom.range)
    if isinstance(axiom, SubClass):
        body = _membership(x, axiom.sub)
        return _implications(body, x, axiom.super) if body else []
    return []


def _membership(node: Variable, expression: ClassExpression) -> tuple[Pattern, ...]:
    """Return the patterns that put a node into a class; none where the class can be no premise of a rule."""
    if isinstance(expression, Named):
        return (Pattern(node, RDF["type"], expression.iri),)
    if isinstance(expression, HasValue):
        return (Pattern(node, expression.property, expression.value),)
    if isinstance(expression, And):
        parts = [_membership(node, member) for member in expression.members]
        return tuple(pattern for part in parts for pattern in part) if all(parts) else ()
    if isinstance(expression, Some):
        value = Variable(f"{node.value}v")
        filler = _membership(value, expression.filler) if expression.filler else ()
        return (Pattern(node, expression.property, value), *filler)
    return ()


def _implications(body: tuple[Pattern, ...], node: Variable, expression: ClassExpression) -> list[Rule]:
    """Return the rules by which being in a class says something of a node."""
    if isinstance(expression, Named):
        return [] if expression.iri == OWL["Thing"] else [Rule((Pattern(node, RDF["type"], expression.iri),), body)]
    if isinstance(expression, HasValue):
        return [Rule((Pattern(node, expression.property, expression.value),), body)]
    if isinstance(expression, And):
        return [rule for member in expression.members for rule in _implications(body, node, member)]
    if isinstance(expression, All):
        value = Variable(f"{node.value}v")
        return _implications((*body, Pattern(node, expression.property, value)), value, expression.filler)
    return []
