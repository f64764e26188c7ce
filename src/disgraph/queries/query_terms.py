"""The terms of a query with what each is used as: property, class, node or value of properties."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from disgraph.rdf import RDF, XSD, Literal, NamedNode, prefixes
from disgraph.sparql.graph_patterns import Element, PatternQuery, Token, TriplePattern

_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_NAMED_ESCAPES = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"}
#: The parts that a result needs: a term that occurs nowhere empties it only there.
_REQUIRED = frozenset({"triple", "GRAPH", "{"})
_SIGNS = frozenset({"=", "!=", "<", ">", "<=", ">="})
_LAST_CODE_POINT, _SURROGATES = 0x10FFFF, range(0xD800, 0xE000)


class TermUse(NamedTuple):
    """A term in a place of a query.

    Attributes:
        term: an IRI or a literal.
        role: `property`, `class`, `node` or `value`.
        properties: those of which a value is asked for; empty for any.
        shown: the term as the query writes it.
        is_required: whether a result needs it.
    """

    term: NamedNode | Literal
    role: str
    properties: tuple[NamedNode, ...]
    shown: str
    is_required: bool


def namespaces(tokens: Sequence[Token]) -> dict[str, str]:
    """Return the namespaces that a query may use, its own declarations first."""
    own = {
        name.word.removesuffix(":"): iri.word[1:-1]
        for keyword, name, iri in zip(tokens, tokens[1:], tokens[2:], strict=False)
        if keyword.keyword == "PREFIX" and name.kind == "name" and iri.kind == "iri"
    }
    return {**prefixes(), **own}


def term_uses(query: PatternQuery) -> list[TermUse]:
    """Return the terms of the patterns and filters of a query, each use once."""
    reader = _TermReader(namespaces(query.tokens), query.elements)
    found = list(reader.uses(query.elements, is_required=True))
    if not query.elements:
        found = list(reader.nodes(_after_form(query), is_required=True))
    return list(dict.fromkeys(found))


class ComparedLiteral(NamedTuple):
    """A literal that the values of a variable are compared with, in a filter."""

    properties: tuple[NamedNode, ...]
    value: Literal


def comparisons(query: PatternQuery, element: Element) -> Iterator[ComparedLiteral]:
    """Yield the literals of a filter that are next to a variable and a sign (`?t > "2018"`)."""
    reader = _TermReader(namespaces(query.tokens), query.elements)
    for at, (first, sign, second) in enumerate(zip(element.tokens, element.tokens[1:], element.tokens[2:], strict=False)):
        if sign.word in _SIGNS and first.kind == "variable" and second.kind in ("text", "number"):
            value = reader.literal(element.tokens[at + 2 : at + 5])
            properties = tuple(sorted(reader.properties_of.get(first.word[1:], ()), key=str))
            if value is not None and properties:
                yield ComparedLiteral(properties, value)


def iri_of(query: PatternQuery, token: Token) -> NamedNode | None:
    """Return the IRI that a token of a query is."""
    return _TermReader(namespaces(query.tokens), ()).iri(token)


def literal_of(query: PatternQuery, tokens: Sequence[Token]) -> Literal | None:
    """Return the literal with which tokens of a query begin."""
    return _TermReader(namespaces(query.tokens), ()).literal(tokens)


def properties_of(query: PatternQuery, variable: Token) -> tuple[NamedNode, ...]:
    """Return the properties whose values a variable has."""
    reader = _TermReader(namespaces(query.tokens), query.elements)
    return tuple(sorted(reader.properties_of.get(variable.word[1:], ()), key=str))


def _after_form(query: PatternQuery) -> list[Token]:
    """Return the tokens after the form of a query without a group (DESCRIBE)."""
    return [token for token in query.tokens if token.start >= len(query.prologue)]


class _TermReader:
    def __init__(self, known: Mapping[str, str], elements: Iterable[Element]) -> None:
        self.known = known
        self.properties_of: dict[str, set[NamedNode]] = defaultdict(set)
        for triple in _triples(elements):
            if triple.object[0].kind == "variable":
                self.properties_of[triple.object[0].word[1:]].update(self._last_step(triple.path))

    def uses(self, elements: Iterable[Element], is_required: bool) -> Iterator[TermUse]:
        """Yield the terms of the elements of a group and of the groups inside."""
        for element in elements:
            needed = is_required and element.kind in _REQUIRED and not element.groups[1:]
            if element.triple is not None:
                yield from self._of_triple(element.triple, needed)
            elif element.kind == "VALUES":
                yield from self._of_values(element, is_required)
            elif element.kind == "FILTER" and not element.groups:
                yield from self._of_filter(element, is_required)
            for group in element.groups:
                yield from self.uses(group, needed)

    def nodes(self, tokens: Sequence[Token], is_required: bool) -> Iterator[TermUse]:
        """Yield the IRIs among tokens, without datatypes, functions and namespaces."""
        for at, token in enumerate(tokens):
            is_datatype = at > 0 and tokens[at - 1].word == "^^"
            is_function = at + 1 < len(tokens) and tokens[at + 1].word == "("
            term = self.iri(token)
            if term is not None and not (is_datatype or is_function or term.value.endswith(("#", "/", ":"))):
                yield TermUse(term, "node", (), token.word, is_required)

    def _of_triple(self, triple: TriplePattern, is_required: bool) -> Iterator[TermUse]:
        for token in triple.subject:
            if (node := self.iri(token)) is not None:
                yield TermUse(node, "node", (), token.word, is_required)
        is_choice = any(token.word in ("|", "*", "?", "!") for token in triple.path)
        for token in triple.path:
            if (named := self._property(token)) is not None and named != RDF["type"]:
                yield TermUse(named, "property", (), token.word, is_required and not is_choice)
        yield from self._of_object(triple, is_required)

    def _of_object(self, triple: TriplePattern, is_required: bool) -> Iterator[TermUse]:
        shown, steps = _written(triple.object), tuple(sorted(self._last_step(triple.path), key=str))
        node, value = self.iri(triple.object[0]), self.literal(triple.object)
        if node is not None:
            yield TermUse(node, "class" if steps == (RDF["type"],) else "node", (), shown, is_required)
        if value is not None:
            yield TermUse(value, "value", steps, shown, is_required)

    def _of_values(self, element: Element, is_required: bool) -> Iterator[TermUse]:
        variable, inside = element.tokens[1], element.tokens[3:-1]
        if variable.kind != "variable":
            return
        is_alone = len(inside) == 1
        yield from self.nodes(inside, is_required and is_alone)
        for at, token in enumerate(inside):
            if token.kind == "text":
                yield from self._compared(variable, inside[at : at + 3], is_required and is_alone)

    def _of_filter(self, element: Element, is_required: bool) -> Iterator[TermUse]:
        tokens = element.tokens
        is_plain = not any(token.word in ("||", "!", "&&", "!=") or token.keyword == "NOT" for token in tokens)
        yield from self.nodes(tokens, is_required=False)
        for at, (first, sign, second) in enumerate(zip(tokens, tokens[1:], tokens[2:], strict=False)):
            if sign.word == "=" and first.kind == "variable" and second.kind == "text":
                yield from self._compared(first, tokens[at + 2 : at + 5], is_required and is_plain)
            elif sign.word == "=" and first.kind == "text" and second.kind == "variable":
                yield from self._compared(second, [first], is_required and is_plain)

    def _compared(self, variable: Token, tokens: Sequence[Token], is_required: bool) -> Iterator[TermUse]:
        """Yield a text that the values of a variable are compared with."""
        properties = self.properties_of.get(variable.word[1:], set())
        value = self.literal(tokens)
        if properties and value is not None:
            length = 2 if tokens[1:2] and tokens[1].kind == "language" else 3 if tokens[1:2] and tokens[1].word == "^^" else 1
            yield TermUse(value, "value", tuple(sorted(properties, key=str)), _written(tokens[:length]), is_required)

    def _last_step(self, path: Sequence[Token]) -> set[NamedNode]:
        """Return the properties with which a path may end; empty if that is unknown."""
        slashes = [at for at, token in enumerate(path) if token.word == "/"]
        last = path[slashes[-1] + 1 :] if slashes else path
        found = {named for token in last if (named := self._property(token)) is not None}
        is_plain = all(self._property(token) is not None or token.word in ("|", "+", "(", ")") for token in last)
        return found if is_plain else set()

    def _property(self, token: Token) -> NamedNode | None:
        return RDF["type"] if token.word == "a" else self.iri(token)

    def iri(self, token: Token) -> NamedNode | None:
        if token.kind == "iri":
            return _named_node(_unescaped(token.word[1:-1]))
        if token.kind != "name":
            return None
        prefix, _, local = token.word.partition(":")
        return _named_node(self.known[prefix] + re.sub(r"\\(.)", r"\1", local)) if prefix in self.known else None

    def literal(self, tokens: Sequence[Token]) -> Literal | None:
        """Return the literal with which tokens begin."""
        first, sign = tokens[0], ""
        if first.word in ("+", "-") and len(tokens) > 1:
            first, sign = tokens[1], first.word
        if first.kind == "number":
            return Literal(sign + first.word, datatype=_number_type(first.word))
        if first.keyword in ("TRUE", "FALSE"):
            return Literal(first.word.lower(), datatype=XSD["boolean"])
        return self._text(tokens) if first.kind == "text" else None

    def _text(self, tokens: Sequence[Token]) -> Literal | None:
        quotes = 3 if tokens[0].word[:3] in ('"""', "'''") else 1
        text = _unescaped(tokens[0].word[quotes:-quotes])
        if len(tokens) > 1 and tokens[1].kind == "language":
            return _tagged(text, tokens[1].word[1:])
        datatype = self.iri(tokens[2]) if len(tokens) > 2 and tokens[1].word == "^^" else None  # noqa: PLR2004
        return Literal(text, datatype=datatype) if datatype is not None else Literal(text)


def _triples(elements: Iterable[Element]) -> Iterator[TriplePattern]:
    for element in elements:
        if element.triple is not None:
            yield element.triple
        for group in element.groups:
            yield from _triples(group)


def _written(tokens: Sequence[Token]) -> str:
    return "".join(token.word for token in tokens)


def _number_type(word: str) -> NamedNode:
    return XSD["double" if "e" in word.lower() else "decimal" if "." in word else "integer"]


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    if not code:
        return _NAMED_ESCAPES.get(match[3], match[3])
    point = int(code, 16)
    return chr(point) if point <= _LAST_CODE_POINT and point not in _SURROGATES else "\N{REPLACEMENT CHARACTER}"


def _tagged(text: str, tag: str) -> Literal | None:
    try:
        return Literal(text, language=tag)
    except ValueError:
        return None


def _named_node(iri: str) -> NamedNode | None:
    try:
        return NamedNode(iri)
    except ValueError:
        return None
