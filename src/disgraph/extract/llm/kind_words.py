"""Whether the words of a quote can state a kind of claim: a marriage needs a word for it, not only two names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from disgraph.extract.text.phrases import units
from disgraph.extract.text.rule_files import read_fields, texts_of
from disgraph.extract.text.shared_money import shared_nouns

#: In the list of a kind: a sign, code or noun of a currency.
_MONEY = "money"


@cache
def _kinds() -> Mapping[str, re.Pattern[str]]:
    return {str(kind): _pattern(texts_of(words)) for kind, words in read_fields(__name__, "kind_words.yaml").items()}


def _pattern(beginnings: tuple[str, ...]) -> re.Pattern[str]:
    words = [re.escape(word) for word in beginnings if word != _MONEY]
    patterns = [rf"(?<![a-z])(?:{'|'.join(words)})"]
    if _MONEY in beginnings:
        nouns = (noun for noun, unit in units().by_noun.items() if unit in units().money)
        marks = {*units().by_mark, *nouns, *(word for some in shared_nouns().values() for word in some)}
        patterns.append(rf"(?<![a-z])(?:{'|'.join(re.escape(mark.lower()) for mark in sorted(marks, key=len, reverse=True))})(?![a-z])")
    return re.compile("|".join(patterns))


def can_state(kind: str, quote: str) -> bool:
    """Return whether a quote has a word with which a kind of claim is stated; any quote, for kinds without such words.

    >>> can_state("hasSpouse", "She succeeds Ralf Menzel")
    False
    """
    pattern = _kinds().get(kind)
    return pattern is None or pattern.search(quote.lower()) is not None
