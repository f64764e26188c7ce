"""What an answer must say: the words that are asked for, the years, and a name that the question does not have itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from disgraph.ask.fact_ranking import RankedFact, answering, has_wanted
from disgraph.ask.fact_subjects import main_clause, without_names
from disgraph.ask.fact_views import FactView
from disgraph.ask.question import Question, Topic, class_words
from disgraph.graph.name_matching import is_description
from disgraph.ontology.relations import Relations
from disgraph.rdf import NamedNode
from disgraph.search.text_index import TextIndex
from disgraph.search.word_forms import STOP_WORDS, words
from disgraph.store.name_file import fold_name

#: Returns how similar the meaning of a word is to that of the most similar of others.
Likeness = Callable[[str, Sequence[str]], float]

#: The cosine from which on a word of a fact means an asked one, and the words of a fact that are compared. Chosen on the competency
#: questions and the first half of the questions of many kinds.
_SAID, _WORDS = 0.6, 24

#: The share of what the words of a question say that the main clause of a fact must have, if a date is asked for.
_DATED = 0.3

#: Asks for the name of a person or thing.
_NAME = re.compile(r"\bnames?\b|\b(named|called)\b", re.IGNORECASE)

_NAME_OF = re.compile(r"\bnames? of\b", re.IGNORECASE)

#: Asks who a person is: "Ann's father" does not answer it.
_WHO_IS = re.compile(r"\bwho(se)? (\w+ )?(is|are|was|were)\b", re.IGNORECASE)

#: What is between an owner and the noun: of Ann's bachelor's degree, bachelor.
_OWNED = re.compile(r"[A-Z][\w-]*['\u2019]s ((?:[a-z-]+(?:['\u2019]s)? )+?)[a-z-]+\b")

#: Asks how many things there are.
_HOW_MANY = re.compile(r"\bhow many\b", re.IGNORECASE)


def says_predicate(index: TextIndex, relations: Relations, question: Question, ranked: RankedFact, likeness: Likeness | None) -> bool:
    """Return whether a fact says the noun and the verb that are asked for: in their words, in words of the same meaning, or by its class.

    Args:
        index: of the texts.
        relations: of the ontology.
        question: what is asked.
        ranked: the fact.
        likeness: of meanings; None without the extra `semantic`.
    """
    texts = list(_own_texts(index, ranked.fact))
    labels = (index.label(entity) for _, entity in ranked.fact.members)
    own = {index.stem_of(word) for text in (*texts, *labels) for word in words(text)}
    verbs = _verbs(index, question, ranked.fact, texts)
    of_class = class_words(index, question.wanted)
    is_of_class = has_wanted(index, relations, question, ranked.fact)
    missing: list[str] = []
    action = question.action
    is_action = action and (question.form == "time" or (question.form == "agent" and bool(action.doers or action.others)))
    verb = action.verb if action and is_action else None
    for topic in question.predicate:
        stem = index.stem_of(topic.word)
        is_verb = topic.word == verb
        held = _says(index, topic, verbs) if is_verb else _holds(index, topic, ranked.fact, own)
        if not (is_of_class or stem in own if stem in of_class else held):
            if stem in of_class or (is_verb and question.form == "time"):
                return False  # not what is like the asked class, and no date of what is like the asked event
            missing.append(topic.word)
    return all(likeness is not None and likeness(word, _own_words(index, ranked.fact)) >= _SAID for word in missing)


def says_modifiers(index: TextIndex, question: Question, fact: FactView) -> bool:
    """Return whether a fact has what modifies the owned noun of a question, if no text has it: a bachelor's degree is not another one."""
    found = _OWNED.search(question.text)
    if question.is_chinese or not found:
        return True
    own = {index.stem_of(word) for text in _own_texts(index, fact) for word in words(text)}
    modifiers = [word for word in words(found.group(1)) if word not in STOP_WORDS and len(word) > 1]
    return all(index.known_term(word) is not None or index.stem_of(word) in own for word in modifiers if word in question.unknown)


def _holds(index: TextIndex, topic: Topic, fact: FactView, own: set[str]) -> bool:
    """Return whether a fact or its quotes have a word; a word of the same meaning must be the fact's own."""
    return any(index.holds(term, fact.at) if weight == 1 else index.term(term) in own for term, weight in topic.terms)


def _verbs(index: TextIndex, question: Question, fact: FactView, texts: Sequence[str]) -> set[str]:
    """Return the stems that say what is done in a fact; if a time is asked for, without what describes how it is done."""
    clause = main_clause(fact) if question.form == "time" else fold_name(texts[0])
    return {index.stem_of(word) for text in (*texts[1:], without_names(fact, clause)) for word in words(text)}


