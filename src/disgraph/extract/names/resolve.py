"""The entity that a name refers to: one for all spellings, surnames inside their section; ambiguous names stay open."""

from __future__ import annotations

import bisect
import itertools
import re
from typing import NamedTuple

from disgraph.extract.names.entities import FoundEntity, Mention
from disgraph.extract.names.lexicon import Lexicon
from disgraph.extract.names.type_groups import type_group, types
from disgraph.extract.names.votes import spelt
from disgraph.extract.text.text_model import TextModel
from disgraph.triples.iris import slug

#: The short name of a body, in brackets after the long one.
BRACKETED = re.compile(r" ?\(\"?([A-Z][\w&.-]{1,11})\"?[;,)]")
_TYPE_WORD = re.compile(
    r"\b(?:autonomous )?(?:county|district|province|city|town|township|village|prefecture|region|state|municipality|subdistrict|banner)$|"
    r"^(?:province|city|state|county) of ",
    re.IGNORECASE,
)
#: What the law adds to the name of a company.
_INCORPORATED = re.compile(r"(?: (?:co|pvt|private|inc|ltd|limited|plc|llc|corp|corporation|incorporated)\b,?)+$")
_PLACED = re.compile(r"\b(?:in|near|outside|across) $")
_TITLE, _LONGEST_TITLE = re.compile(r"\b(Mr|Mrs|Ms|Miss)\.? $", re.IGNORECASE), 6
_SHORTENED = re.compile(r"^(?:md|mr|mrs|ms|dr|prof|prince|princess|sheikh)\.? ", re.IGNORECASE)
#: How many callings of a name are looked through for a short one.
_LOOKED_THROUGH = 20
_SURE, _LIKELY, _OPEN = 0.95, 0.85, 0.5
#: The confidence of a surname that several people of the document have.
SHARED = 0.75


class TypedName(NamedTuple):
    """A name in the text with its class; the class is empty where only a full name elsewhere decides."""

    start: int
    end: int
    type: str
    rule: str
    confidence: float
    sentence: int


class _FullNameUse(NamedTuple):
    """A person was called by a full name at a place in the text."""

    entity: str
    tokens: tuple[str, ...]
    start: int


