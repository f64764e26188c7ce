"""The numbers that a text states, in digits and in English words.

The check of figures uses it, so it prefers to find too many readings of a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
#: The numbers below a hundred that are one word.
NUMBER_WORDS = {word: number for number, word in enumerate(_ONES.split())} | {
    word: 10 * number for number, word in enumerate(_TENS.split(), 2)
}
_ORDINALS: dict[str, int | Fraction] = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip
_PLAIN: dict[str, int | Fraction] = {
    "a": 1,
    "an": 1,
    "per": 1,  # in "per million people"
    "once": 1,
    "twice": 2,
    "both": 2,
    "couple": 2,
    "pair": 2,
    "half": Fraction(1, 2),
    "dozen": 12,
    "decade": 10,
}
_TENFOLDS, _DIGITS = range(20, 100, 10), range(1, 10)
_SIMPLE: dict[str, Fraction] = {word: Fraction(number) for word, number in (*NUMBER_WORDS.items(), *_ORDINALS.items(), *_PLAIN.items())}
#: Words and letters that multiply the number before them.
SCALES = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1_000,
    "k": 1_000,
    "lakh": 100_000,
    "lakhs": 100_000,
    "million": 1_000_000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "crore": 10_000_000,
    "crores": 10_000_000,
    "billion": 1_000_000_000,
    "bn": 1_000_000_000,
    "trillion": 1_000_000_000_000,
}
#: The words for a part of a whole, by the number of such parts in it.
PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
#: Groups of three digits with a blank between them: 14 500.
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:,? \d{3}){1,4}(?!\d)")
#: More digits than any figure has; a longer row of them is a number of another kind, such as that of an account.
LONGEST_DIGITS = 40
_TOKEN = re.compile(r"\d+(?:,\d{2,3})*,\d{3}(?:\.\d+)?|\d+(?:\.\d+)?|[a-z]+", re.IGNORECASE)


def numbers(text: str) -> set[Decimal]:
    """Return every number that the text may state.

    `1.65 million` gives 1650000 (and 1.65), `three to four million` both ends, `one third` 33.33 (as percent, two decimals).
    """
    tokens = [token.lower().replace(",", "") for token in _TOKEN.findall(text)]
    found = {Fraction(re.sub(r"\D", "", group)) for group in _GROUPED.findall(text)} | set(_ratios(tokens))
    pending: list[Fraction] = []
    at = 0
    while at < len(tokens):
        number, at_next = _number(tokens, at)
        if number is None:
            if tokens[at] not in ("to", "or", "and", "-"):
                pending = []
            at += 1
            continue
        base, scaled = number
        found |= {base, scaled}
        found |= _share(tokens, at_next, base)
        if scaled != base:
            found |= {before * (scaled / base) for before in pending if base}
        pending = [*pending, base]
        at = at_next
    return {_decimal(number) for number in found}


def _ratios(tokens: list[str]) -> Iterator[Fraction]:
    """Yield each ratio in percent: one in five, 17 out of 20."""
    words = [word for word in tokens if word not in ("out", "every")]
    for before, joint, after in zip(words, words[1:], words[2:], strict=False):
        part, whole = _simple(before), Fraction(100) if after == "hundred" else _simple(after)
        if joint in ("in", "of") and part is not None and whole:
            yield 100 * part / whole


def _number(tokens: list[str], at: int) -> tuple[tuple[Fraction, Fraction] | None, int]:
    """Read one number with its scale words; return it bare and scaled, and the position after it."""
    base = _simple(tokens[at])
    if base is None:
        return None, at + 1
    at += 1
    if base in _TENFOLDS and at < len(tokens) and NUMBER_WORDS.get(tokens[at]) in _DIGITS:
        base += NUMBER_WORDS[tokens[at]]
        at += 1
    scaled = base
    while at < len(tokens) and tokens[at] in SCALES:
        scaled *= SCALES[tokens[at]]
        at += 1
    return (base, scaled), at


def _simple(token: str) -> Fraction | None:
    if token[0].isdigit():
        return Fraction(token) if len(token) <= LONGEST_DIGITS else None
    return _SIMPLE.get(token)


def _share(tokens: list[str], at: int, base: Fraction) -> set[Fraction]:
    """Return `two thirds` and the like as a part of one and as a percentage."""
    word = tokens[at].removesuffix("s") if at < len(tokens) else ""
    if word in PARTS:
        part = base / PARTS[word]
        return {part, part * 100}
    return set()


def _decimal(number: Fraction) -> Decimal:
    rounded = round(number, 4)
    return (Decimal(rounded.numerator) / Decimal(rounded.denominator)).normalize()


def stated(value: str, text: str) -> bool:
    """Return whether the text may state the value.

    Args:
        value: a plain decimal number.
        text: the words of the quote.
    """
    wanted = Decimal(value).normalize()
    places = max(0, -int(wanted.as_tuple().exponent))
    return any(number == wanted or (places and round(number, places) == wanted) for number in numbers(text))
