"""Answers of queries as tables, result formats and RDF."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from math import isfinite

from disgraph.errors import MisuseError
from disgraph.export.characters import held
from disgraph.export.xmltext import IMPOSSIBLE
from disgraph.graph.graph import Graph
from disgraph.rdf import FORMATS, XSD, Literal, NamedNode, RdfFormat, Term, prefixes, serialize
from disgraph.render.json_output import to_json
from disgraph.render.tables import render_table
from disgraph.sparql.bindings import with_prefixes
from disgraph.sparql.evaluation import Answer, Bindings, Table

#: Literals that Turtle writes without quotation marks and data type.
_BARE = {
    XSD["integer"]: re.compile(r"[+-]?[0-9]+"),
    XSD["decimal"]: re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    XSD["double"]: re.compile(r"[+-]?(?:[0-9]+\.[0-9]*|\.?[0-9]+)[eE][+-]?[0-9]+"),
    XSD["boolean"]: re.compile("true|false"),
}

_RESULT_MEDIA = {"xml": "http://www.w3.org/2005/sparql-results#"}


def query_text(graph: Graph, answer: Answer, form: str, labels: bool | None, limit: int | None, notes: Sequence[str] = ()) -> str | bytes:
    """Return an answer in a form of `--format`.

    Args:
        graph: gives labels.
        answer: of SELECT, ASK, CONSTRUCT or DESCRIBE.
        form: see `disgraph query --help`.
        labels: whether labels are shown; None for the default of the form.
        limit: maximum number of rows or triples.
        notes: why the answer is empty; JSON has them.

    Raises:
        MisuseError: the form does not fit the answer.
    """
    if isinstance(answer, bool):
        if form in FORMATS:
            raise MisuseError(f"An ASK gives a truth value, not {form}.", "Choose text, md, csv, tsv, json, jsonl or xml.")
        return _truth(answer, form, notes)
    if not isinstance(answer, Table):
        triples = answer[:limit]
        if form in FORMATS or form == "text":
            text = serialize(sorted(triples, key=str), format=FORMATS.get(form, RdfFormat.TURTLE), prefixes=prefixes())
            assert text is not None
            return text
        answer = Table(("subject", "predicate", "object"), tuple(tuple(triple) for triple in triples))
    if form in FORMATS:
        raise MisuseError(f"A SELECT gives a table, not {form}.", "Choose text, md, csv, tsv, json, jsonl or xml, or write a CONSTRUCT.")
    table = answer._replace(rows=answer.rows[:limit])
    if form == "json":
        return _sparql_json(graph, table, bool(labels), notes)
    if form == "xml":
        return _sparql_xml(table)
    return _table(graph, table, form, labels)


def without_bound(answer: Table, bound: Iterable[str]) -> Table:
    """Return a table without the columns whose variable was given a value: every row would repeat it."""
    given = set(bound)
    kept = [index for index, variable in enumerate(answer.variables) if variable not in given]
    if len(kept) == len(answer.variables):
        return answer
    return Table(tuple(answer.variables[index] for index in kept), tuple(tuple(row[index] for index in kept) for row in answer.rows))


def _truth(answer: bool, form: str, notes: Sequence[str]) -> str:
    if form == "json":
        return to_json({"head": {}, "boolean": answer} | _noted(notes))
    if form == "xml":
        return f'<?xml version="1.0"?>\n<sparql xmlns="{_RESULT_MEDIA["xml"]}"><head/><boolean>{str(answer).lower()}</boolean></sparql>\n'
    return "yes\n" if answer and form in ("text", "md") else "no\n" if form in ("text", "md") else f"{str(answer).lower()}\n"


def _table(graph: Graph, table: Table, form: str, labels: bool | None) -> str:
    for_people = form in ("text", "md")
    if for_people:
        show = graph.label if labels in (None, True) else short
        return render_table(table.variables, [[_cell(show, term) for term in row] for row in table.rows], form)
    shown = _with_labels(graph, table) if labels else table
    if form == "tsv":
        return _sparql_tsv(shown)
    if form == "jsonl":
        rows = (dict(zip(shown.variables, map(_json_value, row), strict=True)) for row in shown.rows)
        return "".join(to_json(row, indent=None) for row in rows)
    return render_table(shown.variables, [[_cell(_plain, term) for term in row] for row in shown.rows], form)


def _with_labels(graph: Graph, table: Table) -> Table:
    """Return a table with a column of labels for each column that has IRIs."""
    columns = [at for at in range(len(table.variables)) if any(isinstance(row[at], NamedNode) for row in table.rows)]
    names = (*table.variables, *(f"{table.variables[at]}_label" for at in columns))
    return Table(names, tuple((*row, *(_label(graph, row[at]) for at in columns)) for row in table.rows))


def _label(graph: Graph, term: Term | None) -> Term | None:
    return Literal(graph.label(term)) if isinstance(term, NamedNode) else None


def _sparql_tsv(table: Table) -> str:
    """Return SPARQL 1.1 TSV: terms in the syntax of Turtle, nothing for an unbound variable."""
    lines = ["\t".join(f"?{name}" for name in table.variables)]
    lines += ["\t".join("" if term is None else _turtle_term(term) for term in row) for row in table.rows]
    return "\n".join(lines) + "\n"


def _turtle_term(term: Term) -> str:
    if isinstance(term, Literal) and (form := _BARE.get(term.datatype)) and form.fullmatch(term.value):
        return term.value
    return str(term).replace("\t", "\\t")


def _json_value(term: Term | None) -> object:
    """Return a number or truth value as JSON has it, any other term as its text; nothing for an unbound variable."""
    if not isinstance(term, Literal):
        return None if term is None else _plain(term)
    if term.datatype == XSD["boolean"] and term.value in ("true", "false"):
        return term.value == "true"
    if term.datatype == XSD["integer"] and _BARE[term.datatype].fullmatch(term.value):
        return int(term.value)
    return _json_number(term.value) if term.datatype in (XSD["decimal"], XSD["double"], XSD["float"]) else term.value


def _json_number(text: str) -> float | str:
    """Return a number; the text where JSON would round it, or has no such number."""
    try:
        number = float(text)
        return number if isfinite(number) and Decimal(repr(number)) == Decimal(text) else text
    except (ValueError, ArithmeticError):
        return text


def _cell(show: object, term: Term | None) -> str:
    assert callable(show)
    return "" if term is None else str(show(term))


def _plain(term: Term) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def short(term: Term) -> str:
    """Return an IRI with a prefix where one fits, and a literal's text."""
    if isinstance(term, NamedNode):
        for prefix, namespace in sorted(prefixes().items(), key=lambda pair: -len(pair[1])):
            if term.value.startswith(namespace):
                return f"{prefix}:{term.value.removeprefix(namespace)}"
    return _plain(term)


