"""Answers do not depend on where the graph is stored: each command embedded and through two real servers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pytest
from tests.endpoint.conftest import Run
from tests.opened import store_of

from disgraph.export.network_source import read_network
from disgraph.export.writers import WRITERS
from disgraph.graph.endpoint.endpoint_backend import EndpointBackend, open_endpoint
from disgraph.graph.graph import Graph
from disgraph.graph.quad_relationships import QuadRelationships
from disgraph.project import shipped_project
from disgraph.queries.catalogue import NamedQuery, read_queries
from disgraph.queries.parameters import bind
from disgraph.rdf import Literal, NamedNode
from disgraph.sparql.evaluation import Answer, Table, answer

Answers = dict[tuple[str, ...], tuple[int, bytes]]

#: Questions about the shipped graph: each verb, and what each asks of a graph in another way.
COMMANDS = [
    ["path", "Liu Weiping", "Tang Xiaopeng"],
    ["path", "zheng gang", "Tan Shixi", "--through", "places", "--max-hops", "8", "--no-inferred"],
    ["path", "Peng Yu", "Tang Xiaopeng", "--rank", "informative", "--exclude", "employment"],
    ["path", "Xia Xiaobin", "Gansu", "--all-shortest", "--scores"],
    ["path", "Peng Yu", "Tang Xiaopeng", "--only", "Employment", "--via", "Liu Weiping"],
    ["path", "Peng Yu", "Tang Xiaopeng", "--co-mention"],
    ["neighbors", "Zhangye", "--as-of", "2017-07-01", "-f", "json"],
    ["common", "Lan Shiyong", "Wu Weiyue"],
    ["explain", "Tang Xiaopeng", "works in", "Gansu"],
    ["show", "Wang Xiuzhi", "--quotes"],
    ["search", "wheelchair"],
    ["query", "federations-above", "-p", "federation=China Disabled Persons' Federation"],
    ["query", "SELECT ?person WHERE { ?person a dg:Person } ORDER BY ?person", "--labels"],
    ["query", "ASK { ?a dg:livesIn ?a }"],
    ["query", 'SELECT ?p { ?p dg:recipient "Liu Hongxia" }'],
    ["export", "-", "-f", "nt", "-q"],
]
LIVES = "{ ?a dg:livesIn ?b }"
#: Each verb, each kind of query and each kind of export, on the tiny graph.
EACH_KIND = [
    ["path", "Amei Li", "Hill County"],
    ["path", "Amei Li", "Hill Country"],
    ["path", "Amei Li", "Sunny Workshop", "Hill County", "-f", "json"],
    ["neighbors", "Amei Li", "--exclude", "Employment"],
    ["common", "Amei Li", "Bo Wang"],
    ["compare", "Amei Li", "Bo Wang", "--quotes"],
    ["explain", "Amei Li"],
    ["show", "amei-li", "--all", "-f", "json"],
    ["show", "Green Village", "--no-inferred", "-f", "md"],
    ["search", "Amei Lee", "-f", "json"],
    ["evidence", "Amei Li"],
    ["audit", "-q"],
    ["stats", "-f", "json"],
    ["query", "SELECT DISTINCT ?s ?type WHERE { ?s a ?type } ORDER BY ?s ?type", "-f", "csv"],
    ["query", f"ASK {LIVES}"],
    ["query", f"CONSTRUCT {LIVES} WHERE {LIVES}", "-f", "nt"],
    ["query", "SELECT ?p { ?p a dg:Persn }"],
    ["query", 'SELECT ?p { ?p rdfs:label "Amei Lii" }'],
    ["query", 'SELECT ?p { ?p dg:start "1985" }'],
    ["query", 'SELECT ?p { ?p dg:employee "Bo Wang" }'],
    ["query", 'SELECT ?t { ?p rdfs:label "Amei Li" ; dg:start ?t FILTER(?t > 3) }'],
    ["export", "-", "-f", "csv", "--table", "nodes", "-q", "--no-inferred"],
    ["export", "-", "-f", "gexf", "-q", "--layout", "none"],
    ["export", "-", "-f", "json", "-q", "--query", f"CONSTRUCT {LIVES} WHERE {LIVES}"],
    *(["export", "-", "-f", form, "-q"] for form in ("nt", "nt12", "xlsx")),
]
#: The other formats, and the choices of a part, for one server: they ask the same of each.
OTHER_FORMATS = [
    ["path", "Amei Li", "Hill County", "-f", "mermaid"],
    ["export", "-", "-f", "csv", "--table", "edges", "-q"],
    ["export", "-", "-f", "json", "-q", "--around", "Amei Li", "--type", "Person"],
    ["export", "-", "-f", "dot", "-q", "--path", "Amei Li", "Hill County"],
    *(["export", "-", "-f", form, "-q"] for form in sorted({*WRITERS} - {"csv", "gexf", "crate", "nt", "nt12", "xlsx"})),
]
#: Values for the parameters of named queries, by name; what is not here is left open.
VALUES = {
    "source": "003", "one": "000", "another": "003", "kind": "physical disability", "text": "wheelchair", "class": "Federation",
    "place": "Zhangye", "programme": "Cataract Rehabilitation Project", "measure": "people employed",
    "recipient": "Tang Xiaopeng", "helper": "Liu Weiping",
    "speaker": "Tang Xiaopeng", "federation": "China Disabled Persons' Federation", "funder": "China Disabled Persons' Federation",
    "organisation": "Zhangye Jishan Leye Disabled Supportive Employment Center",
}  # fmt: skip


@pytest.fixture(scope="module")
def embedded() -> Answers:
    """What was asked of the embedded graph already."""
    return {}


@pytest.fixture(scope="module")
def embedded_tiny() -> Answers:
    """What was asked of the embedded tiny graph already."""
    return {}


@pytest.mark.parametrize(
    "arguments", [pytest.param(each, marks=pytest.mark.slow) if at % 4 else each for at, each in enumerate(COMMANDS)], ids=" ".join
)
def test_a_command_says_the_same_through_oxigraph(run: Run, oxigraph: str, embedded: Answers, arguments: list[str]) -> None:
    assert run(*arguments, "--endpoint", oxigraph) == once(run, embedded, arguments)


@pytest.mark.parametrize("arguments", OTHER_FORMATS, ids=" ".join)
def test_each_other_format_is_the_same(run_tiny: Run, tiny_apart: str, embedded_tiny: Answers, arguments: list[str]) -> None:
    assert run_tiny(*arguments, "--endpoint", tiny_apart) == once(run_tiny, embedded_tiny, arguments)


@pytest.mark.parametrize("arguments", EACH_KIND, ids=" ".join)
def test_a_command_says_the_same_where_the_default_graph_is_the_union(
    run_tiny: Run, tiny_union: str, embedded_tiny: Answers, arguments: list[str]
) -> None:
    assert run_tiny(*arguments, "--endpoint", tiny_union) == once(run_tiny, embedded_tiny, arguments)


#: Notes on empty results that Virtuoso cannot give: it refuses to compare a text with a number or a resource, with HTTP 400.
REFUSED_BY_VIRTUOSO = ("Amei Lii", '"1985"', 'Bo Wang" }')
ON_VIRTUOSO = [each for each in EACH_KIND if not any(word in each[1] for word in REFUSED_BY_VIRTUOSO)]


@pytest.mark.slow
@pytest.mark.parametrize("arguments", ON_VIRTUOSO, ids=" ".join)
def test_a_command_says_the_same_through_virtuoso(run_tiny: Run, virtuoso: str, embedded_tiny: Answers, arguments: list[str]) -> None:
    assert run_tiny(*arguments, "--endpoint", virtuoso) == once(run_tiny, embedded_tiny, arguments)


@pytest.mark.slow
@pytest.mark.parametrize("word", REFUSED_BY_VIRTUOSO)
def test_a_note_that_virtuoso_refuses_is_called_unknown(run_tiny: Run, virtuoso: str, word: str) -> None:
    (arguments,) = [each for each in EACH_KIND if word in each[1]]
    code, output = run_tiny(*arguments, "--endpoint", virtuoso)
    assert code == 0
    assert b"The result is empty; the reason is unknown" in output


def once(run: Run, embedded: Answers, arguments: list[str]) -> tuple[int, bytes]:
    """Ask the embedded graph, or return its earlier answer."""
    key = tuple(arguments)
    if key not in embedded:
        embedded[key] = run(*arguments)
    return embedded[key]


def test_what_only_the_build_knows_is_refused_before_anything_is_asked(run: Run) -> None:
    code, said = run("export", "-", "-f", "crate", "--endpoint", "http://127.0.0.1:9/")
    assert code == 2
    assert b"Leave --endpoint out." in said


@pytest.fixture(scope="session")
def remote(oxigraph: str) -> EndpointBackend:
    """The graph behind an Oxigraph server."""
    return open_endpoint(oxigraph, shipped_project().ontology)


def test_what_is_stored_next_to_the_store_is_read_from_the_endpoint(remote: EndpointBackend, shipped: Graph) -> None:
    assert remote.relations == shipped.relations
    assert remote.rules == shipped.rules
    assert set(remote.names.every()) == set(shipped.names.every())
    assert {kind: remote.frequency(kind) for kind in shipped.summary["kinds"]} == shipped.summary["kinds"]
    assert [name for name in remote.summary if remote.summary[name] != shipped.summary[name]] == []


@pytest.mark.slow
def test_every_edge_and_its_explanation_is_the_same(remote: EndpointBackend, shipped: Graph) -> None:
    here, there = QuadRelationships(shipped), QuadRelationships(Graph(remote))
    nodes = sorted({name.iri for name in shipped.names.every()})
    edges = sorted({edge for node in nodes for edge in here.around(node)})
    assert len(edges) > 700
    assert [node for node in nodes if (here.around(node), here.hub(node)) != (there.around(node), there.hub(node))] == []
    assert [edge for edge in edges if (here.grade(edge), here.explain(edge)) != (there.grade(edge), there.explain(edge))] == []


def test_nodes_are_fetched_together(oxigraph: str) -> None:
    graph = open_endpoint(oxigraph, shipped_project().ontology)
    network = read_network(Graph(graph))
    assert len(network.edges) > 700
    assert graph.reader.client.requests < len(network.edges)


def bound(query: NamedQuery, shipped: Graph) -> Mapping[str, NamedNode | Literal]:
    wanted = {each.name: VALUES.get(each.name, "Wang Xiuzhi") for each in query.parameters if not each.is_optional or each.name in VALUES}
    return bind(query, wanted, shipped.names, shipped.relations.labels)


QUERIES = read_queries(shipped_project().queries)


@pytest.fixture(scope="module")
def tables(shipped: Graph) -> dict[str, Answer]:
    """What each named query returns from the embedded graph."""
    return {name: answer(store_of(shipped), query.text, bound(query, shipped)) for name, query in QUERIES.items()}


@pytest.mark.parametrize("name", QUERIES)
def test_a_named_query_has_the_same_rows_in_the_same_order(
    name: str, remote: EndpointBackend, shipped: Graph, tables: dict[str, Answer]
) -> None:
    assert remote.answer(QUERIES[name].text, bound(QUERIES[name], shipped)) == tables[name]


def test_the_values_of_the_named_queries_find_something(tables: dict[str, Answer]) -> None:
    found = Counter(bool(table.rows) for table in tables.values() if isinstance(table, Table))
    assert found.total() == len(QUERIES)
    assert found[True] > 0.7 * len(QUERIES)
