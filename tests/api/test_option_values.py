"""Values of options that the library refuses, as the command line does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from disgraph import open_graph
from disgraph.api.knowledge_graph import KnowledgeGraph
from disgraph.errors import MisuseError

A, B = "Liu Weiping", "Tang Xiaopeng"


@pytest.fixture(scope="module")
def graph(shipped_folder: Path) -> KnowledgeGraph:
    return open_graph(shipped_folder)


@pytest.mark.parametrize(
    ("option", "value"),
    [("k", 0), ("k", True), ("k", "3"), ("max_hops", -1), ("max_hops", 21), ("rank", "foo"), ("as_of", "20x"), ("through", "moons")],
)
def test_path_refuses_a_value_that_it_cannot_use(graph: KnowledgeGraph, option: str, value: Any) -> None:
    with pytest.raises(MisuseError):
        graph.path(A, B, **{option: value})


def test_a_limit_below_one_is_refused(graph: KnowledgeGraph) -> None:
    for ask in (graph.neighbors, graph.search):
        with pytest.raises(MisuseError, match=r"limit=0|k=0"):
            ask(A, limit=0)


def test_a_verdict_that_does_not_exist_is_refused(graph: KnowledgeGraph) -> None:
    with pytest.raises(MisuseError, match="is not a verdict"):
        graph.audit(verdicts=["foo"])
    assert len(graph.audit(verdicts="contradicts")) == len(graph.audit(verdicts=["contradicts"])) > 0


def test_an_unknown_way_to_make_a_private_copy_writes_nothing(graph: KnowledgeGraph, tmp_path: Path) -> None:
    with pytest.raises(MisuseError, match="PSEUDONYM"):
        graph.export(tmp_path / "x.csv", privacy="PSEUDONYM")
    assert list(tmp_path.iterdir()) == []
