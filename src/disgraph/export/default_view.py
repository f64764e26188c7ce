"""What network exports leave out by default: derived edges that only repeat a chain of edges, and entities of optional classes.

A derived edge repeats a chain if the rule that gives it has two steps, and both are edges of the graph: "lives in the county", "the county
is contained in the province", so "lives in the province". What other rules derive adds something and stays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from disgraph.rdf import DG, Variable, local_name
from disgraph.reasoning.rules import Rule
from disgraph.relationships.edge import EdgeOutline
from disgraph.relationships.protocol import EdgeSource

#: The two kinds of edges of a chain.
Chain = tuple[str, str]


def chains_of(rules: Iterable[Rule]) -> dict[str, frozenset[Chain]]:
    """Return for each kind of edge the chains of two kinds from which a rule derives it."""
    found: dict[str, set[Chain]] = defaultdict(set)
    for rule in rules:
        if len(rule.head) == 1 and _is_chain(rule):
            first, second = (local_name(pattern.predicate) for pattern in rule.body)
            found[local_name(rule.head[0].predicate)].add((first, second))
    return {kind: frozenset(chains) for kind, chains in found.items()}


def _is_chain(rule: Rule) -> bool:
    (head,) = rule.head
    patterns = (head, *rule.body)
    if len(rule.body) != 2 or not all(pattern.predicate.value.startswith(DG) for pattern in patterns):  # noqa: PLR2004
        return False
    ends = (head.subject, rule.body[0].object, head.object)
    is_open = all(isinstance(end, Variable) for end in ends)
    return is_open and (ends[0], ends[1], ends[1], ends[2]) == tuple(end for step in rule.body for end in (step.subject, step.object))


def repetition_test(ties: EdgeSource, chains: Mapping[str, frozenset[Chain]]) -> Callable[[EdgeOutline], bool]:
    """Return a predicate for derived edges that repeat a chain of other edges.

    Args:
        ties: all edges.
        chains: see `chains_of`.
    """
    used = {kind for each in chains.values() for chain in each for kind in chain}
    onward: dict[tuple[int, str], set[int]] = defaultdict(set)
    for first, second, kind, *_ in ties.outlines():
        if kind in used:
            onward[first, kind].add(second)

    def repeats(outline: EdgeOutline) -> bool:
        first, second, kind, is_derived, *_ = outline
        return is_derived and any(
            between not in (first, second) and second in onward.get((between, after), ())
            for before, after in chains.get(kind, ())
            for between in onward.get((first, before), ())
        )

    return repeats
