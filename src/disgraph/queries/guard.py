"""Refusing queries that would write or open network connections, before they are evaluated.

The words of a query are told apart by the terminals of the SPARQL 1.1 grammar (section 19.8), so that `SERVICE` in a comment, a
text, an IRI, a variable or a prefixed name is not taken for the keyword.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from disgraph.errors import MisuseError

_TOKEN = re.compile(
    r"""
      (?P<comment>\#[^\n]*)
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<text>\"{3}(?:\\.|[^\\])*?\"{3}|'{3}(?:\\.|[^\\])*?'{3}|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')
    | (?P<variable>[?$]\w+)
    | (?P<name>[\w.-]*:[\w.:%\\-]*)
    | (?P<word>@?[A-Za-z_]\w*)
    """,
    re.VERBOSE | re.DOTALL,
)
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})
#: Most queries hold none of these words anywhere, and need not be taken apart.
_SUSPECT = re.compile(rf"\b(?:SERVICE|{'|'.join(sorted(_UPDATES))})\b", re.IGNORECASE)
_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})


def keywords(text: str) -> Iterator[str]:
    """Return the bare words of a query in upper case, in order."""
    for match in _TOKEN.finditer(text):
        if match.lastgroup == "word":
            yield match[0].upper()


def refuse_unsafe(text: str) -> None:
    """Refuse an update, and a query that reaches out.

    Raises:
        MisuseError: naming the word that is refused.
    """
    if not _SUSPECT.search(text):
        return
    words = list(keywords(text))
    first = next((word for word in words if word in _FORMS | _UPDATES), "")
    if first in _UPDATES:
        raise MisuseError(f"{first} is an update; the graph is read-only.", "Change the claims and run `disgraph build`.")
    if "SERVICE" in words:
        raise MisuseError("SERVICE is refused: a query opens no network connection.", "Ask the other endpoint itself.")
