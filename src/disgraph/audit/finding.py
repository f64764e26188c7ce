"""What a check finds, as a value."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from disgraph.rdf import RESOURCE

HOLDS = "holds"
ONLY_IF = "holds only if"
NOT_ADDING = "does not add up"
CONTRADICTS = "contradicts"
IMPLAUSIBLE = "implausible"

#: Every verdict that a check can give, the gravest first: the order of lists and reports.
VERDICTS = (CONTRADICTS, NOT_ADDING, IMPLAUSIBLE, ONLY_IF, HOLDS)


class Finding(NamedTuple):
    """What a check reports on one or more records or claims.

    Attributes:
        check: the id of the check.
        verdict: one of `VERDICTS`.
        concerns: the IRIs of the records, or of the claims of statements, that it is about; sorted.
        condition: with `holds only if`: under what; else empty.
        recomputed: the value that the arithmetic gives, with its unit, or an empty text where there is none.
        working: the calculation or comparison in one line.
        sentence: the finding in one plain sentence.
    """

    check: str
    verdict: str
    concerns: tuple[str, ...]
    condition: str
    recomputed: str
    working: str
    sentence: str

    @property
    def id(self) -> str:
        """A name that stays the same while the check and what it concerns do."""
        digest = hashlib.sha256("\n".join((self.check, *self.concerns)).encode()).hexdigest()[:10]
        return f"{self.check}-{digest}"

    @property
    def iri(self) -> str:
        """The IRI of the finding in a graph."""
        return RESOURCE[f"finding/{self.id}"].value


def finding(
    check: str, verdict: str, concerns: tuple[str, ...], sentence: str, *, working: str, recomputed: str = "", condition: str = ""
) -> Finding:
    """Return a finding with what it concerns sorted and each thing once."""
    return Finding(check, verdict, tuple(sorted(set(concerns))), condition, recomputed, working, sentence)


def rank(found: Finding) -> tuple[int, str, str]:
    """Return what findings are sorted by: gravity, check, name."""
    return VERDICTS.index(found.verdict), found.check, found.id
