"""Which currency a noun or mark of several currencies means in a text: that of the country that the text names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from disgraph.extract.text.rule_files import read_items, texts_of
from disgraph.yamlfile import Fields


class _SharedMoney(NamedTuple):
    words: tuple[str, ...]
    marks: tuple[str, ...]
    otherwise: str
    countries: tuple[tuple[str, re.Pattern[str], tuple[str, ...]], ...]

    def unit(self, view: str) -> str:
        """Return the currency of the only country that a text names, else the usual one; empty if there is none."""
        named = [unit for unit, country, hints in self.countries if any(hint in view for hint in hints) and country.search(view)]
        return named[0] if len(named) == 1 else self.otherwise


class TextMoney(NamedTuple):
    """The shared nouns and marks of a text with their currency; an empty currency is unknown."""

    nouns: Mapping[str, str]
    marks: Mapping[str, str]


@cache
def _shared() -> tuple[_SharedMoney, ...]:
    return tuple(_of(item) for item in read_items(__name__, "shared_money.yaml"))


def _of(item: Fields) -> _SharedMoney:
    countries = item["countries"]
    assert isinstance(countries, Fields)
    patterns = tuple(
        (str(unit), re.compile(rf"(?<!\w)(?:{names})(?!\w)"), tuple(str(names).replace("\\", "").split("|")))
        for unit, names in countries.items()
    )
    return _SharedMoney(texts_of(item["words"]), texts_of(item.get("marks")), str(item.get("else", "")), patterns)


def money_of(view: str) -> TextMoney:
    """Return what the shared nouns and marks of currencies mean in a text; those that do not occur in it are left out."""
    nouns: dict[str, str] = {}
    marks: dict[str, str] = {}
    for shared in _shared():
        words = [word for word in shared.words if word in view and re.search(rf"\b{word}\b", view)]
        signs = [sign for sign in shared.marks if sign in view]
        if words or signs:
            unit = shared.unit(view)
            nouns |= dict.fromkeys(words, unit)
            marks |= dict.fromkeys(signs, unit)
    return TextMoney(nouns, marks)


@cache
def shared_nouns() -> Mapping[str, frozenset[str]]:
    """Return the shared nouns and marks of each currency that they may mean, in lower case."""
    found: dict[str, set[str]] = {}
    for shared in _shared():
        for unit in {shared.otherwise, *(unit for unit, _, _ in shared.countries)} - {""}:
            found.setdefault(unit, set()).update(word.lower() for word in (*shared.words, *shared.marks))
    return {unit: frozenset(words) for unit, words in found.items()}
