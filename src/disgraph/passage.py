"""Passages and their documents as values. Nothing heavy is imported here."""

from typing import NamedTuple


class Source(NamedTuple):
    """A document as a reader needs it next to a quote; an unknown field is empty."""

    iri: str
    id: str
    title: str
    publisher: str
    date: str
    url: str = ""
    author: str = ""
    accessed: str = ""


class Passage(NamedTuple):
    """A quote that states a claim: its place (in code points), and the modality of the claim; `article` is that of its speaker."""

    quote: str
    document: Source
    start: int
    end: int
    claim: str
    modality: str
    speaker: str
    doubt: str
    basis: str
    article: str = ""


class Premise(NamedTuple):
    """A fact from which a rule derives another: its sentence, its basis in words, and the passages that state it."""

    sentence: str
    basis: str
    passages: tuple[Passage, ...]
