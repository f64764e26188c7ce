"""What reading a file gives, as frozen values."""

from __future__ import annotations

from typing import NamedTuple


class SourcePiece(NamedTuple):
    """A stretch of the derived text and where it comes from.

    `start` and `end` are code points of the derived text. For HTML `source_start` and `source_end` are code points of the decoded
    page; for PDF `page` is its number from 1, and they count characters on that page.
    """

    start: int
    end: int
    page: int
    source_start: int
    source_end: int


class DerivedText(NamedTuple):
    """A plain text derived from a file, what the file says of itself, and the way back; an empty field is not known."""

    text: str
    media_type: str
    encoding: str
    title: str
    publisher: str
    date: str
    language: str
    pieces: tuple[SourcePiece, ...]
