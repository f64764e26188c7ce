"""A named query about one thing reads as much of a graph as of one ten times as large (issue 17, point 4; structure-P2).

The engine gives no plan. What it does is counted by the bytes that it reads from the files of a store that was just opened, as Linux
counts them for the process: the same number in every run, on every machine. Indexes that are larger have more levels and larger blocks,
so that a look-up in ten times the graph reads about one and a half times as much; a scan reads four to ten times as much.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from benchmarks.projects import write_project
from tests.opened import store_of
from tests.queries.test_named_queries import CASES, QUERIES, Case, bindings_of

from disgraph import pipeline
from disgraph.graph.disk import DiskBackend
from disgraph.graph.graph import Graph
from disgraph.project import own_project
from disgraph.queries.catalogue import NamedQuery, with_conditions
from disgraph.queries.parameters import bind
from disgraph.rdf import DG, INFERRED, RDF, RESOURCE, SKOS, DefaultGraph, Literal, NamedNode, RdfFormat, Store, open_store
from disgraph.sparql.evaluation import Bindings, evaluate

#: Projects of 10 and 100 documents are built, and each query reads both from new.
pytestmark = [
    pytest.mark.slow,
    pytest.mark.thorough,
    pytest.mark.skipif(sys.platform != "linux", reason="only Linux counts what a process reads"),
]

#: What a query about one thing may read of ten times the graph, as a multiple of what it reads of the graph; see above.
MOST = 2.0
#: Things of the generated projects, of which a larger project says the same.
THINGS = ("Person 1 1", "Company 1", "Village 0")
COPIES = 10

#: Queries whose parameter is no thing of one place in the graph: words, a kind, a class, a document or a measure that others share.
WIDE = {name for name, query in QUERIES.items() if not any(each.kind == "name" and not each.of_class for each in query.parameters)}


def bytes_read() -> int:
    return int(Path("/proc/self/io").read_text().split()[1])


def asked(folder: str, query: NamedQuery, bindings: Bindings) -> tuple[int, int]:
    """Return how many bytes a newly opened store reads for the answer of a named query, and its rows."""
    store = open_store(folder)
    before = bytes_read()
    rows = len(list(evaluate(store, with_conditions(query.text, bindings), bindings)))  # type: ignore[arg-type]
    return bytes_read() - before, rows


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> tuple[Graph, str, str]:
    """A project of ten documents, and the folders of its store and of that of a hundred documents, by the real build."""
    place = tmp_path_factory.mktemp("queries")
    own = [own_project(write_project(place / str(size), size)) for size in (10, 100)]
    small, large = (DiskBackend(str(pipeline.build(each, lambda _step: None, pipeline.UNCHECKED)[0])) for each in own)
    return Graph(small), small.store_folder, large.store_folder


def about(query: NamedQuery, thing: str, graph: Graph) -> Bindings:
    """Return the parameters of a query about a thing: the first parameter that is a name, and any required one."""
    names = [each.name for each in query.parameters if each.kind == "name" and not each.of_class]
    needed = {each.name for each in query.parameters if not each.is_optional} | set(names[:1])
    return bind(query, dict.fromkeys(sorted(needed), thing), graph.names, graph.relations.labels)


@pytest.mark.parametrize("thing", THINGS)
@pytest.mark.parametrize("name", sorted(set(QUERIES) - WIDE))
def test_a_query_about_one_thing_reads_as_much_of_ten_times_the_project(name: str, thing: str, projects: tuple[Graph, str, str]) -> None:
    graph, small, large = projects
    bindings = about(QUERIES[name], thing, graph)
    (one, few), (ten, many) = (asked(folder, QUERIES[name], bindings) for folder in (small, large))
    assert few == many
    assert ten <= MOST * one, f"{one:,} bytes of the small graph, {ten:,} of the large one"


def test_the_count_sees_a_scan(projects: tuple[Graph, str, str]) -> None:
    """Looking through all quotes reads all of them: the test above can fail."""
    _, small, large = projects
    scan = QUERIES["passages-with"]
    one, ten = (asked(folder, scan, {"text": Literal("no such words")})[0] for folder in (small, large))
    assert ten > 3 * one


# --- copies of the shipped graph, in which every query has an answer ---


@pytest.fixture(scope="module")
def copies(shipped: Graph, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """The folders of the shipped graph, and of the graph with nine copies of everything but concepts and measures."""
    place = tmp_path_factory.mktemp("copies")
    quads = list(store_of(shipped))
    kept = {str(quad.subject) for quad in quads if quad.predicate == RDF["type"] and quad.object in (SKOS["Concept"], DG["Measure"])}
    text = "".join(f"{quad.triple} {'' if isinstance(quad.graph_name, DefaultGraph) else quad.graph_name} .\n" for quad in quads)

    def renamed(number: int) -> str:
        def rename(match: re.Match[str]) -> str:
            return match[0] if match[0] in kept or match[0] == str(INFERRED) else f"{match[0][:-1]}-copy{number}>"

        return re.sub(rf"<{RESOURCE}[^>]+>", rename, text) if number else text

    for folder, number in (("one", 1), ("ten", COPIES)):
        store = Store(str(place / folder))
        for copy in range(number):
            store.bulk_load(renamed(copy).encode(), format=RdfFormat.N_QUADS)
        store.optimize()
        store.flush()
        del store
    return str(place / "one"), str(place / "ten")


@pytest.mark.parametrize("case", [case for case in CASES if case.params], ids=[case.case for case in CASES if case.params])
def test_an_answer_that_does_not_grow_is_read_from_as_much_of_ten_graphs(case: Case, shipped: Graph, copies: tuple[str, str]) -> None:
    query = QUERIES[case.query]
    bindings = bindings_of(case, shipped)
    is_about_one_thing = any(each.kind == "name" and not each.of_class and each.name in bindings for each in query.parameters)
    for document in (None, RESOURCE["document/003"]):
        given = {**bindings, "document": document} if isinstance(document, NamedNode) else bindings
        (one, few), (ten, many) = (asked(folder, query, given) for folder in copies)
        if is_about_one_thing and few == many:
            assert ten <= MOST * one, f"{one:,} bytes of the graph, {ten:,} of ten"
        elif document is None:
            assert ten <= 3 * COPIES * one, "more than in proportion"
