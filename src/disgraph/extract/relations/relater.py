"""The relations that a text states, found by the rules of `relations.yaml`."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from disgraph.claims.model import Record, Statement
from disgraph.corpus.folding import Span
from disgraph.extract.draft import Draft
from disgraph.extract.names.entities import FoundEntity, Mention
from disgraph.extract.relations.clause import ClauseSubject, ClauseToken, states_nothing, subject_of, tokens_of
from disgraph.extract.relations.line import EncodedLine
from disgraph.extract.relations.mention_kinds import CODES, kind_of, listed_classes
from disgraph.extract.relations.patterns import LinePattern, conditions
from disgraph.extract.relations.relation_rules import RelationRule, by_trigger, calibrated, relation_rules
from disgraph.extract.relations.speech import Quotations, attributed
from disgraph.extract.relations.support import Support
from disgraph.extract.text import number_words, phrases
from disgraph.extract.text.dates import TextDate
from disgraph.extract.text.text_model import TextModel

_WORDS = re.compile(r"[a-z\u00c0-\u024f]+")
_MONEY = re.compile(
    r"[$€£₹₦¥]|\bR\$|\b(?:Rs|KSh|Ksh|Sh|KES|INR|NGN|USD|EUR|GBP|N|R|P)\.?\s?\d|\b(?:yuan|rupees|naira|shillings|reais|euros|dollars|pounds|grant|loan|subsidy|subsidies|funding)\b"
)
_LEADING = re.compile(
    r"^(?:(?:an?|the|former|now|then|with|his|her|their|its|blind|deaf|disabled|young|local|famous|retired|outgoing"
    r"|incoming|acting|interim|new|\d+-year-old|one of the)\s)+",
    re.IGNORECASE,
)
_SINCE = re.compile(r",? (?:ever )?since\b")
_LEARNT = re.compile(r"\b(?:degree|diploma|doctorate|certificate)\b")
_SENSES = {"sight": "visual", "eyesight": "visual", "vision": "visual", "hearing": "hearing", "speech": "speech"}
_OLD = re.compile(r"\b(\d{1,3})-year-old\b")
#: How sure a claim is of what it says, beside what its rule says.
_FAR, _BY_PRONOUN, _RISK = 0.95, 0.97, 0.7
_HIGHEST_AGE = 120
_LEARNERS = ("student", "pupil", "graduate", "alumnus", "alumna")


class RelationMatch(NamedTuple):
    """A pattern that matched in a line: the mentions and the words by slot, and the stretch of the line that holds them."""

    frame: RelationRule
    mentions: Mapping[str, tuple[Mention, ...]]
    texts: Mapping[str, str]
    start: int
    end: int
    is_far: bool


class Relater:
    """Applies the rules for relations to one text; `added` are the entities that only they name: illnesses, unnamed relatives."""

    def __init__(self, model: TextModel, support: Support, speeches: Quotations) -> None:
        self.model, self.support, self.speeches = model, support, speeches
        self.found = support.found
        self.added: dict[str, FoundEntity] = {}
        self.rules, self.index = relation_rules(), by_trigger()

    # --- finding ---

    def drafts(self, line: EncodedLine) -> Iterator[Draft]:
        """Yield the claims of a line."""
        if line.text.endswith(("?", '?"')):
            return
        words = set(_WORDS.findall(line.text.lower()))
        numbers = {pair for word in words & self.index.keys() for pair in self.index[word]} | set(self.index.get("", ()))
        kinds = {line.text[at] for at in (*line.mentions, *line.dates)}
        likely = [(self.rules[number], self.rules[number].patterns[order]) for number, order in sorted(numbers)]
        likely = [(frame, pattern) for frame, pattern in likely if pattern.may_match(words, kinds)]
        tokens = tokens_of(line.text) if likely else []
        hits = [hit for frame, pattern in likely for hit in self._hits(line, tokens, frame, pattern)]
        for hit in without_repeats(hits):
            yield from self.drafts_of(line, hit)
        yield from self._ages_in_names(line)

    def _hits(self, line: EncodedLine, tokens: list[ClauseToken], frame: RelationRule, pattern: LinePattern) -> Iterator[RelationMatch]:
        for match in pattern.expression.finditer(line.text):
            at = bisect_left(tokens, match.start(), key=lambda token: token.start)
            if states_nothing(tokens, at):
                continue
            subject: ClauseSubject | None = None
            if pattern.subject:
                subject = subject_of(tokens, at, pattern.subject[1])
                if subject is None:
                    continue
            hit = self._hit(line, frame, pattern, match, subject)
            if hit:
                yield hit

    def _hit(
        self, line: EncodedLine, frame: RelationRule, pattern: LinePattern, match: re.Match[str], subject: ClauseSubject | None
    ) -> RelationMatch | None:
        mentions: dict[str, tuple[Mention, ...]] = {}
        start, end = match.span()
        if frame.claim == "Gift" and CODES["award"] in match[0]:
            return None
        if pattern.subject and subject:
            mentions[pattern.subject[0]] = tuple(line.mentions[place] for place in subject.places)
            start = min(start, *subject.places)
        for slot in sorted(pattern.slots):
            if match[slot] is not None:
                mentions[slot] = tuple(line.mentions[at] for at in range(*match.span(slot)) if at in line.mentions)
        wanted = {value.rstrip("?") for part in frame.parts for value in part}
        if any(not (mentions[slot] and all(mention.entity for mention in mentions[slot])) for slot in mentions.keys() & wanted):
            return None
        texts = {slot: self.text_of(line, *match.span(slot)) for slot in sorted(pattern.texts) if match[slot]}
        return RelationMatch(frame, mentions, texts, start, end, bool(subject and subject.is_far))

    def text_of(self, line: EncodedLine, start: int, end: int) -> str:
        """Return the words of a stretch of a line as the document has them, a date in EDTF."""
        span = line.span(start, end)
        if date := line.dates.get(start):
            return date.edtf
        return " ".join(self.model.view[span.start : span.end].split()).strip(" ,")

    def _ages_in_names(self, line: EncodedLine) -> Iterator[Draft]:
        """Yield the ages in phrases that mean a person: "The 27-year-old"."""
        for at, mention in line.mentions.items():
            if mention.how == "nominal" and mention.entity and kind_of(mention.type) == "person":
                age = _OLD.search(self.model.view, mention.start, mention.end)
                if age:
                    frame = next(frame for frame in self.rules if frame.name == "age")
                    hit = RelationMatch(frame, {"p": (mention,)}, {"n": age[1]}, at, at + 1, is_far=False)
                    yield from self.drafts_of(line, hit)

    # --- claims ---

    def drafts_of(self, line: EncodedLine, hit: RelationMatch) -> Iterator[Draft]:
        """Yield the claims that are made of a hit, those that the document bears out."""
        start, end = hit.start, hit.end
        speech = self.speeches.at(line.origins[hit.start])
        if speech and speech.speaker is None:
            return
        date = _date_of(line, start, end) if hit.frame.time != "none" else None
        if date is not None:
            start, end = min(start, date), max(end, date + 1)
        moment = line.dates[date] if date is not None else None
        for content in self._contents(line, hit, moment):
            draft = self._draft(line, hit, content, start, end)
            if draft:
                yield draft

    def _draft(self, line: EncodedLine, hit: RelationMatch, content: Statement | Record, start: int, end: int) -> Draft | None:
        sentence = self.model.sentences[line.number]
        speech = self.speeches.at(line.origins[hit.start])
        told_by = speech.speaker if speech else attributed(line, hit.start)
        if told_by is not None and not told_by.entity:
            return None
        quotes = _quotes(line.span(start, end), sentence.spans)
        entities = [*_entities(content, self.found), *([told_by.entity] if told_by else [])]
        backing = self.support.backing(entities, quotes, strict=sentence.layout_risk) if quotes else None
        if backing is None:
            return None
        refers = backing.refers
        if isinstance(content, Statement) and content.object in self.added:
            refers = (*refers, (self.text_of(line, hit.start, hit.end), content.object))
        confidence = calibrated(hit.frame) * (_FAR if hit.is_far else 1)
        confidence *= _BY_PRONOUN if backing.antecedents else 1
        confidence *= _RISK if sentence.layout_risk else 1
        for group in hit.mentions.values():
            confidence *= min((mention.confidence for mention in group), default=1)
        modality = hit.frame.modality if hit.frame.modality != "stated" else "reported" if told_by else "stated"
        return Draft(
            content, quotes, refers, backing.antecedents, modality, told_by.entity if told_by and modality == "reported" else "", False, "",
            hit.frame.name, round(confidence, 3),
        )  # fmt: skip

    def _contents(self, line: EncodedLine, hit: RelationMatch, moment: TextDate | None) -> Iterator[Statement | Record]:
        maker = _MAKERS.get(hit.frame.claim)
        if hit.frame.claim == "statement":
            yield from self._statements(line, hit)
        elif maker:
            yield from maker(self, hit, moment)
        else:
            roles = self._roles(hit)
            if roles:
                yield Record(hit.frame.claim, (*roles, *_times(hit.frame, hit.frame.claim, moment)))

    def _statements(self, line: EncodedLine, hit: RelationMatch) -> Iterator[Statement]:
        (_, subject), (name, value) = hit.frame.parts
        for one in hit.mentions.get(subject, ()):
            if value.startswith("+"):
                if kind_of(self.found[one.entity].type) == "person" and not _is_named(line, hit.start, hit.end):
                    yield Statement(one.entity, name, self._relative(one.entity, value[1:]))
            elif value in hit.mentions:
                yield from (Statement(one.entity, name, other.entity) for other in hit.mentions[value] if other.entity != one.entity)
            elif (text := _literal(name, hit.texts.get(value, ""))) and not (name == "occupation" and text.lower().endswith("founder")):
                yield Statement(one.entity, name, text)

    def _relative(self, person: str, kin: str) -> str:
        """Return the id of somebody's unnamed relative."""
        entity = FoundEntity(f"{person}-{kin}", "Person", f"{self.found[person].name}'s {kin}", ())
        self.added.setdefault(entity.id, entity)
        return entity.id

    def _roles(self, hit: RelationMatch) -> tuple[tuple[str, tuple[str, ...]], ...] | None:
        """Return the roles of a record; nothing if an entity would stand in two of them."""
        roles: dict[str, tuple[str, ...]] = {}
        for role, value in hit.frame.parts:
            slot = value.rstrip("?")
            if value.startswith("="):
                roles[role] = (value[1:],)
            elif slot in hit.mentions:
                name = role.rstrip("2")
                roles[name] = (*roles.get(name, ()), *(mention.entity for mention in hit.mentions[slot]))
            elif slot in hit.texts:
                roles |= self._text_role(role, hit.texts[slot])
        wanted = {value.rstrip("?") for _, value in hit.frame.parts}
        used = [mention.entity for slot, group in hit.mentions.items() if slot in wanted for mention in group]
        if len(set(used)) != len(used) or any(not values for values in roles.values()):
            return None
        if hit.frame.claim == "Training" and "trainees" in roles and not _speaks_of_people(roles["trainees"][0]):
            return None
        return tuple(roles.items())

    def _text_role(self, role: str, text: str) -> dict[str, tuple[str, ...]]:
        if role == "condition":
            kind, value = conditions()[text.lower()]
            if kind == "healthCondition":
                entity = FoundEntity(
                    re.sub(r"[^a-z0-9]+", "-", value.lower()).strip("-"), "HealthCondition", value, (text,) if text != value else ()
                )
                self.added.setdefault(entity.id, entity)
                return {kind: (entity.id,)}
            return {kind: (value,)}
        if role == "lost":
            sense = _SENSES.get(text.lower())
            return {"disabilityKind": (sense,)} if sense else {"bodyPart": (text,), "description": (f"lost {text}",)}
        if role == "trainees":
            text = _SINCE.split(text)[0]
        return {role: (_LEADING.sub("", text),)} if text else {}

    def _gift(self, hit: RelationMatch, moment: TextDate | None) -> Iterator[Record]:
        """Yield what was given: money as a funding, anything else as an assistance; a prize is neither."""
        helper, recipient = hit.mentions["h"][0].entity, hit.mentions["r"][0].entity
        form = _LEADING.sub("", hit.texts.get("f", ""))
        if not form or helper == recipient or _LEARNT.search(form):
            return
        if _MONEY.search(form):
            roles: tuple[tuple[str, tuple[str, ...]], ...] = (("funder", (helper,)), ("recipient", (recipient,)), ("purpose", (form,)))
            yield Record("Funding", (*roles, *_times(hit.frame, "Funding", moment)))
        else:
            roles = (("helper", (helper,)), ("recipient", (recipient,)), ("form", (form,)))
            yield Record("Assistance", (*roles, *_times(hit.frame, "Assistance", moment)))

    def _post(self, hit: RelationMatch, moment: TextDate | None) -> Iterator[Record]:
        """Yield an office as a membership and a job as an employment."""
        person, body = hit.mentions["p"][0].entity, hit.mentions["o"][0].entity
        role = _LEADING.sub("", hit.texts["r"])
        head = role.lower().split(" and ")[-1]
        if head.endswith("founder") or head.split()[-1] in _LEARNERS:
            return
        if any(head == office or head.endswith(" " + office) for office in phrases.words()["office"]):
            roles: tuple[tuple[str, tuple[str, ...]], ...] = (("member", (person,)), ("organisation", (body,)), ("role", (role,)))
            yield Record("Membership", (*roles, *_times(hit.frame, "Membership", moment)))
        else:
            roles = (("employee", (person,)), ("employer", (body,)), ("role", (role,)))
            yield Record("Employment", (*roles, *_times(hit.frame, "Employment", moment)))

    def _chain(self, hit: RelationMatch, moment: TextDate | None) -> Iterator[Statement]:
        """Yield which place lies in which: each of a chain in the next."""
        del moment
        places = [m for name in ("x", "a", "b") for m in hit.mentions.get(name, ())]
        for inner, outer in itertools.pairwise(places):
            if inner.entity != outer.entity and _may_contain(outer.type, inner.type):
                yield Statement(inner.entity, "containedIn", outer.entity)

    # --- remarks ---

    def remarks(self) -> Iterator[Draft]:
        """Yield what people are quoted with."""
        for speech in self.speeches.speeches:
            speaker = speech.speaker
            if speaker is None or speaker.entity not in self.found or speech.whole == Span(speech.start, speech.end):
                continue
            backing = self.support.backing((speaker.entity,), (speech.whole,))
            if backing is None:
                continue
            content = Record("Remark", (("speaker", (speaker.entity,)),))
            yield Draft(content, (speech.whole,), *backing, "stated", "", False, "", "remark", round(0.93 * speaker.confidence, 3))


