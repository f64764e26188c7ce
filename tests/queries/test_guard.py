"""The guard: what would write or reach out is refused by name, and nothing else is."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disgraph.errors import DisgraphError, MisuseError
from disgraph.rdf import DG, Literal, NamedNode, Quad, Store
from disgraph.sparql.evaluation import answer
from disgraph.sparql.guard import checked, keywords, terminals

# Port 9 is refused by the engine before a connection is tried, so that a hole in the guard shows as another error.
ELSEWHERE = "<http://127.0.0.1:9/sparql> { ?s ?p ?o }"
PREFIXES = "PREFIX x: <http://127.0.0.1:9/> PREFIX : <http://127.0.0.1:9/> PREFIX service: <http://127.0.0.1:9/> "

UPDATES = {
    "INSERT": "INSERT DATA { <http://a> <http://b> <http://c> }",
    "DELETE": "DELETE WHERE { ?s ?p ?o }",
    "LOAD": "LOAD <http://127.0.0.1:9/data.ttl>",
    "CLEAR": "CLEAR ALL",
    "DROP": "DROP GRAPH <http://a>",
    "CREATE": "CREATE GRAPH <http://a>",
    "ADD": "ADD DEFAULT TO <http://a>",
    "MOVE": "MOVE <http://a> TO <http://b>",
    "COPY": "COPY <http://a> TO <http://b>",
    "WITH": "WITH <http://a> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "insert": "# SELECT\nprefix select: <http://a> insert { ?s ?p ?o } where { ?s ?p ?o }",
}

REACHING_OUT = {
    "plain": f"SELECT * {{ SERVICE {ELSEWHERE} }}",
    "in lower case": f"select * {{ service {ELSEWHERE} }}",
    "silent": f"SELECT * {{ SERVICE SILENT {ELSEWHERE} }}",
    "in a sub-select": f"SELECT * {{ {{ SELECT * {{ SERVICE {ELSEWHERE} }} }} }}",
    "in an ASK": f"ASK {{ SERVICE {ELSEWHERE} }}",
    "in a CONSTRUCT": f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ SERVICE {ELSEWHERE} }}",
    "in a filter": f"SELECT * {{ FILTER EXISTS {{ SERVICE {ELSEWHERE} }} }}",
    "of a variable": "SELECT * { BIND(<http://127.0.0.1:9/> AS ?x) SERVICE ?x { ?s ?p ?o } }",
    "of a prefixed name": PREFIXES + "SELECT * { SERVICE x:y { ?s ?p ?o } }",
    "behind a less-than": f"SELECT * {{ ?a ?b ?c FILTER(?a<?b&&?b>?c) SERVICE{ELSEWHERE} }}",
    "behind a comment that ends with a carriage return": f"SELECT * {{ # a comment\r SERVICE {ELSEWHERE} }}",
    "behind a number without a space": f"SELECT * {{ ?a ?b 1SERVICE {ELSEWHERE} }}",
    "behind a number with an exponent": f"SELECT * {{ ?a ?b 1e5SERVICE {ELSEWHERE} }}",
    "behind a truth value without a space": f"SELECT * {{ ?a ?b trueSERVICE {ELSEWHERE} }}",
    "behind an escaped number sign": PREFIXES + rf"SELECT * {{ ?a x:b\# ?c . SERVICE {ELSEWHERE} }}",
    "behind an escaped quote": PREFIXES + rf"SELECT * {{ ?a x:b\' ?c . SERVICE {ELSEWHERE} # ' " + "\n}",
    "behind an IRI with an escape": rf"SELECT * {{ ?a <http://x/\u0041#b> ?c . SERVICE {ELSEWHERE} }}",
    "behind a prefix alone": PREFIXES + f"SELECT * {{ ?a ?b x:.SERVICE {ELSEWHERE} }}",
    "joined to the empty prefix": PREFIXES + "SELECT * { SERVICE:y { ?s ?p ?o } }",
    "joined to a truth value and the empty prefix": PREFIXES + "SELECT * { ?a ?b trueSERVICE:y { ?s ?p ?o } }",
}

HARMLESS = {
    "a comment": "SELECT * { ?s ?p ?o # SERVICE <http://a> { } LOAD INSERT\n}",
    "a text": 'SELECT * { ?s ?p "SERVICE LOAD" }',
    "a text in single quotes": "SELECT * { ?s ?p 'SERVICE' }",
    "a text with an escaped quote": r'SELECT * { ?s ?p "a\" SERVICE" }',
    "a long text": 'SELECT * { ?s ?p """a "quoted"\nSERVICE""" }',
    "a long text in single quotes": "SELECT * { ?s ?p '''it's\nSERVICE''' }",
    "an IRI": "SELECT * { ?s <http://example.org/SERVICE> <SERVICE> }".replace("<SERVICE>", "<http://SERVICE>"),
    "a variable": "SELECT ?service ?load { ?service $LOAD ?insert BIND(1 AS ?load) }",
    "a prefixed name": PREFIXES + "SELECT * { ?s x:service x:SERVICE, :load, service:insert . service:a ?p ?o }",
    "a prefix of a graph": PREFIXES + "SELECT * { GRAPH service:a { ?s ?p ?o } }",
    "a language tag": 'SELECT * { ?s ?p "x"@service }',
    "a blank node": "SELECT * { _:service ?p _:load }",
    "an alias among operators": "SELECT (COUNT(*) AS ?service) { ?s ?p ?o FILTER(?s<?o && ?o>=?s || !(1.5e3!=-2)) }",
    "a data type": 'SELECT * { ?s ?p "service"^^<http://a> }',
    "words of updates behind the form": "SELECT * { ?s ?p ?o } # WITH CLEAR",
}


def small_store() -> Store:
    """A store in which every way to hide the keyword is reached by the engine."""
    store, subject = Store(), NamedNode("http://127.0.0.1:9/x")
    for value in (Literal(1), Literal(1e5), Literal(True), subject, Literal("SERVICE")):
        store.add(Quad(subject, subject, value))
    return store


@pytest.mark.parametrize(("word", "text"), UPDATES.items(), ids=list(UPDATES))
def test_an_update_is_refused_by_its_name(word: str, text: str) -> None:
    with pytest.raises(MisuseError, match=rf"^{word.upper()} is an update"):
        checked(text)


@pytest.mark.parametrize("text", REACHING_OUT.values(), ids=list(REACHING_OUT))
def test_a_query_that_reaches_out_is_refused_by_the_word(text: str) -> None:
    with pytest.raises(MisuseError, match=r"^SERVICE is refused"):
        answer(small_store(), text)


@pytest.mark.parametrize("text", HARMLESS.values(), ids=list(HARMLESS))
def test_the_word_is_not_a_keyword_everywhere(text: str) -> None:
    store = small_store()
    assert answer(store, text) is not None
    assert answer(store, checked(text)) == answer(store, text)


def test_a_form_followed_by_an_update_is_not_a_query() -> None:
    with pytest.raises(DisgraphError):
        answer(small_store(), "SELECT * { ?s ?p ?o } ; DROP ALL")


def test_a_text_that_the_engine_may_read_otherwise_is_evaluated_as_the_guard_read_it() -> None:
    # To the guard <?s#> is an IRI and what follows a long text; to an engine < may be less-than, and # begin a comment.
    text = f'SELECT * {{ ?s ?p ?o FILTER(1<?s#>"""\n) SERVICE {ELSEWHERE} #"""\n }}'
    with pytest.raises(DisgraphError, match="syntax error at line 3"):
        answer(small_store(), text)


