"""Numbers as a text writes them, with comparator, currency mark and range; numbers that count nothing are left out.

Years, dates, times of day, ages, ordinals, and numbers of houses, pages and telephones count nothing.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from disgraph.extract.text import number_words
from disgraph.extract.text.dates import TextDate
from disgraph.extract.text.phrases import units

#: Characters before a number in which its comparator and other indicators are sought.
BEFORE = 48
_HIGHEST_AGE = 110


class WrittenNumber(NamedTuple):
    """A number with its place in the text: a value, or the two ends of a range; `mark` is a currency or the percent sign."""

    start: int
    end: int
    value: str
    low: str
    high: str
    mark: str
    comparator: str


@cache
def _figures() -> re.Pattern[str]:
    marks = "|".join(re.escape(mark) for mark in sorted(units().by_mark, key=len, reverse=True))
    mark = rf"(?<![A-Za-z])(?-i:{marks})\s?"
    figure = rf"(?:{number_words.DIGITS}|{number_words.SPELLED})"
    return re.compile(
        rf"(?:(?P<part>\b{number_words.FRACTION})|(?:(?P<mark>{mark})(?=\d)|(?<![\w.,/#:])(?<!\d-))(?P<low>{figure})(?P<scale>{number_words.SCALE})?(?P<plus>\+)?"
        rf"(?:(?P<join>\s?[-\u2013]\s?|\s(?:to|or|and)\s)(?:{mark}(?=\d))?(?P<high>{figure})(?P<scale2>{number_words.SCALE})?(?P<plus2>\+)?)?)",
        re.IGNORECASE,
    )


_COMPARATORS = (
    ("at-most", r"no more than|not more than|at most|a maximum of"),
    ("at-least", r"at least|no fewer than|no less than|not less than|a minimum of|upwards of"),
    ("over", r"more than|over|above|exceed(?:s|ed|ing)?|in excess of|well over|greater than|just over|surpass(?:es|ed|ing)?"),
    ("nearly", r"nearly|almost|close to|just under|approaching"),
    ("up-to", r"up to|as many as|as much as"),
    ("under", r"fewer than|less than|under|below|not even"),
    ("about", r"about|around|approximately|some|roughly|an estimated|estimated|or so|on average|an average of"),
)
_COMPARATOR = re.compile(
    rf"\b(?:{'|'.join(f'(?P<c{n}>{words})' for n, (_, words) in enumerate(_COMPARATORS))})"
    r"(?:\s(?:a|an|the|its|of|around|about))?\s?[(\"']?$",
    re.IGNORECASE,
)
_OR_MORE = re.compile(r"\s(?:or more|and above|or above|and more|plus)\b")
PERCENT = re.compile(r"\s?%|\s?per\s?cent\b(?:age points?)?|\spercentage points?")
#: Before a number that counts nothing: the name of a thing, an age, a score.
_NAMING = re.compile(
    r"(?:\b(?:No|Nos|number|room|article|chapter|section|case|page|phase|figure|table|route|highway|channel|gate|box"
    r"|flat|block|level|grade|class|volume"
    r"|line|platform|part|step|appendix|rule|clause|annex|form|item|act|version|window|door|bus|flight|tel|phone|fax"
    r"|call|ext|aged?|ages of|"
    r"age of|turned|turning)\.?\s?(?:\d+\s(?:and|to|or)\s)?|[A-Z]{2,}-|\bcovid-|§|#)$",
    re.IGNORECASE,
)
_OLD = re.compile(r"[\s-]years?[\s-]old|[\s-]years? of age|-(?!odd|plus|strong)[A-Za-z]|(?:st|nd|rd|th)\b|[A-Za-z]|°|:\d|/\d|\.\d")
_AT_AGE = re.compile(r"\b(?:at|by|when|was|is|turned|now|only|just|until|from|than)\s(?:only\s|just\s|about\s)?$", re.IGNORECASE)
_CLOSES = re.compile(r"\s*(?:[,.;:)!?\"'—]|$|who\b|and\s(?:his|her|a|lives|works)\b|he\b|she\b)")
_AFTER_NAME = re.compile(r"(?:[A-Z][\w.'-]*|[\w.-]+'s [a-z]+|[a-z]{3,}),\s$")
_STREET = re.compile(r"(?:\s[A-Z][\w']+){1,3}\s(?:Street|Road|Avenue|Lane|Rd|St|Ave|Drive|Square|Boulevard|Close|Crescent|Marg|Way)\b")
_PHONE = re.compile(r"(?<![\w.,$£€¥])(?:\+\d{1,3}[\s-]?)?\(?\d{2,5}\)?(?:[\s-]\d{2,5}){2,4}(?![\w,])")
_ONE_OF = re.compile(r"\s(?:of|another|day|such)\b")
_CHANGE = re.compile(
    r"\b(?:r(?:ise|ose|isen|ising)|gr(?:ow|ew|own|owing)|increas\w+|f(?:all|ell|allen|alling)|drop\w*|declin\w+|jump\w*"
    r"|climb\w*|went|up|down|soar\w*|doubl\w+|expand\w*|reduc\w+|cut)\b[^.;]{0,40}\bfrom\s(?:\w+\s){0,2}$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\bbetween\s(?:\S{1,4}\s)?$", re.IGNORECASE)


class NumberFinder:
    """Finds the written numbers of one text.

    Args:
        view: the text.
        dates: its dates, in which no number is read.
        marks: the currency of marks that several currencies share.
    """

    def __init__(self, view: str, dates: Sequence[TextDate], marks: Mapping[str, str] = MappingProxyType({})) -> None:
        self.view, self.marks = view, {**units().by_mark, **marks}
        phones = [match.span() for match in _PHONE.finditer(view) if _is_phone(match[0])]
        self.closed = _CoveredSpans([*((date.start, date.end) for date in dates), *phones])

    def find(self, start: int, limit: int) -> Iterator[WrittenNumber]:
        """Yield the numbers between two places that may count something."""
        return (number for number in self._figures(start, limit) if not self._counts_nothing(number))

    def _figures(self, start: int, limit: int) -> Iterator[WrittenNumber]:
        """Yield the figures between two places, but those in dates and telephone numbers."""
        at = start
        pattern = _figures()
        while match := pattern.search(self.view, at, limit):
            at = match.end()
            if covered := self.closed.over(match.start("part") if match["part"] else match.start("low"), match.end()):
                if covered[0] <= match.start():
                    at = max(covered[1], match.start() + 1)
                    continue
                match = pattern.search(self.view, match.start(), min(limit, covered[0]))
                if not match:
                    at = covered[1]
                    continue
                at = match.end()
            first, rest = self._figure(match)
            yield first
            if rest:
                at = rest

    def _figure(self, match: re.Match[str]) -> tuple[WrittenNumber, int]:
        """Return a figure, and where to go on reading if its second half is a figure of its own."""
        before = self.view[max(0, match.start() - BEFORE) : match.start()]
        start, comparator = match.start(), ""
        if found := _COMPARATOR.search(before):
            comparator = _COMPARATORS[int((found.lastgroup or "c0")[1:])][0]
            start -= len(before) - found.start()
        if match["part"]:
            return WrittenNumber(start, match.end(), number_words.plain(number_words.percent_of(match["part"])), "", "", "%", comparator), 0
        mark = self.marks.get((match["mark"] or "").strip(), "")
        low, high = self._ends(match, before)
        if high:
            return WrittenNumber(start, match.end(), "", low, high, mark, comparator), 0
        end = match.end("plus") if match["plus"] else match.end("scale") if match["scale"] else match.end("low")
        if match["plus"] or _OR_MORE.match(self.view, end):
            comparator = comparator or ("over" if match["plus"] else "at-least")
        return WrittenNumber(start, end, low, "", "", mark, comparator), end if match["join"] else 0

    def _ends(self, match: re.Match[str], before: str) -> tuple[str, str]:
        """Return the value of a figure, or the two of a range."""
        scale = match["scale"] or ""
        if match["high"]:
            low = number_words.value_of(f"{match['low']} {scale or match['scale2'] or number_words.scale_in(match['high'])}")
            high = number_words.value_of(match["high"] + " " + (match["scale2"] or ""))
            join = match["join"].strip()
            if high > low and (join != "and" or _BETWEEN.search(before)) and not _CHANGE.search(before):
                return number_words.plain(low), number_words.plain(high)
        return number_words.plain(number_words.value_of(f"{match['low']} {scale}")), ""

    def _counts_nothing(self, figure: WrittenNumber) -> bool:
        """Return whether a figure names, dates or orders something, or is an age."""
        if figure.mark:
            return False
        if figure.value == "1" and _ONE_OF.match(self.view, figure.end):
            return True
        before = self.view[max(0, figure.start - BEFORE) : figure.start]
        if _NAMING.search(before) or _OLD.match(self.view, figure.end) or _STREET.match(self.view, figure.end):
            return not PERCENT.match(self.view, figure.end)
        if not _CLOSES.match(self.view, figure.end):
            return False
        small = figure.value.isdigit() and int(figure.value) <= _HIGHEST_AGE
        return small and bool(_AT_AGE.search(before) or _AFTER_NAME.search(before))


class _CoveredSpans:
    """Stretches of a text that are spoken for."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self.spans = sorted(spans)
        self.starts = [start for start, _ in self.spans]

    def over(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the first stretch that overlaps another, if there is one."""
        at = bisect.bisect_right(self.starts, start) - 1
        for span in self.spans[max(0, at) : at + 2]:
            if span[0] < end and start < span[1]:
                return span
        return None


def _is_phone(text: str) -> bool:
    digits = sum(character.isdigit() for character in text)
    return digits >= 8 and (text[0] in "+(0" or digits >= 10)  # noqa: PLR2004
