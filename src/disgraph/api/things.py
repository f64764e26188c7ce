"""Terms of RDF as values of Python."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from disgraph.graph.graph import Graph
from disgraph.rdf import XSD, Literal, NamedNode, Term


class Thing(NamedTuple):
    """An entity, a record or a term of the ontology: IRI and label; as text it is its label."""

    iri: str
    label: str

    def __str__(self) -> str:
        return self.label


Value = Thing | str | int | float | Decimal | bool | dt.date | dt.datetime

_READERS: dict[NamedNode, Callable[[str], Value]] = {
    XSD["integer"]: int,
    XSD["decimal"]: Decimal,
    XSD["double"]: float,
    XSD["float"]: float,
    XSD["boolean"]: lambda text: text in ("true", "1"),
    XSD["date"]: dt.date.fromisoformat,
    XSD["dateTime"]: dt.datetime.fromisoformat,
}


def value_of(graph: Graph, term: Term) -> Value:
    """Return a term as a value: what has an IRI with its label, a number or date as such, any other literal as its text."""
    if isinstance(term, NamedNode):
        return Thing(term.value, graph.label(term))
    if not isinstance(term, Literal):
        return str(term)
    try:
        return _READERS.get(term.datatype, str)(term.value)
    except (ValueError, ArithmeticError):
        return term.value


def parameter_text(value: object) -> str:
    """Return the value of a parameter as `-p name=value` has it: the IRI of a thing, the text of any other value."""
    return value.iri if isinstance(value, Thing) else str(value)
