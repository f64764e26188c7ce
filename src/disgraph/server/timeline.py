"""The dated facts of an entity by year."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from disgraph.render.profile_answer import fact_line

if TYPE_CHECKING:
    from disgraph.facts.story import Fact

#: Dated facts that are worth a timeline.
FEWEST = 3


class TimelineYear(NamedTuple):
    """A year and the lines of the facts that begin in it; `year` is as EDTF writes it."""

    year: str
    lines: tuple[str, ...]


def timeline(facts: Sequence[Fact], label: str) -> tuple[TimelineYear, ...]:
    """Return the dated facts by year; none if they are few or all of one year.

    Args:
        facts: of the entity.
        label: of the entity.
    """
    dated = sorted((fact for fact in facts if fact.earliest), key=lambda fact: (_year(fact), fact.earliest))
    years = tuple(TimelineYear(year, tuple(fact_line(fact, label) for fact in found)) for year, found in groupby(dated, _written))
    return years if len(dated) >= FEWEST and len(years) > 1 else ()


def _written(fact: Fact) -> str:
    return fact.earliest[:1] + fact.earliest[1:].partition("-")[0]


def _year(fact: Fact) -> int:
    return int(_written(fact))
