"""A part of the relationship graph: what is chosen, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from tests.export.conftest import held
from tests.opened import folder_of, store_of

from disgraph.errors import InputError, MisuseError
from disgraph.export import network_part
from disgraph.export.network_part import PartChoice, neighbourhood, query_relations
from disgraph.export.relationship import RelationshipNetwork
from disgraph.graph.graph import Graph
from disgraph.graph.quad_relationships import QuadRelationships
from disgraph.graph.resolver import resolve
from disgraph.graph.store_edges import entity_iris
from disgraph.paths.lookup import find_paths
from disgraph.rdf import DG, RDF, NamedNode, Quad
from disgraph.relationships.flat_index import FlatIndex
from disgraph.relationships.path_options import PathOptions
from disgraph.sparql.evaluation import answer

Ask = Callable[[str], RelationshipNetwork]


@pytest.fixture(scope="module")
def iri(shipped: Graph) -> Callable[[str], str]:
    return lambda name: resolve(shipped.names, name).iri


@pytest.fixture(scope="module")
def ask(shipped: Graph) -> Ask:
    return lambda text: select(shipped, PartChoice(complete=True, asked=query_relations(shipped, answer(store_of(shipped), text))))


def select(graph: Graph, choice: PartChoice) -> RelationshipNetwork:
    """Return a part, read once."""
    return held(network_part.select(graph, choice))


def ends(network: RelationshipNetwork) -> set[str]:
    return {end for edge in network.edges for end in (edge.source, edge.target)}


def ids(network: RelationshipNetwork) -> set[str]:
    return {edge.id for edge in network.edges}


def test_by_default_what_repeats_a_chain_and_populations_are_left_out(shipped: Graph, network: RelationshipNetwork) -> None:
    """Issue 12, point 8: China was the largest hub, and geography was drawn instead of stories."""
    chosen, populations = select(shipped, PartChoice()), _populations(network)
    assert ids(chosen) < ids(network)
    others = [edge for edge in network.edges if populations.isdisjoint((edge.source, edge.target))]
    assert {edge.id for edge in others if not edge.inferred} <= ids(chosen)
    assert populations.isdisjoint(node.iri for node in chosen.nodes)
    taken = ids(chosen)
    left = [edge for edge in others if edge.id not in taken]
    assert len(left) > 200
    pairs = {(edge.source, edge.target) for edge in chosen.edges}
    onward = {source: {target for first, target in pairs if first == source} for source, _ in pairs}
    assert [edge.id for edge in left if edge.target not in _reachable(edge.source, onward)] == []
    busiest = max(chosen.nodes, key=lambda node: node.degree)
    assert busiest.type in ("Person", "PersonWithDisability")


def _populations(network: RelationshipNetwork) -> set[str]:
    return {node.iri for node in network.nodes if node.type == "Population"}


def _reachable(node: str, onward: dict[str, set[str]]) -> set[str]:
    found, waiting = {node}, [node]
    while waiting:
        new = onward.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found


def test_what_is_asked_for_by_its_kind_or_class_is_not_left_out(shipped: Graph, network: RelationshipNetwork) -> None:
    chosen = select(shipped, PartChoice(only=frozenset({"livesIn"})))
    populations = _populations(network)
    lives = [edge for edge in network.edges if edge.kind == DG["livesIn"].value]
    assert ids(chosen) == {edge.id for edge in lives if populations.isdisjoint((edge.source, edge.target))}
    typed = select(shipped, PartChoice(types=frozenset({"Population", "Organisation"})))
    assert any(node.type == "Population" for node in typed.nodes)


@pytest.mark.slow
def test_without_a_choice_it_is_the_whole_graph(shipped: Graph, network: RelationshipNetwork) -> None:
    chosen = select(shipped, PartChoice(complete=True))
    assert (tuple(chosen.nodes), tuple(chosen.edges)) == (tuple(network.nodes), tuple(network.edges))


def test_nodes_are_those_that_the_edges_join_with_degrees_of_their_own(shipped: Graph, network: RelationshipNetwork) -> None:
    chosen = select(shipped, PartChoice(complete=True, types=frozenset({"Person"})))
    assert 0 < len(chosen.nodes) < len(network.nodes)
    assert {node.iri for node in chosen.nodes} == ends(chosen)
    assert sum(node.degree for node in chosen.nodes) == 2 * len(chosen.edges) == 2 * len(tuple(chosen.edges))


def test_type_takes_entities_of_the_class_and_of_those_below(shipped: Graph, network: RelationshipNetwork) -> None:
    chosen = select(shipped, PartChoice(complete=True, types=frozenset({"Person"})))
    persons = {node.iri for node in network.nodes if Quad(NamedNode(node.iri), RDF["type"], DG["Person"]) in store_of(shipped)}
    assert ids(chosen) == {edge.id for edge in network.edges if {edge.source, edge.target} <= persons}
    assert "PersonWithDisability" in {node.type for node in chosen.nodes}


def test_kinds_are_taken_or_left_out(shipped: Graph, network: RelationshipNetwork) -> None:
    kinds = frozenset({"hasFriend", "employmentEdge"})
    only, without = select(shipped, PartChoice(complete=True, only=kinds)), select(shipped, PartChoice(complete=True, exclude=kinds))
    assert {edge.kind for edge in only.edges} == {DG[kind].value for kind in kinds}
    assert ids(only) | ids(without) == ids(network)
    assert not ids(only) & ids(without)


def test_time_leaves_out_what_began_later_or_ended_before(shipped: Graph, network: RelationshipNetwork) -> None:
    relationships, entities = QuadRelationships(shipped), entity_iris(shipped)
    held = {
        (edge.source, DG[edge.kind].value, edge.target)
        for node in entities
        for edge in relationships.around(node)
        if edge.begin <= "2016-12-31" and not (edge.until and edge.until < "2016-01-01") and {edge.source, edge.target} <= set(entities)
    }
    chosen = select(shipped, PartChoice(complete=True, first="2016-01-01", last="2016-12-31"))
    assert 0 < len(chosen.edges) < len(network.edges)
    assert {(edge.source, edge.kind, edge.target) for edge in chosen.edges} == held


def test_around_is_what_brute_force_reaches_in_two_hops(shipped: Graph, network: RelationshipNetwork, iri: Callable[[str], str]) -> None:
    index, middle = FlatIndex(folder_of(shipped)), iri("Liu Weiping")
    one = {middle} | {edge.other(middle) for edge in index.around(middle)}
    beyond = [node for node in one if node == middle or not index.hub(node)]
    two = one | {edge.other(node) for node in beyond for edge in index.around(node)}
    assert neighbourhood(index, middle, 2, lambda _edge: True) == two
    chosen = select(shipped, PartChoice(complete=True, around=middle))
    assert ids(chosen) == {edge.id for edge in network.edges if {edge.source, edge.target} <= two}
    assert len(chosen.edges) < len(network.edges) / 2


def test_path_is_the_steps_of_the_shortest_paths(shipped: Graph, iri: Callable[[str], str]) -> None:
    a, b = iri("Liu Weiping"), iri("Tang Xiaopeng")
    paths = find_paths(FlatIndex(folder_of(shipped)), a, b, PathOptions()).paths
    chosen = select(shipped, PartChoice(complete=True, ends=(a, b)))
    assert {node.iri for node in chosen.nodes} == {node for path in paths for node in path.nodes} > {a, b}


def test_choices_narrow_each_other(shipped: Graph, iri: Callable[[str], str]) -> None:
    around = PartChoice(complete=True, around=iri("Liu Weiping"), hops=3)
    both = select(shipped, around._replace(types=frozenset({"Person"})))
    assert ids(both) < ids(select(shipped, around))
    assert ids(both) <= ids(select(shipped, PartChoice(complete=True, types=frozenset({"Person"}))))
    assert len(select(shipped, around._replace(only=frozenset({"hasFriend"}), types=frozenset({"Award"}))).edges) == 0


def test_relations_of_the_graph_keep_their_quotes_when_a_query_asks_for_them(ask: Ask, network: RelationshipNetwork) -> None:
    chosen = ask("CONSTRUCT { ?a dg:hasFriend ?b } { ?a dg:hasFriend ?b }")
    friends = {edge for edge in network.edges if edge.kind == DG["hasFriend"].value}
    assert friends
    assert friends <= set(chosen.edges)
    others = set(chosen.edges) - friends  # the other direction of each, which the network leaves out
    assert {(edge.target, edge.source) for edge in others} == {(edge.source, edge.target) for edge in friends}
    assert all(edge.quote or edge.premises for edge in chosen.edges)


def test_a_class_of_records_means_its_edges(ask: Ask, network: RelationshipNetwork) -> None:
    chosen = ask("SELECT ?source ?relation ?target { BIND(dg:Employment AS ?relation) ?e dg:employee ?source ; dg:employer ?target }")
    assert len(chosen.edges) > 0
    assert {edge.quote for edge in chosen.edges} == {edge.quote for edge in network.edges if edge.kind == DG["employmentEdge"].value}


def test_other_relations_of_a_query_are_edges_that_follow_with_their_words_and_weight(ask: Ask) -> None:
    chosen = ask(
        "SELECT ?source ?relation ?target (COUNT(?e) + 1 AS ?weight) {"
        ' ?e dg:employee ?source ; dg:employer ?target . BIND("served" AS ?relation) }'
        " GROUP BY ?source ?relation ?target"
    )
    assert len(chosen.edges) > 0
    assert {(edge.label, edge.kind, edge.inferred, edge.quote) for edge in chosen.edges} == {("served", "text:served", True, "")}
    assert all(edge.weight >= 2 and ": served " in edge.sentence for edge in chosen.edges)


@pytest.mark.parametrize(
    ("text", "error", "message"),
    [
        ("ASK { ?a ?b ?c }", MisuseError, "no relations"),
        ("SELECT ?source ?target { ?source dg:hasFriend ?target }", MisuseError, r"\?relation"),
        ("SELECT ?source ?relation ?target { ?source ?relation ?target . FILTER(isLiteral(?target)) } LIMIT 1", InputError, r"\?target is"),
        ('SELECT ?source ?relation ?target ?weight { ?source ?relation ?target . FILTER(isIRI(?target)) BIND("x" AS ?weight) } LIMIT 1',
         InputError, r"\?weight is"),
        ("SELECT ?source (dg:Person AS ?target) (?nothing AS ?relation) { ?source a dg:Person } LIMIT 1", InputError, r"\?relation is"),
    ],
)  # fmt: skip
def test_a_query_without_relations_is_refused(text: str, error: type[Exception], message: str, ask: Ask) -> None:
    with pytest.raises(error, match=message):
        partial(ask, text)()
