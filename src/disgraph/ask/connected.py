"""Answering how two entities are connected, from a path."""

from __future__ import annotations

from collections.abc import Sequence

from disgraph.ask.answering import Answered, AnswerFact
from disgraph.ask.verdict import ANSWERED, NOT_STATED
from disgraph.rdf import RDFS, NamedNode
from disgraph.relationships.edge import Hop

_NONE = "The documents do not say: no chain of relations connects them."


def connected(answered: Answered, labels: Sequence[str], hops: Sequence[Hop]) -> Answered:
    """Return the answer to a question for a connection.

    Args:
        answered: the answer from single facts: it has the entities and notes.
        labels: of the entities of the best path; empty if there is none.
        hops: one for each step of it.
    """
    if not hops:
        return answered._replace(
            status=NOT_STATED, answer="The documents do not say: no chain of relations connects them.", facts=(), sparql=""
        )
    facts = tuple(AnswerFact(hop.sentence, hop.record or _claim(hop), (), hop.passages, is_answer=True) for hop in hops)
    records = " ".join(str(NamedNode(hop.record)) for hop in hops if hop.record)
    sparql = f"SELECT ?fact ?sentence WHERE {{\n  VALUES ?fact {{ {records} }}\n  ?fact {RDFS['label']} ?sentence .\n}}"
    return answered._replace(status=ANSWERED, answer=" \u2013 ".join(labels), facts=facts, sparql=sparql)


def _claim(hop: Hop) -> str:
    return hop.passages[0].claim if hop.passages else ""
