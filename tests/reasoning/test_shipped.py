"""Questions about the five documents that only reasoning answers, and where its answers are listed."""

from __future__ import annotations

import pytest
from tests.opened import store_of

from disgraph.graph.graph import Graph
from disgraph.rdf import DG, INFERRED, DefaultGraph, Quad, QuerySolutions, prefixes

BASE = "https://w3id.org/disgraph/resource/"


def answers(graph: Graph, query: str) -> set[str]:
    """Return the rows of a query; a row is its resources without their common beginning."""
    found = store_of(graph).query(f"BASE <{BASE}> {query}", prefixes=prefixes())
    assert isinstance(found, QuerySolutions)
    return {" ".join(value.value.removeprefix(BASE) for value in row if value is not None) for row in found}


@pytest.mark.parametrize(
    ("query", "said", "follows"),
    [
        pytest.param(
            "SELECT ?who { ?who dg:livesIn <place/guangxi> }",
            set(),
            {"person/xiong-jun", "person/zeng-fanjun"},
            id="who lives in a place lives in the places that hold it",
        ),
        pytest.param(
            "SELECT ?f { <organisation/liuzhou-disabled-persons-federation> dg:higherFederation ?f }",
            set(),
            {"organisation/china-disabled-persons-federation", "organisation/guangxi-disabled-persons-federation"},
            id="a federation is below those of the places that contain its own",
        ),
        pytest.param(
            "SELECT ?f { ?f dg:federationLevel <level/county> }",
            set(),
            {"organisation/longxian-county-disabled-persons-federation", "organisation/sunan-county-disabled-persons-federation"},
            id="a federation has the level of its place",
        ),
        pytest.param(
            "SELECT ?kind { <person/liu-haijun> dg:hasDisability ?kind }",
            set(),
            {"disability-kind/disability", "disability-kind/intellectual", "disability-kind/multiple", "disability-kind/physical"},
            id="who has a kind of disability has every broader one",
        ),
        pytest.param(
            """SELECT ?p { VALUES ?p { <person/liu-haijun> <person/tang-xiaopeng> <person/li-juan> <person/liu-weiping> }
            ?p a dg:PersonWithDisability }""",
            set(),
            {"person/liu-haijun", "person/li-juan"},
            id="a person with a disability has one of any kind, and no other person is one",
        ),
        pytest.param(
            "SELECT ?who { <organisation/zhangye-jishan-leye-center> dg:employs ?who . ?who a dg:Person }",
            set(),
            {"person/liang-xingjun", "person/liu-haijun", "person/peng-yu", "person/tang-xiaopeng", "person/xia-xiaobin"},
            id="an employment makes a worker of its employee",
        ),
        pytest.param(
            "SELECT ?place { <person/tang-xiaopeng> dg:worksIn ?place }",
            set(),
            {"place/china", "place/gansu", "place/zhangye"},
            id="who works for a body works where it is",
        ),
        pytest.param(
            "SELECT ?body { <person/zhang-haidi> dg:memberOf ?body }",
            set(),
            {"organisation/china-disabled-persons-federation"},
            id="an office in a body makes a member",
        ),
        pytest.param(
            "SELECT ?body { <person/wei-jing> dg:affiliatedWith ?body . ?body a dg:Federation }",
            set(),
            {"organisation/guangxi-disabled-persons-federation"},
            id="who works for a unit is affiliated with the body it is a unit of",
        ),
        pytest.param(
            "SELECT ?child { ?child dg:hasParent <person/wang-xiuzhi> }",
            set(),
            {"person/wang-xiuzhi-daughter"},
            id="who has a child is the child's parent",
        ),
        pytest.param(
            "SELECT ?parent { <person/zheng-gang> dg:hasParent ?parent }",
            set(),
            {"person/zheng-gang-father", "person/zheng-gang-mother"},
            id="mothers and fathers are parents",
        ),
        pytest.param(
            "SELECT ?a { ?a dg:hasSpouse <person/liu-hongxia> }", set(), {"person/liu-hongxia-husband"}, id="marriage goes both ways"
        ),
        pytest.param(
            "SELECT ?who { <person/wen-dongming> dg:helped ?who . ?who a dg:Person }",
            set(),
            {"person/lan-shiyong", "person/wu-weiyue"},
            id="an assistance states who helped whom",
        ),
        pytest.param(
            "SELECT ?who { <person/tang-xiaopeng> dg:helpedBy ?who }", set(), {"person/liu-weiping"}, id="and who was helped by whom"
        ),
        pytest.param(
            "SELECT ?by { <person/lan-shiyong> dg:trainedBy ?by }",
            set(),
            {"organisation/huichang-ecommerce-office", "person/wen-dongming"},
            id="a training states who was trained by whom",
        ),
        pytest.param(
            "SELECT ?award { <person/li-juan> dg:receivedAward ?award }",
            set(),
            {
                "award/fenjin-prize-of-the-national-award-for-efforts-in-poverty-alleviation",
                "award/role-model-of-anhui",
                "award/role-model-of-suzhou",
            },
            id="an awarding states who received what",
        ),
        pytest.param(
            "SELECT ?by { <organisation/hunan-qiqi-technology-co-ltd> dg:foundedBy ?by }",
            set(),
            {"person/yang-shuting"},
            id="who founded what",
        ),
        pytest.param(
            "SELECT ?by { <policy/decision-on-winning-the-battle-against-poverty> dg:issuedBy ?by }",
            set(),
            {"organisation/cpc-central-committee", "organisation/state-council"},
            id="who issued a policy",
        ),
        pytest.param(
            "SELECT ?who { ?who dg:created <work/leave-no-one-behind> }",
            set(),
            {"person/jiang-can", "person/zhang-haidi"},
            id="writing and composing is creating",
        ),
    ],
)
def test_a_question_that_needs_reasoning(shipped: Graph, shipped_as_said: Graph, query: str, said: set[str], follows: set[str]) -> None:
    assert answers(shipped_as_said, query) == said
    assert answers(shipped, query) == follows