@pytest.mark.parametrize("unit", ["a.", "\u00e9", "_:a.", "<a", '"""\\"', ":."])
def test_a_long_word_is_read_in_linear_time(unit: str) -> None:
    """Four times the text takes about four times as long; with backtracking from each dot it took 16 times."""
    short, long = unit * 5_000, unit * 20_000
    times = [min(_seconds(text) for _ in range(3)) for text in (short, long)]
    assert times[1] < 9 * times[0] + 0.05


def _seconds(text: str) -> float:
    begin = time.process_time()
    list(terminals(text))
    return time.process_time() - begin


def test_a_keyword_after_a_long_word_is_found() -> None:
    for prefix in ("a" * 500, "a." * 300):
        with pytest.raises(MisuseError, match="SERVICE"):
            checked(f"SELECT * {{ {prefix}SERVICE <http://localhost/> {{ ?s ?p ?o }} }}")


def test_keywords_are_the_bare_words_in_upper_case_and_in_order() -> None:
    text = 'prefix a: <http://b> select ?c where { a:d ?e "f"@en, 1e5, true # g\n}'
    assert list(keywords(text)) == ["PREFIX", "SELECT", "WHERE", "TRUE"]


# --- any content of a token that is not a keyword ---

plain_text = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)
names = st.text(st.sampled_from("abcSERVICEservice_LOAD0"), min_size=1, max_size=12)


@given(plain_text)
def test_no_text_is_taken_for_the_keyword(value: str) -> None:
    literal = Literal(f"SERVICE {value} SERVICE")
    text = f"SELECT ?s {{ ?s <http://a> {literal} }}"
    store = Store()
    store.add(Quad(NamedNode("http://s"), NamedNode("http://a"), literal))
    assert answer(store, text) == answer(store, f"SELECT ?s {{ ?s <http://a> ?o FILTER(sameTerm(?o, {literal})) }}")


@given(plain_text)
def test_no_comment_is_taken_for_the_keyword(value: str) -> None:
    line = "".join(value.splitlines())
    assert answer(small_store(), f"ASK {{ ?s ?p ?o # {line} SERVICE <http://a> {{ }}\n}}") is True


@given(names)
def test_no_variable_is_taken_for_the_keyword(name: str) -> None:
    assert answer(small_store(), f"ASK {{ ?{name} ?p ${name} }}") is True


@given(names)
def test_no_prefixed_name_is_taken_for_the_keyword(name: str) -> None:
    assert answer(small_store(), f"PREFIX dg: <{DG}> ASK {{ ?s dg:{name} ?o }}") is False


@given(st.sampled_from(["SERVICE", "service", "Service"]), st.sampled_from(["", " ", "\n", "\r", "\t# c\n", "#\r"]), st.booleans())
def test_the_keyword_is_found_in_every_writing(word: str, gap: str, silent: bool) -> None:
    text = f"SELECT * {{{gap}{word}{gap}{' SILENT ' if silent else ''}{gap}{ELSEWHERE} }}"
    with pytest.raises(MisuseError):
        checked(text)
