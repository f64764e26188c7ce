"""An opened graph: the store, and what lies beside it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from disgraph.graph.resolver import Names, NamesFile
from disgraph.ontology.relations import Relations, read_relations
from disgraph.rdf import (
    DCTERMS,
    DG,
    INFERRED,
    RDF,
    RDFS,
    SCHEMA,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    Quads,
    Store,
    Term,
    local_name,
    open_store,
)
from disgraph.reasoning.rules import Rule
from disgraph.reasoning.stored import read_rules
from disgraph.store.current import ASSERTED, STORE, SUMMARY, broken

_DEFAULT = DefaultGraph()


class Graph:
    """A graph on disk, opened for reading.

    Args:
        folder: the directory of the graph.
        with_inferred: whether what reasoning added is seen.
    """

    def __init__(self, folder: str, with_inferred: bool = True) -> None:
        self.folder = folder
        self.with_inferred = with_inferred

    @classmethod
    def in_memory(cls, quads: Iterable[Quad], summary: dict[str, Any]) -> Graph:
        """Return a graph that is not on disk, such as one that is only being checked."""
        graph = cls("")
        graph.store = Store()
        graph.store.bulk_extend(quads)
        graph.summary = summary
        return graph

    @property
    def store_folder(self) -> str:
        """The directory of the store."""
        return os.path.join(self.folder, STORE if self.with_inferred else ASSERTED)

    @cached_property
    def store(self) -> Store:
        """The embedded store."""
        return open_store(self.store_folder)

    @property
    def quads(self) -> Quads:
        """Where its quads are looked up."""
        return self.store

    @property
    def names(self) -> Names:
        """The names of its entities."""
        return NamesFile(self.folder)

    def whole(self) -> Graph:
        """Return the same graph with what reasoning added."""
        return self if self.with_inferred else Graph(self.folder)

    def as_said(self) -> Graph:
        """Return the same graph without what reasoning added."""
        return Graph(self.folder, with_inferred=False) if self.with_inferred else self

    @cached_property
    def summary(self) -> dict[str, Any]:
        """What the build says of the graph: counts and digest."""
        path = os.path.join(self.folder, SUMMARY)
        try:
            with open(path, encoding="utf-8") as file:
                loaded = json.load(file)
        except (OSError, ValueError) as error:
            raise broken(path) from error
        if not isinstance(loaded, dict):
            raise broken(path)
        return loaded

    @cached_property
    def relations(self) -> Relations:
        """The edges of the relationship graph, as the ontology declares them."""
        if "relations" not in self.summary:
            raise broken(os.path.join(self.folder, SUMMARY))
        return read_relations(self.summary["relations"])

    @cached_property
    def rules(self) -> list[Rule]:
        """The rules by which reasoning added what follows."""
        return read_rules(self.folder)

    def frequency(self, kind: str) -> int:
        """Return how often a kind of edge is said."""
        return int(self.summary["kinds"].get(kind, 0))

    def about(self, node: Term, predicate: NamedNode | None = None) -> Iterator[Quad]:
        """Return the triples whose subject is a node."""
        if isinstance(node, Literal):
            return iter(())
        return iter(self.quads.quads_for_pattern(node, predicate, None, _DEFAULT))

    def to(self, node: Term, predicate: NamedNode | None = None) -> Iterator[Quad]:
        """Return the triples whose object is a node."""
        return iter(self.quads.quads_for_pattern(None, predicate, node, _DEFAULT))

    def value(self, node: Term, predicate: NamedNode) -> str:
        """Return one value of a property in text, or an empty text; of several the first by code point."""
        found = (quad.object for quad in self.about(node, predicate))
        return min((term.value for term in found if isinstance(term, NamedNode | Literal)), default="")

    def label(self, term: Term) -> str:
        """Return the English or plain label of a node, its IRI's last part where it has none, or a literal's text."""
        if isinstance(term, Literal):
            return term.value
        labels = (quad.object for quad in self.about(term, RDFS["label"]))
        plain = (label.value for label in labels if isinstance(label, Literal) and label.language in (None, "en"))
        return min(plain, default=local_name(term) if isinstance(term, NamedNode) else str(term))

    def type(self, node: NamedNode) -> str:
        """Return the local name of a node's most special class of the ontology, or an empty text."""
        types = (quad.object for quad in self.about(node, RDF["type"]))
        names = (local_name(kind) for kind in types if isinstance(kind, NamedNode) and kind.value.startswith(DG))
        depths = self.relations.depths
        return min(names, key=lambda name: (-depths.get(name, 0), name), default="")

    def mentioned_in(self, node: Term) -> tuple[str, ...]:
        """Return the ids of the documents that mention a node, sorted."""
        return tuple(sorted(self.value(quad.subject, DCTERMS["identifier"]) for quad in self.to(node, SCHEMA["mentions"])))

    def is_inferred(self, subject: NamedNode, predicate: NamedNode, target: Term) -> bool:
        """Tell whether a statement was added by reasoning."""
        return self.with_inferred and Quad(subject, predicate, target, INFERRED) in self.quads
