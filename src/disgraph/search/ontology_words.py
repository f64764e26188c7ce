"""What people call the classes and properties of an ontology: labels, alternative labels, and the form of question that they answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from disgraph.graph.graph import Graph
from disgraph.rdf import DG, OWL, RDF, RDFS, SKOS, DefaultGraph, Literal, NamedNode, local_name
from disgraph.search.word_forms import stem, words

_KINDS = (OWL["Class"], OWL["ObjectProperty"], OWL["DatatypeProperty"])


class OntologyWords(NamedTuple):
    """A class or property.

    Attributes:
        name: its local name.
        is_class: whether it is a class.
        label: in English.
        names: its labels and alternative labels in every language.
        stems: the stems of the words of each name, in its order.
        forms: the forms of question that an individual or a value answers; see `dg:questionForm`.
        verbs: the stems of the verbs whose subject has the role; see `dg:subjectVerb`.
    """

    name: str
    is_class: bool
    label: str
    names: Sequence[str]
    stems: Sequence[Sequence[str]]
    forms: Sequence[str]
    verbs: Sequence[str] = ()


def described_terms(graph: Graph) -> list[OntologyWords]:
    """Return the classes and properties of the ontology in a graph, by name."""
    found = {
        quad.subject: kind
        for kind in _KINDS
        for quad in graph.quads.quads_for_pattern(None, RDF["type"], kind, DefaultGraph())
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(DG)
    }
    return [_words(graph, node, kind == OWL["Class"]) for node, kind in sorted(found.items(), key=lambda each: str(each[0]))]


def _words(graph: Graph, node: NamedNode, is_class: bool) -> OntologyWords:
    names = {
        quad.object.value
        for predicate in (RDFS["label"], SKOS["altLabel"])
        for quad in graph.about(node, predicate)
        if isinstance(quad.object, Literal)
    }
    forms = sorted({quad.object.value for quad in graph.about(node, DG["questionForm"]) if isinstance(quad.object, Literal)})
    stems = [[stem(word) for word in words(name)] for name in sorted(names)]
    verbs = sorted({stem(quad.object.value) for quad in graph.about(node, DG["subjectVerb"]) if isinstance(quad.object, Literal)})
    return OntologyWords(local_name(node), is_class, graph.label(node), sorted(names), stems, forms, verbs)
