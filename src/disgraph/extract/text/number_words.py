"""Figures as text writes them: digits, number words, scale words, fractions."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from disgraph.claims.stated_numbers import LONGEST_DIGITS, NUMBER_WORDS, PARTS, SCALES

_WORD = re.compile(r"[a-z]+|\d[\d,.]*")
_ONES = [word for word, number in NUMBER_WORDS.items() if 0 < number < 20]  # noqa: PLR2004
_TENS = [word for word, number in NUMBER_WORDS.items() if number >= 20]  # noqa: PLR2004
_SMALL = "|".join([*sorted(_ONES, key=len, reverse=True), *_TENS])
#: The words for one to ten, as an expression.
UP_TO_TEN = "|".join(_ONES[:10])
#: Scale words that follow a figure; letters only where they touch it ("1.5m").
SCALE = r"(?:\s?(?:hundred|thousand|million|billion|trillion|lakhs?|crores?|bn|mn)\b|(?:[kK]|m)\b)"
#: Digits; a blank may part groups of three ("14 500 homes", "14, 500 homes").
DIGITS = r"(?:\d{1,3}(?: \d{3})+(?![\d%]|[.,]\d)|\d{1,3}, \d{3}(?= (?!and |or |to )[a-z])|\d+(?:,\d{2,3})*(?:\.\d+)?)"
#: Number words; "a" only before a scale word.
SPELLED = (
    rf"(?:(?:{_SMALL})(?:[ -](?:{_SMALL}))?\b(?!-)(?:\s(?:hundred|thousand|million|billion|lakh|crore|dozen)\b)*"
    rf"|an?\s(?:hundred|thousand|million|dozen)\b)(?:\s(?:and\s)?(?:{_SMALL})(?:[ -](?:{_SMALL}))?\b(?:\s(?:hundred|thousand)\b)?)*"
)
#: A part of a whole: "two thirds of", "three in ten".
FRACTION = (
    r"(?:(?:(?:one|two|three|four|a)[ -])?(?:half|thirds?|quarters?|fifths?)\b(?=\sof\b)"
    rf"|(?:(?:{_SMALL})\s(?:in|out\sof)\s(?:every\s)?|\d{{1,2}}\s(?:in|out\sof)\severy\s)"
    r"(?:five|ten|twenty|two|three|four|six|seven|eight|nine|hundred|\d{1,3})\b(?![\w-]|[,.]\d)"
    r"(?=\s(?!(?:years?|months?|weeks?|days?|hours?|minutes?|districts|countries|provinces|counties|cities|villages|places)\b)[a-z]))"
)
#: What parts groups of three digits.
GROUPED = re.compile(r"(?<=\d),? (?=\d{3}(?!\d))")
_RATIO = re.compile(r"(\S+)\s(?:in|out of)\s(?:every\s)?(\S+)", re.IGNORECASE)


def value_of(figure: str) -> Fraction:
    """Return the value of a figure with its scale words.

    >>> value_of("1.65 million"), value_of("two hundred and five"), value_of("1,50,000"), value_of("14 500")
    (Fraction(1650000, 1), Fraction(205, 1), Fraction(150000, 1), Fraction(14500, 1))
    """
    total: Fraction = Fraction(0)
    current: Fraction = Fraction(0)
    for word in _WORD.findall(GROUPED.sub("", figure.lower())):
        if word[0].isdigit():
            current += Fraction(word.replace(",", "").rstrip(".")[:LONGEST_DIGITS])
        elif word in SCALES:
            current = (current or Fraction(1)) * SCALES[word]
            if SCALES[word] > SCALES["hundred"]:
                total, current = total + current, Fraction(0)
        else:
            current += NUMBER_WORDS.get(word, 0)
    return total + current


def scale_in(figure: str) -> str:
    """Return the scale word that ends a figure in words, which a range has once: `three to four million`.

    >>> scale_in("four million"), scale_in("six")
    ('million', '')
    """
    last = figure.lower().split()[-1]
    return last if last in SCALES else ""


def percent_of(fraction: str) -> Fraction:
    """Return a part in percent.

    >>> percent_of("three quarters"), percent_of("half"), percent_of("3 in ten")
    (Fraction(75, 1), Fraction(50, 1), Fraction(30, 1))
    """
    if ratio := _RATIO.fullmatch(fraction):
        return 100 * value_of(ratio[1]) / (value_of(ratio[2]) or 100)
    *count, part = re.split(r"[ -]", fraction.lower())
    return Fraction(100 * (NUMBER_WORDS.get(count[0], 1) if count else 1), PARTS["half" if part == "half" else part.removesuffix("s")])


def plain(value: Fraction) -> str:
    """Return a number without exponent or needless zeros, with at most two decimals where it has no end.

    >>> plain(Fraction(13688.1).limit_denominator(10)), plain(Fraction(100, 3))
    ('13688.1', '33.33')
    """
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    rounded = round(exact, 2) if exact.as_tuple().exponent < -6 else exact  # type: ignore[operator]  # noqa: PLR2004
    text = format(rounded, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
