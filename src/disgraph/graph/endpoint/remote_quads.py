"""The quads of an endpoint, looked up as in a store: fetched once, many nodes in one query.

A reader visits node after node: from an entity to its records, from each record to its claims, from each claim to its evidence. One
request for each node would be slow. So nodes that occur in one answer are fetched together: when the triples of one record are needed,
those of the other records of the same answer are fetched too, up to `BATCH`. Each step of a breadth-first search, of a story or of an
export becomes one query.

A query selects the distinct triples of the default graph, and those that the graph of inferred triples lists. It is correct if the
default graph is separate, and if it is the union of all graphs. Blank nodes cannot be queried from outside; a dataset of this project
has none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from disgraph.graph.endpoint.result_reader import ResultReader
from disgraph.rdf import INFERRED, BlankNode, DefaultGraph, Literal, NamedNode, Quad, Term, Triple, local_name
from disgraph.sparql.bindings import values

#: Maximum number of nodes in one query.
BATCH = 100

_HOME = DefaultGraph()
Statement = tuple[Term, NamedNode, Term]


class RemoteQuads:
    """The quads of an endpoint, with the interface of a store.

    Args:
        reader: of the endpoint.
    """

    def __init__(self, reader: ResultReader) -> None:
        self.reader = reader
        #: Returns whether a node has too many triples for a joint fetch: it is fetched alone, when it is needed.
        self.is_hub: Callable[[NamedNode], bool] = lambda _node: False
        self._about: dict[NamedNode, list[Quad]] = {}
        self._to: dict[tuple[Term, NamedNode | None], list[Quad]] = {}
        self._together: dict[NamedNode, tuple[list[NamedNode], int]] = {}
        self._inferred: set[Statement] = set()

    def quads_for_pattern(
        self,
        subject: NamedNode | BlankNode | Triple | None,
        predicate: NamedNode | None,
        object: Term | None,
        graph_name: NamedNode | BlankNode | DefaultGraph | None = None,
        /,
    ) -> Iterator[Quad]:
        """Return the quads with the given parts; `None` matches any."""
        if isinstance(subject, NamedNode):
            found: Iterable[Quad] = self._fetched_about(subject)
        elif isinstance(object, NamedNode | Literal) and subject is None:
            found = self._fetched_to(object, predicate)
        elif subject is None and object is None:
            found = self._fetch("?s", str(predicate) if predicate else "?p", "?o")
        else:
            found = ()
        wanted = (quad for quad in found if predicate in (None, quad.predicate) and object in (None, quad.object))
        return self._in_graph(wanted, graph_name)

    def __contains__(self, quad: Quad, /) -> bool:
        return quad in self.quads_for_pattern(quad.subject, quad.predicate, quad.object, quad.graph_name)

    def knows(self, node: NamedNode) -> bool:
        """Return whether the triples of a node were fetched."""
        return node in self._about

    def is_inferred(self, quad: Quad) -> bool:
        """Return whether reasoning added the triple of a fetched quad."""
        return (quad.subject, quad.predicate, quad.object) in self._inferred

    def expect(self, nodes: Iterable[Term | None]) -> None:
        """Hint that nodes are read together, so that a query for one fetches the others."""
        group: list[NamedNode] = []
        for node in dict.fromkeys(nodes):
            if isinstance(node, NamedNode) and node not in self._together:
                self._together[node] = (group, len(group))
                group.append(node)

    def _in_graph(self, quads: Iterable[Quad], graph: NamedNode | BlankNode | DefaultGraph | None) -> Iterator[Quad]:
        """Return quads with the names of their graphs: the default graph, the graph of inferred triples, or both."""
        for quad in quads:
            if graph in (None, _HOME):
                yield quad
            if graph in (None, INFERRED) and self.is_inferred(quad):
                yield Quad(quad.subject, quad.predicate, quad.object, INFERRED)

    def _fetched_about(self, node: NamedNode) -> list[Quad]:
        if node not in self._about:
            batch = self._batch(node, lambda other: other not in self._about)
            self._about |= {each: [] for each in batch if isinstance(each, NamedNode)}
            for quad in self._fetch("?s", "?p", "?o", values({"s": batch})):
                assert isinstance(quad.subject, NamedNode)
                self._about[quad.subject].append(quad)
        return self._about[node]

    def _fetched_to(self, node: NamedNode | Literal, predicate: NamedNode | None) -> list[Quad]:
        if (node, None) in self._to:
            return self._to[node, None]
        if (node, predicate) not in self._to:
            batch = self._batch(node, lambda other: self._may_be_read_ahead(other, predicate))
            self._to |= {(each, predicate): [] for each in batch}
            for quad in self._fetch("?s", str(predicate) if predicate else "?p", "?o", values({"o": batch})):
                self._to[quad.object, predicate].append(quad)
        return self._to[node, predicate]

    def _may_be_read_ahead(self, node: NamedNode, predicate: NamedNode | None) -> bool:
        if (node, predicate) in self._to or (node, None) in self._to:
            return False
        return predicate is not None or (node in self._about and not self.is_hub(node))

    def _batch(self, node: NamedNode | Literal, is_wanted: Callable[[NamedNode], bool]) -> list[NamedNode | Literal]:
        """Return a node and the wanted ones of the nodes that are read together with it."""
        group, at = self._together.get(node, ([], 0)) if isinstance(node, NamedNode) else ([], 0)
        near = (*group[at + 1 : at + BATCH], *group[max(0, at - BATCH) : at])
        return [node, *islice(filter(is_wanted, near), BATCH - 1)]

    def _fetch(self, subject: str, predicate: str, target: str, given: str = "") -> list[Quad]:
        """Return the triples of the default graph for a pattern, sorted; remember which are inferred, and their nodes."""
        pattern = f"{subject} {predicate} {target}"
        columns = tuple(part[1:] for part in (subject, predicate, target, "?inferred") if part.startswith("?"))
        names = " ".join(f"?{name}" for name in columns)
        listed = f"{given}GRAPH {INFERRED} {{ {pattern} }} BIND(1 AS ?inferred)"
        select = f"SELECT DISTINCT {names} WHERE {{ {{ {given}{pattern} }} UNION {{ {listed} }} }}"
        fixed = None if predicate.startswith("?") else NamedNode(predicate[1:-1])
        table = self.reader.table(select, is_set=True, columns=columns)
        found: list[Quad] = []
        for row in table.rows:
            cells = dict(zip(table.variables, row, strict=True))
            source, named, value = cells["s"], fixed or cells["p"], cells["o"]
            if isinstance(source, NamedNode) and isinstance(named, NamedNode) and isinstance(value, NamedNode | Literal):
                if cells["inferred"] is None:
                    found.append(Quad(source, named, value))
                else:
                    self._inferred.add((source, named, value))
        found.sort(key=str)
        self._expect_ends(found)
        return found

    def _expect_ends(self, quads: list[Quad]) -> None:
        """Hint that the ends of an answer are read together, grouped by the vocabulary of their property.

        So a record, whose roles are properties of this project, is not fetched with the claims of the same entity, whose property is
        `rdf:subject`.
        """
        ends: dict[tuple[str, str], list[Term]] = defaultdict(list)
        for quad in quads:
            vocabulary = quad.predicate.value.removesuffix(local_name(quad.predicate))
            ends["subject", vocabulary].append(quad.subject)
            ends["object", vocabulary].append(quad.object)
        for nodes in ends.values():
            self.expect(nodes)


class AssertedQuads:
    """The quads of an endpoint without the triples that reasoning added.

    Args:
        quads: all.
    """

    def __init__(self, quads: RemoteQuads) -> None:
        self._quads = quads

    def quads_for_pattern(
        self,
        subject: NamedNode | BlankNode | Triple | None,
        predicate: NamedNode | None,
        object: Term | None,
        graph_name: NamedNode | BlankNode | DefaultGraph | None = None,
        /,
    ) -> Iterator[Quad]:
        """Return the quads with the given parts; `None` matches any."""
        found = self._quads.quads_for_pattern(subject, predicate, object, graph_name)
        return (quad for quad in found if not self._quads.is_inferred(quad))

    def __contains__(self, quad: Quad, /) -> bool:
        return quad in self._quads and not self._quads.is_inferred(quad)
