"""Every reading verb gives the same JSON on the command line, in the library and through an endpoint."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.endpoint.conftest import Run

from disgraph import open_graph
from disgraph.api.knowledge_graph import KnowledgeGraph

A, B, C = "Amei Li", "Hill County", "Sunny Workshop"
COUNT = "SELECT (COUNT(*) AS ?number) WHERE { ?person a dg:Person }"
Ask = Callable[[KnowledgeGraph], str]

VERBS: dict[str, tuple[list[str], Ask]] = {
    "path": (["path", A, B, "--through", "places"], lambda graph: graph.path(A, B, through="places").json()),
    "path with options": (["path", C, B, "-k", "2", "--through", "places"], lambda graph: graph.path(C, B, k=2, through="places").json()),
    "connect": (["path", A, B, C], lambda graph: graph.connect(A, B, C).json()),
    "neighbors": (["neighbors", C], lambda graph: graph.neighbors(C).json()),
    "common": (["common", A, B, "--through", "places"], lambda graph: graph.common(A, B, through="places").json()),
    "compare": (["compare", A, "Bo Wang"], lambda graph: graph.compare(A, "Bo Wang").json()),
    "show": (["show", A], lambda graph: graph.show(A).json()),
    "show --all": (["show", A, "--all"], lambda graph: graph.show(A, derived=True).json()),
    "explain": (["explain", A, "lives in", B], lambda graph: graph.explain(A, "lives in", B).json()),
    "search": (["search", "Hill"], lambda graph: graph.search("Hill").json()),
    "evidence": (["evidence", C], lambda graph: graph.evidence(C).json()),
    "audit": (["audit", "-q"], lambda graph: graph.audit().json()),
    "stats": (["stats"], lambda graph: graph.stats().json()),
    "query": (["query", COUNT], lambda graph: str(graph.answer(COUNT).render("json"))),
}


#: How many entities a search for a path read: an index knows which end has fewer neighbors, and an endpoint does not.
READ = re.compile(r'"entities": \d+,\n    "through"')


def answer_of(text: str) -> str:
    """Return JSON without the effort that it took."""
    return READ.sub("", text)


@pytest.fixture(scope="module")
def here(tiny_folder: Path) -> KnowledgeGraph:
    """The tiny graph on disk."""
    return open_graph(tiny_folder)


@pytest.fixture(scope="module")
def there(tiny_apart: str, tiny_folder: Path) -> KnowledgeGraph:
    """The same behind an endpoint."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tiny_folder)
        return open_graph(endpoint=tiny_apart)


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_gives_the_same_json_on_all_three_ways(
    run_tiny: Run, here: KnowledgeGraph, there: KnowledgeGraph, tiny_apart: str, verb: str
) -> None:
    """structure-A1, interface-N2, structure-A4."""
    arguments, ask = VERBS[verb]
    code, printed = run_tiny(*arguments, "-f", "json")
    assert code == 0
    assert printed.decode() == ask(here)
    code, remote = run_tiny(*arguments, "-f", "json", "--endpoint", tiny_apart)
    assert code == 0
    assert answer_of(remote.decode()) == answer_of(printed.decode())
    assert ask(there) == remote.decode()
