"""The verbs on facts: show, explain, evidence, search, audit, stats. Each imports what it needs when it is called."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from disgraph.api.arguments import MAX_COUNT, checked_number, checked_text, checked_texts
from disgraph.api.opened_graph import OpenedGraph
from disgraph.errors import MisuseError
from disgraph.graph.resolver import resolve

if TYPE_CHECKING:
    from disgraph.api.accounts import Audit, Evidence, Explained, Profile, Stats
    from disgraph.api.search_results import SearchResult

#: Maximum length of a search text, in characters.
MAX_SEARCH = 1_000

#: Number of rules in an explanation: the default limit, and the highest limit. The shipped graph needs seven.
MAX_STEPS = 12
_MOST_STEPS = 50


class EntityVerbs(OpenedGraph):
    """The verbs on facts."""

    def show(self, name: str, *, derived: bool = False, closure: bool = False, include_inferred: bool = True) -> Profile:
        """Return everything that the documents state about an entity: facts, quotes, doubts and audit findings.

        Args:
            name: of the entity.
            derived: whether statements that only reasoning added are listed as facts.
            closure: whether these include inverses and super-properties of other statements.
            include_inferred: whether triples that reasoning added are visible at all.

        Raises:
            UnresolvedName: the name does not lead to one entity.
        """
        from disgraph.api.accounts import Profile
        from disgraph.audit import findings_of
        from disgraph.facts.story import story_of

        graph = self._graph(include_inferred)
        story = story_of(graph, resolve(self.backend.names, name).iri, derived, closure)
        return Profile(story, graph.relations.labels.get(story.type, story.type), findings_of(graph, story.iri))

    def explain(self, *names: str, limit: int = 1, max_steps: int = MAX_STEPS) -> Explained:
        """Explain why a fact holds, down to the quotes that state it.

        Args:
            names: subject, property and object; or two entities, for all facts that join them; or one, for all that is derived about it.
            limit: maximum number of reasons of one fact.
            max_steps: maximum number of rules that a reason applies.

        Raises:
            MisuseError: more than three names or none, or the property or class is unknown.
            UnresolvedName: a name does not lead to one entity.
            LimitExceeded: a fact follows only in more steps.
        """
        from disgraph.api.accounts import Explained
        from disgraph.facts.explanation import explain

        for name in names:
            checked_text("name", name)
        checked_number("limit", limit, MAX_COUNT)
        checked_number("max_steps", max_steps, _MOST_STEPS)
        return Explained(explain(self.graph, names, limit, max_steps))

    def evidence(self, name: str) -> Evidence:
        """Return the quotes that state something about an entity, or that state a claim or record.

        Args:
            name: of an entity, or the IRI of an entity, claim or record.

        Raises:
            UnresolvedName: the name does not lead to one entity, or nothing has the IRI.
        """
        from disgraph.api.accounts import Evidence
        from disgraph.facts.entity_evidence import evidence_of

        return Evidence(evidence_of(self.graph, checked_text("name", name)))

    def search(
        self, text: str, *, limit: int = 10, kinds: Iterable[str] = (), types: Iterable[str] = (), documents: Iterable[str] = ()
    ) -> SearchResult:
        """Find entities, facts and passages by name and words, best first.

        Args:
            text: a name or words; misspelt ones are found too.
            limit: maximum number of results.
            kinds: that are returned: entity, fact or passage; empty for all.
            types: classes of entities and of records, and properties, by label or local name; classes below them count too.
            documents: ids of the documents that mention or state a result.

        Raises:
            MisuseError: the text is empty or too long, or a kind, type or document is unknown.
        """
        from disgraph.api.search_results import SearchResult
        from disgraph.search.ranked_search import search_graph
        from disgraph.search.search_filter import read_filter

        checked_number("limit", limit, MAX_COUNT)
        if len(checked_text("text", text)) > MAX_SEARCH:
            raise MisuseError(f"A search of {len(text):,} characters; the limit is {MAX_SEARCH:,}.", "Search for a few words.")
        wanted = read_filter(self.text_index, self.backend.relations, kinds, types, documents)
        return SearchResult(search_graph(self.graph, self.text_index, text, limit, wanted), self.backend.relations.labels)

    def audit(self, name: str | None = None, *, verdicts: Iterable[str] | None = None) -> Audit:
        """Return the findings of the audit: contradictions, sums that do not add up, implausible figures.

        Args:
            name: an entity by name, or any IRI, for the findings that concern it; None for all.
            verdicts: that are listed; by default all but `holds`.

        Raises:
            MisuseError: a verdict is unknown.
            UnresolvedName: the name does not lead to one entity.
        """
        from disgraph.api.accounts import Audit
        from disgraph.audit import HOLDS, VERDICTS, entry, findings, findings_of
        from disgraph.rdf import typed_iri

        node = None if name is None else typed_iri(checked_text("name", name))
        if name is None:
            found = findings(self.graph)
        elif node is not None and any(self.graph.about(node)):
            found = findings_of(self.graph, name)
        else:
            found = findings_of(self.graph, resolve(self.backend.names, name).iri)
        wanted = set(VERDICTS) - {HOLDS} if verdicts is None else checked_texts("verdicts", verdicts)
        unknown = sorted(wanted - set(VERDICTS))
        if unknown:
            raise MisuseError(f"{unknown[0]!r} is not a verdict.", f"Choose from {', '.join(VERDICTS)}.")
        return Audit([entry(self.graph, each) for each in found if each.verdict in wanted], found)

    def stats(self) -> Stats:
        """Count documents, entities, claims and triples, and measure the relationship graph."""
        from disgraph.api.accounts import Stats
        from disgraph.paths.graph_numbers import graph_numbers

        return Stats(*graph_numbers(self.graph))
