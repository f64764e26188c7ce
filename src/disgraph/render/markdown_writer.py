"""Blocks as CommonMark: headings, nested lists and block quotations, without hard line breaks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from disgraph.render.answer_blocks import Block, CitedQuote, Grid, Heading, ListItem, Paragraph, Reference

#: Characters that would start markup (or, in a notebook, mathematics) inside a text.
_MARKUP = re.compile(r"([\\`*_<$])")
_STEP = "   "


def to_markdown(blocks: Iterable[Block]) -> str:
    """Return blocks as Markdown, with a final newline."""
    lines: list[str] = []
    former: Block | None = None
    for block in blocks:
        if former is not None and _is_apart(former, block):
            lines.append("")
        lines += _lines(block)
        former = block
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    r"""Return a text without markup.

    >>> print(escaped("5 * 3 < $20"))
    5 \* 3 \< \$20
    """
    return _MARKUP.sub(r"\\\1", text)


def _is_apart(former: Block, block: Block) -> bool:
    """Return whether a blank line separates two blocks: all but the items of one list, their quotations, and references."""
    together = (ListItem, CitedQuote) if isinstance(block, ListItem | CitedQuote) else (Reference,) if isinstance(block, Reference) else ()
    return not isinstance(former, together)


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"{'#' * block.level} {escaped(block.text)}"
    elif isinstance(block, Paragraph):
        yield escaped(block.text)
    elif isinstance(block, ListItem):
        yield f"{_STEP * block.depth}{f'{block.number}.' if block.number else '- '} {escaped(block.text)}"
    elif isinstance(block, CitedQuote):
        yield f"{_STEP * block.depth}> {escaped(block.text)} {block.reference}".rstrip()
    elif isinstance(block, Reference):
        yield f"- {block.id}: {escaped(block.text)}"
    else:
        yield from _grid(block)


def _grid(grid: Grid) -> Iterator[str]:
    from disgraph.render.tables import markdown_table

    if grid.caption:
        yield escaped(grid.caption)
        yield ""
    yield markdown_table(grid.columns, grid.rows).rstrip("\n")
