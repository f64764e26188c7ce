"""Queries of users to an endpoint: checked, with the values of their parameters, and answered completely."""

from __future__ import annotations

from disgraph.graph.endpoint.result_reader import ResultReader
from disgraph.rdf import QueryBoolean, QueryTriples
from disgraph.sparql.bindings import prologue_and_query, with_prefixes, with_values
from disgraph.sparql.evaluation import Answer, Bindings, form_of
from disgraph.sparql.guard import keywords


def answer(reader: ResultReader, text: str, bindings: Bindings) -> Answer:
    """Return the answer of an endpoint to a query.

    Args:
        reader: of the endpoint.
        text: SPARQL 1.1; the project's prefixes may be used without declaring them.
        bindings: values for variables of the query.

    Raises:
        MisuseError: an update, or a query that reaches out.
        InputError: no SPARQL, before anything is asked; or the endpoint refuses it.
        LimitExceeded: it is too long, or takes too long.
    """
    form = form_of(text)
    query = with_prefixes(with_values(text, bindings))
    if form is QueryBoolean:
        return reader.truth(query)
    if form is QueryTriples:
        return reader.triples(query)
    prologue, select = prologue_and_query(query)
    return reader.table(select, prologue, is_ordered="ORDER" in keywords(select))
