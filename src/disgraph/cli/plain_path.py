"""`path A B` without options: the same call as `disgraph.cli.path` makes, without the option parser, whose import takes longer."""

from __future__ import annotations

from disgraph.api.graph_opening import open_graph
from disgraph.render.output import write_output


def run(a: str, b: str) -> int:
    """Explain how two entities are connected, and return the exit code."""
    found = open_graph().path(a, b)
    write_output(found.render("text"), "-")
    return 0 if found else 1
