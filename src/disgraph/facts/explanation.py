"""`explain`: from names to facts, and from facts to the reasons why they hold; or what is known instead."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from disgraph.errors import MisuseError, UnknownName
from disgraph.facts.reasons import MAX_STEPS, Reason, Reasons, denied, following, joining
from disgraph.facts.statements import sentence_of
from disgraph.graph.graph import Graph
from disgraph.graph.resolver import resolve
from disgraph.rdf import DG, OWL, RDF, SKOS, Literal, NamedNode, Term, Triple, local_name, typed_iri
from disgraph.store.name_file import fold_name
from disgraph.wording.noun_counts import count_noun

_TYPE_WORDS = ("a", "is a", "type")
_KINDS = ("ObjectProperty", "DatatypeProperty")


class Explanation(NamedTuple):
    """The answer of `explain`.

    Attributes:
        question: the fact in question, as a sentence.
        facts: each fact that was found with its reasons, the shortest first.
        known: if there is no fact, sentences of what is known instead.
    """

    question: str
    facts: tuple[tuple[Reason, ...], ...]
    known: tuple[str, ...] = ()


def explain(graph: Graph, names: tuple[str, ...], limit: int = 1, max_steps: int = MAX_STEPS) -> Explanation:
    """Explain facts.

    Args:
        graph: with the triples that reasoning added.
        names: one entity, for everything derived about it; two, for everything that joins them; or subject, property and object.
        limit: maximum number of reasons of one fact.
        max_steps: maximum number of rules in a reason.

    Raises:
        MisuseError: more than three names, or the property or class is unknown.
        UnresolvedName: a name does not lead to one entity.
        LimitExceeded: a fact is derived only in more steps.
    """
    reasons = Reasons(graph, limit, max_steps)
    if len(names) == 1:
        node = _entity(graph, names[0])
        facts = tuple(map(reasons.why, following(graph, node)))
        known = () if facts else ("Nothing is derived about it; `disgraph show` lists what is stated.",)
        return Explanation(f"anything derived about {graph.label(node)}", facts, known)
    if len(names) == 2:  # noqa: PLR2004
        return _between(graph, reasons, _entity(graph, names[0]), _entity(graph, names[1]))
    if len(names) != 3:  # noqa: PLR2004
        raise MisuseError(f"{count_noun(len(names), 'name')} given.", "Give an entity, two entities, or subject, property and object.")
    subject, predicate = _entity(graph, names[0]), _property(graph, names[1])
    target = _class(graph, names[2]) if predicate == RDF["type"] else _object(graph, subject, predicate, names[2])
    question = sentence_of(graph, subject, predicate, target)
    if any(quad.object == target for quad in graph.about(subject, predicate)):
        return Explanation(question, (reasons.why(Triple(subject, predicate, target)),))
    return Explanation(question, (), tuple(dict.fromkeys(_known(graph, subject, predicate, target))))


def _between(graph: Graph, reasons: Reasons, one: NamedNode, other: NamedNode) -> Explanation:
    found = joining(graph, one, other)
    facts = tuple((reasons.why_record(each),) if isinstance(each, NamedNode) else reasons.why(each) for each in found)
    known = () if facts else tuple(_joined(graph, one, other)) or ("`disgraph path` looks for connections through others.",)
    return Explanation(f"{graph.label(one)} and {graph.label(other)} are joined directly", facts, known)


def _known(graph: Graph, subject: NamedNode, predicate: NamedNode, target: Term) -> Iterator[str]:
    """Yield what is known instead of a fact: what joins both entities, and the other values of the property."""
    if isinstance(target, NamedNode) and predicate != RDF["type"]:
        yield from _joined(graph, subject, target)
    else:
        yield from sorted(graph.label(node) for node in denied(graph, subject, target))
    for quad in sorted(graph.about(subject, predicate), key=str):
        yield sentence_of(graph, subject, predicate, quad.object)


def _joined(graph: Graph, one: NamedNode, other: NamedNode) -> Iterator[str]:
    for first, second in ((one, other), (other, one)):
        yield from sorted(graph.label(node) for node in denied(graph, first, second))
    for each in joining(graph, one, other):
        if isinstance(each, NamedNode):
            yield graph.label(each)
        else:
            assert isinstance(each.subject, NamedNode)
            yield sentence_of(graph, each.subject, each.predicate, each.object)


def _entity(graph: Graph, name: str) -> NamedNode:
    """Return the entity of a name, or the resource of an IRI."""
    node = typed_iri(name)
    if node is not None and any(graph.about(node)):
        return node
    return NamedNode(resolve(graph.names, name).iri)


def _object(graph: Graph, subject: NamedNode, predicate: NamedNode, name: str) -> Term:
    """Return the entity of a name, or the text or number of that spelling that the subject has."""
    values = [quad.object for quad in graph.about(subject, predicate) if isinstance(quad.object, Literal) and quad.object.value == name]
    if values:
        return values[0]
    try:
        return _entity(graph, name)
    except UnknownName:
        if predicate in _declared(graph, ("DatatypeProperty",)):
            return Literal(name)
        raise


def _property(graph: Graph, name: str) -> NamedNode:
    if name.lower() in _TYPE_WORDS or name == RDF["type"].value:
        return RDF["type"]
    return _term(graph, name, _declared(graph, _KINDS), "property")


def _class(graph: Graph, name: str) -> NamedNode:
    return _term(graph, name, _declared(graph, ("Class",)), "class")


def _declared(graph: Graph, kinds: tuple[str, ...]) -> list[NamedNode]:
    found = {quad.subject for kind in kinds for quad in graph.to(OWL[kind], RDF["type"])}
    return sorted((node for node in found if isinstance(node, NamedNode)), key=str)


def _labels(graph: Graph, term: NamedNode) -> list[str]:
    return [graph.label(term), *(quad.object.value for quad in graph.about(term, SKOS["altLabel"]) if isinstance(quad.object, Literal))]


def _term(graph: Graph, name: str, terms: list[NamedNode], kind: str) -> NamedNode:
    """Return the term of the ontology with a name: IRI, local name or label.

    Raises:
        MisuseError: no term has the name, or several have it.
    """
    wanted = fold_name(name)
    found = [term for term in terms if name in (term.value, local_name(term), f"dg:{local_name(term)}")]
    found = found or [term for term in terms if wanted in (local_name(term).lower(), *map(fold_name, _labels(graph, term)))]
    found = [term for term in found if term.value.startswith(DG)] or found  # a term of another vocabulary may have the same name
    if len(found) == 1:
        return found[0]
    if found:
        raise MisuseError(f"{name!r} denotes {len(found)} terms of the ontology.", f"Choose {', '.join(term.value for term in found)}.")
    from disgraph.similarity import nearest

    near = nearest(name[:80], [local_name(term) for term in terms])
    raise MisuseError(f"The ontology has no {kind} {name[:80]!r}.", f"Nearest: {', '.join(near)}.")
