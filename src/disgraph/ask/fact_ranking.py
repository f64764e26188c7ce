"""Which facts answer a question: words, entities, and whether a fact has what is asked for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from disgraph.ask.fact_directions import is_reversed
from disgraph.ask.fact_subjects import has_rival_subject
from disgraph.ask.fact_views import FactView
from disgraph.ask.fact_years import says_years
from disgraph.ask.named_entities import NamedEntity
from disgraph.ask.question import Question, Topic
from disgraph.ask.question_language import VALUE_FORMS
from disgraph.graph.graph import Graph
from disgraph.ontology.relations import Relations
from disgraph.search.searchable import OBJECT
from disgraph.search.text_index import TextIndex
from disgraph.search.word_forms import STOP_WORDS, words
from disgraph.store.name_file import fold_name

#: Number of facts that are compared in detail, and of facts of one entity that are looked at.
_CONSIDERED, _OF_ENTITY = 120, 2_000

#: Number of facts whose values are read.
_DETAILED = 40

#: The weights of what speaks for a fact: its words, the share of the words that it has, its entities, a value of the wanted form,
#: the class or property that is asked for. Chosen on the competency questions of the five documents.
WORDS, COVERAGE, ENTITIES, FORM, FORM_VALUE, TERM = 1.0, 1.2, 1.3, 0.5, 0.9, 0.4
#: What an excluded fact loses, and one that lacks a year of the question.
EXCLUDED, UNDATED = 1.2, 0.6

#: The importance of a common noun that is a name, such as income, next to a proper name.
_COMMON_NOUN = 0.3

#: How much a word of the same meaning counts.
_SAME_MEANING = 0.8

#: How far an entity that is related to a named one represents it: if the question describes it (her company), and if not.
_DESCRIBED, _RELATED = 0.9, 0.4

#: Number of candidates of a name, and of facts of each, in which related entities are looked up.
_TRIED, _TIES = 3, 400

#: The class of all concepts.
CONCEPT = "Concept"

#: How much a similar meaning covers what words say: less if the words of a Chinese question are known.
_MEANING_COVERAGE, _CHINESE_COVERAGE = 0.8, 0.39

#: The share of known words from which on meaning covers nothing.
_KNOWN_WORDS = 0.6

#: What follows a measure whose value is a condition: at the age of 7.
_VALUED = re.compile(r" of \d")

#: How far a group named after an entity, such as a family, represents it: if the question names it (Ann's family), and if not.
_NAMED_AFTER, _NOT_ASKED = 0.6, 0.3


class RankedFact(NamedTuple):
    """A fact with what speaks for it.

    Attributes:
        fact: the fact.
        score: the weighted sum.
        coverage: the share of what the words of the question say that it has, names left out; 1 if there are none.
        lexical: the same by its words alone, without similar meaning.
        entities: the share of the named entities that it has.
        fits: whether it has a value of the wanted form.
        term: whether it is of a class or property that the question names.
        has_concepts: whether it has a concept of the class of each one that the question names, such as a measure.
        has_rival: whether it lacks a named entity and has another one of its class instead.
        is_excluded: whether it is about another subject, or says who did it the other way round.
    """

    fact: FactView
    score: float
    coverage: float
    lexical: float
    entities: float
    fits: bool
    term: bool
    has_concepts: bool = True
    has_rival: bool = False
    is_excluded: bool = False


def rank_facts(graph: Graph, index: TextIndex, question: Question, extra: Mapping[int, float] | None = None) -> list[RankedFact]:
    """Return the facts that may answer a question, best first.

    Args:
        graph: the opened graph.
        index: of its texts.
        question: what is asked.
        extra: from 0 to 1, how similar the meaning of a fact is, by its number.
    """
    meanings = extra or {}
    scores = _scores(index, question)
    near = _near(index, scores, question, meanings)
    top = max((scores.get(at, 0.0) for at in near), default=0.0) or 1.0
    related = _related(index, graph.relations, question)
    ranked = [
        _by_words(FactView(graph, index, at), index, question, related, (scores.get(at, 0.0) / top, meanings.get(at, 0.0))) for at in near
    ]
    ranked.sort(key=lambda each: (-each.score, each.fact.at))
    detailed = [_with_form(index, graph.relations, question, each) for each in ranked[: _CONSIDERED if question.extreme else _DETAILED]]
    return sorted(detailed, key=lambda each: (-each.score, each.fact.at))


def _scores(index: TextIndex, question: Question) -> dict[int, float]:
    weights: dict[int, float] = {}
    for topic in question.topics:
        for term, weight in topic.terms:
            weights[term] = max(weight, weights.get(term, 0.0))
    return index.scores(weights)


def _near(index: TextIndex, scores: Mapping[int, float], question: Question, extra: Mapping[int, float]) -> list[int]:
    """Return the facts that are compared in detail: those with the best words, and the best of each entity."""
    best = index.best(scores, _CONSIDERED, lambda at: index.kind(at) == "fact")
    found = dict.fromkeys(item.at for item in best)
    for mention in question.mentions:
        for entity in mention.candidates[:3]:
            facts = index.facts(entity)[:_OF_ENTITY]
            found.update(dict.fromkeys(sorted(facts, key=lambda at: (-scores.get(at, 0.0), at))[: _CONSIDERED // 2]))
    found.update(dict.fromkeys(extra))
    return list(found)


def _by_words(
    fact: FactView, index: TextIndex, question: Question, related: Mapping[int, float], similar: tuple[float, float]
) -> RankedFact:
    """Return a fact with what its words and entities speak for it; `similar` is the share of the best words, and of meaning."""
    meaning = similar[1]
    lexical = covered(index, question.content, fact.at) if question.content or not question.is_chinese else 0.0
    coverage = max(lexical, meaning * _meaning_coverage(question))
    entities = _entities(index, question, fact, related)
    score = WORDS * max(similar) + COVERAGE * coverage + ENTITIES * entities
    return RankedFact(fact, score, coverage, lexical, entities, fits=False, term=False, has_rival=_has_rival(index, question, fact))


def _has_rival(index: TextIndex, question: Question, fact: FactView) -> bool:
    members = {entity for _, entity in fact.members}
    lacking = [mention.candidates for mention in question.proper if mention.candidates and members.isdisjoint(mention.candidates)]
    names = {fold_name(index.label(entity)) for candidates in lacking for entity in candidates}
    kinds = {index.type(entity) for name, entity in fact.folded_names if not any(other in name for other in names)}
    return any(index.type(candidates[0]) in kinds for candidates in lacking)


def _meaning_coverage(question: Question) -> float:
    """Return how much a similar meaning covers what words say: nothing if the index knows the words."""
    if question.is_chinese:
        return _CHINESE_COVERAGE if question.content else _MEANING_COVERAGE
    return _MEANING_COVERAGE if question.known_share < _KNOWN_WORDS else 0.0


def _with_form(index: TextIndex, relations: Relations, question: Question, ranked: RankedFact) -> RankedFact:
    fits = has_form(index, relations, question, ranked.fact)
    term = _has_term(relations, question, ranked.fact)
    concepts = _has_concepts(index, relations, question, ranked.fact)
    weight = FORM_VALUE if question.form in VALUE_FORMS else FORM
    excluded = is_reversed(index, question, ranked.fact) or has_rival_subject(index, relations, question, ranked.fact)
    is_undated = bool(question.years) and not says_years(question, ranked.fact)
    score = ranked.score + weight * fits + TERM * term - EXCLUDED * excluded - UNDATED * is_undated
    return ranked._replace(score=score, fits=fits, term=term, has_concepts=concepts, is_excluded=excluded)


def _has_concepts(index: TextIndex, relations: Relations, question: Question, fact: FactView) -> bool:
    if question.form == "age":
        return True
    stated = (mention for mention in question.mentions if not mention.is_proper and not _VALUED.match(question.text, mention.end))
    named = {index.type(mention.candidates[0]) for mention in stated}
    wanted = {kind for kind in named if is_concept(relations, kind)}
    return wanted <= {index.type(entity) for _, entity in fact.members}


def covered(index: TextIndex, topics: Collection[Topic], at: int) -> float:
    """Return the share of what words say that an item has; a word of the same meaning counts nearly as much."""
    total = sum(topic.rarity for topic in topics)
    had = sum(topic.rarity * _held(index, topic, at) for topic in topics)
    return had / total if total else 1.0


def _held(index: TextIndex, topic: Topic, at: int) -> float:
    held = [weight for term, weight in topic.terms if index.holds(term, at)]
    return 0.0 if not held else 1.0 if max(held) == 1 else _SAME_MEANING


def _entities(index: TextIndex, question: Question, fact: FactView, related: Mapping[int, float]) -> float:
    """Return the share of the named entities that a fact has; a group named after one counts in part."""
    members = {entity for _, entity in fact.members}
    labels = [fold_name(index.label(entity)) for entity in members]
    total = sum(map(_importance, question.mentions))
    asked = set(words(question.text)) - STOP_WORDS
    found = sum(_importance(mention) * _share(index, mention, members, labels, asked) for mention in question.mentions)
    near = max((related.get(entity, 0.0) for entity in members), default=0.0)
    return max(found / total, near if len(question.proper) == 1 else 0.0) if total else 0.0


def _importance(mention: NamedEntity) -> float:
    """Return how much a name counts: a proper name more than a common noun."""
    return 1.0 if mention.is_proper else _COMMON_NOUN


def _share(index: TextIndex, mention: NamedEntity, members: set[int], labels: Iterable[str], asked: set[str]) -> float:
    if members & set(mention.candidates):
        return 1.0
    named = [fold_name(index.label(entity)) for entity in mention.candidates[:3]]
    after = [label.replace(name, " ") for name in named for label in labels if name in label]
    return max((_NAMED_AFTER if asked & set(words(rest)) else _NOT_ASKED for rest in after), default=0.0)


def is_concept(relations: Relations, kind: str) -> bool:
    """Return whether the individuals of a class are concepts, such as measures, rather than entities."""
    return CONCEPT in (kind, *relations.above.get(kind, ()))


def _related(index: TextIndex, relations: Relations, question: Question) -> dict[int, float]:
    """Return the entities that share a fact with a named one, each with how far it represents that."""
    found: dict[int, float] = {}
    for mention in question.proper:
        for candidate in mention.candidates[:_TRIED]:
            kind = index.type(candidate)
            for fact in index.facts(candidate)[:_TIES]:
                found.update({at: _RELATED for _, at in index.members(fact) if at not in found and index.type(at) != kind})
    found = {at: near for at, near in found.items() if not _is_general(relations, index.type(at))}
    for entity in found:
        if any(_held(index, topic, entity) == 1 for topic in question.content):
            found[entity] = _DESCRIBED
    return found


def _is_general(relations: Relations, kind: str) -> bool:
    return kind in relations.hubs or is_concept(relations, kind)


def has_form(index: TextIndex, relations: Relations, question: Question, fact: FactView) -> bool:
    """Return whether a fact has a value of the form that is asked for, which the question does not name itself."""
    if question.wanted and has_wanted(index, relations, question, fact):
        return True
    form = question.form
    if form in ("agent", "place"):
        roles = {term.name for term in index.ontology if form in term.forms and not term.is_class}
        free = answering(question, fact)
        return any(_is_of_form(index, relations, each, form) for each in free) or any(
            role in roles for role, entity in fact.members if entity in free
        )
    if form in VALUE_FORMS:
        return _has_value(index, question, fact)
    if form == "reason":
        return fact.has_reason
    return not question.wanted


def _has_value(index: TextIndex, question: Question, fact: FactView) -> bool:
    if question.form == "time":
        return fact.has_time
    if question.form == "age" and len(question.content) == 1:
        return _is_age(index, question, fact)
    return fact.has_number or (question.form == "age" and fact.has_time)


def _is_age(index: TextIndex, question: Question, fact: FactView) -> bool:
    """Return whether a fact is an age: a statement of it, or a figure whose measure is called so."""
    if any(term.name == fact.type and "age" in term.forms for term in index.ontology):
        return True
    return any(_held(index, question.content[0], entity) == 1 for entity in answering(question, fact))


def answering(question: Question, fact: FactView) -> list[int]:
    """Return the entities of a fact that the question does not name."""
    named = {entity for mention in question.mentions for entity in mention.candidates}
    return [entity for _, entity in fact.members if entity not in named]


def _is_of_form(index: TextIndex, relations: Relations, entity: int, form: str) -> bool:
    return form in forms_of(index, relations, index.type(entity))


def forms_of(index: TextIndex, relations: Relations, kind: str) -> set[str]:
    """Return the forms of question that the individuals of a class answer."""
    above = {kind, *relations.above.get(kind, ())}
    return {form for term in index.ontology if term.name in above for form in term.forms}


def has_wanted(index: TextIndex, relations: Relations, question: Question, fact: FactView) -> bool:
    """Return whether a fact has an entity of the wanted class, or the wanted property."""
    kinds = [index.type(entity) for entity in answering(question, fact)]
    if any(is_wanted(relations, question, kind) for kind in kinds):
        return True
    return fact.type in question.wanted or any(each.role in question.wanted for each in fact.fillers if each.role != OBJECT)


def is_wanted(relations: Relations, question: Question, kind: str) -> bool:
    """Return whether a class is one that a question asks for, or below it."""
    return not question.wanted.isdisjoint((kind, *relations.above.get(kind, ())))


def _has_term(relations: Relations, question: Question, fact: FactView) -> bool:
    """Return whether a fact is of a class or property that the question names, or has such a role."""
    kinds = {fact.type, *relations.above.get(fact.type, ())}
    return bool(question.asked_terms & kinds) or any(role in question.asked_terms for role, _ in fact.members)
