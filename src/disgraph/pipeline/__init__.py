"""Build a graph on disk from the sources of a project, step by step.

    documents, claims ...           project_sources    values, checked
    -> asserted.nq                  triples            sorted lines
    -> store                        graph_assembly     loaded piece by piece; asserted/ is a copy of it
    -> store + inferred lines       reasoning
    -> store + findings             audit
    -> results                      validation
    -> dataset.nq, indexes          graph_files        merged lines, and files read from the store

Only the sources are held in memory as values; quads pass as lines, from file to file. `build_steps` runs the steps.
"""

from disgraph.pipeline.build_steps import UNCHECKED, build
from disgraph.pipeline.project_sources import checked_sources, read_sources

__all__ = ["UNCHECKED", "build", "checked_sources", "read_sources"]
