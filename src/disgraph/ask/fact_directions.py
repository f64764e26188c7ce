"""Whether a fact says that who does something in a question does it: Ann helped Bob does not say whom Bob helped.

The subject of a fact is read from its sentence: its verb follows it. Verbs whose subject is another role (the employer employs) are
declared with `dg:subjectVerb`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from disgraph.ask.asked_actions import AskedAction
from disgraph.ask.fact_subjects import subjects_of, without_names
from disgraph.ask.fact_views import FactView
from disgraph.ask.named_entities import NamedEntity
from disgraph.ask.question import Question
from disgraph.ask.question_language import synonyms_of
from disgraph.search.text_index import TextIndex
from disgraph.search.word_forms import words
from disgraph.store.name_file import fold_name

#: Words before the verb of a passive sentence.
_PASSIVE = frozenset(("was", "were", "is", "are", "been", "be"))

#: The last place of the main verb after the subject: it may follow has or have, and an adverb.
_MAIN = 2

#: Asks whether X is something; what comes before something that X has: a person with a father need not be one.
_IS_ONE = re.compile(r"^(?:Is|Are|Was|Were|is|are|was|were) [^?]*[A-Z][\w'-]* (?:also )?an? ([a-z-]+)\??$")
_HAVING = r"(?:\b(?:has|have|had|his|her|their)|'s) (?:an? )?"


class Direction(NamedTuple):
    """The entities that do what a verb says, if a fact says so, and those that surely do not."""

    doers: frozenset[int]
    others: frozenset[int]


def direction_of(index: TextIndex, action: AskedAction, fact: FactView) -> Direction | None:
    """Return who does what a verb says in a fact; None if the fact has no such verb.

    Args:
        index: of the texts.
        action: what the question says that is done.
        fact: the fact.
    """
    doers = frozenset(entity for role, entity in fact.members if role in action.roles)
    every = frozenset(entity for _, entity in fact.members)
    if doers:
        return Direction(doers, every - doers)
    subjects, rest = subjects_of(fact)
    said = list(words(without_names(fact, rest)))
    stems = list(map(index.stem_of, said))
    same = {action.stem} if action.stem in stems else action.synonyms
    at = next((at for at, each in enumerate(stems) if each in same), None)
    if at is None or not subjects or (at > _MAIN and said[at].endswith("ed")):
        return None  # a participle after the main verb may belong to anything
    if said[at - 1 : at] and said[at - 1] in _PASSIVE and not said[at].endswith("ing"):
        return Direction(frozenset(), frozenset(subjects))
    return Direction(frozenset(subjects), every - frozenset(subjects))


def is_reversed(index: TextIndex, question: Question, fact: FactView) -> bool:
    """Return whether a fact says the opposite of a question about who does what: its doers are not the doers of the question.

    If it is asked who does it, a fact without the verb must have the named entities on the right side too.
    """
    kind = _IS_ONE.search(question.text)
    if kind and re.search(f"{_HAVING}({'|'.join({kind.group(1), *synonyms_of(kind.group(1))})})\\b", fold_name(fact.sentence)):
        return True
    action = question.action
    if action is None or not (action.doers or action.others):
        return False
    found = direction_of(index, action, fact)
    if question.form == "agent":
        if not all(_has(mention, fact) for mention in (*action.doers, *action.others)):
            return True
        subjects = frozenset(subjects_of(fact)[0])
        found = found or Direction(subjects, frozenset(entity for _, entity in fact.members) - subjects)
    if found is None:
        return False
    is_other = any(_is_only_among(mention, found.others, found.doers) for mention in action.doers)
    return is_other or any(_is_only_among(mention, found.doers, found.others) for mention in action.others)


def _has(mention: NamedEntity, fact: FactView) -> bool:
    return any(entity in mention.candidates for _, entity in fact.members)


def _is_only_among(mention: NamedEntity, wrong: frozenset[int], right: frozenset[int]) -> bool:
    return bool(wrong.intersection(mention.candidates)) and right.isdisjoint(mention.candidates)
