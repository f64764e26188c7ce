"""Read the axioms of an ontology from RDF: the part of OWL 2 RL that the rules cover.

Axioms that the rules do not cover are rejected rather than ignored, so that the closure is complete. Lists are walked in code,
since a property path returns their members in no order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias, TypeVarTuple

from disgraph.errors import InputError
from disgraph.rdf import EDTF, OWL, RDF, RDFS, XSD, BlankNode, NamedNode, Quad, Term
from disgraph.reasoning.axiom_text import AxiomText, Facts, facts_of, short

Given = TypeVarTuple("Given")


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

#: Terms of OWL 2 that neither the rules nor the profile of this project cover.
_UNCOVERED = (
    "unionOf", "complementOf", "oneOf", "hasSelf", "minCardinality", "maxCardinality", "cardinality", "minQualifiedCardinality",
    "maxQualifiedCardinality", "qualifiedCardinality", "disjointUnionOf", "hasKey", "propertyDisjointWith",
)  # fmt: skip
_UNCOVERED_TYPES = ("InverseFunctionalProperty", "ReflexiveProperty", "AllDisjointProperties")
#: Characteristics that nothing follows from but a contradiction. For a functional object property it would be that two values are one.
_CHARACTERISTICS = (OWL["FunctionalProperty"], OWL["AsymmetricProperty"], OWL["IrreflexiveProperty"])


class AxiomProblem(NamedTuple):
    """An axiom that the rules do not cover: the IRI of the term that it is about, or an empty text, and what is wrong."""

    term: str
    message: str

    def __str__(self) -> str:
        return f"{short(NamedNode(self.term))}: {self.message}" if self.term else self.message


class _Uncovered(Exception):
    """A part of an axiom that the rules do not cover: the node, and what is wrong with it."""

    def __init__(self, node: Term, message: str) -> None:
        super().__init__(message)
        self.node, self.message = node, message


def read_axioms(quads: Iterable[Quad]) -> tuple[Axiom, ...]:
    """Return the axioms of an ontology, in a fixed order.

    Raises:
        InputError: the rules do not cover some axioms; the message names each.
    """
    axioms, problems = axioms_and_problems(quads)
    if problems:
        noun = "an axiom" if len(problems) == 1 else f"{len(problems)} axioms"
        message = f"The ontology has {noun} that the reasoner does not cover: {' '.join(map(str, problems))}"
        raise InputError(message, "Rewrite in OWL 2 RL; `disgraph ontology --check` names the files.")
    return axioms


def axioms_and_problems(quads: Iterable[Quad]) -> tuple[tuple[Axiom, ...], tuple[AxiomProblem, ...]]:
    """Return the axioms of an ontology that the rules cover, and a problem for each other one, both in a fixed order.

    The same quads are read once in a process.
    """
    return _axioms_and_problems(tuple(quads))


@lru_cache(maxsize=4)
def _axioms_and_problems(quads: tuple[Quad, ...]) -> tuple[tuple[Axiom, ...], tuple[AxiomProblem, ...]]:
    reader = _AxiomReader(facts_of(quads))
    axioms = sorted(set(reader.axioms()), key=repr)
    return tuple(axioms), tuple(sorted(set(reader.problems)))


class _AxiomReader:
    def __init__(self, facts: Facts) -> None:
        self.facts, self.text = facts, AxiomText(facts)
        self.problems: list[AxiomProblem] = []
        self._refused: set[Term] = set()

    def axioms(self) -> Iterator[Axiom]:
        nodes = list(self.facts)
        for node in nodes:
            self._note_uncovered(node)
        for node in nodes:
            yield from self._classes(node)
            if isinstance(node, NamedNode):
                yield from self._properties(node)

    def _note_uncovered(self, node: Term) -> None:
        said = self.facts[node]
        uncovered = [name for name in _UNCOVERED if OWL[name] in said]
        types = said.get(RDF["type"], ())
        uncovered += [name for name in _UNCOVERED_TYPES if OWL[name] in types]
        if OWL["FunctionalProperty"] in types and OWL["DatatypeProperty"] not in types:
            uncovered.append("FunctionalProperty")
        if uncovered:
            self._refuse(node, f"the rules do not cover owl:{uncovered[0]}")

    def _refuse(self, node: Term, message: str, near: Term | None = None) -> None:
        """Note what is wrong with a node; near is a node of the axiom, whose name is given if the node itself has none."""
        if node not in self._refused:
            self._refused.add(node)
            shown = f", in {self.text.turtle(node)}" if isinstance(node, BlankNode) else ""
            owner = self.text.owner(node) or (self.text.owner(near) if near is not None else "")
            self.problems.append(AxiomProblem(owner, f"{message}{shown}."))

    def _read(self, make: Callable[[*Given], Axiom], *given: *Given) -> Iterator[Axiom]:
        """Yield an axiom; one that is not covered is noted instead."""
        try:
            yield make(*given)
        except _Uncovered as error:
            near = next((part for part in given if isinstance(part, NamedNode | BlankNode)), None)
            self._refuse(error.node, error.message, near)

    def _classes(self, node: Term) -> Iterator[Axiom]:
        facts = self.facts[node]
        for other in facts.get(RDFS["subClassOf"], ()):
            yield from self._read(self._sub_class, node, other)
        for other in facts.get(OWL["equivalentClass"], ()):
            yield from self._read(self._sub_class, node, other)
            yield from self._read(self._sub_class, other, node)
        for other in facts.get(OWL["disjointWith"], ()):
            yield from self._read(self._disjoint, [node, other])
        if OWL["AllDisjointClasses"] in facts.get(RDF["type"], ()):
            yield from self._read(self._disjoint, self._list(next(iter(facts.get(OWL["members"], ())), RDF["nil"])))

    def _properties(self, node: NamedNode) -> Iterator[Axiom]:
        facts = self.facts[node]
        for other in (*facts.get(RDFS["subPropertyOf"], ()), *facts.get(OWL["equivalentProperty"], ())):
            yield from self._read(self._sub_property, [node], other)
        for other in facts.get(OWL["equivalentProperty"], ()):
            yield from self._read(self._sub_property, [other], node)
        for chain in facts.get(OWL["propertyChainAxiom"], ()):
            yield from self._read(self._sub_property, self._list(chain), node)
        for other in facts.get(OWL["inverseOf"], ()):
            yield from self._read(self._inverse, node, other)
        if OWL["SymmetricProperty"] in facts.get(RDF["type"], ()):
            yield Inverse(node, node)
        if OWL["TransitiveProperty"] in facts.get(RDF["type"], ()):
            yield SubProperty((node, node), node)
        yield from (Characteristic(node, kind) for kind in _CHARACTERISTICS if kind in facts.get(RDF["type"], ()))
        for domain in facts.get(RDFS["domain"], ()):
            yield from self._read(self._domain, node, domain)
        for range_ in facts.get(RDFS["range"], ()):
            if not self._is_datatype(range_):
                yield from self._read(self._range, node, range_)

    def _sub_class(self, sub: Term, above: Term) -> Axiom:
        return SubClass(self._expression(sub), self._expression(above))

    def _disjoint(self, nodes: Sequence[Term]) -> Axiom:
        return Disjoint(self._names(nodes))

    def _sub_property(self, chain: Sequence[Term], above: Term) -> Axiom:
        return SubProperty(self._names(chain), self._named(above))

    def _inverse(self, first: NamedNode, second: Term) -> Axiom:
        return Inverse(first, self._named(second))

    def _domain(self, node: NamedNode, domain: Term) -> Axiom:
        return SubClass(Some(node, None), self._expression(domain))

    def _range(self, node: NamedNode, range_: Term) -> Axiom:
        return Range(node, self._expression(range_))

    def _is_datatype(self, node: Term) -> bool:
        if not isinstance(node, NamedNode):
            return False
        declared = RDFS["Datatype"] in self.facts.get(node, {}).get(RDF["type"], ())
        return node.value.startswith((XSD, EDTF)) or node in (RDFS["Literal"], OWL["real"], OWL["rational"]) or declared

    def _expression(self, node: Term) -> ClassExpression:
        if isinstance(node, NamedNode):
            return Named(node)
        facts = self.facts.get(node, {})
        if node in self._refused or not isinstance(node, BlankNode):
            raise _Uncovered(node, f"{node} is not a class expression")
        if OWL["intersectionOf"] in facts:
            return And(tuple(self._expression(member) for member in self._list(facts[OWL["intersectionOf"]][0])))
        on, filler = facts.get(OWL["onProperty"], ()), self._filler(facts)
        if len(on) != 1 or filler is None:
            raise _Uncovered(node, "the class expression is not one of OWL 2 RL")
        return self._restriction(self._named(on[0]), *filler)

    def _restriction(self, on: NamedNode, kind: str, filler: Term) -> ClassExpression:
        if kind == "hasValue":
            return HasValue(on, filler)
        if kind == "allValuesFrom":
            return All(on, self._expression(filler))
        return Some(on, None if filler == OWL["Thing"] else self._expression(filler))

    def _filler(self, facts: Mapping[NamedNode, Sequence[Term]]) -> tuple[str, Term] | None:
        found = ((kind, facts[OWL[kind]][0]) for kind in ("hasValue", "someValuesFrom", "allValuesFrom") if OWL[kind] in facts)
        return next(found, None)

    def _list(self, node: Term) -> list[Term]:
        return self.text.members(node)

    def _names(self, nodes: Iterable[Term]) -> tuple[NamedNode, ...]:
        return tuple(map(self._named, nodes))

    def _named(self, node: Term) -> NamedNode:
        if not isinstance(node, NamedNode):
            raise _Uncovered(node, "only a named class or property is allowed here")
        return node
