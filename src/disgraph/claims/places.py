"""The official table of places, and whether the entities and claims agree with it.

The table is background knowledge: it says which place a name means and what lies in what, where the documents leave that open.
It is made of a public data set, see data/sources/README.md.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from disgraph.claims.claim import Claim, Entity, Statement
from disgraph.errors import Problem, Refused
from disgraph.files import read_text
from disgraph.similarity import nearest

#: The class of an entity whose code is of a level.
CLASSES = {
    "country": "Country",
    "province": "Province",
    "prefecture": "Prefecture",
    "county": "County",
    "township": "Township",
    "village": "Village",
}


class Place(NamedTuple):
    """A row of the table: its code, official name, English name, level, the code of the place above (or empty), and the data set."""

    code: str
    name: str
    english: str
    level: str
    parent: str
    source: str


def read_places(path: Path) -> dict[str, Place]:
    """Read the table of places.

    Returns:
        The places by code; empty if the file does not exist.

    Raises:
        Refused: a row without the form, of an unknown level, twice, or under a place that the table has not.
    """
    if not path.exists():
        return {}
    places: dict[str, Place] = {}
    problems: list[Problem] = []
    rows = _rows(path)
    if tuple(next(rows, ())) != Place._fields:
        raise Refused((Problem("broken-table", str(path), 1, "", "the columns are others.", f"They are {','.join(Place._fields)}."),))
    for line, row in enumerate(rows, start=2):
        if len(row) != len(Place._fields) or row[3] not in CLASSES or row[0] in places:
            problems.append(
                Problem("broken-table", str(path), line, "", f"{','.join(row)} is not a row of the table.", "Generate the table again.")
            )
        else:
            places[row[0]] = Place(*row)
    orphans = [place for place in places.values() if place.parent and place.parent not in places]
    problems += [Problem("broken-table", str(path), 0, "", f"{place.code}: no place {place.parent}.", "Add its row.") for place in orphans]
    if problems:
        raise Refused(tuple(problems))
    return places


def _rows(path: Path) -> Iterator[list[str]]:
    try:
        yield from csv.reader(StringIO(read_text(path), newline=""))
    except (OSError, csv.Error) as error:
        problem = Problem("broken-table", str(path), 0, "", f"cannot be read ({error}).", "Save it as CSV in UTF-8, or take it away.")
        raise Refused((problem,)) from error


def check_places(entities: Mapping[str, Entity], claims: Iterable[Claim], places: Mapping[str, Place]) -> Iterator[Problem]:
    """Return where a code is not in the table, does not fit its entity, or contradicts what a document states."""
    by_code: dict[str, Entity] = {}
    for entity in entities.values():
        if entity.code:
            yield from _entity(entity, places, by_code)
            by_code.setdefault(entity.code, entity)
    for entity in by_code.values():
        place = places.get(entity.code)
        if place and place.parent and place.parent not in by_code:
            above = places[place.parent]
            message = f"{entity.id}: no entity has the code {above.code}, and the table puts it there."
            remedy = f"Declare {above.english} ({above.name}), a {CLASSES[above.level]} with code {above.code}."
            yield Problem("missing-parent", entity.file, entity.line, "", message, remedy)
    for claim in claims:
        yield from _claim(claim, entities, places)


def _entity(entity: Entity, places: Mapping[str, Place], by_code: Mapping[str, Entity]) -> Iterator[Problem]:
    place = places.get(entity.code)
    if place is None:
        known = {f"{place.english} {place.level}": place.code for place in places.values()}
        near = ", ".join(f"{known[name]} ({name})" for name in nearest(f"{entity.name} {entity.type.lower()}", known))
        remedy = f"Nearest by name: {near}." if near else "There is no table of places; remove the code."
        yield Problem("unknown-code", entity.file, entity.line, "", f"{entity.id}: no place has the code {entity.code!r}.", remedy)
    elif CLASSES[place.level] != entity.type:
        message = f"{entity.id} is a {entity.type}, but {place.code} ({place.name}) is of the level {place.level}."
        yield Problem("wrong-level", entity.file, entity.line, "", message, "Correct the type or the code.")
    if entity.code in by_code:
        message = f"{entity.id} has the code of {by_code[entity.code].id}."
        yield Problem("duplicate-code", entity.file, entity.line, "", message, "Make one entity of them, or correct a code.")


def _claim(claim: Claim, entities: Mapping[str, Entity], places: Mapping[str, Place]) -> Iterator[Problem]:
    content = claim.content
    if not isinstance(content, Statement) or content.property != "containedIn" or claim.negated or claim.status != "accepted":
        return
    inner, outer = (places.get(entities[name].code) if name in entities else None for name in (content.subject, content.object))
    if inner and outer and outer.code not in above(inner, places):
        message = f"it puts {inner.english} ({inner.code}) in {outer.english} ({outer.code}), where the official table has it not."
        remedy = "If another place has this name, correct the code. If the document is wrong, remove the code and add a `doubt`."
        yield Problem("wrong-parent", claim.file, claim.line, claim.id, message, remedy)


def above(place: Place, places: Mapping[str, Place]) -> list[str]:
    """Return the codes of the places that a place lies in, the smallest first."""
    codes: list[str] = []
    while place.parent and place.parent not in codes:
        codes.append(place.parent)
        place = places[place.parent]
    return codes
