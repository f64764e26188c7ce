"""The relationship graph as values: entities are its nodes, relations between them its edges, merged by source, target and kind."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from disgraph.export.quotes import best_passage, telling_words
from disgraph.facts.graph import Graph
from disgraph.paths.edges import Edges
from disgraph.paths.explain import edge_label, explain
from disgraph.paths.hops import Edge, Hop
from disgraph.rdf import DG, RDF, RESOURCE, NamedNode, local_name
from disgraph.store.names import read_names


class Node(NamedTuple):
    """An entity; `degree` counts its merged edges, `earliest` and `latest` are years of those that have a time."""

    iri: str
    label: str
    type: str
    type_label: str
    degree: int
    documents: tuple[str, ...]
    earliest: int | None
    latest: int | None


class Relationship(NamedTuple):
    """All edges of one kind from one entity to another, merged.

    `documents` say so, and `weight` is their number, or 1 where none does because the edge follows by reasoning. Sentence and quote
    are those of the most telling record. `start` and `end` are days, and empty unless every record has them; `earliest` and `latest`
    are the years that any record has.
    """

    id: str
    source: str
    target: str
    kind: str
    label: str
    weight: int
    documents: tuple[str, ...]
    inferred: bool
    sentence: str
    quote: str
    document: str
    title: str
    start: str
    end: str
    earliest: int | None
    latest: int | None
    records: tuple[str, ...]


class Network(NamedTuple):
    """The relationship graph: nodes by IRI, edges by source, target and kind."""

    nodes: tuple[Node, ...]
    edges: tuple[Relationship, ...]


class _Span(NamedTuple):
    """The first and the last day that a record allows; empty where it is open."""

    first: str
    last: str


def read_network(graph: Graph) -> Network:
    """Return the relationship graph of an opened graph."""
    entities = entity_iris(graph)
    known, around = set(entities), Edges(graph)
    edges = {edge for entity in entities for edge in around.around(entity) if {edge.source, edge.target} <= known}
    return network_of(graph, entities, edges)


def network_of(graph: Graph, entities: Sequence[str], edges: Iterable[Edge]) -> Network:
    """Return a network of some entities and edges, such as those of a path or a neighbourhood.

    Args:
        graph: the opened graph.
        entities: IRIs of the nodes, sorted.
        edges: between two of them.
    """
    merged = tuple(_merged(graph, _grouped(edges)))
    return Network(tuple(_nodes(graph, entities, merged)), merged)


def entity_iris(graph: Graph) -> list[str]:
    """Return the IRIs of all entities, sorted.

    That something is an entity follows from its type, so it is looked up with inferences even where the graph is opened without.
    """
    whole = graph if graph.with_inferred else Graph(graph.folder)
    return sorted(quad.subject.value for quad in whole.to(DG["Entity"], RDF["type"]) if isinstance(quad.subject, NamedNode))


def readable_label(label: str, iri: str) -> str:
    """Return a label in one line, or the last part of the IRI where the label has no Latin letter.

    >>> readable_label("Tang Xiaopeng", "https://example.org/person/tang"), readable_label(" ", "https://example.org/person/tang")
    ('Tang Xiaopeng', 'tang')
    """
    plain = " ".join(label.split())
    if any(unicodedata.name(character, "").startswith("LATIN") for character in plain):
        return plain
    return local_name(iri) or iri


def _grouped(edges: Iterable[Edge]) -> dict[tuple[str, str, str], list[Edge]]:
    """Return edges by source, target and kind, in sorted order."""
    groups: dict[tuple[str, str, str], list[Edge]] = defaultdict(list)
    for edge in sorted(edges):
        groups[edge.source, edge.target, edge.kind].append(edge)
    return dict(sorted(groups.items()))


def _merged(graph: Graph, groups: Mapping[tuple[str, str, str], list[Edge]]) -> Iterator[Relationship]:
    words: dict[str, frozenset[str]] = {}
    for (source, target, kind), edges in groups.items():
        for end in (source, target):
            if end not in words:
                words[end] = telling_words(graph, end)
        hops = [explain(graph, edge) for edge in edges]
        yield merge(graph, (source, target, kind), hops, (words[source], words[target]))


def merge(graph: Graph, key: tuple[str, str, str], hops: list[Hop], ends: tuple[frozenset[str], frozenset[str]]) -> Relationship:
    """Return the hops of one kind from one entity to another as one edge.

    Args:
        graph: the opened graph.
        key: source, target and kind.
        hops: one or more.
        ends: the telling words of source and target.
    """
    source, target, kind = key
    best = best_passage((passage for hop in hops for passage in hop.passages), ends)
    told = min(hops, key=lambda hop: (best not in hop.passages, hop.sentence, hop.record))
    documents = tuple(sorted({document for hop in hops for document in hop.documents()}))
    span, years = _merged_span([_span(graph, hop.record) for hop in hops])
    return Relationship(
        id=edge_id(source, kind, target),
        source=source,
        target=target,
        kind=DG[kind].value,
        label=edge_label(graph, kind),
        weight=max(1, len(documents)),
        documents=documents,
        inferred=all(hop.inferred for hop in hops),
        sentence=told.sentence,
        quote=best.quote if best else "",
        document=best.document.id if best else "",
        title=best.document.title if best else "",
        start=span.first,
        end=span.last,
        earliest=min(years, default=None),
        latest=max(years, default=None),
        records=tuple(sorted(hop.record for hop in hops if hop.record)),
    )


def edge_id(source: str, kind: str, target: str) -> str:
    """Return an id that is the same in every export: source, kind and target, joined by a character that no IRI has."""
    return "|".join((source.removeprefix(RESOURCE), kind, target.removeprefix(RESOURCE)))


def _span(graph: Graph, record: str) -> _Span:
    if not record:
        return _Span("", "")
    node = NamedNode(record)
    return _Span(graph.value(node, DG["earliest"]), graph.value(node, DG["latest"]))


def _merged_span(spans: list[_Span]) -> tuple[_Span, list[int]]:
    """Return the days from the first to the last, each only where every record has one, and all years that are known."""
    firsts, lasts = [span.first for span in spans], [span.last for span in spans]
    years = [int(day[:4]) for day in (*firsts, *lasts) if day]
    return _Span(min(firsts) if all(firsts) else "", max(lasts) if all(lasts) else ""), years


def _nodes(graph: Graph, entities: Iterable[str], edges: Iterable[Relationship]) -> Iterator[Node]:
    documents = {name.iri: tuple(filter(None, name.documents.split(","))) for name in read_names(graph.folder)}
    degrees: Counter[str] = Counter()
    years: dict[str, list[int]] = defaultdict(list)
    for edge in edges:
        for end in (edge.source, edge.target):
            degrees[end] += 1
            years[end] += [year for year in (edge.earliest, edge.latest) if year is not None]
    for iri in entities:
        node = NamedNode(iri)
        kind, known = graph.type(node), years[iri]
        yield Node(
            iri=iri,
            label=readable_label(graph.label(node), iri),
            type=kind,
            type_label=graph.relations.labels.get(kind, kind),
            degree=degrees[iri],
            documents=documents.get(iri, ()),
            earliest=min(known, default=None),
            latest=max(known, default=None),
        )
