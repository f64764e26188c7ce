"""From the answer of a language model to drafts of claims: only what the document supports; the rest is refused with a reason.

The answer is untrusted text. Only the kind, the arguments, the referents and the quote of each claim are used. The quote must occur in the
part of the document that the model was asked about. It must mention each entity, by name or by a word that refers to it (`referents.py`).
Every other value must be words or figures of the quote (`supported_values.py`). The sentence must state it (`relations/assertion.py`).
A role that is not supported is left out with a doubt; a claim without a required role is refused. The guard of all claims checks the
result again (`proposals/proposal.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from disgraph.claims.claim import Record, Statement
from disgraph.corpus.folding import FoldedText, Span, fold
from disgraph.extract.draft import Draft, Refusal
from disgraph.extract.llm.answer_fields import LONGEST_NAME, SHOWN, UnfitClaim, entity_texts, field_text, shown
from disgraph.extract.llm.answer_reading import BrokenAnswer, as_flat, read_answer
from disgraph.extract.llm.declared_entities import DeclaredEntities, UnfitEntity
from disgraph.extract.llm.instructions import FIGURE, record_roles, statement_properties
from disgraph.extract.llm.kind_words import can_state
from disgraph.extract.llm.model_figures import VALUE_ROLES, FigureReader, figure_roles
from disgraph.extract.llm.prompting import PromptPart
from disgraph.extract.llm.referents import GivenReferent, ReferentReader
from disgraph.extract.llm.role_order import RoleOrder
from disgraph.extract.llm.supported_values import ConceptWords, UnsupportedValue, literal_of
from disgraph.extract.names.entities import FoundEntity, Mention
from disgraph.extract.relations.assertion import masked_view, standing_of
from disgraph.extract.relations.mention_kinds import listed_classes
from disgraph.extract.relations.patterns import conditions
from disgraph.extract.text.text_model import SILENT, Block, TextModel
from disgraph.ontology.vocabulary import PropertyTerm, Vocabulary

RULE = "language-model"
#: The confidence of a claim of a model, and its factors: where it named a referent, with a doubt, and where columns may be mixed.
_CONFIDENCE, _BY_REFERENT, _DOUBTFUL, _RISK = 0.8, 0.9, 0.6, 0.7
#: Characters of a quote and of any other value; claims read of one answer.
_LONGEST_QUOTE, _SHORTEST_QUOTE, _LONGEST_VALUE = 600, 8, 300
_MOST_CLAIMS = 200
#: Maximum number of sentences of a quote.
_MOST_SENTENCES = 2
_MODALITIES = ("stated", "reported", "intended")


class CheckedAnswer(NamedTuple):
    """The accepted part of an answer (entities that the model added or corrected, their mentions, and drafts), and the refused part.

    `is_whole` is false if the answer broke off.
    """

    entities: tuple[FoundEntity, ...]
    mentions: tuple[Mention, ...]
    drafts: tuple[Draft, ...]
    refused: tuple[Refusal, ...]
    is_whole: bool = True


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
        values = read_answer(answer)
    except BrokenAnswer as broken:
        return CheckedAnswer((), (), (), (Refusal(RULE, answer[:SHOWN], (), (str(broken),)),), is_whole=False)
    guard = _AnswerGuard(part, model, found, mentions, vocabulary)
    refused = [*guard.declare(values.entities)]
    drafts: list[Draft] = []
    for claim in values.claims[:_MOST_CLAIMS]:
        try:
            drafts.append(guard.draft(as_flat(claim)))
        except (UnfitClaim, UnsupportedValue) as unfit:
            quote = claim.get("quote") if isinstance(claim, dict) else None
            refused.append(Refusal(RULE, shown(claim), (quote,) if isinstance(quote, str) else (), (str(unfit),)))
    if len(values.claims) > _MOST_CLAIMS:
        more = f"{len(values.claims) - _MOST_CLAIMS} more claims"
        refused.append(Refusal(RULE, more, (), (f"too-many: no more than {_MOST_CLAIMS} are read.",)))
    known = guard.known
    return CheckedAnswer((*known.added, *known.corrected), tuple(known.mentions_added), tuple(drafts), tuple(refused), values.is_whole)


class _Arguments(NamedTuple):
    """What a claim states, the entities in it, and the roles that were left out, with the reasons."""

    content: Statement | Record
    left_out: tuple[str, ...]


class _AnswerGuard:
    """Checks the claims of one answer against the document."""

    def __init__(
        self, part: PromptPart, model: TextModel, found: Sequence[FoundEntity], mentions: Sequence[Mention], vocabulary: Vocabulary
    ) -> None:
        self.part, self.model, self.vocabulary = part, model, vocabulary
        self.folded = FoldedText(part.text)
        self.known = DeclaredEntities(model, part.span, self.folded, found, mentions, vocabulary)
        self.concepts = ConceptWords(vocabulary)
        self.masked = masked_view(model.view, mentions)
        self.referents = ReferentReader(model, mentions, self.known.entities, self.known.unnamed)
        self.order = RoleOrder(model, mentions, self.known.entities, vocabulary)
        self.figures = FigureReader(model)

    def declare(self, entities: Sequence[Any]) -> Iterator[Refusal]:
        """Add the entities that the model declares or corrects, and yield the refused ones."""
        for values in entities[:_MOST_CLAIMS]:
            try:
                self.known.declare(*entity_texts(values))
            except (UnfitClaim, UnfitEntity) as unfit:
                yield Refusal(RULE, shown(values), (), (str(unfit),))
        everything = [*self.known.mentions, *self.known.mentions_added]
        self.referents = ReferentReader(self.model, everything, self.known.entities, self.known.unnamed)
        self.order = RoleOrder(self.model, everything, self.known.entities, self.vocabulary)

    def draft(self, values: Any) -> Draft:
        """Return a claim of an answer as a draft.

        Raises:
            UnfitClaim: the document does not support it, or it is malformed.
            UnsupportedValue: a required value is not supported.
        """
        if not isinstance(values, dict):
            raise UnfitClaim("wrong-shape: a claim is not an object.")
        quote = self._quote(field_text(values, "quote", _LONGEST_QUOTE))
        modality, speaker = self._modality(values)
        stated = self._arguments(values, quote)
        entities = [*self._entities(stated.content), *([speaker] if speaker else [])]
        refers, antecedents, doubts = self._support(stated.content, entities, quote, list(self._referents(values)))
        if wrong := self.order.contradiction(stated.content, quote, refers):
            raise UnfitClaim(f"wrong-roles: {wrong}.")
        negated = values.get("negated") is True and isinstance(stated.content, Statement)
        self._check_stated(stated.content, quote, modality, [word for word, _entity in refers], negated=negated)
        doubts += [doubt for doubt in (self.order.doubt(stated.content, quote),) if doubt]
        doubts = [*doubts, *(self.known.doubts[one] for one in entities if one in self.known.doubts), *stated.left_out]
        confidence = _CONFIDENCE * (_BY_REFERENT if refers else 1) * (_DOUBTFUL if doubts else 1) * (_RISK if self._is_risky(quote) else 1)
        return Draft(
            stated.content, (quote,), refers, antecedents, modality, speaker, negated, "; ".join(doubts), RULE, round(confidence, 3)
        )

    # --- quote, modality, speaker ---

    def _quote(self, words: str) -> Span:
        """Return where a quote occurs: in the running text of this part, and not longer than a claim needs."""
        if len(words) < _SHORTEST_QUOTE:
            raise UnfitClaim("too-short: the quote is shorter than a clause.")
        places = self.known.places(words)
        if not places:
            raise UnfitClaim("misquote: the quote does not occur in the part of the document that was asked about.")
        quote = places[0]
        if sum(any(_meet(quote, span) for span in sentence.spans) for sentence in self.model.sentences) > _MOST_SENTENCES:
            raise UnfitClaim(f"too-long: the quote is of more than {_MOST_SENTENCES} sentences.")
        if not self.known.is_whole(quote):
            raise UnfitClaim("misquote: the quote begins or ends within a word.")
        for block in self.model.blocks:
            if block.kind in SILENT and _meet(quote, block):
                raise UnfitClaim(f"not-stated: the quote is of a {block.kind}.")
        return quote

    def _is_risky(self, quote: Span) -> bool:
        return any(block.layout_risk and _meet(quote, block) for block in self.model.blocks)

    def _modality(self, values: Mapping[str, Any]) -> tuple[str, str]:
        modality = values.get("modality") or "stated"
        if modality not in _MODALITIES:
            raise UnfitClaim(f"wrong-shape: no modality {shown(modality)}.")
        speaker = self._entity(field_text(values, "speaker", LONGEST_NAME)) if values.get("speaker") else ""
        if modality == "reported" and not speaker:
            raise UnfitClaim("missing-speaker: reported without a speaker.")
        return str(modality), speaker if modality == "reported" else ""

    def _referents(self, values: Mapping[str, Any]) -> Iterator[GivenReferent]:
        given = values.get("referents")
        for one in given if isinstance(given, list) else []:
            if isinstance(one, dict):
                word, entity, named = (field_text(one, key, LONGEST_NAME) for key in ("word", "entity", "named"))
                yield GivenReferent(word, self.known.resolved.get(entity, entity), named)

    # --- arguments ---

    def _arguments(self, values: Mapping[str, Any], quote: Span) -> _Arguments:
        kind = field_text(values, "kind", LONGEST_NAME)
        text = self.masked if kind == "condition" else self.model.text  # a School for the Deaf says nothing of a person
        words = fold(text[quote.start : quote.end]).lower()
        pairs = list(self._pairs(values))
        if kind in statement_properties(self.vocabulary):
            ends = dict(pairs)
            subject = self._entity(ends.get("subject", ""))
            value = self._value(self.vocabulary.properties[kind], ends.get("object", ""), words)
            return _Arguments(Statement(subject, kind, value[1]), ())
        record = self.vocabulary.records().get(kind)
        if record is None:
            known = "undeclared-property: no property" if kind in self.vocabulary.properties else "undeclared-class: no kind of claim"
            raise UnfitClaim(f"{known} {kind!r} that is asked for.")
        return self._record(record.name, kind, pairs, words, quote)

    def _pairs(self, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        given = values.get("arguments")
        for pair in given if isinstance(given, list) else []:
            if not isinstance(pair, dict):
                raise UnfitClaim("wrong-shape: an argument is not an object.")
            value = field_text(pair, "value", _LONGEST_VALUE)
            if value:
                yield field_text(pair, "role", LONGEST_NAME), value

    def _record(self, name: str, kind: str, pairs: Sequence[tuple[str, str]], words: str, quote: Span) -> _Arguments:
        asked, required = record_roles(self.vocabulary, name), self.vocabulary.classes[name].required
        roles: dict[str, tuple[str, ...]] = {}
        left_out: list[str] = []
        usual = self.figures.usual_measure(quote, [value for role, value in pairs if role in VALUE_ROLES])
        for role, value in pairs:
            if role not in asked:
                raise UnfitClaim(f"undeclared-property: {name} has no role {role!r}.")
            try:
                role_of, given = self._role(role, value, words, quote, usual, is_figure=kind == FIGURE)
            except (UnfitClaim, UnsupportedValue) as unfit:
                if role in required:
                    raise
                left_out.append(f"{role} {value!r} left out ({str(unfit).split(':')[0]})")
            else:
                roles[role_of] = tuple(dict.fromkeys((*roles.get(role_of, ()), given)))
        missing = [role for role in required if role not in roles]
        filled = [value for values in roles.values() for value in values if value in self.known.entities]
        if len(filled) != len(set(filled)):
            raise UnfitClaim(f"two-roles: one entity fills two roles of {name}.")
        if missing or not roles.keys() - {"bearer"} or (kind == FIGURE and not figure_roles(roles)):
            raise UnfitClaim(f"missing-role: {name} without {', '.join(missing) or 'a role'}{' that fits' if left_out else ''}.")
        return _Arguments(Record(name, tuple(sorted(roles.items()))), tuple(left_out))

    def _role(self, role: str, value: str, words: str, quote: Span, usual: str, *, is_figure: bool) -> tuple[str, str]:
        """Return a role and its value; the measure of a figure becomes an entity of the document."""
        if is_figure and role == "measure":
            return role, self.known.measure(value, words, usual)
        if is_figure and role in VALUE_ROLES and self.figures.is_other_value(value, quote):
            raise UnsupportedValue(f"unsupported-value: {value!r} is only a part of another figure or of a date.")
        return self._value(self.vocabulary.properties[role], value, words)

    def _entity(self, name: str) -> str:
        resolved = self.known.resolved.get(name, name)
        if resolved not in self.known.entities:
            raise UnfitClaim(f"undeclared-entity: no entity {name!r}.")
        return resolved

    def _value(self, term: PropertyTerm, value: str, words: str) -> tuple[str, str]:
        """Return a role and its value: an entity, a concept of the ontology, or words and figures of the quote."""
        if term.name == "disabilityCause" and fold(value).lower() in conditions():
            return self.known.condition(value, words)
        if term.range in self.vocabulary.concepts:
            return term.name, self.concepts.find(term, value, words)
        if term.range == "HealthCondition" and self.known.resolved.get(value, value) not in self.known.entities:
            return self.known.condition(value, words)
        if term.is_object:
            return term.name, self._entity(value)
        return term.name, literal_of(term, value, words)

    def _entities(self, content: Statement | Record) -> list[str]:
        if isinstance(content, Statement):
            return [content.subject, *([content.object] if self.vocabulary.properties[content.property].is_object else [])]
        objects = (values for role, values in content.roles if self.vocabulary.properties[role].is_object)
        return [value for values in objects for value in values if value in self.known.entities]

    # --- what the words support ---

    def _support(
        self, content: Statement | Record, entities: Sequence[str], quote: Span, referents: Sequence[GivenReferent]
    ) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, Span], ...], list[str]]:
        """Return the words that refer to entities, where those are named, and doubts about that."""
        refers: dict[str, str] = {}
        antecedents: list[tuple[str, Span]] = []
        doubts: list[str] = []
        name = content.property if isinstance(content, Statement) else content.type
        for entity in dict.fromkeys(entities):
            found = self.known.words_of.get(entity) or self.referents.support(entity, quote, referents)
            if isinstance(found, str):
                raise UnfitClaim(f"unsupported-name: {self.known.entities[entity].name}: {found}.")
            if found.doubt and name in listed_classes("personal"):
                raise UnfitClaim(f"unclear-person: {found.doubt}; health, age and family need certainty.")
            if found.word:
                if refers.get(found.word, entity) != entity:
                    raise UnfitClaim(f"unsupported-name: {found.word!r} would mean two entities.")
                refers[found.word] = entity
            antecedents += [(entity, found.antecedent)] if found.antecedent else []
            doubts += [found.doubt] if found.doubt else []
        return tuple(refers.items()), tuple(antecedents), doubts

    def _check_stated(self, content: Statement | Record, quote: Span, modality: str, referring: Sequence[str], *, negated: bool) -> None:
        """Refuse what the sentence denies, doubts, wishes for or supposes, unless the claim says so."""
        name = content.property if isinstance(content, Statement) else content.type
        if not can_state(name, (self.masked if name == "Founding" else self.model.view)[quote.start : quote.end]):
            raise UnfitClaim(f"unsupported-kind: the quote has no word for {name}.")
        is_intention = self.vocabulary.is_a(name, "Intention") or self.vocabulary.is_a(name, "Goal") or modality == "intended"
        allowed = {"", "past", *(["intended"] if is_intention else []), *(["denied"] if negated else [])}
        if (standing := self._standing(content, quote, referring)) not in allowed and name != "Remark":
            raise UnfitClaim(f"not-stated: the sentence puts it as {standing}, not as a fact.")
        if negated and standing != "denied":
            raise UnfitClaim("not-stated: the quote denies nothing.")

    def _standing(self, content: Statement | Record, quote: Span, referring: Sequence[str]) -> str:
        """Return how the sentence puts the last of the values of a claim in its quote."""
        values = [content.object] if isinstance(content, Statement) else [value for _, values in content.roles for value in values]
        names = [self.known.entities[value].name if value in self.known.entities else value for value in values]
        places = [quote.start + place.start for name in (*names, *referring) for place in self._inside(name, quote)]
        at = max(places, default=quote.start)
        sentence = next((one for one in self.model.sentences if any(span.start <= at < span.end for span in one.spans)), None)
        if sentence is None:
            return ""
        span = next(span for span in sentence.spans if span.start <= at < span.end)
        return standing_of(self.masked[span.start : span.end], at - span.start)

    def _inside(self, name: str, quote: Span) -> list[Span]:
        return FoldedText(self.model.text[quote.start : quote.end]).find_all(name)[:1] if name.strip() else []


def _meet(quote: Span, other: Span | Block) -> bool:
    return other.start < quote.end and quote.start < other.end
