"""The figures of a text that count or measure something, with unit, comparator, range, period and population."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from disgraph.extract.text import number_words
from disgraph.extract.text.dates import TextDate, find_dates
from disgraph.extract.text.percent_wholes import phrase, share_whole
from disgraph.extract.text.phrases import grammar, units
from disgraph.extract.text.text_model import LONGEST, SILENT, TextModel
from disgraph.extract.text.written_numbers import BEFORE, PERCENT, NumberFinder, WrittenNumber

_MOST_WORDS = 7


class CountedNumber(NamedTuple):
    """A figure with what it counts: `text[start:end]` is the words, from comparator or currency to unit or noun.

    `value`, or `low` and `high` of a range, are plain numbers. `unit` is one of the ontology's, `noun` what the text calls it.
    `population` is who is counted, as written; `period` and `sentence` when and in which sentence (by number).
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


class _CountedNoun(NamedTuple):
    """What a figure counts, and where its words end."""

    unit: str
    noun: str
    end: int


@cache
def _of_figure() -> re.Pattern[str]:
    """Return the pattern after a figure that is a part of another: "318 of 590 posts", "three of the four artists"."""
    return re.compile(
        rf"\s(?:out )?of (?:the |its |their |his |her )?(?:{number_words.DIGITS}|{number_words.SPELLED})(?![\w%,.-])", re.IGNORECASE
    )


_WORD = re.compile(r"[\s-]?\s?([A-Za-z][\w']*(?:-[A-Za-z][\w']*)*)")
#: Words at which the words for what is counted end.
_STOP = grammar("stop")
_TAILS = ("ss", "us", "ous", "is", "'s")
_IRREGULAR = frozenset(
    {"people", "children", "men", "women", "staff", "personnel", "livestock", "sheep", "cattle", "fish", "youth", "elderly"}
)
#: Between a number and its noun: "50 more jobs"; and after a number that counts nothing: "three times higher".
_FURTHER = re.compile(r"\s(?:more|other|such|further|additional)(?=\s(?!than\b))")
_FACTOR = re.compile(r"\stimes\s(?:higher|lower|more|less|as|larger|greater|the|that|bigger|likelier)\b")
#: A percentage that compares two figures: 20 percent higher than before.
_COMPARED = re.compile(
    r"(?:\s?%|\s?per\s?cent)\s(?:higher|lower|more|less|fewer|above|below|faster|larger|smaller|cheaper|likelier|better|worse)\b"
)
_MODIFIERS = frozenset(
    {"sales", "sports", "arts", "goods", "services", "affairs", "persons'", "women's", "men's", "people's", "children's"}
)
#: What may be counted again by a bare number: "and 40 were women".
_BEINGS = ("person", "family", "household")
_OF_THEM = re.compile(r"\s?(?:percent |per cent )?of (?:whom|which|them|these|those|its|the same)\b")
_VERB = re.compile(r"\s(?:are|were|is|was|have|had|has|of (?:them|whom|which)|live[ds]?|work(?:ed|s)?|found|got|now|also|remain)\b")
_WHOM_LEAD = re.compile(
    r"\b(?:of (?:whom|which)|among (?:whom|which|them)|of them|including|among these|up from|down from|compared (?:with|to)|against)"
    r"[,:]?\s(?:the\s|about\s|some\s|nearly\s|over\s|more than\s)?$"
)
_PER = re.compile(
    r"\s?(?:\((?:[^()]{0,40})\)\s?)?(?:(?:each|every|a|an|per|/)\s?(day|week|month|year|hour|minute|person|household"
    r"|session|kilogram|head|visit|family)\b|(annually|yearly|monthly|weekly|daily|hourly)\b)"
)
_PER_LEAD = re.compile(r"\b(annual|yearly|monthly|weekly|daily|hourly|per capita)\b[^.;,]{0,40}$", re.IGNORECASE)
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
#: Between a figure and its own date: "3,100 yuan in 2013".
_DATED = re.compile(r"\s(?:[a-z]+\s){0,2}(?:a (?:month|year|day)\s)?(?:in|for|by|during)\s")
_CLOSED = re.compile(r"\"(?:\sin\b)?")
_WHOM_VERB = re.compile(r"\s(?=(?:are|were|is|was|have|had|has)\s)")
#: Words that do not name a population.
_NO_POPULATION = frozenset(("are", "is", "was", "were", "them", "these", "those", "whom", "which", "it", "us"))
_VERBAL = re.compile(r"\s(?:have|has|had|do|does|did|will|would|can|could)\b")


def find_numbers(model: TextModel, dates: Sequence[TextDate] | None = None) -> tuple[CountedNumber, ...]:
    """Return the figures of a text that count or measure something, in order.

    Args:
        model: the text, cut up; headings, captions, furniture and text outside of sentences are left out.
        dates: its dates, if they are known already.
    """
    return tuple(_CountReader(model, find_dates(model.view) if dates is None else dates).numbers())


