"""The SPARQL guide: every block is run, and its output is what the guide prints."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest

from disgraph.cli.query_text import render
from disgraph.graph.disk import Graph
from disgraph.project import shipped_project
from disgraph.queries.catalogue import parse_query
from disgraph.sparql.evaluation import Table, answer

GUIDE = (shipped_project().queries.parent / "docs" / "sparql.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(?P<kind>\w*)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)


class Example(NamedTuple):
    """A query, and the output that stands behind it."""

    query: str
    output: str


BLOCKS = [(match["kind"], match["text"]) for match in BLOCK.finditer(GUIDE)]
EXAMPLES = [Example(text, BLOCKS[at + 1][1]) for at, (kind, text) in enumerate(BLOCKS) if kind == "sparql"]


def written(example: Example, graph: Graph) -> str:
    output = render(graph, answer(graph.store, example.query), "text", labels=None, limit=None)
    return output if isinstance(output, str) else output.decode()


def test_the_guide_has_enough_examples() -> None:
    assert len(EXAMPLES) >= 15


def test_every_query_is_followed_by_its_output() -> None:
    assert [kind for kind, _ in BLOCKS].count("text") == len(EXAMPLES)
    assert all(BLOCKS[at + 1][0] == "text" for at, (kind, _) in enumerate(BLOCKS) if kind == "sparql")


@pytest.mark.parametrize("example", EXAMPLES, ids=[str(number) for number in range(1, len(EXAMPLES) + 1)])
def test_a_query_of_the_guide_prints_what_the_guide_shows(example: Example, shipped: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    assert written(example, shipped) == example.output


@pytest.mark.parametrize("example", EXAMPLES, ids=[str(number) for number in range(1, len(EXAMPLES) + 1)])
def test_a_query_of_the_guide_has_no_row_twice(example: Example, shipped: Graph) -> None:
    found = answer(shipped.store, example.query)
    if isinstance(found, Table):
        assert found.rows
        assert len(set(found.rows)) == len(found.rows)


def test_the_query_of_ones_own_in_the_guide_is_one() -> None:
    text = next(text for kind, text in BLOCKS if not kind and text.startswith("# question:"))
    query = parse_query("people-in-place", text)
    assert query.question.endswith("?")
    assert [parameter.name for parameter in query.parameters] == ["place"]
    assert [name for name, _ in query.columns] == ["person"]
