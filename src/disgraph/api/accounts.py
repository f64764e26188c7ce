"""Profiles, explanations, evidence, findings, counts and validation as answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from disgraph.api.frames import Columns
from disgraph.api.results import ListResult, Result, columns_of
from disgraph.audit import Entry, Finding
from disgraph.facts.explanation import Explanation
from disgraph.facts.graph_counts import GraphCounts
from disgraph.facts.known import how_known
from disgraph.facts.reasons import BASES, Reason
from disgraph.facts.story import Fact, Story
from disgraph.facts.validation_results import LocatedResult
from disgraph.passage import Passage
from disgraph.paths.connectedness import Connectedness
from disgraph.render import (
    audit_answer,
    evidence_answer,
    explanation_answer,
    profile_answer,
    stats_answer,
    validation_answer,
)
from disgraph.render.answer_blocks import Block, Layout
from disgraph.render.provenance import KNOWN_COLUMNS, known_values

Table = tuple[Sequence[str], Sequence[Sequence[str]]]


class Profile(Result):
    """An entity and its facts in order; each fact has its `passages` and its `doubts()`.

    Attributes:
        story: the entity and its facts.
        kind: label of its class.
        findings: of the audit that concern it.
    """

    def __init__(self, story: Story, kind: str, findings: Sequence[Finding] = ()) -> None:
        self.story, self.kind, self.findings = story, kind, tuple(findings)

    @property
    def iri(self) -> str:
        """Its IRI."""
        return self.story.iri

    @property
    def label(self) -> str:
        """Its name."""
        return self.story.label

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Its facts."""
        return self.story.facts

    @property
    def quotes(self) -> tuple[Passage, ...]:
        """The passages that state its facts, each once."""
        return tuple(dict.fromkeys(passage for fact in self.facts for passage in fact.passages))

    @property
    def doubts(self) -> tuple[str, ...]:
        """The doubts about its facts."""
        return tuple(sorted({doubt for fact in self.facts for doubt in fact.doubts()}))

    def blocks(self, layout: Layout) -> Iterable[Block]:
        """Return the profile as blocks."""
        return profile_answer.profile_blocks(self.story, self.kind, self.findings, layout)

    def to_json(self, layout: Layout) -> str:
        """Return the profile as JSON, always with quotes."""
        del layout
        return profile_answer.profile_json(self.story)

    def columns(self) -> Columns:
        """Return the facts as columns."""
        names = ("part", "sentence", "earliest", "inferred", *KNOWN_COLUMNS, "doubts", "quote", "document")
        return columns_of(names, map(_fact_row, self.facts))


def _fact_row(fact: Fact) -> tuple[object, ...]:
    first = (fact.passages[0].quote, fact.passages[0].document.id) if fact.passages else (None, None)
    known = known_values(how_known(fact.passages, fact.inferred))
    return (fact.part, fact.sentence, fact.earliest or None, fact.inferred, *known, "; ".join(fact.doubts()) or None, *first)


class Explained(Result):
    """Why facts hold; false if the documents do not state them, and `known` then has what they state instead.

    Attributes:
        explanation: the facts with their reasons.
    """

    def __init__(self, explanation: Explanation) -> None:
        self.explanation = explanation

    def __bool__(self) -> bool:
        return bool(self.facts)

    @property
    def facts(self) -> tuple[tuple[Reason, ...], ...]:
        """For each fact its reasons, the shortest first."""
        return self.explanation.facts

    @property
    def known(self) -> tuple[str, ...]:
        """What is known instead of a fact that no document states."""
        return self.explanation.known

    def blocks(self, layout: Layout) -> Iterable[Block]:
        """Return the explanation as blocks."""
        del layout
        return explanation_answer.explanation_blocks(self.explanation)

    def to_json(self, layout: Layout) -> str:
        """Return the explanation as JSON."""
        del layout
        return explanation_answer.explanation_json(self.explanation)

    def columns(self) -> Columns:
        """Return what the facts rest on, as columns: number of the fact and of its reason, and the asserted facts with their quotes."""
        return columns_of(("fact", "reason", "rests_on", "basis", "quote", "document"), self._leaves())

    def _leaves(self) -> Iterator[tuple[object, ...]]:
        for number, reasons in enumerate(self.facts, 1):
            for at, reason in enumerate(reasons, 1):
                for leaf in reason.leaves():
                    for passage in leaf.passages or (None,):
                        cited = (passage.quote, passage.document.id) if passage else (None, None)
                        yield (number, at, leaf.sentence, BASES[leaf.basis], *cited)


