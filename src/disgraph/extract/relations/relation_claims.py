"""The statements and records that a relation makes, and the entities that only the relation names."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache

from disgraph.claims.claim import Record, Statement
from disgraph.extract.names.entities import FoundEntity
from disgraph.extract.relations.line import EncodedLine
from disgraph.extract.relations.mention_kinds import CODES, kind_of, listed_classes
from disgraph.extract.relations.patterns import conditions
from disgraph.extract.relations.relation_dates import times_of
from disgraph.extract.relations.relation_matches import RelationMatch
from disgraph.extract.text import number_words, phrases
from disgraph.extract.text.dates import TextDate
from disgraph.extract.text.phrases import units
from disgraph.extract.text.shared_money import shared_nouns

_MONEY = re.compile(
    r"[$€£₹₦¥]|\bR\$|\b(?:Rs|KSh|Ksh|Sh|KES|INR|NGN|USD|EUR|GBP|N|R|P)\.?\s?\d|\b(?:yuan|rupees|naira|shillings|reais|euros|dollars|pounds|grant|loan|subsidy|subsidies|funding)\b"
)


@cache
def _money_nouns() -> frozenset[str]:
    known = (noun.lower() for noun, unit in units().by_noun.items() if unit in units().money and " " not in noun)
    return frozenset((*known, *(noun for nouns in shared_nouns().values() for noun in nouns)))


_LEADING = re.compile(
    r"^(?:(?:an?|the|former|now|then|with|his|her|their|its|blind|deaf|disabled|young|local|famous|retired|outgoing"
    r"|incoming|acting|interim|new|\d+-year-old|one of the)\s)+",
    re.IGNORECASE,
)
_SINCE = re.compile(r",? (?:ever )?since\b")
_LEARNT = re.compile(r"\b(?:degree|diploma|doctorate|certificate)\b")
_SENSES = {"sight": "visual", "eyesight": "visual", "vision": "visual", "hearing": "hearing", "speech": "speech"}
#: How a condition says what a rule calls lost: the part itself, or its use.
_LOSSES = {"lost": "lost", "lostUse": "lost the use of"}
_HIGHEST_AGE = 120
_LEARNERS = ("student", "pupil", "graduate", "alumnus", "alumna")


class ClaimMaker:
    """Makes the content of claims of relations; `added` are the entities that only they name: illnesses, unnamed relatives.

    Args:
        found: the entities of the document, by id.
    """

    def __init__(self, found: Mapping[str, FoundEntity]) -> None:
        self.found = found
        self.added: dict[str, FoundEntity] = {}

    def contents(self, line: EncodedLine, hit: RelationMatch, moment: TextDate | None) -> Iterator[Statement | Record]:
        """Yield the contents of the claims of a match; `moment` is the date of its clause, if it has one."""
        maker = _MAKERS.get(hit.rule.claim)
        if hit.rule.claim == "statement":
            yield from self._statements(line, hit)
        elif maker:
            yield from maker(self, hit, moment)
        else:
            roles = self._roles(hit)
            if roles:
                yield Record(hit.rule.claim, (*roles, *times_of(hit.rule, hit.rule.claim, moment)))

    def _statements(self, line: EncodedLine, hit: RelationMatch) -> Iterator[Statement]:
        (_, subject), (name, value) = hit.rule.parts
        for one in hit.mentions.get(subject, ()):
            if value.startswith("+"):
                if kind_of(self.found[one.entity].type) == "person" and not _is_named(line, hit.start, hit.end):
                    yield Statement(one.entity, name, self._relative(one.entity, value[1:]))
            elif value in hit.mentions:
                yield from (Statement(one.entity, name, other.entity) for other in hit.mentions[value] if other.entity != one.entity)
            elif (text := _literal(name, hit.texts.get(value, ""))) and not (name == "occupation" and text.lower().endswith("founder")):
                yield Statement(one.entity, name, text)

    def _relative(self, person: str, kin: str) -> str:
        """Return the id of the unnamed relative of a person."""
        entity = FoundEntity(f"{person}-{kin}", "Person", f"{self.found[person].name}'s {kin}", ())
        self.added.setdefault(entity.id, entity)
        return entity.id

    def _roles(self, hit: RelationMatch) -> tuple[tuple[str, tuple[str, ...]], ...] | None:
        """Return the roles of a record, or None if an entity would have two of them."""
        roles: dict[str, tuple[str, ...]] = {}
        for role, value in hit.rule.parts:
            slot = value.rstrip("?")
            if value.startswith("="):
                roles[role] = (value[1:],)
            elif slot in hit.mentions:
                name = role.rstrip("2")
                roles[name] = (*roles.get(name, ()), *(mention.entity for mention in hit.mentions[slot]))
            elif slot in hit.texts:
                roles |= self._text_role(role, hit.texts[slot])
        for role, value in hit.details:
            roles |= self._condition(value) if role == "illness" else {role: (value,)}
        wanted = {value.rstrip("?") for _, value in hit.rule.parts}
        used = [mention.entity for slot, group in hit.mentions.items() if slot in wanted for mention in group]
        if len(set(used)) != len(used) or any(not values for values in roles.values()):
            return None
        if hit.rule.claim == "Training" and "traineesInWords" in roles and not _speaks_of_people(roles["traineesInWords"][0]):
            return None
        return tuple(roles.items())

    def _text_role(self, role: str, text: str) -> dict[str, tuple[str, ...]]:
        if role.rstrip("2") == "condition":
            return self._condition(text)
        if role in _LOSSES:
            sense = _SENSES.get(text.lower())
            return {"disabilityKind": (sense,)} if sense else {"bodyPart": (text,), "description": (f"{_LOSSES[role]} {text}",)}
        if role == "traineesInWords":
            text = _SINCE.split(text)[0]
        return {role: (_LEADING.sub("", text),)} if text else {}

    def _condition(self, text: str) -> dict[str, tuple[str, ...]]:
        """Return the role of a condition that words for a disability, an impairment or an illness fill."""
        kind, value = conditions()[text.lower()]
        if kind != "healthCondition":
            return {kind: (value,)}
        name = re.sub(r"[^a-z0-9]+", "-", value.lower()).strip("-")
        self.added.setdefault(name, FoundEntity(name, "HealthCondition", value, (text,) if text != value else ()))
        return {kind: (name,)}

    def _gift(self, hit: RelationMatch, moment: TextDate | None) -> Iterator[Record]:
        """Yield what was given: money as a funding, anything else as an assistance; a prize is neither."""
        helper, recipient = hit.mentions["h"][0].entity, hit.mentions["r"][0].entity
        form = _LEADING.sub("", hit.texts.get("f", ""))
        if not form or helper == recipient or _LEARNT.search(form):
            return
        if _MONEY.search(form) or not _money_nouns().isdisjoint(re.findall(r"[a-z\u00df-\u024f]+", form.lower())):
            roles: tuple[tuple[str, tuple[str, ...]], ...] = (("funder", (helper,)), ("recipient", (recipient,)), ("purpose", (form,)))
            yield Record("Funding", (*roles, *times_of(hit.rule, "Funding", moment)))
        else:
            roles = (("helper", (helper,)), ("recipient", (recipient,)), ("form", (form,)))
            yield Record("Assistance", (*roles, *times_of(hit.rule, "Assistance", moment)))

    def _post(self, hit: RelationMatch, moment: TextDate | None) -> Iterator[Record]:
        """Yield an office as a membership and a job as an employment."""
        person, body = hit.mentions["p"][0].entity, hit.mentions["o"][0].entity
        role = _LEADING.sub("", hit.texts["r"])
        head = role.lower().split(" and ")[-1]
        if head.endswith("founder") or head.split()[-1] in _LEARNERS:
            return
        if any(head == office or head.endswith(" " + office) for office in phrases.words()["office"]):
            roles: tuple[tuple[str, tuple[str, ...]], ...] = (("member", (person,)), ("organisation", (body,)), ("role", (role,)))
            yield Record("Membership", (*roles, *times_of(hit.rule, "Membership", moment)))
        else:
            roles = (("employee", (person,)), ("employer", (body,)), ("role", (role,)))
            yield Record("Employment", (*roles, *times_of(hit.rule, "Employment", moment)))

    def _chain(self, hit: RelationMatch, moment: TextDate | None) -> Iterator[Statement]:
        """Yield for each place of a chain that it is in the next."""
        del moment
        places = [m for name in ("x", "a", "b") for m in hit.mentions.get(name, ())]
        for inner, outer in itertools.pairwise(places):
            if inner.entity != outer.entity and _may_contain(outer.type, inner.type):
                yield Statement(inner.entity, "containedIn", outer.entity)


def _may_contain(outer: str, inner: str) -> bool:
    """Return whether a place of one class may contain a place of another."""
    levels = listed_classes("levels")
    if inner in levels and outer in levels:
        return levels.index(inner) < levels.index(outer)
    return inner not in listed_classes("wide")


_Maker = Callable[[ClaimMaker, RelationMatch, TextDate | None], Iterator[Statement | Record]]
_MAKERS: dict[str, _Maker] = {"Gift": ClaimMaker._gift, "Post": ClaimMaker._post, "Chain": ClaimMaker._chain}  # noqa: SLF001


def _literal(name: str, text: str) -> str:
    """Return a value as a statement has it: an age in digits, other words without article; empty for an impossible age."""
    if name == "age":
        age = number_words.plain(number_words.value_of(text))
        return age if age.isdigit() and 0 < int(age) < _HIGHEST_AGE else ""
    return _LEADING.sub("", text)


def _is_named(line: EncodedLine, start: int, end: int) -> bool:
    """Return whether the name of a person follows, with or without a comma, or precedes a comma."""
    people = CODES["person"] + CODES["group"]
    rest, before = line.text[end : end + 3].lstrip(" ,"), line.text[max(0, start - 11) : start].removesuffix("who is ")[-3:]
    return (bool(rest) and rest[0] in people) or (before.endswith(", ") and before[0] in people)


def _speaks_of_people(words: str) -> bool:
    known = phrases.units().by_noun
    return any(known.get(word.lower()) == "person" for word in re.findall(r"[A-Za-z]+", words))
