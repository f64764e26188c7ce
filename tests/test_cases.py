"""Each case of the interface and of the structure is named by a test: in a docstring or in the id of a parameter."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parent

#: How many cases each part has.
INTERFACE = {"T": 4, "S": 6, "X": 5, "C": 14, "W": 4, "R": 6, "L": 14, "M": 8, "O": 5, "N": 4, "P": 7}
STRUCTURE = {"A": 7, "B": 6, "C": 8, "D": 4, "E": 7, "F": 4}
RECIPES = ("record", "property", "check", "format", "verb", "rule", "query", "error", "facet")

CASES = [
    *(f"interface-{part}{number}" for part, last in INTERFACE.items() for number in range(1, last + 1)),
    *(f"structure-{part}{number}" for part, last in STRUCTURE.items() for number in range(1, last + 1)),
    "structure-G",
    *(f"structure-recipe-{name}" for name in RECIPES),
]


@pytest.fixture(scope="module")
def named() -> set[str]:
    """The ids that occur in the other tests; `interface-R2, R3 and R5` names three."""
    found: set[str] = set()
    for path in TESTS.rglob("test_*.py"):
        for kind, ids in re.findall(r"\b(interface|structure)-((?:recipe-\w+|[A-Z]\d*)(?:(?:,| and) [A-Z]\d+)*)", path.read_text("utf-8")):
            found |= {f"{kind}-{each}" for each in re.split(r", | and ", ids)}
    return found


@pytest.mark.parametrize("case", CASES)
def test_a_test_names_the_case(named: set[str], case: str) -> None:
    assert case in named


def test_no_test_names_a_case_that_does_not_exist(named: set[str]) -> None:
    growth = {"structure-P", *(f"structure-P{number}" for number in range(1, 12))}
    assert named - {*CASES} - growth == set()
