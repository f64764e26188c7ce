"""Answers of queries: terms of RDF for formats of the web, and values of Python for programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from disgraph.api.frames import Columns
from disgraph.api.results import ListResult
from disgraph.api.things import Thing, Value, value_of
from disgraph.graph.graph import Graph
from disgraph.rdf import Term, Triple
from disgraph.render.answer_blocks import Block, Grid, Layout, Paragraph
from disgraph.render.query_answer import query_text, without_bound
from disgraph.sparql.evaluation import Answer, Bindings, Table
from disgraph.wording.noun_counts import count_noun

if TYPE_CHECKING:
    from disgraph.queries.query_note import QueryNote

#: Rows of a table that are shown; all are there.
SHOWN_ROWS = 50


class Rows(ListResult[tuple[Value | None, ...]]):
    """The rows of a query, each a value a column; None if a cell is unbound.

    Attributes:
        names: of the columns.
        rows: the values.
    """

    def __init__(
        self, names: Sequence[str], rows: Iterable[tuple[Value | None, ...]], explain: Callable[[], tuple[QueryNote, ...]] = tuple
    ) -> None:
        self.names, self.rows = tuple(names), tuple(rows)
        self._explain = explain

    @cached_property
    def notes(self) -> tuple[QueryNote, ...]:
        """Why there are no rows, found when it is first asked for (within 2 seconds); empty if there are rows."""
        return self._explain()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rows) and (self.names, self.rows) == (other.names, other.rows)

    def __hash__(self) -> int:
        return hash((self.names, self.rows))

    @property
    def items(self) -> tuple[tuple[Value | None, ...], ...]:
        """The rows."""
        return self.rows

    def blocks(self, layout: Layout) -> Iterable[Block]:
        """Return the first rows as a table, with the number of all, or with the reasons if there are none."""
        del layout
        shown = "" if len(self.rows) <= SHOWN_ROWS else f", the first {SHOWN_ROWS} shown"
        grid = Grid(self.names, tuple(map(_cells, self.rows[:SHOWN_ROWS])), f"{count_noun(len(self.rows), 'row')}{shown}")
        return [grid, *(Paragraph(note.message) for note in self.notes)]

    def to_json(self, layout: Layout) -> str:
        """Return the rows as JSON, with labels as text."""
        del layout
        from disgraph.render.tables import render_table

        return render_table(*self.table(), "json")

    def table(self) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
        """Return the rows as text."""
        return self.names, list(map(_cells, self.rows))

    def columns(self) -> Columns:
        """Return the columns; a column of things becomes its labels, and a column of their IRIs follows it."""
        found: Columns = {}
        for at, name in enumerate(self.names):
            values = [row[at] for row in self.rows]
            found[name] = [value.label if isinstance(value, Thing) else value for value in values]
            if any(isinstance(value, Thing) for value in values):
                found[f"{name}_iri"] = [value.iri if isinstance(value, Thing) else None for value in values]
        return found


def _cells(row: Sequence[Value | None]) -> tuple[str, ...]:
    return tuple("" if value is None else str(value) for value in row)


class QueryAnswer(NamedTuple):
    """The answer of a query as terms of RDF: a table, a truth value, or triples.

    Attributes:
        answer: with the columns of bound parameters, which every row repeats.
        bindings: values of the parameters.
        graph: gives labels.
        text: the query.
    """

    answer: Answer
    bindings: Bindings
    graph: Graph
    text: str

    @property
    def notes(self) -> tuple[QueryNote, ...]:
        """Why the answer, or a column of it, is empty or false; found within 2 seconds each time it is asked for."""
        from disgraph.queries.empty_results import explain_empty

        return explain_empty(self.graph, self.text, self.answer, self.bindings)

    @property
    def is_false(self) -> bool:
        """Whether it is an ASK that is false."""
        return self.answer is False

    def render(self, form: str, labels: bool | None = None, limit: int | None = None, notes: Sequence[QueryNote] = ()) -> str | bytes:
        """Return the answer in a form of `disgraph query --format`.

        Args:
            form: a table, result format of SPARQL or RDF format.
            labels: whether labels are shown; None for the default of the form.
            limit: maximum number of rows or triples; None for all.
            notes: of the answer, for JSON.

        Raises:
            MisuseError: the form does not fit the answer.
        """
        shown = without_bound(self.answer, self.bindings) if isinstance(self.answer, Table) else self.answer
        return query_text(self.graph, shown, form, labels, limit, list(map(str, notes)))

    def values(self) -> Rows | bool:
        """Return the answer as values of Python: rows, or a truth value."""
        if isinstance(self.answer, bool):
            return self.answer
        table = without_bound(self.answer, self.bindings) if isinstance(self.answer, Table) else _triples_table(self.answer)
        return Rows(table.variables, (tuple(map(self._value, row)) for row in table.rows), lambda: self.notes)

    def _value(self, term: Term | None) -> Value | None:
        return None if term is None else value_of(self.graph, term)


def _triples_table(triples: tuple[Triple, ...]) -> Table:
    ordered = sorted(triples, key=str)
    return Table(("subject", "predicate", "object"), tuple(tuple(triple) for triple in ordered))
