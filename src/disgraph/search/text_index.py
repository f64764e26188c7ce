"""The index of the texts of a graph: a memory-mapped file of sections (see `disgraph.store.sections`).

    terms                           texts: the stems, sorted
    found, impacts, found_at        for each term the items that contain it, and the share of the score that it adds, times 1,000
    words, stems                    texts: the words, sorted, and the number of the stem of each: no stemmer is needed for a known word
    kind, type, document(_at)       of each item: the numbers of kind, type and documents, which are listed in the head
    iris, labels, claims            texts of each item
    member, role, member_at         of each fact: the numbers of its entities and of their roles
    facts, facts_at                 of each entity: the numbers of its facts

Items are entities, facts and passages, in this order.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from heapq import nlargest
from typing import NamedTuple

from disgraph.search.ontology_words import OntologyWords
from disgraph.search.searchable import KINDS
from disgraph.store.sections import Sections

#: The file next to a store.
TEXT_INDEX = "texts.bin"

#: Postings of a term that are all added; of a more frequent term only those of items that rarer terms found.
_FREQUENT = 20_000


class ScoredItem(NamedTuple):
    """The number of an item with its score."""

    at: int
    score: float


class TextIndex:
    """The opened index.

    Args:
        path: of the file.

    Raises:
        NotBuilt: the file is missing or incomplete.
    """

    def __init__(self, path: str) -> None:
        self._file = Sections(path)
        head = self._file.head
        self.types: list[str] = head["types"]
        self.roles: list[str] = head["roles"]
        self.document_ids: list[str] = head["documents"]
        self.size: int = head["items"]

    @cached_property
    def ontology(self) -> list[OntologyWords]:
        """What people call the classes and properties of the ontology."""
        return [OntologyWords(*values) for values in self._file.head["words"]]

    # --- words ---

    def term_of(self, word: str) -> int | None:
        """Return the number of the term of a folded word; None if the index has no form of it."""
        at = self.known_term(word)
        if at is not None:
            return at
        from disgraph.search.word_forms import stem

        return self._file.find("terms", stem(word))

    def known_term(self, word: str) -> int | None:
        """Return the number of the term of a folded word that some text has in this form; None otherwise."""
        at = self._file.find("words", word)
        return None if at is None else self._file.numbers("stems")[at]

    def stem_of(self, word: str) -> str:
        """Return the stem of a folded word, without the library of stemmers if some text has it."""
        at = self.known_term(word)
        if at is not None:
            return self.term(at)
        from disgraph.search.word_forms import stem

        return stem(word)

    def term(self, at: int) -> str:
        """Return the term of a number."""
        return self._file.text("terms", at)

    def words(self) -> Iterator[str]:
        """Return every word of the index, sorted."""
        return map(self._file.reader("words"), range(self._file.count("words")))

    def frequency(self, term: int) -> int:
        """Return the number of items that contain a term."""
        stops = self._file.numbers("found_at")
        return int(stops[term + 1] - stops[term])

    # --- search ---

    def scores(self, weights: Mapping[int, float]) -> dict[int, float]:
        """Return the score of each item that contains some of the terms.

        Args:
            weights: the weight of each term, by its number.
        """
        stops, found, impacts = (self._file.numbers(name) for name in ("found_at", "found", "impacts"))
        scores: dict[int, float] = {}
        for term in sorted(weights, key=self.frequency):
            start, end, weight = stops[term], stops[term + 1], weights[term] / 1000
            if scores and end - start > _FREQUENT:
                self._add(scores, found[start:end], impacts[start:end], weight)
                continue
            for item, impact in zip(found[start:end], impacts[start:end], strict=True):
                scores[item] = scores.get(item, 0.0) + weight * impact
        return scores

    @staticmethod
    def _add(scores: dict[int, float], found: memoryview, impacts: memoryview, weight: float) -> None:
        """Add a frequent term to the items that rarer terms found."""
        for item in scores:
            at = bisect_left(found, item)
            if at < len(found) and found[at] == item:
                scores[item] += weight * impacts[at]

    def best(self, scores: Mapping[int, float], limit: int, is_wanted: Callable[[int], bool] = lambda _at: True) -> list[ScoredItem]:
        """Return the items with the highest scores, best first; of equal ones the first of the index."""
        wanted = (ScoredItem(at, score) for at, score in scores.items() if is_wanted(at))
        return nlargest(limit, wanted, key=lambda item: (item.score, -item.at))

    def entities_with(self, terms: Iterable[int]) -> list[int]:
        """Return the numbers of the entities that contain every term, in order."""
        stops, found, last = self._file.numbers("found_at"), self._file.numbers("found"), self.entities
        rarest, *others = sorted(terms, key=self.frequency)
        start = stops[rarest]
        end = bisect_left(found, last, start, stops[rarest + 1])
        return [item for item in found[start:end] if all(self.holds(term, item) for term in others)]

    def items_with(self, term: int) -> memoryview:
        """Return the numbers of the items that contain a term, in order."""
        return self._file.numbers("found")[slice(*self._file.numbers("found_at")[term : term + 2])]

    @cached_property
    def entities(self) -> int:
        """The number of entities, which come first."""
        return bisect_left(self._file.numbers("kind"), 1)

    def holds(self, term: int, item: int) -> bool:
        """Return whether an item contains a term."""
        stops, found = self._file.numbers("found_at"), self._file.numbers("found")
        at = bisect_left(found, item, stops[term], stops[term + 1])
        return at < stops[term + 1] and found[at] == item

    # --- items ---

    def kind(self, at: int) -> str:
        """Return entity, fact or passage."""
        return KINDS[self._file.numbers("kind")[at]]

    def type(self, at: int) -> str:
        """Return the local name of the class or property of an item."""
        return self.types[self._file.numbers("type")[at]]

    def iri(self, at: int) -> str:
        """Return the IRI of an item."""
        return self._file.text("iris", at)

    def label(self, at: int) -> str:
        """Return the name, sentence or quote of an item."""
        return self._file.text("labels", at)

    def claims(self, at: int) -> tuple[str, ...]:
        """Return the IRIs of the claims that state an item."""
        return tuple(self._file.text("claims", at).split())

    def documents(self, at: int) -> tuple[str, ...]:
        """Return the ids of the documents of an item."""
        return tuple(self.document_ids[number] for number in self._range("document", at))

    def members(self, at: int) -> list[tuple[str, int]]:
        """Return the entities of a fact: role and number of each."""
        roles = self._range("role", at, "member_at")
        return [(self.roles[role], entity) for role, entity in zip(roles, self._range("member", at), strict=True)]

    def facts(self, entity: int) -> memoryview:
        """Return the numbers of the facts of an entity."""
        return self._range("facts", entity)

    def entity(self, iri: str) -> int | None:
        """Return the number of an entity, by bisection: entities come first, by IRI."""
        at = bisect_left(range(self.entities), iri, key=self.iri)
        return at if at < self.entities and self.iri(at) == iri else None

    def _range(self, name: str, at: int, stops: str = "") -> memoryview:
        ends = self._file.numbers(stops or f"{name}_at")
        return self._file.numbers(name)[ends[at] : ends[at + 1]]
