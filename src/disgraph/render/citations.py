"""Quotes with short references such as `[000:2502]`, and the documents they refer to, each listed once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from disgraph.facts.known import how_known
from disgraph.passage import Passage, Source
from disgraph.render.answer_blocks import Block, CitedQuote, Heading, Reference

#: A document's id, and the offsets of the first character and of the one after the last.
Place = tuple[str, int, int]


class Citations:
    """The quotes of one answer: a quote that was shown before is only referred to, and each document is described once."""

    def __init__(self) -> None:
        self._shown: set[Place] = set()
        self._documents: dict[str, Source] = {}

    def quote(self, passage: Passage, depth: int) -> CitedQuote:
        """Return a passage as a quotation."""
        place = (passage.document.id, passage.start, passage.end)
        is_known = place in self._shown
        self._shown.add(place)
        self._documents[passage.document.id] = passage.document
        text = "(same quote)" if is_known else f"\u201c{' '.join(passage.quote.split())}\u201d"
        return CitedQuote(text, reference_of(passage), depth)

    def quotes(self, passages: Iterable[Passage], depth: int) -> Iterator[CitedQuote]:
        """Return several passages as quotations, each place once; a part of another of them is left out."""
        places = {(passage.document.id, passage.start, passage.end): passage for passage in passages}
        return (self.quote(passage, depth) for place, passage in places.items() if not _is_part(place, places))

    def sources(self, level: int = 2) -> Iterator[Block]:
        """Return the documents that were quoted, under a heading."""
        if self._documents:
            yield Heading("Sources", level)
        for name in sorted(self._documents):
            yield Reference(name, description_of(self._documents[name]))


def _is_part(place: Place, places: Iterable[Place]) -> bool:
    """Return whether another of some places includes a place."""
    document, start, end = place
    return any(other != place and other[0] == document and other[1] <= start and end <= other[2] for other in places)


def reference_of(passage: Passage) -> str:
    """Return where a quote begins: document and character, such as `[000:2502]`."""
    return f"[{passage.document.id}:{passage.start}]"


def description_of(source: Source) -> str:
    """Return a document in one line: title, author, publisher, date and address."""
    known = [*([source.author] if source.author else []), source.publisher or "no publisher", source.date or "no date"]
    address = f" {source.url}" if source.url else ""
    accessed = f" (accessed {source.accessed})" if source.accessed else ""
    return f"{source.title} ({', '.join(known)}){address}{accessed}"


def passage_object(passage: Passage) -> dict[str, object]:
    """Return a passage as JSON has it: offsets count Unicode code points of the document's text."""
    return {
        "quote": passage.quote,
        "document": passage.document.id,
        "title": passage.document.title,
        "publisher": passage.document.publisher or None,
        "date": passage.document.date or None,
        "author": passage.document.author or None,
        "url": passage.document.url or None,
        "accessed": passage.document.accessed or None,
        "start": passage.start,
        "end": passage.end,
        "claim": passage.claim,
        "modality": passage.modality,
        "known": how_known((passage,)).known,
        "speaker": passage.speaker or None,
        "doubt": passage.doubt or None,
        "basis": passage.basis or None,
    }
