"""Other properties that lead to a thing that a query names: `dg:withImpairment` to what `dg:healthCondition` never has."""

from __future__ import annotations

from collections.abc import Sequence

from disgraph.errors import LimitExceeded
from disgraph.queries.graph_probe import GraphProbe
from disgraph.queries.query_note import written_term
from disgraph.queries.query_terms import iri_of, literal_of
from disgraph.rdf import DG, RDF, RDFS, SKOS, NamedNode
from disgraph.sparql.graph_patterns import Element, PatternQuery, Token

_NAMING = frozenset({RDFS["label"], SKOS["prefLabel"], SKOS["altLabel"]})
#: Above the roles of records; it leads to everything.
_GENERAL = frozenset({DG["hasParticipant"], DG["mentions"]})
_STEPS_TO_A_NAME = 3
_SHOWN = 3


def other_ways(probe: GraphProbe, query: PatternQuery, element: Element) -> str:
    """Return a sentence on the properties that lead to what a pattern names, if its own property never does.

    Args:
        probe: of the graph.
        query: the whole query.
        element: the pattern that leaves no row: `?x dg:p dgr:...` or `?x dg:p/rdfs:label "..."`.
    """
    found = _named(query, element)
    if found is None:
        return ""
    own, pattern = found
    try:
        others = [each for each in probe.predicates(pattern) if each.value.startswith(DG) and each not in _GENERAL]
    except LimitExceeded:
        return ""
    if own in others or not others:
        return ""
    listed = ", ".join(written_term(each) for each in others[:_SHOWN])
    return f" {written_term(own)} never leads there; what does: {listed}."


def _named(query: PatternQuery, element: Element) -> tuple[NamedNode, str] | None:
    """Return the property of a pattern, and a pattern of what leads to the thing that it names."""
    if element.triple is None:
        return None
    path, target = element.triple.path, element.triple.object
    own = iri_of(query, path[0]) if path[0].kind in ("name", "iri") else None
    if own is None or own == RDF["type"] or own in _NAMING:
        return None
    node = iri_of(query, target[0])
    if len(path) == 1 and node is not None:
        return own, f"?s ?p {node}"
    value = literal_of(query, target)
    if value is None or not _ends_in_a_name(query, path):
        return None
    return own, f"?named {iri_of(query, path[2])} {value} . ?s ?p ?named"


def _ends_in_a_name(query: PatternQuery, path: Sequence[Token]) -> bool:
    return len(path) == _STEPS_TO_A_NAME and path[1].word == "/" and iri_of(query, path[2]) in _NAMING
