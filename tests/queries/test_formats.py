"""The forms of an answer: each is read back by a second reader, and says the same."""

from __future__ import annotations

import csv
import io
import json

import pytest
import rdflib
from rdflib.query import Result
from rdflib.term import Identifier
from tests.opened import store_of

from disgraph.errors import InputError, MisuseError
from disgraph.graph.graph import Graph
from disgraph.rdf import FORMATS, RESOURCE, Literal, NamedNode, Triple
from disgraph.render.query_answer import query_source, query_text, without_bound
from disgraph.sparql.evaluation import Answer, Table, answer

TERMS = """SELECT ?iri ?plain ?tagged ?number ?day ?hostile ?open {
  VALUES (?iri ?plain ?tagged ?number ?day ?hostile) {
    (dgr:nothing "two\\nlines" "残疾"@zh 1.50 "2020-05-17"^^xsd:date "a,b\\t|\\"<&>")
    (dg:Person "" "x"@en-GB 7 "2015-22"^^edtf:EDTF "it's")
  }
} ORDER BY ?iri"""


def table(graph: Graph, text: str = TERMS) -> Table:
    found = answer(store_of(graph), text)
    assert isinstance(found, Table)
    return found


def written(graph: Graph, found: Answer, form: str, labels: bool | None = None) -> str:
    output = query_text(graph, found, form, labels, limit=None)
    return output if isinstance(output, str) else output.decode()


def as_rdflib(graph: Graph) -> list[dict[str, Identifier]]:
    """The rows as the second reader's own terms."""
    rows = []
    for row in table(graph).rows:
        cells: dict[str, Identifier] = {}
        for name, term in zip(table(graph).variables, row, strict=True):
            if isinstance(term, NamedNode):
                cells[name] = rdflib.URIRef(term.value)
            elif isinstance(term, Literal):
                tagged = {"lang": term.language} if term.language else {"datatype": rdflib.URIRef(term.datatype.value)}
                cells[name] = rdflib.Literal(term.value, **tagged, normalize=False)
        rows.append(cells)
    return rows


def seen(result: Result) -> list[dict[str, str]]:
    return [{str(name): _same(term) for name, term in row.items()} for row in result.bindings]


def _same(term: Identifier) -> str:
    """A term as text, a plain literal and one of type xsd:string alike (RDF 1.1)."""
    return term.n3().removesuffix("^^<http://www.w3.org/2001/XMLSchema#string>")


@pytest.mark.parametrize("form", ["json", "xml"])
def test_a_second_reader_finds_the_same_terms(form: str, shipped: Graph) -> None:
    result = Result.parse(io.BytesIO(written(shipped, table(shipped), form).encode()), format=form)
    assert [str(name) for name in result.vars or ()] == list(table(shipped).variables)
    assert seen(result) == [{name: _same(term) for name, term in row.items()} for row in as_rdflib(shipped)]


@pytest.mark.parametrize("form", ["json", "xml"])
@pytest.mark.parametrize("truth", [True, False])
def test_a_second_reader_finds_the_same_truth(form: str, truth: bool, shipped: Graph) -> None:
    result = Result.parse(io.BytesIO(written(shipped, truth, form).encode()), format=form)
    assert result.askAnswer is truth


def test_separated_values_are_read_back_cell_by_cell(shipped: Graph) -> None:
    rows = list(csv.reader(io.StringIO(written(shipped, table(shipped), "csv"), newline="")))
    plain = [[getattr(term, "value", "") for term in row] for row in table(shipped).rows]
    assert rows == [list(table(shipped).variables), *plain]


def test_tsv_has_a_line_a_row_and_terms_in_turtle(shipped: Graph) -> None:
    """robustness-RB41: SPARQL 1.1 TSV, each cell of which a Turtle parser reads as the same term."""
    head, *lines = written(shipped, table(shipped), "tsv").splitlines()
    assert head.split("\t") == [f"?{name}" for name in table(shipped).variables]
    for line, row in zip(lines, as_rdflib(shipped), strict=True):
        for name, cell in zip(table(shipped).variables, line.split("\t"), strict=True):
            read = rdflib.Graph().parse(data=f"<urn:s> <urn:p> {cell} .", format="turtle").objects() if cell else ()
            assert [_same(each) for each in read] == ([_same(row[name])] if name in row else [])  # type: ignore[arg-type]
    assert head == written(shipped, table(shipped)._replace(rows=()), "tsv").strip()


def test_json_lines_are_one_object_a_row_with_numbers(shipped: Graph) -> None:
    """robustness-RB42."""
    rows = [json.loads(line) for line in written(shipped, table(shipped), "jsonl").splitlines()]
    assert [row["plain"] for row in rows] == ["", "two\nlines"]
    assert [row["number"] for row in rows] == [7, 1.5]
    assert [row["open"] for row in rows] == [None, None]
    typed = table(shipped, "SELECT (true AS ?a) (1e0 AS ?b) (12345678901234567890.12345678901 AS ?c) ('INF'^^xsd:double AS ?d) {}")
    assert json.loads(written(shipped, typed, "jsonl")) == {"a": True, "b": 1, "c": "12345678901234567890.12345678901", "d": "INF"}


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_a_truth_value_has_no_rdf_form(form: str, shipped: Graph) -> None:
    """robustness-RB39."""
    with pytest.raises(MisuseError, match="truth value"):
        query_text(shipped, True, form, None, None)


