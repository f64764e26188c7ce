"""How a fact is known: from a document, from a speaker, from the annotator, or from a rule. Nothing heavy is imported here."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from disgraph.passage import Passage, Premise
from disgraph.relationships.edge import Hop

#: The ways in which a fact can be known, the strongest first.
STATED, REPORTED, INFERRED, DERIVED, BACKGROUND = "stated", "reported", "inferred", "derived", "background"
KNOWN = (STATED, REPORTED, INFERRED, DERIVED, BACKGROUND)

#: Joins the speakers, doubts and bases of several passages.
SEPARATOR = "; "


class Known(NamedTuple):
    """How a fact is known; an empty field does not apply.

    Attributes:
        known: one of `KNOWN`.
        speaker: who reports the fact, where no document states it.
        doubt: why the annotator doubts the fact.
        basis: why the annotator inferred the fact, or the sentences from which a rule derives it.
        reporters: the speakers with their articles, where they have any.
    """

    known: str
    speaker: str = ""
    doubt: str = ""
    basis: str = ""
    reporters: str = ""

    @property
    def columns(self) -> tuple[str, str, str, str]:
        """The columns of a table: `known`, `speaker`, `doubt`, `basis`."""
        return self.known, self.speaker, self.doubt, self.basis

    @property
    def is_weak(self) -> bool:
        """Whether the fact rests only on a speaker or on the annotator."""
        return self.known in (REPORTED, INFERRED)


def how_known(passages: Sequence[Passage], is_derived: bool = False) -> Known:
    """Return how a fact is known.

    Args:
        passages: that state the fact. Where they differ, the strongest counts: a document's own statement, then a speaker, then the
            annotator. A hope or plan is stated or reported as such.
        is_derived: whether a rule added the fact.

    Returns:
        Speakers and bases are those of the strongest passages; doubts are those of all passages.
    """
    if not passages:
        return Known(DERIVED if is_derived else BACKGROUND)
    ways = [_way(passage) for passage in passages]
    known = min(ways, key=KNOWN.index)
    strongest = [passage for passage, way in zip(passages, ways, strict=True) if way == known]
    speakers = [] if known == STATED else [passage for passage in strongest if passage.speaker]
    return Known(
        known,
        _joined(passage.speaker for passage in speakers),
        _joined(passage.doubt for passage in passages),
        _joined(passage.basis for passage in strongest),
        _joined(f"{passage.article} {passage.speaker}".strip() for passage in speakers) if any(each.article for each in speakers) else "",
    )


def hop_known(hop: Hop) -> Known:
    """Return how a hop is known; the basis of a derived one is the sentences of its premises, and it inherits their doubts."""
    known = how_known(hop.passages, hop.inferred)
    if not hop.because:
        return known
    return known_from(hop.because)._replace(basis=SEPARATOR.join(premise.sentence for premise in hop.because))


def known_from(premises: Sequence[Premise]) -> Known:
    """Return how a fact is known that a rule derives: as background if no document states any premise, and with all their doubts."""
    is_stated = any(premise.passages for premise in premises)
    return Known(DERIVED if is_stated or not premises else BACKGROUND, doubt=derived_doubts(premises))


def derived_doubts(premises: Iterable[Premise]) -> str:
    """Return the doubts of the facts from which a rule derives another: it inherits them."""
    return _joined(passage.doubt for premise in premises for passage in premise.passages)


def _way(passage: Passage) -> str:
    if passage.modality == INFERRED:
        return INFERRED
    return REPORTED if passage.speaker else STATED


def _joined(texts: Iterable[str]) -> str:
    return SEPARATOR.join(dict.fromkeys(text for text in texts if text))
