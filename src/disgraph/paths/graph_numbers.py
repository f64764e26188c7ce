"""The graph in numbers: counted when it is built, in a file next to the store, since counting visits every entity."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

from disgraph.facts.graph_counts import GraphCounts, count
from disgraph.graph.graph import Graph
from disgraph.paths.connectedness import Connectedness, measure_connectedness
from disgraph.store.current import broken_graph

#: The file next to a store.
NUMBERS = "numbers.json"


class GraphNumbers(NamedTuple):
    """Counts of what a graph holds, and measures of its relationship graph."""

    counts: GraphCounts
    relationships: Connectedness


def count_graph(graph: Graph) -> GraphNumbers:
    """Count what a graph holds, and measure its relationship graph."""
    return GraphNumbers(count(graph), measure_connectedness(graph))


def write_graph_numbers(path: Path, graph: Graph) -> None:
    """Write the numbers of a graph."""
    counts, relationships = count_graph(graph)
    text = json.dumps({"counts": counts._asdict(), "relationships": relationships._asdict()}, ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def graph_numbers(graph: Graph) -> GraphNumbers:
    """Return the numbers of a graph: from the file next to its store, or counted now in memory or behind an endpoint.

    Raises:
        NotBuilt: the file is missing or broken.
    """
    path = graph.backend.file(NUMBERS)
    if path is None:
        return count_graph(graph)
    try:
        with open(path, encoding="utf-8") as file:
            loaded = json.load(file)
        return GraphNumbers(_read(GraphCounts, loaded["counts"]), _read(Connectedness, loaded["relationships"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise broken_graph(path) from error


def _read(kind: Any, fields: dict[str, Any]) -> Any:
    """Return a named tuple with the fields of JSON, whose lists are tuples."""
    return kind(**{name: _frozen(value) for name, value in fields.items()})


def _frozen(value: Any) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
