"""Two people's decisions about the same proposals: how often they agree, beyond chance, and where they do not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from disgraph.claims.claim import Claim, Record
from disgraph.corpus.folding import fold

DECIDED = ("accepted", "rejected")


class DecisionConflict(NamedTuple):
    """A proposal that one person accepted and the other rejected."""

    document: str
    claim: str
    quote: str
    ours: str
    theirs: str


class AnnotatorAgreement(NamedTuple):
    """Proposals that both decided, how many alike, Cohen's kappa, those that one alone decided, and the conflicts.

    `kappa` is None if it is not defined: nothing decided by both, or one decision alone throughout.
    """

    both: int
    alike: int
    kappa: float | None
    only_ours: int
    only_theirs: int
    conflicts: tuple[DecisionConflict, ...]

    @property
    def agreement(self) -> float | None:
        """The share of the proposals decided by both that were decided alike."""
        return self.alike / self.both if self.both else None


def compare_decisions(ours: Iterable[Claim], theirs: Iterable[Claim]) -> AnnotatorAgreement:
    """Compare the decisions of two people about proposals of the same content and quotes.

    Args:
        ours: the claims of one project.
        theirs: those of a copy that another person reviewed.
    """
    one, other = _decided(ours), _decided(theirs)
    common = sorted(one.keys() & other.keys(), key=repr)
    pairs = [(one[key], other[key]) for key in common]
    conflicts = tuple(
        DecisionConflict(our.document, our.id, " ... ".join(quote.text for quote in our.quotes), our.status, their.status)
        for our, their in pairs
        if our.status != their.status
    )
    kappa = cohens_kappa([(our.status, their.status) for our, their in pairs])
    lonely = len(one.keys() - other.keys()), len(other.keys() - one.keys())
    return AnnotatorAgreement(len(pairs), len(pairs) - len(conflicts), kappa, *lonely, conflicts)


def cohens_kappa(pairs: Iterable[tuple[str, str]]) -> float | None:
    """Return the agreement of two raters beyond chance (Cohen 1960, doi:10.1177/001316446002000104).

    >>> cohens_kappa([("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15)
    0.4
    """
    given = list(pairs)
    if not given:
        return None
    total = len(given)
    observed = sum(one == other for one, other in given) / total
    names = {name for pair in given for name in pair}
    chance = sum(sum(one == name for one, _ in given) * sum(other == name for _, other in given) for name in names) / total**2
    return None if chance == 1 else round((observed - chance) / (1 - chance), 4)


def _decided(claims: Iterable[Claim]) -> dict[tuple[object, ...], Claim]:
    """Return the decided proposals by what they state and quote."""
    return {_key(claim): claim for claim in claims if claim.status in DECIDED and claim.rule}


def _key(claim: Claim) -> tuple[object, ...]:
    content = claim.content
    stated = (content.type, tuple(sorted(content.roles))) if isinstance(content, Record) else tuple(content)
    return (
        claim.document,
        stated,
        claim.negated,
        claim.modality,
        tuple(sorted((fold(quote.text), quote.nth or 1) for quote in claim.quotes)),
    )
