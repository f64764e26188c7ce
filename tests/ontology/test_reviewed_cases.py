"""Cases of the review of the ontology that a query of the shipped graph decides: one entry of `cases.yaml` for each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.opened import store_of

from disgraph.graph.graph import Graph
from disgraph.rdf import QuerySolutions, prefixes

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("cases.yaml").read_text(encoding="utf-8"))
#: Prefixes of vocabularies that the code does not name.
OTHERS = {"eli": "http://data.europa.eu/eli/ontology#", "dcat": "http://www.w3.org/ns/dcat#", "void": "http://rdfs.org/ns/void#"}
HEAD = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in (dict(prefixes()) | OTHERS).items())


@pytest.mark.parametrize("case", CASES, ids=[f"{each['case']}: {each['what']}" for each in CASES])
def test_case(case: dict[str, Any], shipped: Graph) -> None:
    answer = store_of(shipped).query(HEAD + case["query"])
    assert isinstance(answer, QuerySolutions)
    found = {tuple(str(getattr(value, "value", "")) for value in row) for row in answer}
    expected = {tuple(row) for row in case.get("finds", [])}
    assert expected <= found
    assert bool(found) == bool(expected)
