"""Two figures of one thing: the same measure of the same thing, a later sum against an earlier part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from disgraph.audit.audited_graph import AuditedGraph, Figure
from disgraph.audit.figure_words import amount, named, stems
from disgraph.audit.finding import CONTRADICTS, NOT_ADDING, ONLY_IF, Finding, finding
from disgraph.audit.interval import spell_fraction

#: Words of a population that only state a time, or that all are counted.
_WHEN = "now current currently so far today alone recent recently annual monthly yearly daily year years overall exactly number"
_LINKS = ("partOf", "sharePart", "shareWhole", "growthFrom", "growthTo", "sumOf", "convertedFrom")
#: Counts that run up over time; money does too.
_UPPER_BOUND = frozenset({"at-most", "up-to", "under"})


def repeats(graph: AuditedGraph) -> Iterator[Finding]:
    """Compare figures of one measure, thing, unit and population whose times overlap.

    The populations are compared by their content words, apart from those of the thing and the measure; different words are
    different populations, which are not compared.
    """
    groups: dict[object, list[Figure]] = defaultdict(list)
    for figure in graph.figures:
        if figure.measure and figure.about and _UPPER_BOUND.isdisjoint({figure.comparator}):
            groups[_key(graph, figure)].append(figure)
    for found in groups.values():
        for one, other in combinations(found, 2):
            if not _tied(one, other) and not one.loose().meets(other.loose()):
                yield from _compare(one, other)


def _key(graph: AuditedGraph, figure: Figure) -> object:
    names = [graph.label(node) for node in figure.about | figure.places]
    population = stems(figure.population, (*names, figure.measure_label, _WHEN))
    return figure.measure, figure.unit, figure.per, figure.about, figure.places - figure.about, population


def _tied(one: Figure, other: Figure) -> bool:
    """Return whether a link states how the two figures are related, or both belong to one change."""
    return any(other.iri in one.to(link) or one.iri in other.to(link) for link in _LINKS)


def _compare(one: Figure, other: Figure) -> Iterator[Finding]:
    concerns = (one.iri, other.iri)
    working = f"{_with_time(one)}; {_with_time(other)}"
    both = f"{named(one)}{_when(one)} and {amount(other)}{_when(other)} are given for the same thing"
    if one.period.known and other.period.known:
        if one.times == other.times or _same(one, other):
            yield finding("repeat", CONTRADICTS, concerns, f"{both} and the same time.", working=working)
        elif one.period.meets(other.period):
            yield from _nested(one, other, concerns, working)
    elif not one.period.known and not other.period.known and one.documents & other.documents:
        yield finding("repeat", CONTRADICTS, concerns, f"{both}, without different times.", working=working)
    else:
        condition = "the figures are of different times"
        sentence = f"{both}, one of them without a time: both can be right only if they are of different times."
        yield finding("repeat", ONLY_IF, concerns, sentence, working=working, condition=condition)


def _same(one: Figure, other: Figure) -> bool:
    return one.period == other.period


def _nested(one: Figure, other: Figure, concerns: tuple[str, ...], working: str) -> Iterator[Finding]:
    """Find a count over a period that is smaller than the count over a part of the period."""
    if one.per or one.unit == "percent":
        return
    for whole, part in ((one, other), (other, one)):
        least, most = part.loose().low, whole.loose().high
        if _covers(whole, part) and least is not None and most is not None and least > most:
            sentence = (
                f"The sum up to the later time, {named(whole)}{_when(whole)}, is smaller than the earlier {amount(part)}{_when(part)}."
            )
            yield finding("later-sum", NOT_ADDING, concerns, sentence, working=working, recomputed=f"at least {spell_fraction(least, 4)}")


def _covers(whole: Figure, part: Figure) -> bool:
    """Return whether a running total contains another period: it is an interval or runs up to a date, and ends no earlier."""
    if not any("/" in time for time in whole.times) or whole.period.last is None or part.period.last is None:
        return False
    begins = whole.period.first is None or (part.period.first is not None and whole.period.first <= part.period.first)
    return begins and part.period.last <= whole.period.last


def _when(figure: Figure) -> str:
    return f" ({', '.join(figure.times)})" if figure.times else ""


def _with_time(figure: Figure) -> str:
    return f"{amount(figure)}{_when(figure) or ' (no time)'}"
