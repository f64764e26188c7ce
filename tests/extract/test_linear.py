"""Doubling a text at most slightly more than doubles the work, counted in calls (robustness-RB15, RB16 and RB17)."""

from __future__ import annotations

import cProfile
import pstats

import pytest

from disgraph.extract.extractors import extract_with

#: Texts of one piece, repeated.
PIECES = {
    "quotes that stay open": "\u201cAmina Barasa said ",
    "capitals": "Bo Bo ",
    "brackets": "(Ana [Bo ",
    "commas": "Ana, ",
    "and": "Ana and ",
    "one word in each block": "Word\n\n",
    "numbers": "12 people and ",
    "decomposed": "Zoe\u0301 Bara\u200bsa ",
    "pronouns": "Ana Barasa and she. ",
}
#: Repetitions, and the most that the work may grow by when they double.
SIZE, GROWTH = 400, 2.3


def calls(text: str) -> int:
    """Return how many functions are called."""
    profile = cProfile.Profile()
    profile.runcall(extract_with, text)
    return int(getattr(pstats.Stats(profile), "total_calls"))  # noqa: B009  (no type stub knows it)


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
def test_the_work_grows_with_the_length(piece: str) -> None:
    calls(piece * SIZE)  # reads the tables
    assert calls(piece * 2 * SIZE) < GROWTH * calls(piece * SIZE)
