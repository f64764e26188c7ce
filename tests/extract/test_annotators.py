"""Two people's decisions about the same proposals, counted by hand."""

from __future__ import annotations

import pytest

from disgraph.claims.claim import Claim, Quote, Statement
from disgraph.evaluation.annotators import cohens_kappa, compare_decisions
from disgraph.render.agreement_answer import agreement_text


def claims(decisions: str) -> list[Claim]:
    """Return proposals with a decision each: a accepted, r rejected, p open."""
    status = {"a": "accepted", "r": "rejected", "p": "proposed"}
    return [
        Claim(f"c{number}", "d", Statement("ada", "age", str(number)), (Quote(f"Ada, {number}", None, 0),), (), (), "stated", "", False,
              status[one], "", "", "", "", "age", 0.9, "d.yaml", number)
        for number, one in enumerate(decisions)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("ours", "theirs", "both", "alike", "kappa", "alone"),
    [
        ("aarr", "aarr", 4, 4, 1.0, (0, 0)),
        ("aarr", "arar", 4, 2, 0.0, (0, 0)),
        ("aaaa", "aaaa", 4, 4, None, (0, 0)),
        ("aapr", "arrp", 2, 1, 0.0, (1, 1)),
        ("pp", "ar", 0, 0, None, (0, 2)),
    ],
)
def test_decisions_are_compared(ours: str, theirs: str, both: int, alike: int, kappa: float | None, alone: tuple[int, int]) -> None:
    found = compare_decisions(claims(ours), claims(theirs))
    assert (found.both, found.alike, found.kappa, (found.only_ours, found.only_theirs)) == (both, alike, kappa, alone)
    assert len(found.conflicts) == both - alike


def test_kappa_of_a_textbook() -> None:
    """Fifty cases: 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no; observed .70, by chance .50."""
    pairs = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15
    assert cohens_kappa(pairs) == 0.4


def test_conflicts_are_listed_with_both_decisions_and_the_quote() -> None:
    text = agreement_text(compare_decisions(claims("ar"), claims("aa")), "text")
    assert "agreement 0.50" in text
    assert all(word in text for word in ("c1", "rejected", "accepted", "Ada, 1"))
