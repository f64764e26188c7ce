"""Whether a fact has the years of a question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from disgraph.ask.fact_views import FactView
from disgraph.ask.predicate_words import AskedYear
from disgraph.ask.question import Question
from disgraph.rdf import Literal

_NUMBER = re.compile(r"\d[\d,]*\d|\d")
#: A number of five digits and more, or with separators: no year and no number of a body.
_LARGE = re.compile(r"(?<![\w.])(?:\d{1,3}(?:,\d{3})+|\d{5,})(?![\w.]|,\d)")
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")


def says_years(question: Question, fact: FactView) -> bool:
    """Return whether a fact has the years of a question: in its words, its quotes or its times."""
    spans = list(year_spans(fact)) if question.years else []
    return all(_has_year(spans, asked) for asked in question.years)


def says_numbers(question: Question, fact: FactView) -> bool:
    """Return whether a fact or its quotes have the large numbers of a question: a loan of 150,000 yuan is not one of a million."""
    asked = _LARGE.findall(question.text)
    if not asked:
        return True
    names = " ".join(mention.text for mention in question.proper)
    said = {
        number.replace(",", "") for text in (fact.sentence, *(each.quote for each in fact.passages)) for number in _NUMBER.findall(text)
    }
    values = {each.term.value for each in fact.fillers if isinstance(each.term, Literal)}
    return all(number in names or number.replace(",", "") in said | values for number in asked)


def _has_year(spans: Sequence[tuple[int, int]], asked: AskedYear) -> bool:
    """Return whether a year is in one of the spans; a latest year may have none, or earlier ones."""
    if asked.is_limit:
        return not spans or any(start <= asked.year for start, _ in spans)
    return any(start <= asked.year <= end for start, end in spans)


def year_spans(fact: FactView, *, has_quotes: bool = True) -> Iterator[tuple[int, int]]:
    """Yield the years that a fact has in its words, and the spans of its times.

    Args:
        fact: the fact.
        has_quotes: whether the years of its quotes count too.
    """
    quotes = (passage.quote for passage in fact.passages) if has_quotes else ()
    for text in (fact.sentence, *quotes):
        yield from ((int(year), int(year)) for year in _YEAR.findall(text))
    for filler in fact.fillers:
        if isinstance(filler.term, Literal) and filler.term.datatype.value.endswith("EDTF"):
            found = [int(year) for year in _YEAR.findall(filler.term.value)]
            if found:
                yield found[0], found[-1]
