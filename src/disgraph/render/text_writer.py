"""Blocks as plain text that fits the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from disgraph.render.answer_blocks import Block, CitedQuote, Grid, Heading, ListItem, Paragraph, Reference
from disgraph.render.terminal import one_line, wrapped

_STEP = "   "


def to_text(blocks: Iterable[Block]) -> str:
    """Return blocks as text, with a final newline."""
    lines: list[str] = []
    former: Block | None = None
    for block in blocks:
        if former is not None and _is_apart(former, block):
            lines.append("")
        lines += _lines(block)
        former = block
    return "\n".join(lines) + "\n"


def _is_apart(former: Block, block: Block) -> bool:
    """Return whether a blank line separates two blocks."""
    if isinstance(block, Heading | Grid) or isinstance(former, Grid):
        return True
    if isinstance(block, Reference):
        return not isinstance(former, Reference)
    if isinstance(block, Paragraph) and isinstance(former, ListItem | CitedQuote):
        return True
    if isinstance(block, ListItem) and block.number and not block.depth:
        return True
    return isinstance(former, Heading) and former.level == 1 and not isinstance(block, Paragraph)


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Heading | Paragraph):
        yield from wrapped(one_line(block.text))
    elif isinstance(block, ListItem):
        bullet = f"{block.number}. " if block.number else "- "
        indent = _STEP * block.depth
        yield from wrapped(one_line(block.text), indent + bullet, indent + " " * len(bullet))
    elif isinstance(block, CitedQuote):
        indent = _STEP * block.depth
        yield from wrapped(one_line(f"{block.text} {block.reference}"), indent, indent + " ")
    elif isinstance(block, Reference):
        yield from wrapped(one_line(block.text), f"{block.id}  ", " " * (len(block.id) + 2))
    else:
        from disgraph.render.tables import text_table

        yield from ([block.caption] if block.caption else [])
        yield text_table(block.columns, block.rows).rstrip("\n")
