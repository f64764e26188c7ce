"""Whether a fact has the years of a question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from disgraph.ask.fact_views import FactView
from disgraph.ask.predicate_words import AskedYear
from disgraph.ask.question import Question
from disgraph.rdf import Literal

_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")


def says_years(question: Question, fact: FactView) -> bool:
    """Return whether a fact has the years of a question: in its words, its quotes or its times."""
    spans = list(year_spans(fact)) if question.years else []
    return all(_has_year(spans, asked) for asked in question.years)


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
