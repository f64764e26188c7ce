"""The figures of a text that count or measure something, with unit, comparator, range, period and population."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from disgraph.extract.text import number_words
from disgraph.extract.text.counted_phrases import counted_phrase, owner_phrase
from disgraph.extract.text.dates import TextDate, find_dates
from disgraph.extract.text.percent_wholes import phrase, share_whole
from disgraph.extract.text.phrases import grammar, units
from disgraph.extract.text.shared_money import money_of
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
#: Between a date and a figure of another predicate: "founded in 2003 by Ann, has trained"; "1968 and employs".
_ALSO = re.compile(r"^(?:also|still|now) ")
#: After "of them": what they did does not say who they are.
_DID = re.compile(
    r"(?:found|got|took|went|became|lost|won|left|began|(?!retired|disabled|unemployed|employed|married|registered)[a-z]+ed)\b"
)
#: Units of which the noun says nothing more.
_PLAIN = frozenset(
    ("item", "kilometre", "metre", "hectare", "acre", "mu", "square-metre", "kilogram", "times", "user", "follower", "order", "job")
)
_ANYBODY = frozenset(("people", "persons", "individuals"))
_PREDICATE_ENDS = re.compile(r"[;:()\u2013\u2014]|,(?!\s?\d)|\s(?:and|but|while|who|which|whose|where|after|before|when|than)\s")
_LATER_ENDS = re.compile(
    r"[;:()\u2013\u2014]|,(?!\s?\d)|\s(?:but|while|who|which|whose|where|after|before|when|than)\s"
    r"|\ssince (?:it|he|she|they|the|its|their)\s|\sand (?:has|had|is|are|was|were|[a-z]+ed)\s"
)
_ASIDE = re.compile(r";|, (?:which|who|whose|where)\b")
#: A date that opens the sentence or a clause dates all of its predicates: "In 2022, the centre trained 90 people and 30 parents".
_OPENING = re.compile(
    r"(?:^|^(?:In|At|Across|Near)\s[^,;:]{1,40},\s|[;:.]|,\s(?:and|but)|\b(?:and|but|while|that))"
    r"[\s\"*\u2022-]*(?:(?:only|already|as early|ever)\s)?"
    r"(?:(?:in|on|by|since|during|from|between|until|at|as of|over|for)\s(?:(?:the|end|beginning|start|of|first|second|half|early|late|mid"
    r"|year|years|months?|period|school|financial)\s)*)?$",
    re.IGNORECASE,
)


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
        money = money_of(model.view)
        self.nouns = {**units().by_noun, **money.nouns}
        self.unclear = units().unclear | money.nouns.keys()
        self.finder = NumberFinder(model.view, dates, money.marks)

    def numbers(self) -> Iterator[CountedNumber]:
        before: CountedNumber | None = None
        for span in self.spans:
            for figure in self.finder.find(span[0], span[1]):
                found = self._number(figure, span, before)
                if found:
                    before = before if _stays(before, found) else found
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
            return counted._replace(end=end) if counted and counted.unit not in units().money else None
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
        by_noun, word = self.nouns, ""
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
            clear = self.nouns.get(f"{before} {match[1]}") or self.nouns.get(match[1].lower())
            if match[1].lower() in self.unclear and not clear:
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
        before, behind = (span[0], figure.start), (max(figure.end, counted.end), span[1])
        if counted.unit == "percent":
            return share_whole(self.view, before, behind) or owner_phrase(self.view, before, behind)
        if counted.unit in units().money:
            return owner_phrase(self.view, before, behind)
        if counted.noun == "":
            return ""
        part = _OF_THEM.match(self.view, figure.end) or (_WHOM_VERB.match(self.view, figure.end))
        if part and counted.end <= part.end():
            words = _ALSO.sub("", phrase(self.view, part.end(), part.end() + 1, span[1]))
            words = "" if _DID.match(words) else words
        else:
            words = counted_phrase(self.view, part.end() if part else figure.end, counted.end, span[1])
        is_plain = words.lower() == counted.noun.lower() and (counted.unit in _PLAIN or words.lower() in _ANYBODY)
        return "" if words.lower() in _NO_POPULATION or is_plain else words

    def _period(self, figure: WrittenNumber, span: tuple[int, int, int]) -> str:
        """Return the date of a figure: directly behind it, else the nearest before or after it in its own predicate or opening it."""
        first = bisect.bisect_left(self.date_starts, span[0])
        last = bisect.bisect_left(self.date_starts, span[1])
        dates = [date for date in self.dates[first:last] if date.edtf]
        earlier = [date for date in dates if date.end <= figure.start]
        later = [date for date in dates if date.start > figure.end]
        close = [date for date in later if _DATED.fullmatch(self.view, figure.end, date.start)]
        near = [date for date in earlier[-1:] if self._dates(date, figure, span[0])]
        behind = [date for date in later[:1] if not earlier and not _LATER_ENDS.search(self.view, figure.end, date.start)]
        return next((date.edtf for date in (*close, *near, *behind)), "")

    def _dates(self, date: TextDate, figure: WrittenNumber, start: int) -> bool:
        """Return whether an earlier date is that of a figure: in its predicate, or at the head of its clause."""
        if not _PREDICATE_ENDS.search(self.view, date.end, figure.start):
            return True
        is_label = self.view[date.end : date.end + 1] in (":", ")", "-") or self.view[date.end : date.end + 2] == " -"
        between = self.view[date.end : figure.start]
        return not is_label and not _ASIDE.search(between) and _OPENING.search(self.view[start : date.start]) is not None


def _stays(before: CountedNumber | None, found: CountedNumber) -> bool:
    """Return whether "them" still means the people counted before: 2,870 children in 23 schools, | 164 of them."""
    return before is not None and before.sentence == found.sentence and before.unit in _BEINGS and found.unit not in _BEINGS


def _is_plural(word: str) -> bool:
    lower = word.lower()
    return lower in _IRREGULAR or (lower.endswith("s") and word[0].islower() and len(lower) > 3 and not lower.endswith(_TAILS))  # noqa: PLR2004
