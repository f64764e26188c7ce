"""Which blocks of a page belong to its article: trafilatura decides, and never about too much."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from disgraph.intake.html_blocks import PageBlock

#: The smallest share of the text outside of links that a choice must keep; otherwise it is not used.
ENOUGH = 0.5
#: The smallest share that what is not around the text by its elements must have; otherwise the names of the elements mislead.
INSIDE = 1 / 3
#: A page of fewer characters is kept whole, without what is around it by its elements.
_SHORT = 400
#: A block of which a larger share is links is no text of the article.
_LINKS = 0.7
_SIGNS = re.compile(r"\W+")


class ContentChoice(NamedTuple):
    """The blocks of the article, and the share of the text outside of links that was left out."""

    blocks: tuple[PageBlock, ...]
    left_out: float


def main_content(blocks: Sequence[PageBlock], cleaned: str) -> ContentChoice:
    """Return the blocks of the article.

    Args:
        blocks: of the page, in order.
        cleaned: the source of the cleaned page.

    Returns:
        The blocks that trafilatura finds, and those between them that are not around the text. If these are too few: all blocks but
        those around the text; and if even these are too few, all blocks.
    """
    inside = [block for block in blocks if not block.around]
    if _size(blocks) > _SHORT:
        chosen = _chosen(blocks, cleaned)
        if chosen and _size(chosen) >= ENOUGH * _size(inside or blocks):
            return _choice(blocks, chosen)
    if _size(inside) >= INSIDE * _size(blocks):
        return _choice(blocks, inside)
    return _choice(blocks, blocks)


def _choice(blocks: Sequence[PageBlock], chosen: Sequence[PageBlock]) -> ContentChoice:
    whole = _size(blocks)
    return ContentChoice(tuple(chosen), 1 - _size(chosen) / whole if whole else 0.0)


def _chosen(blocks: Sequence[PageBlock], cleaned: str) -> list[PageBlock]:
    """Return the blocks from the first to the last that trafilatura keeps, without those around the text that it drops."""
    from trafilatura import extract

    found = extract(cleaned, favor_recall=True, include_tables=True, include_comments=False, deduplicate=False) or ""
    kept_words = _folded(found)
    kept = [_folded(block.text) in kept_words for block in blocks]
    if not any(kept):
        return []
    first, last = kept.index(True), len(kept) - 1 - kept[::-1].index(True)
    while first and blocks[first - 1].is_heading and not blocks[first - 1].around:
        first -= 1
    return [block for at, block in enumerate(blocks[: last + 1]) if at >= first and (kept[at] or _is_text(block))]


def _is_text(block: PageBlock) -> bool:
    """Return whether a block that trafilatura drops between others may belong to the article."""
    return not block.around and block.linked <= _LINKS * len(block.text)


def _folded(text: str) -> str:
    return _SIGNS.sub("", text).casefold()


def _size(blocks: Sequence[PageBlock]) -> int:
    """Return the number of characters outside of links."""
    return sum(len(block.text) - min(block.linked, len(block.text)) for block in blocks)
