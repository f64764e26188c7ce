"""The choice of the most informative quote."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from disgraph.graph.graph import Graph
from disgraph.passage import Passage
from disgraph.rdf import SKOS, Literal, NamedNode

_WORD = re.compile(r"\w+")

#: Shorter words, such as "of" and "the", do not identify a name without capitals.
_LONG = 4


def name_words(graph: Graph, iri: str) -> frozenset[str]:
    """Return the words by which a reader knows an entity: the capitalised ones of its names, or all long ones."""
    node = NamedNode(iri)
    aliases = (quad.object for quad in graph.about(node, SKOS["altLabel"]))
    names = [graph.label(node), *(alias.value for alias in aliases if isinstance(alias, Literal))]
    words = {word for name in names for word in _WORD.findall(name) if len(word) > 1}
    return frozenset(word for word in words if word[0].isupper()) or frozenset(word for word in words if len(word) >= _LONG)


def best_passage(passages: Iterable[Passage], ends: tuple[frozenset[str], frozenset[str]]) -> Passage | None:
    """Return the shortest passage that is complete, or the one that comes nearest to it.

    Complete is a quote that names both ends and is its claim's only one, so that it says by itself what is claimed; what is
    stated comes before what an annotator inferred. Of the parts of a claim that needs several quotes the longest is given.
    """
    found = list(passages)
    quotes = Counter(passage.claim for passage in found)

    def order(passage: Passage) -> tuple[object, ...]:
        words = set(_WORD.findall(passage.quote))
        unnamed = sum(not words & end for end in ends)
        is_part = quotes[passage.claim] > 1
        length = -len(passage.quote) if is_part else len(passage.quote)
        place = (passage.document.id, passage.start, passage.end, passage.claim)
        return (unnamed, is_part, passage.modality == "inferred", length, place)

    return min(found, key=order, default=None)


def in_quotation_marks(quote: str) -> str:
    """Return a quote in quotation marks, unless it begins or ends with one.

    >>> in_quotation_marks("She said so."), in_quotation_marks('"Yes," she said')
    ('“She said so.”', '"Yes," she said')
    """
    marks = ('"', "“", "”")
    return quote if quote.startswith(marks) or quote.endswith(marks) else f"“{quote}”"
