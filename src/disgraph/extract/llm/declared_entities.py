"""The entities that an answer may speak of: known, added or corrected ones, parties without a name, illnesses and measures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from disgraph.corpus.folding import FoldedText, Span, fold
from disgraph.extract.llm.referents import ReferenceSupport
from disgraph.extract.llm.supported_values import UnsupportedValue, is_in_words
from disgraph.extract.names.entities import FoundEntity, Mention
from disgraph.extract.relations.observations import measure_names
from disgraph.extract.relations.patterns import conditions
from disgraph.extract.text.text_model import TextModel
from disgraph.ontology.vocabulary import Vocabulary
from disgraph.triples.iris import slug

_BY_MODEL = "language-model"
_CONFIDENCE = 0.6
#: Letters of a word of a measure that the quote must have; shorter ones join the others.
_SHORTEST_CONTENT = 4
#: The class by which a model rejects a known name.
_NO_NAME = "None"


class UnfitEntity(Exception):
    """The reason for refusing an entity of an answer."""


class DeclaredEntities:
    """The entities of one answer.

    `resolved` leads from the ids of the model to ours; `unnamed` has the words for parties without a name; `doubts` what to doubt of
    claims about an entity; `words_of` how a quote supports illnesses and measures, which are named by the role itself.

    Args:
        model: the document.
        part: the stretch that the model read.
        folded: its words.
        found: the known entities.
        mentions: the words that refer to them.
        vocabulary: the ontology.
    """

    def __init__(
        self, model: TextModel, part: Span, folded: FoldedText, found: Sequence[FoundEntity], mentions: Sequence[Mention],
        vocabulary: Vocabulary,
    ) -> None:  # fmt: skip
        self.model, self.part, self.folded, self.vocabulary = model, part, folded, vocabulary
        self.entities = {one.id: one for one in found}
        self.given = dict(self.entities)
        self.mentions = tuple(mentions)
        self.resolved: dict[str, str] = {}
        self.added: list[FoundEntity] = []
        self.corrected: list[FoundEntity] = []
        self.mentions_added: list[Mention] = []
        self.unnamed: dict[str, str] = {}
        self.doubts: dict[str, str] = {}
        self.words_of: dict[str, ReferenceSupport] = {}

    def declare(self, own: str, kind: str, name: str) -> None:
        """Add an entity of the model, or correct the class of a known one.

        Raises:
            UnfitEntity: the document does not name it, or there is no such class.
        """
        if own in self.given:
            self._correct(own, kind)
            return
        if not (self.vocabulary.is_a(kind, "Entity") or kind == "HealthCondition"):
            raise UnfitEntity(f"undeclared-class: no class {kind!r}.")
        places = [place for place in self.places(name) if self.is_whole(place)]
        if not places or not re.search(r"\w", name):
            raise UnfitEntity(f"unsupported-name: the document does not name {name!r}.")
        if kind == "HealthCondition":
            self.resolved[own] = self.condition(name, fold(self.part_words()).lower())[1]
        elif not any(character.isupper() for character in name):
            self._add_unnamed(own, kind, name, places)
        elif known := self._known(name, places):
            self.resolved[own] = known
            self._correct(known, kind)
        else:
            self._add(own, FoundEntity(f"{slug(name) or 'entity'}-by-model", kind, self._words(places[0]), ()), places)

    def part_words(self) -> str:
        """Return the words of the part."""
        return self.model.text[self.part.start : self.part.end]

    def _known(self, name: str, places: Sequence[Span]) -> str:
        """Return the known entity of a name: one of the same name, or the one that our own reading finds there."""
        same = (
            one.id for one in self.entities.values() if fold(name).lower() in {fold(known).lower() for known in (one.name, *one.aliases)}
        )
        there = (one.entity for one in self.mentions if one.entity and Span(one.start, one.end) in places)
        return next(same, "") or next(there, "")

    def _correct(self, known: str, kind: str) -> None:
        """Take the class that a model gives a known entity; a reviewer sees both."""
        before = self.entities[known]
        if kind == _NO_NAME:
            self.doubts[known] = f"the model does not read {before.name!r} as a name"
            return
        if kind == before.type or not self.vocabulary.is_a(kind, "Entity"):
            return
        if self.vocabulary.is_a(before.type, kind):
            return  # the known class is the narrower one
        self.entities[known] = before._replace(type=kind)
        self.corrected = [one for one in self.corrected if one.id != known] + [self.entities[known]]
        if not self.vocabulary.is_a(kind, before.type):
            self.doubts[known] = f"the class of {before.name} is {kind} by the model, {before.type} by the rules"

    def _add_unnamed(self, own: str, kind: str, words: str, places: Sequence[Span]) -> None:
        name = self._words(places[0])
        entity = FoundEntity(f"{slug(words) or 'party'}-unnamed", kind, f"{name} (not named)", ())
        self.unnamed[entity.id] = name
        self.resolved[own], self.entities[entity.id] = entity.id, entity
        self.added.append(entity)
        self.mentions_added += [Mention(*place, kind, entity.id, "nominal", _BY_MODEL, _CONFIDENCE) for place in places]

    def _add(self, own: str, entity: FoundEntity, places: Sequence[Span]) -> None:
        self.resolved[own], self.entities[entity.id] = entity.id, entity
        self.added.append(entity)
        kind = entity.type
        self.mentions_added += [Mention(place.start, place.end, kind, entity.id, "name", _BY_MODEL, _CONFIDENCE) for place in places]

    # --- illnesses and measures ---

    def condition(self, value: str, words: str) -> tuple[str, str]:
        """Return the role of a condition and the value for the words of an illness; words for an impairment or a kind have their own.

        Raises:
            UnsupportedValue: the quote has not these words.
        """
        if not is_in_words(value, words):
            raise UnsupportedValue(f"unsupported-value: the quote has no illness {value!r}.")
        role, meaning = conditions().get(fold(value).lower(), ("healthCondition", value))
        if role != "healthCondition":
            return role, meaning
        entity = FoundEntity(slug(meaning) or "condition", "HealthCondition", meaning, (value,) if value != meaning else ())
        self._by_role(entity, value)
        return role, entity.id

    def measure(self, value: str, words: str, usual: str = "") -> str:
        """Return the measure of a figure: one that the rules know, words of the quote, or the usual one of what is counted.

        Raises:
            UnsupportedValue: there is none.
        """
        name = value.strip().lower().replace("-", " ")
        content = [word for word in re.findall(r"\w+", name) if len(word) >= _SHORTEST_CONTENT]
        if slug(name) not in measure_names() and not (content and all(is_in_words(word, words) for word in content)):
            name = usual.replace("-", " ")
        if not name:
            raise UnsupportedValue(f"unsupported-value: no measure {value!r}, and the quote has no such words.")
        entity = FoundEntity(slug(name) or "measure", "Measure", name, ())
        self._by_role(entity, "")
        return entity.id

    def _by_role(self, entity: FoundEntity, word: str) -> None:
        if entity.id not in self.entities:
            self.entities[entity.id] = entity
            self.added.append(entity)
        self.words_of[entity.id] = ReferenceSupport(word if word.lower() != entity.name.lower() else "")

    # --- places ---

    def places(self, words: str) -> list[Span]:
        """Return where words occur in the part, in offsets of the document."""
        return [Span(self.part.start + one.start, self.part.start + one.end) for one in self.folded.find_all(words)]

    def is_whole(self, place: Span) -> bool:
        """Return whether a stretch begins and ends where words do."""
        around = self.model.text[max(0, place.start - 1) : place.start] + "|" + self.model.text[place.end : place.end + 1]
        return not re.search(r"\w\||\|\w", around)

    def _words(self, place: Span) -> str:
        return " ".join(self.model.text[place.start : place.end].split())
