"""The text of a file and its positions in the file, as frozen values."""

from __future__ import annotations

from typing import NamedTuple


class SourcePiece(NamedTuple):
    """A span of the derived text and its position in the source.

    `start` and `end` are code points of the derived text. For HTML `source_start` and `source_end` are code points of the decoded
    page; for PDF `page` is its number from 1, and they count characters on that page.
    """

    start: int
    end: int
    page: int
    source_start: int
    source_end: int


class IntakeNote(NamedTuple):
    """What was not understood in a file, and the option of `add` that sets it."""

    option: str
    text: str


class DerivedText(NamedTuple):
    """A plain text derived from a file, the metadata in the file, and the positions of the text in it; an empty field is unknown.

    `author` names several authors with semicolons; `notes` are remarks to the user on what was not understood.
    """

    text: str
    media_type: str
    encoding: str
    title: str
    publisher: str
    date: str
    language: str
    pieces: tuple[SourcePiece, ...]
    author: str = ""
    url: str = ""
    notes: tuple[IntakeNote, ...] = ()
