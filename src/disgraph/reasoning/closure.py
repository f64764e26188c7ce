"""Apply the rules until they infer no new triple, and find contradictions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import combinations, islice
from typing import NamedTuple

from disgraph.rdf import OWL, RDF, DefaultGraph, Literal, NamedNode, Quad, QuerySolutions, QueryTriples, Store, Variable, memory_store
from disgraph.reasoning.axioms import Axiom, Characteristic, Disjoint
from disgraph.reasoning.rules import Pattern, Rule, make_rules

#: Number of inferred quads that are held in memory, and number above which they are added by a bulk load.
_AT_ONCE, _FEW = 50_000, 2_000


class Clash(NamedTuple):
    """A contradiction: an entity, and two of its facts that exclude each other, as IRIs."""

    entity: str
    first: str
    second: str


def close(asserted: Iterable[Quad], axioms: Sequence[Axiom]) -> set[Quad]:
    """Return the quads that the axioms infer from a graph in memory, without its own quads; see `close_store`."""
    return {quad for new in close_store(memory_store(asserted), axioms) for quad in new}


def close_store(store: Store, axioms: Sequence[Axiom]) -> Iterator[Collection[Quad]]:
    """Add to a store what the axioms infer from its default graph; yield the new quads, each once, as they are added.

    A rule is applied again only when another rule has added a quad that a pattern of its body may match.

    Args:
        store: of the asserted quads.
        axioms: the axioms of the ontology.
    """
    rules = make_rules(axioms)
    waiting = defaultdict(set)
    for index, rule in enumerate(rules):
        for pattern in rule.body:
            waiting[pattern.key()].add(index)
    due = set(range(len(rules)))
    while due:
        this_round, due = sorted(due), set()
        for index in this_round:
            for new in _new(store, rules[index]):
                _add(store, new)
                yield new
                due.update(*(waiting[pattern.key()] for pattern in rules[index].head))


def _new(store: Store, rule: Rule) -> Iterator[set[Quad]]:
    """Yield the quads that a rule infers and the store lacks, some thousands at a time; the store is to have them before the next."""
    if not all(_occurs(store, pattern) for pattern in rule.body):
        return
    triples = store.query(rule.sparql())
    assert isinstance(triples, QueryTriples)
    quads = (Quad(triple.subject, triple.predicate, triple.object) for triple in triples)
    missing = (quad for quad in quads if quad not in store)
    while new := set(islice(missing, _AT_ONCE)):
        yield new


def _occurs(store: Store, pattern: Pattern) -> bool:
    """Return whether any triple may match a pattern: most rules of an ontology have none in a graph, and need no query."""
    subject, target = (None if isinstance(node, Variable) else node for node in (pattern.subject, pattern.object))
    assert not isinstance(subject, Literal)
    return next(store.quads_for_pattern(subject, pattern.predicate, target, DefaultGraph()), None) is not None


def _add(store: Store, quads: Collection[Quad]) -> None:
    """Add quads: a bulk load is faster for many, and costs a file on disk."""
    (store.bulk_extend if len(quads) > _FEW else store.extend)(quads)


def clashes(store: Store, axioms: Sequence[Axiom]) -> list[Clash]:
    """Return the contradictions in a closed graph.

    They are members of disjoint classes, denied statements that hold, two values of a functional property, and statements that hold in
    both directions or of oneself against the axioms. Rules cax-dw, cax-adc, prp-npa, prp-fp with dt-diff, prp-asyp and prp-irp of OWL 2 RL.
    """
    found: set[Clash] = set()
    for axiom in axioms:
        if isinstance(axiom, Disjoint):
            found |= set(_disjoint(store, axiom.classes))
        elif isinstance(axiom, Characteristic):
            found |= set(_several(store, axiom.property) if axiom.kind == OWL["FunctionalProperty"] else _two_ways(store, axiom))
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


def _several(store: Store, functional: NamedNode) -> Iterator[Clash]:
    """Yield the subjects of a functional datatype property that have several values."""
    values: dict[str, set[str]] = defaultdict(set)
    for quad in store.quads_for_pattern(None, functional, None, None):
        values[str(quad.subject)].add(str(quad.object))
    for subject, given in values.items():
        for first, second in combinations(sorted(given), 2):
            yield Clash(subject, f"{functional} {first}", f"{functional} {second}")


def _two_ways(store: Store, axiom: Characteristic) -> Iterator[Clash]:
    """Yield the individuals that an asymmetric property relates in both directions, or an irreflexive one to themselves."""
    held = {(quad.subject, quad.object) for quad in store.quads_for_pattern(None, axiom.property, None, None)}
    for subject, other in held:
        if subject == other or (axiom.kind == OWL["AsymmetricProperty"] and (other, subject) in held):
            yield Clash(str(subject), f"the subject of {axiom.property} {other}", f"the object of {axiom.property} of {other}")


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
