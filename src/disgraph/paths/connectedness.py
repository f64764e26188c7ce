"""How the relationship graph is connected, for comparison with a single path."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from random import Random
from typing import NamedTuple, TypedDict

from disgraph.graph.graph import Graph
from disgraph.paths.lookup import find_strength
from disgraph.rdf import NamedNode
from disgraph.relationships.grade import DIRECT, STRENGTHS
from disgraph.relationships.protocol import Relationships

#: Number of random pairs whose strength is measured: a share is then right to 7 points with a confidence of 95 %.
SAMPLE = 200


class Connectedness(NamedTuple):
    """Measures of the relationship graph.

    Attributes:
        entities: number of entities that paths may pass through.
        edges: number of edges.
        parts: sizes of the connected components without hubs, the largest first.
        linked_persons: share of pairs of persons with a path of any length that passes through no hub.
        sampled: number of random pairs of entities that `strengths` are counted over.
        strengths: share of these pairs by the strength of their connection; see docs/relationships.md.
        busiest: labels of the entities with most neighbors, and their number.
        hubs: labels of the hubs with most neighbors, and their number.
    """

    entities: int
    edges: int
    parts: tuple[int, ...]
    linked_persons: float
    sampled: int
    strengths: Mapping[str, float]
    busiest: tuple[tuple[str, int], ...]
    hubs: tuple[tuple[str, int], ...]


def measure_connectedness(graph: Graph, shown: int = 8) -> Connectedness:
    """Measure the relationship graph.

    Args:
        graph: the opened graph.
        shown: maximum number of entities and of hubs that are named.
    """
    edges = graph.backend.relationships()
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
        **_sampled_strengths(edges, [node for node in nodes if node not in hubs]),
        busiest=busiest([node for node in nodes if node not in hubs]),
        hubs=busiest(sorted(hubs)),
    )


class _Strengths(TypedDict):
    sampled: int
    strengths: Mapping[str, float]


def _sampled_strengths(relationships: Relationships, nodes: list[str]) -> _Strengths:
    """Return the share of random pairs by the strength of their connection: the same pairs on every run."""
    choose = Random(SAMPLE)  # noqa: S311  (a sample, no secret)
    pairs = [tuple(choose.sample(nodes, 2)) for _ in range(SAMPLE if len(nodes) > 1 else 0)]
    drawn = Counter(pairs)  # a small graph has fewer pairs than are drawn
    found: Counter[str] = Counter()
    for (first, second), times in drawn.items():
        found[find_strength(relationships, first, second)] += times
    return {"sampled": len(pairs), "strengths": {name: found[name] / max(1, len(pairs)) for name in STRENGTHS}}


def _parts(edges: Relationships, nodes: list[str], hubs: set[str]) -> list[list[str]]:
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
                if other not in seen and edges.grade(edge) == DIRECT:
                    seen.add(other)
                    waiting.append(other)
        parts.append(part)
    return parts
