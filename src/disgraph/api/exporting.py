"""Writing exports: the private copy if one is asked for, the files of the format, and a summary."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from disgraph.api.arguments import MAX_HOPS, checked_file, checked_number, checked_text
from disgraph.api.opened_graph import OpenedGraph
from disgraph.api.resolution import as_default
from disgraph.errors import MisuseError, NeedsSources
from disgraph.export.export_options import ExportOptions, check_options
from disgraph.export.operation import export_graph
from disgraph.graph.graph import Graph
from disgraph.ontology.vocabulary_reader import read_vocabulary
from disgraph.privacy.private_copy import private_copy
from disgraph.render.output import write_output
from disgraph.sparql.evaluation import Answer


class ExportResult(NamedTuple):
    """The names of the files that an export wrote, and a summary in words.

    Without files there was nothing to write, and the summary gives the reason.
    """

    files: tuple[str, ...]
    summary: str


def export_to(
    opened: OpenedGraph,
    target: str | os.PathLike[str],
    query: Callable[[Graph], Answer] | None,
    privacy: str | None,
    include_inferred: bool,
    options: Mapping[str, Any],
) -> ExportResult:
    """Write a graph, or a part of it; see `KnowledgeGraph.export`.

    Args:
        opened: the graph.
        target: a file, or `-`.
        query: answers the query that selects relations, on the graph or its private copy; None for all.
        privacy: how a private copy is made; None for none.
        include_inferred: whether edges and triples that reasoning added count.
        options: other fields of `ExportOptions`.
    """
    file = checked_file("target", target)
    chosen = _options(query, options)
    on_disk = check_options(file, chosen).on_disk
    if not opened.has_sources:
        refuse_without_sources(on_disk, privacy)
    graph = Graph(opened.backend.whole() if include_inferred else opened.backend.asserted())
    with TemporaryDirectory(prefix="disgraph-", ignore_cleanup_errors=True) as folder:
        note = ""
        if privacy:
            copied = private_copy(graph, opened.project, privacy, Path(folder))
            graph, note = copied.graph, f"{copied.withheld}\n"
        found = export_graph(graph, file, chosen, lambda: read_vocabulary(opened.project.ontology).quads)
        for name, content in found.files.items():
            write_output(content, name)
    return ExportResult(tuple(found.files), f"{note}{found.summary}")


def check_endpoint_export(target: str, privacy: str | None, options: Mapping[str, Any]) -> None:
    """Refuse what an endpoint cannot export, before anything is requested from it.

    Raises:
        MisuseError: an option is unknown, or options do not go together.
        NeedsSources: the format or the private copy needs a graph on this machine.
    """
    refuse_without_sources(check_options(target, _options(None, options)).on_disk, privacy)


def refuse_without_sources(on_disk: bool, privacy: str | None) -> None:
    """Refuse a format or a private copy that needs a graph on this machine.

    Raises:
        NeedsSources: it does.
    """
    if on_disk or privacy:
        what = "A private copy" if privacy else "An RO-Crate"
        raise NeedsSources(f"{what} needs a graph on this machine, which an endpoint is not.", "Leave --endpoint out.")


def _options(query: Callable[[Graph], Answer] | None, given: Mapping[str, Any]) -> ExportOptions:
    unknown = sorted(set(given) - set(ExportOptions._fields))
    if unknown:
        raise MisuseError(f"There is no option {unknown[0]!r}.", f"Options: {', '.join(ExportOptions._fields)}.")
    chosen = {name: as_default(name, value, ExportOptions._field_defaults[name]) for name, value in given.items()}
    _check(chosen)
    return ExportOptions(**chosen, query=query)


def _check(chosen: Mapping[str, Any]) -> None:
    """Refuse values of a wrong type.

    Raises:
        MisuseError: naming the option.
    """
    for name, value in chosen.items():
        if isinstance(ExportOptions._field_defaults[name], str):
            checked_text(name, value)
    for name in ("path", "between"):
        pair = chosen.get(name)
        if pair is not None and not (isinstance(pair, tuple | list) and len(pair) == 2 and all(isinstance(each, str) for each in pair)):  # noqa: PLR2004
            raise MisuseError(f"{name}={pair!r} is not a pair of texts.", f"Give {name} two texts.")
    if chosen.get("hops") is not None:
        checked_number("hops", chosen["hops"], MAX_HOPS)
