"""Filters that read values in another way than the graph has them: datatypes that do not compare, parts of dates, capitals."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from disgraph.errors import LimitExceeded
from disgraph.ontology.vocabulary import NUMERIC_DATATYPES
from disgraph.queries.graph_probe import GraphProbe
from disgraph.queries.query_note import joined, written_term
from disgraph.queries.query_terms import comparisons, properties_of
from disgraph.queries.unknown_terms import listed_properties
from disgraph.rdf import EDTF, XSD, Literal
from disgraph.sparql.graph_patterns import Element, PatternQuery, Token

_PARTS_OF_DATES = frozenset({"YEAR", "MONTH", "DAY"})
_DATES = frozenset({XSD["date"], XSD["dateTime"]})
#: A test of a text that distinguishes capitals, with its variable and its words.
_TEXT_TEST = re.compile(r'\b(CONTAINS|STRSTARTS|STRENDS|REGEX)\(\s*(STR\(\s*[?$]\w+\s*\)|[?$]\w+)\s*,\s*("[^"\\]*")\s*\)', re.IGNORECASE)


def filter_hint(probe: GraphProbe, query: PatternQuery, element: Element) -> str:
    """Return a sentence on the datatypes of the values that a filter compares; empty if they can be compared.

    Args:
        probe: of the graph.
        query: the whole query.
        element: the part that leaves no row.
    """
    if element.kind != "FILTER":
        return ""
    for compared in comparisons(query, element):
        try:
            kinds = {_kind(value) for value in probe.values_of(compared.properties)}
        except LimitExceeded:
            return ""
        if kinds and _kind(compared.value) not in kinds:
            kind, others = _kind(compared.value), joined(tuple(sorted(kinds)))
            return f" {listed_properties(compared.properties)} has values of {others}, which do not compare with {kind}."
    return dates_hint(probe, query, element.tokens)


def dates_hint(probe: GraphProbe, query: PatternQuery, tokens: Sequence[Token]) -> str:
    """Return a sentence on a part of a date (`YEAR(?t)`) that is asked of values that are not dates.

    Args:
        probe: of the graph.
        query: the whole query.
        tokens: those of an expression.
    """
    for call, _, variable in zip(tokens, tokens[1:], tokens[2:], strict=False):
        steps = properties_of(query, variable) if call.keyword in _PARTS_OF_DATES and variable.kind == "variable" else ()
        try:
            kinds = {value.datatype for value in probe.values_of(steps)} if steps else set()
        except LimitExceeded:
            return ""
        if kinds and not kinds & _DATES:
            named = joined(tuple(sorted(map(written_term, kinds))))
            remedy = f"; use dg:earliest or dg:latest of the record, or STR({variable.word})" if EDTF["EDTF"] in kinds else ""
            return f" {listed_properties(steps)} has values of {named}, of which {call.keyword} has no result{remedy}."
    return ""


def capitals_hint(element: Element, has_solution: Callable[[Element], bool]) -> str:
    """Return a sentence on a filter that keeps a row if capitals do not count; empty if it keeps none.

    Args:
        element: the part that leaves no row.
        has_solution: whether the query has a row with another element in its place.
    """
    found = _TEXT_TEST.search(element.text) if element.kind == "FILTER" else None
    if found is None:
        return ""
    call, tested, words = found.groups()
    relaxed = f"{call}(LCASE({tested}), {words.lower()})"
    changed = element._replace(text=_TEXT_TEST.sub(lambda _: relaxed, element.text, count=1))
    try:
        return f" {call.upper()} distinguishes capitals: write {relaxed}." if has_solution(changed) else ""
    except LimitExceeded:
        return ""


def _kind(value: Literal) -> str:
    """Return what a literal can be compared with: its datatype, or any number."""
    if value.datatype in NUMERIC_DATATYPES:
        return "a number"
    return f"text with the tag @{value.language}" if value.language else written_term(value.datatype)
