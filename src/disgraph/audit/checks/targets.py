"""Targets and rates: a stated ratio against goal and result, a stated rate against the counts that it is of."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from disgraph.audit.audited_graph import AuditedGraph, Figure
from disgraph.audit.checks.shares import NO_COUNTS
from disgraph.audit.figure_words import amount, beginning, named, stems
from disgraph.audit.finding import HOLDS, NOT_ADDING, ONLY_IF, Finding, finding
from disgraph.audit.interval import loosely, rounding, spell_fraction
from disgraph.rdf import local_name

#: Stems of words for what was aimed at, and of words that only say that a figure is a rate or a ratio.
_AIMED = stems("plan plans planned target targets targeted goal goals aim aims intended")
_RATE_WORDS = "rate ratio share percentage proportion number one actual reached achieved compared planned target goal of"
_PERCENT = 100
#: Comparators of targets that are not to be exceeded.
_LIMITS = {"at-most", "under", "up-to"}


class Target(NamedTuple):
    """A figure that a record aims at: what is measured, for what, and how much."""

    iri: str
    measure: str
    unit: str
    about: frozenset[str]
    stated: str


def targets(graph: AuditedGraph) -> Iterator[Finding]:
    """Compare a stated ratio of actual to planned with the goal and the result of the same thing."""
    ratios = [figure for figure in graph.figures if _is_ratio_to_plan(figure)]
    for aimed in _targets(graph) if ratios else ():
        for ratio in ratios:
            for result in _results(graph, ratio, aimed) if ratio.about & aimed.about else ():
                yield _ratio(graph, ratio, result, aimed)


def _results(graph: AuditedGraph, ratio: Figure, aimed: Target) -> list[Figure]:
    """Return the figures that a ratio may compare with a target: only those of its own record, if there are any."""
    found = [
        each
        for each in graph.figures
        if each.stated
        and (each.measure, each.unit) == (aimed.measure, aimed.unit)
        and each.about & aimed.about
        and ratio.period.meets(each.period)
    ]
    return [each for each in found if set(each.records) & set(ratio.records)] or found


def _is_ratio_to_plan(figure: Figure) -> bool:
    words = stems(f"{figure.measure_label} {figure.population}")
    return bool(figure.stated) and figure.unit in ("times", "percent") and bool(words & _AIMED)


def _targets(graph: AuditedGraph) -> Iterator[Target]:
    """Yield the figures that intentions aim at: for their holder, what they are about, or the policy or programme that they belong to."""
    for record in graph.with_role("content"):
        measures, values, units = (graph.role(record, name) for name in ("measure", "value", "expressedIn"))
        if len(measures) == len(values) == 1 and Fraction(values[0]) > 0:
            about = frozenset(each for name in ("holder", "about", "goalOf") for each in graph.role(record, name))
            yield Target(record, measures[0], local_name(next(iter(units), "")), about, values[0])


def _ratio(graph: AuditedGraph, ratio: Figure, result: Figure, aimed: Target) -> Finding:
    goal, scale = Fraction(aimed.stated), _PERCENT if ratio.unit == "percent" else 1
    computed = scale * result.value / goal
    shown = f"{spell_fraction(computed)} {ratio.noun()}"
    concerns = (ratio.iri, result.iri, aimed.iri)
    working = f"{spell_fraction(result.value, 4)} / {spell_fraction(goal, 4)} = {shown}; stated {amount(ratio)}"
    computed_text = f"Stated: {amount(ratio)}. {beginning(named(result))}, with a goal of {spell_fraction(goal, 4)}, are {shown}"
    if loosely(ratio.value, ratio.comparator, rounding(ratio.stated)).holds(computed):
        return finding("target", HOLDS, concerns, f"{computed_text}: it holds.", working=working, recomputed=shown)
    if stems(f"{ratio.measure_label} {ratio.population}", (_RATE_WORDS,)) - _AIMED <= stems(f"{result.measure_label} {result.population}"):
        return finding("target", NOT_ADDING, concerns, f"{computed_text}.", working=working, recomputed=shown)
    condition = f"the ratio measures something other than {graph.label(result.measure)}"
    return finding(
        "target", ONLY_IF, concerns, f"{computed_text}: it {ONLY_IF} {condition}.", working=working, recomputed=shown, condition=condition
    )


def achieved(graph: AuditedGraph) -> Iterator[Finding]:
    """Compare a target with the figures of a result that achieves it, as a document states."""
    aims = {target.iri: target for target in _targets(graph)}
    for result in graph.with_role("achieves") if aims else ():
        for aim in (aims[name] for name in graph.role(result, "achieves") if name in aims):
            for figure in graph.figures:
                if result in figure.records and (figure.measure, figure.unit) == (aim.measure, aim.unit):
                    yield _achieved(graph, figure, aim)


def _achieved(graph: AuditedGraph, figure: Figure, aim: Target) -> Finding:
    goal, is_limit = Fraction(aim.stated), bool(_LIMITS & {local_name(name) for name in graph.role(aim.iri, "comparator")})
    loose = figure.loose()
    reached = (loose.low is None or loose.low <= goal) if is_limit else (loose.high is None or loose.high >= goal)
    sentence = f"The target was {'at most ' if is_limit else ''}{spell_fraction(goal, 4)}. Reached: {named(figure)}"
    working = f"{spell_fraction(figure.value, 4)} against {spell_fraction(goal, 4)}"
    if reached:
        return finding("achieved", HOLDS, (figure.iri, aim.iri), f"{sentence}: it holds.", working=working)
    return finding("achieved", NOT_ADDING, (figure.iri, aim.iri), f"{sentence}, which does not achieve it.", working=working)


def rates(graph: AuditedGraph) -> Iterator[Finding]:
    """Compare a rate without linked figures with counts of one thing: its measure names the part, its population the whole."""
    for rate in graph.figures:
        if rate.unit == "percent" and rate.stated and not rate.to("sharePart") and not rate.to("growthFrom"):
            for part, whole in _counts(graph, rate):
                yield from _rate(rate, part, whole)


def _counts(graph: AuditedGraph, rate: Figure) -> Iterator[tuple[Figure, Figure]]:
    """Yield the one count that a rate names as its part, with the one that it names as its whole; a stated part is preferred."""
    names = [graph.label(node) for node in rate.about]
    measured, counted = stems(rate.measure_label, (_RATE_WORDS,)), stems(rate.population, names)
    same = [
        each
        for each in graph.figures
        if _is_count(each) and each.about == rate.about and each.documents & rate.documents and each.period.meets(rate.period)
    ]
    parts = [each for each in same if each.unit == "person" and measured and measured <= stems(each.measure_names)]
    wholes = [each for each in same if counted and counted <= stems(each.population, names) and each not in parts]
    linked = [(part, whole) for part in parts for whole in wholes if whole.iri in part.to("figurePartOf")]
    pairs = linked or [(part, whole) for part in parts for whole in wholes]
    if len(pairs) == 1 and 0 < pairs[0][0].value <= pairs[0][1].value:
        yield pairs[0]


def _is_count(figure: Figure) -> bool:
    return bool(figure.stated) and not figure.per and figure.quantity not in NO_COUNTS


def _rate(rate: Figure, part: Figure, whole: Figure) -> Iterator[Finding]:
    computed = _PERCENT * part.value / whole.value
    shown = f"{spell_fraction(computed)} percent"
    working = f"{spell_fraction(part.value, 4)} / {spell_fraction(whole.value, 4)} = {shown}; stated {amount(rate)}"
    sentence = f"Stated: {amount(rate)} ({rate.measure_label}). {beginning(named(part))} of {named(whole)} are {shown}"
    concerns = (rate.iri, part.iri, whole.iri)
    if loosely(rate.value, rate.comparator, rounding(rate.stated)).holds(computed):
        yield finding("rate", HOLDS, concerns, f"{sentence}: it holds.", working=working, recomputed=shown)
    else:
        condition = "the rate counts something other than these figures"
        yield finding(
            "rate", ONLY_IF, concerns, f"{sentence}: it {ONLY_IF} {condition}.", working=working, recomputed=shown, condition=condition
        )
