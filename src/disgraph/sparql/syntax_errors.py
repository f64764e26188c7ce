"""Syntax errors of a query in words: what is wrong, where, and how to correct it.

The engine says where it stopped and lists the characters that it expected. The mistakes that people make have checks of their own;
other errors name the place where the engine stopped.
"""

from __future__ import annotations

from disgraph.errors import InputError
from disgraph.sparql.refused_query import RefusedQuery, SyntaxProblem, line_and_column
from disgraph.sparql.syntax_checks import CHECKS, FORMS_IN_WORDS

#: Characters of a line that are shown on each side of the place.
_AROUND = 38
_GUIDE = "docs/sparql.md has examples."


def syntax_error(text: str, engine_message: str, evaluated: str = "") -> InputError:
    """Return the error for a query that the engine refuses, with line, column and the line itself.

    Args:
        text: the query.
        engine_message: what the engine says.
        evaluated: what the engine read, if the guard rewrote the query.
    """
    problem = find_problem(text, engine_message, evaluated)
    line, column, shown = _excerpt(text, problem.at)
    return InputError(f"The query has a syntax error at line {line}, column {column}: {problem.what}.", f"{shown}\n{problem.remedy}")


def find_problem(text: str, engine_message: str, evaluated: str = "") -> SyntaxProblem:
    """Return the first mistake that a check finds, or the place where the engine stopped."""
    query = RefusedQuery(text, engine_message, evaluated)
    if query.is_whole and not query.tokens:
        return SyntaxProblem(0, "the query is empty", f"A query begins with {FORMS_IN_WORDS}.")
    for check in CHECKS if query.is_whole else ():
        found = next(check(query), None)
        if found is not None:
            return found
    return _unexpected(query)


def _unexpected(query: RefusedQuery) -> SyntaxProblem:
    """Return the place where the engine stopped, by its tokens."""
    if not query.is_whole:
        return SyntaxProblem(max(0, query.stopped - 1), "the query cannot be read from here", _GUIDE)
    before = [token for token in query.tokens if token.start < query.stopped - 1]
    here = next((token for token in query.tokens if token.end >= query.stopped), None)
    if here is None or here.start >= len(query.text.rstrip()):
        return SyntaxProblem(len(query.text.rstrip()), f"the query cannot end after `{query.tokens[-1].word[:_AROUND]}`", _GUIDE)
    former = [token for token in before if token.end <= here.start]
    after = f" after `{former[-1].word[:_AROUND]}`" if former else ""
    return SyntaxProblem(here.start, f"`{here.word[:_AROUND]}` is not expected{after}", _GUIDE)


def _excerpt(text: str, at: int) -> tuple[int, int, str]:
    """Return line, column, and the line with a caret under the place."""
    line, column = line_and_column(text, at)
    begin = at - column + 1
    end = text.find("\n", at)
    whole = text[begin : end if end >= 0 else len(text)]
    first = max(0, column - 1 - _AROUND)
    shown = "".join(each if each.isprintable() else " " for each in whole[first : column - 1 + _AROUND])
    return line, column, f"  {shown}\n  {' ' * (column - 1 - first)}^"
