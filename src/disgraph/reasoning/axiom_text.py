"""Axioms in the words of a message: the named term that an anonymous node belongs to, and a node in Turtle."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from disgraph.rdf import RDF, BlankNode, NamedNode, Quad, Term, prefixes

#: Levels of nested nodes that are shown.
_DEPTH = 4
#: The triples of an ontology: the objects of each subject by predicate.
Facts = Mapping[Term, Mapping[NamedNode, Sequence[Term]]]


def facts_of(quads: Iterable[Quad]) -> Facts:
    """Return the triples of an ontology by subject and predicate."""
    facts: dict[Term, dict[NamedNode, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        facts[quad.subject][quad.predicate].append(quad.object)
    return facts


class AxiomText:
    """Names and shows the nodes of an ontology.

    Args:
        facts: its triples.
    """

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._above: dict[Term, Term] = {}
        for subject, said in facts.items():
            for objects in said.values():
                self._above |= {node: subject for node in objects if isinstance(node, BlankNode)}

    def owner(self, node: Term) -> str:
        """Return the IRI of the named term whose axioms contain a node; an empty text if there is none."""
        seen: set[Term] = set()
        while isinstance(node, BlankNode) and node not in seen:
            seen.add(node)
            node = self._above.get(node, node)
        return node.value if isinstance(node, NamedNode) else ""

    def turtle(self, node: Term, depth: int = 0) -> str:
        """Return a node in Turtle on one line: names with prefixes, anonymous nodes and lists in brackets."""
        if not isinstance(node, BlankNode):
            return short(node)
        if depth >= _DEPTH:
            return "[ ... ]"
        if RDF["first"] in self._facts.get(node, {}):
            return f"( {' '.join(self.turtle(member, depth + 1) for member in self.members(node))} )"
        said = (
            f"{'a' if predicate == RDF['type'] else short(predicate)} {self.turtle(target, depth + 1)}"
            for predicate, targets in self._facts.get(node, {}).items()
            for target in targets
        )
        return f"[ {' ; '.join(said)} ]"

    def members(self, node: Term) -> list[Term]:
        """Return the members of a list; a broken or endless one is cut where it breaks."""
        found: list[Term] = []
        seen: set[Term] = set()
        while node not in seen and (first := self._facts.get(node, {}).get(RDF["first"])):
            seen.add(node)
            found.append(first[0])
            node = next(iter(self._facts[node].get(RDF["rest"], ())), RDF["nil"])
        return found


def short(term: Term) -> str:
    """Return a term as Turtle writes it, with a prefix of this project if one fits."""
    if isinstance(term, NamedNode):
        fitting = ((name, space) for name, space in prefixes().items() if term.value.startswith(space))
        return next((f"{name}:{term.value.removeprefix(space)}" for name, space in fitting), str(term))
    return str(term)
