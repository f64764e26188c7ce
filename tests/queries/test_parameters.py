"""Parameters: bound as values by their kind, never pasted; what does not fit is refused with what would."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.opened import store_of

from disgraph.errors import AmbiguousName, MisuseError, UnknownName
from disgraph.graph.graph import Graph
from disgraph.graph.resolver import NamesFile
from disgraph.project import shipped_project
from disgraph.queries.catalogue import find_query, parse_query, with_conditions
from disgraph.queries.parameters import bind, split_parameters
from disgraph.rdf import DG, RESOURCE, XSD, Literal, NamedNode
from disgraph.sparql.evaluation import Table, answer

EVERY_KIND = parse_query(
    "every-kind",
    """# question: What is bound?
# param: who name  an entity (optional)
# param: where iri  an IRI (optional)
# param: said text  words (optional)
# param: many number  a number (optional)
# param: day date  a day (optional)
# param: of class  a class (optional)
# param: document document  a document (optional)
# param: section section  a section (optional)
SELECT ?who ?where ?said ?many ?day ?of ?document ?section { }
""",
)


def bound(graph: Graph, *given: str) -> dict[str, NamedNode | Literal]:
    return bind(EVERY_KIND, split_parameters(given), graph.names, graph.relations.labels)


@pytest.mark.parametrize(
    ("given_text", "term"),
    [
        ("who=Xia Xiaobin", RESOURCE["person/xia-xiaobin"]),
        ("who=xia-xiaobin", RESOURCE["person/xia-xiaobin"]),
        ("who=https://w3id.org/disgraph/resource/person/xia-xiaobin", RESOURCE["person/xia-xiaobin"]),
        ("where=https://example.org/a", NamedNode("https://example.org/a")),
        ("said=a=b, c", Literal("a=b, c")),
        ("said=", Literal("")),
        ("many=12.50", Literal("12.50", datatype=XSD["decimal"])),
        ("day=2020-05-17", Literal("2020-05-17", datatype=XSD["date"])),
        ("of=Federation", DG["Federation"]),
        ("document=003", RESOURCE["document/003"]),
        ("section=CASE 9", Literal("CASE 9")),
    ],
)
def test_a_value_becomes_a_term_of_its_kind(given_text: str, term: NamedNode | Literal, shipped: Graph) -> None:
    assert list(bound(shipped, given_text).values()) == [term]


@pytest.mark.parametrize(
    ("given_text", "says"),
    [
        ("whom=x", "no parameter 'whom'"),
        ("where=not an iri", "is not an IRI"),
        ("where=http://a> } SELECT * { ?s ?p <http://b", "is not an IRI"),
        ("many=twelve", "is not a number"),
        ("day=17 May", "is not a date"),
        ("of=Nothing", "is not a class"),
        ("document=003> } #", "is not the id of a document"),
        ("without an equals sign", "is not name=value"),
        ("=x", "is not name=value"),
        ("who=", "empty name"),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused(given_text: str, says: str, shipped: Graph) -> None:
    with pytest.raises(MisuseError, match=says):
        bound(shipped, given_text)


def test_a_missing_parameter_is_named_with_all_that_there_are(shipped: Graph) -> None:
    query = find_query(shipped_project().queries, "work-of-person")
    with pytest.raises(MisuseError, match="the parameter 'person' is missing") as refused:
        bind(query, split_parameters(()), shipped.names, shipped.relations.labels)
    assert "person (name)" in refused.value.remedy


def test_an_unknown_name_lists_the_nearest(shipped: Graph) -> None:
    with pytest.raises(UnknownName) as refused:
        bound(shipped, "who=Xia Xiaobing")
    assert "Xia Xiaobin" in [candidate.label for candidate in refused.value.candidates]


def test_an_ambiguous_name_is_never_guessed(shipped: Graph, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("names")
    line = "amei\thttps://example.org/{0}\tAmei {0}\tPerson\t000\n"
    (folder / "names.tsv").write_text("\n" + line.format("Li") + line.format("Wang"), encoding="utf-8")
    with pytest.raises(AmbiguousName) as refused:
        bind(EVERY_KIND, split_parameters(["who=Amei"]), NamesFile(str(folder)), shipped.relations.labels)
    assert [candidate.label for candidate in refused.value.candidates] == ["Amei Li", "Amei Wang"]


def test_an_unknown_query_lists_the_nearest() -> None:
    with pytest.raises(MisuseError, match="No named query 'work-of-persons'") as refused:
        find_query(shipped_project().queries, "work-of-persons")
    assert "work-of-person" in refused.value.remedy


ATTACKS = [
    '" } INSERT DATA { <http://a> <http://b> <http://c> } #',
    "'''\n} UNION { ?s ?p ?o } #",
    '\\" . ?s ?p ?o',
    "?document",
    "<http://a>",
    "SERVICE <http://127.0.0.1:9/> { ?s ?p ?o }",
    "\\u0022 }",
    ".*",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_is_a_value_like_any_other(attack: str, shipped: Graph) -> None:
    query = find_query(shipped_project().queries, "passages-with")
    bindings = bind(query, split_parameters([f"text={attack}"]), shipped.names, shipped.relations.labels)
    assert bindings == {"text": Literal(attack.strip())}
    found = answer(store_of(shipped), query.text, bindings)
    assert isinstance(found, Table)
    assert found.rows == ()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_whatever_text_is_given_is_the_text_that_is_bound(value: str, shipped: Graph) -> None:
    bindings = bound(shipped, f"said={value}")
    found = answer(store_of(shipped), "SELECT ?said ?same { BIND(STR(?said) AS ?same) }", bindings)
    assert isinstance(found, Table)
    assert found.rows[0][0] == Literal(value.strip())


def test_a_condition_counts_only_with_its_parameter() -> None:
    text = "SELECT ?x {\n  # if section: ?x dg:inSection ?section .\n}"
    assert with_conditions(text, set()) == with_conditions(text, {"document"}) == text
    assert with_conditions(text, {"section"}) == "SELECT ?x {\n  ?x dg:inSection ?section .\n}"


# --- headers ---


def test_a_header_states_question_parameters_and_columns() -> None:
    assert EVERY_KIND.question == "What is bound?"
    assert [parameter.kind for parameter in EVERY_KIND.parameters] == [
        "name",
        "iri",
        "text",
        "number",
        "date",
        "class",
        "document",
        "section",
    ]
    assert all(parameter.is_optional for parameter in EVERY_KIND.parameters)


def test_a_header_with_an_unknown_kind_is_refused_with_its_line() -> None:
    with pytest.raises(Exception, match="q, line 2: 'colour' is no kind of parameter"):
        parse_query("q", "# question: What?\n# param: a colour  red\nASK {}")
