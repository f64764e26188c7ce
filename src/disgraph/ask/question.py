"""A question as values: its form, the entities that it names, and the words that carry its topic."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from math import log
from typing import NamedTuple

from disgraph.ask import chinese_words
from disgraph.ask import question_language as language
from disgraph.ask.asked_actions import AskedAction, asked_action
from disgraph.ask.named_entities import NamedEntity, find_mentions, strange_names
from disgraph.ask.predicate_words import AskedYear, asked_years, predicate_words
from disgraph.graph.graph import Graph
from disgraph.search.query_words import read_words
from disgraph.search.text_index import TextIndex
from disgraph.search.word_forms import STOP_WORDS, words
from disgraph.store.name_file import fold_name

#: The weight of a word of the same meaning, next to the word itself.
_SYNONYM = 0.45

#: How much a word that no text has says if others have its meaning, next to one without.
_LIKE_RARITY = 0.7

#: Returns the words of the index whose meaning is that of a word.
WordsLike = Callable[[str], Sequence[str]]


def no_words(_word: str) -> Sequence[str]:
    """Return no words: without vectors of meaning, an unknown word stays unknown."""
    return ()


class Topic(NamedTuple):
    """A word of a question.

    Attributes:
        word: as it was asked.
        terms: the terms of the index that mean it, each with a weight.
        rarity: how much the word says, in bits; a word that no document contains says most.
        in_name: whether it belongs to the name of an entity, or to a clause that only places the question.
    """

    word: str
    terms: tuple[tuple[int, float], ...]
    rarity: float
    in_name: bool


class Question(NamedTuple):
    """What is asked.

    Attributes:
        text: the question.
        forms: the forms that fit, the most specific first; see `question_language`.
        mentions: what it names.
        topics: the words that carry its topic.
        asked_terms: local names of the classes and properties whose names it has.
        wanted: the local names of the classes and properties that the noun after the question word names.
        is_yes_no: whether yes or no answers it.
        extreme: 1 for the most, -1 for the least, else 0.
        is_list: whether it asks for several.
        is_compound: whether it has several parts.
        corrected: the known word that replaces a misspelt one.
        unknown: words that the index has in no form.
        predicate: those that an answer must say; see `predicate_words`.
        years: those that an answer must have.
        action: who does what to whom.
        strange: names of which only parts occur.
    """

    text: str
    forms: tuple[str, ...]
    mentions: tuple[NamedEntity, ...]
    topics: tuple[Topic, ...]
    asked_terms: frozenset[str]
    wanted: frozenset[str]
    is_yes_no: bool
    extreme: int
    is_list: bool
    is_compound: bool
    corrected: dict[str, str]
    unknown: tuple[str, ...]
    predicate: tuple[Topic, ...] = ()
    years: tuple[AskedYear, ...] = ()
    action: AskedAction | None = None
    strange: tuple[str, ...] = ()

    @property
    def form(self) -> str:
        """The form of the question: yes-no, or the most specific form that fits."""
        return "yes-no" if self.is_yes_no else self.forms[0] if self.forms else "thing"

    @property
    def proper(self) -> list[NamedEntity]:
        """The mentions that are proper names."""
        return [mention for mention in self.mentions if mention.is_proper]

    @property
    def unknown_names(self) -> tuple[str, ...]:
        """The unknown words that begin with a capital letter inside the question: names that no document has."""
        inside = {fold_name(word) for word in re.findall(r"(?<=\s)[A-Z][\w'-]*", self.text)}
        return (*(word for word in self.unknown if word in inside), *self.strange)

    @property
    def known_share(self) -> float:
        """The share of its words that the index knows; of a Chinese question none."""
        content = self.content
        return sum(bool(topic.terms) for topic in content) / len(content) if content and not self.is_chinese else 0.0

    @property
    def is_chinese(self) -> bool:
        """Whether it is in Chinese."""
        return chinese_words.is_chinese(self.text)

    @property
    def content(self) -> list[Topic]:
        """The topics that are not in names."""
        return [topic for topic in self.topics if not topic.in_name]


def read_question(graph: Graph, index: TextIndex, text: str, words_like: WordsLike = no_words) -> Question:
    """Return what a question asks.

    Args:
        graph: the opened graph.
        index: of its texts.
        text: the question.
        words_like: returns the words of the index that mean an unknown one.
    """
    text = language.with_spelt_interrogatives(text)
    folded = fold_name(text)
    like = no_words if chinese_words.is_chinese(text) else words_like
    mentions = tuple(find_mentions(graph, index, text))
    topics, corrected, unknown = _topics(index, text, mentions, like)
    wanted = _wanted(index, folded)
    topics = _without_class(index, topics, wanted)
    asked = _asked_terms(index, words(_plain(text, [mention for mention in mentions if mention.is_proper])))
    return Question(
        text=text,
        forms=tuple(language.forms(folded)),
        mentions=mentions,
        topics=topics,
        asked_terms=frozenset(asked),
        wanted=wanted,
        is_yes_no=language.is_yes_no(folded),
        extreme=language.extreme(folded),
        is_list=language.is_list(folded),
        is_compound=language.is_compound(folded),
        corrected=corrected,
        unknown=unknown,
        predicate=tuple(_topic_by_meaning(index, word, corrected.get(word, word), like) for word in predicate_words(text, mentions)),
        years=asked_years(text, [mention for mention in mentions if _has_number(index, mention)]),
        strange=() if chinese_words.is_chinese(text) else strange_names(index, text, mentions),
        action=None if chinese_words.is_chinese(text) else asked_action(index, text, mentions, corrected),
    )


def _has_number(index: TextIndex, mention: NamedEntity) -> bool:
    """Return whether a number in a name belongs to the entity: not the year of an award that is given each year."""
    return any(letter.isdigit() for entity in mention.candidates for letter in index.label(entity))


def _without(text: str, mentions: Iterable[NamedEntity]) -> str:
    """Return a question without the names in it."""
    for mention in sorted(mentions, key=lambda each: -each.start):
        text = f"{text[: mention.start]} {text[mention.end :]}"
    return text


def _plain(text: str, names: Iterable[NamedEntity]) -> str:
    """Return the words of a question without names; of a Chinese one in English."""
    rest = _without(text, names)
    return chinese_words.in_english(rest) if chinese_words.is_chinese(rest) else rest


def with_names(index: TextIndex, question: Question) -> str:
    """Return a question with the names of its entities as the graph has them, for a comparison of meaning."""
    text = question.text
    for mention in sorted(question.proper, key=lambda each: -each.start):
        text = f"{text[: mention.start]} {index.label(mention.candidates[0])} {text[mention.end :]}" if mention.candidates else text
    return text


def _topics(
    index: TextIndex, text: str, mentions: Sequence[NamedEntity], words_like: WordsLike
) -> tuple[tuple[Topic, ...], dict[str, str], tuple[str, ...]]:
    ignored = STOP_WORDS | language.empty_words(fold_name(text))
    proper = [each for each in mentions if each.is_proper]
    rest = _plain(text, proper)
    asked = [*_asked(rest, ignored), *language.form_topics(fold_name(text))]
    plain = read_words(index, rest, ignored, {word for word in asked if language.synonyms_of(word)})
    named = {word for mention in proper for word in words(_name(index, mention))} - STOP_WORDS
    topics = [_topic_by_meaning(index, word, plain.corrected.get(word, word), words_like) for word in dict.fromkeys(asked)]
    aside = set(words(fold_name(text))) - set(words(language.main_question(fold_name(text))))
    topics = [topic._replace(in_name=topic.word in aside) for topic in topics]
    topics += [_topic(index, word, word, in_name=True) for word in sorted(named)]
    return tuple(topics), plain.corrected, plain.unknown


def class_words(index: TextIndex, wanted: Collection[str]) -> set[str]:
    """Return the stems of the names of classes; none of properties."""
    return {word for term in index.ontology if term.name in wanted and term.is_class for name in term.stems for word in name}


def _without_class(index: TextIndex, topics: tuple[Topic, ...], wanted: Collection[str]) -> tuple[Topic, ...]:
    """Return the topics; the words of a wanted class say nothing else: an answer is of it, or does not fit."""
    of_class = class_words(index, wanted)
    others = [topic for topic in topics if not topic.in_name and index.stem_of(topic.word) not in of_class]
    return tuple(topic._replace(in_name=topic.in_name or (bool(others) and topic not in others)) for topic in topics)


def _name(index: TextIndex, mention: NamedEntity) -> str:
    """Return the words of a name; of a Chinese one those of the entity."""
    return index.label(mention.candidates[0]) if chinese_words.is_chinese(mention.text) and mention.candidates else mention.text


def _asked(text: str, ignored: frozenset[str]) -> list[str]:
    return list(dict.fromkeys(word for word in words(text) if word not in ignored))


def _topic(index: TextIndex, asked: str, word: str, in_name: bool) -> Topic:
    found = dict.fromkeys(read_words(index, word, frozenset(), (word,)).weights, 1.0)
    rarity = max((_rarity(index, term) for term in found), default=0.0)
    if not in_name:
        for other in language.synonyms_of(word):
            term = index.known_term(other)
            if term is not None:
                found.setdefault(term, _SYNONYM)
    unknown = log(1 + index.size)
    return Topic(asked, tuple(sorted(found.items())), rarity or (_LIKE_RARITY * unknown if found else unknown), in_name)


def _topic_by_meaning(index: TextIndex, asked: str, word: str, words_like: WordsLike) -> Topic:
    """Return the topic of a word; of an unknown one with the terms of the words that mean it."""
    topic = _topic(index, asked, word, in_name=False)
    if topic.terms:
        return topic
    terms = (index.known_term(near) for near in words_like(word) if near not in STOP_WORDS)
    found = {term: _SYNONYM for term in terms if term is not None}
    return topic._replace(terms=tuple(sorted(found.items())), rarity=topic.rarity * (_LIKE_RARITY if found else 1))


def _rarity(index: TextIndex, term: int) -> float:
    return log(1 + index.size / index.frequency(term))


def _asked_terms(index: TextIndex, asked: Iterable[str]) -> set[str]:
    """Return the classes and properties that have a name of which the question has every word."""
    stems = {index.stem_of(word) for word in asked if word not in STOP_WORDS}
    return {term.name for term in index.ontology for name in term.stems if (wanted := set(name) - STOP_WORDS) and wanted <= stems}


def _wanted(index: TextIndex, folded: str) -> frozenset[str]:
    """Return the classes and properties whose name follows which, what or how many; those with the longest name."""
    found = re.search(
        r"\b(?:which|what|how many|list|name)\b(?: (?:is|are|was|were|the|all|other|kind of|kinds of|type of))*((?: [\w'-]+){1,4})", folded
    )
    if not found:
        return frozenset()
    after = [word if word in STOP_WORDS else index.stem_of(word) for word in words(found.group(1))]
    named = [(len(parts), term.name) for term in index.ontology for parts in term.stems if parts and list(parts) == after[: len(parts)]]
    longest = max(named, default=(0, ""))[0]
    return frozenset(name for length, name in named if length == longest)
