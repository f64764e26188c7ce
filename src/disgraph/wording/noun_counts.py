"""Numbers with nouns, and lists. Nothing heavy is imported here."""

from __future__ import annotations

from collections.abc import Sequence


def count_noun(number: int, singular: str, plural: str = "") -> str:
    """Return a number with its noun.

    Args:
        number: with a separator between thousands.
        singular: the noun for one.
        plural: for any other number; by default with an s.

    >>> count_noun(1, "claim"), count_noun(1946, "claim"), count_noun(2, "entity", "entities")
    ('1 claim', '1,946 claims', '2 entities')
    """
    return f"{number:,} {singular if number == 1 else plural or f'{singular}s'}"


def plural_noun(noun: str) -> str:
    """Return the regular plural of a noun phrase that ends in its noun.

    >>> plural_noun("official"), plural_noun("secretary"), plural_noun("waitress")
    ('officials', 'secretaries', 'waitresses')
    """
    if noun.endswith("y") and not noun.endswith(("ay", "ey", "oy", "uy")):
        return f"{noun[:-1]}ies"
    return f"{noun}{'es' if noun.endswith(('s', 'x', 'z', 'ch', 'sh')) else 's'}"


def join(values: Sequence[str]) -> str:
    """Return words as an English list.

    >>> join(["a"]), join(["a", "b"]), join(["a", "b", "c"])
    ('a', 'a and b', 'a, b and c')
    """
    return " and ".join(filter(None, [", ".join(values[:-1]), *values[-1:]]))
