"""A query with a deadline runs in a process that can be ended, and gives the same answer as one without."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import pytest
from tests.opened import backend_of, store_of

from disgraph.errors import DisgraphError, InputError, LimitExceeded, MisuseError
from disgraph.graph.graph import Graph
from disgraph.rdf import RESOURCE, Literal
from disgraph.sparql import query_process
from disgraph.sparql.evaluation import Bindings, answer, answer_within

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


@pytest.mark.parametrize(("text", "bindings"), ALIKE.values(), ids=list(ALIKE))
def test_the_answer_is_the_same_in_a_process_of_its_own(text: str, bindings: Bindings, shipped: Graph) -> None:
    assert answer_within(backend_of(shipped).store_folder, text, bindings, 30) == answer(store_of(shipped), text, bindings)


def test_a_construct_gives_the_same_triples_in_a_process_of_its_own(shipped: Graph) -> None:
    text = "CONSTRUCT { ?s rdfs:label ?l } WHERE { ?s a dg:Federation ; rdfs:label ?l }"
    here, there = answer(store_of(shipped), text), answer_within(backend_of(shipped).store_folder, text, {}, 30)
    assert isinstance(here, tuple)
    assert isinstance(there, tuple)
    assert set(map(str, here)) == set(map(str, there))


def test_a_never_ending_query_ends_within_its_limit_and_leaves_no_process(shipped: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[Any]] = []

    class Watched(subprocess.Popen):  # type: ignore[type-arg]
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Watched)
    begin = time.monotonic()
    with pytest.raises(LimitExceeded, match=r"longer than 0\.7 seconds"):
        answer_within(backend_of(shipped).store_folder, NEVER_ENDING, {}, 0.7)
    assert 0.7 <= time.monotonic() - begin < 5
    assert len(started) == 1
    assert started[0].poll() is not None
    with pytest.raises(ProcessLookupError):
        os.kill(started[0].pid, 0)


@pytest.mark.parametrize(
    "ask",
    [lambda graph, text: answer(store_of(graph), text), lambda graph, text: answer_within(backend_of(graph).store_folder, text, {}, 30)],
)
@pytest.mark.parametrize(("text", "kind"), [("SELECT WHERE", InputError), ("SELECT * { SERVICE <http://127.0.0.1:9/> { } }", MisuseError)])
def test_a_query_is_refused_alike_in_both_ways(
    ask: Callable[[Graph, str], object], text: str, kind: type[DisgraphError], shipped: Graph
) -> None:
    with pytest.raises(kind):
        ask(shipped, text)


def test_the_process_refuses_by_itself_what_would_reach_out(shipped: Graph) -> None:
    request = (
        f'{{"folder": "{backend_of(shipped).store_folder}", "text": "ASK {{ SERVICE <http://127.0.0.1:9/> {{ }} }}", "bindings": {{}}}}'
    )
    child = subprocess.run([sys.executable, "-m", query_process.__name__], input=request.encode(), capture_output=True, check=False)
    assert child.returncode != 0
    assert b"SERVICE is refused" in child.stderr
