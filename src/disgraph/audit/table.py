"""The table of checks: what each asks, what it can answer, and the function that does it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from disgraph.audit.audited_graph import AuditedGraph
from disgraph.audit.checks import (
    averages,
    conversions,
    enclosing,
    growth,
    persons,
    plausible,
    records,
    repeats,
    shares,
    slips,
    sums,
    targets,
)
from disgraph.audit.finding import CONTRADICTS, HOLDS, IMPLAUSIBLE, NOT_ADDING, ONLY_IF, Finding


class Check(NamedTuple):
    """A check: the ids that its findings carry, its question, the verdicts that it can give, and what does it."""

    ids: tuple[str, ...]
    question: str
    verdicts: tuple[str, ...]
    run: Callable[[AuditedGraph], Iterator[Finding]]


CHECKS: Final = (
    Check(
        ("share", "share-without-whole"),
        "Is a stated percentage the part divided by the whole?",
        (HOLDS, ONLY_IF, NOT_ADDING),
        shares.shares,
    ),
    Check(
        ("target",),
        "Do goal and result give the stated ratio of actual to planned?",
        (HOLDS, ONLY_IF, NOT_ADDING),
        targets.targets,
    ),
    Check(("achieved",), "Does a result reach the target that it is said to achieve?", (HOLDS, NOT_ADDING), targets.achieved),
    Check(("rate",), "Does a stated rate fit the counts that its words name?", (HOLDS, ONLY_IF), targets.rates),
    Check(("over-hundred",), "Is a share more than 100 percent?", (IMPLAUSIBLE,), shares.over_hundred),
    Check(("growth",), "Do the figures before and after give the stated growth?", (HOLDS, ONLY_IF, NOT_ADDING), growth.growth),
    Check(("sum",), "Do the figures that a total adds up make it?", (HOLDS, ONLY_IF, NOT_ADDING), sums.sums),
    Check(
        ("part",),
        "Is a part, or are parts that exclude each other, larger than the whole? Do the parts make it up exactly?",
        (HOLDS, NOT_ADDING),
        sums.parts,
    ),
    Check(("average",), "Do a total, a count and what each has agree?", (HOLDS, ONLY_IF, NOT_ADDING), averages.averages),
    Check(
        ("conversion",),
        "Is a figure in another unit or currency the same amount?",
        (HOLDS, ONLY_IF, NOT_ADDING, IMPLAUSIBLE),
        conversions.conversions,
    ),
    Check(
        ("repeat", "later-sum"),
        "Is the same measure of the same thing and time given twice with different values, or a later sum below an earlier part?",
        (ONLY_IF, NOT_ADDING, CONTRADICTS),
        repeats.repeats,
    ),
    Check(("one-digit",), "Do two counts of one matter that follow each other differ in one digit?", (CONTRADICTS,), slips.one_digit),
    Check(("mixed-units",), "Does a figure in another unit outgrow the total of which it should be a part?", (ONLY_IF,), slips.mixed_units),
    Check(("need",), "Was more done than there was need for?", (ONLY_IF,), slips.need),
    Check(("shrunk",), "Is something that grew smaller than what was there before?", (ONLY_IF,), slips.shrunk),
    Check(("two-values",), "Has one record two times, causes, grades or instruments?", (CONTRADICTS,), records.records_apart),
    Check(("two-dates",), "Has something that happens once two dates?", (ONLY_IF, CONTRADICTS), records.dates),
    Check(("before-founding",), "Did a body do something before it was founded?", (ONLY_IF,), records.before_founding),
    Check(("outside",), "Is what happened in an event or under a programme outside its time?", (ONLY_IF, CONTRADICTS), enclosing.outside),
    Check(("completed",), "Do figures of a work continue after it was completed?", (ONLY_IF,), records.completed),
    Check(("order",), "Do two accounts or the dates put the same events in a different order?", (CONTRADICTS,), records.order),
    Check(("only",), "Do two statements each allow only one thing, and not the same?", (ONLY_IF,), records.only),
    Check(("age",), "Does a stated age fit the birth and the date?", (HOLDS, CONTRADICTS), persons.ages),
    Check(("life",), "Does an event fit the age of the person?", (IMPLAUSIBLE, CONTRADICTS), persons.lives),
    Check(
        ("population",),
        "Are there more persons or families than the place has people, or the country has of the kind?",
        (IMPLAUSIBLE,),
        plausible.populations,
    ),
    Check(("payroll",), "Is more paid in a month or a year than there is?", (IMPLAUSIBLE,), plausible.payrolls),
    Check(("list",), "Are more named than counted?", (CONTRADICTS,), plausible.lists),
)