def _may_contain(outer: str, inner: str) -> bool:
    """Tell whether a place of one class may contain a place of another."""
    levels = listed_classes("levels")
    if inner in levels and outer in levels:
        return levels.index(inner) < levels.index(outer)
    return inner not in listed_classes("wide")


_Maker = Callable[[Relater, RelationMatch, TextDate | None], Iterator[Statement | Record]]
_MAKERS: dict[str, _Maker] = {"Gift": Relater._gift, "Post": Relater._post, "Chain": Relater._chain}  # noqa: SLF001


def _literal(name: str, text: str) -> str:
    """Return a value as a statement has it: an age in digits, other words without article; nothing if it is no age that people have."""
    if name == "age":
        age = number_words.plain(number_words.value_of(text))
        return age if age.isdigit() and 0 < int(age) < _HIGHEST_AGE else ""
    return _LEADING.sub("", text)


def without_repeats(hits: list[RelationMatch]) -> list[RelationMatch]:
    """Return the hits without those that tell less than another of the same words: works-at beside a post, occupation beside either."""
    posts = [hit for hit in hits if hit.frame.claim == "Post"]
    kept: list[RelationMatch] = []
    for hit in hits:
        if hit.frame.name == "works-at" and any(_same(hit, post, "p") and _same(hit, post, "o") for post in posts):
            continue
        if hit.frame.name == "occupation" and any(_same(hit, post, "p") and hit.texts["r"] == post.texts["r"] for post in posts):
            continue
        kept.append(hit)
    return kept


