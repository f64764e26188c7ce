"""A document as a page shows it: its text in parts, cut where quotes begin and end, with the facts that each part supports."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from disgraph.facts.statements import fact_of_claim
from disgraph.graph.passages import place_of
from disgraph.rdf import DG, OA, NamedNode

if TYPE_CHECKING:
    from disgraph.graph.graph import Graph

#: Facts of one page of a document, about; a page ends with a paragraph.
FACTS = 40


class QuotedFact(NamedTuple):
    """A fact and the place of one quote that states it, in code points.

    Attributes:
        start: first code point.
        end: the code point after the last.
        sentence: the fact.
        claim: IRI of the claim.
    """

    start: int
    end: int
    sentence: str
    claim: str


class TextPart(NamedTuple):
    """A part of a text: its words, and the numbers of the facts whose quotes cover it."""

    start: int
    text: str
    facts: tuple[int, ...]


class TextPage(NamedTuple):
    """A page of a document.

    Attributes:
        number: of the page, from 1.
        start: first code point.
        end: the code point after the last.
        facts: whose quotes begin on the page, by place.
    """

    number: int
    start: int
    end: int
    facts: tuple[QuotedFact, ...]


def quoted_facts(graph: Graph, document: NamedNode) -> list[QuotedFact]:
    """Return the facts that a document states, by the place of their quotes."""
    found = set()
    for source in graph.to(document, OA["hasSource"]):
        place = place_of(graph, source.subject)
        for claim in graph.to(source.subject, DG["hasEvidence"]):
            if isinstance(claim.subject, NamedNode):
                found.add(QuotedFact(*place, fact_of_claim(graph, claim.subject), claim.subject.value))
    return sorted(found)


def pages(text: str, facts: Sequence[QuotedFact]) -> list[TextPage]:
    r"""Return the pages of a text: each ends with a paragraph, after about `FACTS` facts.

    >>> [(page.start, page.end) for page in pages("One.\\n\\nTwo.", [])]
    [(0, 10)]
    """
    found: list[TextPage] = []
    start = 0
    while start < len(text):
        last = start
        inside = [fact for fact in facts if fact.start >= start]
        if len(inside) > FACTS:
            last = max(fact.end for fact in inside[:FACTS])
            end = _paragraph_end(text, last)
        else:
            end = len(text)
        found.append(TextPage(len(found) + 1, start, end, tuple(fact for fact in inside if fact.start < end)))
        start = end
    return found or [TextPage(1, 0, 0, ())]


def _paragraph_end(text: str, place: int) -> int:
    at = text.find("\n", place)
    while at != -1 and at < len(text) and text[at] == "\n":
        at += 1
    return len(text) if at == -1 else at


def page_at(found: Sequence[TextPage], place: int) -> TextPage:
    """Return the page that holds a place."""
    return found[max(bisect_right([page.start for page in found], place) - 1, 0)]


def parts(text: str, page: TextPage, facts: Sequence[QuotedFact]) -> list[TextPart]:
    """Return a page in parts that do not overlap, cut at the ends of quotes.

    Args:
        text: of the document.
        page: of the text.
        facts: of the whole document; a quote may go on from the page before.
    """
    touching = [(number, fact) for number, fact in enumerate(facts, 1) if fact.start < page.end and fact.end > page.start]
    cuts = sorted({page.start, page.end, *_inner(page, (place for _, fact in touching for place in (fact.start, fact.end)))})
    found = []
    for start, end in itertools.pairwise(cuts):
        covering = tuple(number for number, fact in touching if fact.start <= start and fact.end >= end)
        found.append(TextPart(start, text[start:end], covering))
    return found


def _inner(page: TextPage, places: Iterable[int]) -> set[int]:
    return {place for place in places if page.start < place < page.end}
