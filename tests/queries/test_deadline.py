"""A query with a deadline runs in a process that can be ended, and gives the same answer as one without."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.opened import backend_of, store_of

from disgraph.api.knowledge_graph import KnowledgeGraph
from disgraph.errors import DisgraphError, InputError, LimitExceeded, MisuseError
from disgraph.graph.graph import Graph
from disgraph.graph.opening import open_folder
from disgraph.project import shipped_project
from disgraph.rdf import RESOURCE, Literal
from disgraph.sparql.evaluation import Answer, Bindings, answer
from disgraph.sparql.limited_queries import LimitedQueries
from disgraph.sparql.query_worker import ERROR, REQUEST, QueryRequest, frame

NEVER_ENDING = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"

ALIKE: dict[str, tuple[str, Bindings]] = {
    "a SELECT": ("SELECT ?s ?l { ?s a dg:Federation ; rdfs:label ?l } ORDER BY ?s", {}),
    "a SELECT of every kind of term": ('SELECT * { VALUES (?a ?b ?c) { (1 "x"@en UNDEF) (dg:Person "2020-05-17"^^xsd:date "é") } }', {}),
    "a SELECT without rows": ("SELECT ?s { ?s a dg:Nothing }", {}),
    "a bound SELECT": ("SELECT ?who ?l { ?who rdfs:label ?l }", {"who": RESOURCE["person/xia-xiaobin"]}),
    "a SELECT bound to a text": ("SELECT ?l ?s { ?s rdfs:label ?l }", {"l": Literal("Xia Xiaobin")}),
    "an ASK that is true": ("ASK { ?s a dg:Federation }", {}),
    "an ASK that is false": ("ASK { ?s a dg:Nothing }", {}),
    "a DESCRIBE": ("DESCRIBE dgr:claim", {}),
}


def limited(graph: Graph, text: str, bindings: Bindings, seconds: float) -> Answer:
    return LimitedQueries(backend_of(graph).store_folder).answer(text, bindings, seconds)


@pytest.mark.parametrize(("text", "bindings"), ALIKE.values(), ids=list(ALIKE))
def test_the_answer_is_the_same_in_a_process_of_its_own(text: str, bindings: Bindings, shipped: Graph) -> None:
    assert limited(shipped, text, bindings, 30) == answer(store_of(shipped), text, bindings)


def test_a_construct_gives_the_same_triples_in_a_process_of_its_own(shipped: Graph) -> None:
    text = "CONSTRUCT { ?s rdfs:label ?l } WHERE { ?s a dg:Federation ; rdfs:label ?l }"
    here, there = answer(store_of(shipped), text), limited(shipped, text, {}, 30)
    assert isinstance(here, tuple)
    assert isinstance(there, tuple)
    assert set(map(str, here)) == set(map(str, there))


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[Any]]:
    """The processes that a test starts."""
    found: list[subprocess.Popen[Any]] = []

    class Watched(subprocess.Popen):  # type: ignore[type-arg]
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            found.append(self)

    monkeypatch.setattr(subprocess, "Popen", Watched)
    return found


def test_a_never_ending_query_ends_within_its_limit_and_leaves_no_process(shipped: Graph, started: list[subprocess.Popen[Any]]) -> None:
    begin = time.monotonic()
    with pytest.raises(LimitExceeded, match=r"longer than 0\.7 seconds"):
        limited(shipped, NEVER_ENDING, {}, 0.7)
    assert 0.7 <= time.monotonic() - begin < 5
    assert len(started) == 1
    assert started[0].poll() is not None
    with pytest.raises(ProcessLookupError):
        os.kill(started[0].pid, 0)


@pytest.mark.parametrize(
    "ask",
    [lambda graph, text: answer(store_of(graph), text), lambda graph, text: limited(graph, text, {}, 30)],
)
@pytest.mark.parametrize(("text", "kind"), [("SELECT WHERE", InputError), ("SELECT * { SERVICE <http://127.0.0.1:9/> { } }", MisuseError)])
def test_a_query_is_refused_alike_in_both_ways(
    ask: Callable[[Graph, str], object], text: str, kind: type[DisgraphError], shipped: Graph
) -> None:
    with pytest.raises(kind):
        ask(shipped, text)


def test_the_process_refuses_by_itself_what_would_reach_out(shipped: Graph) -> None:
    request = frame(REQUEST, QueryRequest("ASK { SERVICE <http://127.0.0.1:9/> { } }").to_json())
    command = [sys.executable, "-m", "disgraph.sparql.query_worker", backend_of(shipped).store_folder, "0", str(os.getpid())]
    child = subprocess.run(command, input=request, capture_output=True, check=True)
    assert child.stdout.startswith(ERROR)
    assert b"SERVICE is refused" in child.stdout


def test_a_query_that_needs_much_memory_is_ended(shipped: Graph) -> None:
    """robustness-RB12: the cross product is sorted in memory, which would take gigabytes."""
    queries = LimitedQueries(backend_of(shipped).store_folder, 128 << 20)
    with pytest.raises(LimitExceeded, match="more than 128 MB of memory"):
        queries.answer("SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f", {}, 60)
    assert queries.answer("ASK { ?s ?p ?o }", {}, 30) is True


def test_one_process_answers_many_queries_and_a_killed_one_is_replaced(shipped: Graph, started: list[subprocess.Popen[Any]]) -> None:
    queries = LimitedQueries(backend_of(shipped).store_folder)
    for _ in range(3):
        assert queries.answer("ASK { ?s ?p ?o }", {}, 30) is True
        with pytest.raises(InputError):
            queries.answer("SELECT WHERE", {}, 30)
    assert len(started) == 1
    started[0].kill()
    started[0].wait()
    assert queries.answer("ASK { ?s ?p ?o }", {}, 30) is True
    assert len(started) == 2
    del queries
    assert all(process.poll() is not None for process in started)


def test_a_free_query_has_limits_by_default_and_a_named_one_has_none(shipped_folder: Path, started: list[subprocess.Popen[Any]]) -> None:
    """robustness-RB11."""
    graph = KnowledgeGraph(backend_of(open_folder(str(shipped_folder))), shipped_project)
    assert graph.query("look-alikes")
    assert started == []
    assert graph.query("ASK { ?s ?p ?o }") is True
    assert len(started) == 1
    assert graph.query("ASK { ?s ?p ?o }", timeout=None) is True
    assert len(started) == 1
