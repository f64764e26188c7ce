"""From the answer of a language model to drafts of claims: only what the document supports; the rest is refused with a reason.

The answer is untrusted text. Only the property or roles, the entities and the quote of each claim are used. The quote must occur in the
part of the document that the model was asked about. It must mention each entity, by name or by a word that our own resolution assigns to
it. Every other value must be words or numbers of the quote. The guard of all claims checks the result again (`proposals/proposal.py`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from disgraph.claims.claim import Record, Statement
from disgraph.corpus.folding import FoldedText, Span, fold
from disgraph.extract.draft import Draft, Refusal
from disgraph.extract.llm.prompting import PromptPart, record_roles, statement_properties
from disgraph.extract.names.entities import FoundEntity, Mention
from disgraph.extract.relations.support import Support
from disgraph.extract.text import phrases
from disgraph.extract.text.phrases import grammar
from disgraph.extract.text.text_model import SILENT, Block, TextModel
from disgraph.ontology.vocabulary import PropertyTerm, Vocabulary
from disgraph.triples.iris import slug

RULE = "language-model"
#: The confidence of a claim of a model, and its factors where the words may express a hope or a denial and where columns may be mixed.
_CONFIDENCE, _DOUBTFUL, _RISK = 0.6, 0.7, 0.7
#: Characters of a quote, a name and any other value; claims read of one answer, and characters of it shown in a message.
_LONGEST_QUOTE, _SHORTEST_QUOTE, _LONGEST_NAME, _LONGEST_VALUE = 600, 8, 120, 200
_MOST_CLAIMS, _SHOWN = 200, 300
#: Maximum number of sentences of a quote.
_MOST_SENTENCES = 2
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ue000-\uf8ff]")
_DIGITS = re.compile(r"\d+")
_YEAR = re.compile(r"\d{4}")
_MODALITIES = ("stated", "reported", "intended")
_DENIED = "the words contain a negation, a condition or a wish; the model read a fact in them"


class CheckedAnswer(NamedTuple):
    """The accepted part of an answer (entities that the model added, with their mentions, and drafts), and the refused part."""

    entities: tuple[FoundEntity, ...]
    mentions: tuple[Mention, ...]
    drafts: tuple[Draft, ...]
    refused: tuple[Refusal, ...]


class UnfitClaim(Exception):
    """The reason for refusing a claim of an answer."""


def check_answer(
    answer: str, part: PromptPart, model: TextModel, found: Sequence[FoundEntity], mentions: Sequence[Mention], vocabulary: Vocabulary
) -> CheckedAnswer:
    """Return what an answer proposes and the document supports.

    Args:
        answer: the text that a model wrote.
        part: the stretch of the document that it was asked about.
        model: the document.
        found: its known entities.
        mentions: the words that refer to them.
        vocabulary: the ontology.
    """
    try:
        entities, claims = _read(answer)
    except UnfitClaim as unfit:
        return CheckedAnswer((), (), (), (Refusal(RULE, answer[:_SHOWN], (), (str(unfit),)),))
    guard = _AnswerGuard(part, model, found, mentions, vocabulary)
    refused = [*guard.declare(entities)]
    drafts: list[Draft] = []
    for claim in claims[:_MOST_CLAIMS]:
        try:
            drafts.append(guard.draft(claim))
        except UnfitClaim as unfit:
            quote = claim.get("quote") if isinstance(claim, dict) else None
            refused.append(Refusal(RULE, _shown(claim), (quote,) if isinstance(quote, str) else (), (str(unfit),)))
    if len(claims) > _MOST_CLAIMS:
        refused.append(
            Refusal(RULE, f"{len(claims) - _MOST_CLAIMS} more claims", (), (f"too-many: no more than {_MOST_CLAIMS} are read.",))
        )
    return CheckedAnswer(tuple(guard.added), tuple(guard.mentions_added), tuple(drafts), tuple(refused))


def _read(answer: str) -> tuple[list[Any], list[Any]]:
    """Return the entities and claims of an answer: JSON, bare or in a fence of Markdown."""
    text = re.sub(r"\A\s*```(?:json)?\s*|\s*```\s*\Z", "", answer)
    try:
        values = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise UnfitClaim(f"broken-answer: not JSON ({error}).") from None
    if not isinstance(values, dict) or not isinstance(values.get("claims"), list) or not isinstance(values.get("entities", []), list):
        raise UnfitClaim("broken-answer: not an object with the lists `entities` and `claims`.")
    return values.get("entities", []), values["claims"]


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is not a number of JSON")


def _shown(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)[:_SHOWN]


def _text(values: Mapping[str, Any], key: str, longest: int) -> str:
    """Return a text of an answer, which must be one, of bounded length and without marks that steer a terminal."""
    value = values.get(key)
    if not isinstance(value, str):
        raise UnfitClaim(f"wrong-shape: {key} is not a text.")
    if len(value) > longest:
        raise UnfitClaim(f"too-long: {key} has {len(value):,} characters, more than {longest}.")
    if _CONTROL.search(value):
        raise UnfitClaim(f"control-character: in {key}.")
    return value.strip()


class _AnswerGuard:
    """Checks the claims of one answer against the document."""

    def __init__(
        self, part: PromptPart, model: TextModel, found: Sequence[FoundEntity], mentions: Sequence[Mention], vocabulary: Vocabulary
    ) -> None:
        self.part, self.model, self.vocabulary = part, model, vocabulary
        self.folded = FoldedText(part.text)
        self.entities = {one.id: one for one in found}
        self.known, self.mentions = dict(self.entities), tuple(mentions)
        self.resolved: dict[str, str] = {}
        self.added: list[FoundEntity] = []
        self.mentions_added: list[Mention] = []
        self.support = Support(model, mentions, found)

    # --- entities ---

    def declare(self, entities: Sequence[Any]) -> Iterator[Refusal]:
        """Add the entities that the model declares, and yield the refused ones."""
        for values in entities[:_MOST_CLAIMS]:
            try:
                self._declare(values)
            except UnfitClaim as unfit:
                yield Refusal(RULE, _shown(values), (), (str(unfit),))
        everything = [*self.known.values(), *self.added]
        self.support = Support(self.model, sorted([*self.mentions, *self.mentions_added]), everything)

    def _declare(self, values: Any) -> None:
        if not isinstance(values, dict):
            raise UnfitClaim("wrong-shape: an entity is not an object.")
        own, kind, name = (_text(values, key, _LONGEST_NAME) for key in ("id", "type", "name"))
        if own in self.known:
            return
        if not self.vocabulary.is_a(kind, "Entity"):
            raise UnfitClaim(f"undeclared-class: no type {kind!r}.")
        if not any(character.isupper() for character in name):
            raise UnfitClaim(f"no-name: {name!r} is not written as a name is.")
        places = [place for place in self._places(name) if self._is_whole(place)]
        if not places:
            raise UnfitClaim(f"unsupported-name: the document does not name {name!r}.")
        same = next((one for one in self.entities.values() if fold(one.name).lower() == fold(name).lower()), None)
        if same is not None:
            self.resolved[own] = same.id
            return
        resolved = next((one.entity for one in self.mentions if one.entity and Span(one.start, one.end) in places), "")
        if resolved:
            self.resolved[own] = resolved
            return
        entity = FoundEntity(f"{slug(name) or 'entity'}-by-model", kind, self.model.text[places[0].start : places[0].end], ())
        self.resolved[own], self.entities[entity.id] = entity.id, entity
        self.added.append(entity)
        self.mentions_added += [Mention(place.start, place.end, kind, entity.id, "name", RULE, _CONFIDENCE) for place in places]

    def _places(self, words: str) -> list[Span]:
        """Return where words occur in the part, in offsets of the document."""
        start = self.part.span.start
        return [Span(start + one.start, start + one.end) for one in self.folded.find_all(words)]

    def _is_whole(self, place: Span) -> bool:
        """Return whether a stretch begins and ends where words do."""
        around = self.model.text[max(0, place.start - 1) : place.start] + "|" + self.model.text[place.end : place.end + 1]
        return not re.search(r"\w\||\|\w", around)

    # --- claims ---

    def draft(self, values: Any) -> Draft:
        """Return a claim of an answer as a draft.

        Raises:
            UnfitClaim: the document does not support it, or it is malformed.
        """
        if not isinstance(values, dict):
            raise UnfitClaim("wrong-shape: a claim is not an object.")
        quote = self._quote(_text(values, "quote", _LONGEST_QUOTE))
        words = fold(self.model.text[quote.start : quote.end]).lower()
        content = self._content(values, words)
        modality = values.get("modality", "stated")
        if modality not in _MODALITIES:
            raise UnfitClaim(f"wrong-shape: no modality {_shown(modality)}.")
        speaker = self._entity(_text(values, "speaker", _LONGEST_NAME)) if values.get("speaker") else ""
        if modality == "reported" and not speaker:
            raise UnfitClaim("missing-speaker: reported without a speaker.")
        speaker = speaker if modality == "reported" else ""
        backing = self.support.backing([*self._entities(content), *([speaker] if speaker else [])], (quote,), strict=True)
        if backing is None:
            raise UnfitClaim(
                "unsupported-name: the quote does not mention every entity of the claim, by name or by a word that surely refers to it."
            )
        doubt = _DENIED if modality != "intended" and _may_deny(words) else ""
        confidence = _CONFIDENCE * (_DOUBTFUL if doubt else 1) * (_RISK if self._is_risky(quote) else 1)
        negated = values.get("negated") is True and isinstance(content, Statement)
        return Draft(content, (quote,), *backing, modality, speaker, negated, doubt, RULE, round(confidence, 3))

    def _quote(self, words: str) -> Span:
        """Return where a quote occurs: in the running text of this part, and not longer than a claim needs."""
        if len(words) < _SHORTEST_QUOTE:
            raise UnfitClaim("too-short: the quote is shorter than a clause.")
        places = self._places(words)
        if not places:
            raise UnfitClaim("misquote: the quote does not occur in the part of the document that was asked about.")
        quote = places[0]
        if sum(any(_meet(quote, span) for span in sentence.spans) for sentence in self.model.sentences) > _MOST_SENTENCES:
            raise UnfitClaim(f"too-long: the quote is of more than {_MOST_SENTENCES} sentences.")
        if not self._is_whole(quote):
            raise UnfitClaim("misquote: the quote begins or ends within a word.")
        for block in self.model.blocks:
            if block.kind in SILENT and _meet(quote, block):
                raise UnfitClaim(f"not-stated: the quote is of a {block.kind}.")
        return quote

    def _is_risky(self, quote: Span) -> bool:
        return any(block.layout_risk and _meet(quote, block) for block in self.model.blocks)

    def _content(self, values: Mapping[str, Any], words: str) -> Statement | Record:
        kind = _text(values, "claim", _LONGEST_NAME)
        if kind == "statement":
            name = _text(values, "property", _LONGEST_NAME)
            if name not in statement_properties(self.vocabulary):
                raise UnfitClaim(f"undeclared-property: no property {name!r} of an entity.")
            subject = self._entity(_text(values, "subject", _LONGEST_NAME))
            return Statement(subject, name, self._value(self.vocabulary.properties[name], _text(values, "object", _LONGEST_VALUE), words))
        record = self.vocabulary.records().get(kind)
        if record is None or record.name == "Observation":
            raise UnfitClaim(f"undeclared-class: no claim {kind!r} that is asked for.")
        roles: dict[str, tuple[str, ...]] = {}
        given = values.get("roles")
        for pair in given if isinstance(given, list) else []:
            if not isinstance(pair, dict):
                raise UnfitClaim("wrong-shape: a role is not an object.")
            role = _text(pair, "role", _LONGEST_NAME)
            if role not in record_roles(self.vocabulary, record.name):
                raise UnfitClaim(f"undeclared-property: {record.name} has no role {role!r}.")
            value = self._value(self.vocabulary.properties[role], _text(pair, "value", _LONGEST_VALUE), words)
            roles[role] = (*roles.get(role, ()), value)
        if not roles:
            raise UnfitClaim(f"missing-role: {record.name} without a role.")
        return Record(record.name, tuple(sorted(roles.items())))

    def _entity(self, name: str) -> str:
        resolved = self.resolved.get(name, name)
        if resolved not in self.entities:
            raise UnfitClaim(f"undeclared-entity: no entity {name!r}.")
        return resolved

    def _value(self, term: PropertyTerm, value: str, words: str) -> str:
        """Return a value: an entity, a concept of the ontology, or words and figures of the quote."""
        concepts = self.vocabulary.concepts.get(term.range)
        if concepts is not None:
            if value not in concepts:
                raise UnfitClaim(f"wrong-range: {term.name}: no {term.range} {value!r}.")
            return value
        if term.is_object:
            return self._entity(value)
        if term.range.endswith("EDTF"):
            missing = [year for year in _YEAR.findall(value) if year not in words]
            if missing or not _DIGITS.search(value):
                raise UnfitClaim(f"unsupported-value: the quote does not state {term.name} {value!r}.")
            return value
        missing = [digits for digits in _DIGITS.findall(value) if digits not in _DIGITS.findall(words)]
        if missing or (not value.isdigit() and fold(value).lower() not in words) or not value:
            raise UnfitClaim(f"unsupported-value: {term.name} {value!r} is not in the words of the quote.")
        return value

    def _entities(self, content: Statement | Record) -> list[str]:
        if isinstance(content, Statement):
            return [content.subject, *([content.object] if self.vocabulary.properties[content.property].is_object else [])]
        objects = (values for role, values in content.roles if self.vocabulary.properties[role].is_object)
        return [value for values in objects for value in values if value in self.entities]


def _meet(quote: Span, other: Span | Block) -> bool:
    return other.start < quote.end and quote.start < other.end


def _may_deny(words: str) -> bool:
    """Return whether words may not state a fact: they contain a negation, a condition, a modal verb or a wish."""
    inside = set(re.findall(r"[a-z']+", words))
    return bool(inside & (grammar("no-fact") - {"to"})) or any(wish in inside for wish in phrases.words()["hope"])