def dates_what_is_asked(index: TextIndex, question: Question, fact: FactView) -> bool:
    """Return whether the date of a fact is that of what is asked for: its main clause says what the question says."""
    if question.form != "time" or question.is_chinese or not question.content:
        return True
    names = (name for name, _ in fact.folded_names)
    said = {index.stem_of(word) for text in (main_clause(fact), *names, *list(_own_texts(index, fact))[1:]) for word in words(text)}
    total = sum(topic.rarity for topic in question.content)
    return sum(topic.rarity for topic in question.content if _says(index, topic, said)) >= _DATED * total


def _says(index: TextIndex, topic: Topic, own: set[str]) -> bool:
    """Return whether a fact has a word or one of the same meaning itself."""
    return any(index.term(term) in own for term, _ in topic.terms)


def _own_texts(index: TextIndex, fact: FactView) -> Iterator[str]:
    """Yield the sentence of a fact, and the names of its class and its roles."""
    yield fact.sentence
    terms = {fact.type, *(each.role for each in fact.fillers)}
    yield from (name for term in index.ontology if term.name in terms for name in term.names)


def _own_words(index: TextIndex, fact: FactView) -> list[str]:
    """Return the words of a sentence that are not in the names of its entities."""
    named = {word for _, entity in fact.members for word in words(index.label(entity))}
    return list(dict.fromkeys(word for word in words(fact.sentence) if word not in STOP_WORDS | named))[:_WORDS]


def counts_things(index: TextIndex, question: Question, fact: FactView) -> bool:
    """Return whether the figure of a fact can say how many: it counts things, or is in the unit that is asked for.

    40,000 kilograms are no answer to how many villages.
    """
    units = [each.term for each in fact.fillers if each.role == "expressedIn" and isinstance(each.term, NamedNode)]
    if not units or not _HOW_MANY.search(question.text) or any(each.role == "counts" for each in fact.fillers):
        return True
    asked = {index.stem_of(word) for word in words(question.text)}
    return any(index.stem_of(word) in asked for unit in units for word in words(f"{fact.text_of(unit)} {fact.unit_text(unit, '2')}"))


def names_what_is_asked(index: TextIndex, relations: Relations, question: Question, fact: FactView) -> bool:
    """Return whether a fact names what a name is asked of: an entity of the class that the noun names, else one of a fact with the noun."""
    if question.is_yes_no or question.is_chinese or not question.predicate or not _NAME_OF.search(question.text):
        return True
    stem, asked = index.stem_of(question.predicate[0].word), fold_name(question.text)
    free = [entity for entity in answering(question, fact) if not is_description(index.label(entity))]
    owners = [f"{fold_name(index.label(entity))}'s" for mention in question.proper for entity in mention.candidates]
    labels = {entity: fold_name(index.label(entity)) for entity in free}
    named = [index.type(at) for at, label in labels.items() if label not in asked and not any(owner in label for owner in owners)]
    kinds = {term.name for term in index.ontology if term.is_class and [stem] in [list(name) for name in term.stems]}
    if kinds:
        return any(kinds & {kind, *relations.above.get(kind, ())} for kind in named)
    return bool(named) and _says(index, question.predicate[0], _verbs(index, question, fact, list(_own_texts(index, fact))))


def gives_name(index: TextIndex, question: Question, slots: Sequence[str], fact: FactView) -> bool:
    """Return whether an answer is more than what was asked about: Ann's father is not the name of Ann's father."""
    if question.is_yes_no or question.is_chinese:
        return True
    asks_name = _NAME.search(question.text) or (_WHO_IS.search(question.text) and question.predicate)
    if not slots and asks_name and question.form in ("agent", "thing"):
        asked_text = fold_name(question.text)
        others = (index.label(entity) for entity in answering(question, fact))
        return any(not is_description(label) and fold_name(label) not in asked_text for label in others)
    if not slots:
        return True
    if _NAME.search(question.text) and question.form in ("agent", "thing"):
        unnamed = {word for slot in slots if is_description(slot) for word in words(slot)}
        if all(map(is_description, slots)) or any(topic.word in unnamed for topic in question.predicate):
            return False
    if _WHO_IS.search(question.text):
        owners = [mention.text.removesuffix("'s").removesuffix("\u2019s") for mention in question.proper]
        slots = [slot for slot in slots if not (is_description(slot) and any(owner in slot for owner in owners))]
    asked = set(words(question.text))
    return question.form not in ("agent", "thing") or any(not set(words(slot)) - STOP_WORDS <= asked for slot in slots)
