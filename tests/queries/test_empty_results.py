"""Empty results are explained: the term or value that the graph lacks, or the pattern that leaves no row (cases asking A1 to A22)."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.opened import backend_of, store_of
from tests.queries.test_syntax_errors import PIECES
from tests.tries import tries

from disgraph.graph.graph import Graph
from disgraph.graph.memory import MemoryBackend
from disgraph.project import shipped_project
from disgraph.queries.catalogue import read_queries
from disgraph.queries.empty_columns import empty_columns
from disgraph.queries.empty_results import SECONDS, explain_empty, is_empty
from disgraph.queries.query_note import QueryNote, written_term
from disgraph.queries.query_terms import term_uses
from disgraph.rdf import DG, EDTF, OWL, RDF, RDFS, RESOURCE, SKOS, XSD, Literal, NamedNode, Quad
from disgraph.sparql.evaluation import Table, answer
from disgraph.sparql.graph_patterns import PatternQuery, read_query


def notes_of(graph: Graph, text: str) -> tuple[QueryNote, ...]:
    found = answer(store_of(graph), text)
    assert is_empty(found, text) or empty_columns(found), "the case is no case any more"
    return explain_empty(graph, text, found)


class Slip(NamedTuple):
    """A mistyped query, with its culprit and a part of what the note names instead."""

    query: str
    culprit: str
    nearest: str


SLIPS = {
    "interface-S1 and asking-A12 class": Slip("SELECT ?p WHERE { ?p a dg:Persn }", "dg:Persn", "dg:Person"),
    "term of 0.1.0": Slip("SELECT ?why { ?x dg:differentFromReason ?why }", "dg:differentFromReason", "dg:reason"),
    "class in another case": Slip("SELECT ?p WHERE { ?p a dg:award }", "dg:award", "dg:Award"),
    "class of another vocabulary": Slip("SELECT ?p WHERE { ?p a foaf:Persn }", "foaf:Persn", "foaf:Person"),
    "class as a path": Slip("SELECT ?p WHERE { ?p dg:livesIn/a dg:Vilage }", "dg:Vilage", "dg:Village"),
    "class in an IRI": Slip("SELECT ?p WHERE { ?p a <https://w3id.org/disgraph/ontology#Persn> }", "Persn>", "dg:Person"),
    "interface-S2 property": Slip("SELECT ?p ?o WHERE { ?p dg:recipiant ?o }", "dg:recipiant", "dg:recipient"),
    "asking-A11 property": Slip("SELECT ?x { ?x dg:measur ?y }", "dg:measur", "dg:measure"),
    "asking-A13 property that does not exist": Slip("SELECT ?x { ?x dg:worksAt ?y }", "dg:worksAt", "dg:worksFor"),
    "property in a path": Slip('SELECT ?x { ?x dg:livesIn/rdfs:lable "Zhangye" }', "rdfs:lable", "rdfs:label"),
    "property of an inverse": Slip("SELECT ?x { ?x ^dg:emploier ?y }", "dg:emploier", "dg:employer"),
    "property in ASK": Slip("ASK { ?x dg:birthdate ?y }", "dg:birthdate", "dg:birthDate"),
    "property in a sub-select": Slip("SELECT * { { SELECT ?x { ?x dg:lives_in ?y } } }", "dg:lives_in", "dg:livesIn"),
    "property in CONSTRUCT": Slip("CONSTRUCT { ?x dg:livesIn ?y } WHERE { ?x dg:liveIn ?y }", "dg:liveIn", "dg:livesIn"),
    "prefix of another namespace": Slip("PREFIX dg: <http://example.org/> SELECT ?p { ?p a dg:Person }", "dg:Person", "dg:Person"),
    "asking-A14 term of the ontology for a concept": Slip(
        "SELECT ?x { ?x dg:hasDisability dg:physical }", "dg:physical", r"dgr:disability-kind\/physical"
    ),
    "class in the spelling of another vocabulary": Slip("SELECT ?x { ?x a dg:Organization }", "dg:Organization", "dg:Organisation"),
    "class in the spelling of the ontology": Slip("SELECT ?x { ?x a org:Organisation }", "org:Organisation", "org:Organization"),
    "property in small letters": Slip("SELECT ?x { ?x dg:livesin ?y }", "dg:livesin", "dg:livesIn"),
    "former property as a class": Slip("SELECT ?x { ?x a dg:person }", "dg:person", "dg:Person"),
    "label of a concept as its id": Slip(r"SELECT ?f { ?f dg:unit dgr:unit\/yuan }", r"dgr:unit\/yuan", r"dgr:unit\/CNY"),
    "variable": Slip("SELECT ?persn { ?person a dg:Person }", "?persn", "?person"),
    "property of an OPTIONAL": Slip("SELECT ?p ?b { ?p a dg:Person OPTIONAL { ?p dg:bornInn ?b } }", "dg:bornInn", "dg:bornIn"),
    "resource": Slip(r"SELECT ?o { dgr:person\/zheng-geng ?p ?o }", r"dgr:person\/zheng-geng", r"dgr:person\/zheng-gang"),
    "resource as an object": Slip(r"SELECT ?o { ?o dg:employee dgr:person\/tang-xiaopen }", r"dgr:person\/tang-xiaopen", "tang-xiaopeng"),
    "resource in DESCRIBE": Slip(r"DESCRIBE dgr:person\/zheng-geng", r"dgr:person\/zheng-geng", r"dgr:person\/zheng-gang"),
    "resource in VALUES": Slip(
        r"SELECT ?p { VALUES ?x { dgr:person\/zheng-geng } ?x dg:livesIn ?p }", r"dgr:person\/zheng-geng", r"dgr:person\/zheng-gang"
    ),
    "asking-A20 misspelt name": Slip('ASK { ?p rdfs:label "Zheng Gangg" }', '"Zheng Gangg"', '"Zheng Gang"'),
    "name in another case": Slip('SELECT ?p { ?p rdfs:label "zheng gang" }', '"zheng gang"', '"Zheng Gang"'),
    "name in a filter": Slip('SELECT ?p { ?p rdfs:label ?l FILTER(?l = "Zheng Gangg") }', '"Zheng Gangg"', '"Zheng Gang"'),
    "name in VALUES": Slip('SELECT ?p { VALUES ?l { "Zheng Gangg" } ?p rdfs:label ?l }', '"Zheng Gangg"', '"Zheng Gang"'),
    "name of a node without an IRI": Slip('SELECT ?f { ?f dg:about [ rdfs:label "Chinaa" ] ; dg:value ?v }', '"Chinaa"', '"China"'),
    "asking-A19 beginning of a label": Slip('SELECT ?x { ?x rdfs:label "Guiding Opinions" }', '"Guiding Opinions"', "Guiding Opinions of"),
    "asking-A15 text for a concept": Slip('SELECT ?x { ?x dg:unit "yuan" }', '"yuan"', 'dg:unit/rdfs:label "yuan"'),
    "asking-A16 name for an entity": Slip(
        'SELECT ?x { ?x dg:recipient "Liu Hongxia" }', '"Liu Hongxia"', 'dg:recipient/rdfs:label "Liu Hongxia"'
    ),
    "misspelt name for an entity": Slip('SELECT ?x { ?x dg:recipient "Liu Hongxiaa" }', '"Liu Hongxiaa"', '"Liu Hongxia"'),
    "asking-A9 year as text": Slip('SELECT ?p { ?p dg:birthDate "1985" }', '"1985"', '"1985"^^edtf:EDTF'),
    "asking-A17 time as text": Slip('SELECT ?x { ?x dg:time "2018" }', '"2018"', '"2018"^^edtf:EDTF'),
    "time as a year": Slip('SELECT ?x { ?x dg:time "2018"^^xsd:gYear }', '"2018"^^xsd:gYear', '"2018"^^edtf:EDTF'),
    "time as a number": Slip("SELECT ?x { ?x dg:time 2018 }", "2018", '"2018"^^edtf:EDTF'),
    "asking-A7 other name": Slip('SELECT ?x { ?x rdfs:label "Huichang" }', '"Huichang"', "rdfs:label|skos:altLabel"),
    "asking-A8 other name of a place": Slip('SELECT ?x { ?x a dg:Place ; rdfs:label "Yunnan" }', '"Yunnan"', "rdfs:label|skos:altLabel"),
    "class as a property": Slip("SELECT ?x { ?x dg:Award ?y }", "dg:Award", "dg:award"),
    "property as a class": Slip("SELECT ?x { ?x a dg:livesIn }", "dg:livesIn", ""),
    "total of no rows": Slip("SELECT (COUNT(*) AS ?n) { ?p a dg:Persn }", "dg:Persn", "dg:Person"),
}  # fmt: skip


@pytest.mark.parametrize("slip", SLIPS.values(), ids=list(SLIPS))
def test_a_slip_is_named_with_what_is_near(slip: Slip, shipped: Graph) -> None:
    begin = time.monotonic()
    notes = notes_of(shipped, slip.query)
    assert time.monotonic() - begin < 2 * SECONDS
    assert len(notes) == 1
    assert notes[0].culprit.endswith(slip.culprit)
    assert slip.culprit in notes[0].message
    assert any(slip.nearest in near for near in notes[0].nearest) or (not slip.nearest and not notes[0].nearest)


#: Correct queries without a result: by case the query and the pattern that leaves no row.
NOT_STATED = {
    "one pattern": ("ASK { ?a dg:livesIn ?a }", "?a dg:livesIn ?a"),
    "asking-A18 property of records": ('SELECT ?t { ?p rdfs:label "Zheng Gang" ; dg:start ?t }', "?p dg:start ?t"),
    "asking-A22 role of records": ("SELECT ?p { ?p a dg:Person ; dg:disabilityCause ?c }", "?p dg:disabilityCause ?c"),
    "asking-A10 name in no role": (
        'SELECT ?f { ?f a dg:Observation ; ?role ?x . ?x rdfs:label "Luobei county forestry bureau" }',
        '?x rdfs:label "Luobei county forestry bureau"',
    ),
    "filter": ("SELECT ?p { ?p a dg:Observation ; dg:value ?a FILTER(?a < -300) }", "FILTER(?a < -300)"),
    "filter before the patterns": ("SELECT ?p { FILTER(?a < -300) ?p a dg:Observation ; dg:value ?a }", "FILTER(?a < -300)"),
    "filter of a function": ('SELECT ?p { ?p a dg:Person ; rdfs:label ?l FILTER(STRSTARTS(?l, "Qq")) }', 'FILTER(STRSTARTS(?l, "Qq"))'),
    "filter of a pattern": (
        "SELECT ?p { ?p a dg:Person FILTER NOT EXISTS { ?p rdfs:label ?l } }", "FILTER NOT EXISTS { ?p rdfs:label ?l }",
    ),
    "negation": ("SELECT ?p { ?p a dg:Person MINUS { ?p a dg:Agent } }", "MINUS { ?p a dg:Agent }"),
    "alternatives": (
        "SELECT ?p { ?p a dg:Person { ?p a dg:Place } UNION { ?p a dg:Village } }", "{ ?p a dg:Place } UNION { ?p a dg:Village }",
    ),
    "person and place": ("SELECT ?p { ?p a dg:Person . ?q a dg:Place . ?p a dg:Village . ?p rdfs:label ?l }", "?p a dg:Village"),
    "values": (
        'SELECT ?p { ?p a dg:Person ; rdfs:label ?l VALUES ?l { "Gansu province" "China" } }', 'VALUES ?l { "Gansu province" "China" }',
    ),
    "optional part": ("SELECT ?p { ?p a dg:Person OPTIONAL { ?p dg:birthDate ?a } ?p a dg:Place }", "?p a dg:Place"),
    "comparison of other datatypes": (
        'SELECT ?x { ?x dg:time ?t FILTER(?t > "2018-01-01"^^xsd:date) }', 'FILTER(?t > "2018-01-01"^^xsd:date)',
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "pattern"), NOT_STATED.values(), ids=list(NOT_STATED))
def test_a_correct_query_says_so_and_names_the_pattern(text: str, pattern: str, shipped: Graph) -> None:
    (note,) = notes_of(shipped, text)
    assert note.kind == "no-claim"
    assert note.message.startswith("Every term exists; no claim states this: ")
    assert note.culprit == pattern
    assert f"`{pattern}`" in note.message


def test_a_filter_that_keeps_rows_is_not_blamed_for_a_later_pattern(shipped: Graph) -> None:
    text = 'SELECT ?r { ?w rdfs:label ?l FILTER(CONTAINS(?l, "Leave No One")) ?r a dg:Condition . ?r dg:hasParticipant ?w }'
    (note,) = notes_of(shipped, text)
    assert note.culprit == "?r dg:hasParticipant ?w"
    assert 'and `FILTER(CONTAINS(?l, "Leave No One"))`' in note.message


def test_the_class_to_which_a_property_belongs_is_named(shipped: Graph) -> None:
    (note,) = notes_of(shipped, 'SELECT ?t { ?p rdfs:label "Zheng Gang" ; dg:start ?t }')
    assert note.message.endswith("dg:start belongs to dg:Record.")


def test_another_property_that_leads_to_what_is_named_is_listed(shipped: Graph) -> None:
    (note,) = notes_of(shipped, 'SELECT ?who { ?c a dg:Condition ; dg:bearer ?who ; dg:healthCondition/rdfs:label "paraplegia" }')
    assert note.message.endswith("dg:healthCondition never leads there; what does: dg:hasImpairment, dg:withImpairment.")
    (note,) = notes_of(shipped, r"SELECT ?r { ?r dg:employee dgr:person\/liu-hongxia }")
    assert "dg:employee never leads there; what does: " in note.message
    (note,) = notes_of(shipped, 'SELECT ?c { ?c dg:healthCondition/rdfs:label "polio" ; dg:disabilityGrade/rdfs:label "first degree" }')
    assert "never leads there" not in note.message


def test_datatypes_that_do_not_compare_are_named(shipped: Graph) -> None:
    (note,) = notes_of(shipped, 'SELECT ?x { ?x dg:time ?t FILTER(?t > "2018-01-01"^^xsd:date) }')
    assert note.message.endswith("dg:time has values of edtf:EDTF, which do not compare with xsd:date.")


def test_a_part_of_a_date_that_is_asked_of_another_datatype_is_named(shipped: Graph) -> None:
    for text in ("SELECT ?f { ?f dg:time ?t FILTER(YEAR(?t) = 2018) }", "SELECT ?f (YEAR(?t) AS ?y) { ?f dg:time ?t }"):
        (note,) = notes_of(shipped, text)
        assert "dg:time has values of edtf:EDTF, of which YEAR has no result; use dg:earliest" in note.message


@pytest.mark.parametrize("call", ["CONTAINS", "STRSTARTS", "REGEX"])
def test_a_filter_that_distinguishes_capitals_is_named(call: str, shipped: Graph) -> None:
    (note,) = notes_of(shipped, f'SELECT ?x {{ ?x rdfs:label ?l FILTER({call}(?l, "LI JUAN")) }}')
    assert note.message.endswith(f'{call} distinguishes capitals: write {call}(LCASE(?l), "li juan").')


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?p ?b { ?p a dg:Policy OPTIONAL { ?p dg:bornIn ?b } }",
        "SELECT ?p (STR(?b) AS ?text) { ?p a dg:Policy OPTIONAL { ?p dg:bornIn ?b } }",
        "SELECT ?p { ?p a dg:Policy }",
    ],
)
def test_a_column_that_may_be_empty_has_no_note(text: str, shipped: Graph) -> None:
    assert explain_empty(shipped, text, answer(store_of(shipped), text)) == ()


@pytest.mark.parametrize("end", ["LIMIT 0", "OFFSET 100000", "GROUP BY ?p HAVING(COUNT(*) > 100000)"])
def test_what_follows_the_patterns_is_named(end: str, shipped: Graph) -> None:
    (note,) = notes_of(shipped, f"SELECT ?p {{ ?p a dg:Person }} {end}")
    assert "the patterns match" in note.message


def test_a_result_has_no_notes_and_asks_nothing(shipped: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "SELECT ?p { ?p a dg:Person }"
    found = answer(store_of(shipped), text)
    monkeypatch.setattr(type(backend_of(shipped)), "answer", None)
    assert explain_empty(shipped, text, found) == ()
    assert explain_empty(shipped, "ASK { ?p a dg:Person }", True) == ()
    assert (
        explain_empty(shipped, "SELECT (COUNT(*) AS ?n) { ?p a dg:Person }", Table(("n",), ((Literal("58", datatype=XSD["integer"]),),)))
        == ()
    )


def test_a_zero_that_is_a_value_is_a_result() -> None:
    zero = Table(("n",), ((Literal("0", datatype=XSD["integer"]),),))
    assert not is_empty(zero, "SELECT ?n { ?x dg:value ?n }")
    assert is_empty(zero, "SELECT (COUNT(*) AS ?n) { ?x dg:value ?v }")
    assert not is_empty(zero, "SELECT (COUNT(?v) AS ?n) { ?x a dg:Person OPTIONAL { ?x dg:value ?v } } GROUP BY ?x")


def test_what_only_reasoning_adds_is_named(shipped_as_said: Graph) -> None:
    (note,) = notes_of(shipped_as_said, "SELECT ?p { ?p a dg:Agent }")
    assert note.kind == "derived-only"


def test_a_heavy_query_is_explained_within_the_limit(shipped: Graph) -> None:
    text = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STR(?a) = CONCAT(STR(?d), STR(?g), 'x')) }"
    begin = time.monotonic()
    (note,) = explain_empty(shipped, text, Table((), ()), seconds=1.0)
    assert time.monotonic() - begin < 4
    assert "not found within 1 seconds" in note.message


def test_an_unknown_term_of_an_optional_part_is_not_the_only_reason(shipped: Graph) -> None:
    unknown, emptied = notes_of(shipped, "SELECT ?p { ?p a dg:Person OPTIONAL { ?p a dg:Persn } FILTER NOT EXISTS { ?p rdfs:label ?l } }")
    assert (unknown.culprit, emptied.kind) == ("dg:Persn", "no-claim")
    assert not emptied.message.startswith("Every term exists")


X, Y = RESOURCE["x"], RESOURCE["y"]
QUADS = [
    Quad(X, RDF["type"], DG["Unit"]),
    Quad(X, RDF["type"], SKOS["Concept"]),
    Quad(X, RDFS["label"], Literal("yuan", language="en")),
    Quad(X, SKOS["altLabel"], Literal("renminbi", language="en")),
    Quad(Y, DG["unit"], X),
    Quad(DG["unit"], RDF["type"], OWL["ObjectProperty"]),
    Quad(Y, DG["value"], Literal("40.0", datatype=XSD["decimal"])),
    Quad(Y, DG["count"], Literal("7", datatype=XSD["integer"])),
    Quad(Y, DG["earliest"], Literal("2018-01-01", datatype=XSD["date"])),
    Quad(Y, DG["time"], Literal("2018-01-01", datatype=EDTF["EDTF"])),
    Quad(Y, DG["isNew"], Literal("true", datatype=XSD["boolean"])),
    Quad(Y, DG["note"], Literal("free")),
]


@pytest.fixture(scope="module")
def small() -> Graph:
    return Graph(MemoryBackend(QUADS, (), {}))


@pytest.mark.parametrize(
    ("pattern", "kind", "right"),
    [
        ('?x rdfs:label "yuan"', "other-tag", '"yuan"@en'),
        ('?f dg:unit/rdfs:label "yuan"', "other-tag", '"yuan"@en'),
        ('?x rdfs:label "yuan"@zh', "other-tag", '"yuan"@en'),
        ('?y dg:note "free"@en', "other-tag", '"free"'),
        ("?y dg:value 40", "other-datatype", "40.0"),
        ("?y dg:value 4e1", "other-datatype", "40.0"),
        ("?y dg:count 7.0", "other-datatype", "7"),
        ('?y dg:count "7"', "other-datatype", "7"),
        ('?y dg:earliest "2018-01-01"', "other-datatype", '"2018-01-01"^^xsd:date'),
        ('?y dg:earliest "2018-01-01"^^edtf:EDTF', "other-datatype", '"2018-01-01"^^xsd:date'),
        ('?y dg:time "2018-01-01"^^xsd:date', "other-datatype", '"2018-01-01"^^edtf:EDTF'),
        ('?y dg:isNew "true"', "other-datatype", '"true"^^xsd:boolean'),
        ('?x rdfs:label "renminbi"', "alias", 'rdfs:label|skos:altLabel "renminbi"@en'),
        ('?y dg:unit "yuan"', "needs-label", 'dg:unit/rdfs:label "yuan"@en'),
        ('?y dg:unit "renminbi"', "needs-label", 'dg:unit/skos:altLabel "renminbi"@en'),
        ('?x rdfs:label "Yuan"', "unknown-value", '"yuan"@en'),
    ],
)
def test_a_literal_with_another_tag_or_datatype_is_named(pattern: str, kind: str, right: str, small: Graph) -> None:
    text = f"SELECT * {{ {pattern} }}"
    (note,) = explain_empty(small, text, answer(small.backend.store, text))  # type: ignore[attr-defined]
    assert (note.kind, note.nearest[0]) == (kind, right)
    assert right in note.message


class Changed(NamedTuple):
    """A working triple as a query with one change, and the changed term."""

    query: str
    culprit: str


def changed(quad: Quad) -> Iterator[Changed]:
    subject, predicate, value = (written_term(term) for term in (quad.subject, quad.predicate, quad.object))
    unknown = written_term(NamedNode(f"{quad.predicate.value}zz"))
    yield Changed(f"ASK {{ ?s {unknown} {value} }}", unknown)
    if isinstance(quad.object, NamedNode):
        misspelt = written_term(NamedNode(f"{quad.object.value}zz"))
        yield Changed(f"ASK {{ {subject} {predicate} {misspelt} }}", f"{value.removesuffix('>')}zz")
    elif isinstance(quad.object, Literal) and (quad.object.language or quad.object.datatype == EDTF["EDTF"]):
        plain = written_term(Literal(quad.object.value))
        yield Changed(f"ASK {{ ?s {predicate} {plain} }}", plain)
    elif isinstance(quad.object, Literal):
        text = written_term(Literal(f"{quad.object.value}zz"))
        yield Changed(f"ASK {{ ?s {predicate} {text} }}", text)


def test_any_working_pattern_with_one_change_has_a_note_that_names_it(shipped: Graph) -> None:
    """The property of section 2 of the cases: misspell a term, drop a tag, change a datatype."""
    quads = sorted(store_of(shipped).quads_for_pattern(None, None, None, None), key=hash_of)
    cases = [case for quad in quads[: tries(60)] if len(str(quad.object)) < 200 for case in changed(quad)]
    assert len(cases) > tries(60)
    for case in cases:
        if answer(store_of(shipped), case.query) is False:
            notes = explain_empty(shipped, case.query, False)
            assert any(case.culprit.rstrip(">") in note.culprit for note in notes), (case, notes)


def hash_of(term: Quad) -> str:
    import hashlib

    return hashlib.sha256(str(term).encode()).hexdigest()


@settings(max_examples=tries(200), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.lists(PIECES, max_size=40).map(" ".join), st.text(max_size=80)))
def test_no_text_makes_the_reader_of_patterns_fail(text: str) -> None:
    for whole in (text, f"SELECT * {{ {text} }}"):
        query = read_query(whole)
        assert isinstance(query, PatternQuery)
        assert all(use.shown for use in term_uses(query))


@pytest.mark.parametrize(
    "piece", ["{", "[ dg:a ", "?x ?y ?z . ", "?x a dg:Person ; ", "(", "FILTER(", "OPTIONAL { ", "{} UNION ", "a.", '"""']
)
def test_a_long_query_is_read_in_a_second(piece: str) -> None:
    begin = time.monotonic()
    for length in (3_000, 19_000, 200_000):
        term_uses(read_query(f"SELECT * {{ {(piece * length)[:length]}"))
        term_uses(read_query(f"SELECT * {{ {(piece * length)[:length]}{'}' * 400}"))
    assert time.monotonic() - begin < 4


