"""Run SHACL: pySHACL is the reference engine, shacl-rust a fast engine with the same results.

Only this module uses pyshacl and shacl_rust. Both are imported when they run.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain, islice
from pathlib import Path
from typing import Any, NamedTuple

from disgraph.errors import InputError, MisuseError
from disgraph.files import contents_of
from disgraph.rdf import (
    RDF,
    RDFS,
    DefaultGraph,
    Literal,
    NamedNode,
    Namespace,
    Quad,
    RdfFormat,
    Store,
    Term,
    Triple,
    local_name,
    serialize,
)
from disgraph.validation import graph_parts
from disgraph.validation.affected_nodes import affected_nodes
from disgraph.validation.record_rules import RuleRow, separate_rules
from disgraph.validation.shape_names import SH, ShapeNames, read_shapes
from disgraph.validation.shape_reach import ViewByTarget, view_of_shapes

DGS = Namespace("https://w3id.org/disgraph/shapes#")
#: What to do about a value that a field refuses.
REMEDY = DGS["remedy"]
#: The component of constraints that are queries: they have messages of their own.
_BY_QUERY = "SPARQLConstraintComponent"
ENGINES = ("auto", "pyshacl", "shacl-rust")
SEVERITIES = ("violation", "warning", "info")


class ShapeResult(NamedTuple):
    """A result of a validation. Terms are in N-Triples form; an empty text means no term. `rule` is the shape in words."""

    severity: str
    focus: str
    path: str
    value: str
    shape: str
    component: str
    message: str
    remedy: str
    rule: str = ""


class FormerValidation(NamedTuple):
    """The results of a validation against the same shapes, and the triples that are new or gone since."""

    results: Sequence[ShapeResult]
    changed: AbstractSet[Quad]


def validate(
    store: Store, shapes: Path, engine: str = "auto", lines: Iterable[str] | None = None, former: FormerValidation | None = None
) -> list[ShapeResult]:
    """Validate the default graph of a store against every shape of a folder.

    Args:
        store: the data.
        shapes: a folder of Turtle files.
        engine: `pyshacl`, `shacl-rust`, or `auto` for the fast engine if it is installed.
        lines: the same triples as sorted lines of N-Triples; without them, they are read from the store and sorted in memory.
        former: of the graph before it changed: the fast engine then checks only the nodes whose results may differ.

    Returns:
        The results by severity, then by focus, path and shape; the same for both engines.

    Raises:
        InputError: the shapes cannot be read, or the engine fails on them.
    """
    use_rust = engine_used(engine) == "shacl-rust"
    shape_quads, names = read_shapes(contents_of(shapes, "*.ttl"), REMEDY)
    if not shape_quads:
        raise InputError(f"{shapes}: the folder has no shapes.", "Put Turtle files with SHACL shapes into it.")
    if use_rust:
        found, kept = _with_rust(store, shape_quads, lines, former)
    else:
        found, kept = _with_pyshacl(_triples(store), _text(shape_quads)), []
    completed = chain(kept, (_completed(result, names) for result in found))
    return sorted(set(completed), key=lambda result: (SEVERITIES.index(result.severity), *result[1:]))


def engine_used(engine: str) -> str:
    """Return the engine that validates: for `auto` the fast one if it is installed.

    Raises:
        MisuseError: the engine is unknown.
    """
    if engine not in ENGINES:
        raise MisuseError(f"{engine!r} is not a SHACL engine.", f"Choose one of {', '.join(ENGINES)}.")
    if engine != "auto":
        return engine
    return "shacl-rust" if importlib.util.find_spec("shacl_rust") is not None else "pyshacl"


def _completed(result: ShapeResult, names: ShapeNames) -> ShapeResult:
    """Return a result with the message of its shape, or one that says what is wrong; the shape is the nearest one with a name."""
    found, shape, component = names.get(result.shape), result.shape.strip("<>"), result.component.strip("<>")
    if found is None:
        return result._replace(rule=local_name(shape))
    own = result.message if local_name(component) == _BY_QUERY else found.failure(component, result.value)
    return result._replace(
        shape=f"<{found.named or shape}>",
        rule=found.rule(shape),
        path=result.path if re.fullmatch("<[^<>]*>", result.path) else found.path,
        message=found.message or own,
        remedy=found.remedy,
    )


def _triples(store: Store) -> bytes:
    return _text(store.quads_for_pattern(None, None, None, DefaultGraph()))


def _text(quads: Iterable[Quad]) -> bytes:
    """Return the triples of quads as N-Triples."""
    text = serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES)
    assert text is not None
    return text


def _with_rust(
    store: Store, shapes: Sequence[Quad], given: Iterable[str] | None, former: FormerValidation | None
) -> tuple[list[ShapeResult], list[ShapeResult]]:
    """Validate with the fast engine: rules over several records are queries, the rest is checked part by part, with its index.

    Returns:
        What is found, and what is kept of the former results.
    """
    separated = separate_rules(shapes)
    if separated is None:
        return _run_rust("".join(_lines(store, given)), shapes, use_index=False), []
    rules, fields = separated
    severities = {quad.subject: _severity(str(quad.object).strip("<>")) for quad in shapes if quad.predicate == SH["severity"]}
    rows = (row for rule in rules for row in rule.rows(store))
    broken = [_rule_result(row, severities.get(row.shape, "violation")) for row in rows]
    again = _check_changed(store, fields, former) if former else None
    checked, kept = again or (_check_fields(store, fields, _lines(store, given)), [])
    return broken + checked, kept


def _lines(store: Store, given: Iterable[str] | None) -> Iterable[str]:
    return graph_parts.triple_lines(store) if given is None else given


def _check_fields(store: Store, shapes: list[Quad], lines: Iterable[str]) -> list[ShapeResult]:
    """Validate a small graph as a whole, a large one in parts."""
    coming = iter(lines)
    first = list(islice(coming, graph_parts.PART + 1))
    views = view_of_shapes(shapes) if len(first) > graph_parts.PART else None
    if views is None:
        return _run_rust("".join(chain(first, coming)), shapes, use_index=True)
    return _check_parts(store, shapes, views, chain(first, coming))


def _check_parts(store: Store, shapes: list[Quad], views: ViewByTarget, lines: Iterable[str]) -> list[ShapeResult]:
    """Validate the nodes whose lines are given, and those that a shape names."""
    marked, found = graph_parts.marked_targets(shapes), []
    for part in graph_parts.GraphParts(store, views).split(lines):
        found += [result for result in _run_rust(part.text, marked, use_index=True) if result.focus in part.focus]
    return found


def _check_changed(store: Store, shapes: list[Quad], former: FormerValidation) -> tuple[list[ShapeResult], list[ShapeResult]] | None:
    """Validate the nodes whose results may differ; return what is found, and the results of other nodes. None if all may differ."""
    views = view_of_shapes(shapes)
    if views is None or any(quad.predicate == RDFS["subClassOf"] for quad in former.changed):
        return None
    terms = affected_nodes(store, views, former.changed)
    nodes = {*map(str, terms), *map(str, views.nodes)}
    by_query = str(SH[_BY_QUERY])
    kept = [result for result in former.results if result.component != by_query and result.focus not in nodes]
    return _check_parts(store, shapes, views, graph_parts.lines_of(store, terms)), kept


def _rule_result(row: RuleRow, severity: str) -> ShapeResult:
    focus, shape, path, value = ("" if term is None else str(term) for term in (row.focus, row.shape, row.path, row.value))
    return ShapeResult(severity, focus, path, value, shape, str(SH[_BY_QUERY]), "", "")


def _run_rust(data: str, shapes: Iterable[Quad], use_index: bool) -> list[ShapeResult]:
    import shacl_rust

    try:
        report: dict[str, Any] = shacl_rust.validate(
            data, _text(shapes).decode(), data_format="nt", shapes_format="nt", experimental_index=use_index
        )
    except (ValueError, RuntimeError) as error:
        raise InputError(f"shacl-rust: {error}", "Fix the shapes, or use --engine pyshacl.") from error
    return [
        ShapeResult(
            severity=_severity(found["severity"].strip("<>")),
            focus=found["focusNode"],
            path=found.get("resultPath") or "",
            value=found.get("value") or "",
            shape=found["sourceShape"],
            component=found["sourceConstraintComponent"],
            message=(found.get("messages") or [""])[-1],
            remedy="",
        )
        for found in report["results"]
    ]


def _with_pyshacl(data: bytes, shapes: bytes) -> list[ShapeResult]:
    import pyshacl
    import rdflib

    data_graph, shape_graph = rdflib.Graph(), rdflib.Graph()
    data_graph.parse(data=data, format="nt")
    shape_graph.parse(data=shapes, format="nt")
    try:
        _conforms, report, _text = pyshacl.validate(data_graph, shacl_graph=shape_graph, inference="none", advanced=False)
    except pyshacl.errors.ReportableRuntimeError as error:
        raise InputError(f"pyshacl: {error}", "Fix the shapes.") from error
    sh = rdflib.Namespace(SH)

    def term(node: Any, name: str) -> str:
        value = report.value(node, sh[name])
        return "" if value is None else str(value.n3())

    return [
        ShapeResult(
            severity=_severity(term(node, "resultSeverity").strip("<>")),
            focus=term(node, "focusNode"),
            path=term(node, "resultPath"),
            value=term(node, "value"),
            shape=term(node, "sourceShape"),
            component=term(node, "sourceConstraintComponent"),
            message=str(report.value(node, sh.resultMessage) or ""),
            remedy="",
        )
        for node in report.subjects(rdflib.RDF.type, sh.ValidationResult)
    ]


def _severity(iri: str) -> str:
    name = iri.rsplit("#", 1)[-1].lower()
    return name if name in SEVERITIES else "violation"


def report_turtle(results: Sequence[ShapeResult]) -> bytes:
    """Return a SHACL validation report in Turtle: the same bytes for the same results."""
    report = NamedNode("urn:disgraph:validation-report")
    triples = [
        Triple(report, RDF["type"], SH["ValidationReport"]),
        Triple(report, SH["conforms"], Literal(not results)),
    ]
    for index, result in enumerate(results, 1):
        node = NamedNode(f"{report.value}:{index}")
        triples += [
            Triple(report, SH["result"], node),
            Triple(node, RDF["type"], SH["ValidationResult"]),
            Triple(node, SH["resultSeverity"], SH[result.severity.capitalize()]),
            Triple(node, SH["resultMessage"], Literal(result.message)),
        ]
        for name in ("focus", "path", "value", "shape", "component"):
            term = _term(getattr(result, name))
            if term is not None:
                triples.append(Triple(node, SH[_REPORTED[name]], term))
    text = serialize(triples, format=RdfFormat.TURTLE, prefixes={"sh": str(SH)})
    assert text is not None
    return text


_REPORTED = {
    "focus": "focusNode",
    "path": "resultPath",
    "value": "value",
    "shape": "sourceShape",
    "component": "sourceConstraintComponent",
}


def _term(text: str) -> Term | None:
    if text.startswith("<"):
        return NamedNode(text[1:-1])
    return Literal(text) if text else None
