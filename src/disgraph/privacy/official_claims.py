"""The claims that the copy without private persons keeps."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import NamedTuple

from disgraph.privacy.allowlist import AROUND, FIGURES, MARKS, OFFICIAL
from disgraph.privacy.graph_data import GraphData
from disgraph.privacy.withheld_names import WithheldNames
from disgraph.rdf import DG, OA, RDF, Literal, NamedNode, Quad, Term


class QuoteSpan(NamedTuple):
    """The position of a quote in a document."""

    document: Term | None
    start: int
    end: int

    def overlaps(self, other: QuoteSpan) -> bool:
        """Return whether two quotes overlap."""
        return self.document == other.document and self.start < other.end and other.start < self.end


class OfficialClaims:
    """The claims whose entities are all shown, and whose texts neither name nor describe other persons.

    Args:
        reading: of the graph.
        shown: the entities that keep their names.
        secret: the names of the others.
    """

    def __init__(self, reading: GraphData, shown: frozenset[NamedNode], secret: WithheldNames) -> None:
        self._reading, self._shown, self._secret = reading, shown, secret

    @cached_property
    def left(self) -> frozenset[NamedNode]:
        """The claims that are kept; a claim whose record refers to a record that is omitted is omitted too."""
        clean = {claim for claim in self._all if self._is_clean(claim)}
        while True:
            records = {record for claim in clean for record in self.asserted(claim)}
            broken = {record for record in records if self._parts(record) - records}
            if not broken:
                return frozenset(clean)
            clean = {claim for claim in clean if broken.isdisjoint(self.asserted(claim))}

    def asserted(self, claim: NamedNode) -> list[NamedNode]:
        """Return the records of a claim."""
        return self._reading.objects(claim, DG["asserts"])

    def evidence(self, claim: NamedNode) -> list[NamedNode]:
        """Return the passages that state a claim."""
        return self._reading.objects(claim, DG["hasEvidence"])

    def involved(self, claim: NamedNode) -> frozenset[NamedNode]:
        """Return the entities that a claim mentions, including its speaker."""
        nodes = (claim, *self.asserted(claim))
        return frozenset(target for node in nodes for target in self._reading.objects(node) if target in self._reading.entities)

    @cached_property
    def _all(self) -> frozenset[NamedNode]:
        return frozenset(node for node, kind in self._reading.types.items() if kind == "Claim")

    def _parts(self, record: NamedNode) -> set[NamedNode]:
        """Return the records that a record refers to."""
        kinds = self._reading.types
        return {node for node in self._reading.objects(record) if self._reading.vocabulary.is_a(kinds.get(node, ""), "Record")}

    def _is_clean(self, claim: NamedNode) -> bool:
        places = [self._place(node) for node in self.evidence(claim)]
        if not places or self.involved(claim) - self._shown or not self._is_official(claim):
            return False
        nodes = (claim, *self.asserted(claim), *self.evidence(claim))
        if any(self._reveals(quad) for node in nodes for quad in self._reading.said.about(node)):
            return False
        return not any(place.overlaps(other) for place in places for other in self._private.get(place.document, ()))

    def _reveals(self, quad: Quad) -> bool:
        """Return whether a statement that would be kept contains a withheld name."""
        value = quad.object
        if not isinstance(value, Literal) or quad.predicate in AROUND | MARKS or value.datatype in FIGURES:
            return False
        return self._secret.is_in(value.value)

    def _is_official(self, claim: NamedNode) -> bool:
        """Return whether a claim about a public figure concerns the office."""
        speakers = set(self._reading.objects(claim, DG["attributedTo"]))
        persons = {node for node in self.involved(claim) if self._reading.is_person(node)}
        kinds = [self._reading.types[record] for record in self.asserted(claim)]
        if self._statement_is_about_person(claim):
            return False
        is_official = bool(kinds) and all(self._reading.vocabulary.facet(kind, "privacy") == OFFICIAL for kind in kinds)
        return not persons - speakers or is_official

    def _statement_is_about_person(self, claim: NamedNode) -> bool:
        ends = (node for part in ("subject", "object") for node in self._reading.objects(claim, RDF[part]))
        return any(self._reading.is_person(node) for node in ends)

    @cached_property
    def _private(self) -> dict[Term | None, list[QuoteSpan]]:
        """The quotes about private persons and groups of them, by document."""
        found: dict[Term | None, list[QuoteSpan]] = defaultdict(list)
        for claim in self._all:
            if any(map(self._reading.is_private, self.involved(claim) - self._shown)):
                for place in map(self._place, self.evidence(claim)):
                    found[place.document].append(place)
        return found

    def _place(self, evidence: NamedNode) -> QuoteSpan:
        document = next(iter(self._reading.objects(evidence, OA["hasSource"])), None)
        return QuoteSpan(document, self._offset(evidence, OA["start"]), self._offset(evidence, OA["end"]))

    def _offset(self, evidence: NamedNode, bound: NamedNode) -> int:
        """Return where a quote starts or ends in its document, in code points."""
        selectors = self._reading.objects(evidence, OA["hasSelector"])
        offsets = [quad.object for node in selectors for quad in self._reading.said.about(node, bound)]
        return int(next(offset.value for offset in offsets if isinstance(offset, Literal)))
