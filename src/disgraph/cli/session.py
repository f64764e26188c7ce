"""What verbs share behind their options: the project and the graph of the working directory. No library is imported here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disgraph.api.graph_opening import open_graph, progress
from disgraph.render.output import write_output as write

if TYPE_CHECKING:
    from disgraph.api.knowledge_graph import KnowledgeGraph
    from disgraph.project import Project

__all__ = ["current_graph", "current_project", "own_current_project", "progress", "write"]


def current_project(start: str | None = None) -> Project:
    """Return the project of a directory (by default the working directory), or the shipped one."""
    from disgraph.project import find_project, working_folder

    return find_project(start or working_folder())


def own_current_project() -> Project:
    """Return the project of the working directory, which must be one of the user's own.

    Raises:
        MisuseError: the working directory is in none.
    """
    from disgraph.errors import MisuseError

    project = current_project()
    if project.is_shipped:
        raise MisuseError("The working directory is not in a project.", "Create one with `disgraph init DIRECTORY`, and change into it.")
    return project


def current_graph(quiet: bool = False, endpoint: str | None = None, timeout: float | None = None) -> KnowledgeGraph:
    """Open the graph of the working directory's project, or the one behind an endpoint.

    Args:
        quiet: whether progress is silent.
        endpoint: the URL of a SPARQL endpoint.
        timeout: seconds for all requests to it.
    """
    return open_graph(endpoint=endpoint, timeout=timeout if endpoint else None, quiet=quiet)
