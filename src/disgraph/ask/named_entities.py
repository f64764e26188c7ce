"""The entities that a question names: by exact names, by parts of names, and by misspelt names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from disgraph.ask.question_language import CALENDAR, FORM_WORDS
from disgraph.graph.graph import Graph
from disgraph.graph.name_matching import is_description
from disgraph.search import pinyin_names
from disgraph.search.text_index import TextIndex
from disgraph.search.word_forms import STOP_WORDS, words
from disgraph.store.name_file import fold_name

#: Words of the longest name that is looked up.
_LONGEST = 14

#: Words of the longest part of a name, and the words without a topic that it may have inside.
_LONGEST_PART = 8
_INSIDE = frozenset(("of", "the", "for", "and", "to", "in"))

#: Maximum number of candidates of a part of a name.
_CANDIDATES = 12

#: Letters of the shortest misspelt name.
_SHORTEST = 4

#: A run of Chinese characters, and the characters of the longest name.
_CHINESE = re.compile(r"[\u4e00-\u9fff]+")
_LONGEST_CHINESE = 12

#: Likeness (0 to 100) of a misspelt name.
_LIKENESS = 84

#: The class of people.
PERSON = "Person"

#: A word of a question.
TOKEN = re.compile(r"[^\W_]+(?:['\u2019.-][^\W_]+)*|[\u4e00-\u9fff]+")


class QuestionWord(NamedTuple):
    """A word of a question with its place, and whether it begins with a capital."""

    text: str
    start: int
    end: int

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[:1].isupper()


class NamedEntity(NamedTuple):
    """Words of a question that name an entity.

    Attributes:
        text: the words.
        start: of the words in the question, in characters.
        end: after the words.
        candidates: numbers of the entities in the index that they may denote, the likeliest first.
    """

    text: str
    start: int
    end: int
    candidates: tuple[int, ...]

    @property
    def is_proper(self) -> bool:
        """Whether the words are a proper name rather than a common noun, such as income."""
        return any(letter.isupper() for letter in self.text) or not self.text.isascii()


def find_mentions(graph: Graph, index: TextIndex, text: str) -> list[NamedEntity]:
    """Return what a question names, in the order of the text; names do not overlap, and longer ones come first."""
    tokens = [QuestionWord(found.group(), found.start(), found.end()) for found in TOKEN.finditer(text)]
    names = [run for run in _capitalised(text) if len(run) > 1 and any(_is_strange(index, token) for token in run)]
    taken = [mention for run in names for mention in _misspelt(graph, index, text, run, [])]
    for run in _spans(tokens, _LONGEST):
        if not _overlaps(taken, run[0].start, run[-1].end):
            mention = _exact(graph, index, text, run) or _part(index, text, run)
            taken += [mention] if mention else []
    taken += _chinese(graph, index, text, taken)
    taken += _misspelt(graph, index, text, tokens, taken)
    return sorted(taken, key=lambda mention: mention.start)


def strange_names(index: TextIndex, text: str, mentions: Sequence[NamedEntity]) -> tuple[str, ...]:
    """Return the names of a question of which no text has all words together, though parts of names have some: People's Daily.

    A person may be named with a title before a surname.

    Args:
        index: of the texts.
        text: the question, in English.
        mentions: what it names.
    """
    found = []
    for run in _capitalised(text):
        phrase = _bare(text[run[0].start : run[-1].end])
        inside = [each for each in mentions if run[0].start <= each.start and each.end <= run[-1].end]
        is_part = bool(inside) and all(_is_part(index, each) for each in inside)
        if len(run) > 1 and is_part and not any(each.text == phrase for each in inside) and not _occurs(index, phrase):
            found.append(phrase)
    return tuple(found)


def _capitalised(text: str) -> Iterator[list[QuestionWord]]:
    """Yield the runs of capitalised words that follow each other, question words left out."""
    run: list[QuestionWord] = []
    for token in (QuestionWord(found.group(), found.start(), found.end()) for found in TOKEN.finditer(text)):
        if run and (not token.is_capital or text[run[-1].end : token.start].strip()):
            yield run
            run = []
        if token.is_capital and not _is_plain(token):
            run.append(token)
    if run:
        yield run


def _is_part(index: TextIndex, mention: NamedEntity) -> bool:
    """Return whether a mention is a part of the name of something other than a person."""
    names = {fold_name(index.label(entity)) for entity in mention.candidates}
    return _bare(fold_name(mention.text)) not in names and not any(index.type(entity) == PERSON for entity in mention.candidates)


def _occurs(index: TextIndex, phrase: str) -> bool:
    """Return whether a name or a text has the words of a phrase together."""
    wanted = fold_name(phrase)
    terms = [index.known_term(word) for word in words(wanted) if word not in STOP_WORDS]
    rare = min((term for term in terms if term is not None), key=index.frequency, default=None)
    return None not in terms and rare is not None and any(wanted in fold_name(index.label(at)) for at in index.items_with(rare))


def _overlaps(taken: Iterable[NamedEntity], start: int, end: int) -> bool:
    return any(start < other.end and other.start < end for other in taken)


def _spans(tokens: Sequence[QuestionWord], longest: int) -> Iterator[Sequence[QuestionWord]]:
    """Yield runs of tokens, the longest first."""
    for length in range(min(longest, len(tokens)), 0, -1):
        for at in range(len(tokens) - length + 1):
            yield tokens[at : at + length]


def _exact(graph: Graph, index: TextIndex, text: str, run: Sequence[QuestionWord]) -> NamedEntity | None:
    """Return a run that is a name, unless it is a word that only forms questions, or a number."""
    if len(run) == 1 and _is_plain(run[0]):
        return None
    start, end = run[0].start, run[-1].end
    for name in dict.fromkeys((text[start:end], _bare(text[start:end]))):
        numbers = _numbers(index, (found.iri for found in graph.names.exact(name)))
        if numbers:
            return NamedEntity(text[start:end], start, end, numbers)
    return None


def _bare(name: str) -> str:
    """Return a name without a possessive ending."""
    return re.sub(r"['\u2019]s?$", "", name)


def _is_plain(token: QuestionWord) -> bool:
    folded = fold_name(token.text)
    return folded in STOP_WORDS or folded in FORM_WORDS or folded in CALENDAR or len(folded) == 1 or folded.isdigit()


def _numbers(index: TextIndex, iris: Iterator[str]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(at for at in map(index.entity, iris) if at is not None))


def _part(index: TextIndex, text: str, run: Sequence[QuestionWord]) -> NamedEntity | None:
    """Return a run with a capital whose words are in the names of few entities: a surname, a short name of a body."""
    if len(run) > _LONGEST_PART or any(_is_plain(token) for token in (run[0], run[-1])):
        return None
    if not run[0].is_capital or any(fold_name(token.text) in STOP_WORDS - _INSIDE for token in run):
        return None
    start, end = run[0].start, run[-1].end
    found = _holding(index, _bare(text[start:end]))
    if found and not all(token.is_capital for token in run) and is_description(index.label(found[0])):
        return None  # a description holds verbs too: villagers helped by Ann
    return NamedEntity(text[start:end], start, end, found) if 0 < len(found) <= _CANDIDATES else None


def _holding(index: TextIndex, name: str) -> tuple[int, ...]:
    """Return the entities whose name holds every word of a part of a name, the shortest name first."""
    wanted = set(words(name)) - STOP_WORDS
    numbers = [index.known_term(word) for word in wanted]
    terms = {term for term in numbers if term is not None}
    if not terms or None in numbers:
        return ()
    holding = index.entities_with(terms)
    found = [(at, index.label(at)) for at in holding]
    named = [(at, label) for at, label in found if wanted <= set(words(label))]
    ordered = sorted(named, key=lambda each: (is_description(each[1]), len(each[1]), each[1]))
    proper = [at for at, label in ordered if not is_description(label)]
    return tuple(proper or [at for at, _ in ordered])


def _chinese(graph: Graph, index: TextIndex, text: str, taken: Sequence[NamedEntity]) -> list[NamedEntity]:
    """Return the Chinese names of a question, by their pronunciation; the longest first."""
    runs = [run for run in _CHINESE.finditer(text) if not _overlaps(taken, run.start(), run.end())]
    if not runs or not pinyin_names.is_available():
        return []
    found: list[NamedEntity] = []
    for run in runs:
        for length in range(min(_LONGEST_CHINESE, len(run.group())), 1, -1):
            for start in range(run.start(), run.end() - length + 1):
                if not _overlaps(found, start, start + length):
                    found += _pronounced(graph, index, text[start : start + length], start)
    return found


def _pronounced(graph: Graph, index: TextIndex, name: str, start: int) -> Iterator[NamedEntity]:
    for spelling in (name, *pinyin_names.spellings(name)):
        numbers = _numbers(index, (found.iri for found in graph.names.exact(spelling))) or _holding_all(index, spelling)
        if 0 < len(numbers) <= _CANDIDATES and not is_description(index.label(numbers[0])):
            yield NamedEntity(name, start, start + len(name), numbers)
            return


def _holding_all(index: TextIndex, name: str) -> tuple[int, ...]:
    """Return the entities whose name holds every syllable of a pronunciation, also one that is an English word without a topic."""
    return () if STOP_WORDS & set(words(name)) else _holding(index, name)


def _misspelt(
    graph: Graph, index: TextIndex, text: str, tokens: Sequence[QuestionWord], taken: Sequence[NamedEntity]
) -> Iterator[NamedEntity]:
    """Yield runs of capitalised words, one of them unknown to the index, that are nearly a name."""
    free = [
        token
        for token in tokens
        if not any(mention.start < token.end and token.start < mention.end for mention in taken) and not _is_plain(token)
    ]
    strange = [token for token in free if _is_strange(index, token)]
    if not strange:
        return
    from disgraph.similarity import likeness

    names = [name for name in graph.names.every() if "/" not in name.folded]
    for run in _spans(free, 4):
        wanted = fold_name(text[run[0].start : run[-1].end])
        if not set(run) & set(strange) or len(wanted) <= _SHORTEST or run[-1].end - run[0].start > len(wanted) + 2:
            continue
        near = max(((likeness(wanted, name.folded), name) for name in names), default=None)
        if near and near[0] >= _LIKENESS:
            numbers = _numbers(index, iter((near[1].iri,)))
            yield NamedEntity(text[run[0].start : run[-1].end], run[0].start, run[-1].end, numbers)
            return


def _is_strange(index: TextIndex, token: QuestionWord) -> bool:
    return len(token.text) >= _SHORTEST and token.text.isascii() and index.known_term(fold_name(token.text)) is None
