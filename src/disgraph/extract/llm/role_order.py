"""Whether the words of a quote give the entities of a claim the roles that a model gives them: who did it, and to whom it was done.

A quote that names both ends and has a word for the kind of claim also supports the claim with its ends exchanged. The subject of the
verb, the agent after "by", the owner before a word for a relative, and the person next to an age decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from disgraph.claims.claim import Record, Statement
from disgraph.corpus.folding import Span
from disgraph.extract.llm.bystanders import agent_only, is_of_transfer, met_only, no_employer
from disgraph.extract.names.entities import FoundEntity, Mention
from disgraph.extract.names.type_groups import classes_below
from disgraph.extract.relations.clause import ClauseToken, subject_of, tokens_of
from disgraph.extract.relations.line import EncodedLine, encoded_line
from disgraph.extract.relations.mention_kinds import codes_of, kind_of, listed_classes
from disgraph.extract.text.dates import find_dates
from disgraph.extract.text.phrases import grammar
from disgraph.extract.text.rule_files import read_fields, texts_of
from disgraph.extract.text.text_model import TextModel
from disgraph.ontology.vocabulary import Vocabulary
from disgraph.yamlfile import Fields

_BE = grammar("be") | {"been", "being"}
#: What may be between "was" and its participle, in tokens.
_AUXILIARY_REACH = 4
_ACTORS = codes_of("person group organisation school programme event platform policy other")
_NOTHING = r"(?!)"
#: The words between a verb and the agent of its passive: "set up in 2010 by".
_BY = re.compile(r"[^.;:]{0,60}?\bby (?:the |its |a |an |his |her |their )?(?=[\ue000-\ue00f])")
#: More agents: X, Y and Z.
_AND = re.compile(r"(?:,? and |, )(?:the )?(?=[\ue000-\ue00f])")
_POST = re.compile(
    r"\b(?!(?:appointment|election|employment|hiring|recruitment|membership|work|career)\b)[a-z-]+ (?:of|for|at) (?:the |its )?$",
    re.IGNORECASE,
)
_OWNER = re.compile(r"(?P<own>['\u2019]s?)?\s(?:[\w-]+\s){0,3}$")
#: The rule of a word of the quote that the claim itself takes for an entity.
_GIVEN = "given"
_POSSESSIVES = frozenset(("his", "her", "their", "my", "our"))
_OF = re.compile(r"\sof\s(?:the\s)?$")
#: Before a place that only says where something was; between a smaller place and the larger one.
_WHERE = re.compile(r"\b(?:in|at|from|near|across|around|throughout|outside) (?:the )?$", re.IGNORECASE)
_WITHIN = re.compile(r"(?:, | in | in the | of | of the | \()")
#: Past ages: "was 29", "at the age of 29".
#: Whose age is stated, and who holds an office.
_PEOPLE = ("person", "group")
_HOLDERS = ("member", "employee")
_PAST_AGE = re.compile(r"\b(?:was|were|turned|age of|when|at|until)\s(?:only |just |about |still )?$", re.IGNORECASE)


class _VerbRoles(NamedTuple):
    """The roles of subject and object of the verbs of a kind."""

    by: str
    to: str
    does: re.Pattern[str]
    gets: re.Pattern[str]
    either: re.Pattern[str]


def _forms(words: Sequence[str]) -> re.Pattern[str]:
    parts = (re.escape(word.removesuffix("*")) + (r"[\w-]*" if word.endswith("*") else "") for word in words)
    return re.compile("|".join(parts) or _NOTHING)


@cache
def _verbs() -> Mapping[str, _VerbRoles]:
    found: dict[str, _VerbRoles] = {}
    for kind, fields in read_fields(__name__, "role_order.yaml").items():
        if kind != "kin" and isinstance(fields, Fields):  # the other lists are of words
            lists = [_forms(texts_of(fields[name]) if name in fields else ()) for name in ("does", "gets", "either")]
            found[str(kind)] = _VerbRoles(str(fields["by"]), str(fields.get("to") or ""), *lists)
    return found


@cache
def _kin() -> Mapping[str, tuple[frozenset[str], frozenset[str]]]:
    kin = read_fields(__name__, "role_order.yaml")["kin"]
    assert isinstance(kin, Fields)
    return {
        str(kind): (frozenset(texts_of(words["other"])), frozenset(texts_of(words["own"])))
        for kind, words in kin.items()
        if isinstance(words, Fields)
    }


class RoleOrder:
    """Compares the roles of claims with the words of their quotes.

    Args:
        model: the document.
        mentions: its names and resolved words, those that the model added among them.
        entities: what claims may be about, by id.
        vocabulary: the ontology.
    """

    def __init__(self, model: TextModel, mentions: Sequence[Mention], entities: Mapping[str, FoundEntity], vocabulary: Vocabulary) -> None:
        self.model, self.entities, self.vocabulary = model, entities, vocabulary
        self.mentions = sorted(mentions)
        self.dates = find_dates(model.view)

    def contradiction(self, content: Statement | Record, quote: Span, refers: Sequence[tuple[str, str]]) -> str:
        """Return in what the words of a quote contradict the roles of a claim, or an empty text.

        Args:
            content: the claim.
            quote: where its quote is.
            refers: words of the quote and the entities that they mean.
        """
        mentions = self._with_references(quote, refers)
        roles = {"subject": (content.subject,), "object": (content.object,)} if isinstance(content, Statement) else dict(content.roles)
        name = content.property if isinstance(content, Statement) else content.type
        places = [one for one in mentions if quote.start <= one.start and one.end <= quote.end]
        return (
            self._of_verbs(name, roles, quote, mentions)
            or self._of_bystanders(name, roles, quote, places)
            or self._of_posts(name, roles, places)
            or self._of_kin(name, roles, quote, places)
            or self._of_occupation(name, roles, quote, places)
            or self._of_age(name, roles, quote, places)
            or self._of_places(name, roles, places)
        )

    def _with_references(self, quote: Span, refers: Sequence[tuple[str, str]]) -> list[Mention]:
        """Return the mentions with the words of a quote as the claim takes them."""
        given: list[Mention] = []
        for word, entity in refers:
            for place in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", self.model.text[quote.start : quote.end]):
                start, end = quote.start + place.start(), quote.start + place.end()
                given.append(Mention(start, end, self.entities[entity].type, entity, "pronoun", _GIVEN, 1.0))
        kept = [one for one in self.mentions if not any(one.start < other.end and other.start < one.end for other in given)]
        return sorted([*kept, *given])

    # --- verbs ---

    def _of_verbs(self, name: str, roles: Mapping[str, tuple[str, ...]], quote: Span, mentions: Sequence[Mention]) -> str:
        verbs = _verbs().get(name)
        if verbs is None:
            return ""
        fits: dict[str, list[tuple[bool, str]]] = {}
        for role, found, verb in self._filled(verbs, roles, quote, mentions):
            known = [one for one in found if one in self.entities]
            opposite = verbs.to if role == verbs.by else verbs.by
            if role not in roles and not set(known).isdisjoint(roles.get(opposite, ())):
                return f"{self.entities[known[0]].name} is not the {opposite} of {verb!r}"
            if known and role in roles:
                fits.setdefault(role, []).append(
                    (not set(known).isdisjoint(roles[role]), f"{self.entities[known[0]].name} is the {role} of {verb!r}")
                )
        wrong = [found[0][1] for found in fits.values() if not any(fit for fit, _ in found)]
        return wrong[0] if wrong else ""

    def _filled(
        self, verbs: _VerbRoles, roles: Mapping[str, tuple[str, ...]], quote: Span, mentions: Sequence[Mention]
    ) -> Iterator[tuple[str, list[str], str]]:
        """Yield a role, the entities that the words give it, and the verb."""
        for number, sentence in enumerate(self.model.sentences):
            if not any(quote.start < span.end and span.start < quote.end for span in sentence.spans):
                continue
            line = encoded_line(self.model, number, mentions, self.dates)
            tokens = tokens_of(line.text)
            for at, token in enumerate(tokens):
                if quote.start <= line.origins[token.start] < quote.end and not token.is_mention:
                    yield from self._around(verbs, roles, line, tokens, at)

    def _around(
        self, verbs: _VerbRoles, roles: Mapping[str, tuple[str, ...]], line: EncodedLine, tokens: list[ClauseToken], at: int
    ) -> Iterator[tuple[str, list[str], str]]:
        word = tokens[at].text
        either = verbs.either.fullmatch(word)
        if not either and not verbs.does.fullmatch(word) and not verbs.gets.fullmatch(word):
            return
        subject_role, object_role = (verbs.to, verbs.by) if verbs.gets.fullmatch(word) else (verbs.by, verbs.to)
        agents = _agents(line, tokens[at].start + len(word))
        be = next((back for back in range(at - 1, max(-1, at - _AUXILIARY_REACH), -1) if tokens[back].text in _BE), -1)
        is_passive = bool(agents) or (be >= 0 and not word.endswith("ing"))
        if agents:
            yield subject_role, agents, word
        if is_passive or (either and subject_role not in roles):
            subject_role = object_role
        subject = subject_of(tokens, be if be >= 0 and is_passive else at, _ACTORS)
        if subject and subject_role and not (either and not is_passive and subject_role in roles and object_role not in roles):
            yield subject_role, [line.mentions[place].entity for place in subject.places if place in line.mentions], word

    def _of_bystanders(self, name: str, roles: Mapping[str, tuple[str, ...]], quote: Span, places: Sequence[Mention]) -> str:
        """Return why who fills a role is in the quote for another reason; empty if nothing shows one."""
        verbs = _verbs().get(name)
        if verbs is None:
            return ""
        ends = {
            role: [[one for one in places if one.entity == entity] for entity in roles.get(role, ())]
            for role in (verbs.by, verbs.to)
            if role
        }
        view = self.model.view
        has_gets = verbs.gets.pattern != _NOTHING
        reason = met_only(view, quote, ends.get(verbs.by, ())) or ("" if has_gets else agent_only(view, quote, ends.get(verbs.to, ())))
        if reason or name != "Employment":
            return reason
        hires = any(verbs.gets.fullmatch(word) for word in re.findall(r"[\w-]+", view[quote.start : quote.end].lower()))
        return "" if hires else no_employer(view, quote, ends.get(verbs.to, ()))

    def doubt(self, content: Statement | Record, quote: Span) -> str:
        """Return why the figure of a gift may be that of another: of who gave or of who got it."""
        about = dict(content.roles).get("about", ()) if isinstance(content, Record) and content.type == "Observation" else ()
        others = (one for one in self.mentions if quote.start <= one.start and one.end <= quote.end and one.entity not in ("", *about))
        parties = [one for one in others if one.type in classes_below("Agent")]
        if not about or not parties or not is_of_transfer(self.model.view, quote):
            return ""
        return "the figure may be that of the giver or of the receiver"

    # --- offices, relatives, ages ---

    def _of_posts(self, name: str, roles: Mapping[str, tuple[str, ...]], places: Sequence[Mention]) -> str:
        """Return that a member or employee is named as the body of an office: a member of X, director at X."""
        role = next((role for role in _HOLDERS if role in roles), "") if name in listed_classes("lasting") else ""
        for entity in roles.get(role, ()):
            own = [one for one in places if one.entity == entity]
            if own and all(_POST.search(self.model.view, max(0, one.start - 40), one.start) for one in own):
                return f"{self.entities[entity].name} is named as the body of an office"
        return ""

    def _of_kin(self, name: str, roles: Mapping[str, tuple[str, ...]], quote: Span, places: Sequence[Mention]) -> str:
        others, owns = _kin().get(name, (frozenset(), frozenset()))
        for word in re.finditer(r"[A-Za-z-]+", self.model.view[quote.start : quote.end]) if others else ():
            wrong = roles["object"] if word[0].lower() in others else roles["subject"] if word[0].lower() in owns else ()
            owner = self._owner(quote.start + word.start(), quote.start + word.end(), places)
            if owner and owner in wrong:
                return f"in the quote, {word[0]!r} is a relative of {self.entities[owner].name}"
        return ""

    def _of_occupation(self, name: str, roles: Mapping[str, tuple[str, ...]], quote: Span, places: Sequence[Mention]) -> str:
        """Return that an occupation is that of another, who is named by it: her manager."""
        words = roles["object"][0] if name == "occupation" else ""
        at = self.model.view.lower().find(words.lower(), quote.start, quote.end) if words else -1
        if at >= 0 and self._owner(at, at + len(words), places) == roles["subject"][0]:
            return f"in the quote, another is the {words} of {self.entities[roles['subject'][0]].name}"
        return ""

    def _owner(self, start: int, end: int, places: Sequence[Mention]) -> str:
        """Return whose relative a word names: her son, Ada's eldest son, the son of Ada; a pronoun only as the claim reads it."""
        for one in places:
            if one.how == "pronoun" and one.rule != _GIVEN:
                continue
            found = _OWNER.match(self.model.view[one.end : start]) if one.end <= start else None
            if found and (found["own"] or self.model.view[one.start : one.end].lower() in _POSSESSIVES):
                return one.entity
            if end <= one.start and _OF.fullmatch(self.model.view[end : one.start]):
                return one.entity
        return ""

    def _of_age(self, name: str, roles: Mapping[str, tuple[str, ...]], quote: Span, places: Sequence[Mention]) -> str:
        """Return that an age is that of the person named last before it, or that it was once."""
        if name != "age":
            return ""
        digits = re.search(rf"(?<!\d){re.escape(roles['object'][0])}(?!\d)", self.model.text[quote.start : quote.end])
        if not digits:
            return ""
        at = quote.start + digits.start()
        if _PAST_AGE.search(self.model.view, max(0, at - 30), at):
            return "the age is that of an earlier time"
        people = [
            one for one in places if one.entity and one.entity in self.entities and kind_of(self.entities[one.entity].type) in _PEOPLE
        ]
        before = [one for one in people if one.end <= at] or people[:1]
        if before and before[-1].entity != roles["subject"][0]:
            return f"the age is that of {self.entities[before[-1].entity].name}"
        return ""

    # --- places ---

    def _of_places(self, name: str, roles: Mapping[str, tuple[str, ...]], places: Sequence[Mention]) -> str:
        """Return that a place only says where it was, or that the larger of two places is taken for the smaller."""
        for role, values in roles.items():
            for entity in () if self._is_for_places(name, role) else values:
                own = [one for one in places if one.entity == entity and one.type in classes_below("Place")]
                if own and all(_WHERE.search(self.model.view, max(0, one.start - 20), one.start) for one in own):
                    return f"{self.entities[entity].name} is only where it was"
        if name not in ("containedIn", "locatedIn") or "subject" not in roles:
            return ""
        whole, part = (self.entities[roles[end][0]].name for end in ("object", "subject") if roles[end][0] in self.entities)
        if re.search(rf"\w (?:of|in|at) (?:the )?{re.escape(part)}$", whole):
            return f"{whole} is named after {part}, which it is in"
        ends = [[one for one in places if one.entity == roles[end][0]] for end in ("object", "subject")]
        if any(_WITHIN.fullmatch(self.model.view[one.end : other.start]) for one in ends[0] for other in ends[1] if one.end < other.start):
            return f"{self.entities[roles['object'][0]].name} is in {self.entities[roles['subject'][0]].name}"
        return ""

    def _is_for_places(self, name: str, role: str) -> bool:
        """Return whether a role, or an end of a statement, is filled by places."""
        term = self.vocabulary.properties[name if role in ("subject", "object") else role]
        filled = term.domain if role == "subject" else term.range
        return self.vocabulary.is_a(filled, "Place") or role == "time"


def _agents(line: EncodedLine, start: int) -> list[str]:
    """Return the entities after "by" behind a verb, all that are joined there."""
    found = _BY.match(line.text, start)
    agents: list[str] = []
    at = found.end() if found else -1
    while at >= 0 and at in line.mentions:
        agents.append(line.mentions[at].entity)
        joined = _AND.match(line.text, at + 1)
        at = joined.end() if joined else -1
    return agents
