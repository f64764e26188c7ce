"""The graph answers questions in other vocabularies: no query of `generic.yaml` uses a term or an IRI of disgraph (ontology-V13 to V18)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.opened import store_of

from disgraph.graph.graph import Graph
from disgraph.rdf import QuerySolutions

GIVEN = yaml.safe_load(Path(__file__).with_name("generic.yaml").read_text(encoding="utf-8"))
QUERIES: list[dict[str, Any]] = GIVEN["queries"]
HEAD = "".join(f"PREFIX {prefix}: <{space}>\n" for prefix, space in GIVEN["prefixes"].items())


def rows(graph: Graph, query: str) -> list[tuple[str, ...]]:
    """Return the answer of a query as texts."""
    found = store_of(graph).query(HEAD + query)
    assert isinstance(found, QuerySolutions)
    return [tuple(str(getattr(value, "value", "")) for value in row) for row in found]


def test_no_query_uses_a_term_of_the_ontology() -> None:
    assert len(QUERIES) == 60
    assert not any("disgraph" in space for space in GIVEN["prefixes"].values())
    assert not any("dg:" in each["query"] or "w3id.org/disgraph" in each["query"] for each in QUERIES)


def test_three_of_four_queries_find_what_they_should() -> None:
    assert sum("finds_nothing" not in each for each in QUERIES) >= 45


@pytest.mark.parametrize("entry", QUERIES, ids=[each["question"] for each in QUERIES])
def test_query(entry: dict[str, Any], shipped: Graph) -> None:
    found = rows(shipped, entry["query"])
    if "finds_nothing" in entry:
        assert found == []
        return
    assert entry["why"]
    assert len(found) >= entry.get("at_least", 1)
    assert {tuple(row) for row in entry.get("finds", [])} <= set(found)
    assert "finds_text" not in entry or any(entry["finds_text"] in value for row in found for value in row)
