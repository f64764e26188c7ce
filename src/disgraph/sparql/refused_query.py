"""A query that the engine refuses: its tokens, their scopes, and where the engine stopped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from disgraph.sparql.graph_patterns import Token, is_read_whole, matching_brackets, tokens_of

_PLACE = re.compile(r"error at (\d+):(\d+): expected (.*)", re.DOTALL)


class SyntaxProblem(NamedTuple):
    """What is wrong in a query, at an offset, and what to write instead."""

    at: int
    what: str
    remedy: str


class RefusedQuery:
    """The tokens of a query, with what the checks share.

    Args:
        text: the query.
        engine_message: what the engine says.
        evaluated: what the engine read, if the guard rewrote the query.
    """

    def __init__(self, text: str, engine_message: str, evaluated: str = "") -> None:
        self.text = text
        self.tokens = tokens_of(text)
        self.is_whole = is_read_whole(text, self.tokens)
        self.closing = matching_brackets(self.tokens)
        found = _PLACE.match(engine_message)
        self.expected = found[3] if found else engine_message
        self.stopped = _offset(evaluated or text, int(found[1]), int(found[2])) if found else len(text)
        if evaluated not in ("", text):
            self.stopped = _original_offset(self.tokens, self.stopped)
        self.in_group, self.in_expression = self._scopes()

    def _scopes(self) -> tuple[list[bool], list[bool]]:
        """Return for each token whether it is in a group, and whether it is in an expression, data or a solution modifier."""
        groups, expressions, depth, ends = [], [], 0, 0
        for at, token in enumerate(self.tokens):
            depth += (token.word == "{") - (token.word == "}")
            if at >= ends and self._begins_expression(at):
                ends = self._expression_end(at)
            groups.append(depth > 0)
            expressions.append(at < ends)
        return groups, expressions

    def _begins_expression(self, at: int) -> bool:
        return self.tokens[at].keyword in ("FILTER", "BIND", "VALUES", "SELECT", "GROUP", "HAVING", "ORDER")

    def _expression_end(self, at: int) -> int:
        """Return the position after an expression, VALUES block, projection or solution modifier."""
        keyword = self.tokens[at].keyword
        here = at + 1
        while here < len(self.tokens):
            token = self.tokens[here]
            if keyword == "VALUES" and token.word == "{":
                return self.closing.get(here, len(self.tokens)) + 1
            if token.word in ("{", "}") or token.keyword == "WHERE":
                return here
            if token.word == "(":
                here = self.closing.get(here, len(self.tokens))
                if keyword in ("FILTER", "BIND"):
                    return here + 1
            here += 1
        return here

    def in_arithmetic(self, at: int) -> bool:
        """Whether a token may be a number that divides."""
        return self.in_expression[at] and self.tokens[at].kind == "number"

    def before(self, at: int) -> Token | None:
        """Return the token before a position."""
        return self.tokens[at - 1] if at > 0 else None

    def after(self, at: int) -> Token | None:
        """Return the token after a position."""
        return self.tokens[at + 1] if at + 1 < len(self.tokens) else None


def _offset(text: str, line: int, column: int) -> int:
    """Return the offset of a line and column that count from 1."""
    lines = text.split("\n")
    return min(len(text), sum(len(each) + 1 for each in lines[: line - 1]) + column - 1)


def _original_offset(tokens: Sequence[Token], evaluated: int) -> int:
    """Return the offset in a query of an offset in its tokens, each on a line of its own."""
    begin = 0
    for token in tokens:
        if evaluated <= begin + len(token.word):
            return token.start + max(0, evaluated - begin)
        begin += len(token.word) + 1
    return tokens[-1].end if tokens else 0


def line_and_column(text: str, at: int) -> tuple[int, int]:
    """Return line and column of an offset, from 1."""
    return text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1


def place(text: str, at: int) -> str:
    """Return line and column of an offset in words."""
    line, column = line_and_column(text, at)
    return f"line {line}, column {column}"
