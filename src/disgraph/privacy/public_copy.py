"""A copy of a graph without private persons: public figures remain, with their acts in office."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from disgraph.ontology.relations import edge_counts
from disgraph.ontology.vocabulary import Vocabulary
from disgraph.pipeline.graph_files import CopiedGraph
from disgraph.privacy.allowlist import AROUND, COUNTS, NAMES, PLAIN, PUBLIC, TITLES
from disgraph.privacy.graph_data import GraphData, GraphStatements, names_of_copy
from disgraph.privacy.official_claims import OfficialClaims
from disgraph.privacy.pseudonyms import numbered, renamed, segment_of
from disgraph.privacy.public_figures import PublicFigure
from disgraph.rdf import DCTERMS, DG, OA, RDF, RDFS, SCHEMA, Literal, NamedNode, Quad, Term, local_name
from disgraph.reasoning.axioms import read_axioms
from disgraph.reasoning.closure import close
from disgraph.reasoning.rules import make_rules

#: The title of the copy.
TITLE = "disgraph: copy without private persons"

#: Segments of nodes that are kept although no claim states them.
_SOURCES = frozenset({"document", "annotation", "agent"})

#: Segments of nodes that are omitted: judgements of names, and audit findings.
_DROPPED = frozenset({"judgement", "finding"})


def figures_only(statements: GraphStatements, vocabulary: Vocabulary, figures: Iterable[PublicFigure]) -> CopiedGraph:
    """Return a graph without private persons and without the claims about them.

    Args:
        statements: of the graph.
        vocabulary: its ontology.
        figures: the public figures.
    """
    reading = GraphData(statements, vocabulary)
    ids = {name for figure in figures for name in (figure.person, figure.at) if name}
    left = _PublicPart(reading, frozenset(node for node in reading.entities if local_name(node) in ids))
    asserted = frozenset(left.quads())
    axioms = read_axioms(vocabulary.quads)
    inferred = frozenset(close(asserted, axioms))
    summary = {key: value for key, value in statements.summary.items() if key != "digest"} | {
        "project": TITLE,
        "entities": len(left.shown),
        "claims": len(left.claims.left),
        "asserted": len(asserted),
        "inferred": len(inferred),
        "kinds": edge_counts(asserted, vocabulary),
    }
    return CopiedGraph(asserted, inferred, names_of_copy(asserted | inferred, left.shown, reading), tuple(make_rules(axioms)), summary)


class _PublicPart:
    """The part that is kept: entities that may be named, claims about them alone, and what these claims assert."""

    def __init__(self, reading: GraphData, figures: frozenset[NamedNode]) -> None:
        self._reading = reading
        may, self._secret = reading.shown(PUBLIC, figures)
        self.claims = OfficialClaims(reading, may, self._secret)
        self._stated = {self._statement(claim) for claim in self.claims.left}
        self._mentioned = {
            (document, entity)
            for claim in self.claims.left
            for document in reading.objects(claim, DCTERMS["source"])
            for entity in self.claims.involved(claim)
        }
        self.shown = self._with_places({entity for _, entity in self._mentioned} | figures) & may
        stated = {node for claim in self.claims.left for node in (claim, *self.claims.asserted(claim))}
        evidence = {node for claim in self.claims.left for node in self.claims.evidence(claim)}
        selectors = {node for one in evidence for node in reading.objects(one, OA["hasSelector"])}
        self._nodes = stated | evidence | selectors
        self._new = numbered({node: reading.word(node) for node in stated}, (), reading.statements.summary.get("digest", ""), self._secret)

    def _with_places(self, entities: set[NamedNode]) -> frozenset[NamedNode]:
        """Return entities and the larger places that they lie in by the official table."""
        found, waiting = set(entities), list(entities)
        while waiting:
            larger = set(self._reading.objects(waiting.pop(), DG["officialParent"])) - found
            found |= larger
            waiting += larger
        return frozenset(found)

    def quads(self) -> Iterator[Quad]:
        """Yield the statements that are kept; claims and records are numbered, since their IRIs contain names."""
        for quad in self._reading.statements.asserted:
            if self._is_left(quad):
                yield Quad(renamed(quad.subject, self._new), quad.predicate, self._object(quad), quad.graph_name)

    def _object(self, quad: Quad) -> Term:
        if quad.predicate in TITLES and self._reading.is_dataset(quad.subject):
            return Literal(TITLE)
        if quad.predicate == RDFS["label"] and isinstance(quad.subject, NamedNode) and quad.subject in self.claims.left:
            return Literal(self._new[quad.subject].label)
        return renamed(quad.object, self._new)

    def _is_left(self, quad: Quad) -> bool:
        subject, target = quad.subject, quad.object
        if self._reading.is_query(subject) or self._reading.reveals(quad, self._secret):
            return False
        if not self._reading.is_data(subject):
            return quad.predicate not in COUNTS and not (self._reading.is_data(target) and not self._is_there(target))
        if quad.predicate in AROUND or segment_of(subject) in _DROPPED or (self._reading.is_data(target) and not self._is_there(target)):
            return False
        if quad.predicate == SCHEMA["mentions"]:
            return (subject, target) in self._mentioned
        if subject in self.shown:
            return self._is_kept(quad)
        return self._is_there(subject)

    def _is_there(self, node: NamedNode) -> bool:
        return node in self.shown or node in self._nodes or segment_of(node) in _SOURCES

    def _is_kept(self, quad: Quad) -> bool:
        """Return whether a statement about an entity is kept: the name of a public figure, and of others what a kept claim states."""
        if self._reading.is_person(quad.subject):
            return quad.predicate in NAMES or (quad.predicate, quad.object) == (RDF["type"], DG["Person"])
        return quad.predicate in PLAIN or (quad.subject, quad.predicate, quad.object) in self._stated

    def _statement(self, claim: NamedNode) -> tuple[Term, ...]:
        return tuple(quad.object for part in ("subject", "predicate", "object") for quad in self._reading.said.about(claim, RDF[part]))
