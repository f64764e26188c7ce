"""Each case is named by a test: in a docstring, in the id of a parameter, or in the name of the function (`_data_d6_d7`)."""

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
    *(f"structure-recipe-{name}" for name in RECIPES),
    *(f"robustness-RB{number}" for number in range(1, 57)),
    *(f"documents-IN{number}" for number in range(1, 48)),
    *(f"asking-A{number}" for number in range(1, 57)),
    *(f"data-D{number}" for number in range(1, 43)),
]
#: One id, or several: `interface-R2, R3 and R5` names three cases, `documents-IN28 to IN36` nine.
_IDS = re.compile(
    r"\b(interface|structure|robustness|documents|asking|data)-((?:recipe-\w+|[A-Z]+\d+|[A-Z]+\b)(?:(?:,| and| to) [A-Z]+\d+)*)"
)
#: Ids at the end of the name of a function: `_data_d1_to_d5`.
_IN_NAMES = re.compile(r"_(asking|data)((?:(?:_to)?_[ad]\d+)+)\(")


@pytest.fixture(scope="module")
def named() -> set[str]:
    """The ids that occur in the other tests."""
    paths = [*TESTS.rglob("test_*.py"), TESTS / "queries" / "manifest.yaml"]
    texts = (path.read_text("utf-8") for path in paths if path.name != Path(__file__).name)
    return {
        f"{kind}-{each}"
        for text in texts
        for kind, ids in (*_IDS.findall(text), *((kind, in_words(ids)) for kind, ids in _IN_NAMES.findall(text)))
        for part in re.split(r", | and ", ids)
        for each in spread(part)
    }


def in_words(ids: str) -> str:
    """Return the ids of the name of a function as in a docstring: `_d1_to_d5` is `D1 to D5`."""
    return ids.upper().replace("_TO_", " to ").strip("_").replace("_", ", ")


def spread(ids: str) -> list[str]:
    """Return the ids of a range such as `RB7 to RB10`, or the one id."""
    first, _, last = ids.partition(" to ")
    if not last:
        return [ids]
    letters = first.rstrip("0123456789")
    return [f"{letters}{number}" for number in range(int(first[len(letters) :]), int(last[len(letters) :]) + 1)]


@pytest.mark.parametrize("case", CASES)
def test_a_test_names_the_case(named: set[str], case: str) -> None:
    assert case in named


def test_no_test_names_a_case_that_does_not_exist(named: set[str]) -> None:
    growth = {"structure-P", *(f"structure-P{number}" for number in range(1, 12))}
    assert named - {*CASES} - growth == set()
