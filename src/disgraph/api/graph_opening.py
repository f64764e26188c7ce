"""Opening a graph: the project of a directory, the shipped graph, a built graph, or an endpoint."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from disgraph.api.arguments import checked_file, checked_seconds, checked_text
from disgraph.api.knowledge_graph import KnowledgeGraph
from disgraph.errors import InputError, MisuseError, NotBuilt
from disgraph.graph.disk import DiskBackend
from disgraph.project import build_folder, project_folder, working_folder
from disgraph.render.terminal import without_controls
from disgraph.store.current import SUMMARY, current_graph, read_summary

if TYPE_CHECKING:
    from disgraph.project import Project


def open_graph(
    folder: str | os.PathLike[str] | None = None, *, endpoint: str | None = None, timeout: float | None = None, quiet: bool = False
) -> KnowledgeGraph:
    """Open a graph; see `disgraph.open_graph`."""
    start = working_folder() if folder is None else checked_file("folder", folder)
    if endpoint is not None:
        if folder is not None:
            raise MisuseError("Both a folder and an endpoint are given.", "Give one of them.")
        return _open_endpoint(checked_text("endpoint", endpoint), checked_seconds(timeout), start)
    if start.startswith(("http://", "https://")):
        raise MisuseError(f"{start} is a web address, not a directory.", f"For a SPARQL endpoint, use open_graph(endpoint={start!r}).")
    if os.path.isfile(os.path.join(start, SUMMARY)):
        return KnowledgeGraph(DiskBackend(start, summary=read_summary(start)), lambda: _project(start))
    if folder is not None and project_folder(start) is None:
        raise InputError(f"{start}: neither a project nor a graph.", "Give a directory with disgraph.toml, or none for the shipped graph.")
    return KnowledgeGraph(DiskBackend(current_folder(start, progress(quiet))), lambda: _project(start))


def _open_endpoint(url: str, timeout: float | None, start: str) -> KnowledgeGraph:
    from disgraph.graph.endpoint.endpoint_backend import open_endpoint

    return KnowledgeGraph(open_endpoint(url, _project(start).ontology, timeout), lambda: _project(start), has_sources=False)


def current_folder(start: str, report: Callable[[str], None]) -> str:
    """Return the directory of the graph of a directory's project; the shipped graph is built on first use.

    Args:
        start: the directory.
        report: called with each step of that build in words.

    Raises:
        NotBuilt: the project has no graph yet.
    """
    build, is_shipped = build_folder(start)
    try:
        return current_graph(build)
    except NotBuilt:
        if not is_shipped:
            raise
    from disgraph import pipeline
    from disgraph.project import project_lock

    project = _project(start)
    with project_lock(project), contextlib.suppress(NotBuilt):
        return current_graph(build)  # another process may have built it meanwhile
    report("First use: building the graph of the five seed documents (once, a few seconds)")
    # The shipped sources are validated before each release, and the reference engine takes minutes.
    return os.fspath(pipeline.build(project, report, pipeline.UNCHECKED).folder)


def _project(start: str) -> Project:
    from disgraph.project import find_project

    return find_project(start)


def progress(quiet: bool) -> Callable[[str], None]:
    """Return a function that writes steps to standard error.

    Args:
        quiet: whether it writes nothing.
    """

    def say(text: str) -> None:
        if not quiet:
            sys.stderr.write(f"{without_controls(text)}\n")
            sys.stderr.flush()

    return say