def test_stated_parents_are_distinguished_from_inferred_ones(shipped: Graph, shipped_as_said: Graph) -> None:
    query = "SELECT ?p { <person/peng-yu> dg:hasParent ?p }"
    assert answers(shipped_as_said, query) == {"group/peng-yu-parents"}
    assert answers(shipped, query) == {"group/peng-yu-parents", "person/peng-yu-mother"}


@pytest.mark.slow
def test_the_inferred_graph_lists_what_reasoning_added_and_exactly_that(shipped: Graph, shipped_as_said: Graph) -> None:
    listed = {quad.triple for quad in store_of(shipped).quads_for_pattern(None, None, None, INFERRED)}
    default = {quad.triple for quad in store_of(shipped).quads_for_pattern(None, None, None, DefaultGraph())}
    said = {quad.triple for quad in store_of(shipped_as_said)}
    assert len(listed) == shipped.summary["inferred"] > 5000
    assert len(said) == shipped.summary["asserted"] > 50_000
    assert listed & said == set()
    assert listed | said == default


def test_a_triple_occurs_in_the_default_graph_once(shipped: Graph) -> None:
    """Counts are right although inferred triples are listed in a graph of their own too."""
    triples = [quad.triple for quad in store_of(shipped).quads_for_pattern(None, None, None, DefaultGraph())]
    found = store_of(shipped).query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert isinstance(found, QuerySolutions)
    assert [int(row["n"].value) for row in found] == [len(triples)] == [len(set(triples))]


def test_the_graph_lists_what_was_inferred(shipped: Graph, shipped_as_said: Graph) -> None:
    (inferred,) = [
        quad
        for quad in store_of(shipped).quads_for_pattern(None, None, None, INFERRED)
        if "liu-weiping" in str(quad.subject) and quad.predicate == DG["memberOf"]
    ]
    assert isinstance(inferred, Quad)
    triple = inferred.triple
    assert shipped.is_inferred(triple.subject, triple.predicate, triple.object)  # type: ignore[arg-type]
    assert not shipped_as_said.is_inferred(triple.subject, triple.predicate, triple.object)  # type: ignore[arg-type]
