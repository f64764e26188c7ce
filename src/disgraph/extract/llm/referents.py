"""Which words of a quote refer to which entity: by name, by our own reading, or by a referent that the model gives and the text supports.

A referent is a word of the quote, the entity, and words that name it. They must occur at most three sentences before, in the same
section, and the word must fit the class. Another name of the kind in between, or our own other reading, gives a doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from disgraph.corpus.folding import Span, fold
from disgraph.extract.names.entities import FoundEntity, Mention
from disgraph.extract.names.type_groups import classes_below, type_nouns
from disgraph.extract.text.phrases import units
from disgraph.extract.text.text_model import TextModel

#: Sentences from a word back to the words that name whom it means.
_FURTHEST = 3
_PERSONAL = frozenset("he him his himself she her hers herself i me my mine myself".split())  # noqa: SIM905 - pronouns
_PLURAL = frozenset("they them their theirs themselves we us our ours ourselves both".split())  # noqa: SIM905 - pronouns
_THING = frozenset("it its itself this that which".split())  # noqa: SIM905 - pronouns
_RELATIVE = frozenset("who whom whose".split())  # noqa: SIM905 - pronouns
_SMALL = frozenset("the a an this that these those his her its their our my".split())  # noqa: SIM905 - determiners
_DEFINITE = re.compile(r"\b(?:the|this|that|these|those|his|her|its|their|our|my)\s(?:[\w-]+\s)?$", re.IGNORECASE)

#: Before a place that is named only to say where something is, and the characters that this takes.
_WHERE, _WHERE_REACH = re.compile(r"\b(?:in|at|from|near) (?:the )?$", re.IGNORECASE), 12


class GivenReferent(NamedTuple):
    """What a model says of a word of its quote: which entity it means, and which words of the document name that."""

    word: str
    entity: str
    named: str


class ReferenceSupport(NamedTuple):
    """How a quote supports an entity: the word that refers to it and where it is named, both empty if the quote names it; and a doubt."""

    word: str = ""
    antecedent: Span | None = None
    doubt: str = ""


class ReferentReader:
    """Finds how quotes refer to entities in one document.

    Args:
        model: the document.
        mentions: its names and resolved words.
        entities: everything that words may refer to, by id; it may grow.
        unnamed: the words for parties without a name, by id.
    """

    def __init__(
        self, model: TextModel, mentions: Sequence[Mention], entities: Mapping[str, FoundEntity], unnamed: Mapping[str, str]
    ) -> None:
        self.model, self.entities, self.unnamed = model, entities, unnamed
        self.mentions = sorted(mentions)
        self._starts = [sentence.spans[0].start for sentence in model.sentences]

    def support(self, entity: str, quote: Span, referents: Sequence[GivenReferent]) -> ReferenceSupport | str:
        """Return how a quote supports an entity, or why it does not."""
        words = self.model.text[quote.start : quote.end]
        if entity in self.unnamed:
            found = _whole(self.unnamed[entity], words)
            if found:
                return ReferenceSupport(found[0])
        elif self._is_named(entity, words, quote.start):
            return ReferenceSupport()
        given = [one for one in referents if one.entity == entity]
        reasons = [self._given(entity, one, quote) for one in given]
        accepted = next((one for one in reasons if isinstance(one, ReferenceSupport)), None)
        if accepted:
            return accepted
        own = self._own(entity, quote)
        if own:
            return own
        return str(reasons[0]) if reasons else "the quote neither names it nor has a word that surely refers to it"

    def _is_named(self, entity: str, words: str, start: int) -> bool:
        found = self.entities[entity]
        names = (place for name in (found.name, *found.aliases) for place in _every(name, words) if name.strip())
        return any(not self._is_inside(entity, start + place.start(), start + place.end()) for place in names)

    def _is_inside(self, entity: str, start: int, end: int) -> bool:
        """Return whether words are a part of the longer name of another: Sana in Sana Mirza."""
        return any(
            one.start <= start and end <= one.end and (one.start, one.end) != (start, end) and one.entity not in ("", entity)
            for one in self.mentions
            if one.how == "name"
        )

    def _own(self, entity: str, quote: Span) -> ReferenceSupport | None:
        """Return the support by our own resolution of a word of the quote."""
        here = [one for one in self.mentions if one.entity == entity and quote.start <= one.start and one.end <= quote.end]
        names = [one for one in self.mentions if one.entity == entity and one.how == "name"]
        if not here or not names:
            return None
        before = [one for one in names if one.start < quote.start] or names
        word = self.model.text[here[0].start : here[0].end]
        doubt = "" if here[0].how != "pronoun" or here[0].confidence >= 0.8 else f"{word!r} may mean another"  # noqa: PLR2004
        return ReferenceSupport(word, Span(before[-1].start, before[-1].end), doubt)

    # --- referents that the model gives ---

    def _given(self, entity: str, given: GivenReferent, quote: Span) -> ReferenceSupport | str:
        """Return the support of a referent, or why it is false."""
        words = self.model.text[quote.start : quote.end]
        word = _whole(given.word, words)
        if not word:
            return f"the quote has no word {given.word!r}"
        if not self._fits(entity, given.word.lower()) or not self._is_definite(entity, word, words):
            return f"{given.word!r} does not fit {self.entities[entity].name}"
        at = quote.start + word.start()
        place = self._naming(entity, given.named, at)
        if place is None:
            return f"{given.named!r} does not name {self.entities[entity].name} at most {_FURTHEST} sentences before {given.word!r}"
        return ReferenceSupport(word[0], place, self._doubt(entity, at, place, word[0]))

    def _is_definite(self, entity: str, word: re.Match[str], words: str) -> bool:
        """Return whether a word refers back: a pronoun, a part of the name, or a noun with a definite determiner."""
        first = word[0].lower().split()[0]
        named = set(re.findall(r"[\w'-]+", self.entities[entity].name.lower()))
        if first in _PERSONAL | _PLURAL | _THING | _RELATIVE | _SMALL - {"a", "an"} or (first in named and word[0][0].isupper()):
            return True
        return _DEFINITE.search(words[: word.start()]) is not None

    def _fits(self, entity: str, word: str) -> bool:
        """Return whether a word may mean an entity by its class."""
        kind = self.entities[entity].type
        is_person, is_people = kind == "Person", kind in classes_below("People") or kind in classes_below("Organisation")
        if word in _PERSONAL or word in _RELATIVE:
            return is_person or (word in _RELATIVE and is_people)
        if word in _PLURAL:
            return is_people or is_person
        if word in _THING:
            return not is_person
        return self._noun_fits(entity, word, is_person=is_person)

    def _noun_fits(self, entity: str, words: str, *, is_person: bool) -> bool:
        """Return whether words such as "the base" or a surname may mean an entity: a noun of its name, of its class or for people."""
        tokens = [token for token in re.findall(r"[\w'-]+", words) if token not in _SMALL]
        found = self.entities[entity]
        known = set(re.findall(r"[\w'-]+", " ".join((found.name, *found.aliases, self.unnamed.get(entity, ""))).lower()))
        known |= set(type_nouns().get(found.type, ()))
        people = is_person and any(units().by_noun.get(form) == "person" for token in tokens for form in (token, f"{token}s"))
        aged = is_person and any(re.fullmatch(r"\d+-year-old|man|woman|boy|girl|child", token) for token in tokens)
        return bool(tokens) and (not known.isdisjoint(tokens) or people or aged or self._is_called(entity, tokens[-1]))

    def _is_called(self, entity: str, noun: str) -> bool:
        """Return whether the document puts a noun directly before a name: the day centre Zora."""
        name = self.entities[entity].name
        return any(_folded(self.model.text[: place.start()]).lower().endswith(f" {noun} ") for place in _every(name, self.model.text))

    def _naming(self, entity: str, named: str, at: int) -> Span | None:
        """Return where words name an entity, before a place and not far from it."""
        if not named.strip():
            return None
        is_name = self._names(entity, named)
        number = self._sentence(at)
        first = max(0, number - _FURTHEST)
        here = self.model.sentences[number]
        for before in range(number, first - 1, -1):
            sentence = self.model.sentences[before]
            if sentence.section != here.section:
                return None
            for span in reversed(sentence.spans):
                found = list(_every(named, self.model.text[span.start : min(span.end, at)]))
                if found and is_name:
                    return Span(span.start + found[-1].start(), span.start + found[-1].end())
                if found:
                    return self._named_by_reference(entity, span.start + found[-1].start(), named)
        return None

    def _named_by_reference(self, entity: str, at: int, words: str) -> Span | None:
        """Return the last full name before a word that by our own reading means the entity: the trust, for a name further up."""
        own = any(
            one.start <= at + len(words) and at <= one.start and one.entity == entity
            for one in self.mentions
            if one.start - at < len(words)
        )
        head = words.lower().split()[-1]
        again = entity in self.unnamed and self.unnamed[entity].lower().split()[-1] == head
        names = (self.unnamed[entity],) if entity in self.unnamed else (self.entities[entity].name, *self.entities[entity].aliases)
        places = [place for name in names for place in _every(name, self.model.text[:at])] if own or again else []
        last = max(places, key=lambda place: place.start(), default=None)
        return Span(*last.span()) if last else None

    def _names(self, entity: str, named: str) -> bool:
        found = self.entities[entity]
        if entity in self.unnamed:
            return bool(_whole(self.unnamed[entity], named))
        names = {fold(name).lower() for name in (found.name, *found.aliases)}
        return any(_whole(name, named) for name in names) or fold(named).lower() in names

    def _doubt(self, entity: str, at: int, place: Span, word: str) -> str:
        """Return why a referent may be wrong: another of its kind named in between, or our own reading of the word."""
        rival = self._rival(entity, self._starts[self._sentence(place.start)], at, is_thing=word.lower() in _THING)
        if rival and word.lower() not in _PLURAL:
            return f"{word!r} may mean {self.entities[rival].name}, which is named close by"
        if word.lower() in _THING and _WHERE.search(self.model.view, max(0, place.start - _WHERE_REACH), place.start):
            return f"{word!r} is taken for {self.entities[entity].name}, which only says where something is"
        own = next((one for one in self.mentions if one.start == at and one.entity and one.entity != entity), None)
        if own and own.entity in self.entities:
            return f"{word!r} reads as {self.entities[own.entity].name} otherwise"
        if word.lower() in ("we", "us", "our", "ours"):
            return f"{word!r} is taken for {self.entities[entity].name}; it may be the publisher"
        return ""

    def _rival(self, entity: str, start: int, at: int, *, is_thing: bool) -> str:
        """Return another entity of the same kind that is named between two places; for "it", any that is neither person nor place."""
        kind = self.entities[entity].type
        near = (one.entity for one in self.mentions if start <= one.start < at and one.how != "pronoun" and one.entity not in ("", entity))
        return next((one for one in near if one in self.entities and _alike(kind, self.entities[one].type, is_thing=is_thing)), "")

    def _sentence(self, at: int) -> int:
        return max((number for number, start in enumerate(self._starts) if start <= at), key=self._starts.__getitem__, default=0)


def _alike(one: str, other: str, *, is_thing: bool) -> bool:
    """Return whether two classes are of one kind: persons, or bodies; of "it" whether the other is neither person nor place."""
    bodies = classes_below("Organisation")
    return (
        one == other or (one in bodies and other in bodies) or (is_thing and other not in classes_below("Place") | classes_below("People"))
    )


def _whole(words: str, text: str) -> re.Match[str] | None:
    """Return where words occur whole in a text, with any white space and in any case."""
    return next(_every(words, text), None) if words.strip() else None


def _every(words: str, text: str) -> Iterator[re.Match[str]]:
    pattern = r"\s+".join(re.escape(part) for part in re.split(r"\s+", fold(words).strip()))
    return re.finditer(rf"(?<!\w){pattern}(?!\w)", _folded(text), re.IGNORECASE)


def _folded(text: str) -> str:
    """Return a text of the same length with the quotation marks that names may have made alike."""
    return text.translate({0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"', 0xA0: " "})
