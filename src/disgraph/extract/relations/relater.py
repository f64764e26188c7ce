"""The relations that a text states, found by the rules of `relations.yaml`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping

from disgraph.claims.claim import Record, Statement
from disgraph.corpus.folding import Span
from disgraph.extract.draft import Draft
from disgraph.extract.names.entities import FoundEntity, Mention
from disgraph.extract.names.resolve import SHARED
from disgraph.extract.relations.assertion import standing_of
from disgraph.extract.relations.clause import ClauseSubject, ClauseToken, subject_of, tokens_of
from disgraph.extract.relations.condition_details import condition_details
from disgraph.extract.relations.line import EncodedLine
from disgraph.extract.relations.mention_kinds import CODES, DATE, kind_of, listed_classes
from disgraph.extract.relations.patterns import LinePattern
from disgraph.extract.relations.relation_claims import ClaimMaker
from disgraph.extract.relations.relation_dates import date_of
from disgraph.extract.relations.relation_matches import RelationMatch, without_repeats
from disgraph.extract.relations.relation_rules import RelationRule, by_trigger, relation_rules
from disgraph.extract.relations.relation_tense import in_tense
from disgraph.extract.relations.speech import Quotations, attributed
from disgraph.extract.relations.support import Support
from disgraph.extract.text.text_model import TextModel

_WORDS = re.compile(r"[a-z\u00c0-\u024f]+")
_OLD = re.compile(r"\b(\d{1,3})-year-old\b")
#: Factors of the confidence of a rule: a distant subject, an entity by pronoun, an uncertain layout.
_FAR, _BY_PRONOUN, _RISK = 0.95, 0.97, 0.7
#: The confidence from which a pronoun or a short name makes a subject of health, age and family.
_CERTAIN = 0.8

#: What ends the words for people in a clause: trained 214 people | in 2023, | and has 30 staff.
_PHRASE_ENDS = re.compile(rf",? (?:in|on|during|by|between|until) (?:the |early |late )?{DATE}|,? and (?:has|have|had|is|are|was|were)\b")


class Relater:
    """Applies the rules for relations to one text."""

    def __init__(self, model: TextModel, support: Support, speeches: Quotations) -> None:
        self.model, self.support, self.speeches = model, support, speeches
        self.found = support.found
        self.maker = ClaimMaker(support.found)
        self.rules, self.index = relation_rules(), by_trigger()

    @property
    def added(self) -> Mapping[str, FoundEntity]:
        """The entities that only relations name."""
        return self.maker.added

    # --- finding ---

    def drafts(self, line: EncodedLine) -> Iterator[Draft]:
        """Yield the claims of a line."""
        if line.text.endswith(("?", '?"')):
            return
        words = set(_WORDS.findall(line.text.lower()))
        numbers = {pair for word in words & self.index.keys() for pair in self.index[word]} | set(self.index.get("", ()))
        kinds = {line.text[at] for at in (*line.mentions, *line.dates)}
        likely = [(self.rules[number], self.rules[number].patterns[order]) for number, order in sorted(numbers)]
        likely = [(rule, pattern) for rule, pattern in likely if pattern.may_match(words, kinds)]
        tokens = tokens_of(line.text) if likely else []
        hits = [hit for rule, pattern in likely for hit in self._hits(line, tokens, rule, pattern)]
        for hit in without_repeats(hits):
            yield from self.drafts_of(line, hit)
        yield from self._ages_in_names(line)

    def _hits(self, line: EncodedLine, tokens: list[ClauseToken], rule: RelationRule, pattern: LinePattern) -> Iterator[RelationMatch]:
        for match in pattern.expression.finditer(line.text):
            at = bisect_left(tokens, match.start(), key=lambda token: token.start)
            if _is_unstated(rule, standing_of(line.text, match.start())):
                continue
            subject: ClauseSubject | None = None
            if pattern.subject:
                subject = subject_of(tokens, at, pattern.subject[1])
                if subject is None:
                    continue
            hit = self._hit(line, rule, pattern, match, subject)
            if hit:
                yield hit

    def _hit(
        self, line: EncodedLine, rule: RelationRule, pattern: LinePattern, match: re.Match[str], subject: ClauseSubject | None
    ) -> RelationMatch | None:
        mentions: dict[str, tuple[Mention, ...]] = {}
        start, end = match.span()
        if rule.claim == "Gift" and CODES["award"] in match[0]:
            return None
        if pattern.subject and subject:
            mentions[pattern.subject[0]] = tuple(line.mentions[place] for place in subject.places)
            start = min(start, *subject.places)
        for slot in sorted(pattern.slots):
            if match[slot] is not None:
                mentions[slot] = tuple(line.mentions[at] for at in range(*match.span(slot)) if at in line.mentions)
        wanted = {value.rstrip("?") for part in rule.parts for value in part}
        if any(not (mentions[slot] and all(mention.entity for mention in mentions[slot])) for slot in mentions.keys() & wanted):
            return None
        texts = {slot: self.text_of(line, *match.span(slot)) for slot in sorted(pattern.texts) if match[slot]}
        if rule.claim == "Training" and "w" in texts:
            end = _end_of_phrase(line.text, *match.span("w"))
            texts["w"] = self.text_of(line, match.start("w"), end)
        return RelationMatch(rule, mentions, texts, start, end, bool(subject and subject.is_far))

    def text_of(self, line: EncodedLine, start: int, end: int) -> str:
        """Return the words of a stretch of a line in the document; a date in EDTF."""
        span = line.span(start, end)
        if date := line.dates.get(start):
            return date.edtf
        return " ".join(self.model.view[span.start : span.end].split()).strip(" ,")

    def _ages_in_names(self, line: EncodedLine) -> Iterator[Draft]:
        """Yield the ages in phrases for a person: "The 27-year-old"."""
        for at, mention in line.mentions.items():
            if mention.how == "nominal" and mention.entity and kind_of(mention.type) == "person":
                age = _OLD.search(self.model.view, mention.start, mention.end)
                if age:
                    rule = next(rule for rule in self.rules if rule.name == "age")
                    hit = RelationMatch(rule, {"p": (mention,)}, {"n": age[1]}, at, at + 1, is_far=False)
                    yield from self.drafts_of(line, hit)

    def _namesake(self, hit: RelationMatch) -> str:
        """Return that a surname may also mean another person of the document, or an empty text."""
        shared = (one for group in hit.mentions.values() for one in group if one.how == "short" and one.confidence <= SHARED)
        one = next(shared, None)
        return f"{self.model.text[one.start : one.end]} is the surname of several people here" if one else ""

    # --- claims ---

    def drafts_of(self, line: EncodedLine, hit: RelationMatch) -> Iterator[Draft]:
        """Yield the claims of a match that the document supports."""
        if hit.rule.claim == "Condition":
            details = condition_details(line.text, hit.end)
            hit = hit._replace(end=details.end, details=details.roles)
        start, end = hit.start, hit.end
        speech = self.speeches.at(line.origins[hit.start])
        if speech and speech.speaker is None:
            return
        date = date_of(line, start, end) if hit.rule.time != "none" else None
        if date is not None:
            start, end = min(start, date), max(end, date + 1)
        moment = line.dates[date] if date is not None else None
        for content in self.maker.contents(line, hit, moment):
            draft = self._draft(line, hit, in_tense(content, line.text[hit.start : hit.end]), start, end)
            if draft:
                yield draft

    def _draft(self, line: EncodedLine, hit: RelationMatch, content: Statement | Record, start: int, end: int) -> Draft | None:
        if _is_personal(content) and not _is_certain(hit):
            return None
        sentence = self.model.sentences[line.number]
        speech = self.speeches.at(line.origins[hit.start])
        speaker = speech.speaker if speech else attributed(line, hit.start)
        if speaker is not None and not speaker.entity:
            return None
        quotes = _quotes(line.span(start, end), sentence.spans)
        entities = [*_entities(content, self.found), *([speaker.entity] if speaker else [])]
        backing = self.support.backing(entities, quotes, strict=sentence.layout_risk) if quotes else None
        if backing is None:
            return None
        refers = backing.refers
        if isinstance(content, Statement) and content.object in self.added:
            refers = (*refers, (self.text_of(line, hit.start, hit.end), content.object))
        confidence = hit.rule.confidence * (_FAR if hit.is_far else 1)
        confidence *= _BY_PRONOUN if backing.antecedents else 1
        confidence *= _RISK if sentence.layout_risk else 1
        for group in hit.mentions.values():
            confidence *= min((mention.confidence for mention in group), default=1)
        modality = hit.rule.modality if hit.rule.modality != "stated" else "reported" if speaker else "stated"
        return Draft(
            content, quotes, refers, backing.antecedents, modality, speaker.entity if speaker and modality == "reported" else "", False,
            hit.rule.doubt or self._namesake(hit), hit.rule.name, round(confidence, 3),
        )  # fmt: skip

    # --- remarks ---

    def remarks(self) -> Iterator[Draft]:
        """Yield the remarks that are quoted with a speaker."""
        for speech in self.speeches.speeches:
            speaker = speech.speaker
            if speaker is None or speaker.entity not in self.found or speech.whole == Span(speech.start, speech.end):
                continue
            backing = self.support.backing((speaker.entity,), (speech.whole,))
            if backing is None:
                continue
            content = Record("Remark", (("speaker", (speaker.entity,)),))
            yield Draft(content, (speech.whole,), *backing, "stated", "", False, "", "remark", round(0.93 * speaker.confidence, 3))


def _is_personal(content: Statement | Record) -> bool:
    name = content.property if isinstance(content, Statement) else content.type
    return name in listed_classes("personal")


def _is_certain(hit: RelationMatch) -> bool:
    """Return whether it is certain whom each word of a match means."""
    return all(mention.how == "name" or mention.confidence >= _CERTAIN for group in hit.mentions.values() for mention in group)


def _is_unstated(rule: RelationRule, standing: str) -> bool:
    """Return whether words put a relation so that it states nothing; a rule for hopes takes intentions, any rule what is over."""
    return standing not in ("", "past", "intended" if rule.modality == "intended" else "")


def _quotes(span: Span, parts: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return a stretch of a sentence as the spans of its parts."""
    cut = (Span(max(span.start, part.start), min(span.end, part.end)) for part in parts)
    return tuple(part for part in cut if part.start < part.end)


def _entities(content: Statement | Record, found: Mapping[str, FoundEntity]) -> list[str]:
    if isinstance(content, Statement):
        return [content.subject, *([content.object] if content.object in found else [])]
    return [value for _, values in content.roles for value in values if value in found]


def _end_of_phrase(line: str, start: int, end: int) -> int:
    """Return where the words for those who are trained end: before a date and before another verb."""
    found = _PHRASE_ENDS.search(line, start, end)
    return found.start() if found else end
