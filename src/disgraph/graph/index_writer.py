"""Writing the file of the relationship graph: its edges in one pass over the store, predicate by predicate."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from disgraph.graph.graph import Graph
from disgraph.graph.hops import explain
from disgraph.graph.quad_relationships import sharing_of
from disgraph.ontology.vocabulary import EdgeTerm
from disgraph.rdf import DG, INFERRED, RDF, DefaultGraph, Literal, NamedNode
from disgraph.relationships.edge import Edge, Hop
from disgraph.relationships.grade import DIRECT, WEAK, Sharing, derived_grade, stated_grade
from disgraph.store.sections import ends, numbers, texts, write_sections

#: A graph with more edges leaves the sentences and quotes of its hops in the store (about 600 bytes and half a millisecond an edge).
DETAILED = 250_000


def write_index(path: Path, graph: Graph, entities: Iterable[str]) -> None:
    """Write the file of a graph; see `disgraph.relationships.flat_index`.

    Args:
        path: of the file.
        graph: the opened graph.
        entities: IRIs of its entities.
    """
    edges = sorted(set(all_edges(graph)))
    write_edges(path, graph, entities, edges, partial(explain, graph) if len(edges) <= DETAILED else None)


def write_edges(
    path: Path, graph: Graph, entities: Iterable[str], edges: Sequence[Edge], explain_edge: Callable[[Edge], Hop] | None = None
) -> None:
    """Write the file of some edges.

    Args:
        path: of the file.
        graph: gives labels, types and documents.
        entities: IRIs of its entities.
        edges: sorted.
        explain_edge: returns an edge with its sentence and quotes; None to leave them in the store.
    """
    nodes = sorted({*entities, *(end for edge in edges for end in (edge.source, edge.target))})
    terms = [NamedNode(node) for node in nodes]
    types = [graph.type(term) for term in terms]
    hubs = [graph.relations.hubs.get(kind, "") for kind in types]
    groups = ["", *sorted(set(hubs) - {""})]
    kinds = sorted({edge.kind for edge in edges})
    sharing = {kind: sharing_of(graph.relations, kind) for kind in set(types)}
    details = (_detail(explain_edge(edge)) for edge in edges) if explain_edge else ()
    sections = {
        **texts("iris", nodes),
        **texts("labels", [graph.label(term) for term in terms]),
        **texts("types", types),
        **texts("documents", [",".join(graph.mentioned_in(term)) for term in terms]),
        **texts("records", [edge.record for edge in edges]),
        **texts("details", details),
        "hub": numbers(map(groups.index, hubs)),
        "weak hubs": numbers(at for at, kind in enumerate(types) if sharing[kind].is_weak_hub),
        **{f"hubs of {group}": numbers(at for at, hub in enumerate(hubs) if hub == group) for group in groups[1:]},
        **_adjacency(
            edges,
            {iri: at for at, iri in enumerate(nodes)},
            {kind: at for at, kind in enumerate(kinds)},
            _grades(graph, nodes, types, edges),
        ),
    }
    asserted = graph.summary["kinds"]
    known = [[kind, asserted.get(kind, 0), graph.relations.weakness(kind), int(_is_tie(graph, kind))] for kind in kinds]
    shared = {kind: found for kind, found in sorted(sharing.items()) if found != Sharing()}
    write_sections(path, sections, {"kinds": known, "hubs": groups, "sharing": shared})


def _is_tie(graph: Graph, kind: str) -> bool:
    edge = graph.relations.properties.get(kind)
    return edge is not None and edge.is_weak_tie


def _grades(graph: Graph, nodes: Sequence[str], types: Sequence[str], edges: Iterable[Edge]) -> list[int]:
    """Return the grade of each edge, as `disgraph.relationships.protocol.Relationships.grade` does."""
    sharing = {kind: sharing_of(graph.relations, kind) for kind in set(types)}
    of_node = {node: sharing[kind] for node, kind in zip(nodes, types, strict=True)}
    weakness = {kind: graph.relations.weakness(kind) for kind in {edge.kind for edge in edges}}
    ties = {kind for kind in weakness if _is_tie(graph, kind)}

    def grade(edge: Edge) -> int:
        sides = of_node[edge.source], of_node[edge.target]
        if edge.kind in ties:
            return WEAK
        return derived_grade(sides) if edge.inferred else stated_grade(sides, weakness[edge.kind])

    return list(map(grade, edges))


def _adjacency(edges: Sequence[Edge], number: dict[str, int], kinds: dict[str, int], grades: Sequence[int]) -> dict[str, bytes]:
    """Return the numeric sections: the edges with their grades, and for each node its edges and its neighbors by direct edges."""
    incident = [array("I") for _ in number]
    near: list[set[int]] = [set() for _ in number]
    columns = array("I")
    for at, edge in enumerate(edges):
        source, target = number[edge.source], number[edge.target]
        columns.extend((source, target, kinds[edge.kind], int(edge.inferred), *map(_day, (edge.begin, edge.until, edge.latest))))
        incident[source].append(at)
        incident[target].append(at)
        if grades[at] == DIRECT:
            near[source].add(target)
            near[target].add(source)
    return {
        "edge": columns.tobytes(),
        "grade": numbers(grades),
        "incident": b"".join(around.tobytes() for around in incident),
        "incident_at": numbers(ends(map(len, incident))),
        "near": b"".join(numbers(sorted(around)) for around in near),
        "near_at": numbers(ends(map(len, near))),
    }


def _detail(hop: Hop) -> str:
    return json.dumps([hop.sentence, hop.passages], ensure_ascii=False)


def _day(iso: str) -> int:
    """Return an ISO date as the number 20170731, or 0 for an empty text."""
    return int(iso.replace("-", "")) if iso else 0


def all_edges(graph: Graph) -> Iterator[Edge]:
    """Return every edge of a graph once, in any order.

    `disgraph.graph.quad_relationships` reads the same edges node by node, which takes many times longer.
    """
    yield from _statements(graph)
    days = _days(graph)
    for kind, terms in graph.relations.records.items():
        yield from _of_records(graph, kind, terms, days)


def _pairs(graph: Graph, predicate: NamedNode, named_graph: DefaultGraph | NamedNode = DefaultGraph()) -> Iterator[tuple[str, str]]:  # noqa: B008
    """Return subject and object of the triples of a predicate between two nodes with IRIs."""
    for quad in graph.quads.quads_for_pattern(None, predicate, None, named_graph):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            yield quad.subject.value, quad.object.value


def _statements(graph: Graph) -> Iterator[Edge]:
    """Return the edges of statements, without derived ones between two nodes that an asserted statement already joins."""
    derived: list[Edge] = []
    asserted: set[frozenset[str]] = set()
    for name, term in graph.relations.properties.items():
        inferred = set(_pairs(graph, DG[name], INFERRED))
        for source, target in _pairs(graph, DG[name]):
            if term.is_weak_tie and source > target:
                continue
            if (source, target) in inferred:
                derived.append(Edge(source, target, name, "", inferred=True))
            elif source != target:
                asserted.add(frozenset((source, target)))
                yield Edge(source, target, name, "", inferred=False)
    yield from (edge for edge in derived if edge.source != edge.target and frozenset((edge.source, edge.target)) not in asserted)


def _days(graph: Graph) -> dict[str, tuple[str, str, str]]:
    """Return for each record the first day that its time allows, the last if it states its end, and the last."""
    first, last, ended = (_least(graph, DG[name]) for name in ("earliest", "latest", "end"))
    return {
        record: (first.get(record, ""), last.get(record, "") if ended.get(record) else "", last.get(record, ""))
        for record in first.keys() | last.keys()
    }


def _least(graph: Graph, predicate: NamedNode) -> dict[str, str]:
    """Return one value of a property for each subject: of several the first by code point."""
    least: dict[str, str] = {}
    for quad in graph.quads.quads_for_pattern(None, predicate, None, DefaultGraph()):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            value = quad.object.value
            least[quad.subject.value] = min(value, least.get(quad.subject.value, value))
    return least


def _of_records(graph: Graph, kind: str, terms: Iterable[EdgeTerm], days: dict[str, tuple[str, str, str]]) -> Iterator[Edge]:
    records = {quad.subject.value for quad in graph.to(DG[kind], RDF["type"]) if isinstance(quad.subject, NamedNode)}
    if not records:
        return
    fillers: dict[str, dict[str, list[str]]] = {}
    for role in {role for term in terms for role in (term.source, term.target)}:
        filled = fillers.setdefault(role, {})
        for record, filler in _pairs(graph, DG[role]):
            if record in records:
                filled.setdefault(record, []).append(filler)
    for term in terms:
        for record in records & fillers[term.source].keys() & fillers[term.target].keys():
            begin, until, latest = days.get(record, ("", "", ""))
            for source in fillers[term.source][record]:
                for target in fillers[term.target][record]:
                    if source != target and (term.source != term.target or source < target):
                        yield Edge(source, target, term.name, record, inferred=False, begin=begin, until=until, latest=latest)
