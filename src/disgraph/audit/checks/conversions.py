"""Conversions: the same amount in two units or currencies."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from disgraph.audit.audited_graph import AuditedGraph, Figure
from disgraph.audit.figure_words import amount
from disgraph.audit.finding import HOLDS, IMPLAUSIBLE, NOT_ADDING, ONLY_IF, Finding, finding
from disgraph.audit.interval import loosely, rounding, spell_fraction
from disgraph.audit.reference import SAME_RATE, UNITS, YUAN_PER_DOLLAR


def conversions(graph: AuditedGraph) -> Iterator[Finding]:
    """Recompute every figure that is another one in another unit: fixed factors for measures, a plausible band for currencies."""
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
        others = [other for other, one, two in rates if two.iri != target.iri and documents & one.documents & two.documents]
        yield _exchange(rate, source, target, others)


def _exchanged(graph: AuditedGraph, target: Figure) -> list[Figure]:
    linked = graph.linked(target, "convertedFrom") if target.stated and target.value else []
    return [source for source in linked if source.stated and source.value and {source.unit, target.unit} == {"CNY", "USD"}]


def _rate(source: Figure, target: Figure) -> Fraction:
    yuan, dollars = (source, target) if source.unit == "CNY" else (target, source)
    return yuan.value / dollars.value


def _exchange(rate: Fraction, source: Figure, target: Figure, others: list[Fraction]) -> Finding:
    shown = f"{spell_fraction(rate, 4)} yuan to the dollar"
    low, high = YUAN_PER_DOLLAR
    concerns = (source.iri, target.iri)
    working = f"{amount(source)} = {amount(target)}: {shown}; plausible since 1994: {spell_fraction(low)} to {spell_fraction(high)}"
    rate_text = f"{amount(source)} as {amount(target)} means {shown}"
    if not low <= rate <= high:
        sentence = f"{rate_text}; since 1994 the yearly average was never outside {spell_fraction(low)} to {spell_fraction(high)}."
        return finding("conversion", IMPLAUSIBLE, concerns, sentence, working=working, recomputed=shown)
    apart = [other for other in others if abs(other - rate) > SAME_RATE * max(rate, other)]
    if apart:
        condition = "the amounts were converted at rates of different times"
        sentence = f"{rate_text}, while another amount of the document means {spell_fraction(apart[0], 4)}: it {ONLY_IF} {condition}."
        return finding("conversion", ONLY_IF, concerns, sentence, working=working, recomputed=shown, condition=condition)
    return finding("conversion", HOLDS, concerns, f"{rate_text}, a plausible rate: it holds.", working=working, recomputed=shown)
