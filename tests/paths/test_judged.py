"""The judged pairs: what is judged is there, and the measure agrees with the judge at least as well as simpler orders do."""

from __future__ import annotations

import importlib.util
import random
from pathlib import Path
from statistics import mean
from types import ModuleType

import pytest

from disgraph.relationships.flat_index import FlatIndex

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "rank_paths.py"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """The script that compares rankings."""
    if not SCRIPT.exists():
        pytest.skip("the benchmarks are not here")
    found = importlib.util.spec_from_file_location("rank_paths", SCRIPT)
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def test_the_measure_agrees_with_the_judge_better_than_simpler_orders(script: ModuleType, shipped_folder: Path) -> None:
    pairs = script.read_pairs(FlatIndex(str(shipped_folder)))
    assert len(pairs) >= 25
    assert [pair for pair in pairs if 3 not in pair.grades.values()] == []

    def agreement(ranking: str) -> float:
        shuffle = random.Random(4)
        return mean(float(script.figures(pair, script.rankings(pair.selection)[ranking], shuffle)[1]) for pair in pairs)

    assert agreement("--rank length") > agreement("plain length")
    assert agreement("--rank informative") > agreement("product of degrees")
    assert agreement("--rank informative") > agreement("rarity of relations")
