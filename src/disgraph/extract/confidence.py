"""The confidence of what rules propose: a logistic model of how each proposal was read, fitted to reviewed decisions.

The model starts from the confidence that a rule declares and moves it by the features of a proposal: the kind of its rule, whether the
quote names its entities, their kind of mention, its place in the text, and for figures which roles are known. `confidence.yaml` has the
weights and on which decisions they were fitted (`disgraph evaluate --calibration`); without weights, the declared confidence stays.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from disgraph.claims.claim import Record
from disgraph.extract.draft import Draft
from disgraph.extract.text.phrases import units
from disgraph.extract.text.rule_files import read_fields
from disgraph.yamlfile import Fields

#: A proposal by its features, each with its value; `declared` is the log odds of the confidence that its rule declares.
Features = tuple[tuple[str, float], ...]
#: The weights that leave the declared confidence as it is.
DECLARED: Mapping[str, float] = {"declared": 1.0}
#: No proposal is surer than this, or less sure than its complement.
SUREST = 0.98

_PRONOUN = re.compile(r"(?:he|she|it|they|him|her|his|its|their|them|i|my|we|our|(?:him|her|it)self)\b", re.IGNORECASE)
#: Characters at the beginning of a text that news and reports use to introduce names.
_LEAD = 400
#: Characters of a quote from which it is long.
_LONG = 90
#: Measures that say only what kind of unit a figure has.
_GENERAL = frozenset(("people", "amount-of-money", "share", "organisations", "companies", "places"))
_ROLES = ("about", "place", "population", "time")


def with_fitted_confidence(drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    """Return drafts of rules with the fitted confidence, each with its features."""
    return tuple(_fitted(draft) for draft in drafts)


def _fitted(draft: Draft) -> Draft:
    features = tuple(features_of(draft))
    return draft._replace(features=features, confidence=round(confidence_of(features, fitted_weights()), 3))


def features_of(draft: Draft) -> Iterator[tuple[str, float]]:
    """Yield the features of a proposal; those that are not listed are 0."""
    yield "declared", _log_odds(draft.confidence)
    group = "figure" if draft.rule == "figure" else "relation"
    yield group, 1.0
    yield f"rule {draft.rule}", 1.0
    if draft.antecedents:
        yield f"{group}: named elsewhere", 1.0
    if draft.refers:
        kind = "pronoun" if any(_PRONOUN.match(word) for word, _ in draft.refers) else "short name"
        yield f"{group}: {kind}", 1.0
    if draft.doubt:
        yield "doubt", 1.0
    if draft.modality == "reported":
        yield f"{group}: reported", 1.0
    if draft.quotes[0].start < _LEAD:
        yield f"{group}: early", 1.0
    if sum(quote.end - quote.start for quote in draft.quotes) > _LONG:
        yield f"{group}: long quote", 1.0
    if group == "figure" and isinstance(draft.content, Record):
        yield from _figure_features(draft.content)


def _figure_features(figure: Record) -> Iterator[tuple[str, float]]:
    """Yield which roles of a figure are known, and what kind of unit and measure it has."""
    yield from ((f"figure: {role}", 1.0) for role in _ROLES if figure.value(role))
    if not figure.value("about") and not figure.value("place"):
        yield "figure: of nobody", 1.0
    unit = figure.value("counts") or figure.value("unit")
    kind = "money" if unit in units().money else unit if unit in ("person", "percent", "item") else "other"
    yield f"figure: {kind}", 1.0
    if figure.value("measure") in _GENERAL:
        yield "figure: general measure", 1.0


def confidence_of(features: Features, weights: Mapping[str, float]) -> float:
    """Return the confidence of a proposal.

    >>> confidence_of((("declared", math.log(3)),), DECLARED)
    0.75
    """
    score = sum(weights.get(name, 0.0) * value for name, value in features)
    return min(SUREST, max(1 - SUREST, 1 / (1 + math.exp(-score))))


def _log_odds(share: float) -> float:
    inside = min(0.999, max(0.001, share))
    return math.log(inside / (1 - inside))


@cache
def fitted_weights() -> Mapping[str, float]:
    """Return the weights that are shipped.

    Raises:
        Refused: the file is not YAML.
    """
    weights = read_fields(__name__, "confidence.yaml")["weights"]
    assert isinstance(weights, Fields)
    return {str(name): float(str(weight)) for name, weight in weights.items()}
