"""Syntax errors in words: each mistake names its place and its remedy (cases asking A41 to A47, with siblings of each)."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.opened import backend_of
from tests.tries import tries

from disgraph.errors import DisgraphError, InputError
from disgraph.graph.graph import Graph
from disgraph.rdf import Store
from disgraph.sparql.evaluation import MAX_QUERY, answer
from disgraph.sparql.graph_patterns import MAX_TEXT
from disgraph.sparql.limited_queries import LimitedQueries
from disgraph.sparql.syntax_errors import find_problem

#: By case: the query, the place where the caret is, and words of the message or remedy.
CASES = {
    "asking-A41 no closing brace": ("SELECT ?e { ?e a dg:Person", "", "the query ends before the `}`"),
    "no closing brace of an OPTIONAL": ("SELECT ?e { ?e a dg:Person OPTIONAL { ?e dg:age ?a }", "", "at line 1, column 11"),
    "no closing parenthesis": ("SELECT ?e { ?e dg:age ?a FILTER(?a > 3 }", "}", "`)` is missing before this `}`"),
    "no closing square bracket": ("SELECT ?e { ?e dg:about [ a dg:Person }", "}", "`]` is missing before this `}`"),
    "one brace too many": ("SELECT ?e { ?e a dg:Person } }", "}", "this `}` closes nothing"),
    "asking-A42 variable in a path": ('SELECT ?x { ?x ?role/rdfs:label "Zheng Gang" }', "?role/", "cannot hold the variable ?role"),
    "variable at the end of a path": ("SELECT ?x { ?x dg:about/?p ?y }", "?p", "a property path cannot hold the variable ?p"),
    "variable in a choice": ("SELECT ?x { ?x (dg:about|?p) ?y }", "?p", "a property path cannot hold the variable ?p"),
    "variable after an inverse": ("SELECT ?x { ?x ^?p ?y }", "?p", "a property path cannot hold the variable ?p"),
    "asking-A43 undeclared prefix": ("SELECT ?x { ?x a foo:Person }", "foo:Person", "the prefix foo: is not declared"),
    "undeclared prefix of a property": ('SELECT ?x { ?x label:x "a" }', "label:x", "the prefix label: is not declared"),
    "undeclared prefix next to a declared one": ("PREFIX a: <http://a/> SELECT ?x { ?x a:b b:c }", "b:c", "the prefix b: is not declared"),
    "undeclared prefix of a datatype": ('SELECT ?x { ?x dg:time "2018"^^ed:EDTF }', "ed:EDTF", "the prefix ed: is not declared"),
    "asking-A44 slash in a name": ("SELECT ?x { dgr:person/zheng-gang dg:livesIn ?x }", "/zheng", r"Write dgr:person\/zheng-gang"),
    "slash in the name of an object": ("SELECT ?x { ?x dg:unit dgr:unit/CNY . }", "/CNY", r"Write dgr:unit\/CNY"),
    "two slashes in a name": ("SELECT ?x { ?x dg:livesIn dgr:place/a-b/c . }", "/a-b", r"Write dgr:place\/a-b\/c"),
    "slash in a name of a filter": ("SELECT ?x { ?x ?p ?o FILTER(?o = dgr:unit/CNY) }", "/CNY", r"Write dgr:unit\/CNY"),
    "slash in a name of VALUES": ("SELECT ?x { VALUES ?x { dgr:unit/CNY } }", "/CNY", r"Write dgr:unit\/CNY"),
    "asking-A45 function in GROUP BY": (
        "SELECT (LANG(?l) AS ?g) (COUNT(*) AS ?n) { ?x rdfs:label ?l } GROUP BY LANG(?l)", "LANG(?l)\0", "GROUP BY (LANG(?l) AS ?group)",
    ),
    "year in GROUP BY": (
        "SELECT (YEAR(?d) AS ?y) (COUNT(*) AS ?n) { ?x dg:earliest ?d } GROUP BY YEAR(?d)", "YEAR(?d)\0", "GROUP BY (YEAR(?d) AS ?group)",
    ),
    "aggregate without GROUP BY": ("SELECT ?p (COUNT(?x) AS ?n) { ?p dg:livesIn ?x }", "?p (", "Add GROUP BY ?p"),
    "aggregate before the variable": ("SELECT (SUM(?v) AS ?s) ?u { ?f dg:value ?v ; dg:unit ?u }", "?u {", "Add GROUP BY ?u"),
    "variable that is not grouped": ("SELECT ?p ?q (COUNT(*) AS ?n) { ?p dg:livesIn ?q } GROUP BY ?p", "?q (", "Add ?q to GROUP BY"),
    "aggregate without a name": ("SELECT COUNT(?x) { ?p dg:livesIn ?x }", "COUNT", "Write (COUNT(?x) AS ?count)"),
    "aggregate in parentheses without a name": ("SELECT (COUNT(?x)) { ?p dg:livesIn ?x }", "(COUNT", "Write (COUNT(?x) AS ?value)"),
    "asking-A46 no form": ("{?e a dg:Person}", "{", "a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE"),
    "misspelt form": ("SELEKT ?e { ?e a dg:Person }", "SELEKT", "a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE"),
    "prefixes and no form": ("PREFIX a: <http://a/> WHERE { ?e a a:b }", "WHERE", "not with WHERE"),
    "nothing": ("", "", "the query is empty"),
    "asking-A47 name without quotation marks": ("SELECT ?p { ?p rdfs:label Zheng Gang }", "Zheng", 'quotation marks ("Zheng Gang")'),
    "class without a prefix": ("SELECT ?p { ?p a Person }", "Person", "dg:Person"),
    "property without a prefix": ("SELECT ?p { ?p livesIn ?x }", "livesIn", "dg:livesIn"),
    "text that is not closed": ('SELECT ?a { ?a rdfs:label "abc }', '"abc', 'has no closing "'),
    "condition without parentheses": ("SELECT ?a { ?a dg:age ?b FILTER ?b > 3 }", "?b > 3", "Write FILTER(...)"),
    "HAVING without parentheses": ("SELECT ?a { ?a dg:age ?b } GROUP BY ?a HAVING COUNT(?b) > 1", "COUNT", "Write HAVING(...)"),
    "commas between variables": ("SELECT ?a, ?b { ?a dg:age ?b }", ", ?b", "have no comma"),
    "no variable": ("SELECT WHERE { ?a dg:age ?b }", "WHERE", "SELECT names no variable"),
    "no dot": ("SELECT ?a {\n  ?a dg:livesIn ?b\n  ?b a dg:Place\n}", "?b a", "a dot is missing between ?b and ?b"),
    "ORDER without BY": ("SELECT ?a { ?a dg:age ?b } ORDER ?b", "?b\0", "Write ORDER BY"),
    "no opening brace after WHERE": ("SELECT ?x WHERE ?x a dg:Person }", "?x a", "the opening `{` after WHERE is missing"),
    "no opening brace": ("SELECT ?x ?x a dg:Person }", "?x a", "the opening `{` before ?x is missing"),
    "no opening brace of OPTIONAL": ("SELECT ?x { ?x a dg:Person OPTIONAL ?x dg:age ?a } }", "?x dg:age", "after OPTIONAL is missing"),
    "no opening brace of EXISTS": ("SELECT ?x { ?x a dg:Person FILTER EXISTS ?x dg:age ?a }", "?x dg:age", "after EXISTS is missing"),
    "no braces of VALUES": ("SELECT ?x { VALUES ?x dg:Person }", "dg:Person", "Write VALUES ?x { ... }"),
    "no brace and no variables": ("SELECT * WHERE x a dg:Person", "x a", "the opening `{` after WHERE is missing"),
    "subject after a semicolon": ("SELECT ?x { ?x a dg:Person ; ?x dg:age ?a }", "?x dg:age", "comes a property, not the subject ?x"),
    "double equals sign": ("SELECT ?x { ?x dg:age ?a FILTER(?a == 5) }", "== 5", "Write =."),
    "AND": ("SELECT ?x { ?x dg:age ?a FILTER(?a > 5 AND ?a < 9) }", "AND", "Write &&."),
    "or in small letters": ("SELECT ?x { ?x dg:age ?a FILTER(?a > 5 or ?a < 2) }", "or ?a", "Write ||."),
    "LIKE": ('SELECT ?x { ?x rdfs:label ?l FILTER(?l LIKE "Li%") }', "LIKE", 'Write CONTAINS(?text, "words").'),
    "direction after its variable": ("SELECT ?x { ?x dg:age ?a } ORDER BY ?a DESC", "DESC", "Write DESC(?a)."),
    "LIMIT before ORDER BY": ("SELECT ?x { ?x dg:age ?a } LIMIT 5 ORDER BY ?a", "ORDER", "ORDER belongs before LIMIT"),
    "variable without its mark": ("SELECT person { ?person a dg:Person }", "person {", "Write ?person."),
    "misspelt DISTINCT": ("SELECT DISTNCT ?x { ?x a dg:Person }", "DISTNCT", "Write DISTINCT, or ?DISTNCT."),
    "misspelt WHERE": ("SELECT ?x WERE { ?x a dg:Person }", "WERE", "Write WHERE, or ?WERE."),
    "misspelt OPTIONAL": ("SELECT ?x { ?x a dg:Person OPTONAL { ?x dg:age ?a } }", "OPTONAL", "Write OPTIONAL."),
    "misspelt FILTER": ("SELECT ?x { ?x dg:age ?a FLTER(?a > 5) }", "FLTER", "Write FILTER."),
    "function that SPARQL lacks": ('SELECT ?x { ?x rdfs:label ?l FILTER(ICONTAINS(?l, "Li")) }', "ICONTAINS", "Write CONTAINS."),
    "HAVING with a variable": (
        "SELECT ?p (COUNT(?x) AS ?n) { ?x dg:livesIn ?p } GROUP BY ?p HAVING ?n > 2", "?n > 2", "Write HAVING(...)",
    ),
    "BIND without parentheses": ("SELECT ?z { ?x dg:age ?a BIND ?a * 2 AS ?z }", "?a * 2", "Write BIND(... AS ?name)."),
    "BIND without AS": ("SELECT ?z { ?x dg:age ?a BIND(?a * 2 ?z) }", ") }", "BIND names no variable with AS"),
    "quotation marks of print": ("SELECT ?x { ?x rdfs:label \u201cLi Juan\u201d }", "\u201cLi", "is not a quotation mark of SPARQL"),
    "other mistake": ("SELECT ?a { ?a dg:age > 3 }", "> 3", "`>` is not expected after `dg:age`"),
}  # fmt: skip


def refused(text: str) -> InputError:
    with pytest.raises(InputError) as stop:
        answer(Store(), text)
    return stop.value


@pytest.mark.parametrize(("text", "place", "says"), CASES.values(), ids=list(CASES))
def test_a_mistake_is_named_with_its_place_and_remedy(text: str, place: str, says: str) -> None:
    error = refused(text)
    at = text.rindex(place.removesuffix("\0")) if place else len(text)
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    assert f"line {line}, column {column}:" in error.message
    assert says in f"{error.message} {error.remedy}"
    assert "expected one of" not in error.message


@pytest.mark.parametrize(
    "text", ["SELECT ?x { ?x a foo:Person }", "SELECT *\n{ ?x ?p foo:Person\n}", f"SELECT ?x {{ {'?x a ?y . ' * 30} ?x a foo:Person }}"]
)
def test_a_caret_is_under_the_place(text: str) -> None:
    shown, caret, _ = refused(text).remedy.split("\n")
    assert shown[caret.index("^") :].startswith("foo:Person")
    assert len(shown) <= 80


def test_a_line_with_control_characters_cannot_control_the_terminal() -> None:
    assert "\x1b" not in refused('SELECT ?x { ?x rdfs:label "a\x1b[31m" , foo:b }').remedy


@pytest.mark.parametrize("label", ["customer", "customer service"])
def test_a_query_that_the_guard_rewrites_has_the_place_of_the_original(label: str) -> None:
    error = refused(f'SELECT ?x {{\n  ?x rdfs:label "{label}" .\n  ?x dg:age > 3 }}')
    assert error.message == "The query has a syntax error at line 3, column 13: `>` is not expected after `dg:age`."


def test_a_limit_of_time_changes_no_message(shipped: Graph) -> None:
    text = "SELECT ?x { ?x a foo:Person }"
    with pytest.raises(InputError) as stop:
        LimitedQueries(backend_of(shipped).store_folder).answer(text, {}, 30)
    assert (stop.value.message, stop.value.remedy) == (refused(text).message, refused(text).remedy)


PIECES = st.sampled_from(
    [
        "SELECT", "ASK", "?x", "?y", "dg:age", "dgr:a/b", "foo:c", "{", "}", "(", ")", "[", "]", ".", ";", ",", "/", "|", "^", "FILTER",
        "GROUP", "BY", "HAVING", "VALUES", "BIND", "AS", '"a"', '"', "'", "'''", "@en", "^^", "1.5e3", "-", "<", ">", "a", "word", "#",
        "\\", "OPTIONAL", "UNION", "PREFIX", "x:", "<http://a/>", "COUNT", "*", "+", "?", "_:b", "\n", "残",
    ]
)  # fmt: skip


@settings(max_examples=tries(400))
@given(st.one_of(st.lists(PIECES, max_size=40).map(" ".join), st.lists(PIECES, max_size=40).map("".join), st.text(max_size=80)))
def test_no_text_makes_the_explanation_fail(text: str) -> None:
    problem = find_problem(text, "error at 1:5: expected something")
    assert 0 <= problem.at <= len(text)
    try:
        answer(Store(), text)
    except DisgraphError as error:
        assert error.message  # noqa: PT017  (most texts are refused, some are queries)


@pytest.mark.parametrize(
    "piece", ["a.", "{", "SELECT ", "?x/", "'''", '"""', "dg:a/b ", "((", "VALUES ", "FILTER ", "a:", "\\", "[ ", "?x ?y ?z "]
)
@pytest.mark.parametrize("length", [MAX_TEXT, MAX_QUERY])
def test_a_long_text_is_explained_in_a_second(piece: str, length: int) -> None:
    text = (piece * length)[:length]
    begin = time.monotonic()
    find_problem(text, "error at 1:5: expected something")
    assert time.monotonic() - begin < 2
