"""The text of a file with what the file says about itself, as frozen values."""

from __future__ import annotations

from typing import NamedTuple

#: The option that keeps the surroundings of a web page.
WHOLE_PAGE = "whole-page"


class IntakeNote(NamedTuple):
    """What was not understood in a file, and the option of `add` that sets it, or an empty text."""

    option: str
    text: str


class DerivedText(NamedTuple):
    """A plain text derived from a file, and the metadata in the file; an empty field is unknown.

    `author` names several authors with semicolons; `notes` are remarks to the user on what was not understood.
    """

    text: str
    media_type: str
    encoding: str
    title: str
    publisher: str
    date: str
    language: str
    author: str = ""
    url: str = ""
    notes: tuple[IntakeNote, ...] = ()
