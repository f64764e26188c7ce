"""How a document supports a claim: which words of its quotes refer to which entity, and where else entities are named."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from disgraph.corpus.folding import Span
from disgraph.extract.names.entities import FoundEntity, Mention
from disgraph.extract.text.text_model import TextModel


class EntitySupport(NamedTuple):
    """The words of quotes that refer to entities, and the stretches elsewhere that name those entities."""

    refers: tuple[tuple[str, str], ...]
    antecedents: tuple[tuple[str, Span], ...]


class Support:
    """The mentions of one document, as support for claims."""

    def __init__(self, model: TextModel, mentions: Sequence[Mention], found: Sequence[FoundEntity]) -> None:
        self.model, self.mentions = model, mentions
        self.found: Mapping[str, FoundEntity] = {entity.id: entity for entity in found}
        self._starts = [mention.start for mention in mentions]
        self._names: dict[str, list[Mention]] = {}
        for mention in mentions:
            if mention.how == "name" and mention.entity:
                self._names.setdefault(mention.entity, []).append(mention)

    def backing(self, entities: Sequence[str], quotes: Sequence[Span], *, strict: bool = False) -> EntitySupport | None:
        """Return how quotes refer to entities.

        Args:
            entities: their ids; those that the document does not name (a measure, a unit) are skipped.
            quotes: the stretches of the text that are quoted.
            strict: whether the quotes themselves must mention each.

        Returns:
            None if an entity is neither mentioned in the quotes nor named elsewhere, or a word would refer to two.
        """
        refers: dict[str, str] = {}
        antecedents: list[tuple[str, Span]] = []
        inside = [mention for quote in quotes for mention in self._within(quote)]
        for entity in dict.fromkeys(entities):
            here = [mention for mention in inside if mention.entity == entity]
            if entity not in self.found or any(mention.how == "name" for mention in here):
                continue
            words = {self.model.text[mention.start : mention.end]: entity for mention in here}
            if (strict and not here) or any(refers.get(word, entity) != entity for word in words):
                return None
            refers |= words
            if name := self.nearest_name(entity, quotes[0].start):
                antecedents.append((entity, Span(name.start, name.end)))
            elif not here:
                return None
        return EntitySupport(tuple(refers.items()), tuple(antecedents))

    def nearest_name(self, entity: str, before: int) -> Mention | None:
        """Return the last full name of an entity before a place of the text, else the first after it."""
        names = self._names.get(entity, [])
        at = bisect_left(names, before, key=lambda mention: mention.start)
        return names[max(0, at - 1)] if names else None

    def _within(self, quote: Span) -> Sequence[Mention]:
        first, last = bisect_left(self._starts, quote.start), bisect_left(self._starts, quote.end)
        return [mention for mention in self.mentions[first:last] if mention.end <= quote.end]
