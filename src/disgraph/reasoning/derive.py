"""Derive a triple by backward chaining, from the triple through the rules to asserted triples.

The search looks up only possible premises of the goal, so its cost grows with the derivation rather than with the graph. Each premise
is in the closed graph.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple, Protocol

from disgraph.rdf import BlankNode, Literal, NamedNode, Term, Triple, Variable
from disgraph.reasoning.rules import Pattern, Rule, Values, count_bound, match, value_of

Subject = NamedNode | BlankNode | Triple


class Derivation(NamedTuple):
    """A triple with its rule and premises; without a rule, it is asserted."""

    triple: Triple
    rule: Rule | None = None
    premises: tuple[Derivation, ...] = ()

    def leaves(self) -> tuple[Triple, ...]:
        """Return the asserted triples that support it, each once, in the order of the premises."""
        if self.rule is None:
            return (self.triple,)
        return tuple(dict.fromkeys(leaf for premise in self.premises for leaf in premise.leaves()))

    def steps(self) -> int:
        """Return the number of applications of rules."""
        return 0 if self.rule is None else 1 + sum(premise.steps() for premise in self.premises)


class Statements(Protocol):
    """A closed graph that distinguishes asserted and inferred triples."""

    def asserted(self, subject: Subject | None, predicate: NamedNode, target: Term | None) -> Iterable[Triple]:
        """Return the asserted triples of a pattern."""
        ...

    def inferred(self, subject: Subject | None, predicate: NamedNode, target: Term | None) -> Iterable[Triple]:
        """Return the inferred triples of a pattern."""
        ...


class Deriver:
    """Finds derivations: those with the fewest steps first, and those of one length in a fixed order.

    Args:
        statements: the closed graph.
        rules: the rules that closed it.
        limit: maximum number of derivations of a triple; each has other asserted triples as leaves.
    """

    def __init__(self, statements: Statements, rules: Iterable[Rule], limit: int = 1) -> None:
        self._statements = statements
        self._limit = limit
        self._found: dict[tuple[Triple, int], tuple[Derivation, ...]] = {}
        self._known_asserted: dict[Triple, bool] = {}
        self._rules: dict[tuple[str, str], list[tuple[Pattern, Rule]]] = defaultdict(list)
        for rule in sorted(rules, key=_is_open):
            for pattern in rule.head:
                self._rules[pattern.key()].append((pattern, rule))

    def derive(self, goal: Triple, max_steps: int) -> tuple[Derivation, ...]:
        """Return derivations of a triple of the graph.

        Args:
            goal: the triple.
            max_steps: maximum number of applications of rules in a derivation.

        Returns:
            At most `limit` derivations; none if the triple has none of this length. The leaves of a derivation never include all leaves
            of a shorter one.
        """
        found: list[Derivation] = []
        for steps in range(max_steps + 1):
            found += self._exactly(goal, steps)
            if len(found) >= self._limit or (found and steps == 0):
                break
        return tuple(found[: self._limit])

    def _exactly(self, goal: Triple, steps: int) -> tuple[Derivation, ...]:
        """Return derivations with exactly this number of steps."""
        if self._is_asserted(goal):
            return () if steps else (Derivation(goal),)
        if (goal, steps) not in self._found:
            self._found[goal, steps] = tuple(islice(self._new(goal, steps), self._limit)) if steps else ()
        return self._found[goal, steps]

    def _new(self, goal: Triple, steps: int) -> Iterator[Derivation]:
        """Return derivations with this number of steps whose leaves include those of no other derivation."""
        known = [frozenset(shorter.leaves()) for fewer in range(steps) for shorter in self._exactly(goal, fewer)]
        for derivation in self._by_rules(goal, steps):
            leaves = frozenset(derivation.leaves())
            if not any(other <= leaves for other in known):
                known.append(leaves)
                yield derivation

    def _by_rules(self, goal: Triple, steps: int) -> Iterator[Derivation]:
        for pattern, rule in self._applicable(goal):
            values = match(pattern, goal, {})
            if values is None:
                continue
            for shares in _shares(steps - 1, len(rule.body)):
                for premises in self._premises(tuple(zip(rule.body, shares, strict=True)), values):
                    yield Derivation(goal, rule, premises)

    def _applicable(self, goal: Triple) -> Iterator[tuple[Pattern, Rule]]:
        key = Pattern(goal.subject, goal.predicate, goal.object).key()
        yield from self._rules.get(key, ())
        if key[1]:
            yield from self._rules.get((key[0], ""), ())

    def _premises(self, body: Sequence[tuple[Pattern, int]], values: Values) -> Iterator[tuple[Derivation, ...]]:
        """Return the ways to match the patterns of a body, each derived with its share of the steps."""
        if not body:
            yield ()
            return
        at = max(range(len(body)), key=lambda index: (count_bound(body[index][0], values), -index))
        pattern, share = body[at]
        for triple in self._matches(pattern, share, values):
            more = match(pattern, triple, values)
            if more is None:
                continue
            for derived in self._exactly(triple, share):
                for others in self._premises((*body[:at], *body[at + 1 :]), more):
                    yield (*others[:at], derived, *others[at:])

    def _matches(self, pattern: Pattern, share: int, values: Values) -> list[Triple]:
        """Return the triples of a pattern: asserted ones if its share of steps is 0, otherwise inferred ones."""
        subject, target = (value_of(node, values) for node in (pattern.subject, pattern.object))
        if isinstance(subject, Literal):
            return []
        ask = self._statements.inferred if share else self._statements.asserted
        return sorted(ask(subject, pattern.predicate, target), key=str)

    def _is_asserted(self, triple: Triple) -> bool:
        if triple not in self._known_asserted:
            self._known_asserted[triple] = any(self._statements.asserted(*triple))
        return self._known_asserted[triple]


def _is_open(rule: Rule) -> bool:
    """Return whether the body has a variable that the head lacks. Such rules are tried last."""
    named, asked = ({node for pattern in patterns for node in pattern if isinstance(node, Variable)} for patterns in rule)
    return not asked <= named


def _shares(steps: int, count: int) -> Iterator[tuple[int, ...]]:
    """Return every distribution of steps over premises."""
    if count == 1:
        yield (steps,)
        return
    for first in range(steps + 1):
        for rest in _shares(steps - first, count - 1):
            yield (first, *rest)
