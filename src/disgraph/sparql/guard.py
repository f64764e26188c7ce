"""Refusing queries that would write or open network connections, before they are evaluated.

The words of a query are distinguished by the terminals of the SPARQL 1.1 grammar (section 19.8), so that `SERVICE` in a comment, a
text, an IRI, a variable or a prefixed name is not taken for the keyword. An engine may read the same characters otherwise: `<` may
be less-than and not begin an IRI, and a keyword may follow a number or a name without a space. So a query that holds the word
anywhere is evaluated as the terminals that were distinguished here, each on a line of its own, and not as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from disgraph.errors import MisuseError

#: The terminals. A prefix is limited, so that a long word with dots is not read again from each dot; longer ones are refused as words.
_TOKEN = re.compile(
    r"""
      (?P<comment>\#[^\n\r]*)
    | (?P<iri><(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>)
    | (?P<text>\"{3}(?:\\.|[^\\])*?\"{3}|'{3}(?:\\.|[^\\])*?'{3}|"(?:\\.|[^"\\\n\r])*"|'(?:\\.|[^'\\\n\r])*')
    | (?P<variable>[?$]\w+)
    | (?P<blank>_:\w(?:[\w.-]*[\w-])?)
    | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<name>(?:[^\W\d_](?:[\w.-]{0,200}[\w-])?)?:(?:(?:[\w:]|%[0-9A-Fa-f]{2}|\\[_~.!$&'()*+,;=/?\#@%-])
               (?:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\[_~.!$&'()*+,;=/?\#@%-])*(?:[\w:-]|%[0-9A-Fa-f]{2}|\\[_~.!$&'()*+,;=/?\#@%-]))?)?)
    | (?P<number>[0-9]+\.[0-9]*[eE][+-]?[0-9]+|[0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]+)?)
    | (?P<word>[A-Za-z_]\w*)
    | (?P<operator>\|\||&&|\^\^|!=|<=|>=)
    | (?P<space>\s+)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})
_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_GRAPH_NAMES_FOLLOW = frozenset({"GRAPH", "FROM", "NAMED"})
_REACHES_OUT = "SERVICE"
#: Most queries hold none of these words anywhere, and need no tokens.
_SUSPECT = re.compile(rf"{_REACHES_OUT}|\b(?:{'|'.join(sorted(_UPDATES))})\b", re.IGNORECASE)


def keywords(text: str) -> Iterator[str]:
    """Return the bare words of a query in upper case, in order."""
    return (token.upper() for kind, token in terminals(text) if kind == "word")


def is_query(text: str) -> bool:
    """Return whether a text is SPARQL rather than a name: it has a brace, or several words and a keyword of a query or an update first."""
    if "{" in text:
        return True
    first = next((word for word in keywords(text) if word not in ("PREFIX", "BASE")), "")
    return len(text.split()) > 1 and first in _FORMS | _UPDATES


def checked(text: str) -> str:
    """Return a query as it may be evaluated; an update, and a query that reaches out, is refused.

    Raises:
        MisuseError: naming the word that is refused.
    """
    if not _SUSPECT.search(text):
        return text
    first = next((word for word in keywords(text) if word in _FORMS | _UPDATES), "")
    if first in _UPDATES:
        raise MisuseError(f"{first} is an update; the graph is read-only.", "Change the claims and run `disgraph build`.")
    if _REACHES_OUT not in text.upper():
        return text
    tokens = list(terminals(text))
    if any(_reaches_out(tokens, at) for at in range(len(tokens))):
        raise MisuseError("SERVICE is refused: a query opens no network connection.", "Ask the other endpoint itself.")
    return _as_read(text)


def _as_read(text: str) -> str:
    """Return a query in which the engine finds the same terminals as the guard: comments are gone, and what touches is separated.

    An opening bracket stays where it is, since the engine refuses `COALESCE (`.
    """
    parts, touches = list[str](), False
    for match in _TOKEN.finditer(text):
        gap = match.lastgroup in ("comment", "space")
        if gap or (touches and match[0] != "("):
            parts.append("\n" if match.lastgroup != "space" else match[0])
        if not gap:
            parts.append(match[0])
        touches = not gap
    return "".join(parts)


def terminals(text: str) -> Iterator[tuple[str, str]]:
    """Return the terminals of a query with their kinds; comments and white space are left out."""
    return ((kind, token) for kind, token, _ in located(text))


def located(text: str) -> Iterator[tuple[str, str, int]]:
    """Return the terminals of a query with their kinds, and where they begin."""
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "other"
        if kind not in ("comment", "space"):
            yield kind, match[0], match.start()


def _reaches_out(tokens: list[tuple[str, str]], at: int) -> bool:
    """Return whether a terminal is, or could be read as, the keyword: `SERVICE:x {` is a name, or the keyword before `:x`."""
    kind, token = tokens[at]
    if kind == "word":
        return _REACHES_OUT in token.upper()
    if kind != "name" or not token.upper().partition(":")[0].endswith(_REACHES_OUT):
        return False
    before = tokens[at - 1][1].upper() if at else ""
    after = tokens[at + 1][1] if at + 1 < len(tokens) else ""
    return after == "{" and before not in _GRAPH_NAMES_FOLLOW
