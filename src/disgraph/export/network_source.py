"""Reading the relationship graph of an opened graph, each edge and node when it is written, so that memory stays small."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterator
from functools import lru_cache, partial
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from disgraph.export.locations import Locator
from disgraph.export.premises_of_edges import PremiseFinder
from disgraph.export.relationship import (
    NetworkNode,
    NetworkShape,
    Relationship,
    RelationshipKind,
    RelationshipNetwork,
    has_latin,
    merge,
    readable_label,
)
from disgraph.facts.known import Known
from disgraph.graph.graph import Graph
from disgraph.graph.hops import edge_label
from disgraph.graph.store_edges import outline_of
from disgraph.rdf import DG, RDF, SKOS, Literal, NamedNode, Quad
from disgraph.relationships.edge import Edge, EdgeOutline, NumberedEdge
from disgraph.relationships.protocol import EdgeSource

#: Maximum number of entities whose name words are cached.
_KEPT = 4096


class _Survey(NamedTuple):
    """The result of one pass over all edges: which nodes remain, and their degrees and years, by number; 0 is no year."""

    kept: bytearray
    incoming: array[int]
    outgoing: array[int]
    earliest: array[int]
    latest: array[int]
    shape: NetworkShape


class EdgeFilter(NamedTuple):
    """The selected part of the relationship graph: everything, or the edges that `wanted` keeps and the nodes that they join.

    Attributes:
        wanted: whether an edge counts; None if all do.
        omitted: whether an edge in brief is left out; None if none is.
        hidden: the types of entities that are left out.
    """

    wanted: Callable[[Edge], bool] | None = None
    omitted: Callable[[EdgeOutline], bool] | None = None
    hidden: frozenset[str] = frozenset()


def read_network(graph: Graph, taken: EdgeFilter = EdgeFilter()) -> RelationshipNetwork:  # noqa: B008  (a frozen value)
    """Return the relationship graph of an opened graph, or what is taken of it.

    Nodes and edges are read when they are iterated; only arrays of numbers are kept, one for each node and edge.
    """
    return network_from(graph, graph.backend.edge_source(), taken)


def network_from(graph: Graph, ties: EdgeSource, taken: EdgeFilter, entity: Callable[[str], bool] | None = None) -> RelationshipNetwork:
    """Return a network that is read from ties.

    Args:
        graph: where labels, types and documents of the nodes are.
        ties: where the edges are.
        taken: what is taken of them.
        entity: whether a node may be part of the network; by default the entities of the ontology.
    """
    survey = _survey(ties, taken, entity or entity_test(graph))
    return RelationshipNetwork(_NetworkNodes(graph, ties, survey), _NetworkEdges(graph, ties, taken, survey), survey.shape)


def entity_test(graph: Graph) -> Callable[[str], bool]:
    """Return a predicate for the IRIs of entities.

    That something is an entity follows from its type, so it is looked up with inferences even where the graph is opened without.
    """
    quads = graph.whole().quads
    return lambda iri: Quad(NamedNode(iri), RDF["type"], DG["Entity"]) in quads


def _survey(ties: EdgeSource, taken: EdgeFilter, entity: Callable[[str], bool]) -> _Survey:
    """Look at all edges once. Nodes without an edge stay only where everything is taken."""
    entities = bytearray(entity(iri) and _is_shown(ties, at, taken) for at, iri in enumerate(ties.nodes()))
    count = len(entities)
    incoming, outgoing, earliest, latest = (array("I", bytes(4 * count)) for _ in range(4))
    sources, targets, inferred = array("I"), array("I"), 0
    outlines = ties.outlines() if taken.wanted is None else map(outline_of, _chosen(ties, taken, entities))
    joined = (outline for outline in outlines if entities[outline[0]] and entities[outline[1]])
    if taken.wanted is None and taken.omitted:
        joined = (outline for outline in joined if not taken.omitted(outline))
    for (first, second, _), group in groupby(joined, key=itemgetter(0, 1, 2)):
        outgoing[first] += 1
        incoming[second] += 1
        sources.append(first)
        targets.append(second)
        follows = True
        for _, _, _, is_inferred, *years in group:
            follows = follows and is_inferred
            for year in filter(None, years):
                for end in (first, second):
                    earliest[end] = min(earliest[end] or year, year)
                    latest[end] = max(latest[end], year)
        inferred += follows
    kept = entities if taken.wanted is None else bytearray(bool(incoming[at] or outgoing[at]) for at in range(count))
    number, degrees = _numbered(kept, incoming, outgoing)
    shape = NetworkShape(degrees, array("I", map(number.__getitem__, sources)), array("I", map(number.__getitem__, targets)), inferred)
    return _Survey(kept, incoming, outgoing, earliest, latest, shape)


def _is_shown(ties: EdgeSource, at: int, taken: EdgeFilter) -> bool:
    return not taken.hidden or ties.summary(at).type not in taken.hidden


def edge_kind(graph: Graph, name: str) -> RelationshipKind:
    """Return a kind of edges by its name in the ontology; by the IRI of another property; or by the words after `text:`."""
    scheme, is_other, words = name.partition(":")
    if not is_other:
        return RelationshipKind(DG[name].value, edge_label(graph, name))
    return RelationshipKind(name, words if scheme == "text" else graph.label(NamedNode(name)))


def _numbered(kept: bytearray, incoming: array[int], outgoing: array[int]) -> tuple[array[int], array[int]]:
    """Return the number of each node among those that stay, and the degrees of these."""
    number, count = array("I", bytes(4 * len(kept))), 0
    for at, stays in enumerate(kept):
        number[at] = count
        count += stays
    return number, array("I", (incoming[at] + outgoing[at] for at, stays in enumerate(kept) if stays))


def _key(tie: NumberedEdge) -> tuple[int, int, str]:
    return tie.first, tie.second, tie.edge.kind


def _chosen(ties: EdgeSource, taken: EdgeFilter, nodes: bytearray) -> Iterator[NumberedEdge]:
    """Return the edges that are taken, between two of the nodes."""
    wanted, omitted = taken.wanted, taken.omitted
    for tie in ties.ties():
        if not (nodes[tie.first] and nodes[tie.second]) or (wanted and not wanted(tie.edge)):
            continue
        if not (omitted and tie.edge.inferred and omitted(outline_of(tie))):
            yield tie


class _NetworkNodes(Collection[NetworkNode]):
    """The nodes of a network, read from the store when they are iterated."""

    def __init__(self, graph: Graph, ties: EdgeSource, survey: _Survey) -> None:
        self._graph, self._ties, self._survey = graph, ties, survey
        self._locator = Locator(graph)

    def __len__(self) -> int:
        return len(self._survey.shape.degrees)

    def __contains__(self, node: object) -> bool:
        return any(node == known for known in self)

    def __iter__(self) -> Iterator[NetworkNode]:
        return (self._node(at, iri) for at, iri in enumerate(self._ties.nodes()) if self._survey.kept[at])

    def _node(self, at: int, iri: str) -> NetworkNode:
        _, incoming, outgoing, earliest, latest, _ = self._survey
        label, kind, documents = self._ties.summary(at)
        if not self._graph.with_inferred:
            kind = self._graph.type(NamedNode(iri))
        found = self._locator.locate(iri)
        return NetworkNode(
            iri=iri,
            label=readable_label(label, iri),
            type=kind,
            type_label=self._graph.relations.labels.get(kind, kind),
            degree=incoming[at] + outgoing[at],
            documents=documents,
            earliest=earliest[at] or None,
            latest=latest[at] or None,
            in_degree=incoming[at],
            out_degree=outgoing[at],
            location=found.location if found else None,
            location_known=found.known if found else Known(""),
            label_latin=self._latin(label, iri),
        )

    def _latin(self, label: str, iri: str) -> str:
        """Return the label or else the first other name with Latin letters."""
        plain = " ".join(label.split())
        if has_latin(plain):
            return plain
        names = (quad.object.value for quad in self._graph.about(NamedNode(iri), SKOS["altLabel"]) if isinstance(quad.object, Literal))
        return min(filter(has_latin, names), default="")


class _NetworkEdges(Collection[Relationship]):
    """The edges of a network, read and merged when they are iterated."""

    def __init__(self, graph: Graph, ties: EdgeSource, taken: EdgeFilter, survey: _Survey) -> None:
        self._graph, self._ties, self._taken, self._survey = graph, ties, taken, survey
        self._premises = PremiseFinder(graph)

    def __len__(self) -> int:
        return len(self._survey.shape.sources)

    def __contains__(self, edge: object) -> bool:
        return any(edge == known for known in self)

    def __iter__(self) -> Iterator[Relationship]:
        kind_of = lru_cache(_KEPT)(partial(edge_kind, self._graph))
        for (_, _, name), ties in groupby(_chosen(self._ties, self._taken, self._survey.kept), key=_key):
            hops = [(tie.edge, self._premises.add_premises(self._ties.hop(tie))) for tie in ties]
            yield merge(hops, kind_of(name))
