"""A triple as a sentence, by the template of its property where it has one, else by its label."""

from __future__ import annotations

from disgraph.graph.graph import Graph
from disgraph.graph.node_phrases import phrase_of, property_sentence, value_sentence
from disgraph.rdf import DG, RDF, Literal, NamedNode, Term, local_name
from disgraph.wording.noun_phrases import with_article
from disgraph.wording.times import spell_time

_PARTS = ("subject", "predicate", "object")

#: Labels that end in one of these continue "is": helped by, part of, affiliated with.
_PREPOSITIONS = ("by", "from", "in", "of", "to", "with")


def sentence_of(graph: Graph, subject: NamedNode, predicate: NamedNode, target: Term) -> str:
    """Return a triple as a sentence; records are quoted with their own sentences."""
    first, second = _phrase(graph, subject), _phrase(graph, target)
    if predicate == RDF["type"]:
        return f"{first} is {with_article(graph.label(target))}"
    name = local_name(predicate) if predicate.value.startswith(DG) else ""
    if name in graph.relations.properties:
        return property_sentence(graph, subject, name, target)
    if name in graph.relations.sentences:
        return value_sentence(graph, subject, name, target)
    label = graph.label(predicate)
    if isinstance(target, Literal):
        return f"{label} of {first}: {second}"
    if is_record(graph, subject):
        return role_sentence(first, label, second)
    return label_sentence(first, _with_article(label) if is_record(graph, target) else label, second)


def fact_of_claim(graph: Graph, claim: Term) -> str:
    """Return what a claim states: the sentence of its record or statement; the label of a claim that is denied or proposed."""
    for quad in graph.about(claim, DG["asserts"]):
        return graph.label(quad.object)
    subject, predicate, target = (next((quad.object for quad in graph.about(claim, RDF[name])), None) for name in _PARTS)
    if isinstance(subject, NamedNode) and isinstance(predicate, NamedNode) and target is not None:
        return sentence_of(graph, subject, predicate, target)
    return graph.label(claim)


def role_sentence(record: str, role: str, filler: str) -> str:
    """Return who has a role in a record.

    >>> role_sentence("\u201cAnn works at Light School\u201d", "employee", "Ann")
    'In \u201cAnn works at Light School\u201d, the employee is Ann'
    """
    is_noun = not role.endswith(("ed", *(f" {word}" for word in _PREPOSITIONS))) and role != "about"
    return f"In {record}, the {role} is {filler}" if is_noun else f"In {record}: {role}: {filler}"


def _with_article(label: str) -> str:
    """Return the label of a property that leads to a record with `the` before its noun.

    >>> _with_article("has employment"), _with_article("helper in"), _with_article("helped by")
    ('has the employment', 'the helper in', 'helped by')
    """
    if label.startswith("has "):
        return label.replace("has ", "has the ", 1)
    return f"the {label}" if label.endswith(" in") else label


def label_sentence(subject: str, label: str, target: str) -> str:
    """Return a sentence of a property without a template, by the form of its label.

    >>> [label_sentence("Ann", label, "Ben") for label in ("works for", "helped", "helped by", "official parent")]
    ['Ann works for Ben', 'Ann helped Ben', 'Ann is helped by Ben', 'Ann: official parent: Ben']
    >>> label_sentence("Ann", "has disability", "visual disability")
    'Ann has a visual disability'
    """
    words = label.split()
    if words[0] == "has" and target.endswith(words[-1]):
        return f"{subject} has {with_article(target)}"
    if words[0].endswith("s") or (len(words) == 1 and label.endswith("ed")):
        return f"{subject} {label} {target}"
    if words[-1] in _PREPOSITIONS:
        return f"{subject} is {label} {target}"
    return f"{subject}: {label}: {target}"


def _phrase(graph: Graph, node: Term) -> str:
    if isinstance(node, Literal):
        return spell_time(node.value) if node.datatype.value.endswith("EDTF") else node.value
    return f"\u201c{graph.label(node)}\u201d" if is_record(graph, node) else phrase_of(graph, node).words


def is_record(graph: Graph, node: Term) -> bool:
    """Return whether a claim asserts a node as its record."""
    return any(graph.to(node, DG["asserts"]))