@pytest.mark.parametrize("query", read_queries(shipped_project().queries).values(), ids=lambda query: query.name)
def test_every_named_query_is_read_whole_and_has_only_known_terms(query: object, shipped: Graph) -> None:
    from disgraph.queries.catalogue import NamedQuery
    from disgraph.queries.graph_probe import GraphProbe
    from disgraph.queries.unknown_terms import unknown_term_notes, unmatched_iris

    assert isinstance(query, NamedQuery)
    read = read_query(query.text)
    assert read.elements
    assert answer(store_of(shipped), f"{read.prologue}ASK {{ {chr(10).join(element.text for element in read.elements)} }}") in (True, False)
    probe = GraphProbe(shipped, 60)
    unmatched = unmatched_iris(probe, term_uses(read))
    assert [note for note in unknown_term_notes(probe, unmatched) if note.culprit.startswith("dg:")] == []


def test_a_query_without_unknown_terms_does_not_read_the_terms_of_the_graph(shipped: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    from disgraph.queries.graph_probe import GraphProbe
    from disgraph.queries.unknown_terms import unknown_term_notes

    monkeypatch.setattr(GraphProbe, "terms", lambda _probe: pytest.fail("the terms of the graph are read"))
    assert list(unknown_term_notes(GraphProbe(shipped, 60), [])) == []
