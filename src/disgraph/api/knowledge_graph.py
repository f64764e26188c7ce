"""`KnowledgeGraph`: one method for each reading verb, used by the command line, programs and notebooks alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from disgraph.api.ask_verbs import AskVerbs
from disgraph.api.dataset_verbs import DatasetVerbs
from disgraph.api.entity_verbs import EntityVerbs
from disgraph.wording.noun_counts import count_noun

if TYPE_CHECKING:
    from disgraph.api.accounts import Profile
    from disgraph.api.connections import Paths


class KnowledgeGraph(AskVerbs, EntityVerbs, DatasetVerbs):
    """A graph opened for reading; `disgraph.open_graph` returns it.

    Entities are given by name, id or IRI. Threads may share a graph: asking changes nothing that it holds.
    """

    def __repr__(self) -> str:
        counts = self.backend.summary
        name = f" of {counts['project']}" if "project" in counts else ""
        claims, documents = count_noun(counts["claims"], "claim"), count_noun(counts["documents"], "document")
        return f"graph{name}: {claims} on {count_noun(counts['entities'], 'entity', 'entities')} in {documents}"

    # --- names of 0.1.0, until 0.3 ---

    def paths(self, a: str, b: str, **options: Any) -> Paths:
        """Explain how two entities are connected: the name of `path` in 0.1.0."""
        return self.path(a, b, **options)

    def entity(self, name: str, *, include_inferred: bool = False) -> Profile:
        """Return everything about an entity: the name of `show` in 0.1.0; `include_inferred` is now `derived`."""
        return self.show(name, derived=include_inferred)

    @property
    def folder(self) -> str:
        """The directory of a graph on disk: as in 0.1.0; empty for other backends."""
        return getattr(self.backend, "folder", "")