@pytest.mark.parametrize("character", ["\x1b", "\x00", "\ufffe", "\uffff"])
def test_a_character_that_xml_cannot_hold_is_refused_with_its_place(character: str, shipped: Graph) -> None:
    """robustness-RB40."""
    found = Table(("a", "x"), ((Literal("good"), None), (None, Literal(f"bad {character}"))))
    with pytest.raises(InputError, match=rf"row 2, \?x: .*U\+{ord(character):04X}"):
        query_text(shipped, found, "xml", None, None)


def test_a_table_for_people_shows_labels_and_one_line_a_row(shipped: Graph) -> None:
    found = table(shipped, "SELECT ?f { ?f a dg:Federation ; dg:federationOf <https://w3id.org/disgraph/resource/place/gansu> }")
    assert written(shipped, found, "text").splitlines()[-1].strip() == "Gansu Disabled Persons' Federation"
    assert len(written(shipped, table(shipped), "md").splitlines()) == 2 + len(table(shipped).rows)


def test_a_bar_does_not_end_a_cell_of_markdown(shipped: Graph) -> None:
    assert "\\|" in written(shipped, table(shipped), "md")


def test_labels_come_next_to_iris_on_request(shipped: Graph) -> None:
    found = table(shipped, "SELECT ?f { VALUES ?f { <https://w3id.org/disgraph/resource/person/xia-xiaobin> } }")
    assert written(shipped, found, "csv", labels=True).splitlines() == ["f,f_label", f"{RESOURCE}person/xia-xiaobin,Xia Xiaobin"]
    assert json.loads(written(shipped, found, "json", labels=True))["results"]["bindings"][0]["f"]["label"] == "Xia Xiaobin"
    assert written(shipped, found, "text", labels=False).splitlines()[-1].strip() == "dgr:person/xia-xiaobin"


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")
@pytest.mark.parametrize("form", sorted(FORMATS))
def test_triples_are_read_back_the_same_in_every_rdf_form(form: str, shipped: Graph) -> None:
    found = answer(store_of(shipped), "CONSTRUCT { ?s rdfs:label ?l } WHERE { ?s a dg:DisabilityKind ; rdfs:label ?l }")
    names = {"ttl": "turtle", "nt": "nt", "nq": "nquads", "trig": "trig", "jsonld": "json-ld", "rdf": "xml"}
    again = rdflib.Dataset(default_union=True)
    again.parse(data=written(shipped, found, form), format=names[form])
    assert not isinstance(found, Table | bool)
    wanted = {(triple.subject, triple.predicate, triple.object) for triple in found if isinstance(triple, Triple)}
    assert {(s.n3(), p.n3(), o.n3()) for s, p, o, *_ in again} == {(str(s), str(p), str(o)) for s, p, o in wanted}


def test_triples_are_a_table_where_a_table_is_asked_for(shipped: Graph) -> None:
    found = answer(store_of(shipped), "CONSTRUCT { dg:a dg:b 1 } WHERE { }")
    assert written(shipped, found, "csv").splitlines()[0] == "subject,predicate,object"


def test_a_table_is_not_rdf(shipped: Graph) -> None:
    with pytest.raises(MisuseError, match="A SELECT gives a table, not ttl"):
        written(shipped, table(shipped), "ttl")


@pytest.mark.parametrize(("form", "yes", "no"), [("text", "yes", "no"), ("md", "yes", "no"), ("csv", "true", "false")])
def test_a_truth_value_is_written_in_words(form: str, yes: str, no: str, shipped: Graph) -> None:
    assert [written(shipped, truth, form) for truth in (True, False)] == [f"{yes}\n", f"{no}\n"]


# --- columns of parameters ---


def test_the_column_of_a_given_parameter_is_left_out(shipped: Graph) -> None:
    found = table(shipped, "SELECT ?b ?a ?c { VALUES (?a ?b ?c) { (1 2 3) } }")
    left = without_bound(found, {"a": Literal(1)})
    assert left == Table(("b", "c"), ((found.rows[0][0], found.rows[0][2]),))


def test_a_table_of_no_parameter_keeps_all_columns(shipped: Graph) -> None:
    assert without_bound(table(shipped), {"elsewhere": Literal(1)}) == table(shipped)


def test_an_explained_query_contains_its_values_and_runs_unchanged(shipped: Graph) -> None:
    text = query_source("SELECT ?s { ?s a dg:Federation }", {"x": Literal("a")})
    assert text.startswith('# ?x = "a"\nPREFIX dg: <https://w3id.org/disgraph/ontology#>\n')
    assert store_of(shipped).query(text) is not None


def test_csv_of_a_query_is_the_format_of_the_standard(tiny: Graph) -> None:
    """robustness-RB43: a formula is written as it is; `disgraph export` guards spreadsheets against formulas (docs/sparql.md)."""
    found = table(tiny, 'SELECT ("=1+1" AS ?x) {}')
    assert list(csv.reader(io.StringIO(written(tiny, found, "csv")))) == [["x"], ["=1+1"]]
