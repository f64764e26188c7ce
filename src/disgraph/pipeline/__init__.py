"""Build a graph on disk from the sources of a project, step by step.

    documents, claims ...           project_sources    values, checked
    -> shards                       triples            the lines of each document, kept between builds
    -> asserted.nq                  shards             sorted lines of all documents
    -> store                        graph_assembly     loaded piece by piece, or the former one with what differs; asserted/ is a copy
    -> store + inferred lines       reasoning
    -> store + findings             audit
    -> results                      validation
    -> dataset.nq, indexes          graph_files        merged lines, and files read from the store

Only the sources are held in memory as values; quads pass as lines, from file to file. `build_steps` runs the steps. What they need is
imported when something has to be built: a build of unchanged sources ends before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from disgraph.pipeline.build_result import UNCHECKED, BuildResult, Progress
from disgraph.project import Project, code_fingerprint, project_lock

if TYPE_CHECKING:
    from disgraph.triples.emit import Sources

__all__ = ["UNCHECKED", "BuildResult", "build", "checked_sources", "read_sources"]


def build(project: Project, progress: Progress, engine: str = "auto", jobs: int = 1) -> BuildResult:
    """Build a project's graph and make it the current one. The former graph stays unless all steps succeed.

    If nothing has changed since the last build, its graph stays the current one. The project is locked meanwhile, so that no source
    changes under the build.

    Args:
        project: the project with the sources.
        progress: called with the name of each step.
        engine: the SHACL engine; `UNCHECKED` for sources that were validated before.
        jobs: number of processes that compute the triples of documents; the graph is the same.

    Raises:
        Refused: the sources have problems, the graph contradicts itself, or a shape is violated.
    """
    from disgraph.store.build_record import former_build, input_files, unchanged_build, write_record

    with project_lock(project):
        key = _key(project, engine)
        known = unchanged_build(project.build, key, project.inputs())
        if known is not None:
            progress("Nothing has changed since the last build")
            return BuildResult(*known)
        inputs = input_files(project.inputs())
        from disgraph.pipeline.build_steps import Kept, build_graph
        from disgraph.pipeline.shards import shard_cache

        kept = Kept(shard_cache(project, jobs), former_build(project.build, key, inputs, (project.ontology, project.shapes)))
        built, results = build_graph(project, progress, engine, kept)
        write_record(project.build, key, inputs, built.folder, built.warnings, results)
        return built


def _key(project: Project, engine: str) -> str:
    """Return what a graph depends on besides its input files: settings, code and installed extras."""
    from disgraph.search.semantic_extra import is_available
    from disgraph.validation.shacl import engine_used

    used = engine if engine == UNCHECKED else engine_used(engine)
    return repr((tuple(map(str, project)), code_fingerprint(), used, is_available()))


def read_sources(project: Project) -> Sources:
    """Read and check the sources of a project; see `disgraph.pipeline.project_sources`."""
    from disgraph.pipeline import project_sources

    return project_sources.read_sources(project)


def checked_sources(project: Project) -> Sources:
    """Read and check the sources of a project, proposals included; see `disgraph.pipeline.project_sources`."""
    from disgraph.pipeline import project_sources

    return project_sources.checked_sources(project)
