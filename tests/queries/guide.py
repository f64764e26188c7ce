"""The SPARQL guide as a list of queries with the output that it prints after each."""

from __future__ import annotations

import re
from typing import NamedTuple

from tests.opened import store_of

from disgraph.graph.graph import Graph
from disgraph.graph.opening import open_folder
from disgraph.pipeline import build
from disgraph.project import shipped_project
from disgraph.render.query_answer import query_text
from disgraph.sparql.evaluation import answer

PAGE = shipped_project().queries.parent / "docs" / "sparql.md"
BLOCK = re.compile(r"^```(?P<kind>\w*)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
PAIR = re.compile(r"^```sparql\n(?P<query>.*?)^```\n\n```text\n(?P<output>.*?)^```$", re.DOTALL | re.MULTILINE)


class Example(NamedTuple):
    """A query and the output that is printed after it."""

    query: str
    output: str


def blocks() -> list[tuple[str, str]]:
    """Return the fenced blocks of the guide: language and text."""
    return [(match["kind"], match["text"]) for match in BLOCK.finditer(PAGE.read_text(encoding="utf-8"))]


def examples() -> list[Example]:
    """Return the queries that are followed by an output."""
    return [Example(match["query"], match["output"]) for match in PAIR.finditer(PAGE.read_text(encoding="utf-8"))]


def printed(query: str, graph: Graph) -> str:
    """Return what `disgraph query` prints, at the width of `COLUMNS`."""
    output = query_text(graph, answer(store_of(graph), query), "text", labels=None, limit=None)
    return output if isinstance(output, str) else output.decode()


def rewritten() -> str:
    """Return the guide with the output of today."""
    graph = open_folder(str(build(shipped_project(), lambda _step: None)[0]))

    def pair(match: re.Match[str]) -> str:
        return f"```sparql\n{match['query']}```\n\n```text\n{printed(match['query'], graph)}```"

    return PAIR.sub(pair, PAGE.read_text(encoding="utf-8"))
