"""The named queries: each gives exactly the answer that was checked against the documents, and says truly what it gives."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from operator import gt
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from tests.opened import store_of

from disgraph.corpus.documents import Document, read_catalogue
from disgraph.facts.known import KNOWN
from disgraph.graph.graph import Graph
from disgraph.project import shipped_project
from disgraph.queries.catalogue import NamedQuery, read_named, read_queries, with_conditions
from disgraph.queries.parameters import bind, split_parameters
from disgraph.rdf import RESOURCE, Literal, NamedNode, Store, local_name
from disgraph.render.query_answer import query_text, without_bound
from disgraph.sparql.evaluation import Bindings, Table, answer

HERE = Path(__file__).resolve().parent
SEPARATOR = " … "


class Case(NamedTuple):
    """A query with parameters, and why its answer is right."""

    case: str
    query: str
    params: tuple[tuple[str, str], ...]
    why: str


def read_cases() -> list[Case]:
    with open(HERE / "manifest.yaml", encoding="utf-8") as file:
        entries = yaml.safe_load(file)
    return [Case(entry["case"], entry["query"], tuple(entry.get("params", {}).items()), entry["why"]) for entry in entries]


CASES = read_cases()
QUERIES = read_queries(shipped_project().queries)
FIRST_CASES = {case.query: case for case in reversed(CASES)}

of_each_case = pytest.mark.parametrize("case", CASES, ids=[case.case for case in CASES])
of_each_query = pytest.mark.parametrize("query", QUERIES.values(), ids=list(QUERIES))


@cache
def bindings_of(case: Case, graph: Graph) -> dict[str, NamedNode | Literal]:
    given = [f"{name}={value}" for name, value in case.params]
    return bind(QUERIES[case.query], split_parameters(given), graph.names, graph.relations.labels)


def table_of(store: Store, text: str, bindings: Bindings) -> Table:
    found = answer(store, text, bindings)
    assert isinstance(found, Table)
    return found


@cache
def ask(case: Case, graph: Graph) -> Table:
    bindings = bindings_of(case, graph)
    return table_of(store_of(graph), with_conditions(QUERIES[case.query].text, bindings), bindings)


# --- answers ---


@of_each_case
def test_a_case_has_the_answer_that_was_checked(case: Case, shipped: Graph) -> None:
    table = without_bound(ask(case, shipped), bindings_of(case, shipped))
    expected = (HERE / "expected" / f"{case.case}.csv").read_bytes().decode()
    assert query_text(shipped, table, "csv", labels=None, limit=None) == expected


#: Queries that list or count documents, entities or kinds instead of facts.
NO_FACTS = {"documents", "entities-of-class", "federations", "kinds-of-disability", "mentioned-in-both", "speakers"}


@of_each_query
def test_every_query_of_facts_states_how_they_are_known(query: NamedQuery) -> None:
    """Issue 12, point 3; asking-A39."""
    columns = {name for name, _ in query.columns}
    assert "known" in columns or query.name in NO_FACTS
    if "quote" in columns and query.name not in NO_FACTS:
        assert {"known", "doubt", "basis"} <= columns
        assert "speaker" in {*columns, *(parameter.name for parameter in query.parameters)}


@of_each_case
def test_known_is_one_of_the_ways_and_agrees_with_its_reasons(case: Case, shipped: Graph) -> None:
    table = ask(case, shipped)
    if "known" not in table.variables:
        return
    for row in table.rows:
        values = {name: term.value for name, term in zip(table.variables, row, strict=True) if isinstance(term, Literal | NamedNode)}
        reasons = {"basis", "reason"} & {*table.variables}
        assert {*values["known"].split(", ")} <= {*KNOWN}
        assert "inferred" not in values["known"] or not reasons or any(values.get(name) for name in reasons)
        assert "reported" not in values["known"] or "speaker" not in table.variables or values.get("speaker")


@of_each_case
def test_no_row_occurs_twice(case: Case, shipped: Graph) -> None:
    rows = ask(case, shipped).rows
    assert rows
    assert len(set(rows)) == len(rows)


JOINED = re.compile(r'GROUP_CONCAT\(DISTINCT (\?\w+); SEPARATOR="[^"]*"\)')


@of_each_case
def test_no_joined_column_has_rows_without_a_value_beside_rows_with_one(case: Case, shipped: Graph) -> None:
    """GROUP_CONCAT gives nothing for a group in which one row has no value: such a column would be empty."""
    bindings = bindings_of(case, shipped)
    counting = JOINED.sub(r'CONCAT("rows ", STR(COUNT(\1)), "/", STR(COUNT(*)))', QUERIES[case.query].text)
    assert "GROUP_CONCAT" not in counting
    for row in table_of(store_of(shipped), with_conditions(counting, bindings), bindings).rows:
        counts = [found for term in row if isinstance(term, Literal) and (found := re.fullmatch(r"rows (\d+)/(\d+)", term.value))]
        assert [found[0] for found in counts if found[1] not in ("0", found[2])] == []


@cache
def documents() -> dict[str, str]:
    """Return the text of each document by its id."""
    return {path.name[:3]: path.read_bytes().decode() for path in shipped_project().documents.iterdir()}


@of_each_case
def test_every_quote_occurs_literally_in_its_document(case: Case, shipped: Graph) -> None:
    texts = documents()
    table = ask(case, shipped)
    for row in table.rows:
        cells = dict(zip(table.variables, row, strict=True))
        quote, document, source = (cells.get(name) for name in ("quote", "document", "source"))
        if isinstance(quote, Literal):
            known = local_name(document) if isinstance(document, NamedNode) else source.value if isinstance(source, Literal) else ""
            assert all(piece in texts[known] for piece in quote.value.split(SEPARATOR))


@pytest.fixture(scope="module")
def backwards(shipped: Graph) -> Store:
    """The same graph in memory, its quads put in the other way round."""
    store = Store()
    for quad in sorted(store_of(shipped), key=str, reverse=True):
        store.add(quad)
    return store


@of_each_case
def test_the_order_of_an_answer_is_the_same_in_another_store(case: Case, shipped: Graph, backwards: Store) -> None:
    bindings = bindings_of(case, shipped)
    assert table_of(backwards, with_conditions(QUERIES[case.query].text, bindings), bindings) == ask(case, shipped)


def test_a_count_is_not_raised_by_several_quotes(shipped: Graph) -> None:
    said = next(row for row in ask(FIRST_CASES["support-of-statements"], shipped).rows if local_name(str(row[1])).startswith("livesIn"))
    assert [str(getattr(cell, "value", "")) for cell in said[3:6]] == ["1", "1", "2"]


def test_a_hope_is_in_no_answer_about_facts(shipped: Graph) -> None:
    text = (
        "SELECT ?s WHERE { ?s a dg:Aspiration ; dg:holder ?who . ?c dg:asserts ?s ; dg:modality ?m FILTER(?m != dg:intended) } ORDER BY ?s"
    )
    assert table_of(store_of(shipped), text, {}).rows == ()


# --- headers ---


def test_there_are_enough_queries_for_a_day_of_questions() -> None:
    assert len(QUERIES) >= 36


@of_each_query
def test_a_query_has_a_case(query: NamedQuery) -> None:
    assert query.name in FIRST_CASES


@of_each_case
def test_a_case_says_why_its_answer_is_right(case: Case) -> None:
    assert len(case.why) > 20


def test_every_expected_answer_belongs_to_a_case() -> None:
    assert {path.stem for path in (HERE / "expected").iterdir()} == {case.case for case in CASES}


@of_each_query
def test_a_query_is_named_in_kebab_case_and_asks_a_question(query: NamedQuery) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", query.name)
    assert query.question.endswith("?")


@of_each_query
def test_the_declared_columns_are_those_of_the_answer(query: NamedQuery, shipped: Graph) -> None:
    required = {parameter.name for parameter in query.parameters if not parameter.is_optional}
    variables = ask(FIRST_CASES[query.name], shipped).variables
    assert [name for name, _ in query.columns] == [name for name in variables if name not in required]
    assert all(note for _, note in query.columns)


@of_each_query
def test_every_parameter_can_be_bound(query: NamedQuery, shipped: Graph) -> None:
    values: dict[str, NamedNode | Literal] = {
        parameter.name: Literal("no such words") if parameter.kind in ("text", "section") else NamedNode("https://example.org/nobody")
        for parameter in query.parameters
    }
    found = answer(store_of(shipped), with_conditions(query.text, values), values)
    assert isinstance(found, Table)
    if values and query.name != "mentioned-in-both":
        assert found.rows == ()


@of_each_query
def test_an_optional_parameter_narrows_the_answer(query: NamedQuery, shipped: Graph) -> None:
    required = {parameter.name for parameter in query.parameters if not parameter.is_optional}
    bindings = {name: term for name, term in bindings_of(FIRST_CASES[query.name], shipped).items() if name in required}
    whole = table_of(store_of(shipped), query.text, bindings)
    for parameter in (each for each in query.parameters if each.is_optional and each.name in whole.variables):
        column = whole.variables.index(parameter.name)
        values = sorted({row[column] for row in whole.rows if row[column] is not None}, key=str)
        for value in values[:3]:
            assert isinstance(value, NamedNode | Literal)
            given = {**bindings, parameter.name: value}
            narrowed = table_of(store_of(shipped), with_conditions(query.text, given), given)
            assert narrowed.rows == tuple(row for row in whole.rows if row[column] == value)


@cache
def catalogue() -> Mapping[str, Document]:
    """Return the seed documents by id."""
    project = shipped_project()
    return read_catalogue(project.catalogue, project.documents)


@cache
def section_of(quote: str, document: str) -> str:
    """Return the heading of the section in which a quote of a document begins, by the catalogue alone."""
    found = catalogue()[document]
    return next(each.heading for each in found.sections if found.text.index(quote) < each.span.end)


@of_each_query
def test_document_and_section_narrow_every_query(query: NamedQuery, shipped: Graph) -> None:
    """Issue 12, point 4. A row with a quote of another document or section would be wrong, and so would no row at all."""
    assert {"section"} | ({"document"} if query.name != "documents" else set()) <= {parameter.name for parameter in query.parameters}
    bindings = bindings_of(FIRST_CASES[query.name], shipped)
    whole = ask(FIRST_CASES[query.name], shipped)
    cells = next(dict(zip(whole.variables, row, strict=True)) for row in whole.rows)
    document, quote = cells.get("document"), cells.get("quote")
    if isinstance(source := bindings.get("source", cells.get("source")), Literal):
        document = RESOURCE[f"document/{source.value}"]
    if not isinstance(document, NamedNode) or not isinstance(quote, Literal):
        document, heading = RESOURCE["document/003"], "CASE"
    else:
        heading = section_of(quote.value.split(SEPARATOR)[0], local_name(document))
    given = {**bindings, "document": document, "section": Literal(heading.upper())}
    narrowed = table_of(store_of(shipped), with_conditions(query.text, given), given)
    assert narrowed.rows
    for row in narrowed.rows:
        found = dict(zip(narrowed.variables, row, strict=True))
        words = found.get("quote")
        if isinstance(words, Literal):
            assert {section_of(piece, local_name(document)) for piece in words.value.split(SEPARATOR)} <= headings_with(heading, document)
    nowhere = {**given, "section": Literal("no such heading")}
    assert table_of(store_of(shipped), with_conditions(query.text, nowhere), nowhere).rows == ()


def headings_with(words: str, document: NamedNode) -> set[str]:
    """Return the headings of a document that contain words."""
    return {section.heading for section in catalogue()[local_name(document)].sections if words.lower() in section.heading.lower()}


COUNTED = re.compile(r"COUNT\([^()]*\) AS \?(\w+)")
#: Columns that say more of a row; two answers have the same row where the others are equal.
BESIDES = {"known", "speaker", "doubt", "basis", "quote"}


@pytest.mark.parametrize("name", [name for name, query in QUERIES.items() if COUNTED.search(query.text)])
def test_one_document_has_no_more_than_all(name: str, shipped: Graph) -> None:
    """A condition on the document that joins before what is counted would count whatever the document mentions."""
    query, given = QUERIES[name], bindings_of(FIRST_CASES[name], shipped)
    counts = set(COUNTED.findall(query.text))

    def counted(**more: NamedNode) -> dict[tuple[str, ...], list[float]]:
        bound = {**given, **more}
        table = table_of(store_of(shipped), with_conditions(query.text, bound), bound)
        rows = [dict(zip(table.variables, row, strict=True)) for row in table.rows]
        keys = [tuple(str(cell) for name, cell in row.items() if name not in counts | BESIDES) for row in rows]
        values = [[float(cell.value) for name, cell in row.items() if name in counts and isinstance(cell, Literal)] for row in rows]
        return dict(zip(keys, values, strict=True))

    whole = counted()
    assert any(any(values) for values in whole.values())
    for document in catalogue() if name != "documents" else ():
        part = counted(document=RESOURCE[f"document/{document}"])
        assert [key for key, values in part.items() if any(map(gt, values, whole[key]))] == []


@of_each_query
def test_a_query_runs_without_the_prefixes_of_the_project(query: NamedQuery) -> None:
    assert Store().query(query.text) is not None


@of_each_query
def test_a_query_that_is_not_about_reasoning_needs_none_to_be_right(query: NamedQuery, shipped: Graph, shipped_as_said: Graph) -> None:
    by_reasoning = {
        "entities-of-class", "federations", "federations-above", "figures-in-place", "figures-that-disagree", "help-given", "help-received",
        "inferred-about", "kinds-of-disability", "location-of", "mentioned-in-both", "organisations-in-place",
        "persons-by-place", "persons-with-disability", "records-of", "run-in-place",
    }  # fmt: skip
    if query.name not in by_reasoning:
        case = FIRST_CASES[query.name]
        assert ask(case, shipped_as_said) == ask(case, shipped)


def test_a_query_is_found_by_its_name_and_not_by_a_path() -> None:
    folder = shipped_project().queries
    assert read_named(folder, "awards-of") == QUERIES["awards-of"]
    assert [read_named(folder, name) for name in ("awards", "../queries/awards-of", "awards-of.rq", "*", "")] == [None] * 5
