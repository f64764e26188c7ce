"""Blocks as HTML: a fragment for notebooks and pages, with nested lists and block quotations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from disgraph.render.answer_blocks import Block, CitedQuote, Grid, Heading, ListItem, Paragraph, Reference
from disgraph.render.markup import Markup, element, escaped, html_table
from disgraph.render.terminal import one_line


class Inline(NamedTuple):
    """How the texts of blocks become HTML; a page of a server adds links.

    Attributes:
        text: of a heading, paragraph, item or quotation.
        reference: of a quotation, such as `[000:2502]`.
    """

    text: Callable[[str], Markup] = escaped
    reference: Callable[[str], Markup] = escaped


_PLAIN = Inline()


def to_html(blocks: Iterable[Block], top_level: int = 2, inline: Inline = _PLAIN) -> Markup:
    """Return blocks as one section.

    Args:
        blocks: of an answer.
        top_level: level of the heading that a heading of level 1 becomes.
        inline: how texts become HTML.
    """
    waiting = list(blocks)
    parts: list[Markup] = []
    while waiting:
        block = waiting[0]
        if isinstance(block, ListItem | CitedQuote):
            run = _run(waiting, (ListItem, CitedQuote))
            parts += _list(run, block.depth, inline)
        elif isinstance(block, Reference):
            run = _run(waiting, (Reference,))
            parts.append(_references([each for each in run if isinstance(each, Reference)]))
        else:
            run = [block]
            parts.append(_single(block, top_level, inline))
        del waiting[: len(run)]
    return element("section", *parts)


def _run(blocks: Sequence[Block], kinds: tuple[type, ...]) -> list[Block]:
    """Return the first blocks that are of some kinds."""
    end = next((at for at, block in enumerate(blocks) if not isinstance(block, kinds)), len(blocks))
    return list(blocks[:end])


def _single(block: Block, top_level: int, inline: Inline) -> Markup:
    if isinstance(block, Heading):
        return element(f"h{block.level + top_level - 1}", inline.text(one_line(block.text)))
    if isinstance(block, Grid):
        return html_table(block.caption, block.columns, block.rows)
    assert isinstance(block, Paragraph)
    return element("p", inline.text(one_line(block.text)))


def _list(blocks: Sequence[Block], depth: int, inline: Inline) -> list[Markup]:
    """Return items and quotations of one depth; deeper ones go into the item before them."""
    parts: list[Markup] = []
    items: list[Markup] = []
    numbered = False
    at = 0
    while at < len(blocks):
        block = blocks[at]
        inner = _deeper(blocks, at + 1, depth)
        if isinstance(block, ListItem):
            numbered = bool(block.number)
            items.append(element("li", inline.text(one_line(block.text)), *_list(inner, depth + 1, inline)))
        elif isinstance(block, CitedQuote):
            parts += [*_closed(items, numbered), _quotation(block, inline)]
        at += 1 + len(inner)
    return [*parts, *_closed(items, numbered)]


def _deeper(blocks: Sequence[Block], start: int, depth: int) -> list[Block]:
    """Return the blocks from a place that belong into the item before them."""
    end = start
    while end < len(blocks) and getattr(blocks[end], "depth", 0) > depth:
        end += 1
    return list(blocks[start:end])


def _closed(items: list[Markup], numbered: bool) -> list[Markup]:
    """Return the items so far as a list, and begin a new one."""
    if not items:
        return []
    found = element("ol" if numbered else "ul", *items)
    items.clear()
    return [found]


def _quotation(block: CitedQuote, inline: Inline) -> Markup:
    reference = [element("cite", inline.reference(block.reference))] if block.reference else []
    return element("blockquote", inline.text(one_line(block.text)), *([" "] if reference else []), *reference, dir="auto")


def _references(blocks: Iterable[Reference]) -> Markup:
    pairs = (part for block in blocks for part in (element("dt", block.id), element("dd", block.text)))
    return element("dl", *pairs)
