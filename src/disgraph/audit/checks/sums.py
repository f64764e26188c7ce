"""Sums and parts: what adds up, and parts larger than their whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from disgraph.audit.audited_graph import AuditedGraph, Figure
from disgraph.audit.figure_words import amount, named
from disgraph.audit.finding import HOLDS, NOT_ADDING, ONLY_IF, Finding, finding
from disgraph.audit.interval import Interval, spell_fraction
from disgraph.wording.noun_counts import join

#: Units that count the same things under two names.
_SAME = {"household": "family"}

#: Minimum number of parts that make up their whole exactly, to be reported: two may do so by chance.
_MAKING_UP = 3
#: Criteria of which a person, a family or a place has one value.
_EXCLUSIVE = ("countedSex", "countedGrade", "countedSeverity", "countedResidence")
_HUNDRED = Fraction(100)


def sums(graph: AuditedGraph) -> Iterator[Finding]:
    """Add up what a total is linked to (`dg:sumOf`); each part is an interval that its comparator gives."""
    for total in graph.figures:
        parts = graph.linked(total, "sumOf")
        if len(parts) > 1 and len(parts) == len(total.to("sumOf")) and {_unit(each) for each in parts} == {_unit(total)}:
            yield _sum(total, parts)


def _sum(total: Figure, parts: list[Figure]) -> Finding:
    added = sum((each.value for each in parts), Fraction(0))
    working = f"{' + '.join(spell_fraction(each.value, 4) for each in parts)} = {spell_fraction(added, 4)}; stated {amount(total)}"
    concerns = (total.iri, *(each.iri for each in parts))
    terms = " + ".join(spell_fraction(each.value, 4) for each in parts)
    recomputed = f"Stated: {amount(total)}. {terms} = {spell_fraction(added, 4)}"
    shown = amount(total._replace(stated=str(_plain(added)), comparator="", low="", high=""))
    if total.loose().holds(added):
        return finding("sum", HOLDS, concerns, f"{recomputed}: it holds.", working=working, recomputed=shown)
    if _reach(parts).meets(total.reach(coarse=True)):
        condition = "the figures are rounded or vague"
        sentence = f"{recomputed}: it {ONLY_IF} {condition}."
        return finding("sum", ONLY_IF, concerns, sentence, working=working, recomputed=shown, condition=condition)
    return finding("sum", NOT_ADDING, concerns, f"{recomputed}.", working=working, recomputed=shown)


def _reach(parts: list[Figure]) -> Interval:
    ends = [each.reach(coarse=True) for each in parts]
    lows, highs = [end.low for end in ends], [end.high for end in ends]
    low = None if None in lows else sum((each for each in lows if each is not None), Fraction(0))
    high = None if None in highs else sum((each for each in highs if each is not None), Fraction(0))
    return Interval(low, high)


def _plain(number: Fraction) -> int | float:
    return int(number) if number.denominator == 1 else float(number)


def _unit(figure: Figure) -> str:
    return _SAME.get(figure.unit, figure.unit)


def parts(graph: AuditedGraph) -> Iterator[Finding]:
    """Find parts that are larger than their whole, and parts that make up their whole exactly.

    Parts of one whole may overlap, so they are never asked to add up; that three or more do so to the last unit is worth saying.
    """
    by_whole: dict[str, list[Figure]] = defaultdict(list)
    for part in graph.figures:
        for whole in graph.linked(part, "figurePartOf"):
            if _unit(part) == _unit(whole) and part.unit != "percent":
                by_whole[whole.iri].append(part)
                yield from _larger(part, whole)
    for iri, found in sorted(by_whole.items()):
        yield from _made_up(graph.by_iri[iri], found)
        yield from _apart(graph, found, graph.by_iri[iri], graph.by_iri[iri].reach(coarse=True).high)
    yield from _shares_apart(graph)


def _shares_apart(graph: AuditedGraph) -> Iterator[Finding]:
    by_whole: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for share in graph.figures:
        if share.unit == "percent":
            for whole in graph.linked(share, "shareWhole"):
                by_whole[whole.iri, share.measure].append(share)
    for (iri, _), found in sorted(by_whole.items()):
        yield from _apart(graph, found, graph.by_iri[iri], _HUNDRED)


def _apart(graph: AuditedGraph, found: list[Figure], whole: Figure, most: Fraction | None) -> Iterator[Finding]:
    """Add up parts that exclude each other by a criterion, such as women and men; they may not be more than the whole."""
    for criterion in _EXCLUSIVE:
        by_value = {tuple(graph.role(part.iri, criterion)): part for part in sorted(found, key=lambda part: part.value)}
        parts = [part for values, part in by_value.items() if len(values) == 1]
        least = sum((part.reach().low or Fraction(0) for part in parts), Fraction(0))
        if len(parts) > 1 and most is not None and least > most:
            working = f"{' + '.join(spell_fraction(part.value, 4) for part in parts)} > {spell_fraction(most, 4)}"
            sentence = f"{join([named(part) for part in parts])} exclude each other, but are more than {named(whole)}."
            yield finding("part", NOT_ADDING, (whole.iri, *(part.iri for part in parts)), sentence, working=working)


def _larger(part: Figure, whole: Figure) -> Iterator[Finding]:
    least, most = part.reach().low, whole.reach(coarse=part.comparator != "").high
    if least is not None and most is not None and least > most:
        sentence = f"The part, {named(part)}, is larger than its whole, {named(whole)}."
        yield finding(
            "part", NOT_ADDING, (part.iri, whole.iri), sentence, working=f"{spell_fraction(least, 4)} > {spell_fraction(most, 4)}"
        )


def _made_up(whole: Figure, found: list[Figure]) -> Iterator[Finding]:
    exact = [each for each in found if each.stated and not each.comparator]
    if len(exact) < _MAKING_UP or len(exact) != len(found) or sum(each.value for each in exact) != whole.value:
        return
    working = f"{' + '.join(spell_fraction(each.value, 4) for each in exact)} = {spell_fraction(whole.value, 4)}"
    sentence = f"{join([named(each) for each in exact])} make up {named(whole)}."
    concerns = (whole.iri, *(each.iri for each in exact))
    yield finding("part", HOLDS, concerns, sentence, working=working, recomputed=amount(whole))