def _same(one: RelationMatch, other: RelationMatch, slot: str) -> bool:
    return [m.entity for m in one.mentions[slot]] == [m.entity for m in other.mentions[slot]]


def _is_named(line: EncodedLine, start: int, end: int) -> bool:
    """Tell whether a name of a person follows, with or without a comma, or stands before a comma."""
    people = CODES["person"] + CODES["group"]
    rest, before = line.text[end : end + 3].lstrip(" ,"), line.text[max(0, start - 11) : start].removesuffix("who is ")[-3:]
    return (bool(rest) and rest[0] in people) or (before.endswith(", ") and before[0] in people)


def _speaks_of_people(words: str) -> bool:
    known = phrases.units().by_noun
    return any(known.get(word.lower()) == "person" for word in re.findall(r"[A-Za-z]+", words))


def _quotes(span: Span, parts: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return a stretch of a sentence as the spans of its parts."""
    cut = (Span(max(span.start, part.start), min(span.end, part.end)) for part in parts)
    return tuple(part for part in cut if part.start < part.end)


def _entities(content: Statement | Record, found: Mapping[str, FoundEntity]) -> list[str]:
    if isinstance(content, Statement):
        return [content.subject, *([content.object] if content.object in found else [])]
    return [value for _, values in content.roles for value in values if value in found]


_OPENS = re.compile(
    r"(?:^|[,;\"]\s|\b(?:and|then|but)\s)(?:in|on|by|since|during|from|as of|at the (?:beginning|end|start) of)\s"
    r"(?:(?:early|late|mid|the|end|of|autumn|summer|spring|winter)\s)*$",
    re.IGNORECASE,
)
#: What may stand between a date that opens a clause and what it dates.
_ONWARDS = re.compile(r"(?![^.;:!?\"]*\b(?:later|following|next|since|before)\b)[^.;:!?\"]{0,80}")
_BEHIND = re.compile(
    r"\s?(?:,\s)?(?:in|on|since|from|until|during|between|by|for [\w\s]{1,16} (?:in|from))?\s?(?:the\s)?"
    r"(?:(?:early|late|end of|beginning of)\s)?"
)


def _date_of(line: EncodedLine, start: int, end: int) -> int | None:
    """Return the place of the date that tells when: in the words, close behind them, or at the beginning of their clause."""
    places = [at for at, date in line.dates.items() if date.edtf]
    within = [at for at in places if start <= at < end]
    if within:
        return within[-1]
    behind = next((at for at in places if at >= end), None)
    if behind is not None and _BEHIND.fullmatch(line.text, end, behind):
        return behind
    before = [at for at in places if at < start]
    if before and _OPENS.search(line.text[: before[-1]]) and _ONWARDS.fullmatch(line.text, before[-1] + 1, start):
        return before[-1]
    return None


def _times(frame: RelationRule, record: str, moment: TextDate | None) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the time of a record: start and end of what lasts, else one date or period."""
    if moment is None:
        return ()
    first, slash, last = moment.edtf.partition("/")
    if record not in listed_classes("lasting"):
        return (("time", (moment.edtf,)),)
    if not slash:
        return (("start" if frame.time == "start" else "time", (first,)),)
    ends = (("start", first), ("end", last))
    return tuple((role, (value,)) for role, value in ends if value != "..")
