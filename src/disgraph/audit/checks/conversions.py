"""Conversions: the same amount in two units or currencies."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from disgraph.audit.interval import loosely, rounding, tell
from disgraph.audit.model import HOLDS, IMPLAUSIBLE, NOT_ADDING, ONLY_IF, Finding, finding
from disgraph.audit.reference import SAME_RATE, UNITS, YUAN_PER_DOLLAR
from disgraph.audit.told import Figure, Told
from disgraph.audit.words import amount, unit_words


def conversions(told: Told) -> Iterator[Finding]:
    """Recompute every figure that is another one in another unit: fixed factors for measures, a plausible band for currencies."""
    for target in told.figures:
        for source in told.linked(target, "convertedFrom"):
            if target.stated and source.stated and {source.unit, target.unit} != {"CNY", "USD"}:
                yield from _units(source, target)
    yield from _currencies(told)


def _units(source: Figure, target: Figure) -> Iterator[Finding]:
    kind, factor = UNITS.get(source.unit, ("", Fraction(1)))
    other, divisor = UNITS.get(target.unit, ("?", Fraction(1)))
    if kind != other:
        return
    result = source.value * factor / divisor
    back = target.value * divisor / factor
    shown = f"{tell(result, 4)} {unit_words(target.unit)}"
    working = f"{amount(source)} * {tell(factor / divisor, 6)} = {shown}; stated {amount(target)}"
    concerns = (source.iri, target.iri)
    if loosely(target.value, target.comparator, rounding(target.stated)).holds(result):
        sentence = f"{amount(source)} are {shown}: the stated {amount(target)} holds."
        yield finding("conversion", HOLDS, concerns, sentence, working=working, recomputed=shown)
    elif source.reach(coarse=True).holds(back) or loosely(source.value, source.comparator, rounding(source.stated)).holds(back):
        condition = f"the {amount(source)} are a rounded figure"
        sentence = f"{amount(source)} are {shown}: the stated {amount(target)} {ONLY_IF} {condition}."
        yield finding("conversion", ONLY_IF, concerns, sentence, working=working, recomputed=shown, condition=condition)
    else:
        sentence = f"{amount(source)} are {shown}, not {amount(target)} as stated."
        yield finding("conversion", NOT_ADDING, concerns, sentence, working=working, recomputed=shown)


def _currencies(told: Told) -> Iterator[Finding]:
    rates = [(_rate(source, target), source, target) for target in told.figures for source in _exchanged(told, target)]
    for rate, source, target in rates:
        documents = source.documents & target.documents
        others = [other for other, one, two in rates if two.iri != target.iri and documents & one.documents & two.documents]
        yield _exchange(rate, source, target, others)


def _exchanged(told: Told, target: Figure) -> list[Figure]:
    linked = told.linked(target, "convertedFrom") if target.stated and target.value else []
    return [source for source in linked if source.stated and source.value and {source.unit, target.unit} == {"CNY", "USD"}]


def _rate(source: Figure, target: Figure) -> Fraction:
    yuan, dollars = (source, target) if source.unit == "CNY" else (target, source)
    return yuan.value / dollars.value


def _exchange(rate: Fraction, source: Figure, target: Figure, others: list[Fraction]) -> Finding:
    shown = f"{tell(rate, 4)} yuan to the dollar"
    low, high = YUAN_PER_DOLLAR
    concerns = (source.iri, target.iri)
    working = f"{amount(source)} = {amount(target)}: {shown}; plausible since 1994: {tell(low)} to {tell(high)}"
    said = f"{amount(source)} given as {amount(target)} means {shown}"
    if not low <= rate <= high:
        sentence = f"{said}; since 1994 the yearly average was never outside {tell(low)} to {tell(high)}."
        return finding("conversion", IMPLAUSIBLE, concerns, sentence, working=working, recomputed=shown)
    apart = [other for other in others if abs(other - rate) > SAME_RATE * max(rate, other)]
    if apart:
        condition = "the amounts were converted at rates of different times"
        sentence = f"{said}, while another amount of the document means {tell(apart[0], 4)}: it {ONLY_IF} {condition}."
        return finding("conversion", ONLY_IF, concerns, sentence, working=working, recomputed=shown, condition=condition)
    return finding("conversion", HOLDS, concerns, f"{said}, a plausible rate: it holds.", working=working, recomputed=shown)
