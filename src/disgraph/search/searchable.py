"""What can be found in a graph: its entities, facts and passages, with the texts in which they are found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from disgraph.facts.statements import sentence_of
from disgraph.graph.graph import Graph
from disgraph.rdf import DCTERMS, DG, OA, RDF, RDFS, SKOS, DefaultGraph, Literal, NamedNode, Quad, Term, local_name

#: The kinds of items, by number.
ENTITY, FACT, PASSAGE = range(3)
KINDS = ("entity", "fact", "passage")

#: The roles of the two ends of a statement, next to the roles of records.
SUBJECT, OBJECT = "subject", "object"

#: The role that every entity of a record has.
EVERY_ROLE = "hasParticipant"

#: Weights of texts: a name, a sentence, the words of a document, and what the ontology calls the class and roles of a fact.
_NAME, _SENTENCE, _QUOTE, _OTHER_NAME, _TERM = 3.0, 1.0, 0.6, 0.4, 0.3

Statement = tuple[NamedNode, NamedNode, Term]


class SearchItem(NamedTuple):
    """An entity, a fact or a passage.

    Attributes:
        kind: one of the numbers above.
        iri: of an entity, of a record, of a claim that makes a statement, or of a piece of evidence.
        label: name, sentence or quote.
        type: local name of the class of an entity or record, or of the property of a statement.
        documents: ids of the documents that state it.
        claims: IRIs of the claims that state it.
        texts: its texts, each with a weight.
        members: the entities of a fact, each with its role.
    """

    kind: int
    iri: str
    label: str
    type: str
    documents: tuple[str, ...]
    claims: tuple[str, ...]
    texts: tuple[tuple[float, str], ...]
    members: tuple[tuple[str, str], ...] = ()


class _Described:
    """Scans of a graph: each predicate is read once, whatever the backend."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph

    def pairs(self, predicate: NamedNode) -> Iterator[Quad]:
        """Return the triples of a predicate, sorted."""
        return iter(sorted(self.graph.quads.quads_for_pattern(None, predicate, None, DefaultGraph()), key=str))

    def by_subject(self, predicate: NamedNode) -> dict[Term, list[Term]]:
        """Return the objects of a predicate, by subject."""
        found: dict[Term, list[Term]] = defaultdict(list)
        for quad in self.pairs(predicate):
            found[quad.subject].append(quad.object)
        return found

    @cached_property
    def quotes(self) -> dict[Term, str]:
        """The quotes, by evidence."""
        return {quad.subject: quad.object.value for quad in self.pairs(DG["quote"]) if isinstance(quad.object, Literal)}

    @cached_property
    def documents(self) -> dict[Term, str]:
        """The ids of documents, by evidence."""
        ids = {quad.subject: quad.object.value for quad in self.pairs(DCTERMS["identifier"]) if isinstance(quad.object, Literal)}
        sources = ((quad.subject, quad.object) for quad in self.pairs(OA["hasSource"]))
        return {node: ids.get(document, "") for node, document in sources if isinstance(document, NamedNode)}

    @cached_property
    def evidence(self) -> dict[Term, list[Term]]:
        """The evidence of claims."""
        return self.by_subject(DG["hasEvidence"])

    @cached_property
    def names(self) -> dict[str, set[str]]:
        """The names of entities and of terms of the ontology, by IRI."""
        found: dict[str, set[str]] = defaultdict(set)
        for predicate in (RDFS["label"], SKOS["altLabel"]):
            for quad in self.pairs(predicate):
                if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                    found[quad.subject.value].add(quad.object.value)
        return found

    def words_of(self, name: str) -> str:
        """Return what the ontology calls a class or property, in every language."""
        return "; ".join(sorted(self.names.get(DG[name].value, ())))


def search_items(graph: Graph) -> list[SearchItem]:
    """Return what can be found in a graph: entities by IRI, then facts, then passages."""
    described = _Described(graph.whole())
    return [*_entities(described), *_facts(described), *_passages(described)]


def _entities(described: _Described) -> Iterator[SearchItem]:
    """Yield the entities; their other names are those in the graph, which every backend has."""
    known = {name.iri: (name.label, name.type, name.documents) for name in described.graph.names.every()}
    notes = {quad.subject: quad.object for quad in described.pairs(DCTERMS["description"])}
    for iri, (label, kind, documents) in sorted(known.items()):
        note = notes.get(NamedNode(iri))
        texts = (
            (_NAME, label),
            (1.0, "; ".join(sorted(described.names.get(iri, ())))),
            (_SENTENCE, note.value if isinstance(note, Literal) else ""),
            (_TERM, described.words_of(kind)),
        )
        yield SearchItem(ENTITY, iri, label, kind, tuple(filter(None, documents.split(","))), (), texts)


