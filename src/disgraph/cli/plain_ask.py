"""`ask QUESTION` without options: the same call as `disgraph.cli.ask` makes, without the option parser, whose import takes long."""

from __future__ import annotations

from disgraph.api.graph_opening import open_graph
from disgraph.render.output import write_output


def run(question: str) -> int:
    """Answer a question, and return the exit code."""
    found = open_graph().ask(question)
    write_output(found.render("text"), "-")
    return 0 if found else 1 if found.is_understood else 3
