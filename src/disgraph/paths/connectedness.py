"""How the relationship graph is connected, for comparison with a single path."""

from __future__ import annotations

from typing import NamedTuple

from disgraph.graph.graph import Graph
from disgraph.graph.quad_relationships import QuadRelationships
from disgraph.rdf import NamedNode


class Connectedness(NamedTuple):
    """Measures of the relationship graph.

    Attributes:
        entities: number of entities that paths may pass through.
        edges: number of edges.
        parts: sizes of the connected components without hubs, the largest first.
        linked_persons: share of pairs of persons with a path of any length that passes through no hub.
        busiest: labels of the entities with most neighbors, and their number.
        hubs: labels of the hubs with most neighbors, and their number.
    """

    entities: int
    edges: int
    parts: tuple[int, ...]
    linked_persons: float
    busiest: tuple[tuple[str, int], ...]
    hubs: tuple[tuple[str, int], ...]


def measure_connectedness(graph: Graph, shown: int = 8) -> Connectedness:
    """Measure the relationship graph.

    Args:
        graph: the opened graph.
        shown: maximum number of entities and of hubs that are named.
    """
    edges = QuadRelationships(graph)
    names = list(graph.names.every())
    nodes = sorted({name.iri for name in names})
    people = {name.iri for name in names if graph.relations.segments.get(name.type) == "person"}
    degrees = {node: len({edge.other(node) for edge in edges.around(node)}) for node in nodes}
    hubs = {node for node in nodes if edges.hub(node)}
    parts = _parts(edges, [node for node in nodes if node not in hubs], hubs)
    persons = [sum(node in people for node in part) for part in parts]
    pairs = sum(persons) * (sum(persons) - 1)

    def busiest(among: list[str]) -> tuple[tuple[str, int], ...]:
        ranked = sorted(among, key=lambda node: (-degrees[node], node))[:shown]
        return tuple((graph.label(NamedNode(node)), degrees[node]) for node in ranked)

    return Connectedness(
        entities=len(nodes) - len(hubs),
        edges=len({edge for node in nodes for edge in edges.around(node)}),
        parts=tuple(sorted((len(part) for part in parts), reverse=True)),
        linked_persons=sum(number * (number - 1) for number in persons) / pairs if pairs else 0.0,
        busiest=busiest([node for node in nodes if node not in hubs]),
        hubs=busiest(sorted(hubs)),
    )


def _parts(edges: QuadRelationships, nodes: list[str], hubs: set[str]) -> list[list[str]]:
    """Return the connected parts without the hubs."""
    seen: set[str] = set(hubs)
    parts = []
    for node in nodes:
        if node in seen:
            continue
        part, waiting = [], [node]
        seen.add(node)
        while waiting:
            part.append(waiting.pop())
            for edge in edges.around(part[-1]):
                other = edge.other(part[-1])
                if other not in seen and not edge.inferred:
                    seen.add(other)
                    waiting.append(other)
        parts.append(part)
    return parts
