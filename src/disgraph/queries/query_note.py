"""A hint about a query, and terms as a query writes them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from disgraph.rdf import XSD, Literal, NamedNode, Term, prefixes

_PLAIN_LOCAL = re.compile(r"[\w./-]*")
#: Characters of a value that are shown.
_SHOWN = 90
_BARE_NUMBERS = frozenset({XSD["integer"], XSD["decimal"]})


class QueryNote(NamedTuple):
    """Why a query has no result, or may have none.

    Attributes:
        kind: unknown-term, unused-term, replaced-term, wrong-role, unknown-resource, other-tag, other-datatype, alias, needs-label,
            unknown-value, unbound-variable, derived-only, no-claim or no-reason.
        message: one or two sentences.
        culprit: the part of the query.
        nearest: what the graph has instead, as a query writes it.
    """

    kind: str
    message: str
    culprit: str = ""
    nearest: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.message


def written_term(term: Term) -> str:
    """Return a term as a query writes it, with a prefix of the project where one fits.

    >>> written_term(NamedNode("https://w3id.org/disgraph/ontology#Person"))
    'dg:Person'
    """
    if isinstance(term, NamedNode):
        return _written_iri(term)
    if isinstance(term, Literal) and term.datatype in _BARE_NUMBERS:
        return term.value if term.datatype == XSD["integer"] or "." in term.value else f"{term.value}.0"
    text = str(term)
    if isinstance(term, Literal) and not term.language and term.datatype != XSD["string"]:
        text = f"{text.rpartition('^^')[0]}^^{_written_iri(term.datatype)}"
    return text


def _written_iri(iri: NamedNode) -> str:
    for prefix, namespace in sorted(prefixes().items(), key=lambda pair: -len(pair[1])):
        local = iri.value.removeprefix(namespace)
        if local != iri.value and _PLAIN_LOCAL.fullmatch(local) and not local.endswith("."):
            return f"{prefix}:{local.replace('/', chr(92) + '/')}"
    return str(iri)


def listed_near(near: Sequence[str]) -> str:
    """Return the end of a sentence that lists what is near; nothing if there is none."""
    return f"; nearest: {', '.join(each if len(each) <= _SHOWN else f'{each[: _SHOWN - 3]}...' for each in near)}." if near else "."


def joined(parts: tuple[str, ...]) -> str:
    """Return parts as a list in words."""
    return " or ".join(filter(None, (", ".join(parts[:-1]), parts[-1]))) if parts else ""
