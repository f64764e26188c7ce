"""Read the axioms of an ontology from RDF: the part of OWL 2 RL that the rules cover.

Axioms that the rules do not cover are rejected rather than ignored, so that the closure is complete. Lists are walked in code,
since a property path returns their members in no order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

from disgraph.errors import InputError
from disgraph.rdf import EDTF, OWL, RDF, RDFS, XSD, BlankNode, NamedNode, Quad, Term, Triple


class Named(NamedTuple):
    """A class with a name."""

    iri: NamedNode


class HasValue(NamedTuple):
    """All nodes with a value of a property (`owl:hasValue`)."""

    property: NamedNode
    value: Term


class Some(NamedTuple):
    """All nodes with some value of a property in a class (`owl:someValuesFrom`). `filler` is None for any value."""

    property: NamedNode
    filler: ClassExpression | None


class All(NamedTuple):
    """All nodes whose values of a property are all in a class (`owl:allValuesFrom`)."""

    property: NamedNode
    filler: ClassExpression


class And(NamedTuple):
    """The intersection of classes."""

    members: tuple[ClassExpression, ...]


ClassExpression: TypeAlias = "Named | HasValue | Some | All | And"


class SubClass(NamedTuple):
    """Each member of one class is a member of another."""

    sub: ClassExpression
    super: ClassExpression


class SubProperty(NamedTuple):
    """A chain of properties (one or more) implies a property."""

    chain: tuple[NamedNode, ...]
    super: NamedNode


class Inverse(NamedTuple):
    """Two properties that are inverse to each other."""

    first: NamedNode
    second: NamedNode


class Range(NamedTuple):
    """The objects of a property are in a class."""

    property: NamedNode
    range: ClassExpression


class Disjoint(NamedTuple):
    """No node is a member of two of the classes."""

    classes: tuple[NamedNode, ...]


class Characteristic(NamedTuple):
    """A property with one value for each subject, never in both directions, or never of itself: `kind` is the class of OWL 2."""

    property: NamedNode
    kind: NamedNode


Axiom: TypeAlias = SubClass | SubProperty | Inverse | Range | Disjoint | Characteristic

_REMEDY = "Rewrite the axiom in OWL 2 RL."

#: Terms of OWL 2 that neither the rules nor the profile of this project cover.
_UNCOVERED = (
    "unionOf", "complementOf", "oneOf", "hasSelf", "minCardinality", "maxCardinality", "cardinality", "minQualifiedCardinality",
    "maxQualifiedCardinality", "qualifiedCardinality", "disjointUnionOf", "hasKey", "propertyDisjointWith",
)  # fmt: skip
_UNCOVERED_TYPES = ("InverseFunctionalProperty", "ReflexiveProperty", "AllDisjointProperties")
#: Characteristics that nothing follows from but a contradiction. For a functional object property it would be that two values are one.
_CHARACTERISTICS = (OWL["FunctionalProperty"], OWL["AsymmetricProperty"], OWL["IrreflexiveProperty"])


def read_axioms(quads: Iterable[Quad]) -> list[Axiom]:
    """Return the axioms of an ontology, in a fixed order.

    Raises:
        InputError: the rules do not cover an axiom; the message names it.
    """
    return sorted(set(_AxiomReader(quads).axioms()), key=repr)


class _AxiomReader:
    def __init__(self, quads: Iterable[Quad]) -> None:
        self.facts: dict[NamedNode | BlankNode, dict[NamedNode, list[Term]]] = defaultdict(lambda: defaultdict(list))
        for quad in quads:
            assert not isinstance(quad.subject, Triple)
            self.facts[quad.subject][quad.predicate].append(quad.object)

    def axioms(self) -> Iterator[Axiom]:
        nodes = list(self.facts)
        for node in nodes:
            self._refuse_uncovered(node)
        for node in nodes:
            yield from self._classes(node)
            if isinstance(node, NamedNode):
                yield from self._properties(node)

    def _refuse_uncovered(self, node: NamedNode | BlankNode) -> None:
        uncovered = [name for name in _UNCOVERED if OWL[name] in self.facts[node]]
        types = self.facts[node][RDF["type"]]
        uncovered += [name for name in _UNCOVERED_TYPES if OWL[name] in types]
        if OWL["FunctionalProperty"] in types and OWL["DatatypeProperty"] not in types:
            uncovered.append("FunctionalProperty")
        if uncovered:
            raise InputError(
                f"The ontology uses owl:{uncovered[0]} of {node}, which the reasoner does not cover.", "Rewrite the axiom in OWL 2 RL."
            )

    def _classes(self, node: NamedNode | BlankNode) -> Iterator[Axiom]:
        facts = self.facts[node]
        for other in facts[RDFS["subClassOf"]]:
            yield SubClass(self._expression(node), self._expression(other))
        for other in facts[OWL["equivalentClass"]]:
            yield SubClass(self._expression(node), self._expression(other))
            yield SubClass(self._expression(other), self._expression(node))
        for other in facts[OWL["disjointWith"]]:
            yield Disjoint(self._names([node, other]))
        if OWL["AllDisjointClasses"] in facts[RDF["type"]]:
            yield Disjoint(self._names(self._list(facts[OWL["members"]][0])))

    def _properties(self, node: NamedNode) -> Iterator[Axiom]:
        facts = self.facts[node]
        for other in (*facts[RDFS["subPropertyOf"]], *facts[OWL["equivalentProperty"]]):
            yield SubProperty((node,), *self._names([other]))
        for other in facts[OWL["equivalentProperty"]]:
            yield SubProperty(self._names([other]), node)
        for chain in facts[OWL["propertyChainAxiom"]]:
            yield SubProperty(self._names(self._list(chain)), node)
        for other in facts[OWL["inverseOf"]]:
            yield Inverse(node, *self._names([other]))
        if OWL["SymmetricProperty"] in facts[RDF["type"]]:
            yield Inverse(node, node)
        if OWL["TransitiveProperty"] in facts[RDF["type"]]:
            yield SubProperty((node, node), node)
        yield from (Characteristic(node, kind) for kind in _CHARACTERISTICS if kind in facts[RDF["type"]])
        for domain in facts[RDFS["domain"]]:
            yield SubClass(Some(node, None), self._expression(domain))
        for range_ in facts[RDFS["range"]]:
            if not self._is_datatype(range_):
                yield Range(node, self._expression(range_))

    def _is_datatype(self, node: Term) -> bool:
        if not isinstance(node, NamedNode):
            return False
        return node.value.startswith((XSD, EDTF)) or node == RDFS["Literal"] or RDFS["Datatype"] in self.facts[node][RDF["type"]]

    def _expression(self, node: Term) -> ClassExpression:
        if isinstance(node, NamedNode):
            return Named(node)
        assert isinstance(node, BlankNode)
        facts = self.facts[node]
        if OWL["intersectionOf"] in facts:
            return And(tuple(self._expression(member) for member in self._list(facts[OWL["intersectionOf"]][0])))
        (on,) = self._names(facts[OWL["onProperty"]])
        if OWL["hasValue"] in facts:
            return HasValue(on, facts[OWL["hasValue"]][0])
        if OWL["someValuesFrom"] in facts:
            filler = facts[OWL["someValuesFrom"]][0]
            return Some(on, None if filler == OWL["Thing"] else self._expression(filler))
        if OWL["allValuesFrom"] in facts:
            return All(on, self._expression(facts[OWL["allValuesFrom"]][0]))
        raise InputError(
            f"The ontology has a class expression that the reasoner does not cover: {dict(facts)}.", "Rewrite the axiom in OWL 2 RL."
        )

    def _list(self, node: Term) -> list[Term]:
        members: list[Term] = []
        while node != RDF["nil"]:
            assert isinstance(node, BlankNode | NamedNode)
            members.append(self.facts[node][RDF["first"]][0])
            node = self.facts[node][RDF["rest"]][0]
        return members

    def _names(self, nodes: Iterable[Term]) -> tuple[NamedNode, ...]:
        names = tuple(nodes)
        for node in names:
            if not isinstance(node, NamedNode):
                raise InputError(f"The ontology has {node} where only a named class or property is allowed.", "Give it a name.")
        return tuple(node for node in names if isinstance(node, NamedNode))
