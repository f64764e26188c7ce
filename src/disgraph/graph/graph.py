"""A graph opened for reading triple by triple, whatever its backend."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from disgraph.graph.backend import Backend
from disgraph.rdf import DCTERMS, DG, INFERRED, RDF, RDFS, SCHEMA, DefaultGraph, Literal, NamedNode, Quad, Quads, Term, local_name

if TYPE_CHECKING:
    from disgraph.graph.resolver import Names
    from disgraph.ontology.relations import Relations
    from disgraph.reasoning.rules import Rule

_DEFAULT = DefaultGraph()


class Graph:
    """The triples of a graph, with labels, types and what the build recorded.

    Args:
        backend: where the graph is stored.
    """

    def __init__(self, backend: Backend) -> None:
        self.backend = backend

    @property
    def with_inferred(self) -> bool:
        """Whether triples that reasoning added are visible."""
        return self.backend.with_inferred

    @cached_property
    def quads(self) -> Quads:
        """The quads."""
        return self.backend.quads

    @cached_property
    def relations(self) -> Relations:
        """The edges of the relationship graph, as the ontology declares them."""
        return self.backend.relations

    @property
    def names(self) -> Names:
        """The names of the entities."""
        return self.backend.names

    @property
    def summary(self) -> Mapping[str, Any]:
        """What the build recorded about the graph."""
        return self.backend.summary

    @property
    def rules(self) -> list[Rule]:
        """The rules by which reasoning added triples."""
        return self.backend.rules

    def frequency(self, kind: str) -> int:
        """Return the number of asserted edges of a kind."""
        return self.backend.frequency(kind)

    def whole(self) -> Graph:
        """Return the same graph with the triples that reasoning added."""
        return self if self.with_inferred else Graph(self.backend.whole())

    def asserted(self) -> Graph:
        """Return the same graph without the triples that reasoning added."""
        return Graph(self.backend.asserted()) if self.with_inferred else self

    def about(self, node: Term, predicate: NamedNode | None = None) -> Iterator[Quad]:
        """Return the triples whose subject is a node."""
        if isinstance(node, Literal):
            return iter(())
        return iter(self.quads.quads_for_pattern(node, predicate, None, _DEFAULT))

    def to(self, node: Term, predicate: NamedNode | None = None) -> Iterator[Quad]:
        """Return the triples whose object is a node."""
        return iter(self.quads.quads_for_pattern(None, predicate, node, _DEFAULT))

    def value(self, node: Term, predicate: NamedNode) -> str:
        """Return one value of a property as text, or an empty text; of several the first by code point."""
        found = (quad.object for quad in self.about(node, predicate))
        return min((term.value for term in found if isinstance(term, NamedNode | Literal)), default="")

    def label(self, term: Term) -> str:
        """Return the English or plain label of a node, the last part of its IRI if it has no label, or the text of a literal."""
        if isinstance(term, Literal):
            return term.value
        labels = (quad.object for quad in self.about(term, RDFS["label"]))
        plain = (label.value for label in labels if isinstance(label, Literal) and label.language in (None, "en"))
        return min(plain, default=local_name(term) if isinstance(term, NamedNode) else str(term))

    def type(self, node: NamedNode) -> str:
        """Return the local name of a node's most specific class of the ontology, or an empty text."""
        types = (quad.object for quad in self.about(node, RDF["type"]))
        names = (local_name(kind) for kind in types if isinstance(kind, NamedNode) and kind.value.startswith(DG))
        depths = self.relations.depths
        return min(names, key=lambda name: (-depths.get(name, 0), name), default="")

    def mentioned_in(self, node: Term) -> tuple[str, ...]:
        """Return the ids of the documents that mention a node, sorted."""
        return tuple(sorted(self.value(quad.subject, DCTERMS["identifier"]) for quad in self.to(node, SCHEMA["mentions"])))

    def is_inferred(self, subject: NamedNode, predicate: NamedNode, target: Term) -> bool:
        """Return whether reasoning added a statement."""
        return self.with_inferred and Quad(subject, predicate, target, INFERRED) in self.quads
