"""Finding entities by nearly their name, and passages by their words."""

from __future__ import annotations

from disgraph.errors import Candidate, MisuseError
from disgraph.graph import passages
from disgraph.graph.graph import Graph
from disgraph.passage import Passage
from disgraph.rdf import DG
from disgraph.similarity import likeness
from disgraph.store.name_file import Name, fold_name

#: The likeness (0 to 100) from which a name counts as found although it is spelt otherwise.
CUTOFF = 72


def find_entities(graph: Graph, text: str, limit: int) -> list[Candidate]:
    """Return the entities with a name like the text, best first.

    A name that holds every word of the text comes before one that is only spelt alike.
    """
    wanted = fold_name(text)
    if not wanted:
        raise MisuseError("Nothing to search for.", "Give a word or a name.")
    best: dict[str, tuple[float, Name]] = {}
    for name in (*graph.names.exact(text), *graph.names.near(wanted)):
        score = _score(wanted, name.folded)
        if score >= CUTOFF and score > best.get(name.iri, (0.0, name))[0]:
            best[name.iri] = (score, name)
    ranked = sorted(best.values(), key=lambda found: (-found[0], len(found[1].label), found[1].label))
    return [Candidate(name.iri, name.label, name.type, tuple(filter(None, name.documents.split(",")))) for _, name in ranked[:limit]]


def _score(wanted: str, name: str) -> float:
    if wanted == name:
        return 300
    if set(wanted.split()) <= set(name.replace("-", " ").split()):
        return 200
    return 150 if wanted in name and "://" not in name else likeness(wanted, name)


def find_passages(graph: Graph, text: str, limit: int) -> list[Passage]:
    """Return the passages that hold every word of the text, the shortest first; one for each stretch of a document."""
    words = fold_name(text).split()
    found = []
    for quad in graph.quads.quads_for_pattern(None, DG["quote"], None, None):
        quote = fold_name(quad.object.value) if hasattr(quad.object, "value") else ""
        if words and all(word in quote for word in words):
            found.append((len(quote), str(quad.subject), quad.subject))
    claims = [(quad.subject for quad in graph.to(evidence, DG["hasEvidence"])) for _, _, evidence in sorted(found)[:limit]]
    first = [min(each, key=str, default=None) for each in claims]
    return [
        passage
        for claim, (_, iri, _) in zip(first, sorted(found), strict=False)
        if claim is not None
        for passage in passages.of_claims(graph, [claim])
        if iri.endswith(f"/{passage.start}-{passage.end}>")
    ]
