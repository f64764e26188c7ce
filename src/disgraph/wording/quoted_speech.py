"""The words of a speaker in a passage that also has words of the narrator."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_OPENING, _CLOSING, _STRAIGHT = "\u201c", "\u201d", '"'
_MARK = re.compile(f"[{_OPENING}{_CLOSING}{_STRAIGHT}]")


def quoted_speech(passages: Iterable[str]) -> str:
    """Return what a speaker said in passages, in quotation marks, or an empty text where the document only narrates it.

    >>> quoted_speech(['I felt relieved," Wen said.'])
    '\u201cI felt relieved\u201d'
    """
    return in_quotation_marks([part for passage in passages for part in spoken(passage)])


def in_quotation_marks(parts: Sequence[str]) -> str:
    """Return the parts of a speech in quotation marks, or an empty text if there is none."""
    return f"{_OPENING}{' ... '.join(parts)}{_CLOSING}" if parts else ""


def spoken(passage: str) -> list[str]:
    """Return the parts of a passage in quotation marks; the first or last mark may be cut off.

    >>> spoken('"Hello," she said. "How are you?"')
    ['Hello', 'How are you?']
    """
    text = " ".join(passage.split())
    marks = list(_MARK.finditer(text))
    parts: list[str] = []
    start = 0 if marks and _closes(text, marks[0].start()) else None
    for mark in marks:
        if _closes(text, mark.start()):
            if start is not None:
                parts.append(text[start : mark.start()])
            start = None
        elif start is None:
            start = mark.end()
    if start is not None:
        parts.append(text[start:])
    return list(_trimmed(parts))


def _closes(text: str, at: int) -> bool:
    """Return whether a mark closes what is quoted: a straight one does after a letter or a stop, and before none."""
    if text[at] != _STRAIGHT:
        return text[at] == _CLOSING
    return at > 0 and not text[at - 1].isspace() and text[at - 1] not in "(\u2014:"


def _trimmed(parts: Sequence[str]) -> Iterable[str]:
    for part in parts:
        words = part.strip().removesuffix(",").strip()
        if words:
            yield words
