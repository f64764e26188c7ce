"""Averages and products: a total against a count and what each has."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from disgraph.audit.interval import Interval, loosely, rounding, tell
from disgraph.audit.model import HOLDS, NOT_ADDING, ONLY_IF, Finding, finding
from disgraph.audit.told import Figure, Told
from disgraph.audit.words import amount, listed, named, unit_words

_TIMES = frozenset({"day", "week", "month", "year"})
_COUNTED = frozenset({"person", "family", "household", "company", "session", "event", "item", "animal", "course", "place", "organisation"})


def averages(told: Told) -> Iterator[Finding]:
    """Compare total and count * each, where all three belong to one record, or stand in the same passage and agree.

    Arithmetic mean: total / count. Figures of one record are compared whatever comes out; figures that only stand together
    are reported when they agree, for nothing says that they belong together.
    """
    for each in told.figures:
        counted = each.per & _COUNTED
        if len(counted) == 1:
            for total in told.figures:
                if total.unit == each.unit and not total.per & _COUNTED and total.stated and total.about & each.about:
                    yield from _compare(told, each, total, next(iter(counted)))


def _compare(told: Told, each: Figure, total: Figure, counted: str) -> Iterator[Finding]:
    if total.measure == each.measure and set(total.records) & set(each.records):
        counts = [count for count in told.figures if count.unit in _COUNTED and not count.per and set(count.records) & set(total.records)]
        if any(count.unit == counted for count in counts):
            yield _of_record(each, total, counts)
    elif _together(each, total):
        for count in told.figures:
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
    shown = f"{tell(mean)} {unit_words(each.unit)} each"
    working = f"{tell(total.value, 4)} / {tell(numbers[best], 4)} = {shown}; stated {amount(each)}"
    concerns = (each.iri, total.iri, *(count.iri for count in best))
    said = f"{named(total)} for {listed(amount(count) for count in best)} are {shown} on average"
    if fitting:
        sentence = f"{said}: this agrees with {amount(each)}."
        return finding("average", HOLDS, concerns, sentence, working=working, recomputed=shown)
    return finding("average", NOT_ADDING, concerns, f"{said}, which {amount(each)} cannot give.", working=working, recomputed=shown)


def _spread(share: Interval, count: Fraction) -> Interval:
    return Interval(None if share.low is None else share.low * count, None if share.high is None else share.high * count)


def _together(one: Figure, other: Figure) -> bool:
    """Tell whether two figures stand in overlapping passages of one document."""
    return any(a.document == b.document and a.start < b.end and b.start < a.end for a in one.spans for b in other.spans)


def _agreeing(each: Figure, total: Figure, count: Figure) -> Iterator[Finding]:
    mean = total.value / count.value if count.value else Fraction(0)
    if not each.stated or not loosely(each.value, each.comparator, rounding(each.stated)).holds(mean):
        return
    shown = f"{tell(mean)} {unit_words(each.unit)} each"
    vague = [f"the count is {tell(count.value, 4)}"] if count.comparator else []
    spans = sorted((each.per & _TIMES) - total.per)
    vague += [f"the {amount(total)} are those of one {spans[0]}"] if spans else []
    condition = " and ".join(vague)
    verdict = ONLY_IF if condition else HOLDS
    yield finding(
        "average",
        verdict,
        (each.iri, total.iri, count.iri),
        f"{named(total)} for {amount(count)} are {shown}: the stated {amount(each)} {verdict}{' ' if condition else ''}{condition}.",
        working=f"{tell(total.value, 4)} / {tell(count.value, 4)} = {shown}; stated {amount(each)}",
        recomputed=shown,
        condition=condition,
    )