def _noted(notes: Sequence[str]) -> dict[str, object]:
    """Return the member `notes`, which readers of the standard format ignore, if there are any."""
    return {"notes": list(notes)} if notes else {}


def _sparql_json(graph: Graph, table: Table, labels: bool, notes: Sequence[str]) -> str:
    """Return SPARQL 1.1 Query Results JSON; with labels, each IRI has a `label` next to its value."""

    def packed(term: Term) -> dict[str, str]:
        if isinstance(term, NamedNode):
            return {"type": "uri", "value": term.value} | ({"label": graph.label(term)} if labels else {})
        if not isinstance(term, Literal):
            return {"type": "bnode", "value": str(term).removeprefix("_:")}
        value = {"type": "literal", "value": term.value}
        if term.language:
            return value | {"xml:lang": term.language}
        kind = term.datatype.value
        return value if kind.endswith("#string") else value | {"datatype": kind}

    rows = [{name: packed(term) for name, term in zip(table.variables, row, strict=True) if term is not None} for row in table.rows]
    return to_json({"head": {"vars": list(table.variables)}, "results": {"bindings": rows}} | _noted(notes))


def _sparql_xml(table: Table) -> str:
    """Return SPARQL Query Results XML."""
    import xml.etree.ElementTree as ET

    root = ET.Element("sparql", xmlns=_RESULT_MEDIA["xml"])
    head = ET.SubElement(root, "head")
    for name in table.variables:
        ET.SubElement(head, "variable", name=name)
    results = ET.SubElement(root, "results")
    for number, row in enumerate(table.rows, 1):
        result = ET.SubElement(results, "result")
        for name, term in zip(table.variables, row, strict=True):
            if term is not None:
                held(_plain(term), f"row {number}, ?{name}", IMPOSSIBLE, "XML", "csv, json or tsv")
                _xml_term(ET.SubElement(result, "binding", name=name), term)
    return '<?xml version="1.0"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _xml_term(binding: object, term: Term) -> None:
    import xml.etree.ElementTree as ET

    assert isinstance(binding, ET.Element)
    if isinstance(term, NamedNode):
        ET.SubElement(binding, "uri").text = term.value
    elif isinstance(term, Literal):
        attributes = {"xml:lang": term.language} if term.language else {"datatype": term.datatype.value}
        ET.SubElement(binding, "literal", attributes).text = term.value
    else:
        ET.SubElement(binding, "bnode").text = str(term).removeprefix("_:")


def query_source(text: str, bindings: Bindings) -> str:
    """Return a query as it would run, its bound parameters as comments."""
    bound = "".join(f"# ?{name} = {value}\n" for name, value in bindings.items())
    return f"{bound}{with_prefixes(text).rstrip()}\n"
