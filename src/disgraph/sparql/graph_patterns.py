"""The graph patterns of a query, read from its tokens: what a hint about a query needs, not a parser of SPARQL.

Braces are matched once. A group is a list of elements: triple patterns with `;`, `,` and `[ ]` written out, and other parts as slices
of the query. A query that cannot be read gives the elements before the place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import count, islice
from typing import NamedTuple

from disgraph.sparql.guard import located

#: Groups inside groups that are read; deeper ones are taken as they are.
MAX_DEPTH = 20
#: Characters and tokens of a query that are read: more than queries written by hand have.
MAX_TEXT, MAX_TOKENS = 20_000, 5_000
#: The time to find the end of a prefix grows with the square of the length of a word with dots.
_LONG_WORD = re.compile(r"[\w.-]{400}")

_OPENS = {"{": "}", "(": ")", "[": "]"}
_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_TERMS = frozenset({"iri", "name", "variable", "blank"})


class Token(NamedTuple):
    """A token of a query with its kind and offset."""

    kind: str
    word: str
    start: int

    @property
    def end(self) -> int:
        """The offset after the token."""
        return self.start + len(self.word)

    @property
    def keyword(self) -> str:
        """The word in upper case, or the token itself."""
        return self.word.upper() if self.kind == "word" else self.word


class TriplePattern(NamedTuple):
    """A triple pattern: the tokens of its subject, property path and object."""

    subject: tuple[Token, ...]
    path: tuple[Token, ...]
    object: tuple[Token, ...]


class Element(NamedTuple):
    """A part of a group.

    Attributes:
        kind: `triple`, or the keyword with which it begins, or `{` for groups joined by UNION.
        text: SPARQL that means the same at this place of a group.
        shown: the slice of the query.
        tokens: of the slice.
        triple: of a triple pattern.
        groups: the groups inside.
    """

    kind: str
    text: str
    shown: str
    tokens: tuple[Token, ...]
    triple: TriplePattern | None = None
    groups: tuple[tuple[Element, ...], ...] = ()


class PatternQuery(NamedTuple):
    """A query as its parts: what precedes its form, its dataset clause, and the elements of its group."""

    prologue: str
    form: str
    dataset: str
    elements: tuple[Element, ...]
    tokens: tuple[Token, ...]


class _Unreadable(Exception):
    """The tokens do not follow the grammar, or are nested too deeply."""


def tokens_of(text: str) -> tuple[Token, ...]:
    """Return the first tokens of a query, or none of a text that is too long; see `is_read_whole`."""
    return tuple(Token(*found) for found in islice(located(text), MAX_TOKENS)) if _is_short(text) else ()


def is_read_whole(text: str, tokens: Sequence[Token]) -> bool:
    """Whether the tokens are those of the whole query."""
    return _is_short(text) and len(tokens) < MAX_TOKENS


def _is_short(text: str) -> bool:
    return len(text) <= MAX_TEXT and not _LONG_WORD.search(text)


def matching_brackets(tokens: Sequence[Token]) -> dict[int, int]:
    """Return for each opening bracket that is closed the position of its closing one."""
    found, waiting = {}, []
    for at, token in enumerate(tokens):
        if token.kind != "other":
            continue
        if token.word in _OPENS:
            waiting.append(at)
        elif waiting and token.word == _OPENS[tokens[waiting[-1]].word]:
            found[waiting.pop()] = at
    return found


def read_query(text: str) -> PatternQuery:
    """Read the patterns of a query."""
    tokens = tokens_of(text)
    start = next((at for at, token in enumerate(tokens) if token.keyword in _FORMS), 0)
    form = tokens[start].keyword if tokens else ""
    reader = _PatternReader(text, tokens)
    opening = reader.where(start)
    prologue = text[: tokens[start].start] if tokens else ""
    if opening is None:
        return PatternQuery(prologue, form, "", (), tokens)
    elements = (*reader.group(opening, 0), *reader.trailing_values(opening))
    return PatternQuery(prologue, form, _dataset(text, tokens, start, opening), elements, tokens)


def _dataset(text: str, tokens: Sequence[Token], start: int, opening: int) -> str:
    """Return the FROM clauses of a query."""
    clause = [token for token in tokens[start:opening] if token.keyword != "WHERE"]
    begins = [token.start for token in clause if token.keyword == "FROM"]
    return text[begins[0] : clause[-1].end] if begins else ""


class _PatternReader:
    def __init__(self, text: str, tokens: tuple[Token, ...]) -> None:
        self.text, self.tokens = text, tokens
        self.closing = matching_brackets(tokens)
        self.fresh = count(1)
        self.at = 0

    def where(self, start: int) -> int | None:
        """Return the position of the brace that opens the group of a query; of a CONSTRUCT, not that of its template."""
        found, at = [], start
        while at < len(self.tokens):
            if at in self.closing:
                if self.tokens[at].word == "{":
                    found.append(at)
                at = self.closing[at]
            at += 1
        has_template = bool(found) and self.tokens[found[0] - 1].keyword == "CONSTRUCT"
        return next(iter(found[1:] if has_template else found), None)

    def trailing_values(self, opening: int) -> Iterator[Element]:
        """Return the VALUES block after the group of a query."""
        rest = range(self.closing[opening] + 1, len(self.tokens))
        begin = next((at for at in rest if self.tokens[at].keyword == "VALUES"), None)
        if begin is not None:
            try:
                yield self._read(begin, self._values)
            except _Unreadable:
                return

    def group(self, opening: int, depth: int) -> tuple[Element, ...]:
        """Return the elements of a group; of a sub-select those of its group."""
        inside, end = opening + 1, self.closing[opening]
        if depth > MAX_DEPTH:
            return ()
        if inside < end and self.tokens[inside].keyword == "SELECT":
            nested = self.where(inside)
            return self.group(nested, depth + 1) if nested is not None and nested < end else ()
        elements: list[Element] = []
        self.at = inside
        try:
            while self.at < end:
                elements += self._elements(depth)
        except _Unreadable:
            return tuple(elements)
        return tuple(elements)

    def _elements(self, depth: int) -> list[Element]:
        begin, token = self.at, self._token()
        if token.word == ".":
            self.at += 1
            return []
        if token.keyword in ("FILTER", "BIND"):
            return [self._with_groups(self._read(begin, self._constraint), depth)]
        if token.keyword == "VALUES":
            return [self._read(begin, self._values)]
        if token.keyword in ("OPTIONAL", "MINUS", "GRAPH"):
            return [self._with_groups(self._read(begin, self._to_group), depth)]
        if token.word == "{":
            return [self._with_groups(self._read(begin, self._union), depth)]
        return self._triples()

    def _read(self, begin: int, skip: object) -> Element:
        """Return the element between a position and the one to which a reader goes."""
        assert callable(skip)
        self.at = begin
        skip()
        tokens = self.tokens[begin : self.at]
        slice_ = self.text[tokens[0].start : tokens[-1].end]
        return Element(tokens[0].keyword, slice_, slice_, tokens)

    def _with_groups(self, element: Element, depth: int) -> Element:
        """Return an element with the groups inside it."""
        after, groups = self.at, []
        at = after - len(element.tokens)
        while at < after:
            if self.tokens[at].word == "{" and at in self.closing:
                groups.append(self.group(at, depth + 1))
                at = self.closing[at]
            at += 1
        self.at = after
        return element._replace(groups=tuple(groups))

    def _constraint(self) -> None:
        self.at += 1
        while self._token().keyword in ("NOT", "EXISTS") or self._token().kind in ("word", "name", "iri"):
            self.at += 1
        self._skip_brackets()

    def _values(self) -> None:
        self.at += 1
        if self._token().word == "(":
            self._skip_brackets()
        else:
            self.at += 1
        self._skip_brackets()

    def _to_group(self) -> None:
        while self._token().word != "{":
            self.at += 1
        self._skip_brackets()

    def _union(self) -> None:
        self._skip_brackets()
        while self.at < len(self.tokens) and self._token().keyword == "UNION":
            self.at += 1
            self._skip_brackets()

    def _skip_brackets(self) -> None:
        if self.at not in self.closing:
            raise _Unreadable
        self.at = self.closing[self.at] + 1

    def _token(self) -> Token:
        if self.at >= len(self.tokens):
            raise _Unreadable
        return self.tokens[self.at]

    def _triples(self) -> list[Element]:
        found: list[Element] = []
        is_alone = self._token().word == "["
        subject = self._term(found, 0)
        if not (is_alone and self._token().word in (".", "}")):
            self._properties(subject, found, 0)
        return found

    def _properties(self, subject: tuple[Token, ...], found: list[Element], depth: int) -> None:
        """Read the properties and objects after a subject."""
        while True:
            path = self._path()
            while True:
                value = self._term(found, depth)
                found.append(_triple_element(subject, path, value, self.text))
                if self._token().word != ",":
                    break
                self.at += 1
            if self._token().word != ";":
                return
            while self._token().word == ";":
                self.at += 1
            if self._token().word in (".", "}", "]"):
                return

    def _path(self) -> tuple[Token, ...]:
        begin = self.at
        while True:
            while self._token().word in ("^", "!"):
                self.at += 1
            if self._token().word == "(":
                self._skip_brackets()
            elif self._token().kind in ("iri", "name", "variable") or self._token().word == "a":
                self.at += 1
            else:
                raise _Unreadable
            if self._token().word in ("*", "+", "?"):
                self.at += 1
            if self._token().word not in ("/", "|"):
                return self.tokens[begin : self.at]
            self.at += 1

    def _term(self, found: list[Element], depth: int) -> tuple[Token, ...]:
        token, begin = self._token(), self.at
        if token.word == "[":
            return self._blank_properties(found, depth)
        if token.word == "(":
            self._skip_brackets()
            return self.tokens[begin : self.at]
        if token.word in ("+", "-"):
            self.at += 1
            token = self._token()
        if token.kind not in (*_TERMS, "text", "number") and token.keyword not in ("TRUE", "FALSE"):
            raise _Unreadable
        self.at += 1
        if token.kind == "text" and self.at < len(self.tokens):
            self._skip_kind_of_text()
        return self.tokens[begin : self.at]

    def _skip_kind_of_text(self) -> None:
        if self._token().kind == "language":
            self.at += 1
        elif self._token().word == "^^":
            self.at += 2

    def _blank_properties(self, found: list[Element], depth: int) -> tuple[Token, ...]:
        """Read `[ ... ]` as a variable with properties."""
        opening = self.at
        if opening not in self.closing or depth > MAX_DEPTH:
            raise _Unreadable
        node = (Token("variable", f"?unnamed{next(self.fresh)}", self.tokens[opening].start),)
        self.at += 1
        if self._token().word != "]":
            self._properties(node, found, depth + 1)
        if self.at != self.closing[opening]:
            raise _Unreadable
        self.at += 1
        return node


def _triple_element(subject: tuple[Token, ...], path: tuple[Token, ...], value: tuple[Token, ...], text: str) -> Element:
    parts = [_slice(tokens, text) for tokens in (subject, path, value)]
    written = " ".join(parts)
    return Element("triple", f"{written} .", written, (*subject, *path, *value), TriplePattern(subject, path, value))


def _slice(tokens: tuple[Token, ...], text: str) -> str:
    """Return tokens as they are written; a variable for a blank node has no slice."""
    if len(tokens) == 1:
        return tokens[0].word
    return text[tokens[0].start : tokens[-1].end]
