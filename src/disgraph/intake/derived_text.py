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


class DerivedText(NamedTuple):
    """A plain text derived from a file, the metadata in the file, and the positions of the text in it; an empty field is unknown."""

    text: str
    media_type: str
    encoding: str
    title: str
    publisher: str
    date: str
    language: str
    pieces: tuple[SourcePiece, ...]
