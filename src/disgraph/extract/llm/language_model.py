"""The third extractor: claims that a language model proposes, part by part, each held against the words of the document (extra `llm`)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from disgraph.claims.claim import Statement
from disgraph.errors import LimitExceeded
from disgraph.extract.draft import Draft, Extract, Refusal
from disgraph.extract.extractor import merged
from disgraph.extract.llm.answers import RULE, CheckedAnswer, check_answer
from disgraph.extract.llm.chat_server import ChatAnswer, ChatServer, ask, is_kept
from disgraph.extract.llm.prompting import (
    PromptPart,
    answer_schema,
    check_schema,
    follow_up,
    halves,
    messages,
    parts,
    prompt_digest,
    tokens,
)
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
    """What the extractor needs: the endpoint, the ontology, and what may be spent.

    `repair` asks once more for what was refused; `check` asks whether each quote states its claim; `today` dates the proposals.
    """

    endpoint: ChatServer
    vocabulary: Vocabulary
    meter: Meter
    repair: bool = True
    check: bool = False
    today: str = ""


def relate(model: TextModel, found: Sequence[FoundEntity], mentions: Sequence[Mention], by: LanguageModel) -> Extract:
    """Propose the claims that a language model finds in a document.

    Args:
        model: the document, cut up.
        found: what it names.
        mentions: the words that mean those.
        by: who is asked, and within what limits.

    Raises:
        MisuseError: the server refuses the key or has no such model.
        LimitExceeded: a limit is reached, or the server is too slow.
        InputError: the server does not answer; what it answered before is kept in the cache.
    """
    reader = _DocumentReader(model, found, mentions, by)
    for part in parts(model):
        reader.read(part)
    return reader.extract()


class _DocumentReader:
    """Asks about the parts of one document, and collects what its words support."""

    def __init__(self, model: TextModel, found: Sequence[FoundEntity], mentions: Sequence[Mention], by: LanguageModel) -> None:
        self.model, self.by, self.schema = model, by, answer_schema(by.vocabulary)
        self.entities, self.names = list(found), list(mentions)
        self.drafts: list[Draft] = []
        self.refused: list[Refusal] = []
        self.answers: list[str] = []
        self.lost = 0
        self.note = provenance(by)

    def extract(self) -> Extract:
        """Return everything that was found."""
        entities = {one.id: one for one in self.entities}
        drafts = (draft._replace(note=self.note) for draft in self.drafts)
        lost = (self.lost, tuple(self.answers))
        return Extract(tuple(entities.values()), tuple(sorted(set(self.names))), merged(drafts), tuple(self.refused), *lost)

    def read(self, part: PromptPart) -> None:
        """Ask about a part; if the answer is cut off, keep its whole claims and ask about each half."""
        asked = messages(part, self.entities, self.names, self.by.vocabulary)
        answer = self._ask(asked, self.schema, part)
        taken = self._check(answer.text, part)
        pieces = halves(self.model, part) if answer.is_cut else ()
        for piece in pieces:
            self.read(piece)
        if pieces:
            self._keep(taken._replace(refused=()))
            return
        if not taken.is_whole or answer.is_cut:
            self.lost += 1
        elif taken.refused and self.by.repair:
            taken = self._repaired(taken, asked, answer.text, part)
        if answer.is_cut:
            cut = Refusal(RULE, answer.text[:200], (), ("cut-off: the answer was longer than the model may write.",))
            taken = taken._replace(refused=(cut,))
        self._keep(self._confirmed(taken, asked, answer.text, part) if self.by.check and taken.drafts else taken)

    def _ask(self, asked: list[dict[str, str]], schema: dict[str, object], part: PromptPart) -> ChatAnswer:
        endpoint = self.by.endpoint._replace(answer_tokens=part.answer_tokens)
        self.by.meter.before(_cost_of(part, asked, endpoint, schema))
        answer = ask(endpoint, asked, schema)
        spent = (0, 0) if answer.is_kept else (answer.tokens_in, answer.tokens_out)
        self.by.meter.after(Cost(1, int(answer.is_kept), len(part.text), *spent))
        self.by.meter.estimated += answer.is_estimated
        self.answers.append(answer.text)
        return answer

    def _check(self, answer: str, part: PromptPart) -> CheckedAnswer:
        return check_answer(answer, part, self.model, self.entities, self.names, self.by.vocabulary)

    def _keep(self, taken: CheckedAnswer) -> None:
        self.entities += taken.entities
        self.names += taken.mentions
        self.drafts += taken.drafts
        self.refused += taken.refused

    def _repaired(self, taken: CheckedAnswer, asked: list[dict[str, str]], answer: str, part: PromptPart) -> CheckedAnswer:
        """Ask once more about the refused claims; what is accepted now is added."""
        given = [{"claim": one.content, "reason": one.reasons[0]} for one in taken.refused]
        again = self._ask(follow_up(asked, answer, "repair", given), self.schema, part)
        self._keep(taken._replace(drafts=(), refused=()))
        second = self._check(again.text, part)
        return second._replace(drafts=(*taken.drafts, *second.drafts), refused=taken.refused, is_whole=True)

    def _confirmed(self, taken: CheckedAnswer, asked: list[dict[str, str]], answer: str, part: PromptPart) -> CheckedAnswer:
        """Ask whether the quotes state the claims, and leave out those that the model takes back."""
        given = [{"number": number, **shown(draft, self.model.text)} for number, draft in enumerate(taken.drafts)]
        unsupported = unsupported_numbers(self._ask(follow_up(asked, answer, "check", given), check_schema(), part).text)
        back = [draft for number, draft in enumerate(taken.drafts) if number in unsupported]
        reason = ("taken-back: the model does not find it in the quote.",)
        refused = [Refusal(RULE, str(draft.content), tuple(self.model.text[a:b] for a, b in draft.quotes), reason) for draft in back]
        return taken._replace(drafts=tuple(one for one in taken.drafts if one not in back), refused=(*taken.refused, *refused))


def provenance(by: LanguageModel) -> str:
    """Return how a claim of a model came about: model, host, digest of the prompt, date."""
    host = urlsplit(by.endpoint.url).hostname or by.endpoint.url
    return f"proposed by {by.endpoint.model} at {host}, prompt {prompt_digest(by.vocabulary)}{f', {by.today}' if by.today else ''}"


def shown(draft: Draft, text: str) -> dict[str, object]:
    """Return a claim as the check shows it to a model."""
    content = draft.content
    values = list(content) if isinstance(content, Statement) else [content.type, {role: list(given) for role, given in content.roles}]
    return {"claim": values, "quote": " ".join(text[span.start : span.end] for span in draft.quotes), "referents": dict(draft.refers)}


def unsupported_numbers(answer: str) -> frozenset[int]:
    """Return the numbers of the claims that a model takes back; none if its answer is not of the form."""
    try:
        values = json.loads(answer)
        return frozenset(number for number in values["unsupported"] if isinstance(number, int))
    except (ValueError, KeyError, TypeError, RecursionError):
        return frozenset()


def estimate(texts: Iterable[str], endpoint: ChatServer, vocabulary: Vocabulary) -> Cost:
    """Return what it would take to ask about documents, without asking."""
    return _sum(cost for text in texts for cost in _costs(text, endpoint, vocabulary))


def _costs(text: str, endpoint: ChatServer, vocabulary: Vocabulary) -> Iterator[Cost]:
    model = read_text(text)
    found, mentions = find_mentions(model)
    schema = answer_schema(vocabulary)
    for part in parts(model):
        asked = messages(part, found, mentions, vocabulary)
        yield _cost_of(part, asked, endpoint._replace(answer_tokens=part.answer_tokens), schema)


def _cost_of(part: PromptPart, asked: list[dict[str, str]], endpoint: ChatServer, schema: dict[str, object]) -> Cost:
    if is_kept(endpoint, asked, schema):
        return Cost(1, 1, len(part.text), 0, 0)
    taken = tokens(asked, schema)
    return Cost(1, 0, len(part.text), taken, min(endpoint.answer_tokens, taken))


def _sum(costs: Iterable[Cost]) -> Cost:
    columns = list(zip(*costs, strict=True))
    return Cost(*map(sum, columns)) if columns else Cost(0, 0, 0, 0, 0)
