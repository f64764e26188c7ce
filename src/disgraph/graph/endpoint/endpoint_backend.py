"""A graph behind an endpoint: what is stored next to the store on disk is queried or counted."""

from __future__ import annotations

import atexit
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from copy import copy
from functools import cached_property
from pathlib import Path
from typing import Any

from disgraph.errors import MisuseError, NoDataset
from disgraph.graph.endpoint.client import Client
from disgraph.graph.endpoint.remote_names import RemoteNames
from disgraph.graph.endpoint.remote_quads import AssertedQuads, RemoteQuads
from disgraph.graph.endpoint.remote_query import answer
from disgraph.graph.endpoint.result_reader import ResultReader
from disgraph.graph.graph import Graph
from disgraph.graph.quad_relationships import QuadRelationships
from disgraph.graph.resolver import Names
from disgraph.graph.store_edges import StoreEdges
from disgraph.ontology.relations import Relations, describe, read_relations
from disgraph.ontology.vocabulary_reader import read_vocabulary, vocabulary_of
from disgraph.rdf import DG, INFERRED, OWL, RESOURCE, VOID, DefaultGraph, NamedNode, Quads, local_name
from disgraph.reasoning.axioms import read_axioms
from disgraph.reasoning.rules import Rule, make_rules
from disgraph.relationships.protocol import EdgeSource, Relationships
from disgraph.sparql.bindings import values
from disgraph.sparql.evaluation import Answer, Bindings, Table

_DATASET = RESOURCE["dataset/disgraph"]
#: The kinds of declarations from which relations are read.
_DECLARED = [OWL["Class"], OWL["ObjectProperty"], OWL["DatatypeProperty"], DG["Edge"], DG["ProfileSection"], DG["Colour"]]


