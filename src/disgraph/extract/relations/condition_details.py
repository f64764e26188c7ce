"""What the words after a condition say about it: since when, and what brought it about."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from disgraph.extract.relations.patterns import conditions
from disgraph.extract.text import number_words
from disgraph.extract.text.rule_files import read_fields, texts_of
from disgraph.yamlfile import Fields

#: Roles that details may fill once each; a sentence has no more than these.
_MOST = 3


class ConditionDetails(NamedTuple):
    """Roles of a condition with the words or ids for them, and where the words for them end; `condition` is an illness behind it."""

    roles: tuple[tuple[str, str], ...]
    end: int


@cache
def _meanings(part: str) -> dict[str, str]:
    fields = read_fields(__name__, "conditions.yaml")[part]
    assert isinstance(fields, Fields)
    return {word.lower(): str(meaning) for meaning, words in fields.items() for word in texts_of(words)}


@cache
def _pattern() -> re.Pattern[str]:
    illnesses = [word for word, (role, _) in conditions().items() if role == "healthCondition"]
    stages, causes, ill = (_any(words) for words in (_meanings("stages"), _meanings("causes"), illnesses))
    number = rf"\d{{1,2}}|{number_words.SPELLED}"
    return re.compile(
        rf",?\s?(?:from the waist down|on one side|in both legs)?,?\s?(?:(?:ever )?(?:since|from|at)\s(?:his |her )?(?P<stage>{stages})"
        rf"|(?:ever )?(?:since|from|at)\s(?:the )?age\s(?:of )?(?P<age>{number})(?!\s(?:to|months|weeks))"
        r"|(?:after|in|from|following|because of|due to|owing to|as a result of|caused by|by|to|through)\s"
        r"(?:(?:an?|the|his|her|severe|serious|bad)\s)*"
        rf"(?:(?P<cause>{causes})|(?P<illness>{ill})))(?![\w-])",
        re.IGNORECASE,
    )


def _any(words: dict[str, str] | list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def condition_details(text: str, end: int) -> ConditionDetails:
    """Return what the words right after a condition say about it.

    Args:
        text: the words of a line.
        end: where the words for the condition end.
    """
    roles: dict[str, str] = {}
    while len(roles) < _MOST and (found := _pattern().match(text, end)):
        role, value = _detail(found)
        if role in roles:
            break
        roles[role], end = value, found.end()
    return ConditionDetails(tuple(roles.items()), end)


def _detail(found: re.Match[str]) -> tuple[str, str]:
    if found["stage"]:
        return "onsetStage", _meanings("stages")[found["stage"].lower()]
    if found["age"]:
        return "onsetAge", number_words.plain(number_words.value_of(found["age"]))
    if found["cause"]:
        return "disabilityCause", _meanings("causes")[found["cause"].lower()]
    return "illness", found["illness"]


@cache
def condition_words() -> dict[str, str]:
    """Return the words for causes of disabilities and stages of life, with the concepts that they mean."""
    return _meanings("causes") | _meanings("stages")
