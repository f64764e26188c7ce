"""The input of a private copy: the statements of a graph, separated into ontology and data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple, TypeGuard

from disgraph.graph.graph import Graph
from disgraph.graph.memory import MemoryBackend
from disgraph.ontology.vocabulary import Vocabulary
from disgraph.privacy.allowlist import FIGURES, PRIVATE
from disgraph.privacy.pseudonyms import segment_of
from disgraph.privacy.withheld_names import WithheldNames, parts_of
from disgraph.rdf import DG, INFERRED, OA, RDF, RDFS, RESOURCE, SKOS, DefaultGraph, Literal, NamedNode, Quad, local_name
from disgraph.store.name_file import Name, fold_name
from disgraph.triples.ontology_quads import ontology_quads

#: The one part of the data that is not numbered: data sets, such as the table of places.
_DATASETS = "dataset"
_QUERIES = "query"
_SELECTORS = frozenset({OA["TextQuoteSelector"], OA["TextPositionSelector"], DG["Section"]})


class GraphStatements(NamedTuple):
    """A graph on disk as values: asserted and inferred quads, names and summary."""

    asserted: frozenset[Quad]
    inferred: frozenset[Quad]
    names: tuple[Name, ...]
    summary: Mapping[str, Any]


def read_statements(graph: Graph) -> GraphStatements:
    """Return the statements of a graph."""
    asserted, whole = graph.asserted(), graph.whole()
    listed = whole.quads.quads_for_pattern(None, None, None, INFERRED)
    inferred = frozenset(Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()) for quad in listed)
    quads = frozenset(asserted.quads.quads_for_pattern(None, None, None, None))
    return GraphStatements(quads, inferred, tuple(whole.names.every()), whole.summary)


class GraphData:
    """The nodes of a graph with their classes and names, before anything is withheld.

    Args:
        statements: of the graph.
        vocabulary: its ontology.
    """

    def __init__(self, statements: GraphStatements, vocabulary: Vocabulary) -> None:
        self.statements = statements
        self.vocabulary = vocabulary
        self.said = Graph(MemoryBackend(statements.asserted, (), statements.summary))

    @cached_property
    def terms(self) -> frozenset[NamedNode]:
        """The nodes of the ontology: its terms, and the kinds, grades, units and so on."""
        return frozenset(quad.subject for quad in ontology_quads(self.vocabulary) if isinstance(quad.subject, NamedNode))

    def is_data(self, node: object) -> TypeGuard[NamedNode]:
        """Return whether a node was made from documents and claims."""
        if not isinstance(node, NamedNode) or not node.value.startswith(RESOURCE) or node in self.terms or node == INFERRED:
            return False
        return segment_of(node) != _DATASETS

    def is_query(self, node: object) -> bool:
        """Return whether a node is a named query: queries contain names, so private copies omit them."""
        return isinstance(node, NamedNode) and node.value.startswith(f"{RESOURCE}{_QUERIES}/")

    def is_dataset(self, node: object) -> bool:
        """Return whether a node is the data set itself, whose title is that of the project."""
        return node == RESOURCE["dataset/disgraph"]

    def is_selector(self, node: object) -> bool:
        """Return whether a node says where in its document a quote is: a selector or a section, whose heading may name persons."""
        return node in self._selectors

    @cached_property
    def _selectors(self) -> frozenset[NamedNode]:
        found = (quad.subject for kind in _SELECTORS for quad in self.said.to(kind, RDF["type"]))
        return frozenset(node for node in found if isinstance(node, NamedNode))

    @cached_property
    def types(self) -> Mapping[NamedNode, str]:
        """The local name of the asserted class of each node of the data, or else the segment of its IRI."""
        nodes = {term for quad in self.statements.asserted for term in (quad.subject, quad.object)}
        wanted = (node for node in nodes if self.is_data(node) and not self.is_query(node) and not self.is_selector(node))
        return {node: self.said.type(node) or segment_of(node) for node in wanted}

    @cached_property
    def entities(self) -> Mapping[NamedNode, str]:
        """The class of each entity."""
        found = {NamedNode(name.iri) for name in self.statements.names}
        return {node: kind for node, kind in self.types.items() if node in found}

    def is_person(self, node: object) -> bool:
        """Return whether a node is a person."""
        return isinstance(node, NamedNode) and self.is_an(node, "Person")

    def is_private(self, node: NamedNode) -> bool:
        """Return whether a node is a person or a group of persons: its class or one above it says so."""
        term = self.vocabulary.classes.get(self.entities.get(node, ""))
        return term is not None and any(self.vocabulary.facet(name, "privacy") == PRIVATE for name in term.ancestors)

    def is_an(self, node: NamedNode, *classes: str) -> bool:
        """Return whether a node is an entity of one of some classes."""
        return any(self.vocabulary.is_a(self.entities.get(node, ""), name) for name in classes)

    def objects(self, node: NamedNode, predicate: NamedNode | None = None) -> list[NamedNode]:
        """Return the nodes that are asserted objects of a node."""
        return [quad.object for quad in self.said.about(node, predicate) if isinstance(quad.object, NamedNode)]

    def word(self, node: NamedNode) -> str:
        """Return the word for the kind of a node."""
        term = self.vocabulary.classes.get(self.types[node])
        return term.label if term else self.types[node]

    def names_of(self, node: NamedNode) -> Iterator[str]:
        """Return label, aliases and id of an entity."""
        yield local_name(node)
        for predicate in (RDFS["label"], SKOS["altLabel"]):
            for quad in self.said.about(node, predicate):
                if isinstance(quad.object, Literal):
                    yield quad.object.value

    def shown(self, classes: frozenset[str], besides: frozenset[NamedNode] = frozenset()) -> tuple[frozenset[NamedNode], WithheldNames]:
        """Return the entities that keep their names, and the names that are withheld.

        An entity of a class that may be named is still withheld if its name contains a withheld name.

        Args:
            classes: the privacy classes whose entities may be named.
            besides: other entities that may.
        """
        may = {node for node, kind in self.entities.items() if self.vocabulary.facet(kind, "privacy") in classes} | besides
        known = frozenset(part for node in besides for name in self.names_of(node) for part in parts_of(name))
        secret = self._secret(frozenset(self.entities.keys() - may), known)
        kept = {node for node in may if node in besides or not secret.is_in(" / ".join((self.said.label(node), local_name(node))))}
        return frozenset(kept), self._secret(frozenset(self.entities.keys() - kept), known)

    def _secret(self, withheld: frozenset[NamedNode], known: frozenset[str]) -> WithheldNames:
        """Return the names of persons, places and organisations; the names of other entities are common words."""
        common = {fold_name(label) for label in self.vocabulary.labels.values()}
        named = [node for node in sorted(withheld, key=str) if self.is_an(node, "Agent", "People", "Place")]
        proper = [node for node in named if self.is_an(node, "Person", "AdministrativePlace")]
        parts = (part for node in proper for name in self.names_of(node) for part in parts_of(name) if part not in known)
        whole = (name for node in named for name in self.names_of(node) if fold_name(name) not in common)
        return WithheldNames(whole, parts)

    def reveals(self, quad: Quad, secret: WithheldNames) -> bool:
        """Return whether a statement contains a withheld name, or is an example, which often is one."""
        value = quad.object
        if quad.predicate == SKOS["example"]:
            return True
        return isinstance(value, Literal) and value.datatype not in FIGURES and secret.is_in(value.value)


def names_of_copy(quads: frozenset[Quad], entities: Iterable[NamedNode], reading: GraphData) -> tuple[Name, ...]:
    """Return the names by which the entities of a private copy are found."""
    copy = Graph(MemoryBackend(quads, (), reading.statements.summary))
    found = {name for name in reading.statements.names if NamedNode(name.iri) in reading.terms}
    for node in entities:
        label, documents = copy.label(node), ",".join(copy.mentioned_in(node))
        aliases = [alias.object.value for alias in copy.about(node, SKOS["altLabel"]) if isinstance(alias.object, Literal)]
        for name in (label, local_name(node), node.value, *aliases):
            found.add(Name(fold_name(name), node.value, label, copy.type(node), documents))
    return tuple(sorted(found))
