"""How a triple follows: from it backward by the rules, down to triples that are said.

The search asks only for triples that could be premises of the goal, so its cost grows with the derivation and not with the graph.
Every premise stands in the closed graph; what a rule could say but the graph does not hold is never looked at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple, Protocol

from disgraph.rdf import BlankNode, Literal, NamedNode, Term, Triple, Variable
from disgraph.reasoning.rules import Node, Pattern, Rule

Values = Mapping[Variable, Term]
Subject = NamedNode | BlankNode | Triple


class Derivation(NamedTuple):
    """A triple and why it holds: by a rule from premises; where there is no rule, it is said."""

    triple: Triple
    rule: Rule | None = None
    premises: tuple[Derivation, ...] = ()

    def leaves(self) -> tuple[Triple, ...]:
        """Return the said triples that it rests on, each once, in the order of the premises."""
        if self.rule is None:
            return (self.triple,)
        return tuple(dict.fromkeys(leaf for premise in self.premises for leaf in premise.leaves()))

    def steps(self) -> int:
        """Return how many times a rule is applied."""
        return 0 if self.rule is None else 1 + sum(premise.steps() for premise in self.premises)


class Statements(Protocol):
    """A closed graph whose said triples and those that follow are kept apart."""

    def said(self, subject: Subject | None, predicate: NamedNode, target: Term | None) -> Iterable[Triple]:
        """Return the triples of a pattern that are said."""
        ...

    def followed(self, subject: Subject | None, predicate: NamedNode, target: Term | None) -> Iterable[Triple]:
        """Return the triples of a pattern that reasoning added."""
        ...


class Deriver:
    """Finds derivations, those of the fewest steps first; of one length in a fixed order.

    Args:
        statements: the closed graph.
        rules: by which it was closed.
        limit: how many derivations of one triple are looked for; each rests on other said triples.
    """

    def __init__(self, statements: Statements, rules: Iterable[Rule], limit: int = 1) -> None:
        self._statements = statements
        self._limit = limit
        self._found: dict[tuple[Triple, int], tuple[Derivation, ...]] = {}
        self._is_said: dict[Triple, bool] = {}
        self._rules: dict[tuple[str, str], list[tuple[Pattern, Rule]]] = defaultdict(list)
        for rule in sorted(rules, key=_is_open):
            for pattern in rule.head:
                self._rules[pattern.key()].append((pattern, rule))

    def derive(self, goal: Triple, max_steps: int) -> tuple[Derivation, ...]:
        """Return derivations of a triple of the graph.

        Args:
            goal: the triple.
            max_steps: how many applications of rules a derivation may have.

        Returns:
            Up to the limit; none where the triple has none so short. None rests on all that another one of fewer steps rests on, and more.
        """
        found: list[Derivation] = []
        for steps in range(max_steps + 1):
            found += self._exactly(goal, steps)
            if len(found) >= self._limit or (found and steps == 0):
                break
        return tuple(found[: self._limit])

    def _exactly(self, goal: Triple, steps: int) -> tuple[Derivation, ...]:
        """Return derivations with so many steps."""
        if self._said(goal):
            return () if steps else (Derivation(goal),)
        if (goal, steps) not in self._found:
            self._found[goal, steps] = tuple(islice(self._new(goal, steps), self._limit)) if steps else ()
        return self._found[goal, steps]

    def _new(self, goal: Triple, steps: int) -> Iterator[Derivation]:
        """Return derivations with so many steps that rest on something else than those with fewer, and than each other."""
        known = [frozenset(one.leaves()) for fewer in range(steps) for one in self._exactly(goal, fewer)]
        for derivation in self._by_rules(goal, steps):
            leaves = frozenset(derivation.leaves())
            if not any(other <= leaves for other in known):
                known.append(leaves)
                yield derivation

    def _by_rules(self, goal: Triple, steps: int) -> Iterator[Derivation]:
        for pattern, rule in self._applicable(goal):
            values = _match(pattern, goal, {})
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
        """Return the ways in which the patterns of a body hold, each derived with its share of the steps."""
        if not body:
            yield ()
            return
        at = max(range(len(body)), key=lambda index: (_bound(body[index][0], values), -index))
        pattern, share = body[at]
        for triple in self._matches(pattern, share, values):
            more = _match(pattern, triple, values)
            if more is None:
                continue
            for derived in self._exactly(triple, share):
                for others in self._premises((*body[:at], *body[at + 1 :]), more):
                    yield (*others[:at], derived, *others[at:])

    def _matches(self, pattern: Pattern, share: int, values: Values) -> list[Triple]:
        """Return the triples of a pattern: said ones where no step is left for it, else ones that follow."""
        subject, target = (_value(node, values) for node in (pattern.subject, pattern.object))
        if isinstance(subject, Literal):
            return []
        ask = self._statements.followed if share else self._statements.said
        return sorted(ask(subject, pattern.predicate, target), key=str)

    def _said(self, triple: Triple) -> bool:
        if triple not in self._is_said:
            self._is_said[triple] = any(self._statements.said(*triple))
        return self._is_said[triple]


def _is_open(rule: Rule) -> bool:
    """Tell whether a rule asks for something that its head does not name; such a rule is tried after the others."""
    named, asked = ({node for pattern in patterns for node in pattern if isinstance(node, Variable)} for patterns in rule)
    return not asked <= named


def _shares(steps: int, count: int) -> Iterator[tuple[int, ...]]:
    """Return every way to share steps among premises."""
    if count == 1:
        yield (steps,)
        return
    for first in range(steps + 1):
        for rest in _shares(steps - first, count - 1):
            yield (first, *rest)


def _value(node: Node, values: Values) -> Term | None:
    return values.get(node) if isinstance(node, Variable) else node


def _bound(pattern: Pattern, values: Values) -> int:
    """Return how many variables of a pattern have a value."""
    return sum(isinstance(node, Variable) and node in values for node in pattern)


def _match(pattern: Pattern, triple: Triple, values: Values) -> Values | None:
    """Return the values that make a pattern a triple, or `None` where none do."""
    matched = dict(values)
    for node, term in zip(pattern, triple, strict=True):
        if (matched.setdefault(node, term) if isinstance(node, Variable) else node) != term:
            return None
    return matched
