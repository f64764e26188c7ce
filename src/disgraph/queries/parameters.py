"""From `-p name=value` to bound terms, by the kind that the query declares."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal, InvalidOperation

from disgraph.corpus.documents import is_id
from disgraph.errors import MisuseError
from disgraph.graph.resolver import Names, NamesOfClass, resolve
from disgraph.queries.catalogue import NamedQuery, Parameter
from disgraph.rdf import DG, XSD, Literal, NamedNode
from disgraph.triples.iris import document_iri

#: The kinds of parameters as messages name them.
_DESCRIBED = {"iri": "an IRI", "number": "a number", "date": "a date", "class": "a class", "document": "the id of a document"}


def bind(query: NamedQuery, given: Mapping[str, str], names: Names, classes: Iterable[str]) -> dict[str, NamedNode | Literal]:
    """Return the terms of a named query's parameters, in the order in which it declares them.

    Args:
        query: declares them.
        given: values by the name of the parameter.
        names: of the graph.
        classes: the names of the ontology's classes.

    Raises:
        MisuseError: a parameter is unknown, missing or of the wrong kind.
        UnresolvedName: a name does not lead to one entity.
    """
    known = {parameter.name: parameter for parameter in query.parameters}
    listed = ", ".join(f"{parameter.name} ({parameter.kind})" for parameter in query.parameters) or "none"
    unknown = [name for name in given if name not in known]
    missing = [parameter.name for parameter in query.parameters if not parameter.is_optional and parameter.name not in given]
    if unknown or missing:
        what = f"there is no parameter {unknown[0]!r}" if unknown else f"the parameter {missing[0]!r} is missing"
        raise MisuseError(f"Query {query.name}: {what}.", f"Its parameters: {listed}. Write -p name=value.")
    return {name: _term(known[name], given[name], names, set(classes)) for name in known if name in given}


def split_parameters(texts: Iterable[str]) -> dict[str, str]:
    """Return texts `name=value` as values by name.

    Raises:
        MisuseError: a text has another form, or a name is given twice.
    """
    pairs = [_pair(text) for text in texts]
    values = dict(pairs)
    if len(values) < len(pairs):
        raise MisuseError("A parameter is given twice.", "Give each one once.")
    return values


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        raise MisuseError(f"-p {text!r} is not name=value.", "Write -p name=value.")
    return name.strip(), value.strip()


def _term(parameter: Parameter, value: str, names: Names, classes: set[str]) -> NamedNode | Literal:
    wrong = MisuseError(
        f"{parameter.name}={value!r} is not {_DESCRIBED.get(parameter.kind, parameter.kind)}.",
        f"{parameter.note or 'See disgraph queries'}.",
    )
    if parameter.kind == "name":
        return NamedNode(resolve(NamesOfClass(names, parameter.of_class) if parameter.of_class else names, value).iri)
    if parameter.kind == "class":
        if value not in classes:
            raise MisuseError(wrong.message, f"Classes are {', '.join(sorted(classes))}.")
        return DG[value]
    try:
        return _READERS[parameter.kind](value)
    except (ValueError, InvalidOperation) as error:
        raise wrong from error


def _document(value: str) -> NamedNode:
    if not is_id(value):
        raise ValueError(value)
    return document_iri(value)


def _date(value: str) -> Literal:
    return Literal(dt.date.fromisoformat(value).isoformat(), datatype=XSD["date"])


def _number(value: str) -> Literal:
    return Literal(str(Decimal(value)), datatype=XSD["decimal"])


#: What reads the values of a kind that need no graph; a wrong value is a `ValueError`.
_READERS: Mapping[str, Callable[[str], NamedNode | Literal]] = {
    "text": Literal,
    "section": Literal,
    "document": _document,
    "iri": NamedNode,
    "date": _date,
    "number": _number,
}
