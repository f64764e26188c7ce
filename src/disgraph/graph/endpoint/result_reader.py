"""The answers of an endpoint as values: tables, truth values and triples. A truncated table is read page by page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from disgraph.errors import EndpointError, LimitExceeded, NotSparql
from disgraph.graph.endpoint.client import MAX_ERROR, Client, Reply
from disgraph.http_connection import one_line
from disgraph.rdf import (
    XSD,
    Literal,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Term,
    Triple,
    parse_results_from,
    parse_triples_from,
)
from disgraph.sparql.evaluation import Table

_TABLE = "application/sparql-results+json, application/sparql-results+xml;q=0.8"
#: The column of the table with which Virtuoso answers an ASK: with a row for true, without for false.
_VIRTUOSO_TRUTH = "__ASK_RETVAL"
_TRIPLES = "application/n-triples, text/turtle;q=0.8, application/rdf+xml;q=0.5"
#: Media types whose first line people can read.
_READABLE = ("text/plain", "text/csv", "application/json", "application/problem+json")
#: No known server truncates answers with fewer rows.
FEWEST = 1_000
#: Maximum number of digits of a count, and of characters of an answer in a message.
_DIGITS, _SHOWN = 15, 60
_BOOLEANS = {"1": Literal("true", datatype=XSD["boolean"]), "0": Literal("false", datatype=XSD["boolean"])}

Result = TypeVar("Result")


class ResultReader:
    """Reads the answers of an endpoint.

    Args:
        client: of the endpoint.
    """

    def __init__(self, client: Client) -> None:
        self.client = client
        self._whole = FEWEST

    def truth(self, query: str) -> bool:
        """Return the answer of an ASK."""
        return self.client.ask(query, _TABLE, self._read_truth)

    def triples(self, query: str) -> tuple[Triple, ...]:
        """Return the answer of a CONSTRUCT or DESCRIBE.

        Raises:
            LimitExceeded: the server marks the answer as truncated.
        """
        return self.client.ask(query, _TRIPLES, self._read_triples)

    def table(
        self, select: str, prologue: str = "", is_ordered: bool = False, is_set: bool = False, columns: tuple[str, ...] = ()
    ) -> Table:
        """Return the complete answer of a SELECT.

        Servers truncate answers silently (Virtuoso at 10,000 rows in its example configuration). So the rows of an answer that is longer
        than every complete one so far are counted by the server, and missing rows are read page by page.

        Args:
            select: the query without its prologue.
            prologue: declarations of prefixes and base.
            is_ordered: whether the query orders its rows; if not, the pages are ordered by every column.
            is_set: whether every row is distinct.
            columns: the variables that the answer must have; any, if empty.

        Raises:
            EndpointError: the answer has other columns, or the pages have fewer rows than the server counts.
        """
        first = self._ask(f"{prologue}{select}")
        if columns and first.variables != columns:
            shown = ", ".join(first.variables)[:_SHOWN]
            problem = f"{self.client.address}: answers with other columns than asked ({shown or 'none'} instead of {', '.join(columns)})."
            raise EndpointError(problem, "Check that this is the URL of a SPARQL endpoint.")
        found = len(first.rows)
        if found < self._whole:
            return first
        count = self._ask(f"{prologue}SELECT (COUNT(*) AS ?rows) WHERE {{ {{ {select} }} }}")
        total = self.number(count)
        if found < total:
            names = " ".join(f"?{name}" for name in first.variables)
            ordered = select if is_ordered else f"SELECT {names} WHERE {{ {{ {select} }} }} ORDER BY {names}"
            rows = self._pages(f"{prologue}SELECT {names} WHERE {{ {{ {ordered} }} }}", found, total)
            arrived = len(set(rows)) if is_set else len(rows)
            if arrived != total:
                problem = f"{self.client.address}: {arrived:,} of {total:,} rows received."
                raise EndpointError(problem, "Raise the server's limit of rows.")
            return Table(first.variables, rows)
        self._whole = max(self._whole, found)
        return first

    def number(self, counted: Table) -> int:
        """Return the number in the only cell of a table.

        Raises:
            EndpointError: it is not a whole number.
        """
        cell = counted.rows[0][0] if len(counted.rows) == 1 and len(counted.rows[0]) == 1 else None
        text = cell.value if isinstance(cell, Literal) else ""
        if not (text.isascii() and text.isdigit() and len(text) <= _DIGITS):
            shown = f" ({text[:_SHOWN]!r})" if text else ""
            raise EndpointError(f"{self.client.address}: answers to a count without a number{shown}.", "Read the log of the server.")
        return int(text)

    def _pages(self, query: str, size: int, total: int) -> tuple[tuple[Term | None, ...], ...]:
        rows: list[tuple[Term | None, ...]] = []
        while len(rows) < total:
            page = self._ask(f"{query} LIMIT {size} OFFSET {len(rows)}").rows
            if not page:
                break
            rows += page
        return tuple(rows)

    def _ask(self, query: str) -> Table:
        return self.client.ask(query, _TABLE, self._read_table)

    def _read_table(self, reply: Reply) -> Table:
        results = self._results(reply)
        if not isinstance(results, QuerySolutions):
            raise EndpointError(
                f"{self.client.address}: a truth value instead of rows.", "Check that this is the URL of a SPARQL endpoint."
            )
        variables = tuple(variable.value for variable in results.variables)
        return self._parsed(lambda: Table(variables, tuple(tuple(map(_as_loaded, row)) for row in results)))

    def _read_truth(self, reply: Reply) -> bool:
        results = self._results(reply)
        if isinstance(results, QuerySolutions) and [variable.value for variable in results.variables] == [_VIRTUOSO_TRUTH]:
            return self._parsed(lambda: any(isinstance(row[0], Literal) and row[0].value == "1" for row in results))
        if not isinstance(results, QueryBoolean):
            raise EndpointError(
                f"{self.client.address}: rows instead of a truth value.", "Check that this is the URL of a SPARQL endpoint."
            )
        return bool(results)

    def _read_triples(self, reply: Reply) -> tuple[Triple, ...]:
        form = RdfFormat.from_media_type(reply.media_type)
        if form is None:
            raise self._not_sparql(reply)
        found = self._parsed(lambda: tuple(parse_triples_from(reply.body, form)))
        if reply.is_cut:
            raise LimitExceeded(f"{self.client.address}: the answer is truncated at {len(found):,} triples.", "Restrict the query.")
        return found

    def _results(self, reply: Reply) -> QuerySolutions | QueryBoolean:
        form = QueryResultsFormat.from_media_type(reply.media_type)
        if form in (None, QueryResultsFormat.CSV):  # CSV and plain text do not say what kind of term a cell is
            raise self._not_sparql(reply)
        return self._parsed(lambda: parse_results_from(reply.body, form))

    def _not_sparql(self, reply: Reply) -> NotSparql:
        """Return the error for a media type that was not asked for, with the first line of what the server says."""
        line = reply.body.read(MAX_ERROR).partition(b"\n")[0] if reply.media_type in _READABLE else b""
        words = f" ({one_line(line.decode(errors='replace'))[:_SHOWN]})" if line.strip() else ""
        problem = f"{self.client.address}: answers with {reply.media_type}, which was not asked for and is not a SPARQL result{words}."
        return NotSparql(problem, "Give the URL for queries, such as .../sparql or .../query.")

    def _parsed(self, parse: Callable[[], Result]) -> Result:
        try:
            return parse()
        except (SyntaxError, ValueError) as error:
            problem = f"{self.client.address}: the answer is malformed ({error})."
            raise EndpointError(problem, "Try again, or read the log of the server.") from error
        except MemoryError as error:
            raise LimitExceeded(f"{self.client.address}: the answer needs too much memory.", "Restrict the query, or add LIMIT.") from error


def _as_loaded(term: Term | None) -> Term | None:
    """Return a term as it was loaded: Virtuoso writes true and false as 1 and 0."""
    if isinstance(term, Literal) and term.datatype == XSD["boolean"]:
        return _BOOLEANS.get(term.value, term)
    return term
