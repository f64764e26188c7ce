"""Figures that look like slips of the pen: one digit, one unit, more than was needed, smaller after growing."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from disgraph.audit.audited_graph import AuditedGraph, Figure
from disgraph.audit.figure_words import amount, named, stems
from disgraph.audit.finding import CONTRADICTS, ONLY_IF, Finding, finding
from disgraph.audit.interval import spell_fraction
from disgraph.audit.reference import UNITS

#: How near, in characters, and how alike in words two passages must be to count as one matter.
_NEAR = 400
_ALIKE = 3
_DIGITS = 3
#: Words of a size after a change, and of these the ones that say that it grew.
_GROWN = frozenset({"enlarged", "expanded", "increased", "grew", "grown", "total"})
_ENLARGED = _GROWN - {"total"}
_RISEN = _ENLARGED | {"rose", "risen", "climbed", "increase", "increasing", "rising"}


def one_digit(graph: AuditedGraph) -> Iterator[Finding]:
    """Find two counts of one thing, in neighbouring sentences on the same matter, that differ in one digit."""
    counts = [each for each in graph.figures if each.stated and not each.comparator and len(_digits(each)) >= _DIGITS]
    for one, other in combinations(counts, 2):
        alike = one.unit == other.unit and one.about == other.about and not one.to("figurePartOf") and not other.to("figurePartOf")
        if alike and _differ_in_one(_digits(one), _digits(other)) and _neighbours(one, other) and _on_same(graph, one, other):
            both = f"{named(one)} and {named(other)}"
            sentence = f"{both} come one after the other, seem to count the same, and differ in one digit: one may be a slip."
            working = f"{spell_fraction(one.value)} and {spell_fraction(other.value)}"
            yield finding("one-digit", CONTRADICTS, (one.iri, other.iri), sentence, working=working)


def _digits(figure: Figure) -> str:
    """Return the digits of a whole number without the zeros at its end."""
    return figure.stated.rstrip("0") if figure.stated.isdigit() else ""


def _differ_in_one(one: str, other: str) -> bool:
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _neighbours(one: Figure, other: Figure) -> bool:
    return any(a.document == b.document and -_NEAR < a.start - b.end < _NEAR for a in one.spans for b in other.spans)


def _on_same(graph: AuditedGraph, one: Figure, other: Figure) -> bool:
    names = [graph.label(node) for node in one.about]
    texts = [" ".join((each.population, *(span.quote for span in each.spans))) for each in (one, other)]
    return len(stems(texts[0], names) & stems(texts[1], names)) >= _ALIKE


def holders(graph: AuditedGraph) -> dict[str, frozenset[str]]:
    """Return the persons of each group and organisation: members, founders, owners, and those who act with the group."""
    behind: dict[str, set[str]] = {}
    for _, person, group in graph.statements("memberOfGroup"):
        behind.setdefault(group, set()).add(person)
    for _, person, thing in graph.statements("owns"):
        behind.setdefault(thing, set()).add(person)
    for record in graph.all("Founding"):
        for thing in graph.role(record, "founded"):
            behind.setdefault(thing, set()).update(graph.role(record, "founder"))
    for record in graph.all("Activity"):
        agents = graph.role(record, "performedBy")
        for group in agents:
            if graph.is_a(group, "Group"):
                behind.setdefault(group, set()).update(agent for agent in agents if graph.is_a(agent, "Person"))
    return {thing: frozenset(persons) for thing, persons in behind.items()}


def _shared(figure: Figure, known: dict[str, frozenset[str]]) -> frozenset[str]:
    return frozenset(each for node in figure.about for each in (node, *known.get(node, ())))


def mixed_units(graph: AuditedGraph) -> Iterator[Finding]:
    """Find two figures of one measure and holder in different units of which the larger becomes the smaller when converted."""
    known = holders(graph)
    measured = [
        each for each in graph.figures if each.stated and not each.per and each.unit in UNITS and each.unit not in ("month", "year")
    ]
    for one, other in combinations(measured, 2):
        alike = one.measure == other.measure and UNITS[one.unit][0] == UNITS[other.unit][0] and one.unit != other.unit
        held = alike and one.documents & other.documents and _shared(one, known) & _shared(other, known)
        if held and _about_same(graph, one, other) and not _converted(one, other):
            yield from _flipped(one, other)


def _about_same(graph: AuditedGraph, one: Figure, other: Figure) -> bool:
    names = [graph.label(node) for node in one.about | other.about]
    first, second = (stems(each.population, (*names, each.measure_label)) for each in (one, other))
    return bool(first & second)


def _converted(one: Figure, other: Figure) -> bool:
    return other.iri in one.to("convertedFrom") or one.iri in other.to("convertedFrom")


def _flipped(one: Figure, other: Figure) -> Iterator[Finding]:
    small, large = sorted((one, other), key=lambda each: each.value)
    factor = UNITS[small.unit][1] / UNITS[large.unit][1]
    if small.value * factor <= large.value:
        return
    shown = f"{spell_fraction(small.value * factor)} {large.noun()}"
    condition = f"{small.noun()} means {large.noun()}, or the {amount(small)} are not among the {amount(large)}"
    yield finding(
        "mixed-units",
        ONLY_IF,
        (one.iri, other.iri),
        f"{named(small)} would be {shown}, more than {named(large)}: the two agree {ONLY_IF.removeprefix('holds ')} {condition}.",
        working=f"{amount(small)} = {shown}; {amount(large)}",
        recomputed=shown,
        condition=condition,
    )


def need(graph: AuditedGraph) -> Iterator[Finding]:
    """Find more done than needed: a count of those in need that is below the count of those served, for the same thing."""
    needing = [each for each in graph.figures if "needing" in each.measure_label.lower().split()]
    for needed in needing:
        matter = stems(needed.measure_label, ("needing",))
        for done in graph.figures:
            same = done.about == needed.about and done.unit in (needed.unit, "household", "family") and not done.to("figurePartOf")
            if same and len(matter & stems(done.measure_label)) > 1 and done.iri != needed.iri:
                yield from _needed(needed, done)


def _needed(needed: Figure, done: Figure) -> Iterator[Finding]:
    most, least = needed.loose().high, done.loose().low
    if most is None or least is None or least <= most:
        return
    condition = f"the {amount(needed)} are those of a different time, or still in need after it"
    sentence = f"{named(done)} against {named(needed)}: more was done than was needed, which {ONLY_IF} {condition}."
    yield finding(
        "need", ONLY_IF, (needed.iri, done.iri), sentence, working=f"{spell_fraction(least)} > {spell_fraction(most)}", condition=condition
    )


def shrunk(graph: AuditedGraph) -> Iterator[Finding]:
    """Find what a thing grew to, smaller than before: a figure with its earlier one, one size, or n things of a size each."""
    known = holders(graph)
    yield from _fallen(graph)
    yield from _shrunk_things(graph, known)
    for after in graph.figures:
        if after.stated and not after.per and after.unit in UNITS and _GROWN & set(" ".join(span.quote for span in after.spans).split()):
            for each in graph.figures:
                if each.per == {"item"} and each.unit == after.unit and each.measure == after.measure and _before(each, after):
                    yield from _built(graph, each, after, known)


def _fallen(graph: AuditedGraph) -> Iterator[Finding]:
    """Compare a figure that words call grown with the earlier one to which claims link it."""
    for after in graph.figures:
        words = set(" ".join(span.quote for span in after.spans).split())
        for each in graph.linked(after, "growthFrom") if after.stated and words & _RISEN else ():
            if (each.measure, each.unit, each.per) == (after.measure, after.unit, after.per) and each.value > after.value:
                yield _shrunk(each, after)


def _shrunk_things(graph: AuditedGraph, known: dict[str, frozenset[str]]) -> Iterator[Finding]:
    """Compare the size of a thing after it grew with its size before, by the words of what is measured."""
    sized = [each for each in graph.figures if each.stated and not each.per and each.unit in UNITS]
    for after in sized:
        if _ENLARGED & _words(after):
            matter = stems(after.population, (after.measure_label,))
            for each in sized:
                alike = each.unit == after.unit and each.measure == after.measure and _shared(each, known) & _shared(after, known)
                named_before = stems(each.population, (each.measure_label,))
                if alike and named_before and named_before <= matter and each.value > after.value and _precedes(each, after):
                    yield _shrunk(each, after)


def _words(figure: Figure) -> frozenset[str]:
    return frozenset(" ".join((figure.population, *(span.quote for span in figure.spans))).split())


def _precedes(one: Figure, other: Figure) -> bool:
    """Whether a figure is before another in the text, and not dated after it."""
    later = one.period.first is not None and other.period.last is not None and one.period.first > other.period.last
    return _before(one, other) and not later and not one.to("figurePartOf")


def _shrunk(one: Figure, after: Figure) -> Finding:
    condition = f"the {amount(one)} are not all part of it"
    return finding(
        "shrunk",
        ONLY_IF,
        (one.iri, after.iri),
        f"{named(one)} before it grew, {named(after)}: this {ONLY_IF} {condition}.",
        working=f"{amount(one)} > {amount(after)}",
        condition=condition,
    )


def _before(one: Figure, other: Figure) -> bool:
    return any(a.document == b.document and a.start < b.start for a in one.spans for b in other.spans)


def _built(graph: AuditedGraph, each: Figure, after: Figure, known: dict[str, frozenset[str]]) -> Iterator[Finding]:
    if not _shared(each, known) & _shared(after, known):
        return
    for count in graph.figures:
        if count.unit == "item" and not count.per and count.stated and set(count.records) & set(each.records):
            product = count.value * each.value
            if product > Fraction(after.stated):
                condition = f"the {spell_fraction(product)} {after.noun()} are not all part of it"
                yield finding(
                    "shrunk",
                    ONLY_IF,
                    (each.iri, count.iri, after.iri),
                    f"{amount(count)} of {amount(each._replace(per_nouns=()))} are {spell_fraction(product)} {after.noun()}, "
                    f"built before it grew to "
                    f"{named(after)}: this {ONLY_IF} {condition}.",
                    working=f"{spell_fraction(count.value)} * {spell_fraction(each.value)} = {spell_fraction(product)} > {amount(after)}",
                    recomputed=f"{spell_fraction(product)} {after.noun()}",
                    condition=condition,
                )
