"""The workbook: read back by openpyxl."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape
from tests.opened import store_of

from disgraph.errors import InputError, LimitExceeded
from disgraph.export.relationship import RelationshipNetwork
from disgraph.export.sheets import WEAK_STATEMENTS, Sheet, sheets
from disgraph.export.xlsx import MOST_CHARACTERS, MOST_IN_NAME, MOST_ROWS, sheet_names, xlsx
from disgraph.graph.graph import Graph
from disgraph.rdf import DG, RDF, Literal, NamedNode
from disgraph.sparql.evaluation import Table, answer

IN_XML = st.characters(min_codepoint=0x20, exclude_categories=["Cs"], exclude_characters="\ufffe\uffff") | st.sampled_from("\t\n")
Rows = list[tuple[object, ...]]


def sheet_of(*values: str | float | None) -> Sheet:
    return Sheet("One", "A row.", tuple(f"c{number}" for number in range(len(values))), (values,))


def read(book: bytes) -> dict[str, Rows]:
    loaded = openpyxl.load_workbook(io.BytesIO(book))
    return {page.title: list(page.iter_rows(values_only=True)) for page in loaded}


@pytest.fixture(scope="module")
def made(shipped: Graph, network: RelationshipNetwork) -> list[Sheet]:
    return sheets(shipped, network)


@pytest.fixture(scope="module")
def written(made: list[Sheet]) -> bytes:
    return xlsx(made)


@pytest.fixture(scope="module")
def book(written: bytes) -> dict[str, Rows]:
    return read(written)


@pytest.fixture(scope="module")
def claimed_weak(shipped: Graph) -> dict[str, list[str]]:
    """By entity, the basis, doubt or speaker of each of its statements that only weak claims make: asked in SPARQL."""
    text = """SELECT ?s ?p ?o ?mode ?doubt ?basis ?speaker WHERE {
      ?claim rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; dg:modality ?mode .
      OPTIONAL { ?claim dg:doubt ?doubt } OPTIONAL { ?claim dg:basis ?basis }
      OPTIONAL { ?claim dg:attributedTo ?who . ?who rdfs:label ?speaker }
    }"""
    found = answer(store_of(shipped), text)
    assert isinstance(found, Table)
    stated = {row[:3] for row in found.rows if row[3] == DG["stated"] and not row[4]}
    marks: dict[str, list[str]] = {}
    for row in found.rows:
        if row[:3] not in stated:
            weak = row[5] if row[3] == DG["inferred"] else row[4] or row[6]
            if isinstance(row[0], NamedNode) and isinstance(weak, Literal):
                marks.setdefault(row[0].value, []).append(weak.value)
    return marks


@pytest.mark.slow
def test_every_sheet_is_read_back_cell_by_cell(book: dict[str, Rows], made: list[Sheet]) -> None:
    assert list(book)[1:] == sheet_names(sheet.title for sheet in made)
    for sheet, rows in zip(made, list(book.values())[1:], strict=True):
        assert rows == [sheet.columns, *(tuple(None if cell == "" else cell for cell in row) for row in sheet.rows)]


def test_the_contents_name_every_sheet(book: dict[str, Rows]) -> None:
    assert [row[0] for row in book["Contents"][1:]] == list(book)[1:]
    assert all(count == len(book[str(name)]) - 1 for name, _, count in book["Contents"][1:])


def test_every_entity_is_in_the_sheet_of_its_branch_with_its_type(
    book: dict[str, Rows], network: RelationshipNetwork, shipped: Graph
) -> None:
    segments = shipped.relations.segments
    branch_of = {kind: segment.replace("-", " ") for kind, segment in segments.items()}
    branches = {branch_of[node.type] for node in network.nodes}
    assert {"person", "organisation", "place"} <= branches <= set(book)
    found = {(branch, row[0], row[1]) for branch in branches for row in book[branch][1:]}
    assert found == {(branch_of[node.type], node.iri, node.type_label) for node in network.nodes}


def test_every_record_is_in_one_sheet_with_its_type_and_how_it_is_known(
    book: dict[str, Rows], network: RelationshipNetwork, shipped: Graph
) -> None:
    """Except the few that have only words in their roles: a sheet holds what is stated of entities."""
    rows = [(row, rows[0]) for rows in book.values() if "in words" in rows[0] for row in rows[1:]]
    entities = {NamedNode(node.iri) for node in network.nodes}
    nodes = [quad.subject for quad in shipped.to(DG["Record"], RDF["type"]) if isinstance(quad.subject, NamedNode)]
    records = {node.value for node in nodes if entities & {quad.object for quad in shipped.about(node)}}
    assert len(records) > 0.99 * len(nodes)
    assert {row[0] for row, _ in rows if row[1] != "denied statement"} == records
    assert len({row[0] for row, _ in rows}) == len(rows)
    known = Counter(row[head.index("known")] for row, head in rows)
    assert set(known) == {"stated", "reported", "inferred"}
    assert all(row[head.index("speaker")] for row, head in rows if row[head.index("known")] == "reported")


@pytest.mark.slow
def test_a_weak_statement_of_an_entity_says_how_it_is_known(book: dict[str, Rows], claimed_weak: dict[str, list[str]]) -> None:
    shown = {str(row[0]): str(row[-1] or "") for rows in book.values() if rows[0][-1] == WEAK_STATEMENTS for row in rows[1:]}
    marked = [(iri, mark) for iri in shown.keys() & claimed_weak.keys() for mark in claimed_weak[iri]]
    assert len(marked) > 60
    assert [(iri, mark) for iri, mark in marked if mark not in shown[iri]] == []
    assert [iri for iri in shown if shown[iri] and iri not in claimed_weak] == []


def test_there_are_few_sheets_and_types_are_together(book: dict[str, Rows]) -> None:
    """interface-X5."""
    assert len(book) <= 32  # a sheet a branch, so that 40 classes of records stay readable
    for rows in book.values():
        if rows[0][1] == "type":
            types = [str(row[1]) for row in rows[1:]]
            assert types == sorted(types)
    assert {"employment"} <= {row[1] for row in book["Work records"][1:]}


def test_every_relation_has_its_quote_and_document_and_every_quote_its_place(book: dict[str, Rows], network: RelationshipNetwork) -> None:
    head, *rows = book["Relations"]
    found = {row[head.index("id")]: (row[head.index("quote")], row[head.index("document")]) for row in rows}
    assert found == {edge.id: (edge.quote or None, edge.document or None) for edge in network.edges}
    quotes = book["Quotes"][1:]
    assert {row[3] for row in quotes} >= {edge.quote for edge in network.edges if edge.quote}
    assert all(isinstance(row[6], int) and isinstance(row[7], int) and row[6] < row[7] for row in quotes)


def test_figures_are_numbers_with_their_units(book: dict[str, Rows], shipped: Graph) -> None:
    head, *rows = book["Figures"]
    figures = [(row[head.index("value")], row[head.index("unit of the value")]) for row in rows]
    units = {row[1] for row in book["Units"][1:]}
    numbers = [unit for value, unit in figures if isinstance(value, int | float)]
    assert len(numbers) > 100
    assert {unit for unit in numbers if unit} <= units


def test_is_the_same_each_time(made: list[Sheet], written: bytes) -> None:
    assert xlsx(made) == written


def test_nothing_is_a_formula() -> None:
    formulas = ("=1+1", "+1", "-1", "@SUM(1)", '=HYPERLINK("http://example.org")', "https://example.org")
    loaded = openpyxl.load_workbook(io.BytesIO(xlsx([sheet_of(*formulas)])))
    cells = loaded["One"][2]
    assert [(cell.value, cell.data_type, cell.hyperlink) for cell in cells] == [(text, "s", None) for text in formulas]


@given(text=st.text(IN_XML, max_size=40))
def test_every_text_survives(text: str) -> None:
    found = read(xlsx([sheet_of("x", text)]))["One"][1][1]
    assert unescape(str(found or "")) == text


@given(titles=st.lists(st.text(max_size=40), max_size=8))
def test_names_of_sheets_are_those_that_excel_takes(titles: list[str]) -> None:
    names = sheet_names(titles)
    assert len({name.lower() for name in names}) == len(titles) == len(names)
    assert all(0 < len(name) <= MOST_IN_NAME and not set(name) & set("[]:*?/\\") and name.lower() != "history" for name in names)
    assert not [name for name in names if name.startswith("'") or name.endswith("'")]


@pytest.mark.parametrize("bad", ["\x00", "\x1b", "\ud800", "x" * (MOST_CHARACTERS + 1), "😀" * (MOST_CHARACTERS // 2 + 1)])
def test_what_a_cell_cannot_hold_is_refused_by_name(bad: str) -> None:
    with pytest.raises(InputError, match=r"^One, x: .*(XML cannot hold|longer than a cell)"):
        xlsx([sheet_of("x", f"{bad}")])


def test_the_longest_text_of_a_cell_survives() -> None:
    assert read(xlsx([sheet_of("x" * MOST_CHARACTERS)]))["One"][1] == ("x" * MOST_CHARACTERS,)


def test_too_many_rows_are_refused() -> None:
    with pytest.raises(LimitExceeded, match="One: 1,048,576 rows"):
        xlsx([Sheet("One", "", ("a",), (("x",),) * MOST_ROWS)])


def test_a_part_of_the_graph_has_only_its_own_facts(shipped: Graph, network: RelationshipNetwork, made: list[Sheet]) -> None:
    first = next(iter(network.nodes))
    part = sheets(shipped, RelationshipNetwork((first,), ()))
    assert part[0].rows[0][0] == first.iri
    assert part[0].rows[0][1] == first.type_label
    assert len(part[0].rows) == 1
    assert 0 < len(part[-1].rows) < len(made[-1].rows)


def test_hostile_names_of_a_network_reach_their_cells(shipped: Graph, make_network: Callable[[str], RelationshipNetwork]) -> None:
    text = "=cmd|' /C calc'!A0\n\u202e\u05e9\u05dc\u05d5\u05dd 🦽 & <b>"
    found = read(xlsx(sheets(shipped, make_network(text))))
    assert found["Relations"][1][0] == text
