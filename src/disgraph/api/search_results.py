"""What a search finds, as an answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from disgraph.api.frames import Columns
from disgraph.api.results import ListResult, columns_of
from disgraph.errors import Candidate
from disgraph.passage import Passage
from disgraph.render import search_answer
from disgraph.render.answer_blocks import Block, Layout
from disgraph.render.provenance import KNOWN_COLUMNS, known_values
from disgraph.search.ranked_search import FoundItem


class SearchResult(ListResult[FoundItem]):
    """Entities, facts and passages that a search finds, best first; empty if it finds nothing."""

    def __init__(self, found: Sequence[FoundItem], labels: Mapping[str, str]) -> None:
        self._found = tuple(found)
        self._labels = labels

    @property
    def items(self) -> tuple[FoundItem, ...]:
        """The results."""
        return self._found

    @property
    def entities(self) -> tuple[Candidate, ...]:
        """The entities among them."""
        return tuple(item.candidate for item in self._found if item.kind == "entity")

    @property
    def facts(self) -> tuple[FoundItem, ...]:
        """The facts among them."""
        return tuple(item for item in self._found if item.kind == "fact")

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The passages among them, and those that state the facts, each once."""
        return tuple(dict.fromkeys(passage for item in self._found for passage in item.passages))

    def blocks(self, layout: Layout) -> Iterable[Block]:
        """Return the results as blocks."""
        del layout
        return search_answer.search_blocks(self._found, self._labels)

    def to_json(self, layout: Layout) -> str:
        """Return the results as JSON."""
        del layout
        return search_answer.search_json(self._found, self.entities)

    def columns(self) -> Columns:
        """Return the results as columns; `known` and the columns after it are empty for entities."""
        names = ("found", "text", "type", "documents", "iri", "score", *KNOWN_COLUMNS)
        return columns_of(names, [(*_cells(item), *(known_values(item.known) if item.passages else [None] * 4)) for item in self._found])


def _cells(item: FoundItem) -> tuple[object, ...]:
    return (item.kind, item.text, item.type, ", ".join(item.documents), item.iri, item.score)
