"""How a fact is known, in brackets after its sentence."""

from __future__ import annotations

from collections.abc import Iterable

from disgraph.passage import Passage


def provenance_mark(passages: Iterable[Passage], inferred: bool) -> str:
    """Return how a fact is known, or an empty text for what a document plainly states.

    Args:
        passages: that state it.
        inferred: whether reasoning added it.

    >>> provenance_mark((), inferred=True)
    ' [derived]'
    """
    stated = list(passages)
    parts = ["derived"] if inferred else [_basis(stated)]
    parts += [f"doubt: {doubt}" for doubt in dict.fromkeys(passage.doubt for passage in stated) if doubt]
    known = "; ".join(filter(None, parts))
    return f" [{known}]" if known else ""


def _basis(passages: list[Passage]) -> str:
    modalities = {passage.modality for passage in passages}
    if modalities == {"reported"}:
        speakers = sorted({passage.speaker for passage in passages if passage.speaker})
        return f"reported by {' and '.join(speakers)}" if speakers else "reported"
    return "inferred by the annotator" if modalities == {"inferred"} else ""
