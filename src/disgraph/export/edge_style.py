"""How an edge is drawn: one line style for each way in which a fact is known, so that colour is never the only sign."""

from __future__ import annotations

from typing import NamedTuple

from disgraph.export.relationship import Relationship
from disgraph.facts.known import STATED, Known
from disgraph.ontology.vocabulary import Colour


class EdgeStyle(NamedTuple):
    """A line style.

    Attributes:
        name: in class names of SVG and HTML.
        label: what the line means, for legends.
        line: solid, dashed or dotted.
        colour: on white at least 3 : 1 (WCAG 2.2, 1.4.11), with arrow heads of the same colour.
    """

    name: str
    label: str
    line: str
    colour: Colour


SOLID = EdgeStyle("stated", "stated by a document", "solid", Colour("dark grey", "#595959"))
DASHED = EdgeStyle("weak", "rests only on a speaker or on the annotator", "dashed", Colour("mid grey", "#767676"))
DOTTED = EdgeStyle("derived", "derived by a rule, or background", "dotted", Colour("light grey", "#8C8C8C"))

#: All styles, the strongest first.
STYLES = (SOLID, DASHED, DOTTED)


def edge_style(edge: Relationship) -> EdgeStyle:
    """Return the line style of an edge."""
    if edge.known.known == STATED:
        return SOLID
    return DASHED if edge.known.is_weak else DOTTED


def known_phrase(known: Known) -> str:
    """Return how a fact is known in one phrase; nothing where a document states it without doubt.

    >>> known_phrase(Known("reported", "Tang", "is it so?"))
    'reported by Tang; doubt: is it so?'
    """
    phrases = {
        STATED: "",
        "reported": f"reported by {known.reporters or known.speaker}",
        "inferred": f"inferred by the annotator{f' from the words of {known.reporters or known.speaker}' if known.speaker else ''}",
        "derived": "derived by a rule",
        "background": "background, not from the documents",
    }
    doubt = f"doubt: {known.doubt}" if known.doubt else ""
    return "; ".join(filter(None, (phrases[known.known], doubt)))


def known_remark(known: Known) -> str:
    """Return how a fact is known, with the basis, for a label of a drawing; nothing where a document states it without doubt."""
    return known_words(known) if known_phrase(known) else ""


def known_words(known: Known) -> str:
    """Return how a fact is known, in a cell of a table: the phrase, or else the way, and the basis.

    >>> known_words(Known("stated")), known_words(Known("inferred", basis="she handles calls there"))
    ('stated', 'inferred by the annotator; basis: she handles calls there')
    """
    basis = f"; basis: {known.basis}" if known.basis else ""
    return f"{known_phrase(known) or known.known}{basis}"
