"""Who or what something is: the facts that say most of its description, which is not a fact itself.

Posts and plain statements come before records of what happened to a person: an illness does not introduce anyone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from disgraph.ask.fact_ranking import RankedFact
from disgraph.ask.named_entities import NamedEntity
from disgraph.ask.question import Question
from disgraph.graph.graph import Graph
from disgraph.rdf import DCTERMS, NamedNode
from disgraph.search.searchable import SUBJECT
from disgraph.search.text_index import TextIndex

#: What is left of the question without the name.
_WHO_IS = re.compile(r"(?:who|what)(?:[\u2019']s| is| are| was| were)(?: the| an?)? ?|tell me about(?: the)? ?", re.IGNORECASE)
_WHO_IS_CHINESE = re.compile(r"\u8c01\u662f|\u662f\u8c01|\u662f\u4ec0\u4e48|\u4ec0\u4e48\u662f")

#: Facts identify if they say at least this share of what the best one says of the description; their maximum number.
_ALIKE, _MOST = 0.6, 3
#: The share of the description that a post or statement must say to come first.
_SAID = 0.2


def asked_about(question: Question) -> NamedEntity | None:
    """Return what a question asks who or what it is; None for another question."""
    for name in question.mentions:
        rest = f"{question.text[: name.start]}{question.text[name.end :]}".strip(" ?.!\uff1f")
        if (_WHO_IS.fullmatch(f"{rest} ") or _WHO_IS_CHINESE.fullmatch(rest)) and name.candidates:
            return name
    return None


def identifying_facts(
    graph: Graph, index: TextIndex, name: NamedEntity, rank: Callable[[str], Sequence[RankedFact]]
) -> tuple[list[RankedFact], list[RankedFact]]:
    """Return the facts that say who or what an entity is, and its other facts, the best first.

    Args:
        graph: the opened graph.
        index: of its texts.
        name: of the entity.
        rank: returns the facts that a text is about, best first.
    """
    entity = name.candidates[0]
    label, description = index.label(entity), graph.value(NamedNode(index.iri(entity)), DCTERMS["description"])
    own = [each for each in rank(f"{label}: {description}") if any(member == entity for _, member in each.fact.members)]

    def order(each: RankedFact) -> tuple[bool, float, bool, float]:
        is_identifying = _is_identifying(each, graph.relations.identifying)
        return (not is_identifying, -round(each.coverage, 1), not _is_subject(each, entity), -each.score)

    own.sort(key=order)
    best = [each for each in own[:_MOST] if each.coverage >= own[0].coverage * _ALIKE]
    return best, own[len(best) :]


def _is_identifying(ranked: RankedFact, identifying: frozenset[str]) -> bool:
    return ranked.coverage >= _SAID and (ranked.fact.is_statement or ranked.fact.type in identifying)


def _is_subject(ranked: RankedFact, entity: int) -> bool:
    """Return whether a fact is a statement about an entity, or a record without another participant before it."""
    roles = [role for role, member in ranked.fact.members if member == entity]
    return SUBJECT in roles or ranked.fact.members[0][1] == entity
