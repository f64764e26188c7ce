"""How a fact is known: in brackets after its sentence, as keys of JSON and as columns."""

from __future__ import annotations

from collections.abc import Sequence

from disgraph.facts.known import BACKGROUND, DERIVED, INFERRED, REPORTED, SEPARATOR, STATED, Known, how_known
from disgraph.passage import Passage
from disgraph.wording.noun_counts import join

#: Keys of JSON and names of columns, in this order, next to `inferred`.
KNOWN_COLUMNS = ("known", "speaker", "doubt", "basis")


def provenance_mark(passages: Sequence[Passage], inferred: bool) -> str:
    """Return how a fact is known, or an empty text for what a document plainly states.

    Args:
        passages: that state it.
        inferred: whether reasoning added it.

    >>> provenance_mark((), inferred=True)
    ' [derived]'
    """
    return known_mark(how_known(passages, inferred))


def known_mark(known: Known) -> str:
    """Return how a fact is known in brackets; see `provenance_mark`."""
    doubt = f"doubt: {known.doubt}" if known.doubt else ""
    parts = "; ".join(filter(None, (_PHRASES[known.known].format(_speaker(known)), doubt)))
    return f" [{parts}]" if parts else ""


_PHRASES = {
    STATED: "",
    REPORTED: "reported{}",
    INFERRED: "inferred by the annotator",
    DERIVED: "derived",
    BACKGROUND: "background",
}


def _speaker(known: Known) -> str:
    return f" by {join((known.reporters or known.speaker).split(SEPARATOR))}" if known.speaker else ""


def known_object(known: Known) -> dict[str, str | None]:
    """Return how a fact is known as JSON has it: null for what does not apply."""
    return dict(zip(KNOWN_COLUMNS, known_values(known), strict=True))


def known_values(known: Known) -> tuple[str | None, ...]:
    """Return the values of `KNOWN_COLUMNS`."""
    return tuple(getattr(known, name) or None for name in KNOWN_COLUMNS)
