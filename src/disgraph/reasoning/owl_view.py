"""The view of a graph for OWL 2 DL tools: the ontology with its entities, statements and records, without claims and evidence.

Each individual is declared, each property of an individual is declared by the ontology, and each literal has a datatype of OWL 2.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from disgraph.rdf import DCTERMS, DG, EDTF, OWL, RDF, RDFS, RESOURCE, SKOS, XSD, BlankNode, Literal, NamedNode, Quad, Term

#: The IRI of the ontology that the view is.
VIEW = RESOURCE["dataset/owl"]

#: Classes whose individuals the view holds, with those of all classes below them.
_HELD = (DG["Entity"], DG["Record"], SKOS["Concept"], SKOS["ConceptScheme"])
_TERMS = {OWL[name] for name in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty", "AllDisjointClasses")}
_ABOUT_INDIVIDUALS = {RDF["type"], RDFS["label"], RDFS["comment"], RDFS["seeAlso"], OWL["sameAs"], OWL["differentFrom"]}

#: The datatypes of OWL 2 (Structural Specification, section 4), without those for XML and for real numbers.
DATATYPES = frozenset(
    {RDF["langString"], RDF["PlainLiteral"], RDFS["Literal"]}
    | {
        XSD[name]
        for name in (
            "decimal", "integer", "nonNegativeInteger", "nonPositiveInteger", "positiveInteger", "negativeInteger", "long", "int", "short",
            "byte", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte", "double", "float", "string", "normalizedString",
            "token", "language", "Name", "NCName", "NMTOKEN", "boolean", "hexBinary", "base64Binary", "anyURI", "dateTime", "dateTimeStamp",
        )
    }
)  # fmt: skip


def replace_datatypes(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield triples with what OWL 2 lacks replaced: a literal of another datatype is a string, a range of another datatype any literal.

    The graph has dates of the datatypes `xsd:date` and `edtf:EDTF`, which OWL 2 tools refuse.
    """
    for quad in quads:
        target = quad.object
        if isinstance(target, Literal) and target.datatype not in DATATYPES:
            target = Literal(target.value)
        elif quad.predicate == RDFS["range"] and is_foreign_datatype(target):
            target = RDFS["Literal"]
        yield Quad(quad.subject, quad.predicate, target)


def is_foreign_datatype(term: Term) -> bool:
    """Whether a term is a datatype of XML Schema or EDTF that OWL 2 lacks, or one for real numbers, which OWL 2 RL lacks."""
    known = isinstance(term, NamedNode) and term.value.startswith((XSD, EDTF))
    return (known or term in (OWL["real"], OWL["rational"])) and term not in DATATYPES


def one_ontology(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield the triples of an ontology and its modules as one ontology: without the headers of modules, and without imports.

    OWL tools expect one header in one file, and would load what is imported from the web.
    """
    given = list(quads)
    modules = {quad.subject for quad in given if quad.predicate == DCTERMS["isPartOf"]}
    return (quad for quad in given if quad.subject not in modules and quad.predicate != OWL["imports"])


def owl_view(quads: Iterable[Quad], ontology: Iterable[Quad]) -> list[Quad]:
    """Return what OWL 2 DL tools read of a graph, in the order in which it is given.

    Args:
        quads: the graph; the names of graphs are ignored.
        ontology: gives the axioms that need blank nodes, which the graph lacks.
    """
    given = list(dict.fromkeys(Quad(quad.subject, quad.predicate, quad.object) for quad in quads))
    terms = _Terms.of(given)
    axioms = [quad for quad in given if quad.subject in terms.named and terms.allows(quad.predicate)]
    individuals = terms.individuals(given)
    facts = [quad for quad in given if quad.subject in individuals and _is_readable(quad, terms, individuals)]
    declared = [Quad(node, RDF["type"], OWL["NamedIndividual"]) for node in individuals]
    return list(dict.fromkeys(replace_datatypes((*_header(), *axioms, *_structures(ontology), *declared, *facts))))


class _Terms(NamedTuple):
    """The terms that a graph declares: all, those of each kind, and the classes whose individuals the view holds."""

    named: frozenset[Term]
    by_kind: dict[Term, set[Term]]
    held: frozenset[Term]

    @classmethod
    def of(cls, quads: list[Quad]) -> _Terms:
        by_kind: dict[Term, set[Term]] = defaultdict(set)
        below: dict[Term, set[Term]] = defaultdict(set)
        for quad in quads:
            if quad.predicate == RDF["type"] and quad.object in _TERMS:
                by_kind[quad.object].add(quad.subject)
            elif quad.predicate == RDFS["subClassOf"]:
                below[quad.object].add(quad.subject)
        held, waiting = set[Term](_HELD), list[Term](_HELD)
        while waiting:
            new = below[waiting.pop()] - held
            held |= new
            waiting += new
        return cls(frozenset().union(*by_kind.values()), by_kind, frozenset(held))

    def allows(self, predicate: NamedNode) -> bool:
        """Whether an axiom or annotation of a term may have a predicate."""
        builtin = predicate.value.startswith((RDF, RDFS, OWL))
        return builtin or predicate in self.by_kind[OWL["AnnotationProperty"]]

    def individuals(self, quads: list[Quad]) -> dict[NamedNode, None]:
        """Return the individuals that the view holds, in the order of the graph."""
        typed = (quad.subject for quad in quads if quad.predicate == RDF["type"] and quad.object in self.held)
        return dict.fromkeys(node for node in typed if isinstance(node, NamedNode))


def _is_readable(quad: Quad, terms: _Terms, individuals: dict[NamedNode, None]) -> bool:
    """Whether the ontology declares the class or property that a triple about an individual uses, and the view holds its object."""
    predicate, target = quad.predicate, quad.object
    if predicate == RDF["type"]:
        return target in terms.by_kind[OWL["Class"]]
    if predicate in terms.by_kind[OWL["ObjectProperty"]]:
        return target in individuals or (isinstance(target, NamedNode) and not target.value.startswith(RESOURCE))
    literal_kinds = (OWL["DatatypeProperty"], OWL["AnnotationProperty"])
    return predicate in _ABOUT_INDIVIDUALS or any(predicate in terms.by_kind[kind] for kind in literal_kinds)


def _structures(ontology: Iterable[Quad]) -> Iterator[Quad]:
    """Yield the triples with blank nodes, numbered in order, so that the same ontology gives the same view."""
    numbered: dict[BlankNode, BlankNode] = {}

    def name(term: Term) -> Term:
        return numbered.setdefault(term, BlankNode(f"b{len(numbered)}")) if isinstance(term, BlankNode) else term

    for quad in ontology:
        if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
            subject = name(quad.subject)
            assert isinstance(subject, NamedNode | BlankNode)
            yield Quad(subject, quad.predicate, name(quad.object))


def _header() -> Iterator[Quad]:
    yield Quad(VIEW, RDF["type"], OWL["Ontology"])
    yield Quad(VIEW, DCTERMS["title"], Literal("disgraph: ontology, entities, statements and records for OWL tools", language="en"))
    yield Quad(VIEW, DCTERMS["source"], NamedNode(DG.removesuffix("#")))