class NameResolver:
    """Collects the entities of one document and their mentions."""

    def __init__(self, model: TextModel, words: Lexicon) -> None:
        """Begin with nothing.

        Args:
            model: the document.
            words: what is known.
        """
        self.model, self.words = model, words
        self.mentions: list[Mention] = []
        self._names: dict[str, list[str]] = {}
        self._types: dict[str, str] = {}
        self._initials: dict[str, set[str]] = {}
        self._by_key: dict[tuple[str, str], str] = {}
        self._acronyms: dict[str, str] = {}
        self._beginning: dict[str, set[str]] = {}
        self._short: dict[tuple[int, str], str] = {}
        self._called: dict[tuple[int, str], list[_FullNameUse]] = {}
        self._by_tokens: dict[tuple[str, ...], str] = {}
        self._titles: dict[str, set[str]] = {}
        self._others: set[tuple[int, str]] = set()
        self._anywhere: dict[str, list[_FullNameUse]] = {}

    def read(self, names: list[TypedName]) -> None:
        """Read the names of the document: full names first, then acronyms, then short forms of names."""
        short = []
        for name in names:
            if title := self._title(name.start):
                self._titles.setdefault(self._text(name).split()[-1], set()).add(title)
        for name in sorted(names, key=lambda name: (_is_acronym(self._text(name)), name)):
            text = self._text(name)
            if name.type and not (name.type != "Person" and self._is_part_of_person(name, text)) and not self._is_single_person(name, text):
                self._take(name, text)
            else:
                short.append(name)
        for name in short:
            self._take_short(name, self._text(name))
        self.mentions.sort()

    def found(self) -> tuple[FoundEntity, ...]:
        """Return the entities in the order of their first mention."""
        order = dict.fromkeys(mention.entity for mention in sorted(self.mentions) if mention.entity)
        return tuple(FoundEntity(one, self._types[one], *_fullest(self._names[one])) for one in order)

    def _text(self, name: TypedName) -> str:
        return self.model.view[name.start : name.end]

    def _section(self, name: TypedName) -> int:
        return self.model.sentences[name.sentence].section

    def _is_single_person(self, name: TypedName, text: str) -> bool:
        return name.type == "Person" and " " not in text

    def _is_part_of_person(self, name: TypedName, text: str) -> bool:
        """Return whether one word that could be a place or a body is a surname that was introduced before."""
        if " " in text or _PLACED.search(self.model.view, max(0, name.start - 9), name.start):
            return False
        return bool(self._called.get((self._section(name), text)))

    def _take(self, name: TypedName, text: str) -> None:
        """Add a full name: to its entity, or as a new one."""
        if name.type == "Person":
            entity = self._person(name, text)
        else:
            entity = self._entity(name.type, text)
            acronym = BRACKETED.match(self.model.view, name.end)
            if acronym and acronym[1].upper() != acronym[1].lower() and sum(map(str.isupper, acronym[1])) > 1:
                self._acronyms[acronym[1]] = entity
        self._add(name, entity, "name", name.type, name.confidence)

    def _add(self, name: TypedName, entity: str, how: str, kind: str, confidence: float) -> None:
        text = " ".join(self.model.text[name.start : name.end].split())
        is_shared = how == "short" and confidence == SHARED
        if entity and not is_shared and text not in self._names[entity]:
            self._names[entity].append(text)
        self.mentions.append(Mention(name.start, name.end, self._types.get(entity, kind), entity, how, name.rule, round(confidence, 2)))

    def _of_letters(self, text: str) -> str:
        """Return the only body whose capitalised words begin with the letters of an acronym; empty if there are several or none."""
        bodies = self._initials.get(text, set()) if _is_acronym(text) else set()
        return next(iter(bodies)) if len(bodies) == 1 else ""

    def _entity(self, kind: str, text: str) -> str:
        """Return the entity of a name that is not a person's."""
        if text in self._acronyms:
            return self._acronyms[text]
        if whole := self._whole(kind, text):
            return whole
        known = self.words.known.get(text) or self.words.known.get(spelt(text))
        key = (type_group(kind), key_of(text, kind))
        if key not in self._by_key:
            key = (type_group(kind), key_of(known[2] if known else text, kind))
        if key not in self._by_key and key[0] == "organisation" and (entity_of_letters := self._of_letters(text)):
            self._by_key[key] = entity_of_letters
        if key not in self._by_key:
            self._by_key[key] = self._new(kind, known[2] if known and known[2].isascii() and " " in known[2] else text)
        entity = self._by_key[key]
        if key[0] == "organisation":
            if " " in text:
                self._beginning.setdefault(text.split(maxsplit=1)[0], set()).add(entity)
            if not _is_acronym(text):
                self._initials.setdefault(_initials(text), set()).add(entity)
        if self._types[entity] in types("general") and type_group(kind) == type_group(self._types[entity]):
            self._types[entity] = kind
        return entity

    def _whole(self, kind: str, word: str) -> str:
        """Return the body whose name begins with one word that is neither a place nor an ordinary word: OpenDoor for OpenDoor Leeds."""
        bodies = self._beginning.get(word, set())
        plain = type_group(kind) == "organisation" and len(bodies) == 1 and not word.isupper()
        return next(iter(bodies)) if plain and word not in self.words.places and word.lower() not in self.words.common else ""

    def _new(self, kind: str, text: str) -> str:
        stem = slug(text) or "entity"
        entity = next(
            one for one in itertools.chain([stem], (f"{stem}-{number}" for number in itertools.count(2))) if one not in self._types
        )
        self._types[entity], self._names[entity] = kind, []
        return entity

    def _person(self, name: TypedName, text: str) -> str:
        """Return the person of a full name: one whose name has the same words at its end, or the same first and last word."""
        tokens = tuple(spelt(token) for token in _SHORTENED.sub("", text).replace('"', "").split())
        entity = self._by_tokens.get(tokens, "")
        if not entity:
            alike = (one.entity for one in self._anywhere.get(tokens[-1], ()) if _is_same(tokens, one.tokens))
            entity = next(alike, "") or self._new("Person", text)
        self._remember(_FullNameUse(entity, tokens, name.start), self._section(name))
        return entity

    def _remember(self, called: _FullNameUse, section: int) -> None:
        """Note that a person was called so, under the first and the last word of the name."""
        new = called.tokens not in self._by_tokens
        self._by_tokens.setdefault(called.tokens, called.entity)
        for word in {called.tokens[0], called.tokens[-1]}:
            if len(called.tokens) > 1:
                self._called.setdefault((section, word), []).append(called)
            if new:
                self._anywhere.setdefault(word, []).append(called)

    def _as_before(self, word: str, section: int, called: list[_FullNameUse]) -> _FullNameUse | None:
        """Return who was last called by a word where it is the surname of one and the given name of another."""
        last = self._short.get((section, word))
        mixed = len({one.tokens[0] == word for one in called}) > 1
        return next((one for one in called if mixed and one.entity == last), None)

    def _is_of_others(self, name: TypedName, word: str, before: list[_FullNameUse], after: list[_FullNameUse]) -> bool:
        """Return whether a surname with a title is of a person without a full name.

        It is if the one full name follows in the same sentence (Mr Silva met Ana Silva), or if both Mr and Mrs have the surname and only
        one of them can be the person with the full name.
        """
        title = self._title(name.start)
        if not title or len({one.entity for one in (*before, *after)}) != 1:
            return False
        end = self.model.sentences[name.sentence].spans[-1].end
        follows = not before and after[0].start < end and not self._title(after[0].start)
        return follows or len(self._titles.get(word, ())) > 1

    def _title(self, start: int) -> str:
        """Return who may have the title before a name: he or she; empty without a title that says so."""
        found = _TITLE.search(self.model.view, max(0, start - _LONGEST_TITLE), start)
        return ("he" if found[1].lower() == "mr" else "she") if found else ""

    def _take_short(self, name: TypedName, text: str) -> None:
        """Add one word that is short for a full name, or that alone names a person."""
        section, word = self._section(name), spelt(text)
        here = self._called.get((section, word), [])
        at = bisect.bisect_left(here, name.start, key=lambda called: called.start)
        before, after = here[max(0, at - _LOOKED_THROUGH) : at], here[at : at + _LOOKED_THROUGH]
        if self._is_of_others(name, word, before, after):
            self._others.add((section, word))
            self._add(name, "", "short", "Person", _OPEN)
        elif before or len({one.entity for one in after}) == 1:
            chosen = self._as_before(word, section, before) or before[-1] if before else after[0]
            self._short[section, word] = chosen.entity
            is_shared = len({one.entity for one in before}) > 1 or (section, word) in self._others
            self._add(name, chosen.entity, "short", "Person", SHARED if is_shared else _SURE)
        elif name.rule in ("", "speech") and (whole := self._whole("Organisation", text)):
            self._add(name, whole, "short", self._types[whole], _LIKELY)
        elif any(len(one.tokens) > 1 for one in self._anywhere.get(word, ())):
            self._add(name, "", "short", "Person", _OPEN)
        elif name.type:
            entity = self._by_tokens.get((word,)) or self._new("Person", text)
            self._remember(_FullNameUse(entity, (word,), name.start), section)
            self._add(name, entity, "name", "Person", name.confidence)


