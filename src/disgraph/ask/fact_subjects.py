"""The subject of a fact: the entities with which its sentence begins; whether it is another one than that which a question names."""

from __future__ import annotations

from disgraph.ask.fact_views import FactView
from disgraph.ask.question import Question
from disgraph.ask.question_language import VALUE_FORMS
from disgraph.graph.name_matching import is_description
from disgraph.ontology.relations import Relations
from disgraph.rdf import Literal
from disgraph.search.text_index import TextIndex
from disgraph.store.name_file import fold_name

#: What joins the names of several subjects.
_JOINTS = (", and ", " and ", ", ")
_ARTICLE = "the "

#: The form of question that agents answer, and the class of all entities.
_AGENT, _ROOT = "agent", "Entity"

#: Blanks in the shortest description, and letters of the longest joint between a subject and a description that is the verb itself.
_SHORTEST, _NEAR = 3, 3


def subjects_of(fact: FactView) -> tuple[list[int], str]:
    """Return the entities with which the sentence of a fact begins, and the folded rest of the sentence."""
    rest = fold_name(fact.sentence)
    found: list[int] = []
    while True:
        plain = rest.removeprefix(_ARTICLE)
        name, entity = next(((name, entity) for name, entity in fact.folded_names if _begins(plain, name)), ("", -1))
        if not name:
            return found, rest
        found.append(entity)
        rest = plain[len(name) :]
        joint = next((joint for joint in _JOINTS if rest.startswith(joint)), "")
        if not joint:
            return found, rest
        rest = rest[len(joint) :]


def without_names(fact: FactView, text: str) -> str:
    """Return a folded part of the sentence of a fact without the names of its entities; longer names go first."""
    for name, _ in fact.folded_names:
        text = text.replace(name, " ")
    return text


def main_clause(fact: FactView) -> str:
    """Return the folded sentence of a fact after its subject, without the description that follows what it states, such as a manner."""
    rest = subjects_of(fact)[1]
    for filler in fact.fillers:
        text = fold_name(filler.term.value) if isinstance(filler.term, Literal) else ""
        at = rest.find(text) if text.count(" ") >= _SHORTEST else -1
        rest = f"{rest[:at]} {rest[at + len(text) :]}" if at > _NEAR else rest
    return rest


def _begins(sentence: str, name: str) -> bool:
    """Return whether a sentence begins with a name, not with the possessive form of it."""
    return sentence.startswith(name) and sentence[len(name) : len(name) + 1] in ("", " ", ",", ":", ";", "(")


def has_rival_subject(index: TextIndex, relations: Relations, question: Question, fact: FactView) -> bool:
    """Return whether a fact lacks a named entity and is about another one of the same sort: Bob's salary is not Ann's."""
    members = {entity for _, entity in fact.members}
    if question.form in VALUE_FORMS and _is_of_a_group(index, question, fact):
        return True
    lacking = [mention.candidates for mention in question.proper if mention.candidates and members.isdisjoint(mention.candidates)]
    if not lacking:
        return False
    named = {entity for mention in question.mentions for entity in mention.candidates}
    subjects = [entity for entity in subjects_of(fact)[0] if entity not in named and not is_description(index.label(entity))]
    return any(_is_of_sort(index, relations, entity, candidates[0]) for entity in subjects for candidates in lacking)


def _is_of_a_group(index: TextIndex, question: Question, fact: FactView) -> bool:
    """Return whether a figure is of a group called after a named entity, which the question does not name: farmers helped by Ann."""
    named = {entity: fold_name(index.label(entity)) for mention in question.proper for entity in mention.candidates}
    asked = fold_name(question.text)
    labels = [fold_name(index.label(entity)) for _, entity in fact.members if entity not in named]
    return any(f" by {name}" in label and label not in asked for label in labels for name in named.values())


def _is_of_sort(index: TextIndex, relations: Relations, one: int, other: int) -> bool:
    """Return whether two entities are of one class, or two agents of one sort, such as organisations."""
    kinds = (index.type(one), index.type(other))
    if kinds[0] == kinds[1]:
        return True
    common = set.intersection(*({kind, *relations.above.get(kind, ())} for kind in kinds))
    forms = {term.name: term.forms for term in index.ontology if term.is_class and term.forms}
    is_agent = any(_AGENT in forms.get(kind, ()) for kind in common)
    return is_agent and any(kind not in forms and relations.depths[kind] > relations.depths[_ROOT] for kind in common)
