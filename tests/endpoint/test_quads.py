"""An endpoint returns what a store has: over made-up graphs, for any order of questions and any limits of a server."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disgraph.errors import EndpointError
from disgraph.graph.endpoint.client import Client
from disgraph.graph.endpoint.remote_quads import AssertedQuads, RemoteQuads
from disgraph.graph.endpoint.result_reader import ResultReader
from disgraph.rdf import INFERRED, DefaultGraph, Literal, NamedNode, Quad, QuerySolutions, Store
from disgraph.sparql.bindings import prologue_and_query, with_values
from disgraph.sparql.evaluation import Table, answer

NODES = [NamedNode(f"https://example.org/{name}") for name in "abcdef"]
PROPERTIES = [NamedNode(f"https://example.org/{space}#{name}") for space in "xy" for name in "pq"]
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
LITERALS = st.builds(Literal, TEXTS) | st.builds(lambda text: Literal(text, language="en"), TEXTS)
TRIPLES = st.tuples(st.sampled_from(NODES), st.sampled_from(PROPERTIES), st.sampled_from(NODES) | LITERALS)
PATTERNS = st.tuples(*(st.none() | st.sampled_from(each) for each in (NODES, PROPERTIES, NODES)))
GRAPHS = st.sampled_from([None, DefaultGraph(), INFERRED])


class StoreReader(ResultReader):
    """Answers from a store as a server would: with a limit of rows, and with a default graph of its own or the union of all."""

    def __init__(self, store: Store, limit: int = 1_000_000, union: bool = False) -> None:
        super().__init__(Client("http://example.org/"))
        self._whole = limit
        self._store, self._limit, self._union = store, limit, union

    def _ask(self, query: str) -> Table:
        solutions = self._store.query(query, use_default_graph_as_union=self._union)
        assert isinstance(solutions, QuerySolutions)
        variables = tuple(variable.value for variable in solutions.variables)
        return Table(variables, tuple(map(tuple, solutions))[: self._limit])


def made_store(
    said: set[tuple[NamedNode, NamedNode, NamedNode | Literal]], added: set[tuple[NamedNode, NamedNode, NamedNode | Literal]]
) -> Store:
    """Return a dataset as a build writes it: asserted quads, and inferred ones, which their own graph lists."""
    inferred = added - said
    store = Store()
    store.extend(Quad(*triple) for triple in said | inferred)
    store.extend(Quad(*triple, INFERRED) for triple in inferred)
    return store


@given(
    st.sets(TRIPLES, max_size=25),
    st.sets(TRIPLES, max_size=8),
    st.lists(st.tuples(PATTERNS, GRAPHS), min_size=1),
    st.booleans(),
    st.integers(3, 60),
)
def test_a_pattern_has_the_quads_of_the_store(
    said: set[tuple[NamedNode, NamedNode, NamedNode | Literal]],
    added: set[tuple[NamedNode, NamedNode, NamedNode | Literal]],
    asked: list[tuple[tuple[NamedNode | None, NamedNode | None, NamedNode | None], NamedNode | DefaultGraph | None]],
    union: bool,
    limit: int,
) -> None:
    store, as_said = made_store(said, added), made_store(said, set())
    quads = RemoteQuads(StoreReader(store, limit, union))
    for pattern, graph in asked:
        wanted = sorted(map(str, store.quads_for_pattern(*pattern, graph)))
        assert sorted(map(str, quads.quads_for_pattern(*pattern, graph))) == wanted
        without = sorted(map(str, as_said.quads_for_pattern(*pattern, graph)))
        assert sorted(map(str, AssertedQuads(quads).quads_for_pattern(*pattern, graph))) == without
        assert [quad for quad in store if quad not in quads] == []


def test_nodes_that_became_known_together_are_fetched_together() -> None:
    first, *others = (NamedNode(f"https://example.org/{number}") for number in range(60))
    store = made_store({(first, PROPERTIES[0], other) for other in others} | {(other, PROPERTIES[1], first) for other in others}, set())
    reader = StoreReader(store)
    queries: list[str] = []
    answered = reader._ask
    reader._ask = lambda query: queries.append(query) or answered(query)  # type: ignore[func-returns-value,method-assign]
    quads = RemoteQuads(reader)
    ends = [quad.object for quad in quads.quads_for_pattern(first, None, None)]
    found = [quad for end in ends if isinstance(end, NamedNode) for quad in quads.quads_for_pattern(end, None, None)]
    assert len(found) == 59
    assert len(queries) == 2


def test_a_hub_is_fetched_by_itself() -> None:
    first, hub, other = NODES[:3]
    store = made_store({(first, PROPERTIES[0], hub), (first, PROPERTIES[0], other), (NODES[3], PROPERTIES[0], hub)}, set())
    reader = StoreReader(store)
    queries: list[str] = []
    answered = reader._ask
    reader._ask = lambda query: queries.append(query) or answered(query)  # type: ignore[func-returns-value,method-assign]
    quads = RemoteQuads(reader)
    quads.is_hub = lambda node: node == hub
    for node in (first, other, hub):
        list(quads.quads_for_pattern(node, None, None))
    list(quads.quads_for_pattern(None, None, other))
    assert [query for query in queries if f"?o {{ {other} }}" in query] != []
    assert [query for query in queries if "VALUES ?o" in query and str(hub) in query] == []


def test_rows_that_a_server_withholds_are_an_error_and_not_an_answer() -> None:
    class Withholding(StoreReader):
        def _ask(self, query: str) -> Table:
            return super()._ask(query) if "OFFSET" not in query else Table(("s",), ())

    store = made_store({(node, PROPERTIES[0], node) for node in NODES}, set())
    with pytest.raises(EndpointError, match="0 of 6 rows received"):
        Withholding(store, 4).table("SELECT DISTINCT ?s WHERE { ?s ?p ?o }", is_set=True)


QUERIES = [
    "SELECT ?x ?y WHERE { ?y ?p ?x }",
    "SELECT ?x ?y WHERE { ?y ?p ?z FILTER(STR(?z) = STR(?x)) }",
    "SELECT ?x ?y WHERE { ?y ?p ?z OPTIONAL { ?z ?q ?w FILTER(?w = ?x) } }",
    "SELECT ?x ?y WHERE { { ?y ?p ?x } UNION { ?y ?q ?z FILTER(STRLEN(STR(?z)) > STRLEN(STR(?x))) } }",
    "SELECT ?x (COUNT(*) AS ?n) WHERE { SELECT * WHERE { ?y ?p ?x } ORDER BY ?y } GROUP BY ?x",
    "SELECT ?x ?y WHERE { VALUES (?p) { (<https://example.org/x#p>) } ?y ?p ?x }",
    "SELECT ?x ?y WHERE { ?y ?p ?z FILTER NOT EXISTS { ?y ?q ?x } }",
    "ASK { ?y ?p ?x }",
]


@given(st.sets(TRIPLES, max_size=25), st.sampled_from(NODES) | LITERALS, st.sampled_from(QUERIES))
def test_a_value_in_words_is_a_value_that_is_bound(
    said: set[tuple[NamedNode, NamedNode, NamedNode | Literal]], value: NamedNode | Literal, query: str
) -> None:
    store = made_store(said, set())
    bound, result = answer(store, query, {"x": value}), answer(store, with_values(query, {"x": value}))
    if isinstance(bound, Table) and isinstance(result, Table):
        assert sorted(map(str, result.rows)) == sorted(map(str, bound.rows))
    else:
        assert bound == result or query.startswith("ASK")


def test_a_value_is_not_a_query() -> None:
    text = with_values("SELECT ?x WHERE { ?s ?p ?x }", {"x": Literal('a" } INSERT DATA { <a:b> <a:c> "d')})
    assert answer(Store(), text) == Table(("x",), ())


def test_a_query_without_values_is_left_as_it_is() -> None:
    query = "# ?x\nSELECT ?x { }  # end"
    assert with_values(query, {}) == query


def test_declarations_are_distinguished_from_the_query() -> None:
    text = "PREFIX select: <http://a/select#>  # SELECT\nSELECT * { ?s select:x ?o }"
    prologue, query = prologue_and_query(text)
    assert prologue + query == text
    assert query.startswith("SELECT * {")
