"""A document cut into blocks, sections and sentences, without losing an offset. The one room of nupunkt."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from typing import NamedTuple

from disgraph.corpus.folding import Span
from disgraph.extract.text.blocks import HANGING, cut
from disgraph.extract.text.phrases import grammar
from disgraph.extract.text.text_model import Block, Sentence, TextModel
from disgraph.extract.text.view import view_of

#: Maximum distance, in characters, of the parts of a torn sentence.
_REACH = 6000
#: An end of a sentence that no blank follows: `grow."Seeing`.
_NO_BLANK = re.compile(r'[a-z)][.!?](")(?=[A-Z])')
#: An end of a sentence behind a word that is not an abbreviation.
_PLAIN_END = re.compile(r"(?<![\w.'-])(?P<word>[A-Za-z\u00c0-\u024f][\w'-]*[a-z\u00df-\u024f])[.!?] +(?=[A-Z\u00c0-\u00de])")
_SHORT_WORDS, _ABBREVIATIONS = grammar("short-words"), grammar("long-abbreviations")
_MARKS = re.compile(r"(?:#{1,6} +|(?:[-\u2013•·▪●○◦*>]|\(?\d{1,2}[.)]|\(?[a-z][.)]|\([ivx]+\))(?= \S) +)")
_WHOLE = re.compile(r"[.!?…:;][\"')\]]*$")
#: What ends in these words continues with a number.
_WANTS_NUMBER = re.compile(r"(?:\bfrom|\bbetween|\bthan|\babout|\bnearly|\bover|\d (?:to|and))$")
#: Letters of a word that may be an abbreviation.
_LONGEST_SHORT = 3
_TOUCHING = 2
_ENOUGH = 40
_WITHOUT_SENTENCES = ("furniture", "table")


class _SentencePart(NamedTuple):
    """A sentence, or the first or last part of a torn one."""

    start: int
    end: int
    block: int


def read_text(text: str) -> TextModel:
    """Cut a document up.

    A sentence is within one block, except where a page or a caption separated its parts: it is put together again if its first part has no
    end mark and another part begins in lower case or with a number. Furniture and tables have no sentences.

    Args:
        text: the document, decoded and otherwise unchanged.

    Returns:
        Its model; blocks and sentences are in the order of the text.
    """
    lined = view_of(text)
    blocks = cut(lined)
    view = lined.replace("\n", " ").replace("\t", " ")
    parts = [part for number, block in enumerate(blocks) if block.kind not in _WITHOUT_SENTENCES for part in _parts(view, block, number)]
    return TextModel(text, view, blocks, tuple(_sentences(view, blocks, parts)))


def _parts(view: str, block: Block, number: int) -> Iterator[_SentencePart]:
    """Yield the sentences of a block, without the blanks around them and its bullet."""
    words = view[block.start : block.end]
    marks = _MARKS.match(words) if block.kind in ("list", "heading", "title") else None
    offset = block.start + (marks.end() if marks else 0)
    if block.kind in ("heading", "title"):
        spans: list[tuple[int, int]] = [(0, block.end - offset)]
    else:
        spans = _split(view[offset : block.end])
    for start, end in spans:
        inner = view[offset + start : offset + end]
        first = offset + start + len(inner) - len(inner.lstrip(" "))
        last = first + len(inner.strip(" "))
        if first < last:
            yield _SentencePart(first, last, number)


def _split(words: str) -> list[tuple[int, int]]:
    """Return the spans of the sentences of a paragraph."""
    import nupunkt

    cuts = {end for _start, end in nupunkt.sent_spans(words)}
    for found in _NO_BLANK.finditer(words):
        closes = words.count('"', 0, found.start(1)) % 2
        cuts.add(found.end(1) if closes else found.start(1))
    cuts |= {found.end() for found in _PLAIN_END.finditer(words) if _ends_sentence(found["word"].lower())}
    ends = sorted(cuts | {len(words)})
    return list(zip([0, *ends], ends, strict=False))


def _ends_sentence(word: str) -> bool:
    """Return whether a full stop behind a word ends a sentence: the word is long, or a short one of no abbreviation."""
    return word in _SHORT_WORDS or (len(word) > _LONGEST_SHORT and word not in _ABBREVIATIONS)


def _sentences(view: str, blocks: tuple[Block, ...], parts: list[_SentencePart]) -> Iterator[Sentence]:
    """Yield the sentences, with torn ones put together."""
    following = _torn(view, blocks, parts)
    taken = set(following.values())
    for number, part in enumerate(parts):
        if number in taken:
            continue
        chain = [part]
        if number in following:
            chain.append(parts[following[number]])
        spans = tuple(Span(one.start, one.end) for one in chain)
        risk = any(blocks[one.block].layout_risk for one in chain)
        yield Sentence(spans, part.block, blocks[part.block].section, risk, len(chain) > 1)


def _torn(view: str, blocks: tuple[Block, ...], parts: list[_SentencePart]) -> dict[int, int]:
    """Return which part continues in which: the nearest pairs of one without an end and one without a beginning."""
    edges = [number for number, part in enumerate(parts) if _is_prose(blocks, part.block)]
    open_ended = [n for n in edges if _is_last(parts, n) and not _WHOLE.search(view[parts[n].start : parts[n].end])]
    headless = [n for n in edges if _is_first(parts, n) and (view[parts[n].start].islower() or view[parts[n].start].isdigit())]
    starts = [parts[n].start for n in headless]
    pairs = sorted(
        (abs(parts[two].start - parts[one].end), one, two)
        for one in open_ended
        for two in headless[bisect.bisect_left(starts, parts[one].end - _REACH) : bisect.bisect_right(starts, parts[one].end + _REACH)]
        if parts[one].block != parts[two].block and _fits(view, parts[one], parts[two])
    )
    following: dict[int, int] = {}
    taken: set[int] = set()
    for _distance, one, two in pairs:
        if not taken & {one, two}:
            following[one] = two
            taken |= {one, two}
    return following


def _is_prose(blocks: tuple[Block, ...], number: int) -> bool:
    """Return whether a block is running text, and not part of a figure with numbers."""
    around = blocks[max(0, number - 1) : number + 2]
    return blocks[number].kind in ("paragraph", "list", "caption") and all(block.kind != "table" for block in around)


def _is_last(parts: list[_SentencePart], number: int) -> bool:
    return number + 1 == len(parts) or parts[number + 1].block != parts[number].block


def _is_first(parts: list[_SentencePart], number: int) -> bool:
    return number == 0 or parts[number - 1].block != parts[number].block


def _fits(view: str, one: _SentencePart, two: _SentencePart) -> bool:
    """Return whether one may continue in two: near enough, long enough unless they touch, a number where a number is wanted."""
    if abs(two.start - one.end) > _TOUCHING and not (one.end - one.start > _ENOUGH and HANGING.search(view, one.start, one.end)):
        return False
    return bool(_WANTS_NUMBER.search(view, one.start, one.end)) == view[two.start].isdigit()
