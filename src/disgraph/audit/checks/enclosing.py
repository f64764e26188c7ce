"""What happened in an event or under a programme, outside the time of that event or programme."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from disgraph.audit.audited_graph import AuditedGraph, Period
from disgraph.audit.finding import CONTRADICTS, ONLY_IF, Finding, finding
from disgraph.claims import edtf
from disgraph.wording.times import spell_date

#: Roles that put a record into something larger, with the verdict if it is outside: a programme may have been continued.
_ENCLOSING = (("event", CONTRADICTS), ("programme", ONLY_IF))


def outside(graph: AuditedGraph) -> Iterator[Finding]:
    """Find records that are dated wholly before or after the event or programme that they belong to."""
    dates: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for claim, thing, date in graph.statements("date"):
        dates[thing].append((claim, date))
    for role, verdict in _ENCLOSING if dates else ():
        for record in graph.with_role(role):
            for thing in graph.role(record, role):
                for claim, date in dates.get(thing, ()):
                    if not Period(*edtf.days(date)).meets(graph.period(record)):
                        yield _outside(graph, (record, thing, claim), date, verdict)


def _outside(graph: AuditedGraph, concerned: tuple[str, str, str], date: str, verdict: str) -> Finding:
    record, thing, claim = concerned
    period = graph.period(record)
    working = f"{period.first or '..'} to {period.last or '..'}; {date}"
    sentence = f"\u201c{graph.label(record)}\u201d is outside the time of {graph.words(thing)}, {spell_date(date)}"
    if verdict == CONTRADICTS:
        return finding("outside", CONTRADICTS, (record, claim), f"{sentence}.", working=working)
    condition = "it was continued or prepared at that time"
    return finding("outside", ONLY_IF, (record, claim), f"{sentence}: this {ONLY_IF} {condition}.", working=working, condition=condition)
