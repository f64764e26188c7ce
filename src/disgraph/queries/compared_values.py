"""Filters that compare values with a literal of a datatype that the values never have."""

from __future__ import annotations

from disgraph.errors import LimitExceeded
from disgraph.ontology.vocabulary import NUMERIC_DATATYPES
from disgraph.queries.graph_probe import GraphProbe
from disgraph.queries.query_note import joined, written_term
from disgraph.queries.query_terms import comparisons
from disgraph.queries.unknown_terms import listed_properties
from disgraph.rdf import Literal
from disgraph.sparql.graph_patterns import Element, PatternQuery


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
    return ""


def _kind(value: Literal) -> str:
    """Return what a literal can be compared with: its datatype, or any number."""
    if value.datatype in NUMERIC_DATATYPES:
        return "a number"
    return f"text with the tag @{value.language}" if value.language else written_term(value.datatype)