def _facts(described: _Described) -> Iterator[SearchItem]:
    named = {name.iri for name in described.graph.names.every()}
    records: dict[NamedNode, list[NamedNode]] = defaultdict(list)
    for quad in described.pairs(DG["asserts"]):
        if isinstance(quad.object, NamedNode) and isinstance(quad.subject, NamedNode):
            records[quad.object].append(quad.subject)
    for record, claims in records.items():
        yield _record(described, record, claims, named)
    yield from _statements(described, named)


def _record(described: _Described, record: NamedNode, claims: list[NamedNode], named: set[str]) -> SearchItem:
    graph = described.graph
    roles = [quad for quad in graph.about(record) if quad.predicate.value.startswith(DG)]
    members = _members(roles, named)
    called = "; ".join(map(described.words_of, [*_classes(graph, record), *sorted({role for role, _ in members})]))
    plain = "; ".join(sorted(quad.object.value for quad in roles if isinstance(quad.object, Literal) and _is_text(quad.object)))
    label = graph.label(record)
    own = ((_SENTENCE, label), (_OTHER_NAME, plain), (_TERM, called))
    texts = (*own, *_evidence_texts(described, claims), *_names_of(described, members))
    return SearchItem(FACT, record.value, label, graph.type(record), _sources(described, claims), _iris(claims), texts, members)


def _members(roles: Iterable[Quad], named: set[str]) -> tuple[tuple[str, str], ...]:
    """Return the entities of a record with their roles; the role that every entity of a record has is left out."""
    found = {(local_name(quad.predicate), quad.object.value) for quad in roles if isinstance(quad.object, NamedNode)}
    return tuple(sorted((role, iri) for role, iri in found if iri in named and role != EVERY_ROLE))


def _classes(graph: Graph, record: NamedNode) -> list[str]:
    kinds = (quad.object for quad in graph.about(record, RDF["type"]))
    return sorted(local_name(kind) for kind in kinds if isinstance(kind, NamedNode) and kind.value.startswith(DG))


def _is_text(literal: Literal) -> bool:
    return literal.datatype.value.endswith(("#string", "langString")) and len(literal.value) > 1


def _statements(described: _Described, named: set[str]) -> Iterator[SearchItem]:
    predicates, objects = described.by_subject(RDF["predicate"]), described.by_subject(RDF["object"])
    claims: dict[Statement, list[NamedNode]] = defaultdict(list)
    for quad in described.pairs(RDF["subject"]):
        node = quad.subject
        if isinstance(node, NamedNode) and isinstance(quad.object, NamedNode) and node in described.evidence:
            for predicate, target in zip(predicates[node], objects[node], strict=True):
                assert isinstance(predicate, NamedNode)
                claims[quad.object, predicate, target].append(node)
    for statement, stating in claims.items():
        yield _statement(described, statement, stating, named)


def _statement(described: _Described, statement: Statement, claims: list[NamedNode], named: set[str]) -> SearchItem:
    subject, predicate, target = statement
    ends = ((SUBJECT, subject), (OBJECT, target))
    members = tuple((role, end.value) for role, end in ends if isinstance(end, NamedNode) and end.value in named)
    label, name = sentence_of(described.graph, subject, predicate, target), local_name(predicate)
    own = ((_SENTENCE, label), (_TERM, described.words_of(name)))
    texts = (*own, *_evidence_texts(described, claims), *_names_of(described, members))
    return SearchItem(FACT, claims[0].value, label, name, _sources(described, claims), _iris(claims), texts, members)


def _evidence_texts(described: _Described, claims: Iterable[NamedNode]) -> Iterator[tuple[float, str]]:
    nodes = dict.fromkeys(node for claim in claims for node in described.evidence.get(claim, ()))
    return ((_QUOTE, described.quotes.get(node, "")) for node in nodes)


def _names_of(described: _Described, members: Iterable[tuple[str, str]]) -> Iterator[tuple[float, str]]:
    return ((_OTHER_NAME, "; ".join(sorted(described.names.get(iri, ())))) for _, iri in members)


def _sources(described: _Described, claims: Iterable[NamedNode]) -> tuple[str, ...]:
    nodes = (node for claim in claims for node in described.evidence.get(claim, ()))
    return tuple(sorted({described.documents.get(node, "") for node in nodes} - {""}))


def _iris(claims: Iterable[NamedNode]) -> tuple[str, ...]:
    return tuple(claim.value for claim in claims)


def _passages(described: _Described) -> Iterator[SearchItem]:
    stating: dict[Term, list[NamedNode]] = defaultdict(list)
    for claim, nodes in described.evidence.items():
        for node in nodes:
            if isinstance(claim, NamedNode):
                stating[node].append(claim)
    for node, claims in sorted(stating.items(), key=lambda found: str(found[0])):
        quote = described.quotes.get(node, "")
        if isinstance(node, NamedNode) and quote:
            document = described.documents.get(node, "")
            yield SearchItem(PASSAGE, node.value, quote, "", (document,) if document else (), _iris(claims), ((_SENTENCE, quote),))
