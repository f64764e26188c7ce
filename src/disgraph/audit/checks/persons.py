"""Persons in time: ages against births and dated events."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from disgraph.audit.audited_graph import AuditedGraph, Period
from disgraph.audit.finding import CONTRADICTS, HOLDS, IMPLAUSIBLE, Finding, finding
from disgraph.audit.reference import SCHOOLING
from disgraph.claims import edtf

_AGE = re.compile(r"\bage (\d{1,3})\b")
#: Minimum age of a parent at the birth of a child.
_PARENT = 12


def births(graph: AuditedGraph) -> dict[str, list[tuple[str, str, Period]]]:
    """Return for each person the claims of a birth date: claim, date as written, days that it allows; "about" a year allows one more."""
    found: dict[str, list[tuple[str, str, Period]]] = defaultdict(list)
    for claim, person, date in graph.statements("birthDate"):
        days = Period(*edtf.days(date))
        if days.first and days.last:
            slack = 1 if "~" in date else 0
            days = Period(days.first.replace(year=days.first.year - slack, day=1), days.last.replace(year=days.last.year + slack, day=28))
            found[person].append((claim, date, days))
    return found


def age_in(birth: Period, event: Period) -> tuple[int, int] | None:
    """Return the least and the greatest age on the days of an event, or nothing where a day is not known."""
    if not (birth.first and birth.last and event.first and event.last):
        return None
    least = event.first.year - birth.last.year - ((event.first.month, event.first.day) < (birth.last.month, birth.last.day))
    most = event.last.year - birth.first.year - ((event.last.month, event.last.day) < (birth.first.month, birth.first.day))
    return least, most


def ages(graph: AuditedGraph) -> Iterator[Finding]:
    """Compare stated ages at dated events with the stated birth: age = year of the event - year of birth, less one before the birthday."""
    known = births(graph)
    for figure in graph.figures:
        if figure.measure_label.lower() == "age" and figure.unit == "year" and figure.stated and not figure.comparator:
            for person in sorted(figure.about):
                for birth in known.get(person, ()):
                    yield from _age(graph, figure.iri, person, int(figure.value), figure.period, birth)
    for record in graph.all("Condition"):
        for person in graph.role(record, "bearer"):
            stated = [int(match[1]) for onset in graph.role(record, "onset") for match in _AGE.finditer(onset)]
            for age in stated:
                for birth in known.get(person, ()):
                    yield from _age(graph, record, person, age, graph.period(record), birth)


def _age(graph: AuditedGraph, record: str, person: str, age: int, when: Period, birth: tuple[str, str, Period]) -> Iterator[Finding]:
    claim, date, days = birth
    span = age_in(days, when)
    if span is None or when.first is None or graph.is_derived_from(claim, record):
        return
    shown = _years(*span)
    verdict = HOLDS if span[0] <= age <= span[1] else CONTRADICTS
    computed = f"{graph.label(person)}, born in {_date(date)}, was {shown} in {when.first.year}"
    sentence = f"{computed}: the stated age of {age} holds." if verdict == HOLDS else f"{computed}, not {age} as stated."
    yield finding("age", verdict, (record, claim), sentence, working=f"{when.first.year} - {date} = {shown}", recomputed=shown)


def _date(written: str) -> str:
    return f"about {written.strip('~')}" if "~" in written else written


def _years(least: int, most: int) -> str:
    return f"{least} years old" if least == most else f"{least} to {most} years old"


def lives(graph: AuditedGraph) -> Iterator[Finding]:
    """Find events before a person's birth, school long after the usual age, and parents too young for their children."""
    known = births(graph)
    for record in graph.audited if known else ():
        for person in graph.participants(record):
            for birth in known.get(person, ()):
                yield from _event(graph, record, person, birth)
    yield from _parents(graph, known)


def _event(graph: AuditedGraph, record: str, person: str, birth: tuple[str, str, Period]) -> Iterator[Finding]:
    claim, date, days = birth
    when = graph.period(record)
    if when.last and days.first and when.last < days.first:
        sentence = f"{graph.label(person)} is born in {date}, but {graph.label(record)}: before the birth."
        yield finding("life", CONTRADICTS, (record, claim), sentence, working=f"{when.last} < {days.first}")
        return
    span = age_in(days, when)
    words = " ".join((graph.label(record), *graph.role(record, "level"))).lower()
    if span:
        for stage in SCHOOLING:
            if re.search(rf"\b(?:in|at|during|attend\w*|enter\w*)\b[^.;]*\b{stage.word}\b", words) and span[0] > stage.age:
                shown = _years(*span)
                sentence = f"{graph.label(record)}: {shown} then, born in {date}, and {stage.why}; one of the two dates may be wrong."
                yield finding("life", IMPLAUSIBLE, (record, claim), sentence, working=f"{date} to {when.first}: {shown}", recomputed=shown)
                return


def _parents(graph: AuditedGraph, known: dict[str, list[tuple[str, str, Period]]]) -> Iterator[Finding]:
    pairs = [(claim, parent, child) for claim, parent, child in graph.statements("hasChild")]
    pairs += [(claim, parent, child) for name in ("hasMother", "hasFather", "hasParent") for claim, child, parent in graph.statements(name)]
    for claim, parent, child in pairs:
        for older in known.get(parent, ()):
            for younger in known.get(child, ()):
                span = age_in(older[2], younger[2])
                if span and span[1] < _PARENT:
                    sentence = (
                        f"{graph.label(parent)}, born in {older[1]}, cannot be the parent of {graph.label(child)}, born in {younger[1]}."
                    )
                    concerns = (claim, older[0], younger[0])
                    yield finding("life", CONTRADICTS, concerns, sentence, working=f"{younger[1]} - {older[1]} < {_PARENT}")
