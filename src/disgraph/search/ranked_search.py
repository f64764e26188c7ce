"""Entities, facts and passages in one ranked answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from disgraph.errors import Candidate, MisuseError
from disgraph.facts.known import Known, how_known
from disgraph.facts.quote_choice import ranked_passages
from disgraph.graph import passages as evidence
from disgraph.graph.graph import Graph
from disgraph.graph.name_matching import CONTAINS, DESCRIPTION, EXACT, HOLDS_WORDS, SHORT_NAME, SIMILAR
from disgraph.passage import Passage
from disgraph.rdf import NamedNode
from disgraph.search.query_words import read_words
from disgraph.search.search_filter import SearchFilter
from disgraph.search.similar_names import pronounced_names, similar_names
from disgraph.search.text_index import TextIndex
from disgraph.wording.templates import adds_nothing

#: What a match of the name adds to the score of an entity, by its rank: see `disgraph.graph.name_matching`.
_NAME_BONUS = {EXACT: 40.0, HOLDS_WORDS: 12.0, SHORT_NAME: 10.0, DESCRIPTION: 4.0, CONTAINS: 3.0, SIMILAR: 2.0}

#: Number of items that are ranked for each one that is shown, since overlapping passages are dropped.
_SPARE = 6

_CAPITAL = re.compile("[A-Z]")


class FoundItem(NamedTuple):
    """An entity, a fact or a passage that a search found.

    Attributes:
        kind: entity, fact or passage.
        iri: of the entity, record, claim or evidence.
        text: name, sentence or quote.
        type: local name of the class or property.
        documents: ids.
        score: of words and name.
        passages: that state a fact; one of a passage; empty for an entity.
        basis: why an entity is only a guess, or empty.
    """

    kind: str
    iri: str
    text: str
    type: str
    documents: tuple[str, ...]
    score: float
    passages: tuple[Passage, ...] = ()
    basis: str = ""

    @property
    def known(self) -> Known:
        """How a fact or passage is known."""
        return how_known(self.passages)

    @property
    def candidate(self) -> Candidate:
        """The entity."""
        return Candidate(self.iri, self.text, self.type, self.documents)


def search_graph(graph: Graph, index: TextIndex, text: str, limit: int, wanted: SearchFilter = SearchFilter()) -> list[FoundItem]:  # noqa: B008
    """Return the entities, facts and passages that fit a text, best first.

    Args:
        graph: gives names and passages.
        index: of the texts of the graph.
        text: a name or words.
        limit: maximum number of results.
        wanted: what may be returned.

    Raises:
        MisuseError: the text is empty.
    """
    if not text.strip():
        raise MisuseError("Nothing to search for.", "Give a word or a name.")
    scores = index.scores(read_words(index, text).weights)
    for at, bonus in _named(graph, index, text):
        scores[at] = scores.get(at, 0.0) + bonus
    ranked = index.best(scores, limit * _SPARE, lambda at: wanted.includes(index, at))
    guessed = {name.iri: f"sounds like {text.strip()}: a guess" for name in pronounced_names(graph, text)}
    return [item._replace(basis=guessed.get(item.iri, "")) for item in _shown(graph, index, ranked, limit)]


def _named(graph: Graph, index: TextIndex, text: str) -> Iterator[tuple[int, float]]:
    """Yield the entities with a name like the text, each with what that adds to its score."""
    for match in similar_names(graph, text):
        at = index.entity(match.name.iri)
        if at is not None:
            yield at, _NAME_BONUS[match.rank] - match.unlikeness / 10


def _shown(graph: Graph, index: TextIndex, ranked: Iterable[tuple[int, float]], limit: int) -> Iterator[FoundItem]:
    """Yield the first items, without passages that overlap a quote which is shown before, and facts that one before says too."""
    places, facts = _Places(), list[FoundItem]()
    number = 0
    for at, score in ranked:
        item = _item(graph, index, at, score)
        if item.kind == "passage" and places.hold(item.passages[0]):
            continue
        if item.kind == "fact" and any(_repeats(item, fact) for fact in facts):
            continue
        places.add(item.passages)
        facts += [item] if item.kind == "fact" else []
        yield item
        number += 1
        if number == limit:
            return


def _repeats(item: FoundItem, fact: FoundItem) -> bool:
    """Return whether a fact says in other words what another one says of the same passages: `uses an aid: wheelchair`."""
    label = _CAPITAL.sub(r" \g<0>", item.type)
    places = _Places()
    places.add(fact.passages)
    return any(map(places.hold, item.passages)) and adds_nothing(item.text, f"{fact.text} {label}")


class _Places:
    """The places of quotes that are shown."""

    def __init__(self) -> None:
        self._shown: list[tuple[str, int, int]] = []

    def add(self, passages: Iterable[Passage]) -> None:
        self._shown.extend((passage.document.id, passage.start, passage.end) for passage in passages)

    def hold(self, passage: Passage) -> bool:
        """Return whether a passage overlaps one of them; without places, in a private copy, none does."""
        return any(passage.document.id == document and passage.start < end and start < passage.end for document, start, end in self._shown)


def _item(graph: Graph, index: TextIndex, at: int, score: float) -> FoundItem:
    kind, claims = index.kind(at), [NamedNode(iri) for iri in index.claims(at)]
    stated = evidence.of_claims(graph, claims)
    if kind == "passage":
        label = index.label(at)
        stated = [passage for passage in stated if passage.quote == label][:1] or stated[:1]
    stated = list(ranked_passages(index.label(at), stated))
    return FoundItem(kind, index.iri(at), index.label(at), index.type(at), index.documents(at), round(score, 3), tuple(stated))
