"""The SPARQL guide: every block is run, and its output is what the guide prints."""

from __future__ import annotations

import pytest
from tests.opened import store_of
from tests.queries.guide import Example, blocks, examples, printed

from disgraph.graph.graph import Graph
from disgraph.queries.catalogue import parse_query
from disgraph.sparql.evaluation import Table, answer

BLOCKS = blocks()
EXAMPLES = examples()


def test_the_guide_has_enough_examples() -> None:
    assert len(EXAMPLES) >= 15


def test_every_query_is_followed_by_its_output() -> None:
    kinds = [kind for kind, _ in BLOCKS]
    assert kinds.count("sparql") == kinds.count("text") == len(EXAMPLES)


@pytest.mark.parametrize("example", EXAMPLES, ids=[str(number) for number in range(1, len(EXAMPLES) + 1)])
def test_a_query_of_the_guide_prints_what_the_guide_shows(example: Example, shipped: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    assert printed(example.query, shipped) == example.output


@pytest.mark.parametrize("example", EXAMPLES, ids=[str(number) for number in range(1, len(EXAMPLES) + 1)])
def test_a_query_of_the_guide_has_no_row_twice(example: Example, shipped: Graph) -> None:
    found = answer(store_of(shipped), example.query)
    if isinstance(found, Table):
        assert found.rows
        assert len(set(found.rows)) == len(found.rows)


def test_the_query_of_ones_own_in_the_guide_is_one() -> None:
    text = next(text for kind, text in BLOCKS if not kind and text.startswith("# question:"))
    query = parse_query("people-in-place", text)
    assert query.question.endswith("?")
    assert [parameter.name for parameter in query.parameters] == ["place"]
    assert [name for name, _ in query.columns] == ["person"]
