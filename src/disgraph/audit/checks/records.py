"""Two values for one thing: a record with two times, causes or instruments; an event with two dates."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, product

from disgraph.audit.audited_graph import AuditedGraph, Period
from disgraph.audit.figure_words import named, stems
from disgraph.audit.finding import CONTRADICTS, ONLY_IF, Finding, finding
from disgraph.claims import edtf
from disgraph.rdf import SKOS, local_name
from disgraph.wording.noun_counts import join
from disgraph.wording.times import spell_date, spell_time

#: Roles that can have one value in a record; concepts may be broader than one another.
_SINGLE = ("disabilityCause", "disabilityGrade", "value", "rank", "measure", "expressedIn")
_TIMES = ("time", "start", "end", "onset")

#: What something was done with: the noun after "by a", "into a", "with a", up to a verb or the end of the phrase.
_INSTRUMENT = re.compile(
    r"\b(?:by|into|with|from|in) (?:a|an) ([a-z-]+(?: [a-z-]+){0,2}?)(?= (?:that|which|who|[a-z]+ing|when|while|at|in|on|and)\b|[,.;]|$)"
)

#: Records that a thing can have only one of: the class, the role that names the thing, and the words that follow it.
_ONCE = (("Founding", "founded", "was founded"), ("Issuance", "policy", "was issued"))
_LIKE = 2, 3
#: Roles that put a record after another one.
_AFTER = ("after", "followsFrom")
#: Roles of a body that does something.
_DOING = ("employer", "trainer", "helper", "organisation", "provider", "funder", "institution")


def records_apart(graph: AuditedGraph) -> Iterator[Finding]:
    """Compare what several claims state of one record: times, causes, grades, instruments."""
    for record in graph.audited:
        if len(graph.claims(record)) > 1:
            yield from _record(graph, record)


def _record(graph: AuditedGraph, record: str) -> Iterator[Finding]:
    label = graph.label(record)
    for role in _TIMES:
        yield from _apart(record, label, role, _dated(graph.role(record, role)))
    for role in _SINGLE:
        values = graph.role(record, role)
        if len(values) > 1 and not _broader(graph, values):
            text = join(sorted(local_name(value).replace("-", " ") for value in values))
            sentence = f"Claims give one record two values of {_plain(role)}, {text}: {label}."
            yield finding("two-values", CONTRADICTS, (record,), sentence, working=text)
    yield from _instruments(graph, record)


def order(graph: AuditedGraph) -> Iterator[Finding]:
    """Find records that accounts or dates put in different orders: each after the other, or after one that is dated later."""
    after: dict[str, list[str]] = defaultdict(list)
    for role in _AFTER:
        for record in graph.with_role(role):
            after[record] += graph.role(record, role)
    for later, earlier in sorted({(later, earlier) for later, found in after.items() for earlier in found}):
        one, other = graph.label(later), graph.label(earlier)
        if later in after.get(earlier, ()) and later < earlier:
            sentence = f"One account puts \u201c{one}\u201d after \u201c{other}\u201d, another account before it."
            yield finding("order", CONTRADICTS, (later, earlier), sentence, working="each is after the other")
        first, last = graph.period(earlier).first, _begun_by(graph, later)
        if first and last and last < first:
            sentence = f"\u201c{one}\u201d comes after \u201c{other}\u201d, but is dated before it."
            yield finding("order", CONTRADICTS, (later, earlier), sentence, working=f"{last} < {first}")


def before_founding(graph: AuditedGraph) -> Iterator[Finding]:
    """Find what a body did, by its dates, before it was founded."""
    founded = {body: record for record in graph.all("Founding") for body in graph.role(record, "founded") if graph.period(record).first}
    for role in _DOING if founded else ():
        for record in graph.with_role(role):
            for body in graph.role(record, role):
                if body in founded:
                    yield from _before_founding(graph, record, founded[body], body)


def _before_founding(graph: AuditedGraph, record: str, founding: str, body: str) -> Iterator[Finding]:
    first, last = graph.period(founding).first, _begun_by(graph, record)
    if first and last and last < first:
        sentence = f"\u201c{graph.label(record)}\u201d is dated before \u201c{graph.label(founding)}\u201d"
        condition = f"{graph.label(body)} had a forerunner"
        sentence = f"{sentence}: it {ONLY_IF} {condition}."
        yield finding("before-founding", ONLY_IF, (record, founding), sentence, working=f"{last} < {first}", condition=condition)


def _begun_by(graph: AuditedGraph, record: str) -> dt.date | None:
    """Return the last day on which a record can have begun, if its dates limit that."""
    starts = [period.last for _, period in _dated(graph.role(record, "start"))]
    return starts[0] if starts else graph.period(record).last


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
            sentence = f"Claims give one record two values of {role}, {one} and {other}: {label}."
            yield finding("two-values", CONTRADICTS, (record,), sentence, working=f"{one}; {other}")


def _broader(graph: AuditedGraph, values: list[str]) -> bool:
    """Return whether all of several concepts lie on one line from broad to narrow."""
    above = {value: set(graph.values(value, SKOS["broader"])) for value in values}
    return all(one in above[other] or other in above[one] for one, other in combinations(values, 2))


def instruments(text: str) -> frozenset[str]:
    """Return what something was done with: `crushed by a crusher` gives `crusher`."""
    return frozenset(match[1].strip() for match in _INSTRUMENT.finditer(text.lower()))


def _instruments(graph: AuditedGraph, record: str) -> Iterator[Finding]:
    described = [(text, instruments(text)) for text in graph.role(record, "description")]
    for (one, first), (other, second) in combinations([each for each in described if each[1]], 2):
        if first.isdisjoint(second):
            with_first, with_second = join(sorted(first)), join(sorted(second))
            sentence = f'One event has two causes or instruments, {with_first} ("{one}") and {with_second} ("{other}").'
            yield finding("two-values", CONTRADICTS, (record,), sentence, working=f"{with_first}; {with_second}")


def dates(graph: AuditedGraph) -> Iterator[Finding]:
    """Find things that happen once and have two dates: foundings, issuances, births, one person's event, one year's award."""
    for kind, role, text in _ONCE:
        yield from _once(graph, kind, role, text)
    yield from _awards(graph)
    yield from _life_events(graph)
    yield from _births(graph)


def _by_role(graph: AuditedGraph, kind: str, role: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for record in graph.all(kind):
        for value in graph.role(record, role):
            found[value].append(record)
    return found


def _once(graph: AuditedGraph, kind: str, role: str, text: str) -> Iterator[Finding]:
    for thing, records in sorted(_by_role(graph, kind, role).items()):
        for one, other in combinations(records, 2):
            if not _meeting(graph, one, other):
                sentence = f"{graph.label(thing)} {text} {_time(graph, one)} in one passage and {_time(graph, other)} in another."
                yield finding("two-dates", CONTRADICTS, (one, other), sentence, working=f"{_time(graph, one)}; {_time(graph, other)}")


def _meeting(graph: AuditedGraph, one: str, other: str) -> bool:
    return graph.period(one).meets(graph.period(other))


def _time(graph: AuditedGraph, record: str) -> str:
    given = [value for role in ("time", "start", "end") for value in graph.role(record, role)]
    return join([spell_date(each) for each in given]) if given else "without a date"


def _awards(graph: AuditedGraph) -> Iterator[Finding]:
    """One award of one year is conferred at one time; one award goes to one recipient once."""
    for award, records in sorted(_by_role(graph, "Awarding", "award").items()):
        for one, other in combinations(records, 2):
            if _meeting(graph, one, other):
                continue
            times = f"{_time(graph, one)}; {_time(graph, other)}"
            who = [join([graph.label(each) for each in graph.role(record, "recipient")]) for record in (one, other)]
            text = f"{graph.words(award)} went to {who[0]} {_time(graph, one)} and to {who[1]} {_time(graph, other)}"
            if graph.role(one, "recipient") == graph.role(other, "recipient"):
                condition = "it was won twice"
                sentence = f"{text}: this {ONLY_IF} {condition}."
                yield finding("two-dates", ONLY_IF, (one, other), sentence, working=times, condition=condition)
            elif _year(graph, one) == _year(graph, other):
                sentence = f"{text}: one award has two dates in one year."
                yield finding("two-dates", CONTRADICTS, (one, other), sentence, working=times)


def _year(graph: AuditedGraph, record: str) -> int | None:
    last = graph.period(record).last
    return last.year if last else None


def _life_events(graph: AuditedGraph) -> Iterator[Finding]:
    """One event of one person in nearly the same words, with two dates."""
    for person, records in sorted(_by_role(graph, "LifeEvent", "happenedTo").items()):
        for one, other in combinations(records, 2):
            first, second = (stems(" ".join(graph.role(record, "description")), (graph.label(person),)) for record in (one, other))
            alike = bool(first & second) and _LIKE[1] * len(first & second) >= _LIKE[0] * max(len(first), len(second))
            if alike and not _meeting(graph, one, other):
                sentence = f"{graph.label(one)}, and again {_time(graph, other)}: one event with two dates, unless it happened twice."
                yield finding("two-dates", CONTRADICTS, (one, other), sentence, working=f"{_time(graph, one)}; {_time(graph, other)}")


def _births(graph: AuditedGraph) -> Iterator[Finding]:
    given: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for claim, person, date in graph.statements("birthDate"):
        given[person].append((claim, date))
    for person, claims in sorted(given.items()):
        for (one, first), (other, second) in combinations(claims, 2):
            if not Period(*edtf.days(first)).meets(Period(*edtf.days(second))):
                sentence = f"{graph.label(person)} has two dates of birth, {first} and {second}."
                yield finding("two-dates", CONTRADICTS, (one, other), sentence, working=f"{first}; {second}")


_ONLY = re.compile(r"^(.*\bonly\b)\s+(.+)$", re.IGNORECASE)


def only(graph: AuditedGraph) -> Iterator[Finding]:
    """Find two statements that each allow only one thing, and not the same one."""
    given: dict[tuple[str, str, str], list[tuple[str, re.Match[str]]]] = defaultdict(list)
    for key, source, text in (*_texts(graph), *_functioning(graph)):
        if match := _ONLY.match(text):
            given[(*key, "" if key[1] else match[1].lower())].append((source, match))
    for (subject, *_), sources in sorted(given.items()):
        for (one, first), (other, second) in combinations(sources, 2):
            if first[2].lower() != second[2].lower():
                things = f"{first[2]}; {second[2]}"
                condition = f"they are of different times, or one includes the other ({things})"
                accounts = f"\u201c{first[0]}\u201d in one place and \u201c{second[0]}\u201d in another"
                sentence = f"{graph.label(subject)}: {accounts}; this {ONLY_IF} {condition}."
                yield finding("only", ONLY_IF, (one, other), sentence, working=things, condition=condition)


def _texts(graph: AuditedGraph) -> Iterator[tuple[tuple[str, str], str, str]]:
    """Yield subject and no domain, claim and text of statements."""
    for name in ("capability", "occupation", "usesAid", "interest"):
        yield from (((subject, ""), claim, text) for claim, subject, text in graph.statements(name))


def _functioning(graph: AuditedGraph) -> Iterator[tuple[tuple[str, str], str, str]]:
    """Yield person and domain, record and text of what a person can or cannot do."""
    for record in graph.with_role("functioningOf"):
        for person, domain, text in product(*(graph.role(record, name) for name in ("functioningOf", "inDomain", "description"))):
            yield (person, domain), record, text


_COMPLETED = re.compile(r"\b(?:completed|finished|concluded|closed)\b", re.IGNORECASE)
_MATTER = 2


def completed(graph: AuditedGraph) -> Iterator[Finding]:
    """Find work that was completed at a time, while figures of the same work continue after it."""
    for record in graph.all("Activity"):
        description = " ".join(graph.role(record, "description"))
        last = graph.period(record).last
        if last is None or not _COMPLETED.search(description):
            continue
        agents = graph.role(record, "performedBy")
        subjects = {*agents, *graph.role(record, "place")}
        matter = stems(description, (*map(graph.label, agents), "completed finished concluded closed"))
        for figure in graph.figures:
            until = figure.period.last
            if until is None or until <= last or figure.to("figurePartOf"):
                continue
            if figure.about & subjects and len(matter & stems(f"{figure.population} {figure.measure_label}")) >= _MATTER:
                end = spell_time(until.isoformat())
                condition = "work of the kind continued after it was called completed"
                sentence = f"{graph.label(record)}; yet {named(figure)} are counted up to {end}: this {ONLY_IF} {condition}."
                working = f"{last} < {until}"
                yield finding("completed", ONLY_IF, (record, figure.iri), sentence, working=working, condition=condition)
