"""Two figures of one thing: the same measure of the same thing, a later sum against an earlier part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import product

from disgraph.audit.audited_graph import AuditedGraph, Figure
from disgraph.audit.conflicting_figures import conflicting
from disgraph.audit.figure_words import amount, named, stems
from disgraph.audit.finding import CONTRADICTS, NOT_ADDING, ONLY_IF, Finding, finding
from disgraph.audit.interval import spell_fraction
from disgraph.wording.noun_counts import count_noun, join

#: Words of a population that only state a time, or that all are counted.
_WHEN = "now current currently so far today alone recent recently annual monthly yearly daily year years overall exactly number"
_LINKS = ("figurePartOf", "sharePart", "shareWhole", "growthFrom", "growthTo", "sumOf", "convertedFrom")
#: Counts that run up over time; money does too.
_UPPER_BOUND = frozenset({"at-most", "up-to", "under"})

#: Maximum number of values that a finding lists besides the first.
_SHOWN = 5
_PAIR = 2


def repeats(graph: AuditedGraph) -> Iterator[Finding]:
    """Compare figures of one measure, statistic, thing, unit and population whose times overlap.

    The populations are compared by their content words, apart from those of the thing and the measure; different words are
    different populations, which are not compared.
    """
    groups: dict[object, list[Figure]] = defaultdict(list)
    for figure in graph.figures:
        if figure.measure and figure.about and _UPPER_BOUND.isdisjoint({figure.comparator}):
            groups[_key(graph, figure)].append(figure)
    for found in groups.values():
        if len(found) > 1:
            yield from _compare(found)


def _key(graph: AuditedGraph, figure: Figure) -> object:
    names = [graph.label(node) for node in figure.about | figure.places]
    population = stems(figure.population, (*names, figure.measure_label, _WHEN))
    made = figure.measure, figure.statistic, figure.unit, figure.per
    return made, figure.about, figure.places - figure.about, figure.criteria, population


def _tied(one: Figure, other: Figure) -> bool:
    """Return whether a link states how the two figures are related, or both belong to one change."""
    return any(other.iri in one.to(link) or one.iri in other.to(link) for link in _LINKS)


def _compare(figures: list[Figure]) -> Iterator[Finding]:
    """Yield one finding for the figures of each time, for those of each document without a time, and for the others without a time."""
    timed = [figure for figure in figures if figure.period.known]
    by_time: dict[object, list[Figure]] = defaultdict(list)
    for figure in timed:
        by_time[figure.period].append(figure)
    for same in by_time.values():
        yield from _contradiction(same, "and the same time")
    by_document: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        if not figure.period.known:
            for document in figure.documents:
                by_document[document].append(figure)
    for same in by_document.values():
        yield from _contradiction(same, "without different times", comma=True)
    yield from _undated(figures)
    yield from _later_sums(timed)


def _contradiction(figures: list[Figure], text: str, comma: bool = False) -> Iterator[Finding]:
    found = conflicting(figures, lambda one, other: not _tied(one, other))
    if found:
        sentence = f"{_values(found)} are given for the same thing{',' * comma} {text}."
        yield finding("repeat", CONTRADICTS, _iris(found), sentence, working=_working(found))


def _undated(figures: list[Figure]) -> Iterator[Finding]:
    """Find figures of which one has no time, and which are not of one document without times."""
    found = conflicting(figures, lambda one, other: not _tied(one, other) and _lack_a_time(one, other))
    if found:
        condition = "the figures are of different times"
        all_of_them = "both" if len(found) == _PAIR else "all"
        given = f"{_values(found)} are given for the same thing, one of them without a time"
        sentence = f"{given}: {all_of_them} can be right only if they are of different times."
        yield finding("repeat", ONLY_IF, _iris(found), sentence, working=_working(found), condition=condition)


def _lack_a_time(one: Figure, other: Figure) -> bool:
    known = one.period.known + other.period.known
    return known == 1 or (known == 0 and one.documents.isdisjoint(other.documents))


def _values(figures: list[Figure]) -> str:
    """Return the different values with their times, the first with its name; of many the smallest."""
    first, *others = _ordered(figures)
    texts = list(dict.fromkeys(f"{amount(figure)}{_when(figure)}" for figure in others))
    more = [count_noun(len(texts) - _SHOWN, "other value")] if len(texts) > _SHOWN else []
    return join([f"{named(first)}{_when(first)}", *texts[:_SHOWN], *more])


def _working(figures: list[Figure]) -> str:
    texts = list(dict.fromkeys(map(_with_time, _ordered(figures))))
    return "; ".join(texts[: _SHOWN + 1]) + ("; ..." if len(texts) > _SHOWN + 1 else "")


def _ordered(figures: list[Figure]) -> list[Figure]:
    """Return more than two figures by value."""
    return sorted(figures, key=lambda figure: (figure.value, figure.iri)) if len(figures) > _PAIR else figures


def _iris(figures: list[Figure]) -> tuple[str, ...]:
    return tuple(figure.iri for figure in figures)


def _later_sums(figures: list[Figure]) -> Iterator[Finding]:
    """Compare the smallest running total of each period with the largest figure of each other period."""
    totals = _extremes(figure for figure in figures if any("/" in time for time in figure.times))
    parts = _extremes(figures, largest=True)
    for whole, part in product(totals, parts):
        if whole.period != part.period and not _tied(whole, part):
            yield from _nested(whole, part)


def _extremes(figures: Iterable[Figure], *, largest: bool = False) -> list[Figure]:
    """Return the smallest or largest figure of each period."""
    found: dict[object, Figure] = {}
    for figure in figures:
        other = found.setdefault(figure.period, figure)
        if other.value != figure.value and (other.value < figure.value) == largest:
            found[figure.period] = figure
    return list(found.values())


def _nested(whole: Figure, part: Figure) -> Iterator[Finding]:
    """Find a count over a period that is smaller than the count over a part of the period."""
    least, most = part.loose().low, whole.loose().high
    if whole.per or whole.unit == "percent" or least is None or most is None:
        return
    if _covers(whole, part) and least > most:
        sentence = f"The sum up to the later time, {named(whole)}{_when(whole)}, is smaller than the earlier {amount(part)}{_when(part)}."
        working = _working(sorted((whole, part)))
        recomputed = f"at least {spell_fraction(least, 4)}"
        yield finding("later-sum", NOT_ADDING, (whole.iri, part.iri), sentence, working=working, recomputed=recomputed)


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
