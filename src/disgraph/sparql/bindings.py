"""Queries with values for their variables, in a form that every SPARQL 1.1 engine understands.

Each group that contains the variable begins with a `VALUES` block, so that the engine plans with the value. The values are written by the
class of their terms, never pasted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from disgraph.rdf import Literal, NamedNode, prefixes
from disgraph.sparql.guard import located

Token = tuple[str, str, int]
#: Maximum number of terminals for the names of the variables of one VALUES.
_NEAR = 100
_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})


def values(variables: Mapping[str, Iterable[NamedNode | Literal]]) -> str:
    """Return a `VALUES` block for each variable.

    >>> values({"name": [Literal("Tang", language="en"), Literal("Tang")]})
    'VALUES ?name { "Tang"@en "Tang" } '
    """
    return "".join(f"VALUES ?{name} {{ {' '.join(map(str, terms))} }} " for name, terms in variables.items())


def with_values(text: str, bindings: Mapping[str, NamedNode | Literal]) -> str:
    """Return a query whose variables have values.

    Args:
        text: SPARQL.
        bindings: values by the name of the variable, the most selective first: the engine begins with the first.
    """
    if not bindings:
        return text
    tokens = list(located(text))
    parts, end = [], 0
    for at, names in _groups(tokens, bindings):
        if names:
            opens = tokens[at][2] + 1
            parts += [text[end:opens], " ", values({name: [bindings[name]] for name in names})]
            end = opens
    return "".join((*parts, text[end:]))


def _groups(tokens: list[Token], names: Collection[str]) -> Iterator[tuple[int, list[str]]]:
    """Return where each group opens, with the variables that it contains itself, not only in an inner group; the first has all."""
    wanted = {f"{mark}{name}": name for name in names for mark in "?$"}
    found: dict[int, set[str]] = {}
    opened: list[int] = []
    for at, (kind, word, _) in enumerate(tokens):
        if word == "{":
            opened.append(at)
            found[at] = set()
        elif word == "}" and opened:
            opened.pop()
        elif kind == "variable" and word in wanted and opened:
            found[opened[-1]].add(wanted[word])
    groups = [at for at in found if _is_group(tokens, at)]
    for at in groups:
        yield at, [name for name in names if at == groups[0] or name in found[at]]


def _is_group(tokens: list[Token], at: int) -> bool:
    """Return whether an opening brace begins a group of patterns: no sub-select, no data of VALUES and no template."""
    after = tokens[at + 1][1].upper() if at + 1 < len(tokens) else ""
    before = [token.upper() for _, token, _ in tokens[max(0, at - _NEAR) : at]]
    is_data = before[-2:-1] == ["VALUES"]
    if before[-1:] == [")"] and "(" in before:
        opens = len(before) - 1 - before[::-1].index("(")
        is_data = before[opens - 1 : opens] == ["VALUES"]
    return after != "SELECT" and before[-1:] != ["CONSTRUCT"] and not is_data


def prologue_and_query(text: str) -> tuple[str, str]:
    """Return the declarations at the beginning of a query, and the query itself."""
    start = next((at for kind, token, at in located(text) if kind == "word" and token.upper() in _FORMS), 0)
    return text[:start], text[start:]


def with_prefixes(text: str) -> str:
    """Return a query with the project's prefixes that it uses declared, as other programs need it."""
    missing = [(name, iri) for name, iri in prefixes().items() if f"{name}:" in text and f"PREFIX {name}:" not in text]
    return "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in missing) + text