class EndpointBackend:
    """A graph behind an endpoint; see `disgraph.graph.backend.Backend`.

    Args:
        reader: of the endpoint.
        ontology: the folder of the ontology for a dataset without one.
        with_inferred: whether triples that reasoning added are visible.
    """

    def __init__(self, reader: ResultReader, ontology: Path, with_inferred: bool = True) -> None:
        self.reader = reader
        self.ontology = ontology
        self.with_inferred = with_inferred
        self.fetched = RemoteQuads(reader)
        self.fetched.is_hub = self._is_known_hub

    @cached_property
    def quads(self) -> Quads:
        """The quads, fetched when they are looked up."""
        return self.fetched if self.with_inferred else AssertedQuads(self.fetched)

    @cached_property
    def names(self) -> Names:
        """The names of the entities."""
        return RemoteNames(Graph(self.whole()), self.fetched)

    def file(self, name: str) -> None:
        """Return None: the graph has no files."""

    def whole(self) -> EndpointBackend:
        """Return the same graph with the triples that reasoning added; both share the fetched triples."""
        return self if self.with_inferred else self._with(with_inferred=True)

    def asserted(self) -> EndpointBackend:
        """Return the same graph without the triples that reasoning added; both share the fetched triples."""
        return self._with(with_inferred=False) if self.with_inferred else self

    def _with(self, with_inferred: bool) -> EndpointBackend:
        other = copy(self)
        other.with_inferred = with_inferred
        for name in ("quads", "names"):
            other.__dict__.pop(name, None)
        return other

    def relationships(self) -> Relationships:
        """Return the relationship graph, read from the quads."""
        return QuadRelationships(Graph(self))

    def edge_source(self) -> EdgeSource:
        """Return all edges in order, read node by node."""
        return StoreEdges(Graph(self))

    @cached_property
    def summary(self) -> Mapping[str, Any]:
        """What a build would record about the graph: counts."""
        graph = Graph(self)
        inferred = self._count(f"SELECT DISTINCT ?s ?p ?o WHERE {{ GRAPH {INFERRED} {{ ?s ?p ?o }} }}")
        return {
            "documents": int(graph.value(_DATASET, VOID["documents"]) or 0),
            "entities": int(graph.value(_DATASET, VOID["entities"]) or 0),
            "claims": self._count(f"SELECT DISTINCT ?s WHERE {{ ?s a {DG['Claim']} }}"),
            "asserted": self._count("SELECT DISTINCT ?s ?p ?o WHERE { ?s ?p ?o }") - inferred,
            "inferred": inferred,
        }

    @cached_property
    def relations(self) -> Relations:
        """The edges of the relationship graph, as the ontology in the dataset declares them, else the installed ontology does."""
        declared = self.reader.table(f"SELECT DISTINCT ?s WHERE {{ {values({'kind': _DECLARED})}?s a ?kind }}", columns=("s",))
        terms = sorted((row[0] for row in declared.rows if isinstance(row[0], NamedNode) and row[0].value.startswith(DG)), key=str)
        self.fetched.expect(terms)
        asserted = AssertedQuads(self.fetched)
        quads = [quad for term in terms for quad in asserted.quads_for_pattern(term, None, None, DefaultGraph())]
        vocabulary = vocabulary_of(quads) if quads else read_vocabulary(self.ontology)
        return read_relations(describe(vocabulary))

    @cached_property
    def rules(self) -> list[Rule]:
        """The rules of the project or of the installed ontology: a dataset does not contain all of them."""
        return make_rules(read_axioms(read_vocabulary(self.ontology).quads))

    def frequency(self, kind: str) -> int:
        """Return the number of asserted edges of a kind."""
        return self._frequencies.get(kind, 0)

    @cached_property
    def _frequencies(self) -> dict[str, int]:
        statements = self._asserted_counts("?s ?kind ?o", self.relations.properties, " FILTER(isIRI(?o))")
        typed = self._asserted_counts("?s a ?kind", self.relations.records)
        edges = {edge.name: typed.get(name, 0) for name, edges in self.relations.records.items() for edge in edges}
        return statements | edges

    def _asserted_counts(self, triple: str, kinds: Iterable[str], condition: str = "") -> dict[str, int]:
        """Count asserted edges by kind: all edges minus the inferred ones."""
        given = values({"kind": [DG[name] for name in kinds]})
        every = self._by_kind(f"{given}{triple} .{condition}")
        inferred = self._by_kind(f"{given}GRAPH {INFERRED} {{ {triple} }}{condition}")
        return {kind: number - inferred.get(kind, 0) for kind, number in every.items()}

    def _by_kind(self, pattern: str) -> dict[str, int]:
        distinct = f"SELECT DISTINCT * WHERE {{ {pattern} }}"
        select = f"SELECT ?kind (COUNT(*) AS ?number) WHERE {{ {{ {distinct} }} }} GROUP BY ?kind"
        table = self.reader.table(select, columns=("kind", "number"))
        found = ((kind, Table(("number",), ((number,),))) for kind, number in table.rows if isinstance(kind, NamedNode))
        return {local_name(kind): self.reader.number(number) for kind, number in found}

    def _count(self, select: str) -> int:
        return self.reader.number(self.reader.table(f"SELECT (COUNT(*) AS ?number) WHERE {{ {{ {select} }} }}", columns=("number",)))

    def limited(self, seconds: float) -> AbstractContextManager[None]:
        """Limit the time of the requests inside a `with` block."""
        return self.reader.client.limited(seconds)

    def answer(self, text: str, bindings: Bindings | None = None, timeout: float | None = None, memory: int = 0) -> Answer:
        """Return the endpoint's answer to a query; its client and server have their own limits, so those given have no effect.

        Raises:
            MisuseError: the graph was opened without inferred triples, but an endpoint always includes them.
        """
        if not self.with_inferred:
            remedy = f"Add FILTER NOT EXISTS {{ GRAPH {INFERRED} {{ ?s ?p ?o }} }} to the query."
            raise MisuseError("An endpoint always includes inferred triples.", remedy)
        del timeout, memory
        found = answer(self.reader, text, bindings or {})
        if isinstance(found, Table):
            self.fetched.expect(term for row in found.rows for term in row)
        return found

    def _is_known_hub(self, node: NamedNode) -> bool:
        return self.fetched.knows(node) and Graph(self).type(node) in self.relations.hubs


def open_endpoint(url: str, ontology: Path, timeout: float | None = None, with_inferred: bool = True) -> EndpointBackend:
    """Open the graph behind an endpoint.

    Args:
        url: of a SPARQL 1.1 endpoint.
        ontology: the folder of the ontology for a dataset without one.
        timeout: seconds for all requests.
        with_inferred: whether triples that reasoning added are visible.

    Raises:
        NoDataset: the endpoint holds no dataset of this project.
        EndpointError: see `disgraph.graph.endpoint.client.Client.ask`.
    """
    client = Client(url, timeout)
    atexit.register(client.close)
    reader = ResultReader(client)
    if not reader.table(f"SELECT ?s WHERE {{ ?s a {DG['Entity']} }} LIMIT 1", columns=("s",)).rows:
        remedy = "Load it as docs/endpoints.md describes; for a named graph, add ?default-graph-uri=IRI to the URL."
        raise NoDataset(f"{reader.client.address}: holds no dataset of disgraph.", remedy)
    return EndpointBackend(reader, ontology, with_inferred)
