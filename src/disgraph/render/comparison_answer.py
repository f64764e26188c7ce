"""Two entities side by side, as blocks and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from disgraph.errors import Candidate
from disgraph.paths.comparison import Comparison, Trait, TraitFact
from disgraph.render.answer_blocks import Block, Heading, Layout, ListItem
from disgraph.render.citations import Citations, passage_object
from disgraph.render.hop_answer import ONTOLOGY, entity_object, hop_blocks, hop_object, sentence
from disgraph.render.json_output import versioned
from disgraph.render.provenance import KNOWN_COLUMNS, known_mark, known_object


def comparison_blocks(first: Candidate, second: Candidate, found: Comparison, layout: Layout) -> Iterator[Block]:
    """Return what two entities share, and what holds of one only.

    Args:
        first: one entity.
        second: the other.
        found: the comparison.
        layout: what is shown.
    """
    yield Heading(f"{first.label} and {second.label}", 1)
    citations = Citations()
    if found.between:
        yield Heading("Between them")
        for hop in found.between:
            yield from hop_blocks(hop, citations, 0, "best" if layout.quotes else "none")
    same = [trait for shared in found.same for trait in _distinct(shared.first, shared.second)]
    for heading, traits in (("Both", same), (f"Only {first.label}", found.only_first), (f"Only {second.label}", found.only_second)):
        yield Heading(heading)
        blocks = [block for trait in _each_once(traits, layout.quotes) for block in _trait(trait, citations, layout.quotes)]
        yield from blocks or [ListItem("Nothing.")]
    yield from citations.sources()


def _distinct(first: Trait, second: Trait) -> Sequence[Trait]:
    """Return a shared trait once where both have the same sentences and no quote."""
    same = [fact.sentence for fact in first.facts] == [fact.sentence for fact in second.facts]
    return (first,) if same and not (first.facts[0].passages or second.facts[0].passages) else (first, second)


def _each_once(traits: Iterable[Trait], quotes: bool) -> Iterator[Trait]:
    """Return traits without the sentences that an earlier one has, with the same quotes if these are shown.

    One record may relate an entity to several others.
    """
    seen: set[object] = set()
    for trait in traits:
        facts = {((fact.sentence, fact.passages) if quotes else fact.sentence): fact for fact in trait.facts}
        new = tuple(fact for key, fact in facts.items() if key not in seen)
        seen.update(facts)
        if new:
            yield trait._replace(facts=new)


def _trait(trait: Trait, citations: Citations, quotes: bool) -> Iterator[Block]:
    for fact in trait.facts:
        yield ListItem(f"{sentence(fact.sentence)}{known_mark(fact.known) if fact.known else ''}")
        if quotes:
            yield from citations.quotes(fact.passages, 1)


def comparison_json(first: Candidate, second: Candidate, found: Comparison) -> str:
    """Return a comparison as JSON; schema `compare.json`."""
    return versioned(
        {
            "from": entity_object(first),
            "to": entity_object(second),
            "between": list(map(hop_object, found.between)),
            "same": [{"from": _trait_object(shared.first), "to": _trait_object(shared.second)} for shared in found.same],
            "only_from": list(map(_trait_object, found.only_first)),
            "only_to": list(map(_trait_object, found.only_second)),
        }
    )


def _trait_object(trait: Trait) -> dict[str, object]:
    kind = trait.kind if trait.kind in ("type", "property") else f"{ONTOLOGY}{trait.kind}"
    return {"kind": kind, "inferred": trait.inferred, "said": list(map(_fact_object, trait.facts))}


def _fact_object(fact: TraitFact) -> dict[str, object]:
    known = known_object(fact.known) if fact.known else dict.fromkeys(KNOWN_COLUMNS)
    return {"sentence": fact.sentence, **known, "evidence": list(map(passage_object, fact.passages))}
