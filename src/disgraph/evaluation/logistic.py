"""Logistic regression with a ridge, by Newton's method, in a few lines: no library, the same result on every machine."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from disgraph.extract.confidence import DECLARED, Features

#: A reviewed proposal: its features, and whether it was accepted.
Judged = tuple[Features, bool]
#: The strength of the ridge: a feature of a few decisions moves little.
RIDGE = 1.0
_ROUNDS, _HALVINGS = 25, 20
_PRECISION = 1e-9
Weights = list[float]


def fit(judged: Sequence[Judged], ridge: float = RIDGE) -> dict[str, float]:
    """Return the weights that fit decisions best, drawn towards the declared confidence.

    The loss is the log loss plus `ridge / 2` times the squared distance of the weights from those of the declared confidence
    (Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, 4.4 and 3.4). A step that does not lower it is halved.

    Args:
        judged: reviewed proposals; without any, the weights of the declared confidence are the result.
        ridge: how strongly weights are drawn back; above 0.
    """
    names = sorted({name for features, _ in judged for name, _ in features} | DECLARED.keys())
    index = {name: number for number, name in enumerate(names)}
    rows = [([(index[name], value) for name, value in features], right) for features, right in judged]
    problem = _RidgeProblem(rows, [DECLARED.get(name, 0.0) for name in names], ridge)
    weights = list(problem.start)
    for _ in range(_ROUNDS):
        lower = _lowered(problem, weights)
        if lower is None:
            break
        weights = lower
    return dict(zip(names, weights, strict=True))


def _lowered(problem: _RidgeProblem, weights: Weights) -> Weights | None:
    """Return weights with a lower loss, or None at the lowest."""
    step, loss = problem.newton_step(weights), problem.loss(weights)
    for _ in range(_HALVINGS):
        moved = [weight - change for weight, change in zip(weights, step, strict=True)]
        if problem.loss(moved) < loss - _PRECISION:
            return moved
        step = [change / 2 for change in step]
    return None


class _RidgeProblem(NamedTuple):
    """The loss to minimise: rows of features by number, the weights at which the ridge is 0, and its strength."""

    rows: Sequence[tuple[list[tuple[int, float]], bool]]
    start: Weights
    ridge: float

    def loss(self, weights: Weights) -> float:
        drawn = sum((weight - first) ** 2 for weight, first in zip(weights, self.start, strict=True))
        return self.ridge / 2 * drawn + sum(_loss_of(_score(features, weights), right) for features, right in self.rows)

    def newton_step(self, weights: Weights) -> Weights:
        slope = [self.ridge * (weight - first) for weight, first in zip(weights, self.start, strict=True)]
        size = len(weights)
        curve = [[self.ridge * (row == column) for column in range(size)] for row in range(size)]
        for features, right in self.rows:
            share = _sigmoid(_score(features, weights))
            for at, value in features:
                slope[at] += (share - right) * value
                for other, factor in features:
                    curve[at][other] += share * (1 - share) * value * factor
        return _solved(curve, slope)


def _score(features: Sequence[tuple[int, float]], weights: Weights) -> float:
    return sum(weights[at] * value for at, value in features)


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Return the solution of a system whose matrix is symmetric and positive definite, by elimination."""
    size = len(right)
    for pivot in range(size):
        for row in range(pivot + 1, size):
            factor = matrix[row][pivot] / matrix[pivot][pivot]
            if factor:
                matrix[row] = [own - factor * top for own, top in zip(matrix[row], matrix[pivot], strict=True)]
                right[row] -= factor * right[pivot]
    solution = [0.0] * size
    for row in reversed(range(size)):
        rest = sum(matrix[row][column] * solution[column] for column in range(row + 1, size))
        solution[row] = (right[row] - rest) / matrix[row][row]
    return solution


def _sigmoid(score: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def _loss_of(score: float, right: bool) -> float:
    return -math.log(_sigmoid(score if right else -score))


def log_loss(judged: Sequence[Judged], weights: Mapping[str, float]) -> float:
    """Return the mean log loss of weights on decisions; 0 without any."""
    scores = ((sum(weights.get(name, 0.0) * value for name, value in features), right) for features, right in judged)
    return sum(_loss_of(score, right) for score, right in scores) / max(1, len(judged))
