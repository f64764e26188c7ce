"""Runs of capitalised words, and how they are joined: the raw material of names."""

from __future__ import annotations

import functools
import re
import sys
from collections.abc import Iterator
from typing import NamedTuple

from disgraph.extract.names.lexicon import lexicon
from disgraph.extract.text.text_model import TextModel

_LATIN = (*range(0x41, 0x250), *range(0x1E00, 0x1F00))
_LARGE = "".join(character for character in map(chr, _LATIN) if character.isupper())
#: What follows a hyphen and is not part of a name: Lagos-based.
_TAILS = (
    "based|born|level|style|wide|led|run|funded|owned|speaking|trained|headquartered|area|like|year|related|affected|backed|old|made|listed|certified|"
    "registered|supported|educated|assisted|sponsored"
)
_TOKEN = re.compile(rf"(?<!\w)(?:[A-Z]\.(?:[A-Z]\b\.?)+|[{_LARGE}]\w*(?:(?:'(?!s\b)|&|\.(?=[A-Za-z]\w)|-(?!(?:{_TAILS})\b))\w+)*)")

#: How a gap between two large words joins them.
_GAPS = {
    " ": "space", "-": "space", "'s ": "possessive", "' ": "possessive",
    " of ": "of", " of the ": "of", " for ": "for", " for the ": "for",
    " on ": "on", " on the ": "on", " against ": "on", " to ": "on", " and ": "and", " and the ": "and the", " & ": "amp", " with ": "with",
    ", ": "comma",
    ". ": "dot", " or ": "and", " the ": "the", " d'": "space", " (": "open", ") ": "close",
    " de la ": "space", " de los ": "space", " van der ": "space",
    " al-": "space", " el-": "space",
    " ul-": "space", " of al-": "of",
}  # fmt: skip


@functools.cache
def _gaps() -> dict[str, str]:
    """Return how gaps join, those with the particles of names in many languages among them."""
    return _GAPS | {f" {particle} ": "space" for particle in lexicon().words["particles"]}


_NUMBERED = re.compile(r"(?:\. ?| )\d{1,4}(?:st|nd|rd|th)? ")


#: Small words that headlines and some writers write large.
_CONNECTING = frozenset(("Of", "And", "For", "On", "With", "To", "From", "In", "At", "By", "I"))
_WIDEST = 10
_SUM = re.compile(r"\.? ?[$£€¥₦]?\d")


class CapitalWord(NamedTuple):
    """A capitalised word."""

    start: int
    end: int
    text: str


class CapitalRun(NamedTuple):
    """Capitalised words with nothing between them that surely separates names; `gaps[i]` joins `tokens[i]` and `tokens[i + 1]`.

    `sentence` is its number, `begins` is true if the run begins it.
    """

    tokens: tuple[CapitalWord, ...]
    gaps: tuple[str, ...]
    sentence: int
    begins: bool


def find_runs(model: TextModel) -> Iterator[CapitalRun]:
    """Yield the runs of every sentence, in order."""
    for number, sentence in enumerate(model.sentences):
        for start, end in sentence.spans:
            yield from _in_span(model.view, start, end, number, begins=start == sentence.spans[0].start)


def _in_span(view: str, start: int, end: int, number: int, *, begins: bool) -> Iterator[CapitalRun]:
    tokens: list[CapitalWord] = []
    gaps: list[str] = []
    intern = sys.intern
    for found in _TOKEN.finditer(view, start, end):
        if found[0] in _CONNECTING or (found[0].lower() in lexicon().words["money-marks"] and _SUM.match(view, found.end())):
            continue
        token = CapitalWord(found.start(), found.end(), intern(found[0]))
        if tokens:
            kind = _gap(view, tokens[-1], token)
            if not kind:
                yield _run(view, tokens, gaps, number, start, begins)
                tokens, gaps = [], []
            else:
                gaps.append(kind)
        tokens.append(token)
    if tokens:
        yield _run(view, tokens, gaps, number, start, begins)


def _gap(view: str, one: CapitalWord, two: CapitalWord) -> str:
    """Return how two large words are joined, empty if they are not."""
    if two.start - one.end > _WIDEST:
        return ""
    between = view[one.end : two.start].lower()
    kind = _gaps().get(between, "")
    if kind == "dot":
        initial = len(one.text) == 1 or one.text in lexicon().words["abbreviated"] or "." in one.text
        return "space" if initial else ""
    if not kind and _NUMBERED.fullmatch(between):
        return "number"
    if between in (' "', '" ') or between in (" '", "' "):
        return "nickname" if between.strip() == '"' else kind
    return kind


def _run(view: str, tokens: list[CapitalWord], gaps: list[str], number: int, start: int, begins: bool) -> CapitalRun:
    before = view[max(start, tokens[0].start - 40) : tokens[0].start]
    if before.endswith('"'):
        before = ""
    return CapitalRun(tuple(tokens), tuple(_joined_nicknames(gaps)), number, begins and not any(map(str.isalnum, before)))


def _joined_nicknames(gaps: list[str]) -> list[str]:
    """Return gaps in which the quotation marks around a nickname join it, and any other quotation mark parts."""
    joined = list(gaps)
    for place, gap in enumerate(gaps):
        if gap == "nickname":
            opens = place + 1 < len(gaps) and gaps[place + 1] == "nickname"
            closes = place > 0 and gaps[place - 1] == "nickname"
            joined[place] = "space" if opens or closes else "quote"
    return joined
