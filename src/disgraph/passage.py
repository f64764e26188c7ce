"""Passages and their documents as values. Nothing heavy is imported here."""

from typing import NamedTuple


class Source(NamedTuple):
    """A document as a reader needs it beside a quote; what is not known is empty."""

    iri: str
    id: str
    title: str
    publisher: str
    date: str
    url: str = ""
    author: str = ""
    accessed: str = ""


class Passage(NamedTuple):
    """Words that state a claim: where they stand (in code points), and in what way the document says it."""

    quote: str
    document: Source
    start: int
    end: int
    claim: str
    modality: str
    speaker: str
    doubt: str
    basis: str


class Premise(NamedTuple):
    """A fact that is said and from which another follows: its sentence, on what it rests in words, and the passages that state it."""

    sentence: str
    basis: str
    passages: tuple[Passage, ...]
