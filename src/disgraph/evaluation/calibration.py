"""Fitting the confidence of rules to reviewed decisions: the file that the rules read, and how it improves with more documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from disgraph.evaluation.logistic import Judged, fit, log_loss
from disgraph.extract.confidence import DECLARED, confidence_of
from disgraph.yamlfile import Row, write_yaml

_HEAD = """\
# The weights of the confidence of rules (`disgraph.extract.confidence`), fitted to reviewed proposals by `disgraph evaluate --calibration`.
# A weight is added to the log odds of a proposal that has the feature; a feature that is not listed changes nothing.
"""
#: A weight below this is left out: it moves no confidence by a hundredth.
_LEAST = 0.02
#: Every document is held out once, in one of these parts.
_FOLDS = 4
#: The parts of the other documents that the learning curve fits on.
_SIZES = (0.25, 0.5, 0.75, 1.0)
#: The confidence from which the curve counts what `--accept-above` takes.
SURE = 0.9


class Decisions(NamedTuple):
    """The reviewed proposals of a document: each with its features, and whether it was accepted."""

    document: str
    judged: tuple[Judged, ...]


class CurvePoint(NamedTuple):
    """What a fit on a number of documents makes of documents that it has not seen; the first point has no fit.

    `documents` and `decisions` are the mean size of the fits, `log_loss` is per proposal. Of the `sure` proposals, with a confidence
    of `SURE` or more, `right` were accepted.
    """

    documents: float
    decisions: float
    log_loss: float
    sure: int
    right: int


def calibration_text(decided: Sequence[Decisions]) -> str:
    """Return the file of the weights, with the decisions on which they were fitted."""
    judged = list(chain.from_iterable(one.judged for one in decided))
    weights = {name: f"{weight:.2f}" for name, weight in fit(judged).items() if name in DECLARED or abs(weight) >= _LEAST}
    fitted = {
        "decisions": str(len(judged)),
        "accepted": str(sum(right for _, right in judged)),
        "documents": Row(one.document for one in decided if one.judged),
    }
    return _HEAD + write_yaml({"fitted_on": fitted, "weights": weights})


def learning_curve(decided: Sequence[Decisions]) -> Iterator[CurvePoint]:
    """Yield how well the confidence fits unseen documents: as declared, then fitted on more and more of the others.

    Every document is left out once. Documents without decisions do not count.
    """
    decided = [one for one in decided if one.judged]
    if len(decided) < 2 * _FOLDS:
        return
    parts = [(decided[fold::_FOLDS], [one for at, one in enumerate(decided) if at % _FOLDS != fold]) for fold in range(_FOLDS)]
    for size in (0.0, *_SIZES):
        fits = [(held, others[: round(size * len(others))]) for held, others in parts]
        yield _point([(_flat(held), _flat(seen), len(seen)) for held, seen in fits])


def _flat(decided: Sequence[Decisions]) -> list[Judged]:
    return list(chain.from_iterable(one.judged for one in decided))


def _point(parts: Sequence[tuple[list[Judged], list[Judged], int]]) -> CurvePoint:
    fitted: list[tuple[list[Judged], Mapping[str, float]]] = [(held, fit(seen) if seen else DECLARED) for held, seen, _ in parts]
    sure = [right for held, weights in fitted for features, right in held if confidence_of(features, weights) >= SURE]
    total = sum(len(held) for held, _ in fitted)
    loss = sum(log_loss(held, weights) * len(held) for held, weights in fitted) / total
    documents, decisions = (sum(sizes) / len(parts) for sizes in zip(*((size, len(seen)) for _, seen, size in parts), strict=True))
    return CurvePoint(documents, decisions, loss, len(sure), sum(sure))
