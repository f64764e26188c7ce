"""What extraction returns, as frozen values: drafts of claims, and the drafts that an extractor refused itself.

text -> blocks and sentences -> mentions, resolved inside their section -> drafts of claims -> proposals in the project's files
"""

from __future__ import annotations

from typing import NamedTuple

from disgraph.claims.claim import Record, Statement
from disgraph.corpus.folding import Span
from disgraph.extract.names.entities import FoundEntity, Mention


class Draft(NamedTuple):
    """A claim that a rule proposes, not yet checked: the ids in its content are of `FoundEntity` entities or of the vocabulary.

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

    entities: tuple[FoundEntity, ...]
    mentions: tuple[Mention, ...]
    drafts: tuple[Draft, ...]
    refused: tuple[Refusal, ...] = ()
