"""The confidence of rules: fitted to reviewed proposals, and right on documents that the fit has not seen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tools import reliability

from disgraph.evaluation.calibration import Decisions, learning_curve
from disgraph.evaluation.logistic import Judged, fit, log_loss
from disgraph.extract.confidence import DECLARED, SUREST, confidence_of, fitted_weights
from disgraph.extract.extractor import extract


def shares(judged: list[Judged]) -> list[tuple[float, bool]]:
    return [(confidence_of(features, fitted_weights()), right) for features, right in judged]


@pytest.fixture(scope="module")
def fitted_on() -> list[Decisions]:
    return reliability.decisions("fit")


@pytest.fixture(scope="module")
def held_out() -> list[Decisions]:
    return reliability.decisions("held_out")


def test_nine_in_ten_of_the_sure_are_right_on_documents_that_were_held_out(held_out: list[Decisions]) -> None:
    """Case extraction-E53, and `--accept-above 0.9`."""
    sure = [right for share, right in shares(reliability.judged(held_out)) if share >= 0.9]
    assert len(sure) >= 30
    assert sum(sure) / len(sure) >= 0.9


def test_confidence_means_what_it_says_on_documents_that_were_held_out(held_out: list[Decisions]) -> None:
    """The mean distance between confidence and share, weighted by number (expected calibration error)."""
    found = shares(reliability.judged(held_out))
    bins = reliability.bins(found)
    error = sum(number * abs(right / number - mean) for _, number, right, mean in bins) / len(found)
    assert error <= 0.1
    declared = reliability.bins([(confidence_of(features, DECLARED), right) for features, right in reliability.judged(held_out)])
    assert sum(number * abs(right / number - mean) for _, number, right, mean in declared) / len(found) > 2 * error


def test_the_shipped_weights_are_those_of_the_decisions(fitted_on: list[Decisions]) -> None:
    """`python -m tools.reliability` writes them again after a change of rules or decisions."""
    again = fit(reliability.judged(fitted_on))
    assert {name: weight for name, weight in again.items() if abs(weight - fitted_weights().get(name, 0.0)) > 0.1} == {}


def test_nearly_every_proposal_of_the_reviewed_documents_has_a_decision(fitted_on: list[Decisions], held_out: list[Decisions]) -> None:
    decided = sum(len(one.judged) for one in (*fitted_on, *held_out))
    texts = [(reliability.REVIEWED / "documents" / f"{one.document}.txt").read_text(encoding="utf-8") for one in (*fitted_on, *held_out)]
    proposed = sum(len(extract(text).drafts) for text in texts)
    assert decided / proposed >= 0.95


def test_documents_are_fitted_or_held_out(fitted_on: list[Decisions], held_out: list[Decisions]) -> None:
    names = [one.document for one in (*fitted_on, *held_out)]
    assert len(names) == len(set(names)) >= 40


def test_a_figure_of_nobody_and_a_borrowed_antecedent_are_less_sure() -> None:
    """Case extraction-E53: confidence falls where the sentence does not name what a figure is about."""
    named, unnamed = (
        max(draft.confidence for draft in extract(text).drafts if draft.rule == "figure")
        for text in ("The Lotus Trust employs 120 people.", "The shop sold 120 pairs of shoes.")
    )
    assert named - unnamed > 0.3


features = st.lists(st.tuples(st.sampled_from("abcd"), st.floats(-2, 2)), max_size=4, unique_by=lambda pair: pair[0]).map(tuple)
decided = st.lists(st.tuples(features, st.booleans()), max_size=12)


@given(decided)
def test_a_fit_is_no_worse_than_the_declared_confidence(judged: list[Judged]) -> None:
    weights = fit(judged)
    assert log_loss(judged, weights) <= log_loss(judged, DECLARED) + 1e-6
    assert fit(judged) == weights
    assert all(1 - SUREST <= confidence_of(one, weights) <= SUREST for one, _ in judged)


def test_a_feature_that_separates_decides() -> None:
    judged = [((("declared", 1.0), ("bad", float(number % 2))), number % 2 == 0) for number in range(40)]
    weights = fit(judged)
    assert weights["bad"] < -2
    assert weights["declared"] > 0.5


def test_a_learning_curve_needs_eight_documents() -> None:
    judged: tuple[Judged, ...] = (((("declared", 2.0),), True), ((("declared", 2.0), ("bad", 1.0)), False))
    documents = [Decisions(f"d{number}", judged) for number in range(8)]
    assert list(learning_curve(documents[:7])) == []
    first, *_, last = learning_curve(documents)
    assert (first.documents, first.sure, first.right) == (0, 0, 0)
    assert last.documents == 6
    assert last.log_loss < first.log_loss
