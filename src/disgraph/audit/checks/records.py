"""One thing told twice: a record with two times, causes or instruments; an event with two dates."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from disgraph.audit.model import CONTRADICTS, ONLY_IF, Finding, finding
from disgraph.audit.told import Period, Told
from disgraph.audit.words import listed, named, stems
from disgraph.claims import edtf
from disgraph.rdf import SKOS, local_name

#: Roles that a record can have one value of; concepts may be broader than one another.
_SINGLE = ("disabilityCause", "disabilityGrade", "value", "rank", "measure", "unit")
_TIMES = ("time", "start", "end", "onset")

#: What something was done with: the noun behind "by a", "into a", "with a", up to a verb or the end of the phrase.
_INSTRUMENT = re.compile(
    r"\b(?:by|into|with|from|in) (?:a|an) ([a-z-]+(?: [a-z-]+){0,2}?)(?= (?:that|which|who|[a-z]+ing|when|while|at|in|on|and)\b|[,.;]|$)"
)

#: Records of which one thing has one: the class, the role that names the thing, and what is said of it.
_ONCE = (("Founding", "founded", "was founded"), ("Issuance", "policy", "was issued"))
_LIKE = 2, 3


def tellings(told: Told) -> Iterator[Finding]:
    """Compare what several claims tell of one record: times, causes, grades, instruments."""
    for record in told.audited:
        if len(told.claims(record)) > 1:
            yield from _record(told, record)


def _record(told: Told, record: str) -> Iterator[Finding]:
    label = told.label(record)
    for role in _TIMES:
        yield from _apart(record, label, role, _dated(told.role(record, role)))
    for role in _SINGLE:
        values = told.role(record, role)
        if len(values) > 1 and not _broader(told, values):
            said = listed(sorted(local_name(value).replace("-", " ") for value in values))
            sentence = f"One and the same record ({label}) is told with the {_plain(role)} {said}."
            yield finding("telling", CONTRADICTS, (record,), sentence, working=said)
    yield from _instruments(told, record)


def _plain(role: str) -> str:
    return re.sub(r"([A-Z])", r" \1", role).lower()


def _dated(values: list[str]) -> list[tuple[str, Period]]:
    found = []
    for value in values:
        try:
            found.append((value, Period(*edtf.days(value))))
        except ValueError:
            continue
    return found


def _apart(record: str, label: str, role: str, dated: list[tuple[str, Period]]) -> Iterator[Finding]:
    for (one, first), (other, second) in combinations(dated, 2):
        if not first.meets(second):
            sentence = f"One and the same record ({label}) is told with the {role} {one} and {other}."
            yield finding("telling", CONTRADICTS, (record,), sentence, working=f"{one}; {other}")


def _broader(told: Told, values: list[str]) -> bool:
    """Tell whether all of several concepts lie on one line from broad to narrow."""
    above = {value: set(told.values(value, SKOS["broader"])) for value in values}
    return all(one in above[other] or other in above[one] for one, other in combinations(values, 2))


def instruments(text: str) -> frozenset[str]:
    """Return what something is said to be done with: `crushed by a crusher` gives `crusher`."""
    return frozenset(match[1].strip() for match in _INSTRUMENT.finditer(text.lower()))


def _instruments(told: Told, record: str) -> Iterator[Finding]:
    told_with = [(text, instruments(text)) for text in told.role(record, "description")]
    for (one, first), (other, second) in combinations([each for each in told_with if each[1]], 2):
        if first.isdisjoint(second):
            with_first, with_second = listed(sorted(first)), listed(sorted(second))
            sentence = f'One and the same event is told with {with_first} ("{one}") and with {with_second} ("{other}").'
            yield finding("telling", CONTRADICTS, (record,), sentence, working=f"{with_first}; {with_second}")


def dates(told: Told) -> Iterator[Finding]:
    """Find things that happen once, told with two dates: foundings, issuances, births, one person's event, one year's award."""
    for kind, role, said in _ONCE:
        yield from _once(told, kind, role, said)
    yield from _awards(told)
    yield from _life_events(told)
    yield from _births(told)


def _by_role(told: Told, kind: str, role: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for record in told.all(kind):
        for value in told.role(record, role):
            found[value].append(record)
    return found


def _once(told: Told, kind: str, role: str, said: str) -> Iterator[Finding]:
    for thing, records in sorted(_by_role(told, kind, role).items()):
        for one, other in combinations(records, 2):
            if not _meeting(told, one, other):
                sentence = f"{told.label(thing)} {said} {_time(told, one)} in one passage and {_time(told, other)} in another."
                yield finding("two-dates", CONTRADICTS, (one, other), sentence, working=f"{_time(told, one)}; {_time(told, other)}")


def _meeting(told: Told, one: str, other: str) -> bool:
    return told.period(one).meets(told.period(other))


def _time(told: Told, record: str) -> str:
    given = [value for role in ("time", "start", "end") for value in told.role(record, role)]
    return f"in {', '.join(given)}" if given else "without a date"


def _awards(told: Told) -> Iterator[Finding]:
    """One award of one year is conferred at one time; one award goes to one recipient once."""
    for award, records in sorted(_by_role(told, "Awarding", "award").items()):
        for one, other in combinations(records, 2):
            if _meeting(told, one, other):
                continue
            times = f"{_time(told, one)}; {_time(told, other)}"
            who = [listed(told.label(each) for each in told.role(record, "recipient")) for record in (one, other)]
            said = f"{told.label(award)} was won by {who[0]} {_time(told, one)} and by {who[1]} {_time(told, other)}"
            if told.role(one, "recipient") == told.role(other, "recipient"):
                condition = "it was won twice"
                sentence = f"{said}: this {ONLY_IF} {condition}."
                yield finding("two-dates", ONLY_IF, (one, other), sentence, working=times, condition=condition)
            elif _year(told, one) == _year(told, other):
                sentence = f"{said}: the award of one year with two dates."
                yield finding("two-dates", CONTRADICTS, (one, other), sentence, working=times)


def _year(told: Told, record: str) -> int | None:
    last = told.period(record).last
    return last.year if last else None


def _life_events(told: Told) -> Iterator[Finding]:
    """One event of one person in nearly the same words, with two dates."""
    for person, records in sorted(_by_role(told, "LifeEvent", "person").items()):
        for one, other in combinations(records, 2):
            first, second = (stems(" ".join(told.role(record, "description")), (told.label(person),)) for record in (one, other))
            alike = bool(first & second) and _LIKE[1] * len(first & second) >= _LIKE[0] * max(len(first), len(second))
            if alike and not _meeting(told, one, other):
                sentence = f"{told.label(one)}, and again {_time(told, other)}: one event with two dates, unless it happened twice."
                yield finding("two-dates", CONTRADICTS, (one, other), sentence, working=f"{_time(told, one)}; {_time(told, other)}")


def _births(told: Told) -> Iterator[Finding]:
    given: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for claim, person, date in told.statements("birthDate"):
        given[person].append((claim, date))
    for person, claims in sorted(given.items()):
        for (one, first), (other, second) in combinations(claims, 2):
            if not Period(*edtf.days(first)).meets(Period(*edtf.days(second))):
                sentence = f"{told.label(person)} is said to be born in {first} and in {second}."
                yield finding("two-dates", CONTRADICTS, (one, other), sentence, working=f"{first}; {second}")


_ONLY = re.compile(r"^(.*\bonly\b)\s+(.+)$", re.IGNORECASE)


def only(told: Told) -> Iterator[Finding]:
    """Find two statements that each allow only one thing, and not the same one."""
    for name in ("capability", "occupation", "usesAid", "interest"):
        given: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
        for claim, subject, text in told.statements(name):
            match = _ONLY.match(text)
            if match:
                given[subject, match[1].lower()].append((claim, match[2]))
        for (subject, words), claims in sorted(given.items()):
            for (one, first), (other, second) in combinations(claims, 2):
                if first.lower() != second.lower():
                    condition = f"they are of different times, or one is meant to include the other ({first}; {second})"
                    sentence = f"{told.label(subject)} is said {words} {first}, and {words} {second}: this {ONLY_IF} {condition}."
                    yield finding("only", ONLY_IF, (one, other), sentence, working=f"{first}; {second}", condition=condition)


_COMPLETED = re.compile(r"\b(?:completed|finished|concluded|closed)\b", re.IGNORECASE)
_MATTER = 2


def completed(told: Told) -> Iterator[Finding]:
    """Find work that is said to be completed at a time, while figures of the same work run on after it."""
    for record in told.all("Activity"):
        description = " ".join(told.role(record, "description"))
        last = told.period(record).last
        if last is None or not _COMPLETED.search(description):
            continue
        agents = told.role(record, "agent")
        matter = stems(description, (*map(told.label, agents), "completed finished concluded closed"))
        for figure in told.figures:
            later = figure.period.last is not None and figure.period.last > last and not figure.to("partOf")
            if later and figure.about & set(agents) and len(matter & stems(f"{figure.population} {figure.measure_label}")) >= _MATTER:
                condition = "work of the kind went on after it was called completed"
                sentence = f"{told.label(record)}; yet {named(figure)} are counted up to {figure.period.last}: this {ONLY_IF} {condition}."
                working = f"{last} < {figure.period.last}"
                yield finding("completed", ONLY_IF, (record, figure.iri), sentence, working=working, condition=condition)
