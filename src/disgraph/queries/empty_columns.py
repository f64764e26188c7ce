"""Columns without a value in any row: no pattern binds the variable, or a term of an OPTIONAL part occurs nowhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from disgraph.queries.compared_values import dates_hint
from disgraph.queries.graph_probe import GraphProbe
from disgraph.queries.query_note import QueryNote, listed_near
from disgraph.queries.query_terms import term_uses
from disgraph.queries.unknown_terms import unknown_term_notes, unmatched_iris
from disgraph.similarity import nearest
from disgraph.sparql.evaluation import Answer, Table
from disgraph.sparql.graph_patterns import PatternQuery, Token

#: Likeness of a variable that is named instead.
_NEAR = 70
#: Notes that name a slip; an optional part that no claim fills is none.
_SLIPS = frozenset({"unknown-term", "unknown-resource", "replaced-term", "wrong-role"})


def empty_columns(answer: Answer) -> tuple[str, ...]:
    """Return the columns of a table with rows in which no row has a value."""
    if not isinstance(answer, Table) or not answer.rows:
        return ()
    return tuple(name for at, name in enumerate(answer.variables) if all(row[at] is None for row in answer.rows))


def column_notes(probe: GraphProbe, query: PatternQuery, columns: Sequence[str]) -> Iterator[QueryNote]:
    """Explain columns in which no row has a value; a column that may be empty has no note.

    Args:
        probe: of the graph.
        query: the whole query.
        columns: at least one, as its variables without the question mark.
    """
    yield from unbound_notes(query, [name for name in projected(query) if name in columns])
    unknown = unmatched_iris(probe, term_uses(query))
    yield from (note for note in unknown_term_notes(probe, unknown) if note.kind in _SLIPS)
    hint = dates_hint(probe, query, query.tokens)
    if hint:
        yield QueryNote("other-datatype", hint.strip())


def unbound_notes(query: PatternQuery, columns: Sequence[str]) -> Iterator[QueryNote]:
    """Explain columns whose variable occurs nowhere else in the query."""
    counted = Counter(token.word[1:] for token in query.tokens if token.kind == "variable")
    for name in columns:
        if counted[name] == 1:
            others = [each for each in counted if each != name]
            near = tuple(f"?{each}" for each in nearest(name, others, 1, _NEAR))
            yield QueryNote("unbound-variable", f"No pattern binds ?{name}{listed_near(near)}", f"?{name}", near)


def projected(query: PatternQuery) -> tuple[str, ...]:
    """Return the variables that a SELECT names outside expressions."""
    begin = next((at for at, token in enumerate(query.tokens) if token.keyword == "SELECT"), len(query.tokens))
    return tuple(token.word[1:] for token in _clause(query.tokens[begin:]) if token.kind == "variable")


def _clause(tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield the tokens of a SELECT clause that are not in parentheses."""
    depth = 0
    for token in tokens:
        depth += (token.word == "(") - (token.word == ")")
        if token.word == "{" or token.keyword in ("WHERE", "FROM"):
            return
        if not depth:
            yield token
