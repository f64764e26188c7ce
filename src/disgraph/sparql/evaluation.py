"""Evaluating a query on an opened store, in this process or in one that can be killed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeVar

from disgraph.errors import InputError, LimitExceeded
from disgraph.rdf import (
    XSD,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Term,
    Triple,
    Variable,
    open_store,
    parse_results,
    parse_text,
    prefixes,
)
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
    checked_text = _checked(text)
    try:
        values: Any = {Variable(name): value for name, value in (bindings or {}).items()}
        return store.query(checked_text, prefixes=prefixes(), substitutions=values, **(dataset or {}))
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
        return _collected(evaluate(store, text, bindings))
    return answer_aside(store, text, bindings)


def answer_aside(store: Store, text: str, bindings: Bindings | None = None) -> Answer:
    """Evaluate a query to the end in a thread of its own, so that Ctrl-C ends it."""
    return _aside(lambda: _collected(evaluate(store, text, bindings)))


def checked_length(text: str) -> str:
    """Return a query that is not too long.

    Raises:
        LimitExceeded: it is.
    """
    if len(text) > MAX_QUERY:
        raise LimitExceeded(f"A query of {len(text):,} characters; the limit is {MAX_QUERY:,}.", "Ask in several queries.")
    return text


def _checked(text: str) -> str:
    return checked(checked_length(text))


def _aside(run: Callable[[], Result]) -> Result:
    """Run something in a thread with a deep stack, and return or raise what it does.

    The engine recurses with the nesting of a query and would end the process on an ordinary stack; and while this thread only waits,
    an interrupt reaches it at once.
    """
    outcome: list[Result | BaseException] = []

    def work() -> None:
        try:
            outcome.append(run())
        except BaseException as error:  # noqa: BLE001  (raised again by the thread that waits)
            outcome.append(error)

    former = threading.stack_size(STACK)
    try:
        thread = threading.Thread(target=work, daemon=True)
        thread.start()
    finally:
        threading.stack_size(former)
    thread.join()
    (found,) = outcome
    if isinstance(found, BaseException):
        raise found
    return found


def _collected(results: QuerySolutions | QueryBoolean | QueryTriples) -> Answer:
    if isinstance(results, QueryBoolean):
        return bool(results)
    if isinstance(results, QueryTriples):
        return tuple(results)
    variables = tuple(variable.value for variable in results.variables)
    return Table(variables, tuple(map(tuple, results)))


def answer_within(folder: str, text: str, bindings: Bindings, seconds: float) -> Answer:
    """Evaluate a query in a process of its own, which is killed when the time is over.

    A running query cannot be interrupted from Python, so a limit needs a process.

    Args:
        folder: the directory of the store.
        text: the query.
        bindings: values for its variables.
        seconds: how long it may take.

    Raises:
        LimitExceeded: it took longer.
        InputError: as `evaluate`.
    """
    text = _checked(text)
    request = json.dumps({"folder": folder, "text": text, "bindings": pack_bindings(bindings)})
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        child = subprocess.run(
            [sys.executable, "-P", "-m", "disgraph.sparql.query_process"],
            input=request.encode(),
            capture_output=True,
            timeout=seconds,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise LimitExceeded(f"The query took longer than {seconds:g} seconds.", "Narrow it, or give --timeout more.") from error
    if child.returncode != 0:
        raise _failure(child.stderr)
    kind, _, body = child.stdout.partition(b"\n")
    if kind == b"triples":
        return tuple(quad.triple for quad in parse_text(body, RdfFormat.N_TRIPLES))
    return _collected(parse_results(body, QueryResultsFormat.JSON))


def _failure(output: bytes) -> InputError:
    """Return the error that a query process reports as JSON."""
    try:
        message, remedy = json.loads(output)
    except ValueError:
        return InputError(output.decode(errors="replace").strip() or "The query process failed.", "Simplify the query.")
    return InputError(message, remedy)


def run_child() -> None:
    """Answer one request from standard input: the other side of `answer_within`."""
    request = json.loads(sys.stdin.buffer.read())
    bindings = unpack_bindings(request["bindings"])
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    _aside(lambda: _serve(open_store(request["folder"]), request["text"], bindings))


def _end_with(parent: int) -> None:
    """End this process when the one that started it has ended and can no longer read the answer."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


def _serve(store: Store, text: str, bindings: Bindings) -> None:
    results = evaluate(store, text, bindings)
    out = sys.stdout.buffer
    if isinstance(results, QueryTriples):
        out.write(b"triples\n")
        results.serialize(out, format=RdfFormat.N_TRIPLES)
    else:
        out.write(b"results\n")
        results.serialize(out, format=QueryResultsFormat.JSON)


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
