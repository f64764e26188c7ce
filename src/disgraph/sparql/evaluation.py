"""Evaluating a query on an opened store, in this process."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeVar

from disgraph.errors import DisgraphError, InputError, LimitExceeded
from disgraph.rdf import (
    XSD,
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Store,
    Term,
    Triple,
    prefixes,
)
from disgraph.sparql.bindings import with_values
from disgraph.sparql.guard import checked

Bindings = Mapping[str, NamedNode | Literal]


class Table(NamedTuple):
    """The answer of a SELECT: variables and rows, an unbound cell as `None`."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]


Answer = Table | bool | tuple[Triple, ...]
Result = TypeVar("Result")

#: Maximum length of a query in characters; the engine's time and stack grow with it.
MAX_QUERY = 200_000
#: A query of at most this number of characters cannot be nested deeply enough to end the process on an ordinary stack.
_SHORT = 1_000

#: What a query nested as deeply as that length allows needs; memory is taken only as it is used.
STACK = 1 << 30

#: What the engine and our checks raise in a query.
_FAILURES = (DisgraphError, SyntaxError, ValueError, OSError, RuntimeError, MemoryError)


def evaluate(
    store: Store, text: str, bindings: Bindings | None = None, dataset: Mapping[str, Any] | None = None
) -> QuerySolutions | QueryBoolean | QueryTriples:
    """Evaluate a query lazily.

    Args:
        store: the opened store.
        text: SPARQL 1.1; the project's prefixes may be used without declaring them.
        bindings: values for variables of the query.
        dataset: arguments of the engine for another dataset or base IRI than the store's own.

    Raises:
        MisuseError: an update, or a query that reaches out.
        LimitExceeded: it is longer than `MAX_QUERY`.
        InputError: a syntax error; the message names the place.
    """
    checked_text = checked_query(text)
    try:
        return store.query(with_values(checked_text, bindings or {}), prefixes=prefixes(), **(dataset or {}))
    except SyntaxError as error:
        from disgraph.sparql.syntax_errors import syntax_error

        raise syntax_error(text, str(error), checked_text) from error
    except (OSError, ValueError, RuntimeError) as error:
        raise InputError(f"The query cannot be evaluated: {error}.", "Check the graph; `disgraph build` builds it again.") from error


def form_of(text: str) -> type[QuerySolutions | QueryBoolean | QueryTriples]:
    """Return what kind of answer a query has, without asking anything.

    Raises:
        MisuseError: see `evaluate`, also for LimitExceeded and InputError.
    """
    if len(text) <= _SHORT:
        return type(evaluate(Store(), text))
    return _aside(lambda: type(evaluate(Store(), text)))


def answer(store: Store, text: str, bindings: Bindings | None = None) -> Answer:
    """Evaluate a query to the end; a long one, which may be nested deeply, on a deep stack."""
    if len(text) <= _SHORT:
        return collected(evaluate(store, text, bindings))
    return answer_aside(store, text, bindings)


def answer_aside(store: Store, text: str, bindings: Bindings | None = None) -> Answer:
    """Evaluate a query to the end in a thread of its own, so that Ctrl-C ends it."""
    return _aside(lambda: collected(evaluate(store, text, bindings)))


def checked_length(text: str) -> str:
    """Return a query that is not too long.

    Raises:
        LimitExceeded: it is.
    """
    if len(text) > MAX_QUERY:
        raise LimitExceeded(f"A query of {len(text):,} characters; the limit is {MAX_QUERY:,}.", "Ask in several queries.")
    return text


def checked_query(text: str) -> str:
    """Return a query as it may be evaluated.

    Raises:
        MisuseError: an update, or a query that reaches out.
        LimitExceeded: it is longer than `MAX_QUERY`.
    """
    return checked(checked_length(text))


def _aside(run: Callable[[], Result]) -> Result:
    """Run something in a thread with a deep stack, and return or raise what it does.

    The engine recurses with the nesting of a query and would end the process on an ordinary stack; and while this thread only waits,
    an interrupt reaches it at once.
    """
    outcome: list[Result | Exception] = []

    def work() -> None:
        try:
            outcome.append(run())
        except _FAILURES as error:
            outcome.append(error)

    former = threading.stack_size(STACK)
    try:
        thread = threading.Thread(target=work, daemon=True)
        thread.start()
    finally:
        threading.stack_size(former)
    thread.join()
    (found,) = outcome
    if isinstance(found, Exception):
        raise found
    return found


def collected(results: QuerySolutions | QueryBoolean | QueryTriples) -> Answer:
    """Return the whole answer of a query that is evaluated lazily."""
    if isinstance(results, QueryBoolean):
        return bool(results)
    if isinstance(results, QueryTriples):
        return tuple(results)
    variables = tuple(variable.value for variable in results.variables)
    return Table(variables, tuple(map(tuple, results)))


def pack_bindings(bindings: Bindings) -> dict[str, list[str]]:
    """Return values of variables as JSON has them, for another process."""
    return {name: _packed(value) for name, value in bindings.items()}


def unpack_bindings(packed: Mapping[str, list[str]]) -> Bindings:
    """Return values of variables that `pack_bindings` has packed."""
    return {name: _unpacked(value) for name, value in packed.items()}


def _packed(value: NamedNode | Literal) -> list[str]:
    return [value.value] if isinstance(value, NamedNode) else [value.value, value.datatype.value]


def _unpacked(value: list[str]) -> NamedNode | Literal:
    if len(value) == 1:
        return NamedNode(value[0])
    return Literal(value[0], datatype=NamedNode(value[1])) if value[1] != XSD["string"].value else Literal(value[0])
