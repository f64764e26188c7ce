"""Lines of a view to blocks: paragraphs, headings, captions, lists, tables, furniture; and where sections begin."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from disgraph.extract.text.rule_files import TextRule, read_rules
from disgraph.extract.text.text_model import Block

#: A document has wrapped lines if this share of its lines continue in lower case in the next.
_WRAPPED = 0.2
#: A line shorter than this share of the widest around it ends its paragraph.
_SHORT = 0.75
_LONG_HEADING = 150
_LONG_PARAGRAPH = 200
_MANY_WORDS = 24
_NARROW = 60

_BULLET = re.compile(r"(?:[-\u2013•·▪●○◦*>]|\(?\d{1,2}[.)]|\(?[a-z][.)]|\([ivx]+\))(?= \S) +")
_MARKUP = re.compile(r"#{1,6} +")
_CHAPTER = re.compile(r"#{1,2} ")
_CELLS = re.compile(r"\t|[^\s.!?] {3,}\S.* {3,}\S|\|.*\|")
_ONE_WORD = re.compile(r"[A-Z][a-z]{3,}")
_FIGURE = re.compile(r"[$€£¥]?[\d.,]+ ?%?(?: ?(?:percent|million|billion))?")
_ENDED = re.compile(r"[.!?;:,…][\"')\]]*$")
_SENTENCE_ENDED = re.compile(r"[.!?…:][\"')\]]*$")
#: What no heading has: an end mark, or a sentence before its last.
_NO_HEADING = re.compile(
    r"[.;:,…][\"')\]]*$|[!?]\"$|[a-z][.!?] [A-Z]"
    r"|^(?:Present|Apologies|In attendance|Attendees|Participants|Absent|Speakers|Contact|Chair): "
)
#: A sentence or heading does not end in these words.
HANGING = re.compile(
    r"\b(?:a|an|the|of|than|as|many|about|over|nearly|and|or|to|for|in|on|at|by|with|from|is|are|was|were|has|have|had|"
    r"that|which|who|be|been|no|not|i|he|she|they|it|we|their|his|her|its|our)$",
    re.IGNORECASE,
)
_CASE = re.compile(
    r"(?:(?:case|story|box|chapter|part|section|profile)(?: study)?|annex|appendix)\.? "
    r"(?:\d{1,3}|[IVX]{1,5}|one|two|three|four|five)\b.{0,80}",
    re.IGNORECASE,
)
_PROFILE = re.compile(r"(?:[A-Z][\w'.-]+ ){1,4}?(?:[A-Z][\w'.-]+): [A-Z\"'].{8,}")
_CAPTION = re.compile(
    r"\((?:left|right|center|centre|front|back|top|above|below|[LRC]|"
    r"(?:(?:first|second|third|\d(?:st|nd|rd)) )?(?:from|on) (?:the )?(?:left|right))\b[^)]*\)|"
    r"^(?:photo|figure|fig\.|image|picture|caption)\b ?\d*[.:]",
    re.IGNORECASE,
)


class TextLine(NamedTuple):
    """A line without the blanks at its ends; `page` is true if it begins a page or a box."""

    start: int
    end: int
    text: str
    page: bool


class LineGroup(NamedTuple):
    """Lines that belong together, and their kind; an empty kind is prose or a heading."""

    lines: tuple[TextLine, ...]
    kind: str


def cut(view: str) -> tuple[Block, ...]:
    """Return the blocks of a view in their order; every character that is not blank is in one of them."""
    lines = _lines(view)
    wrapped = _is_wrapped(lines)
    blocks = [block for piece in _pieces(lines, wrapped) for block in _blocks_of(view, piece, wrapped=wrapped)]
    blocks = [_unless_torn(view, *pair) for pair in itertools.zip_longest(blocks, blocks[1:])]
    return tuple(_in_sections(view, _with_title(blocks)))


def _unless_torn(view: str, block: Block, following: Block | None) -> Block:
    """Return a block; a heading whose sentence the next block continues becomes a paragraph."""
    continues = block.kind == "heading" and following is not None and following.kind == "paragraph" and view[following.start].islower()
    return block._replace(kind="paragraph", layout_risk=True) if continues else block


def _with_title(blocks: list[Block]) -> list[Block]:
    """Return the blocks with the first heading made the title, if no prose precedes it."""
    first = next((number for number, block in enumerate(blocks) if block.kind != "furniture"), None)
    if first is not None and blocks[first].kind == "heading":
        blocks[first] = blocks[first]._replace(kind="title")
    return blocks


def _in_sections(view: str, blocks: list[Block]) -> Iterator[Block]:
    """Yield the blocks with the numbers of their sections; rows of marks and some headings begin one."""
    section, fresh = 0, True
    for block in blocks:
        words = view[block.start : block.end]
        begins = _is_separator(words) if block.kind == "furniture" else block.kind == "heading" and _begins_section(words)
        section += begins and not fresh
        fresh = begins or (fresh and block.kind == "furniture")
        yield block._replace(section=section)


def _lines(view: str) -> list[TextLine]:
    """Return the lines of a view, blank ones too."""
    lines, start = [], 0
    for raw in view.split("\n"):
        text = raw.strip(" \t")
        at = start + (len(raw) - len(raw.lstrip(" \t")))
        lines.append(TextLine(at, at + len(text), text, raw.startswith(" ") and not raw.startswith("  ")))
        start += len(raw) + 1
    return lines


def _is_wrapped(lines: list[TextLine]) -> bool:
    """Return whether paragraphs run over several lines: many lines without an end mark continue in lower case."""
    pairs = [(one, two) for one, two in itertools.pairwise(lines) if one.text and two.text and not _BULLET.match(two.text)]
    going_on = sum(1 for one, two in pairs if two.text[0].islower() and not _SENTENCE_ENDED.search(one.text))
    return going_on > _WRAPPED * len(pairs)


def _pieces(lines: list[TextLine], wrapped: bool) -> Iterator[LineGroup]:
    """Group lines into paragraphs, list entries, headings and single lines."""
    group: list[TextLine] = []
    kind, rest = "", False
    widths = _widths(lines) if wrapped else {}
    for line, after in itertools.zip_longest(lines, lines[1:]):
        alone = "" if not line.text else _alone(line.text)
        rest = (rest or alone == "rest") and not _is_long(line.text)
        if (
            not line.text
            or alone
            or rest
            or not group
            or not (wrapped and _continues(group, line, widths[line.start], last=after is None or not after.text))
        ):
            if group:
                yield LineGroup(tuple(group), kind)
            group, kind = [], ""
        if line.text and (alone or rest):
            yield LineGroup((line,), "table" if alone == "table" else "furniture")
        elif line.text:
            kind = kind if group else "list" if _BULLET.match(line.text) else ""
            group.append(line)
    if group:
        yield LineGroup(tuple(group), kind)


def _is_long(text: str) -> bool:
    return len(text) > _LONG_PARAGRAPH and not _BULLET.match(text)


def _alone(text: str) -> str:
    """Return the kind of a line that never joins others: `rest`, `furniture`, `table`; empty for any other line."""
    if _is_separator(text):
        return "furniture"
    if _FIGURE.fullmatch(text) or (len(text) < _LONG_PARAGRAPH and _CELLS.search(text)):
        return "table"
    if len(text) > 2 * _LONG_PARAGRAPH:
        return ""
    if any(rule.pattern.fullmatch(text) for rule in _furniture("rest")):
        return "rest"
    return "furniture" if any(rule.pattern.fullmatch(text) for rule in _furniture("line")) else ""


def _is_separator(text: str) -> bool:
    return not any(map(str.isalnum, text[:8])) and any(
        rule.name == "separator" and rule.pattern.fullmatch(text) for rule in _furniture("line")
    )


@functools.cache
def _furniture(where: str) -> tuple[TextRule, ...]:
    return tuple(rule for rule in read_rules(__name__, "furniture.yaml") if rule.fields["where"] == where)


def _widths(lines: list[TextLine]) -> dict[int, int]:
    """Return for each line the width of the widest line in its block; blank lines separate blocks."""
    widths: dict[int, int] = {}
    group: list[TextLine] = []
    for line in [*lines, TextLine(0, 0, "", page=False)]:
        if line.text:
            group.append(line)
            continue
        widest = max((len(one.text) for one in group), default=0)
        widths |= {one.start: widest for one in group}
        group = []
    return widths


def _continues(group: list[TextLine], line: TextLine, width: int, *, last: bool) -> bool:
    """Return whether a line belongs to the paragraph of the lines before it; `last` is true if a blank line follows."""
    before = group[-1]
    if line.page or _BULLET.match(line.text) or any(_MARKUP.match(one.text) or _CASE.fullmatch(one.text) for one in (before, line)):
        return False
    if line.text[0].islower():
        return True
    if _ONE_WORD.fullmatch(line.text) and width > _NARROW and not HANGING.search(before.text) and not last:
        return False
    if _SENTENCE_ENDED.search(before.text):
        return len(before.text) >= _SHORT * width and not (last and _looks_like_heading(line.text))
    profile = bool(_PROFILE.match(group[0].text)) and _looks_like_heading(" ".join(one.text for one in group))
    first = len(group) == 1 or profile or bool(_SENTENCE_ENDED.search(group[-2].text))
    heads = first and not _ENDED.search(before.text) and not HANGING.search(before.text)
    return not (heads and (len(before.text) < width / 2 or profile))


def _blocks_of(view: str, piece: LineGroup, *, wrapped: bool) -> Iterator[Block]:
    """Make the blocks of a group: what precedes the text, the text, and what follows it."""
    start, end = piece.lines[0].start, piece.lines[-1].end
    if piece.kind in ("furniture", "table"):
        yield Block(piece.kind, start, end, 0, wrapped and piece.kind == "table")
        return
    words = view[start:end]
    heads = 0
    for rule in _furniture("start"):
        if found := rule.pattern.match(words):
            heads = found.end()
            yield Block("heading" if "heading" in rule.fields else "furniture", start, start + len(found[0].rstrip()), 0, False)
            break
    tails = _credit(words, heads)
    first, last = _strip(view, start + heads, start + tails)
    if first < last:
        inner = view[first:last]
        credited = tails < len(words)
        yield Block(_kind(inner, piece.kind, bool(heads), credited), first, last, 0, wrapped and _is_risky(piece.lines))
    if tails < len(words):
        yield Block("furniture", *_strip(view, start + tails, end), 0, False)


def _credit(words: str, after: int) -> int:
    """Return where the credit at the end of a block begins, or its end."""
    for rule in _furniture("end"):
        for found in rule.pattern.finditer(words, max(after, len(words) - _LONG_PARAGRAPH)):
            if not words[found.end() :].strip(" \n."):
                return found.start()
    return len(words)


def _strip(view: str, start: int, end: int) -> tuple[int, int]:
    while start < end and view[start] in " \n":
        start += 1
    while start < end and view[end - 1] in " \n":
        end -= 1
    return start, end


def _kind(words: str, kind: str, headed: bool, credited: bool) -> str:
    """Return the kind of a stretch of text: list, caption, heading or paragraph."""
    if kind:
        return kind
    if credited or (_CAPTION.search(words) and len(words) < 2 * _LONG_PARAGRAPH and words.count("\n\n") == 0):
        return "caption"
    if _MARKUP.match(words):
        return "heading"
    return "heading" if _looks_like_heading(words, 2 if headed else 1) else "paragraph"


def _looks_like_heading(words: str, times: int = 1) -> bool:
    """Return whether words are short enough, begin like a heading and have no end mark; a label multiplies the length by `times`."""
    if len(words) > times * _LONG_HEADING or len(words.split()) > times * _MANY_WORDS or words[0].islower():
        return False
    return any(map(str.isalpha, words)) and not _NO_HEADING.search(words) and not HANGING.search(words)


def _begins_section(words: str) -> bool:
    """Return whether a heading begins a section: a case, a chapter, the portrait of a person."""
    return bool(_CHAPTER.match(words) or _CASE.match(words) or _PROFILE.match(words))


def _is_risky(lines: Iterable[TextLine]) -> bool:
    """Return whether narrow and wide lines mix, or a line is a fragment: columns and captions may be mixed."""
    texts = [line.text for line in lines]
    if len(texts) == 1:
        return texts[0][0].islower() or bool(HANGING.search(texts[0]))
    widest = max(map(len, texts))
    narrow = [len(one) < _SHORT * widest and not _SENTENCE_ENDED.search(one) for one in texts[:-1]]
    return any(narrow)
