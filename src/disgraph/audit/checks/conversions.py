"""Conversions: the same amount in two units or currencies."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import groupby

from disgraph.audit.audited_graph import AuditedGraph, Figure, Period
from disgraph.audit.figure_words import amount
from disgraph.audit.finding import HOLDS, IMPLAUSIBLE, NOT_ADDING, ONLY_IF, Finding, finding
from disgraph.audit.interval import loosely, rounding, spell_fraction
from disgraph.audit.reference import RATE_IN_YEAR, SAME_RATE, UNITS, YUAN_PER_DOLLAR
from disgraph.wording.noun_counts import join

_TOLERANCE = f"{int(100 * RATE_IN_YEAR)} percent"
#: From this number of years on, only the first and the last are listed.
_MANY = 4


def conversions(graph: AuditedGraph) -> Iterator[Finding]:
    """Recompute every figure that is another one in another unit: fixed factors for measures, yearly averages for currencies."""
    for target in graph.figures:
        for source in graph.linked(target, "convertedFrom"):
            if target.stated and source.stated and {source.unit, target.unit} != {"CNY", "USD"}:
                yield from _units(source, target)
    yield from _currencies(graph)


def _units(source: Figure, target: Figure) -> Iterator[Finding]:
    kind, factor = UNITS.get(source.unit, ("", Fraction(1)))
    other, divisor = UNITS.get(target.unit, ("?", Fraction(1)))
    if kind != other:
        return
    result = source.value * factor / divisor
    back = target.value * divisor / factor
    shown = f"{spell_fraction(result, 4)} {target.noun()}"
    working = f"{amount(source)} * {spell_fraction(factor / divisor, 6)} = {shown}; stated {amount(target)}"
    concerns = (source.iri, target.iri)
    if loosely(target.value, target.comparator, rounding(target.stated)).holds(result):
        sentence = f"Stated: {amount(target)}. {amount(source)} are {shown}: it holds."
        yield finding("conversion", HOLDS, concerns, sentence, working=working, recomputed=shown)
    elif source.reach(coarse=True).holds(back) or loosely(source.value, source.comparator, rounding(source.stated)).holds(back):
        condition = f"the {amount(source)} are a rounded figure"
        sentence = f"Stated: {amount(target)}. {amount(source)} are {shown}: it {ONLY_IF} {condition}."
        yield finding("conversion", ONLY_IF, concerns, sentence, working=working, recomputed=shown, condition=condition)
    else:
        sentence = f"Stated: {amount(target)}. {amount(source)} are {shown}."
        yield finding("conversion", NOT_ADDING, concerns, sentence, working=working, recomputed=shown)


def _currencies(graph: AuditedGraph) -> Iterator[Finding]:
    rates = [(_rate(source, target), source, target) for target in graph.figures for source in _exchanged(graph, target)]
    for rate, source, target in rates:
        documents = source.documents & target.documents
        others = [
            other
            for other, one, two in rates
            if two.iri != target.iri
            and documents & one.documents & two.documents
            and _is_comparable(other, _time(one, two), _time(source, target))
        ]
        yield _exchange(rate, source, target, others)


def _is_comparable(rate: Fraction, period: Period, own: Period) -> bool:
    """Whether another rate of a document is that of some year, and not of another time than the own one."""
    return bool(_years_of(rate)) and period.meets(own)


def _time(source: Figure, target: Figure) -> Period:
    return source.period if source.period.known else target.period


def _exchanged(graph: AuditedGraph, target: Figure) -> list[Figure]:
    linked = graph.linked(target, "convertedFrom") if target.stated and target.value else []
    return [source for source in linked if source.stated and source.value and {source.unit, target.unit} == {"CNY", "USD"}]


def _rate(source: Figure, target: Figure) -> Fraction:
    yuan, dollars = (source, target) if source.unit == "CNY" else (target, source)
    return yuan.value / dollars.value


def _exchange(rate: Fraction, source: Figure, target: Figure, others: list[Fraction]) -> Finding:
    shown = f"{spell_fraction(rate, 4)} yuan to the dollar"
    concerns, years = (source.iri, target.iri), _years_of(rate)
    working = f"{amount(source)} = {amount(target)}: {shown}; {_comparison(source, target, years)}"
    rate_text = f"{amount(source)} as {amount(target)} means {shown}"
    if not years:
        sentence = f"{rate_text}; since {min(YUAN_PER_DOLLAR)} no yearly average was within {_TOLERANCE} of it."
        return finding("conversion", IMPLAUSIBLE, concerns, sentence, working=working, recomputed=shown)
    apart = [other for other in others if abs(other - rate) > SAME_RATE * max(rate, other)]
    own = _years_in(_time(source, target))
    if own and own.isdisjoint(years):
        condition = f"it was converted at the rate of a time other than {_spell_years(own)}"
        sentence = f"{rate_text}, a rate of {_spell_years(years)}: it {ONLY_IF} {condition}."
        return finding("conversion", ONLY_IF, concerns, sentence, working=working, recomputed=shown, condition=condition)
    if apart:
        condition = "the amounts were converted at rates of different times"
        sentence = f"{rate_text}, while another amount of the document means {spell_fraction(apart[0], 4)}: it {ONLY_IF} {condition}."
        return finding("conversion", ONLY_IF, concerns, sentence, working=working, recomputed=shown, condition=condition)
    return finding(
        "conversion",
        HOLDS,
        concerns,
        f"{rate_text}, a rate of {_spell_years(own & years or years)}: it holds.",
        working=working,
        recomputed=shown,
    )


def _years_of(rate: Fraction) -> frozenset[int]:
    """Return the years whose average is near a rate; a rate near that of the last year may also be of a later one."""
    near = {year for year, average in YUAN_PER_DOLLAR.items() if abs(rate - average) <= RATE_IN_YEAR * average}
    last = max(YUAN_PER_DOLLAR)
    return frozenset(near | ({last + 1} if last in near else set()))


def _years_in(period: Period) -> frozenset[int]:
    """Return the years of a period that the table of rates has, and one for all later years; none for an open period."""
    if period.first is None or period.last is None:
        return frozenset()
    last = max(YUAN_PER_DOLLAR) + 1
    years = {min(year, last) for year in range(period.first.year, period.last.year + 1)}
    return frozenset(year for year in years if year >= min(YUAN_PER_DOLLAR))


def _spell_years(years: frozenset[int]) -> str:
    """Return years as spans: `1995 to 2004`, `2007 and 2023 or later`."""
    last = max(YUAN_PER_DOLLAR) + 1
    known = sorted(year for year in years if year < last)
    if not known:
        return f"after {last - 1}"
    runs = [[year for _, year in run] for _, run in groupby(enumerate(known), lambda pair: pair[1] - pair[0])]
    spans = [str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs]
    return join(spans) + (" or later" if last in years else "")


def _comparison(source: Figure, target: Figure, years: frozenset[int]) -> str:
    """Return the yearly averages of the time of the amounts, or else those near the rate."""
    own = _years_in(_time(source, target))
    shown = sorted(year for year in own or years if year in YUAN_PER_DOLLAR)
    averages = ", ".join(
        f"{spell_fraction(YUAN_PER_DOLLAR[year])} in {year}" for year in (shown if len(shown) < _MANY else shown[:1] + shown[-1:])
    )
    return f"yearly average: {averages}" if averages else "no yearly average is near it"
