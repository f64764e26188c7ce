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


class MoreHints(NamedTuple):
    """How the reader of one face finds what an answer leaves out.

    Attributes:
        all_ways: where the hops are that a step only counts.
        long_paths: how to see the steps of a path that has only its names; empty where such paths are always shown.
        through: how to include hubs in a search; empty where a reader cannot.
        limit: how to see all of a kind; `{}` is their number.
    """

    all_ways: str
    long_paths: str
    through: str
    limit: str


COMMAND_LINE = MoreHints("--all-ways", "--all-ways shows them", "--through includes them", "--limit {}")
LIBRARY = MoreHints("text(all_ways=True)", "text(long_paths=True) shows them", "the argument through includes them", "limit={}")
PAGE = MoreHints("in the table below", "", "the option \u201cthrough\u201d includes them", "limit={}")


class Layout(NamedTuple):
    """What an answer shows; what an answer does not have changes nothing.

    Attributes:
        quotes: quotes under each fact, where an answer has facts without them.
        all_ways: all hops and quotes of each step of a path, instead of the best one.
        long_paths: the steps of paths that are much longer than the shortest; `all_ways` includes them.
        scores: the cost of each path.
        hints: how a reader finds the rest.
    """

    quotes: bool = False
    all_ways: bool = False
    long_paths: bool = False
    scores: bool = False
    hints: MoreHints = COMMAND_LINE
