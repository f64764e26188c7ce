"""Why a fact of the graph holds: the passages that state it, or the rule and premises from which it is derived."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from disgraph.errors import LimitExceeded
from disgraph.facts.statements import is_record, sentence_of
from disgraph.graph import passages
from disgraph.graph.graph import Graph
from disgraph.passage import Passage
from disgraph.rdf import DCTERMS, DG, INFERRED, OWL, RDF, SKOS, DefaultGraph, NamedNode, Term, Triple
from disgraph.reasoning.derive import Derivation, Deriver, Subject
from disgraph.reasoning.rule_text import rule_in_words

#: On what a fact rests, and its description; a derived fact also has its rule, a stated one its passages.
FOLLOWS, STATED = "follows", "stated"
BASES = {
    FOLLOWS: "derived",
    STATED: "stated by a document",
    "table": "background from a table of places, not from the documents",
    "type": "its type, given by the annotators",
    "ontology": "stated by the ontology",
    "judgement": "a judgement of identity",
    "data": "the account of the data itself",
}
_TABLE = (DG["officialParent"], DG["administrativeCode"])
_IDENTITY = (OWL["differentFrom"], DG["possiblySameAs"])

#: Maximum number of rules in an explanation; the shipped graph needs seven.
MAX_STEPS = 12


class Reason(NamedTuple):
    """A fact and why it holds.

    `basis` is a key of `BASES`. A derived fact has a rule in words and premises, which are reasons too; a stated one has passages.
    """

    triple: Triple
    sentence: str
    basis: str
    rule: str = ""
    premises: tuple[Reason, ...] = ()
    passages: tuple[Passage, ...] = ()
    source: str = ""

    def leaves(self) -> tuple[Reason, ...]:
        """Return the reasons without premises that it rests on, each once."""
        if not self.premises:
            return (self,)
        return tuple(dict.fromkeys(leaf for premise in self.premises for leaf in premise.leaves()))


class _Stored:
    """The asserted triples and the derived ones, separately."""

    def __init__(self, graph: Graph) -> None:
        self._all, self._asserted = graph.quads, graph.asserted().quads

    def asserted(self, subject: Subject | None, predicate: NamedNode, target: Term | None) -> Iterable[Triple]:
        return (quad.triple for quad in self._asserted.quads_for_pattern(subject, predicate, target, DefaultGraph()))

    def inferred(self, subject: Subject | None, predicate: NamedNode, target: Term | None) -> Iterable[Triple]:
        return (quad.triple for quad in self._all.quads_for_pattern(subject, predicate, target, INFERRED))


class Reasons:
    """Explains facts of a graph.

    Args:
        graph: with the triples that reasoning added.
        limit: maximum number of explanations of one fact.
        max_steps: maximum number of rules in one.
    """

    def __init__(self, graph: Graph, limit: int = 1, max_steps: int = MAX_STEPS) -> None:
        self._graph = graph
        self._max_steps = max_steps
        self._deriver = Deriver(_Stored(graph), graph.rules, limit)

    def why(self, triple: Triple) -> tuple[Reason, ...]:
        """Return why a triple of the graph holds, the shortest explanation first.

        Raises:
            LimitExceeded: it is derived only in more steps.
        """
        found = self._deriver.derive(triple, self._max_steps)
        if not found:
            sentence = self._sentence(triple)
            raise LimitExceeded(f"No explanation within {self._max_steps} steps: {sentence}.", "Raise --max-steps.")
        return tuple(map(self._reason, found))

    def why_record(self, record: NamedNode) -> Reason:
        """Return why a record is in the graph: the claims that assert it."""
        (kind, *_) = sorted((quad.triple for quad in self._graph.about(record, RDF["type"])), key=str)
        return Reason(kind, self._graph.label(record), STATED, passages=tuple(passages.of_record(self._graph, record)))

    def _reason(self, derivation: Derivation) -> Reason:
        triple, rule, premises = derivation
        if rule is None:
            return self._leaf(triple)
        words = rule_in_words(rule, self._graph.label)
        return Reason(triple, self._sentence(triple), FOLLOWS, words, tuple(map(self._reason, premises)))

    def _leaf(self, triple: Triple) -> Reason:
        stated = self._passages(triple)
        basis = STATED if stated else self._basis(triple)
        source = ""
        if basis == "table":
            source = "; ".join(sorted(self._graph.label(quad.object) for quad in self._graph.about(triple.subject, DCTERMS["source"])))
        return Reason(triple, self._sentence(triple), basis, passages=tuple(stated), source=source)

    def _passages(self, triple: Triple) -> list[Passage]:
        subject, predicate, target = triple
        if not isinstance(subject, NamedNode):
            return []
        stated = passages.of_statement(self._graph, subject, predicate, target)
        return stated or (passages.of_record(self._graph, subject) if is_record(self._graph, subject) else [])

    def _basis(self, triple: Triple) -> str:
        subject, predicate, _ = triple
        if predicate in _TABLE:
            return "table"
        if predicate in _IDENTITY:
            return "judgement"
        kinds = {quad.object for quad in self._graph.about(subject, RDF["type"])}
        if SKOS["Concept"] in kinds or (isinstance(subject, NamedNode) and subject.value.startswith(DG)):
            return "ontology"
        return "type" if predicate == RDF["type"] and DG["Entity"] in kinds else "data"

    def _sentence(self, triple: Triple) -> str:
        assert isinstance(triple.subject, NamedNode)
        return sentence_of(self._graph, triple.subject, triple.predicate, triple.object)


def joining(graph: Graph, one: NamedNode, other: NamedNode) -> Iterator[Triple | NamedNode]:
    """Return what joins two entities: statements in both directions, then records that have both in a role."""
    for source, target in ((one, other), (other, one)):
        found = (quad.triple for quad in graph.about(source) if quad.object == target and quad.predicate.value.startswith(DG))
        yield from sorted(found, key=str)
    both = {quad.subject for quad in graph.to(one)} & {quad.subject for quad in graph.to(other)}
    yield from sorted((node for node in both if isinstance(node, NamedNode) and is_record(graph, node)), key=str)


def following(graph: Graph, node: NamedNode) -> Iterator[Triple]:
    """Return the statements and types of an entity that reasoning added, of the ontology's own terms.

    Relations between entities come first, then relations to records, and classes last.
    """

    def order(triple: Triple) -> tuple[bool, bool, str]:
        return (triple.predicate == RDF["type"], is_record(graph, triple.object), str(triple))

    for quad in sorted((quad.triple for quad in graph.about(node)), key=order):
        subject, predicate, target = quad
        own = target if predicate == RDF["type"] else predicate
        if isinstance(own, NamedNode) and own.value.startswith(DG) and graph.is_inferred(node, predicate, target):
            yield Triple(subject, predicate, target)


def denied(graph: Graph, subject: NamedNode, target: Term) -> Iterator[NamedNode]:
    """Return the denied statements with a subject and an object."""
    for quad in graph.to(subject, OWL["sourceIndividual"]):
        objects = {found.object for name in ("targetIndividual", "targetValue") for found in graph.about(quad.subject, OWL[name])}
        if isinstance(quad.subject, NamedNode) and target in objects:
            yield quad.subject
