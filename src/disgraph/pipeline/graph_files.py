"""The files next to a store, and graphs that come from other graphs rather than from sources."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from disgraph.graph.disk import DiskBackend
from disgraph.graph.graph import Graph
from disgraph.graph.index_writer import write_index
from disgraph.graph.remembered import RememberedGraph
from disgraph.paths.graph_numbers import NUMBERS, write_graph_numbers
from disgraph.rdf import INFERRED, Quad
from disgraph.reasoning.rule_file import RULES, write_rules
from disgraph.reasoning.rules import Rule
from disgraph.relationships.flat_index import INDEX
from disgraph.search.text_index import TEXT_INDEX
from disgraph.search.text_index_writer import write_text_index
from disgraph.store.grams import COMPARED, GRAMS, write_grams
from disgraph.store.graph_writer import FileWriter, write_graph
from disgraph.store.name_file import NAMES, Name, write_names


class CopiedGraph(NamedTuple):
    """A graph in memory that was made from another: asserted and inferred quads, names, rules and summary."""

    asserted: frozenset[Quad]
    inferred: frozenset[Quad]
    names: tuple[Name, ...]
    rules: tuple[Rule, ...]
    summary: dict[str, Any]


def write_copied(copied: CopiedGraph, build: Path) -> Path:
    """Write a graph with its indexes into a build folder, without vectors of meaning, and return its directory."""
    listed = [Quad(quad.subject, quad.predicate, quad.object, INFERRED) for quad in copied.inferred]
    files = file_writers(copied.names, copied.rules, copied.summary)
    return write_graph(build, copied.asserted, [*copied.inferred, *listed], files, copied.summary)


def file_writers(names: Collection[Name], rules: Iterable[Rule], summary: Mapping[str, Any]) -> dict[str, FileWriter]:
    """Return the writers of the names, the relationship graph, the texts and the rules, by file name.

    Args:
        names: the names of the entities.
        rules: the rules that inferred triples.
        summary: the content of `graph.json`.
    """

    def graph(path: Path) -> Graph:
        return RememberedGraph(DiskBackend(str(path.parent), summary=summary))

    files: dict[str, FileWriter] = {
        NAMES: lambda path: write_names(path, names),
        INDEX: lambda path: write_index(path, graph(path), {name.iri for name in names}),
        TEXT_INDEX: lambda path: write_text_index(path, graph(path)),
        NUMBERS: lambda path: write_graph_numbers(path, graph(path)),
        RULES: lambda path: write_rules(path, rules),
    }
    return {**files, GRAMS: write_grams} if len(names) > COMPARED else files
