"""Pronouns and nouns such as "the base": the entity that they refer to inside their section; ambiguous ones stay open.

A pronoun refers to the person named last, except those who are named only as speakers. "She said" refers to the last speaker, "I" in a
quotation to the person quoted. References do not cross sections, or blocks whose layout is uncertain. A person who was "she" is not "he"
in the same document; that is used for references only and recorded of no person.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from disgraph.extract.names.entities import Mention
from disgraph.extract.names.lexicon import Lexicon, lexicon
from disgraph.extract.names.type_groups import classes_below, type_nouns
from disgraph.extract.text.number_words import UP_TO_TEN
from disgraph.extract.text.phrases import words
from disgraph.extract.text.text_model import Sentence, TextModel

_SHE, _HE, _I = ("she", "her", "hers", "herself"), ("he", "him", "his", "himself"), ("i", "me", "my", "mine", "myself")
_SPEECH = rf"(?:{'|'.join(words()['say-of-person'])})"
_SPEAKS = re.compile(rf",? {_SPEECH}\b")
_SPOKEN_BY = re.compile(rf"(?:\b{_SPEECH}|[Aa]ccording to) $")
#: Maximum number of sentences from a pronoun back to its referent.
_REACH = 4
#: Number of earlier mentions that are examined.
_REMEMBERED = 12
#: At her desk, Liu Haijun ...: a pronoun early in a sentence, and the name right after the comma.
_AHEAD = re.compile(r" (?:\w+ ){0,2}\w+, ")
_REACH_AHEAD = 30
#: Before she fell ill, Salma Idris: the word that opens a clause before its pronoun.
_SUBORDINATE = re.compile(
    r'"?(?:Before|After|When|While|As|Since|Although|Though|Because|Once|Until|If|By the time|Even though|Ever since|Soon after) '
    r"(?:[a-z]+ )?"
)
_ONE_OF = re.compile(r"\bone of $")
#: Signpost Works, a recruitment agency: what an apposition calls a body.
_APPOSED = re.compile(r"(?: \([A-Z]+\))?(?:,| is) an? ([a-z][^,.;:()\"]{1,60})")
#: Her sister, Ada; by Ada; through an interpreter, Ada: persons other than the one that the text is about.
_KIN_OF = re.compile(r"(?:'s|'|\b(?:[Hh]is|[Hh]er|[Tt]heir|[Mm]y|[Oo]ur|whose)) (?:[a-z]+ ){0,2}([a-z-]+),? (?:[A-Z][a-z]{1,6}\.? )?$")
_ASIDE = re.compile(
    r"\b(?:by|with|from|to|of|for|through|against|like|than)(?: (?:an?|the|his|her|its|their)(?: [\w-]+){1,3},?)?"
    r" (?:[A-Z][a-z]{1,8}\.? ){0,3}$"
)
_APPOSED_KIN = re.compile(r"(?:, \d{1,3})?(?:,| is| was) (?:now )?an? (?:[\w-]+ ){0,3}?([a-z]+)\b")
_TITLED = re.compile(r"\b([A-Z][a-z]{1,6})\.? $")
_OF_NUMBER = re.compile(rf" of (?:{UP_TO_TEN}|\d+)\b")
#: Before the name of a body that opens its sentence.
_OPENS = re.compile(r"\W*(?:(?:[Tt]he|[Oo]ur) )?(?:[a-z-]+,? ){0,2}")
_LONGEST_ASIDE = 50
_SURE = 0.8
#: The confidence of a pronoun that may also mean another person who was named close by.
_UNSURE = 0.7


@functools.cache
def _pattern() -> re.Pattern[str]:
    """Return the pattern of pronouns, nouns with an article, and what references depend on: kin, quotation marks."""
    words = lexicon().words
    kin, nouns = words["kin-she"] | words["kin-he"], words["nominals"]
    return re.compile(
        rf"\b(?P<pronoun>{'|'.join((*_SHE, *_HE, *_I))})\b|\b(?P<kin>{'|'.join(sorted(kin))})\b|"
        rf"\bthe (?P<aged>\d{{1,3}}-year-old(?: (?:{'|'.join(sorted(words['roles']))})\b)?)(?! (?-i:[A-Z]))|"
        rf"\b(?P<it>its?)\b|\bthe (?:[a-z-]+ )?(?P<noun>{'|'.join(sorted(nouns))})\b(?! of\b)|(?P<quote>\")",
        re.IGNORECASE,
    )


class _PriorMention(NamedTuple):
    """An earlier mention of an entity: as a speaker only, in a minor role (`aside`: by her, from her sister Ada), or neither."""

    entity: str
    sentence: int
    speaker: bool
    aside: bool = False


class _ReferenceContext:
    """The mentions since the section, or the block of uncertain layout, began.

    `by_class` has the nouns that an entity has only by its class; `unclassed` is the last sentence that names a body of no narrower class.
    """

    def __init__(self) -> None:
        self.persons: list[_PriorMention] = []
        self.nouns: dict[str, list[_PriorMention]] = {}
        self.by_class: set[tuple[str, str]] = set()
        self.unclassed = -1
        self.bodies: list[_PriorMention] = []
        self.kin: dict[tuple[str, bool], int] = {}


def refer(model: TextModel, mentions: Iterable[Mention], words: Lexicon) -> Iterator[Mention]:
    """Yield the mentions that are pronouns or nouns with an article.

    Args:
        model: the document.
        mentions: its names, in the order of the text.
        words: what is known.
    """
    reader = _ReferenceReader(model, words)
    waiting = iter(sorted(mentions))
    mention = next(waiting, None)
    for number, sentence in enumerate(model.sentences):
        reader.enter(sentence)
        for start, end in sentence.spans:
            here = []
            while mention is not None and mention.start < end:
                if mention.start >= start:
                    here.append(mention)
                mention = next(waiting, None)
            yield from reader.read(number, start, end, here)


class _ReferenceReader:
    def __init__(self, model: TextModel, words: Lexicon) -> None:
        self.model, self.words = model, words
        self.context = _ReferenceContext()
        self.stretch: tuple[int, int] = (-1, -1)
        self.gender: dict[str, str] = {}
        self.block, self.quoted = -1, False

    def enter(self, sentence: Sentence) -> None:
        """Begin a sentence; another section, or a block whose layout is uncertain, starts with an empty context."""
        stretch = (sentence.section, sentence.block if sentence.layout_risk else -1)
        if stretch != self.stretch:
            self.stretch, self.context = stretch, _ReferenceContext()
        if sentence.block != self.block:
            self.block, self.quoted = sentence.block, False

    def read(self, number: int, start: int, end: int, names: list[Mention]) -> Iterator[Mention]:
        """Yield the references of a sentence; its names are taken into account in their order."""
        speaker = self._speaker(names)
        self._note_opening(names, number, start)
        waiting = iter(names)
        name, name_before = next(waiting, None), None
        for found in self._words(start, end):
            while name is not None and name.start <= found.start():
                self._note(name, number)
                name_before, name = name, next(waiting, None)
            inside = name_before is not None and found.start() < name_before.end
            if found["quote"]:
                self.quoted = not self.quoted
            elif found["kin"]:
                self._note_kin(found, number)
            elif found["aged"]:
                yield from self._aged(found, number)
            elif found["pronoun"] and not inside:
                if later := self._name_after_clause(found, start, names):
                    yield self._before_its_name(found, number, later)
                else:
                    yield from self._pronoun(found, number, speaker, self._name_ahead(found, start, name))
            elif not inside:
                yield from self._thing(found, number, name)
        while name is not None:
            self._note(name, number)
            name = next(waiting, None)

    def _thing(self, found: re.Match[str], number: int, name: Mention | None) -> Iterator[Mention]:
        """Yield the mention of "it" or "the base"; a noun that a name continues is part of the name."""
        if found["it"]:
            yield from self._it(found, number)
        elif found["noun"] and (name is None or found.end() <= name.start):
            yield from self._nominal(found)

    def _words(self, start: int, end: int) -> Iterator[re.Match[str]]:
        """Return the words of a stretch that may refer to something; none of a heading."""
        is_heading = self.model.blocks[self.block].kind in ("title", "heading")
        return iter(()) if is_heading else _pattern().finditer(self.model.view, start, end)

    def _note_opening(self, names: list[Mention], number: int, start: int) -> None:
        """Remember the bodies of a sentence for "it"; the one that opens the sentence is its subject."""
        for name in names:
            if name.entity and name.type not in classes_below("Person") | classes_below("Group") | classes_below("Place"):
                opens = _OPENS.fullmatch(self.model.view, start, name.start) is not None
                self.context.bodies.append(_PriorMention(name.entity, number, speaker=False, aside=not opens))
        del self.context.bodies[:-_REMEMBERED]

    def _it(self, found: re.Match[str], number: int) -> Iterator[Mention]:
        """Yield the mention of "it" and "its": the only body named in this sentence before, or in the last one, whose subject it is."""
        if self.quoted:
            return
        here = [seen for seen in self.context.bodies if seen.sentence == number]
        near = here or [seen for seen in self.context.bodies if number - seen.sentence == 1]
        if near and len({seen.entity for seen in near}) == 1 and not near[0].aside:
            yield self._mention(found, "", near[0].entity, "pronoun", "last-body", _SURE)

    def _note_kin(self, found: re.Match[str], number: int) -> None:
        """Remember that a relative was spoken of, unless it is one of several: sister of three."""
        if not _OF_NUMBER.match(self.model.view, found.end()):
            gender = "she" if found["kin"].lower() in self.words.words["kin-she"] else "he"
            self.context.kin[gender, self.quoted] = number

    def _name_ahead(self, found: re.Match[str], start: int, name: Mention | None) -> Mention | None:
        """Return the name right after a pronoun that opens a sentence: At her desk, Liu Haijun."""
        if name is None or found.start() - start >= _REACH_AHEAD or not _AHEAD.fullmatch(self.model.view, found.end(), name.start):
            return None
        between = self.model.view[found.end() : name.start].replace(",", " ").split()
        return name if self.words.words["kin"].isdisjoint(between) else None

    def _name_after_clause(self, found: re.Match[str], start: int, names: list[Mention]) -> Mention | None:
        """Return the person who is the subject after the clause that a pronoun opens: Before she fell ill, Salma Idris."""
        if self.quoted or not _SUBORDINATE.fullmatch(self.model.view, start, found.start()):
            return None
        persons = [name for name in names if name.type == "Person" and name.entity and name.start > found.end()]
        return next((name for name in persons if self.model.view.endswith(", ", 0, name.start)), None)

    def _before_its_name(self, found: re.Match[str], number: int, name: Mention) -> Mention:
        """Return the mention of a pronoun before its name: that person, or an open one if another was named shortly before."""
        gender = "she" if found[0].lower() in _SHE else "he"
        others = {seen.entity for seen in self.context.persons[-_REMEMBERED:] if number - seen.sentence <= 1}
        rivals = {other for other in others - {name.entity} if self.gender.get(other, gender) == gender}
        return self._mention(found, "Person", "" if rivals else name.entity, "pronoun", "name-after-clause", 0.85)

    def _speaks(self, name: Mention) -> bool:
        return bool(_SPEAKS.match(self.model.view, name.end) or _SPOKEN_BY.search(self.model.view, max(0, name.start - 14), name.start))

    def _speaker(self, names: list[Mention]) -> str:
        """Return who is named as the speaker of a sentence."""
        return next((name.entity for name in names if name.type == "Person" and name.entity and self._speaks(name)), "")

    def _note(self, name: Mention, number: int) -> None:
        """Remember that something was named."""
        if not name.entity:
            return
        if name.type == "Person":
            before = self.model.view[max(0, name.start - _LONGEST_ASIDE) : name.start]
            kin = _KIN_OF.search(before)
            self._learn(name, before, kin[1] if kin else "")
            self.context.persons.append(_PriorMention(name.entity, number, self._speaks(name), bool(kin or _ASIDE.search(before))))
            self.context.kin.clear()
            return
        text = self.model.view[name.start : name.end].lower().replace("-", " ").split()
        known = self.words.words["nominals"] - (
            self.words.words["place-type"] if name.type in classes_below("Organisation") else frozenset()
        )
        nouns = [noun for noun in text if noun in known and (name.type in classes_below("Organisation") or noun == text[-1])]
        if name.type not in classes_below("Place") or not nouns:
            nouns += type_nouns().get(name.type, ())
        nouns += self._called(name)
        self.context.by_class |= {(noun, name.entity) for noun in nouns if noun not in text}
        if name.type == "Organisation":
            self.context.unclassed = number
        for noun in dict.fromkeys(nouns):
            self.context.nouns.setdefault(noun, []).append(_PriorMention(name.entity, number, speaker=False))

    def _learn(self, name: Mention, before: str, kin: str) -> None:
        """Note the pronoun of a person where a title or a word for a relative decides it."""
        words = self.words.words
        apposed = _APPOSED_KIN.match(self.model.view, name.end)
        title = _TITLED.search(before)
        clues = {kin, apposed[1] if apposed else "", title[1].lower() if title else ""}
        for gender, known in (("she", words["kin-she"] | words["titles-she"]), ("he", words["kin-he"] | words["titles-he"])):
            if clues & known:
                self.gender.setdefault(name.entity, gender)

    def _called(self, name: Mention) -> Iterator[str]:
        """Yield the noun that an apposition or the word for what it is gives a body: Signpost Works, a recruitment agency."""
        apposed = _APPOSED.match(self.model.view, name.end) if name.type in classes_below("Organisation") else None
        if apposed:
            phrase = apposed[1].split()
            ends = self.words.words["after-noun"]
            noun = next((one for one, after in itertools.pairwise([*phrase, "of"]) if after in ends), "")
            if noun in self.words.words["nominals"]:
                yield noun

    def _pronoun(self, found: re.Match[str], number: int, speaker: str, ahead: Mention | None) -> Iterator[Mention]:
        word = found[0].lower()
        if word in _I:
            if self.quoted and found[0] not in ("Mine", "i"):
                yield self._mention(found, "Person", speaker or self._last_speaker(number - 1), "pronoun", "quoted-first-person", 0.8)
            return
        gender = "she" if word in _SHE else "he"
        if ahead is not None and ahead.type == "Person" and word in ("his", "her") and not self.quoted:
            entity, confidence = ahead.entity, 0.85
        else:
            entity, confidence = self._referent(found, number, gender, speaker)
        if entity and confidence >= _SURE:
            self.gender.setdefault(entity, gender)
        if entity and word in ("she", "he"):
            self.context.persons.append(_PriorMention(entity, number, speaker=False))
        yield self._mention(found, "Person", entity, "pronoun", "last-person", confidence)

    def _referent(self, found: re.Match[str], number: int, gender: str, speaker: str) -> tuple[str, float]:
        """Return the person that a pronoun refers to, and the confidence; empty if a relative or two persons are possible."""
        if any(number - self.context.kin.get((gender, quoted), -9) <= 1 for quoted in {False, self.quoted}):
            return "", 0.5
        fitting = [
            seen
            for seen in self.context.persons[-_REMEMBERED:]
            if self.gender.get(seen.entity, gender) == gender and number - seen.sentence <= _REACH
        ]
        if self.quoted:
            fitting = [seen for seen in fitting if seen.entity != speaker]
        elif _SPEAKS.match(self.model.view, found.end()):
            spoke = [seen for seen in fitting if seen.speaker] or fitting
            return (spoke[-1].entity, 0.85) if spoke else ("", 0.5)
        central = [seen for seen in fitting if not seen.aside]
        named = [seen for seen in central if not seen.speaker] or central or fitting
        if not named or (named is fitting and len({seen.entity for seen in named}) > 1):
            return "", 0.5
        if _ONE_OF.search(self.model.view, max(0, found.start() - 7), found.start()):
            named = [seen for seen in named if seen.entity != self.context.persons[-1].entity] or [_PriorMention("", number, speaker=False)]
        rivals = {seen.entity for seen in named if number - seen.sentence <= 1 and seen.entity not in self.gender}
        alone = len({seen.entity for seen in named}) == 1
        if len(rivals) > 1 and named[-1].sentence < number:
            named = [seen for seen in named if seen.sentence == named[-1].sentence][:1]
        if len(rivals) > 1 or self._has_rival(named[-1], fitting, number):
            return named[-1].entity, 0.6 if len(rivals) > 1 else _UNSURE
        return named[-1].entity, 0.9 if alone else 0.8

    def _has_rival(self, chosen: _PriorMention, fitting: list[_PriorMention], number: int) -> bool:
        """Return whether another person whom the pronoun fits was named in this sentence or the one before, in whatever role."""
        return any(seen.entity != chosen.entity and number - seen.sentence <= 1 for seen in fitting)

    def _last_speaker(self, number: int) -> str:
        """Return who was named as a speaker in the sentence before, in the same block."""
        spoke = [seen.entity for seen in self.context.persons[-6:] if seen.speaker and number - seen.sentence <= 1]
        return spoke[-1] if spoke else ""

    def _aged(self, found: re.Match[str], number: int) -> Iterator[Mention]:
        """Yield the mention of "the 44-year-old": the only person named in this sentence and the one before."""
        near = {seen.entity for seen in self.context.persons[-_REMEMBERED:] if number - seen.sentence <= 1}
        if len(near) == 1 and not self.quoted:
            yield self._mention(found, "Person", near.pop(), "nominal", "age-and-noun", 0.85)

    def _nominal(self, found: re.Match[str]) -> Iterator[Mention]:
        """Yield the mention of "the base": the nearest entity with that word; none if two are equally near.

        A noun that only the class of a body gives it ("the company") may also mean a body of no narrower class that is named later.
        """
        seen = self.context.nouns.get(found["noun"].lower())
        if not seen:
            return
        seen = seen[-_REMEMBERED:]
        near = {one.entity for one in seen if one.sentence == seen[-1].sentence}
        is_open = (found["noun"].lower(), seen[-1].entity) in self.context.by_class and self.context.unclassed > seen[-1].sentence
        entity = seen[-1].entity if len(near) == 1 and not is_open else ""
        confidence = 0.9 if len({one.entity for one in seen}) == 1 else 0.7
        yield self._mention(found, "", entity, "nominal", "article-and-noun", confidence if entity else 0.5)

    def _mention(self, found: re.Match[str], kind: str, entity: str, how: str, rule: str, confidence: float) -> Mention:
        return Mention(found.start(), found.end(), kind, entity, how, rule, confidence if entity else 0.5)
