"""The quads of an endpoint, looked up as in a store: fetched once, many nodes in one query.

Whoever reads a graph goes from node to node: from an entity to its records, from each record to its claims, from each claim to its
evidence. One request a node would be slow, so nodes that became known together are fetched together: when the triples of one record
are asked for, those of the records that stood in the same answer come along, up to `BATCH`. This makes one query of each step of a
breadth-first search, of a story and of an export, and none of them need know.

A query asks for the distinct triples of the default graph, and for those that the graph of inferred triples lists. So it is right
where the default graph is a graph of its own, and where it is the union of all graphs. Nodes without an IRI cannot be asked for
from outside; a dataset of this project has none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from disgraph.graph.endpoint.result_reader import ResultReader
from disgraph.rdf import INFERRED, BlankNode, DefaultGraph, Literal, NamedNode, Quad, Term, Triple, local_name
from disgraph.sparql.bindings import values

#: How many nodes one query asks for.
BATCH = 100

_HOME = DefaultGraph()
Statement = tuple[Term, NamedNode, Term]


class RemoteQuads:
    """What an endpoint holds, read as a store is.

    Args:
        reader: of the endpoint.
    """

    def __init__(self, reader: ResultReader) -> None:
        self.reader = reader
        #: Tells of a node whether so much leads to it that it is fetched by itself and only when it is asked for.
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
        """Return the quads that have the given parts; `None` stands for any."""
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
        """Tell whether the triples of a node have been fetched."""
        return node in self._about

    def is_inferred(self, quad: Quad) -> bool:
        """Tell whether the triple of a quad that has been fetched was added by reasoning."""
        return (quad.subject, quad.predicate, quad.object) in self._inferred

    def expect(self, nodes: Iterable[Term | None]) -> None:
        """Take nodes for known together: what is asked of one will be asked of the others."""
        group: list[NamedNode] = []
        for node in dict.fromkeys(nodes):
            if isinstance(node, NamedNode) and node not in self._together:
                self._together[node] = (group, len(group))
                group.append(node)

    def _in_graph(self, quads: Iterable[Quad], graph: NamedNode | BlankNode | DefaultGraph | None) -> Iterator[Quad]:
        """Return quads as a graph has them: the default graph, that of inferred triples, or both."""
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
        """Return a node with those around it that became known together with it, as far as they are wanted."""
        group, at = self._together.get(node, ([], 0)) if isinstance(node, NamedNode) else ([], 0)
        near = (*group[at + 1 : at + BATCH], *group[max(0, at - BATCH) : at])
        return [node, *islice(filter(is_wanted, near), BATCH - 1)]

    def _fetch(self, subject: str, predicate: str, target: str, given: str = "") -> list[Quad]:
        """Return the triples of the default graph for a pattern, sorted; keep in mind which are inferred and which nodes are in them."""
        pattern = f"{subject} {predicate} {target}"
        columns = " ".join(part for part in (subject, predicate, target) if part.startswith("?"))
        listed = f"{given}GRAPH {INFERRED} {{ {pattern} }} BIND(1 AS ?inferred)"
        select = f"SELECT DISTINCT {columns} ?inferred WHERE {{ {{ {given}{pattern} }} UNION {{ {listed} }} }}"
        fixed = None if predicate.startswith("?") else NamedNode(predicate[1:-1])
        table = self.reader.table(select, is_set=True)
        said: list[Quad] = []
        for row in table.rows:
            cells = dict(zip(table.variables, row, strict=True))
            source, named, value = cells["s"], fixed or cells["p"], cells["o"]
            if isinstance(source, NamedNode) and isinstance(named, NamedNode) and isinstance(value, NamedNode | Literal):
                if cells["inferred"] is None:
                    said.append(Quad(source, named, value))
                else:
                    self._inferred.add((source, named, value))
        said.sort(key=str)
        self._expect_ends(said)
        return said

    def _expect_ends(self, quads: list[Quad]) -> None:
        """Take the ends of an answer for known together, apart by the vocabulary of the property between them.

        So a record that has a role, whose property is of this project, does not bring along the claims that speak of the same entity
        by `rdf:subject`.
        """
        ends: dict[tuple[str, str], list[Term]] = defaultdict(list)
        for quad in quads:
            vocabulary = quad.predicate.value.removesuffix(local_name(quad.predicate))
            ends["subject", vocabulary].append(quad.subject)
            ends["object", vocabulary].append(quad.object)
        for nodes in ends.values():
            self.expect(nodes)


class AssertedQuads:
    """The same without what reasoning added.

    Args:
        quads: with it.
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
        """Return the quads that have the given parts; `None` stands for any."""
        found = self._quads.quads_for_pattern(subject, predicate, object, graph_name)
        return (quad for quad in found if not self._quads.is_inferred(quad))

    def __contains__(self, quad: Quad, /) -> bool:
        return quad in self._quads and not self._quads.is_inferred(quad)