class Evidence(ListResult[tuple[str, Passage]]):
    """Facts, each with a passage that states it."""

    def __init__(self, found: Sequence[tuple[str, Passage]]) -> None:
        self._found = tuple(found)

    @property
    def items(self) -> tuple[tuple[str, Passage], ...]:
        """The pairs of fact and passage."""
        return self._found

    def blocks(self, layout: Layout) -> Iterable[Block]:
        """Return facts and quotes as blocks."""
        del layout
        return evidence_answer.evidence_blocks(self._found)

    def to_json(self, layout: Layout) -> str:
        """Return facts and quotes as JSON."""
        del layout
        return evidence_answer.evidence_json(self._found)

    def table(self) -> Table:
        """Return a row for each quote."""
        return evidence_answer.COLUMNS, evidence_answer.evidence_rows(self._found)

    def columns(self) -> Columns:
        """Return facts and quotes as columns."""
        return columns_of(*self.table())


class Audit(ListResult[Entry]):
    """Findings of the audit, the gravest first, each with the passages that it concerns.

    Attributes:
        total: number of findings before verdicts were selected.
    """

    def __init__(self, entries: Sequence[Entry], findings: Sequence[Finding]) -> None:
        self._entries, self.findings = tuple(entries), tuple(findings)

    @property
    def items(self) -> tuple[Entry, ...]:
        """The findings that were selected, with their passages."""
        return self._entries

    def blocks(self, layout: Layout) -> Iterable[Block]:
        """Return the findings as blocks."""
        del layout
        return audit_answer.audit_blocks(self._entries)

    def to_json(self, layout: Layout) -> str:
        """Return the findings as JSON."""
        del layout
        return audit_answer.audit_json(self._entries)

    def table(self) -> Table:
        """Return a row for each finding."""
        return audit_answer.COLUMNS, audit_answer.audit_rows(self._entries)

    def columns(self) -> Columns:
        """Return the findings as columns."""
        return columns_of(*self.table())


class Stats(Result):
    """The graph in numbers.

    Attributes:
        counts: documents, entities, claims and triples.
        relationships: the relationship graph: its size and components.
    """

    def __init__(self, counts: GraphCounts, relationships: Connectedness) -> None:
        self.counts, self.relationships = counts, relationships

    def blocks(self, layout: Layout) -> Iterable[Block]:
        """Return the counts as blocks."""
        del layout
        return stats_answer.stats_blocks(self.counts, self.relationships)

    def to_json(self, layout: Layout) -> str:
        """Return the counts as JSON."""
        del layout
        return stats_answer.stats_json(self.counts, self.relationships)

    def columns(self) -> Columns:
        """Return the totals as columns."""
        return columns_of(("total", "number"), self.counts.totals)


class Validation(ListResult[LocatedResult]):
    """Results of checking sources and graph; empty if the graph conforms to every shape.

    Attributes:
        report: the SHACL report in Turtle.
        claims: number of accepted claims whose quotes were found.
    """

    def __init__(self, results: Sequence[LocatedResult], report: str, claims: int) -> None:
        self._results, self.report, self.claims = tuple(results), report, claims

    @property
    def items(self) -> tuple[LocatedResult, ...]:
        """The results, the gravest first."""
        return self._results

    def blocks(self, layout: Layout) -> Iterable[Block]:
        """Return the results as blocks."""
        del layout
        return validation_answer.validation_blocks(self._results)

    def to_json(self, layout: Layout) -> str:
        """Return the results as JSON."""
        del layout
        return validation_answer.validation_json(self._results)

    def table(self) -> Table:
        """Return a row for each result."""
        return validation_answer.COLUMNS, validation_answer.validation_rows(self._results)

    def columns(self) -> Columns:
        """Return the results as columns."""
        return columns_of(*self.table())