class _CountReader:
    """Reads what the numbers of one text count."""

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
        self.date_starts = [date.start for date in dates]
        self.finder = NumberFinder(model.view, dates)

    def numbers(self) -> Iterator[CountedNumber]:
        before: CountedNumber | None = None
        for span in self.spans:
            for figure in self.finder.find(span[0], span[1]):
                found = self._number(figure, span, before)
                if found:
                    before = found
                    yield found

    def _number(self, figure: WrittenNumber, span: tuple[int, int, int], before: CountedNumber | None) -> CountedNumber | None:
        limit = span[1]
        counted = self._counted(figure, limit, before if before and span[2] - before.sentence <= 1 else None)
        if counted is None or counted.unit in units().durations:
            return None
        per, end = self._per(figure.start, counted.end, limit) if counted.unit != "percent" else ("", counted.end)
        return CountedNumber(
            figure.start, end, figure.value, figure.low, figure.high, counted.unit, counted.noun, figure.comparator, per,
            self._population(figure, counted, span), self._period(figure, span), span[2],
        )  # fmt: skip

    def _counted(self, figure: WrittenNumber, limit: int, before: CountedNumber | None) -> _CountedNoun | None:
        """Return what a figure counts; "of them" and the like take the unit of the figure before."""
        view, end = self.view, figure.end
        if figure.mark and not (figure.mark == "%" and _COMPARED.match(view, end - 1, limit)):
            return _CountedNoun("percent" if figure.mark == "%" else figure.mark, "", end)
        if percent := PERCENT.match(view, end, limit):
            return None if _COMPARED.match(view, end, limit) else _CountedNoun("percent", percent[0].strip(), percent.end())
        if found := self._noun(figure, limit):
            return None if _FACTOR.match(view, end) else found
        if whole := _of_figure().match(view, end, limit):
            counted = self._noun(figure._replace(end=whole.end()), limit)
            return counted._replace(end=end) if counted and counted.unit not in units().by_mark.values() else None
        lead = view[max(0, figure.start - BEFORE) : figure.start]
        if before and (_OF_THEM.match(view, end) or _WHOM_LEAD.search(lead) or (_VERB.match(view, end) and before.unit in _BEINGS)):
            return _CountedNoun(before.unit, before.noun, end)
        return None

    def _noun(self, figure: WrittenNumber, limit: int) -> _CountedNoun | None:
        """Return the first noun in the plural behind a figure, or the unit of a measure."""
        end, singular = self._past_mark(figure.end), figure.value == "1"
        best: _CountedNoun | None = None
        if singular and not self.view[figure.start : figure.end].strip().isdigit():
            return None
        by_noun, word = units().by_noun, ""
        for match in self._words(end, limit):
            before, word, end = word, match[1], match.end()
            known = by_noun.get(f"{before} {word}") or by_noun.get(word) or by_noun.get(word.lower())
            if known and (word not in _MODIFIERS):
                if best is None or best.unit == "item" or known == "person":
                    best = _CountedNoun(known, word, end)
                if not (best.unit != "person" and self._continues(end, limit)):
                    return best
            elif _is_plural(word) and best is None and word.lower() not in _MODIFIERS:
                best = _CountedNoun("item", word, end)
            elif best:
                return best
            elif word.lower() in _MODIFIERS:
                best = _CountedNoun("item", word, end)
        return best

    def _words(self, end: int, limit: int) -> Iterator[re.Match[str]]:
        """Yield the words after a figure that may be what it counts; none if they are a currency that alone is unclear."""
        found: list[re.Match[str]] = []
        while len(found) < _MOST_WORDS and (match := _WORD.match(self.view, end, limit)) and match[1].lower() not in _STOP:
            before = found[-1][1] if found else ""
            if match[1].lower() in units().unclear and f"{before} {match[1]}" not in units().by_noun:
                return
            found.append(match)
            end = match.end()
        yield from found

    def _past_mark(self, end: int) -> int:
        """Return where the words for what is counted begin: behind a quotation mark and an "in" ("100,000+" in sales), or "more"."""
        match = _CLOSED.match(self.view, end) or _FURTHER.match(self.view, end)
        return match.end() if match else end

    def _continues(self, end: int, limit: int) -> bool:
        """Return whether a noun for people follows at once: "50 company employees", "20 schools teachers"."""
        match = _WORD.match(self.view, end, limit)
        return bool(match) and units().by_noun.get(match[1]) == "person" if match else False

    def _per(self, start: int, end: int, limit: int) -> tuple[str, int]:
        if match := _PER.match(self.view, end, limit):
            word = match[1] or match[2]
            return _ADVERBS.get(word, word), match.end()
        before = _PER_LEAD.search(self.view[max(0, start - BEFORE) : start])
        return (_ADVERBS[before[1].lower()] if before else ""), end

    def _population(self, figure: WrittenNumber, counted: _CountedNoun, span: tuple[int, int, int]) -> str:
        """Return who or what is counted, as written: the noun with the words around it up to the end of its phrase."""
        if counted.unit == "percent":
            return share_whole(self.view, (span[0], figure.start), (max(figure.end, counted.end), span[1]))
        if counted.unit in units().by_mark.values() or counted.noun == "":
            return ""
        part = _OF_THEM.match(self.view, figure.end) or (_WHOM_VERB.match(self.view, figure.end))
        if self.view[counted.end : counted.end + 1] in (",", ";", ":", ")") or _VERBAL.match(self.view, max(counted.end, figure.end)):
            return ""
        start = part.end() if part else figure.end
        words = phrase(self.view, start, max(counted.end, start + 1 if part else 0), span[1])
        return "" if words.lower() in _NO_POPULATION else words

    def _period(self, figure: WrittenNumber, span: tuple[int, int, int]) -> str:
        """Return the date of the sentence that is nearest before the figure, else after it."""
        first = bisect.bisect_left(self.date_starts, span[0])
        last = bisect.bisect_left(self.date_starts, span[1])
        dates = [date for date in self.dates[first:last] if date.edtf]
        earlier = [date for date in dates if date.end <= figure.start]
        close = [date for date in dates if date.start > figure.end and _DATED.fullmatch(self.view, figure.end, date.start)]
        chosen = close or earlier[-1:] or dates[:1]
        return chosen[0].edtf if chosen else ""


def _is_plural(word: str) -> bool:
    lower = word.lower()
    return lower in _IRREGULAR or (lower.endswith("s") and word[0].islower() and len(lower) > 3 and not lower.endswith(_TAILS))  # noqa: PLR2004
