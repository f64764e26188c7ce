"""Make rules from axioms: each axiom becomes a SPARQL CONSTRUCT query, as in the rules of OWL 2 RL.

Source: OWL 2 Web Ontology Language Profiles, section 4.3, tables 5 to 7 (prp-dom, prp-rng, prp-inv, prp-symp, prp-trp, prp-spo1,
prp-spo2, cls-int, cls-svf, cls-avf, cls-hv, cax-sco, cax-eqc). The RDF library serializes all terms.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from disgraph.rdf import OWL, RDF, NamedNode, Term, Triple, Variable
from disgraph.reasoning.axioms import All, And, Axiom, ClassExpression, HasValue, Inverse, Named, Range, Some, SubClass, SubProperty

Node = Term | Variable
#: The terms that variables have.
Values = Mapping[Variable, Term]


class Pattern(NamedTuple):
    """A triple pattern."""

    subject: Node
    predicate: NamedNode
    object: Node

    def key(self) -> tuple[str, str]:
        """Return the key for finding rules: the predicate, and the class of a type pattern."""
        of_type = self.predicate == RDF["type"] and not isinstance(self.object, Variable)
        return (self.predicate.value, str(self.object) if of_type else "")


class Rule(NamedTuple):
    """An inference: if the body holds, so does the head."""

    head: tuple[Pattern, ...]
    body: tuple[Pattern, ...]

    def sparql(self) -> str:
        """Return the rule as a SPARQL query for the triples that it infers."""
        head, body = (" ".join(f"{s} {p} {o} ." for s, p, o in patterns) for patterns in self)
        return f"CONSTRUCT {{ {head} }} WHERE {{ {body} }}"


def value_of(node: Node, values: Values) -> Term | None:
    """Return a term, or the value that a variable has."""
    return values.get(node) if isinstance(node, Variable) else node


def count_bound(pattern: Pattern, values: Values) -> int:
    """Return the number of variables of a pattern that have a value."""
    return sum(isinstance(node, Variable) and node in values for node in pattern)


def match(pattern: Pattern, triple: Triple, values: Values) -> Values | None:
    """Return the values of variables for which a pattern is the triple, or None."""
    matched = dict(values)
    for node, term in zip(pattern, triple, strict=True):
        if (matched.setdefault(node, term) if isinstance(node, Variable) else node) != term:
            return None
    return matched


def make_rules(axioms: Iterable[Axiom]) -> list[Rule]:
    """Return the rules of axioms. Disjointness and characteristics have none (see `clashes`)."""
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
    """Return the patterns of membership in a class; none if the class cannot be a premise."""
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
    """Return the rules that follow from membership of a node in a class."""
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
