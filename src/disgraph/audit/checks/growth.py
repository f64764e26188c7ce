"""Growth: from one figure to another, in total or per year, compound or simple."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from disgraph.audit.audited_graph import AuditedGraph, Figure
from disgraph.audit.figure_words import amount
from disgraph.audit.finding import HOLDS, NOT_ADDING, ONLY_IF, Finding, finding
from disgraph.audit.interval import loosely, root, rounding, spell_fraction

#: What a rate may mean, with its words.
_TOTAL, _COMPOUND, _SIMPLE = "total growth", "compound annual growth", "simple annual growth (total growth divided by the years)"


def growth(graph: AuditedGraph) -> Iterator[Finding]:
    """Recompute every growth that has the figures before and after.

    Total: to / from - 1. Compound annual: (to / from) ** (1 / years) - 1. Simple annual: (to / from - 1) / years
    (OECD, Data and Metadata Reporting and Presentation Handbook, 2007, chapter 4).
    """
    for rate in graph.figures:
        before, after = graph.linked(rate, "growthFrom"), graph.linked(rate, "growthTo")
        if len(before) == len(after) == 1 and rate.stated and before[0].value > 0:
            results = _results(rate, before[0], after[0])
            if results:
                yield _finding(rate, before[0], after[0], results)


def years_between(before: Figure, after: Figure) -> int | None:
    """Return the whole years between the ends of two periods, or nothing where one is not known."""
    first, last = before.period.last, after.period.last
    return last.year - first.year if first and last and last > first else None


def _results(rate: Figure, before: Figure, after: Figure) -> dict[str, Fraction]:
    """Return the result of each meaning of the rate, in the rate's own unit; the meaning that its words suggest comes first."""
    ratio, years = after.value / before.value, years_between(before, after)
    if rate.unit == "percent" and "year" in rate.per:
        yearly = {_COMPOUND: 100 * (root(ratio, years) - 1), _SIMPLE: 100 * (ratio - 1) / years} if years else {}
        return {**yearly, _TOTAL: 100 * (ratio - 1)}
    if rate.unit == "percent":
        return {_TOTAL: 100 * (ratio - 1)}
    if rate.unit == "times":
        return {"the later figure as a multiple of the earlier": ratio, "the increase as a multiple of the earlier": ratio - 1}
    if rate.unit == before.unit == after.unit:
        difference = after.value - before.value
        yearly = {"difference by year": difference / years} if "year" in rate.per and years else {}
        return yearly or {"difference": difference}
    return {}


def _finding(rate: Figure, before: Figure, after: Figure, results: dict[str, Fraction]) -> Finding:
    allowed = loosely(rate.value, rate.comparator, rounding(rate.stated))
    holding = [meaning for meaning, result in results.items() if allowed.holds(result)]
    shown = {meaning: f"{spell_fraction(result)} {rate.noun()}" for meaning, result in results.items()}
    working = f"{amount(before)} to {amount(after)}: " + "; ".join(f"{meaning} {result}" for meaning, result in shown.items())
    concerns = (rate.iri, before.iri, after.iri)
    change = f"From {amount(before)} to {amount(after)}"
    if not holding:
        first = next(iter(shown.values()))
        sentence = f"Stated: {amount(rate)}. {change} is {_meanings(shown)}."
        return finding("growth", NOT_ADDING, concerns, sentence, working=working, recomputed=first)
    if len(shown) == 1:
        sentence = f"Stated: {amount(rate)}. {change} is {_meanings(shown)}: it holds."
        return finding("growth", HOLDS, concerns, sentence, working=working, recomputed=shown[holding[0]])
    condition = f"{holding[0]} is meant"
    sentence = f"Stated: {amount(rate)}. {change} is {_meanings(shown)}: it {ONLY_IF} {condition}."
    return finding("growth", ONLY_IF, concerns, sentence, working=working, recomputed=shown[holding[0]], condition=condition)


def _meanings(shown: dict[str, str]) -> str:
    return ", or ".join(f"{result} as {meaning}" for meaning, result in shown.items())
