"""Values of options that the library refuses, as the command line does."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from disgraph import open_graph
from disgraph.api.knowledge_graph import KnowledgeGraph
from disgraph.errors import InputError, MisuseError

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


@pytest.mark.parametrize("value", [5, None, b"Liu Weiping", [A], 1.5, object()])
def test_a_name_that_is_not_a_text_is_refused_by_every_verb(graph: KnowledgeGraph, value: Any) -> None:
    of_two = [partial(verb, b=B) for verb in (graph.path, graph.common, graph.compare)]
    of_one: list[Callable[[Any], object]] = [
        graph.show,
        graph.neighbors,
        graph.evidence,
        graph.explain,
        graph.search,
        graph.query,
        partial(graph.connect, B),
    ]
    verbs: list[Callable[[Any], object]] = [*of_one, *of_two, lambda name: graph.path(A, B, via=[name])]
    for verb in verbs:
        with pytest.raises(MisuseError):
            verb(value)


@pytest.mark.parametrize("timeout", [-1, 0, True, float("nan"), float("inf"), "5"])
def test_a_timeout_that_is_not_a_positive_number_is_refused(graph: KnowledgeGraph, timeout: Any) -> None:
    asks: list[Callable[[], object]] = [
        lambda: graph.path(A, B, timeout=timeout),
        lambda: graph.neighbors(A, timeout=timeout),
        lambda: graph.query("ASK {}", timeout=timeout),
        lambda: graph.export("x.csv", query="ASK {}", timeout=timeout),
        lambda: open_graph(endpoint="http://localhost:1/", timeout=timeout),
    ]
    for ask in asks:
        with pytest.raises(MisuseError, match="timeout="):
            ask()


@pytest.mark.parametrize(
    "options", [{"path": ["x"]}, {"between": "2017"}, {"hops": 0, "around": A}, {"around": 5}, {"types": 5}, {"only": [5]}]
)
def test_an_export_refuses_values_of_a_wrong_type(graph: KnowledgeGraph, options: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(MisuseError):
        graph.export(tmp_path / "x.csv", **options)
    assert list(tmp_path.iterdir()) == []


def test_an_export_takes_one_relation_as_text(graph: KnowledgeGraph, tmp_path: Path) -> None:
    one, listed = (graph.export(tmp_path / name, only=only) for name, only in (("a.json", "visit"), ("b.json", ["visit"])))
    assert one.files == (str(tmp_path / "a.json"),)
    assert one.summary.partition(" to ")[0] == listed.summary.partition(" to ")[0]


def test_a_path_that_avoids_its_own_end_is_refused(graph: KnowledgeGraph) -> None:
    with pytest.raises(MisuseError, match="--avoid names Liu Weiping"):
        graph.path(A, B, avoid=A)
    with pytest.raises(MisuseError, match="--avoid and --via"):
        graph.path(A, B, avoid="Peng Yu", via="Peng Yu")


def test_a_web_address_is_not_taken_for_a_folder() -> None:
    with pytest.raises(MisuseError, match="web address") as refused:
        open_graph("http://localhost:7878/query")
    assert "endpoint=" in refused.value.remedy


def test_a_query_file_that_does_not_exist_is_named_as_a_file(graph: KnowledgeGraph) -> None:
    with pytest.raises(InputError, match=r"nowhere\.rq: there is no such file"):
        graph.query("/nowhere.rq")
