"""The figures of a text that count or measure something, with unit, comparator, range, period and whom they count.

Years, dates, times of day, ages, lengths of time, ordinals, numbers of houses, pages and telephones are none of them.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from disgraph.extract.text import numerals
from disgraph.extract.text.dates import TextDate, find_dates
from disgraph.extract.text.phrases import grammar, units
from disgraph.extract.text.text_model import TextModel

#: Blocks that state nothing: what stands in them is said elsewhere, or belongs to somebody else.
SILENT = ("furniture", "title", "heading", "caption")
#: Longer sentences are lists or no language at all: nothing is read in them.
LONGEST = 2_000
#: Words are looked for at most this far before and behind a figure.
_BEFORE, _BEHIND = 48, 160
_MOST_WORDS, _LONGEST_PHRASE, _HIGHEST_AGE = 7, 120, 110


class CountedNumber(NamedTuple):
    """A figure with what it counts: `text[start:end]` is the words, from comparator or currency to unit or noun.

    `value`, or `low` and `high` of a range, are plain numbers. `unit` is one of the ontology's, `noun` what the text calls it.
    `population` tells who is counted, as written; `period` and `sentence` when and in which sentence (by number).
    """

    start: int
    end: int
    value: str
    low: str
    high: str
    unit: str
    noun: str
    comparator: str
    per: str
    population: str
    period: str
    sentence: int


class _NumberText(NamedTuple):
    """A figure as found, before its unit is known."""

    start: int
    end: int
    value: str
    low: str
    high: str
    mark: str
    comparator: str


class _CountedNoun(NamedTuple):
    """What a figure counts, and where its words end."""

    unit: str
    noun: str
    end: int


@cache
def _figures() -> re.Pattern[str]:
    marks = "|".join(re.escape(mark) for mark in sorted(units().by_mark, key=len, reverse=True))
    mark = rf"(?<![A-Za-z])(?:{marks})\s?"
    figure = rf"(?:{numerals.DIGITS}|{numerals.SPELLED})"
    return re.compile(
        rf"(?:(?P<part>\b{numerals.FRACTION})|(?:(?P<mark>{mark})(?=\d)|(?<![\w.,/#:])(?<!\d-))(?P<low>{figure})(?P<scale>{numerals.SCALE})?(?P<plus>\+)?"
        rf"(?:(?P<join>\s?[-\u2013]\s?|\s(?:to|or|and)\s)(?:{mark}(?=\d))?(?P<high>{figure})(?P<scale2>{numerals.SCALE})?(?P<plus2>\+)?)?)",
        re.IGNORECASE,
    )


@cache
def _of_figure() -> re.Pattern[str]:
    """Return what stands behind a figure that is a part of another: "318 of 590 posts", "three of the four artists"."""
    return re.compile(rf"\s(?:out )?of (?:the |its |their |his |her )?(?:{numerals.DIGITS}|{numerals.SPELLED})(?![\w%,.-])", re.IGNORECASE)


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
_PERCENT = re.compile(r"\s?%|\s?per\s?cent\b(?:age points?)?|\spercentage points?")
#: What stands before a number that counts nothing: the name of a thing, an age, a score.
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
_WORD = re.compile(r"[\s-]?\s?([A-Za-z][\w']*(?:-[A-Za-z][\w']*)*)")
#: Words at which the words for what is counted end.
_STOP = grammar("stop")
_TAILS = ("ss", "us", "ous", "is", "'s")
_IRREGULAR = frozenset(
    {"people", "children", "men", "women", "staff", "personnel", "livestock", "sheep", "cattle", "fish", "youth", "elderly"}
)
#: Plurals that stand before another noun: "300 sales staff".
#: Stand between a number and its noun: "50 more jobs"; and behind a number that counts nothing: "three times higher".
_FURTHER = re.compile(r"\s(?:more|other|such|further|additional)(?=\s(?!than\b))")
_FACTOR = re.compile(r"\stimes\s(?:higher|lower|more|less|as|larger|greater|the|that|bigger|likelier)\b")
_MODIFIERS = frozenset(
    {"sales", "sports", "arts", "goods", "services", "affairs", "persons'", "women's", "men's", "people's", "children's"}
)
#: What may be counted again by a bare number: "and 40 were women".
_BEINGS = ("person", "family", "household")
_OF_WHOM = re.compile(r"\s?(?:percent |per cent )?of (?:whom|which|them|these|those|its|the same)\b")
_ONE_OF = re.compile(r"\s(?:of|another|day|such)\b")
_VERB = re.compile(r"\s(?:are|were|is|was|have|had|has|of (?:them|whom|which)|live[ds]?|work(?:ed|s)?|found|got|now|also|remain)\b")
_WHOM_BEFORE = re.compile(
    r"\b(?:of (?:whom|which)|among (?:whom|which|them)|of them|including|among these|up from|down from|compared (?:with|to)|against)"
    r"[,:]?\s(?:the\s|about\s|some\s|nearly\s|over\s|more than\s)?$"
)
_CHANGE = re.compile(
    r"\b(?:r(?:ise|ose|isen|ising)|gr(?:ow|ew|own|owing)|increas\w+|f(?:all|ell|allen|alling)|drop\w*|declin\w+|jump\w*"
    r"|climb\w*|went|up|down|soar\w*|doubl\w+|expand\w*|reduc\w+|cut)\b[^.;]{0,40}\bfrom\s(?:\w+\s){0,2}$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\bbetween\s(?:\S{1,4}\s)?$", re.IGNORECASE)
_PER = re.compile(
    r"\s?(?:\((?:[^()]{0,40})\)\s?)?(?:(?:each|every|a|an|per|/)\s?(day|week|month|year|hour|minute|person|household"
    r"|session|kilogram|head|visit|family)\b|(annually|yearly|monthly|weekly|daily|hourly)\b)"
)
_PER_BEFORE = re.compile(r"\b(annual|yearly|monthly|weekly|daily|hourly|per capita)\b[^.;,]{0,40}$", re.IGNORECASE)
_ADVERBS = {
    "annually": "year",
    "annual": "year",
    "yearly": "year",
    "monthly": "month",
    "weekly": "week",
    "daily": "day",
    "hourly": "hour",
    "per capita": "person",
    "head": "person",
}
_PHRASE_ENDS = re.compile(
    r"[;!?()\"]|(?<!\d)[.,:]|[.,:](?!\d)|\s[\u2013\u2014]\s|\s(?:and|or|but|while|since|in \d|by \d|through|to|into|during|each|every|per"
    r"|find|hold|holds|held|complete[ds]?|repaid|receive[ds]?|joined|attended|live|work|earn|took|use|used|applied|became|went|lost|benefited|gained"
    r"|have|has|had|are|were|is|was|will|would|can"
    r"|could|last|this|next|so far"
    r"|for (?:the|free|more)|as|from|at|on|over the|in|worth|over|a (?:year|month|day|week)|\w+ly|founded|made|found"
    r"|got|gave|took|who|which|that|now"
    r"|here|there)\b"
)
#: What stands between a figure and the date that is its own: "3,100 yuan in 2013".
_DATED = re.compile(r"\s(?:[a-z]+\s){0,2}(?:a (?:month|year|day)\s)?(?:in|for|by|during)\s")
_CLOSED = re.compile(r"\"(?:\sin\b)?")
_WHOM_VERB = re.compile(r"\s(?=(?:are|were|is|was|have|had|has)\s)")
#: What is cut off before the words for who is counted.
#: Words for who is counted that tell nothing.
_NOBODY = frozenset(("are", "is", "was", "were", "them", "these", "those", "whom", "which", "it", "us"))
_VERBAL = re.compile(r"\s(?:have|has|had|do|does|did|will|would|can|could)\b")
_LEAD = re.compile(r"^(?:of|are|were|is|was|have been|had been)\s")


def find_numbers(model: TextModel, dates: Sequence[TextDate] | None = None) -> tuple[CountedNumber, ...]:
    """Return the figures of a text that count or measure something, in order.

    Args:
        model: the text, cut up; what stands in no sentence, or in a heading, a caption or furniture, is left out.
        dates: its dates, if they are known already.
    """
    return tuple(_CountReader(model, find_dates(model.view) if dates is None else dates).numbers())


class _CountReader:
    """Reads the figures of one text."""

    def __init__(self, model: TextModel, dates: Sequence[TextDate]) -> None:
        self.view, self.model, self.dates = model.view, model, dates
        spans = sorted(
            (span.start, span.end, number)
            for number, sentence in enumerate(model.sentences)
            if model.blocks[sentence.block].kind not in SILENT
            for span in sentence.spans
            if span.end - span.start <= LONGEST
        )
        self.spans = spans
        self.phones = [match.span() for match in _PHONE.finditer(self.view) if _is_phone(match[0])]
        self.closed = _CoveredSpans([*((date.start, date.end) for date in dates), *self.phones])
        self.date_starts = [date.start for date in dates]

    def numbers(self) -> Iterator[CountedNumber]:
        before: CountedNumber | None = None
        for span, figure in self._figures_by_span():
            if self._is_no_count(figure):
                continue
            found = self._number(figure, span, before)
            if found:
                before = found
                yield found

    def _figures_by_span(self) -> Iterator[tuple[tuple[int, int, int], _NumberText]]:
        return ((span, figure) for span in self.spans for figure in self._figures(span[0], span[1]))

    def _figures(self, start: int, limit: int) -> Iterator[_NumberText]:
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

    def _figure(self, match: re.Match[str]) -> tuple[_NumberText, int]:
        """Return a figure, and where to go on reading if its second half is a figure of its own."""
        before = self.view[max(0, match.start() - _BEFORE) : match.start()]
        start, comparator = match.start(), ""
        if found := _COMPARATOR.search(before):
            comparator = _COMPARATORS[int((found.lastgroup or "c0")[1:])][0]
            start -= len(before) - found.start()
        if match["part"]:
            return _NumberText(start, match.end(), numerals.plain(numerals.percent_of(match["part"])), "", "", "%", comparator), 0
        mark = units().by_mark.get((match["mark"] or "").strip(), "")
        low, high = self._ends(match, before)
        if high:
            return _NumberText(start, match.end(), "", low, high, mark, comparator), 0
        end = match.end("plus") if match["plus"] else match.end("scale") if match["scale"] else match.end("low")
        if match["plus"] or _OR_MORE.match(self.view, end):
            comparator = comparator or ("over" if match["plus"] else "at-least")
        return _NumberText(start, end, low, "", "", mark, comparator), end if match["join"] else 0

    def _ends(self, match: re.Match[str], before: str) -> tuple[str, str]:
        """Return the value of a figure, or the two of a range."""
        scale = match["scale"] or ""
        if match["high"]:
            low = numerals.value_of(f"{match['low']} {scale or match['scale2'] or numerals.scale_in(match['high'])}")
            high = numerals.value_of(match["high"] + " " + (match["scale2"] or ""))
            join = match["join"].strip()
            if high > low and (join != "and" or _BETWEEN.search(before)) and not _CHANGE.search(before):
                return numerals.plain(low), numerals.plain(high)
        return numerals.plain(numerals.value_of(f"{match['low']} {scale}")), ""

    def _is_no_count(self, figure: _NumberText) -> bool:
        """Tell whether a figure names, dates or orders something, or is an age."""
        if figure.mark:
            return False
        if figure.value == "1" and _ONE_OF.match(self.view, figure.end):
            return True
        before = self.view[max(0, figure.start - _BEFORE) : figure.start]
        if _NAMING.search(before) or _OLD.match(self.view, figure.end) or _STREET.match(self.view, figure.end):
            return not _PERCENT.match(self.view, figure.end)
        if not _CLOSES.match(self.view, figure.end):
            return False
        small = figure.value.isdigit() and int(figure.value) <= _HIGHEST_AGE
        return small and bool(_AT_AGE.search(before) or _AFTER_NAME.search(before))

    def _number(self, figure: _NumberText, span: tuple[int, int, int], before: CountedNumber | None) -> CountedNumber | None:
        limit = span[1]
        counted = self._counted(figure, limit, before if before and span[2] - before.sentence <= 1 else None)
        if counted is None or counted.unit in units().durations:
            return None
        per, end = self._per(figure.start, counted.end, limit) if counted.unit != "percent" else ("", counted.end)
        return CountedNumber(
            figure.start, end, figure.value, figure.low, figure.high, counted.unit, counted.noun, figure.comparator, per,
            self._population(figure, counted, limit), self._period(figure, span), span[2],
        )  # fmt: skip

    def _counted(self, figure: _NumberText, limit: int, before: CountedNumber | None) -> _CountedNoun | None:
        """Return what a figure counts; a figure of whom or which takes the unit of the one before."""
        view, end = self.view, figure.end
        if figure.mark:
            return _CountedNoun("percent" if figure.mark == "%" else figure.mark, "", end)
        if percent := _PERCENT.match(view, end, limit):
            return _CountedNoun("percent", percent[0].strip(), percent.end())
        if found := self._noun(figure, limit):
            return None if _FACTOR.match(view, end) else found
        if whole := _of_figure().match(view, end, limit):
            counted = self._noun(figure._replace(end=whole.end()), limit)
            return counted._replace(end=end) if counted and counted.unit not in units().by_mark.values() else None
        lead = view[max(0, figure.start - _BEFORE) : figure.start]
        if before and (_OF_WHOM.match(view, end) or _WHOM_BEFORE.search(lead) or (_VERB.match(view, end) and before.unit in _BEINGS)):
            return _CountedNoun(before.unit, before.noun, end)
        return None

    def _noun(self, figure: _NumberText, limit: int) -> _CountedNoun | None:
        """Return the first noun in the plural behind a figure, or the unit of a measure."""
        end, singular = self._past_mark(figure.end), figure.value == "1"
        best: _CountedNoun | None = None
        if singular and not self.view[figure.start : figure.end].strip().isdigit():
            return None
        by_noun, word = units().by_noun, ""
        for _ in range(_MOST_WORDS):
            match = _WORD.match(self.view, end, limit)
            if not match or match[1].lower() in _STOP:
                break
            before, word, end = word, match[1], match.end()
            known = by_noun.get(f"{before} {word}") or by_noun.get(word) or by_noun.get(word.lower())
            if known and (word not in _MODIFIERS):
                if best is None or best.unit == "item" or known == "person":
                    best = _CountedNoun(known, word, end)
                if not (best.unit != "person" and self._goes_on(end, limit)):
                    return best
            elif _is_plural(word) and best is None and word.lower() not in _MODIFIERS:
                best = _CountedNoun("item", word, end)
            elif best:
                return best
            elif word.lower() in _MODIFIERS:
                best = _CountedNoun("item", word, end)
        return best

    def _past_mark(self, end: int) -> int:
        """Return where the words for what is counted begin: behind a quotation mark and an "in" ("100,000+" in sales), or "more"."""
        match = _CLOSED.match(self.view, end) or _FURTHER.match(self.view, end)
        return match.end() if match else end

    def _goes_on(self, end: int, limit: int) -> bool:
        """Tell whether a noun for people follows at once: "50 company employees", "20 schools teachers"."""
        match = _WORD.match(self.view, end, limit)
        return bool(match) and units().by_noun.get(match[1]) == "person" if match else False

    def _per(self, start: int, end: int, limit: int) -> tuple[str, int]:
        if match := _PER.match(self.view, end, limit):
            word = match[1] or match[2]
            return _ADVERBS.get(word, word), match.end()
        before = _PER_BEFORE.search(self.view[max(0, start - _BEFORE) : start])
        return (_ADVERBS[before[1].lower()] if before else ""), end

    def _population(self, figure: _NumberText, counted: _CountedNoun, limit: int) -> str:
        """Return who or what is counted, as written: the noun with the words around it up to the end of its phrase."""
        if counted.unit in units().by_mark.values() or (counted.noun == "" and counted.unit != "percent"):
            return ""
        whom = _OF_WHOM.match(self.view, figure.end) or (_WHOM_VERB.match(self.view, figure.end))
        if self.view[counted.end : counted.end + 1] in (",", ";", ":", ")") or _VERBAL.match(self.view, max(counted.end, figure.end)):
            return ""
        start = whom.end() if whom else figure.end if counted.unit != "percent" else counted.end
        first = start + 1 if whom or counted.unit == "percent" else counted.end
        ends = _PHRASE_ENDS.search(self.view, first, min(limit, start + _LONGEST_PHRASE))
        end = ends.start() if ends else min(limit, start + _LONGEST_PHRASE)
        words = _LEAD.sub("", self.view[start:end].strip(" -+.,;"))
        return "" if words.lower() in _NOBODY else words

    def _period(self, figure: _NumberText, span: tuple[int, int, int]) -> str:
        """Return the date of the sentence that is nearest before the figure, else after it."""
        first = bisect.bisect_left(self.date_starts, span[0])
        last = bisect.bisect_left(self.date_starts, span[1])
        dates = [date for date in self.dates[first:last] if date.edtf]
        earlier = [date for date in dates if date.end <= figure.start]
        close = [date for date in dates if date.start > figure.end and _DATED.fullmatch(self.view, figure.end, date.start)]
        chosen = close or earlier[-1:] or dates[:1]
        return chosen[0].edtf if chosen else ""


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


def _is_plural(word: str) -> bool:
    lower = word.lower()
    return lower in _IRREGULAR or (lower.endswith("s") and word[0].islower() and len(lower) > 3 and not lower.endswith(_TAILS))  # noqa: PLR2004
