"""The nodes of a graph as phrases of sentences."""

from __future__ import annotations

from collections.abc import Iterable

from disgraph.graph.graph import Graph
from disgraph.ontology.vocabulary import NUMERIC_DATATYPES
from disgraph.rdf import DG, RDF, Literal, NamedNode, Term, local_name
from disgraph.wording.amounts import spell_number
from disgraph.wording.noun_phrases import Phrase, phrases
from disgraph.wording.sentences import statement_sentence
from disgraph.wording.times import spell_time


def phrase_of(graph: Graph, node: Term) -> Phrase:
    """Return a node as a phrase: its label with number, preposition, short name and article; a number with commas."""
    if isinstance(node, Literal):
        return Phrase(spell_number(node.value) if node.datatype in NUMERIC_DATATYPES else node.value)
    prepositions = graph.relations.prepositions
    kinds = (local_name(quad.object) for quad in graph.about(node, RDF["type"]) if isinstance(quad.object, NamedNode))
    found = {prepositions[kind] for kind in kinds if kind in prepositions}
    return Phrase(
        text=graph.label(node),
        is_plural=graph.value(node, DG["isPlural"]) == "true",
        preposition=min(found, default=Phrase("").preposition),
        short=graph.value(node, DG["shortName"]),
        article=graph.value(node, DG["article"]),
        owner=graph.value(node, DG["calledAfter"]),
    )


def record_slots(graph: Graph, record: NamedNode, dates: Iterable[str] = ()) -> dict[str, list[Phrase]]:
    """Return the phrases of each role of a record, in the order of their labels.

    Args:
        graph: the opened graph.
        record: the node of the record.
        dates: of the documents that state it; empty for an unknown date.
    """
    slots: dict[str, list[Phrase]] = {}
    for quad in graph.about(record):
        if isinstance(quad.object, NamedNode | Literal):
            slots.setdefault(local_name(quad.predicate), []).append(phrase_of(graph, quad.object))
    known = list(dates)
    as_of = [max(known)] if known and all(known) else []
    return {role: sorted(values) for role, values in slots.items()} | {"asOf": phrases(as_of)}


def property_sentence(graph: Graph, subject: Term, name: str, target: Term) -> str:
    """Return a statement of a property that is an edge as a sentence."""
    edge = graph.relations.properties[name]
    return statement_sentence(edge.sentence, phrase_of(graph, subject), phrase_of(graph, target), edge.unnamed)


def value_sentence(graph: Graph, subject: Term, name: str, target: Term) -> str:
    """Return a statement of a property that is not an edge, but has a sentence."""
    value = phrase_of(graph, target)
    if isinstance(target, Literal) and target.datatype.value.endswith("EDTF"):
        value = value._replace(text=spell_time(target.value))
    return statement_sentence(graph.relations.sentences[name], phrase_of(graph, subject), value)
