"""A document cut into blocks and sentences, as frozen values. Offsets are code points in the unchanged text of the document."""

from __future__ import annotations

from typing import NamedTuple

from disgraph.corpus.folding import Span

#: Blocks that state nothing: other blocks repeat them, or they are not part of the document's own text.
SILENT = ("furniture", "title", "heading", "caption")
#: Characters; a longer sentence is a list or not language, and nothing is read in it.
LONGEST = 2_000


class Block(NamedTuple):
    """A stretch of a document of one kind: title, heading, paragraph, caption, furniture, list or table.

    `section` counts from 0; surnames, pronouns and topics do not cross sections. `layout_risk` is true if columns or captions may be mixed.
    """

    kind: str
    start: int
    end: int
    section: int
    layout_risk: bool


class Sentence(NamedTuple):
    """A sentence: one span, or several where a page or a caption tore it apart (`stitched`); `block` is the number of the first."""

    spans: tuple[Span, ...]
    block: int
    section: int
    layout_risk: bool
    stitched: bool


class TextModel(NamedTuple):
    """A document cut up: `view` has the length of `text`, with blanks and marks made alike one for one."""

    text: str
    view: str
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
