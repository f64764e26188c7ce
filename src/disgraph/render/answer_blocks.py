"""What an answer consists of for people, before it is text, Markdown or HTML. Nothing heavy is imported here."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias


class Heading(NamedTuple):
    """A heading; level 1 is the title of an answer."""

    text: str
    level: int = 2


class Paragraph(NamedTuple):
    """A sentence or several."""

    text: str


class ListItem(NamedTuple):
    """An item of a list, inside the item of a smaller depth before it; with a number, of a numbered list."""

    text: str
    depth: int = 0
    number: int = 0


class CitedQuote(NamedTuple):
    """The words of a document with a short reference, inside the item of a smaller depth before it."""

    text: str
    reference: str
    depth: int = 0


class Reference(NamedTuple):
    """A document that quotations refer to, by its id."""

    id: str
    text: str


class Grid(NamedTuple):
    """A table."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""


Block: TypeAlias = Heading | Paragraph | ListItem | CitedQuote | Reference | Grid


class Layout(NamedTuple):
    """What an answer shows; what an answer does not have changes nothing.

    Attributes:
        quotes: quotes under each fact, where an answer has facts without them.
        all_ways: all hops and quotes of each step of a path, instead of the best one.
        long_paths: the steps of paths that are much longer than the shortest; `all_ways` includes them.
        scores: the price of each path.
        rest: where a reader finds the hops of a step that are only counted.
    """

    quotes: bool = False
    all_ways: bool = False
    long_paths: bool = False
    scores: bool = False
    rest: str = "--all-ways"
