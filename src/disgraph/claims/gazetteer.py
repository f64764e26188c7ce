"""The gazetteer: codes of others and coordinates of the places in the official table, see data/sources/README.md."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from disgraph.errors import Problem, Refused
from disgraph.files import read_text


class GazetteerEntry(NamedTuple):
    """A row of the gazetteer; an unknown field is empty.

    Attributes:
        code: division code of the place.
        iso: its code in ISO 3166-1 or 3166-2.
        geonames: id in GeoNames; of a place with coordinates it is that of its seat.
        name: in GeoNames or ISO.
        latitude: in degrees north (WGS 84).
        longitude: in degrees east.
        source: the data sets with their licences.
    """

    code: str
    iso: str
    geonames: str
    name: str
    latitude: str
    longitude: str
    source: str


def read_gazetteer(path: Path) -> dict[str, GazetteerEntry]:
    """Read the gazetteer.

    Returns:
        The entries by division code; empty if the file does not exist.

    Raises:
        Refused: the columns are others, or a row has a broken form.
    """
    if not path.exists():
        return {}
    try:
        head, *rows = csv.reader(StringIO(read_text(path), newline=""))
        entries = _entries(head, rows)
    except (OSError, ValueError, TypeError, csv.Error) as error:
        problem = Problem("broken-table", str(path), 0, "", f"is not a gazetteer ({error}).", "Generate the table again.")
        raise Refused((problem,)) from error
    return {entry.code: entry for entry in entries}


def _entries(head: list[str], rows: list[list[str]]) -> list[GazetteerEntry]:
    if tuple(head) != GazetteerEntry._fields:
        raise ValueError("the columns are others")
    entries = [GazetteerEntry(*row) for row in rows]
    for entry in entries:
        if entry.latitude or entry.longitude:
            _check_degrees(entry)
    return entries


def _check_degrees(entry: GazetteerEntry) -> None:
    latitude, longitude = float(entry.latitude), float(entry.longitude)
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):  # noqa: PLR2004
        raise ValueError(f"{entry.code}: {latitude}, {longitude} is not a point on the Earth")
