"""The calibrated confidence of each rule, from reviewed claims, as the file that the rules read (`extract/relations/calibration.yaml`)."""

from __future__ import annotations

from collections.abc import Iterable

from disgraph.evaluation.evaluator import RuleCount
from disgraph.extract.relations.relation_rules import calibrated, relation_rules
from disgraph.yamlfile import write_yaml

_HEAD = """\
# The precision of the claims of a rule in review, by the name of the rule; a rule that is not listed keeps its declared confidence.
# Written by `disgraph evaluate --calibration`, from {documents}.
"""

#: No rule is ever sure.
_MOST = 0.99


def calibration_text(rules: Iterable[RuleCount], documents: Iterable[str]) -> str:
    """Return the file: the figure of each rule, moved so that the confidence of its claims becomes what was right of them.

    Args:
        rules: what was counted of each; the file does not set the figures of rules without patterns; they are left out.
        documents: those that were compared.
    """
    known = {rule.name: calibrated(rule) for rule in relation_rules()}
    sure = {one.rule: known[one.rule] * one.calibrated / one.confidence for one in rules if one.rule in known and one.confidence}
    figures = {rule: f"{min(_MOST, share):.2f}" for rule, share in sure.items()}
    return _HEAD.format(documents=f"the documents {', '.join(documents)}") + write_yaml(figures)
