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
    "ask": (["ask", "Where does Amei Li live?"], lambda graph: graph.ask("Where does Amei Li live?").json()),
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


#: Methods without an answer in JSON, or that only the project on disk can give, each with its test.
ELSEWHERE = {
    "answer": "the query in any form: `query`",
    "bound_query": "a part of `query`",
    "queries": "a list of files, not of the graph",
    "validate": "refused over an endpoint: test_same_answers.py",
    "export": "files: tests/export/test_operation.py",
    "to_networkx": "tests/api/test_knowledge_graph.py",
    "to_rdflib": "tests/api/test_knowledge_graph.py",
    "score_questions": "tests/ask/test_scoring.py",
    "paths": "a name of 0.1.0: tests/compat",
    "entity": "a name of 0.1.0: tests/compat",
}


def test_every_reading_verb_is_compared() -> None:
    """structure-A3: a verb that is added is compared too."""
    bases = [base for base in KnowledgeGraph.__mro__ if base is KnowledgeGraph or base.__name__.endswith("Verbs")]
    methods = {name for base in bases for name, value in vars(base).items() if callable(value) and name[0] != "_"}
    assert methods - {verb.split()[0] for verb in VERBS} == set(ELSEWHERE)


def test_a_notebook_shows_what_the_page_of_a_command_shows(here: KnowledgeGraph) -> None:
    """structure-A1: the cell is the page of the same answer."""
    for found in (here.path(A, B, through="places"), here.show(A), here.neighbors(C), here.audit(), here.search("Hill")):
        text, cell = found.text(), re.sub("<[^>]+>", " ", found._repr_html_())
        words = [word for word in re.findall(r"[A-Za-z]{4,}", text) if word.isalpha()]
        assert words
        assert [word for word in words if word not in cell] == []
