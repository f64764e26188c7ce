"""What extraction passes on, as frozen values. All offsets are code points in the unchanged text of the document.

text -> blocks and sentences -> mentions, resolved inside their section -> drafts of claims -> proposals in the project's files
"""

from __future__ import annotations

from typing import NamedTuple

from disgraph.claims.model import Record, Statement
from disgraph.corpus.folding import Span


class Block(NamedTuple):
    """A stretch of a document of one kind: title, heading, paragraph, caption, furniture, list or table.

    `section` counts from 0 and changes where surnames, pronouns and topics begin anew. `layout_risk` tells that columns or captions
    may have run into each other.
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


class Mention(NamedTuple):
    """Words that mean an entity: `how` is name, short (a surname, a short form), nominal (the base) or pronoun.

    `type` is a class of the ontology. `entity` is the id of a `Found` of the document, or empty where it was left open. `rule` names
    what recognised it.
    """

    start: int
    end: int
    type: str
    entity: str
    how: str
    rule: str
    confidence: float


class Found(NamedTuple):
    """An entity that a document speaks of, with the names as written, the fullest first."""

    id: str
    type: str
    name: str
    aliases: tuple[str, ...]


class Draft(NamedTuple):
    """A claim that a rule proposes, not yet checked: the ids in its content are of `Found` entities or of the vocabulary.

    `quotes` are the spans that state it; `refers` says what words in them mean which entity, `antecedents` where else in the document
    an entity is named that they do not name. `rule` names the rule, `confidence` is between 0 and 1.
    """

    content: Statement | Record
    quotes: tuple[Span, ...]
    refers: tuple[tuple[str, str], ...]
    antecedents: tuple[tuple[str, Span], ...]
    modality: str
    speaker: str
    negated: bool
    doubt: str
    rule: str
    confidence: float


class Refusal(NamedTuple):
    """What an extractor proposed and its own guard did not let through: what it was, in what words, and why not."""

    rule: str
    content: str
    quotes: tuple[str, ...]
    reasons: tuple[str, ...]


class Extract(NamedTuple):
    """All that is proposed of one document, and what was refused before it became a claim."""

    entities: tuple[Found, ...]
    mentions: tuple[Mention, ...]
    drafts: tuple[Draft, ...]
    refused: tuple[Refusal, ...] = ()
