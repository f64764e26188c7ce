"""A part of the relationship graph: by kind, type and time, around an entity, on a path, or as a query answers; each narrows the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from disgraph.errors import InputError, MisuseError
from disgraph.export.default_view import chains_of, repetition_test
from disgraph.export.network_source import EdgeFilter, edge_kind, network_from, read_network
from disgraph.export.relationship import RelationshipNetwork
from disgraph.graph.graph import Graph
from disgraph.graph.store_edges import StoreEdges
from disgraph.paths.lookup import find_paths
from disgraph.rdf import DG, RDF, Literal, NamedNode, Quad, Term, local_name
from disgraph.relationships.edge import Edge, Hop, NumberedEdge
from disgraph.relationships.path_options import PathOptions
from disgraph.relationships.protocol import Relationships
from disgraph.sparql.evaluation import Answer, Table

#: The columns that a SELECT must have; `weight` is optional.
_COLUMNS = ("source", "relation", "target")

Key = tuple[str, str, str]
Wanted = Callable[[Edge], bool]


class PartChoice(NamedTuple):
    """The choice of a part; an empty field chooses everything.

    `complete` also chooses what the default network leaves out (see `disgraph.export.default_view`). `around` and `ends` are IRIs,
    `types` local names of classes, `only` and `exclude` kinds of edges, `first` and `last` days, and `asked` the relations that a query
    answered with, each with its weight, or 0 without one.
    """

    around: str = ""
    hops: int = 2
    ends: tuple[str, str] | None = None
    types: frozenset[str] = frozenset()
    only: frozenset[str] = frozenset()
    exclude: frozenset[str] = frozenset()
    first: str = ""
    last: str = ""
    asked: Mapping[Key, int] | None = None
    complete: bool = False


def select(graph: Graph, choice: PartChoice) -> RelationshipNetwork:
    """Return what is chosen of the relationship graph: the edges that meet everything asked for, and the entities that they join.

    Args:
        graph: the opened graph.
        choice: what is asked for; with nothing, the default network is returned.

    Raises:
        LimitExceeded: too many paths of one length.
    """
    if choice in (PartChoice(), PartChoice(complete=True)):
        return read_network(graph, _default_view(graph, choice))
    relationships = graph.backend.relationships()
    conditions = [_by_kind_and_time(choice)]
    if choice.types:
        conditions.append(_by_type(graph, choice.types))
    if choice.around:
        near = neighbourhood(relationships, choice.around, choice.hops, _all_of(conditions))
        conditions.append(lambda edge: edge.source in near and edge.target in near)
    if choice.ends:
        steps = _steps(relationships, choice)
        conditions.append(lambda edge: frozenset((edge.source, edge.target)) in steps)
    if choice.asked is None:
        return read_network(graph, _default_view(graph, choice)._replace(wanted=_all_of(conditions)))
    network = network_from(graph, _QueryEdges(graph, choice.asked), EdgeFilter(_all_of(conditions)), lambda _iri: True)
    weights = {(source, kind if ":" in kind else DG[kind].value, target): weight for (source, kind, target), weight in choice.asked.items()}
    return network._replace(
        edges=tuple(edge._replace(weight=weights.get((edge.source, edge.kind, edge.target)) or edge.weight) for edge in network.edges)
    )


def _default_view(graph: Graph, choice: PartChoice) -> EdgeFilter:
    """Return what is left out by default; what is asked for by its kind, its class or its name is kept."""
    if choice.complete:
        return EdgeFilter()
    named = {graph.type(NamedNode(iri)) for iri in (choice.around, *(choice.ends or ())) if iri}
    hidden = frozenset() if choice.types else graph.relations.optional - named
    chains = {kind: found for kind, found in chains_of(graph.rules).items() if kind not in choice.only}
    return EdgeFilter(omitted=repetition_test(graph.backend.edge_source(), chains) if graph.with_inferred else None, hidden=hidden)


def neighbourhood(relationships: Relationships, middle: str, hops: int, wanted: Wanted) -> frozenset[str]:
    """Return the nodes within a number of hops; the walk does not continue from hubs such as places, unless it begins there.

    Args:
        relationships: where the edges are.
        middle: IRI of an entity.
        hops: maximum number.
        wanted: whether an edge may be walked.
    """
    found, rim = {middle}, [middle]
    for _ in range(hops):
        passable = [node for node in rim if node == middle or not relationships.hub(node)]
        reached = {edge.other(node) for node in passable for edge in relationships.around(node) if wanted(edge)}
        rim = sorted(reached - found)
        found |= reached
    return frozenset(found)


def query_relations(graph: Graph, answer: Answer) -> dict[Key, int]:
    """Return the relations that a query answers with: source, kind and target, with its weight, or 0.

    A relation that the relationship graph knows keeps its name there; another keeps its IRI, or its words after `text:`.

    Args:
        graph: the opened graph.
        answer: triples, or a table with source, relation, target and perhaps weight.

    Raises:
        MisuseError: the query is no CONSTRUCT, and no SELECT with these columns.
        InputError: an end is no IRI, or a weight no whole number above 0.
    """
    if isinstance(answer, bool):
        raise MisuseError("An ASK has no relations.", "Use a CONSTRUCT, or a SELECT with ?source ?relation ?target.")
    if isinstance(answer, Table):
        missing = [name for name in _COLUMNS if name not in answer.variables]
        if missing:
            raise MisuseError(f"The query has no column ?{missing[0]}.", "Use a CONSTRUCT, or a SELECT with ?source ?relation ?target.")
        rows = [dict(zip(answer.variables, row, strict=True)) for row in answer.rows]
        return {key: _weight(row.get("weight")) for row in rows for key in _keys(graph, *(row[name] for name in _COLUMNS))}
    said = [triple for triple in answer if isinstance(triple.object, NamedNode) and triple.predicate != RDF["type"]]
    return {key: 0 for triple in said for key in _keys(graph, triple.subject, triple.predicate, triple.object)}


def _keys(graph: Graph, source: Term | None, relation: Term | None, target: Term | None) -> Iterator[Key]:
    for name, end in (("source", source), ("target", target)):
        if not isinstance(end, NamedNode):
            raise InputError(f"?{name} is {end}, which is no IRI.", "Let the query bind it to an entity.")
    if not isinstance(relation, NamedNode | Literal) or not relation.value.strip():
        raise InputError(f"?relation is {relation}.", "Let the query bind it to a property or to words.")
    assert isinstance(source, NamedNode)
    assert isinstance(target, NamedNode)
    for kind in _kinds(graph, relation):
        yield source.value, kind, target.value


def _kinds(graph: Graph, relation: NamedNode | Literal) -> list[str]:
    """Return the kinds of edges that a relation means: of a property, of an edge of records, or of a class of records."""
    relations = graph.relations
    if isinstance(relation, Literal):
        return [f"text:{relation.value}"]
    name = local_name(relation)
    if relation.value != DG[name].value:
        return [relation.value]
    if name in relations.records:
        return [edge.name for edge in relations.records[name]]
    known = name in relations.properties or any(edge.name == name for edges in relations.records.values() for edge in edges)
    return [name if known else relation.value]


def _weight(term: Term | None) -> int:
    if term is None:
        return 0
    if isinstance(term, Literal) and term.value.isdecimal() and int(term.value) > 0:
        return int(term.value)
    raise InputError(f"?weight is {term}.", "A weight is a whole number above 0, such as COUNT(*) gives.")


def _all_of(conditions: list[Wanted]) -> Wanted:
    fixed = tuple(conditions)
    return lambda edge: all(condition(edge) for condition in fixed)


def _by_kind_and_time(choice: PartChoice) -> Wanted:
    """Return a predicate for edges of a wanted kind that may have held in the time; an undated edge always may."""

    def wanted(edge: Edge) -> bool:
        if edge.kind in choice.exclude or (choice.only and edge.kind not in choice.only):
            return False
        return (not choice.last or edge.begin <= choice.last) and not (choice.first and edge.until and edge.until < choice.first)

    return wanted


def _by_type(graph: Graph, types: frozenset[str]) -> Wanted:
    """Return a predicate for edges whose ends are both of one of some types, asserted or derived."""
    quads = graph.whole().quads
    known: dict[str, bool] = {}

    def fits(iri: str) -> bool:
        if iri not in known:
            known[iri] = any(Quad(NamedNode(iri), RDF["type"], DG[name]) in quads for name in types)
        return known[iri]

    return lambda edge: fits(edge.source) and fits(edge.target)


def _steps(relationships: Relationships, choice: PartChoice) -> frozenset[frozenset[str]]:
    """Return the neighbors on the shortest paths, as `disgraph path` finds them in the same kinds and time."""
    assert choice.ends is not None
    day = choice.first if choice.first == choice.last else ""
    answer = find_paths(relationships, *choice.ends, PathOptions(only=choice.only, exclude=choice.exclude, as_of=day))
    return frozenset(frozenset(step) for path in answer.paths for step in pairwise(path.nodes))


class _QueryEdges(StoreEdges):
    """The relations that a query answers with; those that the relationship graph has keep their sentences and quotes."""

    def __init__(self, graph: Graph, asked: Mapping[Key, int]) -> None:
        super().__init__(graph, (end for source, _, target in asked for end in (source, target) if source != target))
        self._asked = asked

    def ties(self) -> Iterator[NumberedEdge]:
        number = {iri: at for at, iri in enumerate(self._nodes)}
        for source, kind, target in sorted(key for key in self._asked if key[0] != key[2]):
            known = [edge for edge in self._edges.around(source) if (edge.source, edge.kind, edge.target) == (source, kind, target)]
            for edge in known or [Edge(source, target, kind, "", inferred=True)]:
                yield NumberedEdge(number[source], number[target], 0, edge)

    def hop(self, tie: NumberedEdge) -> Hop:
        edge = tie.edge
        if ":" not in edge.kind and (edge.record or edge in self._edges.around(edge.source)):
            return super().hop(tie)
        source, target = (self._graph.label(NamedNode(iri)) for iri in (edge.source, edge.target))
        sentence = f"{source}: {edge_kind(self._graph, edge.kind).label} {target}"
        return Hop(edge.source, edge.target, edge.kind, sentence, "", True, ())
