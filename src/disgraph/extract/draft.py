"""What extraction returns, as frozen values: drafts of claims, and the drafts that an extractor refused itself.

text -> blocks and sentences -> mentions, resolved inside their section -> drafts of claims -> proposals in the project's files
"""

from __future__ import annotations

from typing import NamedTuple

from disgraph.claims.claim import Record, Statement
from disgraph.corpus.folding import Span
from disgraph.extract.names.entities import FoundEntity, Mention


class Draft(NamedTuple):
    """A claim that a rule proposes, before the guard: the ids in its content are those of found entities or of the vocabulary.

    `quotes` are the spans that state it. `refers` maps words in them to entities. `antecedents` are the places elsewhere in the document
    that name an entity which the quotes do not name. `confidence` is between 0 and 1. `note` says how a model was asked.
    `features` is what the confidence of a rule rests on.
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
    note: str = ""
    features: tuple[tuple[str, float], ...] = ()


class Refusal(NamedTuple):
    """A draft that the guard of an extractor refused: its rule, content and quotes, and the reasons."""

    rule: str
    content: str
    quotes: tuple[str, ...]
    reasons: tuple[str, ...]


class Extract(NamedTuple):
    """Everything that is proposed of one document, and what the extractor itself refused.

    `lost` is the number of parts that a model did not answer as it should; `answers` are its answers as they came.
    """

    entities: tuple[FoundEntity, ...]
    mentions: tuple[Mention, ...]
    drafts: tuple[Draft, ...]
    refused: tuple[Refusal, ...] = ()
    lost: int = 0
    answers: tuple[str, ...] = ()
