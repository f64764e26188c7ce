"""Averages and products: a total against a count and what each has."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from disgraph.audit.audited_graph import AuditedGraph, Figure
from disgraph.audit.figure_words import amount, named
from disgraph.audit.finding import HOLDS, NOT_ADDING, ONLY_IF, Finding, finding
from disgraph.audit.interval import Interval, loosely, rounding, spell_fraction
from disgraph.wording.noun_counts import join

_TIMES = frozenset({"day", "week", "month", "year"})
_COUNTED = frozenset({"person", "family", "household", "company", "session", "event", "item", "animal", "course", "place", "organisation"})


def averages(graph: AuditedGraph) -> Iterator[Finding]:
    """Compare total and count * each, where all three belong to one record, or occur in the same passage and agree.

    Arithmetic mean: total / count. Figures of one record are always compared; figures that only occur together
    are reported when they agree, because the text does not relate them.
    """
    for each in graph.figures:
        counted = each.per & _COUNTED
        if len(counted) == 1:
            for total in graph.figures:
                if total.unit == each.unit and not total.per & _COUNTED and total.stated and total.about & each.about:
                    yield from _compare(graph, each, total, next(iter(counted)))


def _compare(graph: AuditedGraph, each: Figure, total: Figure, counted: str) -> Iterator[Finding]:
    if total.measure == each.measure and set(total.records) & set(each.records):
        counts = [count for count in graph.figures if count.unit in _COUNTED and not count.per and set(count.records) & set(total.records)]
        if any(count.unit == counted for count in counts):
            yield _of_record(each, total, counts)
    elif _together(each, total):
        for count in graph.figures:
            if count.unit == counted and not count.per and count.stated and count.about & each.about and _together(count, total):
                yield from _agreeing(each, total, count)


def _of_record(each: Figure, total: Figure, counts: list[Figure]) -> Finding:
    """Compare the total of a record with every way to count its receivers."""
    ways = [way for size in range(len(counts), 0, -1) for way in combinations(counts, size)]
    numbers = {way: sum((count.value for count in way), Fraction(0)) for way in ways}
    share = each.loose()
    fitting = [way for way in ways if _spread(share, numbers[way]).meets(total.reach(coarse=True))]
    best = fitting[0] if fitting else ways[0]
    mean = total.value / numbers[best]
    shown = f"{spell_fraction(mean)} {each.noun()} each"
    working = f"{spell_fraction(total.value, 4)} / {spell_fraction(numbers[best], 4)} = {shown}; stated {amount(each)}"
    concerns = (each.iri, total.iri, *(count.iri for count in best))
    recomputed = f"{named(total)} for {join([amount(count) for count in best])} are {shown} on average"
    if fitting:
        sentence = f"Stated: {amount(each)}. {recomputed}: it holds."
        return finding("average", HOLDS, concerns, sentence, working=working, recomputed=shown)
    return finding("average", NOT_ADDING, concerns, f"Stated: {amount(each)}. {recomputed}.", working=working, recomputed=shown)


def _spread(share: Interval, count: Fraction) -> Interval:
    return Interval(None if share.low is None else share.low * count, None if share.high is None else share.high * count)


def _together(one: Figure, other: Figure) -> bool:
    """Return whether two figures occur in overlapping passages of one document."""
    return any(a.document == b.document and a.start < b.end and b.start < a.end for a in one.spans for b in other.spans)


def _agreeing(each: Figure, total: Figure, count: Figure) -> Iterator[Finding]:
    mean = total.value / count.value if count.value else Fraction(0)
    if not each.stated or not loosely(each.value, each.comparator, rounding(each.stated)).holds(mean):
        return
    shown = f"{spell_fraction(mean)} {each.noun()} each"
    vague = [f"the count is {spell_fraction(count.value, 4)}"] if count.comparator else []
    spans = sorted((each.per & _TIMES) - total.per)
    vague += [f"the {amount(total)} are those of one {spans[0]}"] if spans else []
    condition = " and ".join(vague)
    verdict = ONLY_IF if condition else HOLDS
    yield finding(
        "average",
        verdict,
        (each.iri, total.iri, count.iri),
        f"Stated: {amount(each)}. {named(total)} for {amount(count)} are {shown}: it {verdict}{' ' if condition else ''}{condition}.",
        working=f"{spell_fraction(total.value, 4)} / {spell_fraction(count.value, 4)} = {shown}; stated {amount(each)}",
        recomputed=shown,
        condition=condition,
    )
