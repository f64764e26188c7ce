"""Blocks as CommonMark: headings, nested lists and block quotations, without hard line breaks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from disgraph.render.answer_blocks import Block, CitedQuote, Grid, Heading, ListItem, Paragraph, Reference
from disgraph.render.markdown_text import escape_line


def to_markdown(blocks: Iterable[Block]) -> str:
    """Return blocks as Markdown, with a final newline."""
    lines: list[str] = []
    indents = [0]
    former: Block | None = None
    for block in blocks:
        if former is not None and _is_apart(former, block):
            lines.append("")
        lines += _lines(block, indents)
        former = block
    return "\n".join(lines) + "\n"


def _is_apart(former: Block, block: Block) -> bool:
    """Return whether a blank line separates two blocks: all but items with their quotation, and references."""
    if isinstance(former, CitedQuote) and isinstance(block, CitedQuote):
        return True  # else one quotation would continue the other
    together = (ListItem, CitedQuote) if isinstance(block, ListItem | CitedQuote) else (Reference,) if isinstance(block, Reference) else ()
    return not isinstance(former, together)


def _lines(block: Block, indents: list[int]) -> Iterator[str]:
    """Yield the lines of a block.

    Args:
        block: one block.
        indents: where the content of each depth begins; changed by an item, whose content is indented by its bullet.
    """
    if isinstance(block, Heading):
        yield f"{'#' * block.level} {escape_line(block.text)}"
    elif isinstance(block, Paragraph):
        yield escape_line(block.text)
    elif isinstance(block, ListItem):
        bullet = f"{block.number}. " if block.number else "- "
        indent = indents[min(block.depth, len(indents) - 1)]
        indents[block.depth + 1 :] = [indent + len(bullet)]
        yield f"{' ' * indent}{bullet}{escape_line(block.text)}"
    elif isinstance(block, CitedQuote):
        indent = indents[min(block.depth, len(indents) - 1)]
        yield f"{' ' * indent}> {escape_line(f'{block.text} {block.reference}')}"
    elif isinstance(block, Reference):
        yield f"- {escape_line(block.id)}: {escape_line(block.text)}"
    else:
        yield from _grid(block)


def _grid(grid: Grid) -> Iterator[str]:
    from disgraph.render.tables import markdown_table

    if grid.caption:
        yield escape_line(grid.caption)
        yield ""
    yield markdown_table(grid.columns, grid.rows).rstrip("\n")
