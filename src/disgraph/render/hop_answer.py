"""A hop as blocks and as JSON: its sentence, how it is known, its quotes, and the premises of a derived one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from disgraph.errors import Candidate
from disgraph.facts.known import hop_known
from disgraph.facts.quote_choice import best_passage
from disgraph.passage import Passage, Premise
from disgraph.relationships.edge import Hop
from disgraph.render.answer_blocks import Block, Layout, ListItem, Paragraph
from disgraph.render.citations import Citations, passage_object
from disgraph.render.provenance import known_mark, known_object

#: Where the kinds of relations are declared; the same as `disgraph.rdf.DG`, whose import takes longer than a path.
ONTOLOGY = "https://w3id.org/disgraph/ontology#"


def hop_blocks(hop: Hop, citations: Citations, depth: int, quotes: str = "best", more: int = 0) -> Iterator[Block]:
    """Return a hop as an item with quotes and premises.

    Args:
        hop: the explained edge.
        citations: of the answer.
        depth: of the item.
        quotes: `best` for the one that supports the sentence best, `all`, or `none`.
        more: number of other hops between the same two entities, which are only counted.
    """
    others = f" (+{more:,})" if more else ""
    yield ListItem(f"{sentence(hop.sentence)}{known_mark(hop_known(hop))}{others}", depth)
    if quotes != "none":
        yield from citations.quotes(hop.passages if quotes == "all" else best_quote(hop.sentence, hop.passages), depth + 1)
    for premise in hop.because:
        yield from premise_blocks(premise, citations, depth + 1)


def best_quote(sentence: str, passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Return the passage that supports a sentence best; none without passages."""
    best = best_passage(sentence, passages)
    return (best,) if best else ()


def premise_blocks(premise: Premise, citations: Citations, depth: int) -> Iterator[Block]:
    """Return what a derived hop follows from, with its best quote; without a quote, its basis."""
    basis = "" if premise.passages else f" [{premise.basis}]"
    yield ListItem(f"because {finished(premise.sentence)}{basis}", depth)
    yield from citations.quotes(best_quote(premise.sentence, premise.passages), depth + 1)


def step_blocks(hops: Sequence[Hop], citations: Citations, depth: int, layout: Layout, *, quotes: str = "best") -> Iterator[Block]:
    """Return a step: its best hop with one quote or all of them and the number of other hops, or all hops with all quotes."""
    if not layout.all_ways:
        yield from hop_blocks(hops[0], citations, depth, quotes, more=len(hops) - 1)
        return
    for hop in hops:
        yield from hop_blocks(hop, citations, depth, "all")


def rest_blocks(steps: Iterable[Sequence[Hop]], layout: Layout) -> Iterator[Block]:
    """Return where the hops are that the steps of an answer only count; nothing if each step has one."""
    if not layout.all_ways and any(len(hops) > 1 for hops in steps):
        yield Paragraph(f"(+N) counts the other relations of a step: {layout.hints.all_ways}.")


def sentence(text: str) -> str:
    """Return a text that begins with a capital and ends in a mark.

    >>> sentence("the center is in Zhangye"), sentence("Is it?")
    ('The center is in Zhangye.', 'Is it?')
    """
    return finished(f"{text[:1].upper()}{text[1:]}")


def finished(text: str) -> str:
    """Return a text with a full stop, unless it ends in a mark."""
    return text if text.endswith((".", "!", "?", ".\u201d", "!\u201d", "?\u201d")) else f"{text}."


def hop_object(hop: Hop) -> dict[str, object]:
    """Return a hop as JSON has it."""
    return {
        "source": hop.source,
        "target": hop.target,
        "kind": f"{ONTOLOGY}{hop.kind}",
        "sentence": hop.sentence,
        "record": hop.record or None,
        "inferred": hop.inferred,
        **known_object(hop_known(hop)),
        "sources": len(hop.documents()),
        "evidence": [passage_object(passage) for passage in hop.passages],
        "because": [_premise_object(premise) for premise in hop.because],
    }


def _premise_object(premise: Premise) -> dict[str, object]:
    evidence = [passage_object(passage) for passage in premise.passages]
    return {"sentence": premise.sentence, "basis": premise.basis, "evidence": evidence}


def entity_object(entity: Candidate) -> dict[str, str]:
    """Return a resolved entity as JSON has it."""
    return {"iri": entity.iri, "label": entity.label, "type": entity.type}
