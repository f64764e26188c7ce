"""What a run of `disgraph extract` reports of a language model: its cost, what was lost, and why claims were refused."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from disgraph.wording.noun_counts import count_noun

if TYPE_CHECKING:
    from collections.abc import Callable

    from disgraph.extract.llm.language_model import LanguageModel

#: Reasons that are shown, the most frequent first.
_MOST_REASONS = 3
#: What a user can do about the reasons for refusals.
_REMEDIES = {
    "misquote": "The model changes words; a larger model quotes exactly.",
    "unsupported-name": "The quote does not name an entity; the model gave no referent that the text supports.",
    "unsupported-value": "The value is not in the words of the quote.",
    "not-stated": "The sentence denies, supposes or wishes it.",
    "missing-role": "The claim lacks what its kind requires.",
    "broken-answer": "The answer is not JSON; use a server that enforces a schema, or another model.",
    "cut-off": "The answer was too long for the model; use one with a larger limit.",
}


class ExtractionCounts(NamedTuple):
    """Numbers of documents, of those that could not be read, of proposals, of lost parts, and the reasons for refusals."""

    done: int
    failed: int
    entities: int
    claims: int
    lost: int
    reasons: Counter[str]


def report_model(model: LanguageModel, counted: ExtractionCounts, say: Callable[[str], None]) -> None:
    """Report what the model cost, what was lost, and the commonest reasons for refusals."""
    spent, limits = model.meter.spent, model.meter.limits
    tokens = count_noun(spent.tokens_in + spent.tokens_out, "token")
    money = spent.money(limits.price_in, limits.price_out)
    cost = f", at a cost of {money:.4f}" if money else ""
    say(f"{count_noun(spent.parts, 'part')}, {spent.kept:,} of them answered from the cache; {tokens} used{cost}.")
    if model.meter.estimated:
        parts = count_noun(model.meter.estimated, "part")
        say(f"The tokens of {parts} are an estimate: the server did not count them, or gave impossible numbers.")
    for reason, count in counted.reasons.most_common(_MOST_REASONS):
        say(f"{count:,} refused: {reason}. {_REMEDIES.get(reason, 'See build/refused.')}")
    if counted.lost:
        say(f"{count_noun(counted.lost, 'part')} lost: the answer was not usable. The raw answers are in the output of -f json.")
