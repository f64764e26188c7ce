"""Small lookups in a graph within a time limit, for hints about a query. Each is one request to an endpoint."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic

from disgraph.errors import LimitExceeded, MisuseError
from disgraph.graph.graph import Graph
from disgraph.rdf import DG, OWL, RDF, RDFS, SKOS, Literal, NamedNode, Term
from disgraph.sparql.bindings import values, with_values
from disgraph.sparql.evaluation import Bindings, Table

#: Rows that are read to find the values and terms that are near; more would take longer than a hint is worth.
SCANNED = 50_000

_CLASSES = [OWL["Class"], RDFS["Class"]]
_PROPERTIES = [OWL["ObjectProperty"], OWL["DatatypeProperty"], OWL["AnnotationProperty"], RDF["Property"]]
_NAMED = [DG["Entity"], SKOS["Concept"]]


class GraphProbe:
    """Lookups in a graph that end with a time limit.

    Args:
        graph: the graph.
        seconds: for all lookups.
    """

    def __init__(self, graph: Graph, seconds: float) -> None:
        self.graph = graph
        self.seconds = seconds
        self._end = monotonic() + seconds

    def held(self, patterns: Sequence[str]) -> list[bool]:
        """Return for each triple pattern whether the graph has a triple of it.

        Raises:
            LimitExceeded: the time is over.
        """
        if not patterns:
            return []
        parts = (f"{{ SELECT ({at} AS ?at) WHERE {{ {pattern} }} LIMIT 1 }}" for at, pattern in enumerate(patterns))
        found = {
            int(row[0].value) for row in self._table(f"SELECT ?at WHERE {{ {' UNION '.join(parts)} }}").rows if isinstance(row[0], Literal)
        }
        return [at in found for at in range(len(patterns))]

    def has_solution(self, text: str, bindings: Bindings) -> bool:
        """Return the answer of an ASK, whose variables may have values.

        Raises:
            LimitExceeded: the time is over, or the graph in memory has none.
        """
        return self._is_true(self.graph, text, bindings)

    def has_derived_solution(self, text: str, bindings: Bindings) -> bool:
        """Return the answer of an ASK to the graph with the triples that reasoning added.

        Raises:
            LimitExceeded: the time is over, or the graph in memory has none.
        """
        return self._is_true(self.graph.whole(), text, bindings)

    def _is_true(self, graph: Graph, text: str, bindings: Bindings) -> bool:
        try:
            return graph.backend.answer(with_values(text, bindings), None, self._left()) is True
        except MisuseError as error:
            raise LimitExceeded(error.message, error.remedy) from error

    def terms(self) -> list[tuple[NamedNode, str]]:
        """Return the classes and properties that the graph declares or uses, each with `class` or `property`."""
        declared = (f"{values({'type': types})}?term a ?type" for types in (_CLASSES, _PROPERTIES))
        scans = (f"SELECT ?term WHERE {{ {pattern} }} LIMIT {SCANNED}" for pattern in ("?s a ?term", "?s ?term ?o"))
        used = (f"{{ SELECT DISTINCT ?term WHERE {{ {{ {scan} }} }} }}" for scan in scans)
        roles = ("class", "property") * 2
        parts = (f'{{ {pattern} BIND("{role}" AS ?role) }}' for pattern, role in zip((*declared, *used), roles, strict=True))
        rows = self._table(f"SELECT DISTINCT ?term ?role WHERE {{ {' UNION '.join(parts)} }}", of_whole=True).rows
        return sorted(
            {(term, str(role.value)) for term, role in rows if isinstance(term, NamedNode) and isinstance(role, Literal)}, key=str
        )

    def nodes(self) -> list[NamedNode]:
        """Return the entities and concepts of the graph."""
        select = f"SELECT DISTINCT ?node WHERE {{ {values({'type': _NAMED})}?node a ?type }} LIMIT {SCANNED}"
        return sorted((row[0] for row in self._table(select, of_whole=True).rows if isinstance(row[0], NamedNode)), key=str)

    def values_of(self, properties: Sequence[NamedNode], of_named: bool = False) -> list[Literal]:
        """Return the different literals that properties have as values.

        Args:
            properties: at least one.
            of_named: whether only the values of entities and concepts count.
        """
        named = f"{values({'type': _NAMED})}?s a ?type . " if of_named else ""
        scan = f"SELECT ?value WHERE {{ {named}{values({'property': properties})}?s ?property ?value }} LIMIT {SCANNED}"
        rows = self._table(f"SELECT DISTINCT ?value WHERE {{ {{ {scan} }} FILTER(isLiteral(?value)) }}", of_whole=True).rows
        return [row[0] for row in rows if isinstance(row[0], Literal)]

    def subjects(self, value: Literal, properties: Sequence[NamedNode]) -> list[NamedNode]:
        """Return a few nodes that have a literal as value of a property."""
        select = f"SELECT DISTINCT ?s WHERE {{ {values({'property': properties})}?s ?property {value} }} LIMIT 3"
        return sorted((row[0] for row in self._table(select).rows if isinstance(row[0], NamedNode)), key=str)

    def predicates(self, pattern: str) -> list[NamedNode]:
        """Return a few predicates that `?p` has in a pattern, the most frequent first."""
        scan = f"SELECT ?p WHERE {{ {pattern} }} LIMIT {SCANNED}"
        rows = self._table(f"SELECT ?p (COUNT(*) AS ?n) WHERE {{ {{ {scan} }} }} GROUP BY ?p ORDER BY DESC(?n) ?p LIMIT 20").rows
        return [row[0] for row in rows if isinstance(row[0], NamedNode)]

    def objects(self, node: NamedNode, predicate: NamedNode) -> list[Term]:
        """Return the objects of a node and a property."""
        rows = self._table(f"SELECT ?o WHERE {{ {node} {predicate} ?o }} LIMIT 9").rows
        return [row[0] for row in rows if row[0] is not None]

    def _table(self, select: str, of_whole: bool = False) -> Table:
        self._left()
        graph = self.graph.whole() if of_whole else self.graph
        found = graph.backend.answer(select)
        assert isinstance(found, Table)
        return found

    def _left(self) -> float:
        left = self._end - monotonic()
        if left <= 0:
            raise LimitExceeded(f"No reason found within {self.seconds:g} seconds.")
        return left
