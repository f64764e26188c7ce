"""Every reading verb gives the same JSON on the command line, in the library and through an endpoint."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.endpoint.conftest import Run

from disgraph import open_graph
from disgraph.api.knowledge_graph import KnowledgeGraph

A, B, C = "Liu Weiping", "Tang Xiaopeng", "Peng Yu"
COUNT = "SELECT (COUNT(*) AS ?number) WHERE { ?person a dg:Person }"
FEDERATION = "China Disabled Persons' Federation"
Ask = Callable[[KnowledgeGraph], str]

VERBS: dict[str, tuple[list[str], Ask]] = {
    "path": (["path", A, B], lambda graph: graph.path(A, B).json()),
    "path with options": (["path", C, B, "-k", "2", "--through", "places"], lambda graph: graph.path(C, B, k=2, through="places").json()),
    "connect": (["path", A, B, C], lambda graph: graph.connect(A, B, C).json()),
    "neighbors": (["neighbors", FEDERATION], lambda graph: graph.neighbors(FEDERATION).json()),
    "common": (["common", "Lan Shiyong", "Wu Weiyue"], lambda graph: graph.common("Lan Shiyong", "Wu Weiyue").json()),
    "compare": (["compare", "Yang Shuting", "Liao Zhusheng"], lambda graph: graph.compare("Yang Shuting", "Liao Zhusheng").json()),
    "show": (["show", B], lambda graph: graph.show(B).json()),
    "show --all": (["show", B, "--all"], lambda graph: graph.show(B, derived=True).json()),
    "explain": (["explain", B, "works in", "Gansu"], lambda graph: graph.explain(B, "works in", "Gansu").json()),
    "search": (["search", "Zhangye"], lambda graph: graph.search("Zhangye").json()),
    "evidence": (["evidence", C], lambda graph: graph.evidence(C).json()),
    "audit": (["audit", "-q"], lambda graph: graph.audit().json()),
    "stats": (["stats"], lambda graph: graph.stats().json()),
    "query": (["query", COUNT], lambda graph: str(graph.answer(COUNT).render("json"))),
}


@pytest.mark.parametrize("oxigraph", ["graphs apart"], indirect=True)
@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_gives_the_same_json_on_all_three_ways(run: Run, oxigraph: str, verb: str) -> None:
    arguments, ask = VERBS[verb]
    code, printed = run(*arguments, "-f", "json")
    assert code == 0
    assert printed.decode() == ask(open_graph())
    assert run(*arguments, "-f", "json", "--endpoint", oxigraph) == (code, printed)
    assert ask(open_graph(endpoint=oxigraph)) == printed.decode()
