"""Apply the rules until they infer no new triple, and find contradictions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from disgraph.rdf import OWL, RDF, NamedNode, Quad, QuerySolutions, QueryTriples, Store
from disgraph.reasoning.axioms import Axiom, Disjoint
from disgraph.reasoning.rules import Rule, make_rules


class Clash(NamedTuple):
    """A contradiction: an entity, and two of its facts that exclude each other, as IRIs."""

    entity: str
    first: str
    second: str


def close(asserted: Iterable[Quad], axioms: Sequence[Axiom]) -> set[Quad]:
    """Return the quads that the axioms infer from a graph, without its own quads.

    A rule is applied again only when another rule has added a quad that a pattern of its body may match.

    Args:
        asserted: quads of the default graph.
        axioms: the axioms of the ontology.
    """
    store = Store()
    store.bulk_extend(asserted)
    rules = make_rules(axioms)
    waiting = defaultdict(set)
    for index, rule in enumerate(rules):
        for pattern in rule.body:
            waiting[pattern.key()].add(index)
    inferred: set[Quad] = set()
    due = set(range(len(rules)))
    while due:
        this_round, due = sorted(due), set()
        for index in this_round:
            new = _new(store, rules[index])
            if new:
                store.extend(new)
                inferred |= new
                for pattern in rules[index].head:
                    due |= waiting[pattern.key()]
    return inferred


def _new(store: Store, rule: Rule) -> set[Quad]:
    """Return the quads that a rule infers and the store lacks."""
    triples = store.query(rule.sparql())
    assert isinstance(triples, QueryTriples)
    quads = {Quad(triple.subject, triple.predicate, triple.object) for triple in triples}
    return {quad for quad in quads if quad not in store}


def clashes(quads: Iterable[Quad], axioms: Sequence[Axiom]) -> list[Clash]:
    """Return the contradictions in a closed graph: members of disjoint classes, and denied statements that hold.

    Rules cax-dw, cax-adc and prp-npa of OWL 2 RL.
    """
    store = Store()
    store.bulk_extend(quads)
    found: set[Clash] = set()
    for axiom in axioms:
        if isinstance(axiom, Disjoint):
            found |= set(_disjoint(store, axiom.classes))
    found |= set(_denied(store))
    return sorted(found)


def _disjoint(store: Store, classes: Sequence[NamedNode]) -> Iterable[Clash]:
    wanted = set(classes)
    seen: dict[str, str] = {}
    for kind in sorted(wanted, key=str):
        for quad in store.quads_for_pattern(None, RDF["type"], kind, None):
            other = seen.setdefault(str(quad.subject), kind.value)
            if other != kind.value:
                yield Clash(str(quad.subject), other, kind.value)


_DENIED = """
SELECT ?entity ?property ?value WHERE {
  ?denied a owl:NegativePropertyAssertion ; owl:sourceIndividual ?entity ; owl:assertionProperty ?property ;
          owl:targetIndividual|owl:targetValue ?value .
  ?entity ?property ?value .
}"""


def _denied(store: Store) -> Iterable[Clash]:
    rows = store.query(_DENIED, prefixes={"owl": str(OWL)})
    assert isinstance(rows, QuerySolutions)
    for row in rows:
        yield Clash(str(row["entity"]), str(row["property"]), f"not {row['value']}")
