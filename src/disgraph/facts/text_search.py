"""Find entities with a similar name, and passages by their words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from disgraph.errors import Candidate, MisuseError
from disgraph.facts.statements import fact_of_claim
from disgraph.graph import passages
from disgraph.graph.graph import Graph
from disgraph.graph.name_matching import SIMILAR, HeadNouns, head_nouns, match_rank
from disgraph.graph.passages import place_of
from disgraph.passage import Passage
from disgraph.rdf import DG, OA, Literal, Term
from disgraph.store.name_file import Name, fold_name

#: The likeness (0 to 100) that a name spelt otherwise must have.
CUTOFF = 72


def find_entities(graph: Graph, text: str, limit: int) -> list[Candidate]:
    """Return the entities with a name like the text, best first; see `disgraph.graph.name_matching`.

    Raises:
        MisuseError: the text is empty.
    """
    wanted = fold_name(text)
    if not wanted:
        raise MisuseError("Nothing to search for.", "Give a word or a name.")
    near = list(graph.names.near(wanted))
    heads = head_nouns(near)
    best: dict[str, tuple[tuple[float, ...], Name]] = {}
    for name in (*graph.names.exact(text), *near):
        place = _place(wanted, name, heads)
        if place is not None and (name.iri not in best or place < best[name.iri][0]):
            best[name.iri] = (place, name)
    ranked = sorted(best.values(), key=lambda found: (found[0], len(found[1].label), found[1].label))
    return [Candidate(name.iri, name.label, name.type, tuple(filter(None, name.documents.split(",")))) for _, name in ranked[:limit]]


def _place(wanted: str, name: Name, heads: HeadNouns) -> tuple[float, ...] | None:
    """Return by what an entity is sorted: rank of the match, then likeness; None if the name is not like the text."""
    rank = match_rank(wanted, name, heads)
    if rank < SIMILAR:
        return (rank, 0)
    from disgraph.similarity import likeness

    score = likeness(wanted, name.folded)
    return (rank, -score) if score >= CUTOFF else None


class FoundPassage(NamedTuple):
    """A passage and the fact that it states, in a sentence."""

    fact: str
    passage: Passage


def find_passages(graph: Graph, text: str, limit: int) -> list[FoundPassage]:
    """Return the passages that contain every word of a text, the shortest first; of overlapping ones only the longest.

    Args:
        graph: the opened graph.
        text: the words.
        limit: maximum number of passages.
    """
    words = fold_name(text).split()
    found = sorted(_longest(graph, _evidence_with(graph, words))) if words else []
    claims = [
        (min((quad.subject for quad in graph.to(node, DG["hasEvidence"])), key=str, default=None), node) for *_, node in found[:limit]
    ]
    return [FoundPassage(fact_of_claim(graph, claim), _at(graph, claim, node)) for claim, node in claims if claim is not None]


def _evidence_with(graph: Graph, words: Sequence[str]) -> Iterator[Term]:
    for quad in graph.quads.quads_for_pattern(None, DG["quote"], None, None):
        quote = fold_name(quad.object.value) if isinstance(quad.object, Literal) else ""
        if all(word in quote for word in words):
            yield quad.subject


def _longest(graph: Graph, evidence: Iterable[Term]) -> Iterator[tuple[int, str, Term]]:
    """Yield the evidence that no longer evidence contains, each with its length and its IRI for a fixed order."""
    by_document: dict[str, list[tuple[int, int, Term]]] = {}
    for node in evidence:
        by_document.setdefault(graph.value(node, OA["hasSource"]), []).append((*place_of(graph, node), node))
    for places in by_document.values():
        end = -1
        for start, stop, node in sorted(places, key=lambda place: (place[0], -place[1], str(place[2]))):
            if stop > end or not stop:
                yield stop - start, str(node), node
                end = stop


def _at(graph: Graph, claim: Term, evidence: Term) -> Passage:
    """Return the passage of one piece of the evidence of a claim."""
    place = place_of(graph, evidence)
    found = passages.of_claims(graph, [claim])
    return next((passage for passage in found if (passage.start, passage.end) == place), found[0])
