"""The words that extraction knows: tables made beforehand and rules that are data, read once when first needed."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from importlib import resources
from typing import NamedTuple

from disgraph.extract.names.type_groups import classes_below
from disgraph.extract.text.rule_files import read_items, texts_of

_LARGE_WORD = re.compile(r"(?<![\w.-])[^\W\d_a-z](?:[\w&.-]|'(?!s\b))*(?<!\.)")
_HYPHENED = re.compile(r"[A-Z][a-z]+-[a-z]+")
_TWO_SYLLABLES = 4
_TABLES = "disgraph.extract.names.tables"


_DIRECTIONS = ("north", "south", "east", "west", "central", "northeast", "northwest", "southeast", "southwest")
#: Words for directions, which alone name no person.
COMPASS = frozenset(f"{one}{ending}" for one in _DIRECTIONS for ending in ("", "ern"))


class HeadWord(NamedTuple):
    """A word that states what a name names: the class, the rule, and where in a name it may be."""

    type: str
    rule: str
    where: str


class Lexicon(NamedTuple):
    """Everything that the recognition of names looks up, in lower case unless it says otherwise."""

    heads: dict[str, HeadWord]
    patterns: tuple[tuple[re.Pattern[str], HeadWord], ...]
    known: dict[str, tuple[str, str, str]]
    known_lengths: dict[str, tuple[int, ...]]
    places: dict[str, str]
    given: frozenset[str]
    family: frozenset[str]
    common: frozenset[str]
    pinyin: re.Pattern[str]
    words: dict[str, frozenset[str]]


@functools.cache
def lexicon() -> Lexicon:
    """Return the lexicon, read at the first call."""
    heads, patterns = _heads()
    known = _known()
    return Lexicon(
        heads,
        patterns,
        known,
        _lengths(known),
        dict(line.split("\t") for line in _lines("places.tsv"))
        | {name: found[0] for name, found in known.items() if found[0] in classes_below("Place")},
        frozenset(_lines("given-names.txt")),
        frozenset(_lines("family-names.txt")),
        frozenset(_lines("words.txt")),
        re.compile(f"(?:(?:{'|'.join(sorted(_lines('pinyin.txt'), key=len, reverse=True))})[-']?){{1,3}}", re.IGNORECASE),
        {str(item["name"]): frozenset(str(item["words"]).split()) for item in read_items(__name__, "words.yaml")},
    )


def _lines(table: str) -> list[str]:
    return resources.files(_TABLES).joinpath(table).read_text(encoding="utf-8").splitlines()


def _heads() -> tuple[dict[str, HeadWord], tuple[tuple[re.Pattern[str], HeadWord], ...]]:
    """Return the head words, and the patterns that overrule them."""
    heads: dict[str, HeadWord] = {}
    patterns = []
    for item in read_items(__name__, "heads.yaml"):
        head = HeadWord(str(item["type"]), str(item["name"]), str(item["where"]))
        if "pattern" in item:
            patterns.append((re.compile(str(item["pattern"])), head))
        for word in texts_of(item.get("words")):
            heads.setdefault(word, head)
    return heads, tuple(patterns)


def _known() -> dict[str, tuple[str, str, str]]:
    """Return the known names as written: class, rule, and the name that is the fullest."""
    known: dict[str, tuple[str, str, str]] = {}
    for item in read_items(__name__, "known.yaml"):
        for names in texts_of(item.get("names")):
            variants = names.split(" = ")
            known |= {variant: (str(item["type"]), str(item["name"]), variants[0]) for variant in variants}
    return known


def _lengths(known: dict[str, tuple[str, str, str]]) -> dict[str, tuple[int, ...]]:
    """Return for the first word of known names how many large words they have, most first."""
    lengths: dict[str, set[int]] = {}
    for name in known:
        words = _LARGE_WORD.findall(name)
        lengths.setdefault(words[0], set()).add(len(words))
    return {word: tuple(sorted(found, reverse=True)) for word, found in lengths.items()}


def is_chinese_name(tokens: Sequence[str], lexicon: Lexicon) -> bool:
    """Return whether two words are a name in pinyin, the surname first, or last where the other cannot be one."""
    surnames = lexicon.words["surnames"]
    if len(tokens) != 2:  # noqa: PLR2004 - a surname and a given name
        return False
    one, two = tokens
    if one.lower() in surnames and len(two) > 1 and (lexicon.pinyin.fullmatch(two) or _HYPHENED.fullmatch(two)):
        return True
    return two.lower() in surnames and one.lower() not in surnames and len(one) >= _TWO_SYLLABLES and bool(lexicon.pinyin.fullmatch(one))
