"""A copy of a graph without the names of persons, their places and the quotes of documents; structure and figures are kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from disgraph.ontology.vocabulary import NUMERIC_DATATYPES, Vocabulary
from disgraph.pipeline.graph_files import CopiedGraph
from disgraph.privacy.allowlist import FIGURES, LEADS_BACK, MARKS, NAMED, NAMES, ONSET, QUOTES, TITLES, WITHHELD
from disgraph.privacy.graph_data import GraphData, GraphStatements, names_of_copy
from disgraph.privacy.pseudonyms import Pseudonym, numbered, renamed
from disgraph.rdf import DCTERMS, DG, RDFS, Literal, NamedNode, Quad, Term, local_name
from disgraph.reasoning.axioms import read_axioms
from disgraph.reasoning.rules import make_rules
from disgraph.wording.amounts import spell_number
from disgraph.wording.noun_phrases import Phrase
from disgraph.wording.sentences import record_sentence

#: The title of the copy; the name of the project could reveal its origin.
TITLE = "disgraph: pseudonymised copy"


def pseudonymise(statements: GraphStatements, vocabulary: Vocabulary) -> CopiedGraph:
    """Return a graph without names, quotes and free texts, of the same form.

    Args:
        statements: of the graph.
        vocabulary: its ontology.
    """
    reading = GraphData(statements, vocabulary)
    kept, secret = reading.shown(NAMED)
    words = {node: reading.word(node) for node in reading.types if node not in kept}
    return rewrite(reading, numbered(words, kept, statements.summary.get("digest", ""), secret))


def rewrite(reading: GraphData, new: dict[NamedNode, Pseudonym]) -> CopiedGraph:
    """Return the graph with other names for some nodes, and without the texts of all."""
    rewriter = _PseudonymWriter(reading, new)
    asserted = frozenset(rewriter.quads(reading.statements.asserted)) | frozenset(rewriter.sentences())
    inferred = frozenset(rewriter.quads(reading.statements.inferred))
    entities = [new[node].node if node in new else node for node in reading.entities]
    rules = tuple(make_rules(read_axioms(reading.vocabulary.quads)))
    summary = {key: value for key, value in reading.statements.summary.items() if key != "digest"}
    return CopiedGraph(asserted, inferred, names_of_copy(asserted | inferred, entities, reading), rules, summary | {"project": TITLE})


class _PseudonymWriter:
    def __init__(self, reading: GraphData, new: dict[NamedNode, Pseudonym]) -> None:
        self._reading, self._new = reading, new
        _, self._secret = reading.shown(NAMED)

    def quads(self, quads: frozenset[Quad]) -> Iterator[Quad]:
        """Yield the statements that are kept, with the new names."""
        reading = self._reading
        for quad in quads:
            subject, value = quad.subject, quad.object
            if reading.is_query(subject) or reading.is_selector(subject) or reading.is_selector(value):
                continue
            target = self._replacement(quad) if isinstance(value, Literal) else renamed(value, self._new)
            if target is not None:
                yield Quad(renamed(subject, self._new), quad.predicate, target, quad.graph_name)

    def sentences(self) -> Iterator[Quad]:
        """Yield a sentence for each record, made of the values that are kept."""
        for node, kind in self._reading.types.items():
            if self._is_record(node):
                slots: dict[str, set[Phrase]] = defaultdict(set)
                for quad in self._reading.said.about(node):
                    target = self._replacement(quad) if isinstance(quad.object, Literal) else self._label(quad.object)
                    if target is not None:
                        slots[local_name(quad.predicate)].add(_phrase(target))
                ordered = {role: sorted(values) for role, values in slots.items()}
                sentence = record_sentence(self._reading.vocabulary.classes[kind], ordered)
                yield Quad(self._new[node].node, RDFS["label"], Literal(sentence))

    def _replacement(self, quad: Quad) -> Literal | None:
        """Return the replacement of the literal of a statement, or None."""
        subject, predicate, value = quad.subject, quad.predicate, quad.object
        assert isinstance(value, Literal)
        if not self._reading.is_data(subject):
            if predicate in TITLES and self._reading.is_dataset(subject):
                return Literal(TITLE)
            return None if self._reading.reveals(quad, self._secret) else value
        if subject not in self._new:
            return self._named(predicate, value, quad)
        return self._numbered(subject, predicate, value)

    def _named(self, predicate: NamedNode, value: Literal, quad: Quad) -> Literal | None:
        """Return the replacement of a literal of an entity that keeps its name: names, code and figures are kept."""
        if predicate in NAMES:
            return None if self._reading.reveals(quad, self._secret) else value
        return value if value.datatype in FIGURES or predicate == DG["administrativeCode"] else Literal(WITHHELD)

    def _numbered(self, node: NamedNode, predicate: NamedNode, value: Literal) -> Literal | None:
        """Return the replacement of a literal of a numbered node."""
        if predicate in TITLES:
            return None if self._is_record(node) else Literal(self._new[node].label)
        if predicate == DCTERMS["identifier"]:
            return Literal(local_name(self._new[node].node))
        if predicate in QUOTES:
            return Literal(f"[quote withheld: {len(value.value)} characters]")
        if predicate in LEADS_BACK:
            return None
        is_figure = value.datatype in FIGURES or predicate in MARKS or (predicate == DG["onset"] and ONSET.fullmatch(value.value))
        return value if is_figure else Literal(WITHHELD)

    def _is_record(self, node: NamedNode) -> bool:
        return self._reading.vocabulary.is_a(self._reading.types[node], "Record")

    def _label(self, node: Term) -> str:
        return self._new[node].label if isinstance(node, NamedNode) and node in self._new else self._reading.said.label(node)


def _phrase(value: Literal | str) -> Phrase:
    """Return a label, or what is left of a literal, as a part of a sentence."""
    if isinstance(value, str):
        return Phrase(value)
    return Phrase(spell_number(value.value) if value.datatype in NUMERIC_DATATYPES else value.value)
