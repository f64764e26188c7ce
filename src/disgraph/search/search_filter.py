"""Which items a search may return: by kind, by class and by document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from disgraph.errors import MisuseError
from disgraph.ontology.relations import Relations
from disgraph.search.searchable import KINDS
from disgraph.search.text_index import TextIndex


class SearchFilter(NamedTuple):
    """What a search may return; an empty field excludes nothing.

    Attributes:
        kinds: entity, fact or passage.
        types: local names of classes: of entities, and of records or properties as kinds of facts; classes below them count too.
        documents: ids of documents.
    """

    kinds: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()

    def includes(self, index: TextIndex, at: int) -> bool:
        """Return whether an item may be returned."""
        return (
            (not self.kinds or index.kind(at) in self.kinds)
            and (not self.types or index.type(at) in self.types)
            and (not self.documents or not self.documents.isdisjoint(index.documents(at)))
        )


def read_filter(
    index: TextIndex, relations: Relations, kinds: Iterable[str] = (), types: Iterable[str] = (), documents: Iterable[str] = ()
) -> SearchFilter:
    """Return a filter from what users write.

    Args:
        index: of the texts of a graph.
        relations: of its ontology.
        kinds: entity, fact or passage.
        types: classes and properties, by label or local name.
        documents: ids.

    Raises:
        MisuseError: one of them is unknown; the remedy names some that are known.
    """
    named = {
        **{each.casefold(): each for each in index.types if each},
        **{label.casefold(): name for name, label in relations.labels.items()},
    }
    classes = frozenset(_known(types, named, "type"))
    below = {name for name, above in relations.above.items() if not classes.isdisjoint(above)}
    return SearchFilter(
        frozenset(_known(kinds, {each: each for each in KINDS}, "kind of result")),
        classes | below,
        frozenset(_known(documents, {each: each for each in index.document_ids}, "document")),
    )


def _known(given: Iterable[str], known: Mapping[str, str], noun: str) -> Iterator[str]:
    for text in [given] if isinstance(given, str) else given:
        name = known.get(text) or known.get(text.casefold())
        if name is None:
            from disgraph.similarity import nearest

            near = nearest(text, known, 5) or sorted(known)[:5]
            raise MisuseError(f"The graph has no {noun} {text!r}.", f"Choose from {', '.join(near)}.")
        yield name
