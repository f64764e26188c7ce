"""The third extractor: claims that a language model proposes, part by part, each held against the words of the document (extra `llm`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from disgraph.errors import LimitExceeded
from disgraph.extract.draft import Draft, Extract, Refusal
from disgraph.extract.extractor import merged
from disgraph.extract.llm.answers import RULE, check_answer
from disgraph.extract.llm.chat_server import ChatServer, ask, is_kept
from disgraph.extract.llm.prompting import PromptPart, answer_schema, messages, parts, tokens
from disgraph.extract.names.entities import FoundEntity, Mention
from disgraph.extract.names.mentions import find_mentions
from disgraph.extract.text.segmentation import read_text
from disgraph.extract.text.text_model import TextModel
from disgraph.ontology.vocabulary import Vocabulary

_MILLION = 1_000_000


class Cost(NamedTuple):
    """What asking about documents takes; `kept` of the parts were answered before and cost nothing."""

    parts: int
    kept: int
    characters: int
    tokens_in: int
    tokens_out: int

    def money(self, price_in: float, price_out: float) -> float:
        """Return the cost at prices for a million tokens."""
        return (self.tokens_in * price_in + self.tokens_out * price_out) / _MILLION


class ModelLimits(NamedTuple):
    """Maximum number of tokens, and of money at the prices per million tokens; None for no limit."""

    tokens: int | None = None
    money: float | None = None
    price_in: float = 0.0
    price_out: float = 0.0

    def check(self, cost: Cost) -> None:
        """Hold a cost against the limits.

        Raises:
            LimitExceeded: it is above one.
        """
        spent = cost.tokens_in + cost.tokens_out
        remedy = "No further request was sent. Raise the limit or name fewer documents; `--dry-run` estimates the cost."
        if self.tokens is not None and spent > self.tokens:
            raise LimitExceeded(f"{spent:,} tokens would be more than the {self.tokens:,} that are allowed.", remedy)
        money = cost.money(self.price_in, self.price_out)
        if self.money is not None and money > self.money:
            raise LimitExceeded(f"A cost of {money:.4f} would be more than the {self.money:.4f} that are allowed.", remedy)


class Meter:
    """Counts what has been spent, and stops before a limit is passed."""

    def __init__(self, limits: ModelLimits) -> None:
        self.limits = limits
        self.spent = Cost(0, 0, 0, 0, 0)
        #: Number of parts whose tokens the server did not count.
        self.estimated = 0

    def before(self, cost: Cost) -> None:
        """Stop if a question would pass a limit.

        Raises:
            LimitExceeded: it would.
        """
        self.limits.check(_sum((self.spent, cost)))

    def after(self, cost: Cost) -> None:
        """Count what a question took."""
        self.spent = _sum((self.spent, cost))


class LanguageModel(NamedTuple):
    """What the extractor needs: the endpoint, the ontology, and what may be spent."""

    endpoint: ChatServer
    vocabulary: Vocabulary
    meter: Meter


def relate(model: TextModel, found: Sequence[FoundEntity], mentions: Sequence[Mention], by: LanguageModel) -> Extract:
    """Propose the claims that a language model finds in a document.

    Args:
        model: the document, cut up.
        found: what it names.
        mentions: the words that mean those.
        by: who is asked, and within what limits.

    Raises:
        MisuseError: the extra is not installed, the server refuses the key or has no such model.
        LimitExceeded: a limit is reached, or the server is too slow.
        InputError: the server does not answer; what it answered before is kept in the cache.
    """
    schema = answer_schema(by.vocabulary)
    entities, names = list(found), list(mentions)
    drafts: list[Draft] = []
    refused: list[Refusal] = []
    for part in parts(model):
        asked = messages(part, found, mentions)
        by.meter.before(_cost_of(part, found, mentions, by.endpoint, schema))
        answer = ask(by.endpoint, asked, schema)
        by.meter.estimated += answer.is_estimated
        by.meter.after(Cost(1, int(answer.is_kept), len(part.text), *((0, 0) if answer.is_kept else (answer.tokens_in, answer.tokens_out))))
        if answer.is_cut:
            refused.append(Refusal(RULE, answer.text[:200], (), ("cut-off: the answer was longer than the model may write.",)))
            continue
        taken = check_answer(answer.text, part, model, entities, names, by.vocabulary)
        entities += taken.entities
        names += taken.mentions
        drafts += taken.drafts
        refused += taken.refused
    return Extract(tuple(entities), tuple(sorted(names)), merged(drafts), tuple(refused))


def estimate(texts: Iterable[str], endpoint: ChatServer, vocabulary: Vocabulary) -> Cost:
    """Return what it would take to ask about documents, without asking."""
    schema = answer_schema(vocabulary)
    return _sum(cost for text in texts for cost in _costs(text, endpoint, schema))


def _costs(text: str, endpoint: ChatServer, schema: dict[str, object]) -> Iterator[Cost]:
    model = read_text(text)
    found, mentions = find_mentions(model)
    for part in parts(model):
        yield _cost_of(part, found, mentions, endpoint, schema)


def _cost_of(
    part: PromptPart, found: Sequence[FoundEntity], mentions: Sequence[Mention], endpoint: ChatServer, schema: dict[str, object]
) -> Cost:
    asked = messages(part, found, mentions)
    if is_kept(endpoint, asked, schema):
        return Cost(1, 1, len(part.text), 0, 0)
    taken = tokens(asked, schema)
    return Cost(1, 0, len(part.text), taken, min(endpoint.answer_tokens, taken))


def _sum(costs: Iterable[Cost]) -> Cost:
    columns = list(zip(*costs, strict=True))
    return Cost(*map(sum, columns)) if columns else Cost(0, 0, 0, 0, 0)