def _is_same(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """Return whether two full names are of one person: equal, one the end of the other, or one with a middle name."""
    if one == two:
        return True
    shorter, longer = sorted((one, two), key=len)
    return len(shorter) > 1 and (
        longer[-len(shorter) :] == shorter or (len(longer) > len(shorter) and (longer[0], longer[-1]) == (shorter[0], shorter[-1]))
    )


def key_of(text: str, kind: str) -> str:
    """Return what two spellings of one name have in common."""
    key = " ".join(text.casefold().removeprefix("the ").replace("&", "and").replace(".", "").replace("-", " ").split())
    if type_group(kind) == "organisation":
        return _INCORPORATED.sub("", key) or key
    return _TYPE_WORD.sub("", key).strip() or key if type_group(kind) == "place" else key


def _is_acronym(text: str) -> bool:
    return text.isupper() and text.isalpha() and len(text) > 1


def _initials(text: str) -> str:
    """Return the first letters of the large words of a name; the name itself if there are not two letters."""
    letters = "".join(word[0] for word in text.split() if word[0].isupper())
    return letters if len(letters) > 1 else text


def _fullest(names: list[str]) -> tuple[str, tuple[str, ...]]:
    """Return the fullest of some spellings, and the others."""
    first = max(names, key=lambda name: (not name.isupper(), len(name), -names.index(name)))
    return first, tuple(name for name in names if name != first)
